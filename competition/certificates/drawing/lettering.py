"""Text as it is set: cut into runs of one face each, placed and measured in millimetres."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from reportlab.lib.units import mm

from competition.certificates.drawing.page import Page
from competition.certificates.drawing.tones import TEXT_INK, Ink
from competition.certificates.errors import UncoveredLetters
from competition.lettering.fonts import Stack, choose, face, is_han

BESIDE_HAN = 1.07  # Latin letters look small beside Chinese ones
SCRIPT_GAP = 0.16  # em, between a Chinese letter and a Latin one


@dataclass(frozen=True)
class Style:
    """How a line is set: `size` in points, `tracking` in millimetres after each letter."""

    stack: Stack
    size: float
    ink: Ink = TEXT_INK
    tracking: float = 0.0

    @property
    def em(self) -> float:
        """In millimetres."""
        return self.size / mm


@dataclass(frozen=True)
class Run:
    """Letters of one face, `x` millimetres from the start of their line."""

    x: float
    font: str
    size: float
    letters: str
    ink: Ink
    tracking: float


@dataclass(frozen=True)
class Line:
    """One line of set text. `width` is its advance, without tracking after the last letter."""

    runs: tuple[Run, ...]
    width: float

    def then(self, other: "Line", gap: float = 0.0) -> "Line":
        """This line with another one set after it."""
        shift = self.width + gap
        moved = tuple(replace(run, x=run.x + shift) for run in other.runs)
        return Line(self.runs + moved, shift + other.width)

    def draw(self, page: Page, x: float, y: float) -> None:
        """Set the line with its left end at `x` on the baseline `y`."""
        for run in self.runs:
            page.write((x + run.x, y), run.font, run.size, run.letters, run.ink, run.tracking)

    def draw_centred(self, page: Page, x: float, y: float) -> None:
        self.draw(page, x - self.width / 2, y)


@lru_cache(maxsize=4096)  # in a batch most lines are the same
def compose(text: str, style: Style) -> Line:
    """Set `text` on one line. UncoveredLetters when no face has a letter."""
    text = unicodedata.normalize("NFC", text)
    chinese = any(map(is_han, text))
    x, before = 0.0, ""
    runs = []
    for font, letters in pieces(text, style.stack, chinese=chinese):
        beside = chinese and font not in style.stack.han
        size = style.size * BESIDE_HAN if beside else style.size
        if scripts_meet(before, letters[0]):
            x += SCRIPT_GAP * style.em
        runs.append(Run(x, font, size, letters, style.ink, style.tracking))
        x += face(font).stringWidth(letters, size) / mm + style.tracking * len(letters)
        before = letters[-1]
    return Line(tuple(runs), x - style.tracking if runs else 0.0)


def pieces(text: str, stack: Stack, *, chinese: bool) -> Iterator[tuple[str, str]]:
    """Stretches of one face, each with the name of the face."""
    faces = [choose(letter, stack, chinese=chinese) for letter in text]
    for font, stretch in groupby(zip(faces, text, strict=True), key=lambda pair: pair[0]):
        letters = "".join(letter for _, letter in stretch)
        if font is None:
            raise UncoveredLetters(text, set(letters))
        yield font, letters


def scripts_meet(one: str, other: str) -> bool:
    """Whether a gap belongs between two letters: one Chinese, the other a Latin letter or digit."""
    return one.isalnum() and other.isalnum() and is_han(one) != is_han(other)


def sizes(first: float, last: float) -> Iterator[float]:
    """From the wanted size down to the smallest, half a point at a time."""
    while first >= last:
        yield first
        first -= 0.5


def fitted(text: str, style: Style, room: float, smallest: float) -> Line | None:
    """`text` on one line of at most `room`, as large as it may be; None when it does not fit."""
    for size in sizes(style.size, smallest):
        line = compose(text, replace(style, size=size))
        if line.width <= room:
            return line
    return None
