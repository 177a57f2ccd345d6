"""The rank of a rule as it is written: exactly one form, read into `judging.promotion.ranks`."""

from collections.abc import Callable
from fractions import Fraction

from judging.documents.nodes import Fields, Node
from judging.numbers import Rounding
from judging.promotion.ranks import (
    Between,
    ByFieldSize,
    Everybody,
    FieldSize,
    HoldsAward,
    Rank,
    Share,
    ShareAfter,
    UpToShare,
)
from judging.sentences import say

ROUNDINGS: tuple[Rounding, ...] = ("floor", "half_up", "ceil")
SHARE_OPTIONS = ("rounding", "max_count")
NOBODY = Between(1, 0)
Before = tuple[Share, ...]


def read_rank(node: Node, before: Before) -> Rank:
    """Read a rank; `before` are the shares whose bands a `next_fraction` follows."""
    written = node.value if isinstance(node.value, dict) else {}
    heads = [head for head in FORMS if head in written]
    if len(heads) > 1:
        node.refuse(say("Only one form of rank may be used, not {forms}.", forms=", ".join(heads)))
        return NOBODY
    if not heads:
        _refuse_formless(node)
        return NOBODY
    return FORMS[heads[0]](node, before)


def _refuse_formless(node: Node) -> None:
    fields = node.fields((), ("from", "to", "to_fraction", *SHARE_OPTIONS))
    if fields.sound and ("to" in fields or "to_fraction" in fields):
        fields["from"].refuse(say("missing"))
    elif fields.sound and isinstance(node.value, dict):
        node.refuse(say("The rank uses none of {forms}.", forms=", ".join(FORMS)))


def _rounding(fields: Fields) -> Rounding:
    return fields.optional("rounding", lambda node: node.choice(ROUNDINGS)) or "floor"


def _places(node: Node, _before: Before) -> Rank:
    if isinstance(node.value, dict) and "to_fraction" in node.value:
        return _up_to_share(node)
    fields = node.fields(("from",), ("to",))
    first, last = fields["from"].count(), fields.optional("to", Node.count)
    if fields.sound and last is not None and last < first:
        fields["to"].refuse(say("{last} is before place {first}.", last=last, first=first))
    return Between(first, last)


def _up_to_share(node: Node) -> Rank:
    fields = node.fields(("from", "to_fraction"), ("rounding", "to"))
    if "to" in fields:
        fields["to_fraction"].refuse(say("The last place is given already, by “to”."))
    return UpToShare(fields["from"].count(), fields["to_fraction"].fraction(), _rounding(fields))


def _share(fields: Fields, key: str) -> Share:
    maximum = fields.optional("max_count", Node.count)
    return Share(fields[key].fraction(), _rounding(fields), maximum)


def _top_share(node: Node, _before: Before) -> Rank:
    return ShareAfter(_share(node.fields(("top_fraction",), SHARE_OPTIONS), "top_fraction"))


def _next_share(node: Node, before: Before) -> Rank:
    fields = node.fields(("next_fraction",), SHARE_OPTIONS)
    rank = ShareAfter(_share(fields, "next_fraction"), before)
    if not before:
        why = say("No rule before this one has a band that this could follow.")
        fields["next_fraction"].refuse(why)
    elif fields.sound and (total := _sum(rank.chain)) > 1:
        why = say("The bands add up to {total} of the field.", total=str(total))
        fields["next_fraction"].refuse(why)
    return rank


def _sum(shares: Before) -> Fraction:
    return sum((share.fraction for share in shares), Fraction(0))


def _by_field_size(node: Node, _before: Before) -> Rank:
    fields = node.fields(("by_field_size",))
    sizes: list[FieldSize] = []
    for item in fields["by_field_size"].items(minimum=1):
        size = _field_size(item)
        if any(_overlap(size, other) for other in sizes):
            item.refuse(say("This overlaps with a band before it."))
        sizes.extend([size] if _consistent(size) else [])
    return ByFieldSize(tuple(sizes))


def _field_size(node: Node) -> FieldSize:
    fields = node.fields(("min", "to"), ("max",))
    minimum, last = fields["min"].count(), fields["to"].count()
    maximum = None if fields["max"].value is None else fields.optional("max", Node.count)
    if not fields.sound:
        return FieldSize(1, 0, 1)
    if maximum is not None and maximum < minimum:
        why = say("{maximum} is below {minimum}.", maximum=maximum, minimum=minimum)
        fields["max"].refuse(why)
    return FieldSize(minimum, maximum, last)


def _consistent(size: FieldSize) -> bool:
    """Not refused already, so that no other band is blamed for it."""
    return size.contains(size.minimum)


def _overlap(one: FieldSize, other: FieldSize) -> bool:
    lower, upper = sorted((one, other), key=lambda size: size.minimum)
    return lower.contains(upper.minimum)


def _award(node: Node, _before: Before) -> Rank:
    return HoldsAward(node.fields(("award",))["award"].distinct(Node.text))


def _everybody(node: Node, _before: Before) -> Rank:
    node.fields(("any",))["any"].true()
    return Everybody()


FORMS: dict[str, Callable[[Node, Before], Rank]] = {
    "from": _places,
    "top_fraction": _top_share,
    "next_fraction": _next_share,
    "by_field_size": _by_field_size,
    "award": _award,
    "any": _everybody,
}
