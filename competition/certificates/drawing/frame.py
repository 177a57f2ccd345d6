"""The frame of the formal design: rules, woven band, corner bosses, frets; tapering rules."""

from math import pi

from competition.certificates.drawing.band import Band
from competition.certificates.drawing.curves import Path, Point, circle, diamond, gear, polygon
from competition.certificates.drawing.page import HEIGHT, WIDTH, Page
from competition.certificates.drawing.rosette import Rosette
from competition.certificates.drawing.tones import RED, WHITE, Palette

BAND = Band(inset=16, corner=6)
FRET_UNIT = 1.3
FRET_INSET = 23.9
FRET = ((9.2, 0), (9.2, 3.3), (6.1, 3.3), (6.1, 1.55), (7.7, 1.55))  # the arm across, from 0, 0
FRET_HEART = ((1.5, 1.5), (4.45, 1.5), (4.45, 3), (3, 3), (3, 4.45), (1.5, 4.45))


def draw_ground(page: Page, palette: Palette) -> None:
    """The wash under the band, and the rules."""
    page.fill([inset(10.3)], palette.wash)
    page.fill([inset(21.7)], WHITE)
    page.stroke([inset(9)], RED, 0.9)
    page.stroke([inset(10.3), inset(21.7)], palette.mid, 0.18)
    page.stroke([inset(22.7)], RED, 0.45)


def draw_corner(page: Page, palette: Palette) -> None:
    """The upper right quarter of band and ornaments; mirrored, it is the whole frame."""
    draw_band(page, palette)
    draw_boss(page, (WIDTH - BAND.inset, BAND.inset), palette)
    draw_fret(page, palette)


def inset(distance: float) -> Path:
    """A rectangle that far inside the page."""
    right, bottom = WIDTH - distance, HEIGHT - distance
    return polygon([(distance, distance), (right, distance), (right, bottom), (distance, bottom)])


def draw_band(page: Page, palette: Palette) -> None:
    waves = round(BAND.length / 11.5 / 4) * 4
    page.stroke(BAND.quarter(waves, 4.55, 8), palette.mid, 0.10, close=False)
    page.stroke(BAND.quarter(2 * waves, 2.37, 4, phase=pi / 4), palette.dark, 0.09, close=False)


def draw_boss(page: Page, centre: Point, palette: Palette) -> None:
    wheel = gear(centre, 8.9, 24, 0.75)
    page.fill([wheel], WHITE)
    page.stroke([wheel], palette.dark, 0.14)
    page.stroke(Rosette(7.9, 0.05, 18, 8).around(centre), palette.mid, 0.09)
    page.fill([circle(centre, 3.25)], WHITE)
    page.stroke(Rosette(3.25, 0.2, 8, 6).around(centre), palette.dark, 0.09)


def draw_fret(page: Page, palette: Palette) -> None:
    """The corner ornament inside the frame: an outer L whose arms curl inward, and a heart."""

    def at(x: float, y: float) -> Point:
        return WIDTH - FRET_INSET - FRET_UNIT * x, FRET_INSET + FRET_UNIT * y

    down = [at(y, x) for x, y in reversed(FRET)]
    arms = polygon([*down, at(0, 0), *(at(x, y) for x, y in FRET)])
    page.stroke([arms], palette.mid, 0.3, close=False)
    page.stroke([polygon([at(x, y) for x, y in FRET_HEART])], palette.mid, 0.3)


def tapering(start: Point, length: float, width: float) -> list[Path]:
    """A rule from `start` to the right, or to the left of it when `length` is below 0."""
    x, y = start
    middle, end = x + length * 0.52, x + length
    thick, thin = width / 2, width / 5
    return [
        polygon([(x, y - thick), (middle, y - thick), (middle, y + thick), (x, y + thick)]),
        polygon([(middle, y - thin), (end, y - 0.045), (end, y + 0.045), (middle, y + thin)]),
    ]


def draw_divider(page: Page, middle: Point, palette: Palette) -> None:
    """Diamonds between two tapering rules."""
    x, y = middle
    page.fill([diamond(middle, 1.45)], RED)
    page.fill([diamond((x + dx, y), 0.75) for dx in (-3.2, 3.2)], palette.mid)
    for side in (-1, 1):
        page.fill(tapering((x + side * 4.7, y), side * 40, 0.26), palette.mid)
