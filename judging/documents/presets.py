"""Presets for an event's settings in a rule-set file: award schemes, tie-breaks, team points.

They are texts and numbers that an organiser turns into settings; their form is checked here, and
they are kept as written.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from judging.documents.nodes import Fields, Node
from judging.numbers import ROUNDINGS
from judging.sentences import say

AWARDS = ("first", "second", "third", "gold", "silver", "bronze")
ORIGIN = ("source", "sources", "used_by", "note")
OF_THE_FIELD = " of the field"

Preset = Mapping[str, Any]


def read_presets(fields: Fields) -> dict[str, Sequence[Preset]]:
    """Check the presets of a file and return them as written."""
    return {kind: _read(fields[kind], check) for kind, check in PRESETS.items() if kind in fields}


def _read(node: Node, check: Callable[[Node], Fields]) -> Sequence[Preset]:
    keys: list[str] = []
    for item in node.items():
        fields = check(item)
        key = fields["id"].text()
        if key and key in keys:
            fields["id"].refuse(say("{id} is used by a preset before.", id=key))
        _check_origin(fields)
        keys.append(key)
    return node.value if isinstance(node.value, list) else []


def _check_origin(fields: Fields) -> None:
    for key in ("source", "note"):
        fields.optional(key, Node.remark)
    for key in ("sources", "used_by"):
        fields.optional(key, lambda node: node.distinct(Node.text))


def _award_scheme(node: Node) -> Fields:
    other = ("excellence_to", "overall_share", "rounding", "base")
    fields = node.fields(("id",), (*AWARDS, *other, *ORIGIN))
    for key in AWARDS:
        fields.optional(key, _check_size)
    fields.optional("excellence_to", _check_reach)
    fields.optional("overall_share", Node.fraction)
    fields.optional("rounding", _check_rounding)
    fields.optional("base", Node.text)
    return fields


def _check_size(node: Node) -> None:
    """How many get an award: a count, a fraction of the field, or a fraction with a maximum."""
    if isinstance(node.value, str):
        node.fraction()
    elif isinstance(node.value, dict):
        fields = node.fields(("fraction",), ("max",))
        fields["fraction"].fraction()
        fields.optional("max", Node.count)
    else:
        node.count()


def _check_reach(node: Node) -> None:
    if text := node.text():
        Node(text.removesuffix(OF_THE_FIELD), node.path, node.reading).fraction()


def _check_rounding(node: Node) -> None:
    """The mode, with the words of the source after it."""
    words = node.text().split()
    if words and words[0] not in ROUNDINGS:
        node.refuse(say("The text does not begin with one of {modes}.", modes=", ".join(ROUNDINGS)))


def _tie_break(node: Node) -> Fields:
    fields = node.fields(("id", "chain"), ("then", *ORIGIN))
    fields["chain"].distinct(Node.text, minimum=0)
    fields.optional("then", Node.text)
    return fields


def _team_points(node: Node) -> Fields:
    points = ("per_event_points", "award_points")
    words = ("total", "tie", "zero", "rule")
    fields = node.fields(("id",), (*points, *words, *ORIGIN))
    for key in points:
        fields.optional(key, _check_points)
    for key in words:
        fields.optional(key, Node.text)
    return fields


def _check_points(node: Node) -> None:
    """Points by place ("7-10"), award or other case; the keys are the source's words."""
    fields = node.fields((), node.value if isinstance(node.value, dict) else ())
    for key in fields:
        fields[key].count(minimum=0)


PRESETS: dict[str, Callable[[Node], Fields]] = {
    "award_schemes": _award_scheme,
    "tie_breaks": _tie_break,
    "team_points": _team_points,
}
