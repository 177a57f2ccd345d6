"""Paths in millimetres: lists of steps that a page can draw."""

from collections.abc import Sequence
from math import cos, pi, sin

Point = tuple[float, float]
Step = tuple[float, ...]  # 2 numbers: a line to; 6: a curve to
Path = tuple[Point, tuple[Step, ...]]  # where it starts, how it goes on

ROUND = 0.5522847  # the handle of a Bézier quarter circle


def polygon(points: Sequence[Point]) -> Path:
    """Straight lines from point to point."""
    return points[0], tuple(points[1:])


def closed(points: Sequence[Point]) -> Path:
    """A curve through all points and back to the first."""
    return through([points[-1], *points, points[0], points[1]])


def through(points: Sequence[Point]) -> Path:
    """A Catmull-Rom curve, as Béziers, through all points but the first and the last.

    Those two only give the direction at the ends.
    """
    steps = []
    for (x0, y0), (x1, y1), (x2, y2), (x3, y3) in zip(
        points, points[1:], points[2:], points[3:], strict=False
    ):
        leave = (x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6)
        arrive = (x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6)
        steps.append((*leave, *arrive, x2, y2))
    return points[1], tuple(steps)


def polar(centre: Point, radius: float, angle: float) -> Point:
    """The point at `angle`, clockwise from the top."""
    return centre[0] + radius * sin(angle), centre[1] - radius * cos(angle)


def circle(centre: Point, radius: float) -> Path:
    (x, y), r, h = centre, radius, radius * ROUND
    return (x + r, y), (
        (x + r, y + h, x + h, y + r, x, y + r),
        (x - h, y + r, x - r, y + h, x - r, y),
        (x - r, y - h, x - h, y - r, x, y - r),
        (x + h, y - r, x + r, y - h, x + r, y),
    )


def star(centre: Point, radius: float) -> Path:
    """Five points, one of them up."""
    radii = (radius, radius * 0.382)
    return polygon([polar(centre, radii[i % 2], i * pi / 5) for i in range(10)])


def diamond(centre: Point, half: float) -> Path:
    return polygon([polar(centre, half, i * pi / 2) for i in range(4)])


def gear(centre: Point, radius: float, teeth: int, depth: float) -> Path:
    """A wheel with teeth of `depth`, each as wide as the gap beside it and a little narrowed."""
    pitch = 2 * pi / teeth
    profile = ((-0.30, -depth), (-0.20, 0.0), (0.20, 0.0), (0.30, -depth))
    return polygon(
        [
            polar(centre, radius + rise, (tooth + share) * pitch)
            for tooth in range(teeth)
            for share, rise in profile
        ]
    )
