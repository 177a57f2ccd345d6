"""A line that is text under a loupe and a hairline in a copy."""

from dataclasses import replace

from competition.certificates.drawing.lettering import Style, compose
from competition.certificates.drawing.page import Page
from competition.certificates.drawing.tones import Ink
from competition.lettering.fonts import MICRO

SIZE = 1.25


def draw_microtext(page: Page, left: float, right: float, y: float, number: str, ink: Ink) -> None:
    """Whole repeats of the number from `left` to `right`; the spacing takes up the rest."""
    style = Style(MICRO, SIZE, ink)
    phrase = f"SAIWU SKILLS COMPETITION · {number} · "
    width = compose(phrase, style).width
    repeats = int((right - left) / width)
    spread = (right - left - repeats * width) / (repeats * len(phrase) - 1)
    compose(phrase * repeats, replace(style, tracking=spread)).draw(page, left, y)
