"""A line that is text under a loupe and a hairline in a copy."""

from dataclasses import replace

from competition.certificates.drawing.lettering import Style, compose
from competition.certificates.drawing.page import Page
from competition.certificates.drawing.tones import Ink
from competition.certificates.fonts import MICRO

SIZE = 1.25


def draw_microtext(page: Page, left: float, right: float, y: float, number: str, ink: Ink) -> None:
    """Whole repeats of the number from `left` to `right`; the spacing takes up the rest."""
    style = Style(MICRO, SIZE, ink)
    phrase = f"SAIWU SKILLS COMPETITION · {number} · "
    line = phrase * int((right - left) / compose(phrase, style).width)
    rest = right - left - compose(line, style).width
    compose(line, replace(style, tracking=rest / (len(line) - 1))).draw(page, left, y)
