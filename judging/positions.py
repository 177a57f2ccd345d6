"""Published positions: the POSITIONS table. Editions of WorldSkills differ.

tolerance_groups  2013-2017   everybody within the tolerance of the best of a group shares
medal_groups      2019-2024   a medal group shares its first rank; the rest 1, 2, 2, 4
standard          2026        1, 2, 2, 4 on the scale score
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from judging.medals import PODIUM

Scored = Sequence[tuple[str, int]]
Positions = dict[str, int]


def standard(scored: Scored, _medals: Mapping[str, str], _tolerance: int) -> Positions:
    """Equal scale scores share a position."""
    positions: Positions = {}
    for _, group in groupby(scored, key=lambda pair: pair[1]):
        first = len(positions) + 1
        positions |= {code: first for code, _ in group}
    return positions


def tolerance_groups(scored: Scored, _medals: Mapping[str, str], tolerance: int) -> Positions:
    """Groups anchored on their best, without chaining."""
    positions: Positions = {}
    first, best = 1, None
    for place, (code, score) in enumerate(scored, start=1):
        if best is None or best - score > tolerance:
            first, best = place, score
        positions[code] = first
    return positions


def medal_groups(scored: Scored, medals: Mapping[str, str], tolerance: int) -> Positions:
    """Gold, silver and bronze share the first position of their medal."""
    positions = standard(scored, medals, tolerance)
    firsts: dict[str, int] = {}
    for place, (code, _) in enumerate(scored, start=1):
        medal = medals.get(code)
        if medal in PODIUM:
            positions[code] = firsts.setdefault(medal, place)
    return positions


POSITIONS: dict[str, Callable[[Scored, Mapping[str, str], int], Positions]] = {
    "standard": standard,
    "medal_groups": medal_groups,
    "tolerance_groups": tolerance_groups,
}
"""Name -> positions of (code, scale score) pairs, best first."""
