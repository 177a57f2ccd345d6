"""Guilloche rosettes: curves that swing between two radii around a point."""

from dataclasses import dataclass
from math import cos, pi, tanh

from competition.certificates.drawing.curves import Path, Point, closed, polar, through


@dataclass(frozen=True)
class Rosette:
    """`curves` closed curves that each swing `swings` times between two radii.

    `inner` is a share of `radius`. With `teeth` the outer edge is a gear: `rise` is the height of a
    tooth as a share of the radius, `sharpness` how steep its flanks are.
    """

    radius: float
    inner: float
    swings: int
    curves: int
    teeth: int = 0
    rise: float = 0
    sharpness: float = 1

    def outer(self, t: float) -> float:
        if not self.teeth:
            return self.radius
        wave = tanh(self.sharpness * cos(self.teeth * t)) / tanh(self.sharpness)
        return self.radius * (1 + self.rise * wave)

    def around(self, centre: Point) -> list[Path]:
        """The curves, drawn around `centre`."""
        count = self.points
        return [
            closed([self.at(centre, i / count, j) for i in range(count)])
            for j in range(self.curves)
        ]

    def quarter(self, centre: Point) -> list[Path]:
        """The curves from the top to the right; `swings` and `teeth` are even.

        Mirrored left and down they are the whole rosette: each curve goes on as another one.
        """
        count = self.points
        return [
            through([self.at(centre, i / count, j) for i in range(-1, count // 4 + 2)])
            for j in range(self.curves)
        ]

    @property
    def points(self) -> int:
        """How many make a smooth turn; a multiple of four."""
        return -(-max(240, 16 * self.swings, 20 * self.teeth) // 4) * 4

    def at(self, centre: Point, turn: float, curve: int) -> Point:
        """The point of a curve, `turn` of the way around from the top."""
        t = 2 * pi * turn
        low = self.radius * self.inner
        swing = 0.5 + 0.5 * cos(self.swings * t + 2 * pi * curve / self.curves)
        return polar(centre, low + (self.outer(t) - low) * swing, t)
