"""Seals over the names of the issuers, or the marked places where they go."""

from math import cos, radians, sin

from reportlab.lib.units import mm

from competition.certificates.drawing.curves import Point, circle, polar, star
from competition.certificates.drawing.lettering import Style, compose
from competition.certificates.drawing.page import Page
from competition.certificates.drawing.tones import RED, SEAL_RED
from competition.certificates.text import Issuer
from competition.lettering.fonts import BODY, MEDIUM, choose, face

STRENGTH = 0.86
WIDEST_ARC = radians(196)
WIDEST_STEP = radians(20)


def draw_seal(page: Page, centre: Point, diameter: float, issuer: Issuer) -> None:
    """The seal of the issuer, or an empty place for it."""
    if issuer.seal:
        with page.faded(STRENGTH):
            draw_ring(page, centre, diameter)
            draw_name(page, centre, diameter, issuer.name.zh)
    else:
        draw_place(page, centre, diameter)


def draw_ring(page: Page, centre: Point, diameter: float) -> None:
    rim = 0.028 * diameter
    page.stroke([circle(centre, (diameter - rim) / 2)], SEAL_RED, rim)
    page.fill([star(centre, 0.145 * diameter)], SEAL_RED)


def draw_name(page: Page, centre: Point, diameter: float, name: str) -> None:
    """The name on the upper arc; letters are condensed so that a long name fits."""
    size = 0.118 * diameter * mm
    baseline = 0.33 * diameter
    step = min(WIDEST_STEP, WIDEST_ARC / max(1, len(name) - 1))
    room = step * (baseline + 0.04 * diameter)  # along the middle of the letters
    for i, letter in enumerate(name):
        font = choose(letter, MEDIUM, chinese=True) or MEDIUM.latin
        advance = face(font).stringWidth(letter, size) / mm
        stretch = min(0.82, 0.96 * room / advance)
        angle = (i - (len(name) - 1) / 2) * step
        x, y = polar(centre, baseline, angle)
        half = advance * stretch / 2
        start = (x - half * cos(angle), y - half * sin(angle))
        page.write_turned(start, angle, font, size, letter, stretch)


def draw_place(page: Page, centre: Point, diameter: float) -> None:
    """A dashed ring, marked 印."""
    x, y = centre
    with page.faded(0.65):
        with page.dashed(1.6, 0.8):
            page.stroke([circle(centre, diameter / 2)], RED, 0.25)
        page.stroke([circle(centre, diameter * 0.48)], RED, 0.12)
        mark = compose("印", Style(BODY, 0.72 * diameter, RED))
        mark.draw_centred(page, x, y + 0.01 * diameter)
