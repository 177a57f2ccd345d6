"""The emblem: a medal on two ribbons, between two laurel branches."""

from math import atan2, cos, pi, radians, sin

from competition.certificates.drawing.curves import (
    Path,
    Point,
    circle,
    gear,
    polar,
    polygon,
    star,
)
from competition.certificates.drawing.page import Page
from competition.certificates.drawing.rosette import Rosette
from competition.certificates.drawing.tones import RED, Palette, blend

WEDGES = 144
BEADS = 60
LEAVES = 10
LEAF_ANGLE = radians(36)


def draw_emblem(page: Page, centre: Point, r: float, palette: Palette) -> None:
    """Ribbons, medal and laurel; `r` is the radius of the medal with its teeth."""
    for side in (-1, 1):
        draw_branch(page, centre, r, side, palette)
        draw_ribbon(page, centre, r, side * 0.34, palette)
    draw_medal(page, centre, r, palette)


def draw_medal(page: Page, centre: Point, r: float, palette: Palette) -> None:
    page.fill([gear(centre, r, 36, 0.06 * r)], palette.dark)
    step = 2 * pi / WEDGES
    for i in range(WEDGES):
        wedge = [centre, *(polar(centre, 0.925 * r, (i + k) * step) for k in (0, 1, 1.5))]
        page.fill([polygon(wedge)], sheen(i * step, palette))
    page.fill(
        [circle(polar(centre, 0.865 * r, 2 * pi * i / BEADS), 0.017 * r) for i in range(BEADS)],
        palette.dark,
    )
    page.stroke([circle(centre, 0.925 * r)], palette.dark, 0.1)
    page.stroke([circle(centre, 0.8 * r), circle(centre, 0.765 * r)], palette.dark, 0.09)
    page.stroke(
        Rosette(0.755 * r, 0.5 / 0.755, 24, 6).around(centre),
        blend(palette.dark, palette.mid, 0.4),
        0.09,
    )
    page.fill([circle(centre, 0.5 * r)], palette.light)
    page.stroke([circle(centre, 0.5 * r)], palette.dark, 0.12)
    page.stroke([circle(centre, 0.46 * r)], palette.mid, 0.09)
    page.fill([star(centre, 0.26 * r)], palette.dark)


def sheen(t: float, palette: Palette) -> str:
    """The light on the metal at angle `t`."""
    light = 0.5 + 0.5 * cos(2 * t + 0.6) * cos(2 * t - 0.42)
    if light < 0.5:
        return blend(palette.mid, palette.mid2, light * 2)
    return blend(palette.mid2, palette.light, light * 2 - 1)


def draw_ribbon(page: Page, centre: Point, r: float, angle: float, palette: Palette) -> None:
    """A swallowtail hanging from the centre, turned by `angle`."""

    def at(across: float, down: float) -> Point:
        x, y = across * r, down * r
        return (
            centre[0] + x * cos(angle) + y * sin(angle),
            centre[1] - x * sin(angle) + y * cos(angle),
        )

    page.fill([polygon([at(-0.3, 0), at(0.3, 0), at(0.3, 1.68), at(0, 1.43), at(-0.3, 1.68)])], RED)
    for edge in (-0.2, 0.2):
        inner, outer = edge - 0.035, edge + 0.035
        ends = [1.43 + abs(across) * 0.25 / 0.3 for across in (inner, outer)]
        stripe = [at(inner, 0), at(outer, 0), at(outer, ends[1]), at(inner, ends[0])]
        page.fill([polygon(stripe)], palette.mid2)


def draw_branch(page: Page, centre: Point, r: float, side: int, palette: Palette) -> None:
    """A laurel branch from the bottom up, its leaves in pairs that grow smaller."""
    low, high, radius = radians(14), radians(142), 1.42 * r

    def stem(angle: float) -> Point:
        return centre[0] + side * radius * sin(angle), centre[1] + radius * cos(angle)

    arc = [stem(low + (high - low) * i / 40) for i in range(6, 41)]
    page.stroke([polygon(arc)], palette.mid, 0.16, close=False)

    def growth(angle: float) -> float:
        """The direction of the stem, as atan2 gives it."""
        return atan2(-sin(angle), side * cos(angle))

    leaves = [leaf(arc[-1], 0.24 * r, growth(high))]
    for i in range(LEAVES):
        angle = low + (high - low) * (i + 1.5) / (LEAVES + 0.5)
        length = 0.36 * r * (1 - 0.38 * i / (LEAVES - 1))
        for turn in (-LEAF_ANGLE, LEAF_ANGLE):
            leaves.append(leaf(stem(angle), length, growth(angle) + turn))
    page.fill(leaves, palette.mid)


def leaf(base: Point, length: float, heading: float) -> Path:
    """A pointed leaf that grows from `base`."""

    def at(along: float, across: float) -> Point:
        x = along * cos(heading) - across * sin(heading)
        y = along * sin(heading) + across * cos(heading)
        return base[0] + x, base[1] + y

    tip, swell = at(length, 0), 0.27 * length
    return base, (
        (*at(0.3 * length, swell), *at(0.72 * length, swell), *tip),
        (*at(0.72 * length, -swell), *at(0.3 * length, -swell), *base),
    )
