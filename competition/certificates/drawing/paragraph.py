"""A sentence on a few lines, as large as it may be."""

from dataclasses import dataclass, replace
from functools import lru_cache

from competition.certificates.drawing.breaking import HANGING, balance, wrap
from competition.certificates.drawing.lettering import Style, compose, sizes


@dataclass(frozen=True)
class Paragraph:
    """What is wanted: full size and `pitch`, and how far they may give way.

    `room` and `pitch` are in millimetres, `indent` in ems. A balanced paragraph has nearly equal
    lines; any other fills them one after the other.
    """

    style: Style
    smallest: float
    pitch: float
    most_lines: int
    room: float
    indent: float = 0.0
    balanced: bool = False


@dataclass(frozen=True)
class Block:
    """What came out."""

    lines: tuple[str, ...]
    style: Style
    pitch: float


@lru_cache(maxsize=256)  # in a batch most sentences are the same
def fit(text: str, wanted: Paragraph, together: tuple[str, ...]) -> Block | None:
    """Break `text`, half a point smaller each time; None when even the smallest does not fit."""
    for size in sizes(wanted.style.size, wanted.smallest):
        style = replace(wanted.style, size=size)
        lines = broken(text, wanted, style, together)
        if lines is not None and len(lines) <= wanted.most_lines:
            pitch = wanted.pitch * (0.35 + 0.65 * size / wanted.style.size)
            return Block(tuple(lines), style, pitch)
    return None


def broken(
    text: str, wanted: Paragraph, style: Style, together: tuple[str, ...]
) -> list[str] | None:
    def measure(part: str) -> float:
        return visible(part, style)

    if wanted.balanced:
        return balance(text, wanted.room, measure, together)
    return wrap(text, wanted.room, measure, together, wanted.indent * style.em)


def visible(part: str, style: Style) -> float:
    """The width without the empty half of punctuation at the end, which hangs over the edge."""
    return compose(part, style).width - (0.5 * style.em if part[-1] in HANGING else 0)
