"""The woven band: waves along a rounded rectangle, as many as close upon themselves."""

from dataclasses import dataclass
from math import cos, pi, sin

from competition.certificates.drawing.curves import Path, Point, through
from competition.certificates.drawing.page import HEIGHT, WIDTH

POINTS = 8  # a wave


@dataclass(frozen=True)
class Band:
    """The centre line: `inset` from the page edge, with corners of radius `corner`."""

    inset: float
    corner: float

    @property
    def sides(self) -> tuple[float, float]:
        """The straight parts, across and down."""
        lost = 2 * (self.inset + self.corner)
        return WIDTH - lost, HEIGHT - lost

    @property
    def length(self) -> float:
        return 2 * sum(self.sides) + 2 * pi * self.corner

    def at(self, s: float, offset: float) -> Point:
        """The point `s` along the centre line, moved outward by `offset`."""
        across, down = self.sides
        quarter = pi * self.corner / 2
        left, top = self.inset + self.corner, self.inset + self.corner
        right, bottom = left + across, top + down
        corners = ((right, top), (right, bottom), (left, bottom), (left, top))
        starts = ((left, top), *corners[:3])
        for side, straight in enumerate((across, down, across, down)):
            turn = side * pi / 2
            if s <= straight:
                x, y = starts[side]
                out = self.corner + offset
                return x + s * cos(turn) + out * sin(turn), y + s * sin(turn) - out * cos(turn)
            s -= straight
            if s <= quarter:
                angle = turn + s / self.corner
                x, y = corners[side]
                out = self.corner + offset
                return x + out * sin(angle), y - out * cos(angle)
            s -= quarter
        return self.at(0, offset)

    def quarter(self, waves: int, height: float, curves: int, phase: float = 0) -> list[Path]:
        """`curves` waves on either side of the centre line; `waves` of them close, a multiple of 4.

        Drawn from the middle of the top to the middle of the right side. Mirrored left and down
        they are the whole band: each curve goes on as another one.
        """
        count, start = waves * POINTS, self.sides[0] / 2
        paths = []
        for j in range(curves):
            shift = 2 * pi * j / curves + phase
            points = []
            for i in range(-1, count // 4 + 2):
                offset = height * sin(2 * pi * waves * i / count + shift)
                points.append(self.at(start + self.length * i / count, offset))
            paths.append(through(points))
        return paths
