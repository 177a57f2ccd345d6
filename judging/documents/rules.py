"""A rule set and its rules as they are written, read into `judging.promotion.rules`."""

from collections.abc import Sequence
from datetime import date
from typing import get_args

from judging.documents.nodes import Fields, Node
from judging.documents.ranks import Before, read_rank
from judging.documents.rewards import read_reward
from judging.promotion.contests import COMPONENTS, EVENT_FORMATS, EVENT_KINDS
from judging.promotion.ranks import ShareAfter
from judging.promotion.rules import ANY, Policy, PriorTitles, Rule, RuleSet, Scope
from judging.sentences import say

INFORMATION = (
    *("date", "certainty", "completeness", "sources", "tie_policy"),
    *("eligibility", "scoring", "conditions", "check", "note"),
)
"""Keys of a rule set that are shown next to a decision, without effect."""

SOURCE_KEYS = ("url", "title", "date", "publisher", "kind")
POLICIES: tuple[Policy, ...] = get_args(Policy)
YEARLY = "max_competition_promotions_per_calendar_year"
NO_REISSUE = "no_reissue_if_same_occupation_higher_level_held"


def read_rule_set(node: Node, digest: str) -> RuleSet:
    """Read one rule set; `digest` is the content hash of its text."""
    fields = node.fields(
        ("id", "tier", "region", "name_zh", "name_en", "rules"),
        ("valid_from", "valid_until", "constraints", "prior_title_policy", *INFORMATION),
    )
    texts = {key: fields[key].text() for key in ("id", "tier", "region", "name_zh", "name_en")}
    _check_information(fields)
    valid_from, valid_until = _read_validity(fields)
    return RuleSet(
        key=texts.pop("id"),
        **texts,
        digest=digest,
        valid_from=valid_from,
        valid_until=valid_until,
        yearly_promotions=fields.optional("constraints", _yearly_promotions),
        prior_titles=fields.optional("prior_title_policy", _prior_titles),
        rules=_read_rules(fields["rules"]),
        information={key: fields[key].value for key in INFORMATION if key in fields},
    )


def _read_validity(fields: Fields) -> tuple[date | None, date | None]:
    first = fields.optional("valid_from", Node.day)
    last = fields.optional("valid_until", Node.day)
    if first and last and date.min < last < first:
        fields["valid_until"].refuse(say("{last} is before {first}.", last=last, first=first))
    return first, last


def _check_information(fields: Fields) -> None:
    for key in ("date", "certainty", "completeness"):
        fields.optional(key, Node.remark)
    for source in fields["sources"].items():
        written = source.fields((), SOURCE_KEYS)
        for key in written:
            if written[key].value is not None:
                written[key].remark()


def _yearly_promotions(node: Node) -> int | None:
    fields = node.fields((), (YEARLY, NO_REISSUE, "prize_requires"))
    fields.optional(NO_REISSUE, Node.true)
    fields.optional("prize_requires", Node.remark)
    return fields.optional(YEARLY, Node.count)


def _prior_titles(node: Node) -> PriorTitles:
    fields = node.fields(("policy", "titles"), ("effect",))
    fields.optional("effect", Node.remark)
    titles = fields["titles"].distinct(Node.text)
    return PriorTitles(fields["policy"].choice(POLICIES), frozenset(titles))


def _read_rules(node: Node) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for item in node.items(minimum=1):
        rule = _read_rule(item, rules)
        if rule.rule_id and any(rule.rule_id == other.rule_id for other in rules):
            key = Node(rule.rule_id, f"{item.path}.rule_id", node.reading)
            key.refuse(say("{id} is used by a rule before.", id=rule.rule_id))
        rules.append(rule)
    return tuple(rules)


def _read_rule(node: Node, before: Sequence[Rule]) -> Rule:
    fields = node.fields(
        ("rule_id", "group", "event_format", "rank", "reward"),
        ("competition_tier", "event_kind", "max_age", "min_scores", "trigger", "note"),
    )
    fields.optional("note", Node.remark)
    scope = _read_scope(fields)
    return Rule(
        rule_id=fields["rule_id"].text(),
        scope=scope,
        rank=read_rank(fields["rank"], shares_before(scope, before)),
        reward=read_reward(fields["reward"]),
        max_age=fields.optional("max_age", Node.count),
        min_scores=fields.optional("min_scores", _min_scores) or (),
        trigger=fields.optional("trigger", Node.text),
    )


def shares_before(scope: Scope, before: Sequence[Rule]) -> Before:
    """The chain of shares that a `next_fraction` of this scope follows.

    That is the nearest rule before it with such a band: of the same scope when there is one, so
    that the bands of staff and of students can be written alternately.
    """
    chains = [(rule.scope, rule.rank.chain) for rule in before if isinstance(rule.rank, ShareAfter)]
    same = [chain for other, chain in chains if other == scope]
    return (same or [chain for _, chain in chains] or [()])[-1]


def _read_scope(fields: Fields) -> Scope:
    event_format = fields["event_format"].choice((ANY, *EVENT_FORMATS))
    return Scope(
        groups=_groups(fields["group"]),
        event_format=None if event_format == ANY else event_format,
        competition_tier=fields.optional("competition_tier", Node.text),
        event_kind=fields.optional("event_kind", lambda node: node.choice(EVENT_KINDS)),
    )


def _groups(node: Node) -> tuple[str, ...] | None:
    if not isinstance(node.value, list):
        group = node.text()
        return None if group == ANY else (group,)
    groups = node.distinct(Node.text)
    if ANY in groups:
        node.refuse(say("A list of groups cannot contain “any”."))
    return groups


def _min_scores(node: Node) -> tuple[str, ...]:
    fields = node.fields((), COMPONENTS)
    if node.value == {}:
        node.refuse(say("No component is named."))
    for component in fields:
        if component in COMPONENTS:
            fields[component].choice(("pass",))
    return tuple(component for component in COMPONENTS if component in fields)
