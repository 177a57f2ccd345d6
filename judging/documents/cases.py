"""Cases to try rule sets with: a file of results, each naming the rule set that decides it."""

from dataclasses import dataclass
from functools import partial

from judging.documents.nodes import Fields, Node
from judging.documents.reading import Reading
from judging.documents.rewards import read_level
from judging.promotion.contests import COMPONENTS, EVENT_FORMATS, EVENT_KINDS, ContestResult
from judging.promotion.rules import RuleSet
from judging.rulesets import RuleBook
from judging.sentences import say, shown

INPUT = ("rank", "field_size", "group", "event_format", "current_level")
OPTIONAL_INPUT = (
    *COMPONENTS,
    *("competition_tier", "event_kind", "age", "award", "triggers", "prior_titles"),
    "event_level",
)


@dataclass(frozen=True)
class Case:
    """One result and the rule set that decides it."""

    key: str
    rule_set: RuleSet
    result: ContestResult


def parse_cases(document: object, book: RuleBook) -> list[Case]:
    """Read a file of cases; raises Faults with every fault and its path."""
    reading = Reading()
    fields = Node(document, "", reading).fields(("cases",), ("note",))
    cases = [_read_case(item, book) for item in fields["cases"].items()]
    reading.refuse()
    return [case for case in cases if case]


def _read_case(node: Node, book: RuleBook) -> Case | None:
    fields = node.fields(("id", "ruleset", "input"), ("expect", "why"))
    key, name = fields["id"].text(), fields["ruleset"].text()
    if name and name not in book.rule_sets:
        fields["ruleset"].refuse(say("There is no rule set {id}.", id=shown(name)))
    result = _read_input(fields["input"])
    if not fields.sound or result is None:
        return None
    return Case(key, book.rule_sets[name], result)


def _read_input(node: Node) -> ContestResult | None:
    fields = node.fields(INPUT, OPTIONAL_INPUT)
    rank, field_size = fields["rank"].count(), fields["field_size"].count()
    if fields.sound and rank > field_size:
        why = say("Place {place} is not within a field of {field}.", place=rank, field=field_size)
        fields["rank"].refuse(why)
    award = fields.optional("award", Node.text)
    make = partial(
        ContestResult,
        rank=rank,
        field_size=field_size,
        group=fields["group"].text(),
        event_format=fields["event_format"].choice(EVENT_FORMATS),
        current_level=read_level(fields["current_level"]),
        passed=_read_components(fields),
        competition_tier=fields.optional("competition_tier", Node.text),
        event_kind=fields.optional("event_kind", lambda kind: kind.choice(EVENT_KINDS)),
        age=fields.optional("age", partial(Node.count, minimum=0)),
        awards=frozenset() if award is None else frozenset({award}),
        triggers=_texts(fields, "triggers"),
        prior_titles=_texts(fields, "prior_titles"),
        paper_level=fields.optional("event_level", read_level),
    )
    return make() if fields.sound else None


def _read_components(fields: Fields) -> dict[str, bool]:
    return {
        component: fields[component].choice(("pass", "fail")) == "pass"
        for component in COMPONENTS
        if component in fields
    }


def _texts(fields: Fields, key: str) -> frozenset[str]:
    return frozenset(fields[key].distinct(Node.text, minimum=0))
