"""The ladder as a picture: rungs in rows by their height, and the ways between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from competition.events.rules import Phase

WIDTH, TALL, GAP, BETWEEN, TOP = 1240, 76, 76, 40, 4
NARROWEST = 0.68  # of the whole width: the highest row; the lowest takes all
LANE, APART = 16, 14  # a way past other rows runs beside them
MARGIN = 60  # for those lanes
ABOUT = 26  # from the edge of a rung to its words


class Standing(StrEnum):
    """How far the competitions on a rung are."""

    NOTHING = "nothing"
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    FINAL = "final"


@dataclass(frozen=True)
class Rung:
    """A tier in the picture; `feeds` is the key of the tier that its winners go to."""

    key: int
    height: int
    feeds: int | None = None


@dataclass(frozen=True)
class Box:
    """Where a rung stands."""

    x: int
    y: int
    width: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def right(self) -> int:
        return self.x + self.width


@dataclass(frozen=True)
class Way:
    """The line from one rung to the one that it feeds, and where its words stand."""

    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Picture:
    """Boxes by tier, ways by (from, to)."""

    boxes: Mapping[int, Box]
    ways: Mapping[tuple[int, int], Way]
    height: int


def standing(phases: Sequence[Phase]) -> Standing:
    """How far events in these phases are, taken together."""
    if not phases:
        return Standing.NOTHING
    if all(phase is Phase.DRAFT for phase in phases):
        return Standing.PLANNED
    if all(phase is Phase.FINAL for phase in phases):
        return Standing.FINAL
    return Standing.UNDER_WAY


def draw(rungs: Sequence[Rung]) -> Picture:
    """Place the rungs, the highest row first, and lead the ways around what is between."""
    rows = rows_of(rungs)
    boxes = {key: box for n, row in enumerate(rows) for key, box in placed(row, n, len(rows))}
    row_of = {rung.key: n for n, row in enumerate(rows) for rung in row}
    ways: dict[tuple[int, int], Way] = {}
    lanes = {-1: 0, 1: 0}
    for rung in rungs:
        if rung.feeds not in boxes or row_of[rung.feeds] >= row_of[rung.key]:
            continue
        start, goal = boxes[rung.key], boxes[rung.feeds]
        past = [
            boxes[other.key]
            for row in rows[row_of[rung.feeds] + 1 : row_of[rung.key]]
            for other in row
        ]
        if not past:
            ways[rung.key, rung.feeds] = straight(start, goal)
            continue
        side = -1 if start.middle * 2 < WIDTH else 1
        ways[rung.key, rung.feeds] = around(start, goal, past, side, lanes[side])
        lanes[side] += 1
    return Picture(boxes, ways, TOP * 2 + len(rows) * TALL + max(len(rows) - 1, 0) * GAP)


def rows_of(rungs: Sequence[Rung]) -> list[list[Rung]]:
    """The rungs of equal height, highest first; each row keeps the order it was given."""
    ordered = sorted(rungs, key=lambda rung: -rung.height)
    return [list(row) for _, row in groupby(ordered, key=lambda rung: rung.height)]


def placed(row: Sequence[Rung], number: int, count: int) -> Iterator[tuple[int, Box]]:
    """The boxes of a row, side by side in the middle; lower rows are wider."""
    share = NARROWEST + (1 - NARROWEST) * (number / (count - 1) if count > 1 else 1)
    whole = round(WIDTH * share)
    width = (whole - BETWEEN * (len(row) - 1)) // len(row)
    for place, rung in enumerate(row):
        x = (WIDTH - whole) // 2 + place * (width + BETWEEN)
        yield rung.key, Box(x, TOP + number * (TALL + GAP), width)


def entrance(goal: Box, wanted: int) -> int:
    """Where a way comes into a rung from below: as near to `wanted` as it may."""
    return min(max(wanted, goal.x + ABOUT), goal.right - ABOUT)


def straight(start: Box, goal: Box) -> Way:
    """Up to the next row, with a step aside when the goal does not stand above."""
    into = entrance(goal, start.middle)
    turn, foot = start.y - GAP // 2, goal.y + TALL + 2
    step = f"V{turn}H{into}" if into != start.middle else ""
    return Way(f"M{start.middle} {start.y}{step}V{foot}", (start.middle + into) // 2, turn)


def around(start: Box, goal: Box, past: Sequence[Box], side: int, number: int) -> Way:
    """Up beside the rows between, on the left (-1) or the right (1); ways do not share a lane."""
    edge = max(box.right for box in past) if side > 0 else min(box.x for box in past)
    lane = edge + side * (LANE + APART * number)
    low, high, foot = start.y - GAP // 2, goal.y + TALL + GAP // 2, goal.y + TALL + 2
    inside = start.x + ABOUT <= lane <= start.right - ABOUT
    leave = lane if inside else start.middle
    into = entrance(goal, lane)
    step = "" if inside else f"V{low}H{lane}"
    path = f"M{leave} {start.y}{step}V{high}H{into}V{foot}"
    words = lane if inside else (leave + lane) // 2
    return Way(path, min(max(words, MARGIN), WIDTH - MARGIN), low)
