"""The reward of a rule as it is written, read into `judging.promotion.rewards`."""

from collections.abc import Callable

from judging.documents.nodes import Fields, Node
from judging.promotion.decisions import ACTIONS, LEVEL_ACTIONS, Outcome
from judging.promotion.ladder import LADDER, Level
from judging.promotion.rewards import (
    AbovePaper,
    Award,
    Cash,
    LevelMap,
    MayApply,
    ProfessionalGrade,
    Recommendation,
    Reward,
    SkillLevel,
    StepUp,
    Title,
    TrainingSquad,
)
from judging.sentences import say

INFORMATION = ("note", "source_text_note", "scope", "applies_to")
"""Keys that any reward may have: shown to people, without effect."""

CLIMBS = ("map", "step_up", "grant_relative_to_event_level")
RECIPIENTS = ("head_coach",)


def read_reward(node: Node) -> Reward:
    """Read a reward of one of the TYPES."""
    written = node.value.get("type") if isinstance(node.value, dict) else None
    if not isinstance(written, str) or written not in TYPES:
        _refuse_type(node)
        return Recommendation("")
    return TYPES[written](node)


def _refuse_type(node: Node) -> None:
    if isinstance(node.value, dict) and "type" in node.value:
        Node(node.value["type"], f"{node.path}.type", node.reading).choice(TYPES)
    else:
        node.fields(("type",), node.value if isinstance(node.value, dict) else ())


def _open(node: Node, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> Fields:
    fields = node.fields(("type", *required), (*optional, *INFORMATION))
    for key in INFORMATION:
        fields.optional(key, Node.remark)
    return fields


def read_level(node: Node) -> Level:
    """Read a level of the ladder."""
    return node.choice(LADDER)


def _higher_level(node: Node) -> Level:
    return node.choice(LADDER[1:])


def _levels(node: Node) -> tuple[Level, ...]:
    return node.distinct(read_level)


def _skill_level(node: Node) -> Reward:
    options = ("cap", "exclude_current", "requires_existing_certificate", "discretionary")
    fields = _open(node, (), (*CLIMBS, *options, "action", "one_of"))
    one_of = fields.optional("one_of", _levels) or ()
    return SkillLevel(
        climb=_climb(node, fields, one_of),
        excluded=fields.optional("exclude_current", _levels) or (),
        requires_certificate=fields.optional("requires_existing_certificate", Node.boolean)
        or False,
        one_of=one_of,
        discretionary=fields.optional("discretionary", Node.text),
        action=fields.optional("action", _level_action) or Outcome.GRANTED,
    )


def _level_action(node: Node) -> Outcome:
    return LEVEL_ACTIONS[node.choice(LEVEL_ACTIONS)]


def _climb(node: Node, fields: Fields, one_of: tuple[Level, ...]) -> LevelMap | StepUp | AbovePaper:
    used = [form for form in CLIMBS if form in fields]
    if len(used) != 1 and isinstance(node.value, dict):
        why = say("Exactly one of {forms} must be used.", forms=", ".join(CLIMBS))
        node.refuse(why)
    if "cap" in fields and "step_up" not in fields:
        fields["cap"].refuse(say("A cap limits “step_up”, which is not used."))
    if used == ["map"]:
        return _map(fields["map"], one_of)
    if used == ["grant_relative_to_event_level"]:
        return AbovePaper(fields["grant_relative_to_event_level"].count())
    cap = fields.optional("cap", _higher_level)
    return StepUp(fields["step_up"].count(), cap)


def _map(node: Node, one_of: tuple[Level, ...]) -> LevelMap:
    grants: dict[Level, Level] = {}
    for item in node.items(minimum=1):
        fields = item.fields(("current", "grant"))
        held, grant = fields["current"].distinct(read_level), _higher_level(fields["grant"])
        if fields.sound:
            _check_grant(fields, held, grant, one_of)
            _check_held(fields, grants)
            grants.update(dict.fromkeys(held, grant))
    return LevelMap(grants)


def _check_grant(
    fields: Fields, held: tuple[Level, ...], grant: Level, one_of: tuple[Level, ...]
) -> None:
    for level in held:
        if not grant.is_above(level):
            why = say("{grant} is not above {level}.", grant=grant, level=level)
            fields["grant"].refuse(why)
    if one_of and grant not in one_of:
        fields["grant"].refuse(say("{grant} is not one of “one_of”.", grant=grant))


def _check_held(fields: Fields, grants: dict[Level, Level]) -> None:
    for item in fields["current"].items():
        if item.value in grants:
            item.refuse(say("{level} is mapped already.", level=item.value))


def _title(node: Node) -> Reward:
    fields = _open(node, ("title_zh", "action"), ("title_en", "issuer_zh", "issuer_en"))
    return Title(
        title_zh=fields["title_zh"].text(),
        action=fields["action"].choice(ACTIONS),
        title_en=fields.optional("title_en", Node.text),
        issuer_zh=fields.optional("issuer_zh", Node.text),
        issuer_en=fields.optional("issuer_en", Node.text),
    )


def _award(node: Node) -> Reward:
    fields = _open(node, ("code", "name_zh"), ("name_en",))
    name_en = fields.optional("name_en", Node.text)
    return Award(fields["code"].text(), fields["name_zh"].text(), name_en)


def _cash(node: Node) -> Reward:
    options = ("amount_cny", "range_cny", "team_shares", "to", "max_people", "condition")
    fields = _open(node, (), options)
    return Cash(
        amount_cny=_amount(fields),
        range_cny=fields.optional("range_cny", _range),
        team_shares=fields.optional("team_shares", Node.boolean) or False,
        to=fields.optional("to", lambda to: to.choice(RECIPIENTS)),
        max_people=fields.optional("max_people", Node.count),
        condition=fields.optional("condition", Node.text),
    )


def _amount(fields: Fields) -> int | None:
    """The amount; None (left out or null) beside a range."""
    amount = fields["amount_cny"]
    if "range_cny" not in fields:
        if "amount_cny" not in fields:
            amount.refuse(say("missing"))
        return amount.count(minimum=0)
    if "amount_cny" in fields and amount.value is not None:
        amount.refuse(say("An amount and a range cannot both hold."))
    return None


def _range(node: Node) -> tuple[int, int]:
    amounts = [item.count(minimum=0) for item in node.items(minimum=2)]
    if len(amounts) != 2 or amounts[0] > amounts[1]:
        node.refuse(say("A range is two amounts, the lower one first."))
        return 0, 0
    return amounts[0], amounts[1]


def _professional_grade(node: Node) -> Reward:
    fields = _open(node, ("grade_zh",), ("grade_en",))
    return ProfessionalGrade(fields["grade_zh"].text(), fields.optional("grade_en", Node.text))


def _training_squad(node: Node) -> Reward:
    fields = _open(node, ("name_zh",), ("name_en",))
    return TrainingSquad(fields["name_zh"].text(), fields.optional("name_en", Node.text))


def _may_apply(node: Node) -> Reward:
    fields = _open(node, ("level", "kind"))
    return MayApply(_higher_level(fields["level"]), fields["kind"].text())


def _recommendation(node: Node) -> Reward:
    fields = _open(node, ("text_zh",), ("text_en",))
    return Recommendation(fields["text_zh"].text(), fields.optional("text_en", Node.text))


TYPES: dict[str, Callable[[Node], Reward]] = {
    "skill_level": _skill_level,
    "title": _title,
    "award": _award,
    "cash": _cash,
    "professional_grade": _professional_grade,
    "training_squad": _training_squad,
    "may_apply": _may_apply,
    "recommendation": _recommendation,
}
