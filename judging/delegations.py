"""Best of each delegation, best of the competition, and the table of delegations.

They look over several events of one competition. A team is one entry, so it counts once; guests and
who is not ranked do not count.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from judging.medals import BRONZE, EXCELLENCE, GOLD, SILVER
from judging.numbers import round_to
from judging.results import Results

MEDAL_POINTS = {GOLD: 4, SILVER: 3, BRONZE: 2, EXCELLENCE: 1}


@dataclass(frozen=True)
class Outcome:
    """What one ranked entry brings its delegation."""

    event: str
    code: str
    delegation: str
    scale_score: int | None
    medal: str | None

    @property
    def points(self) -> int:
        return MEDAL_POINTS.get(self.medal or "", 0)


@dataclass(frozen=True)
class DelegationLine:
    """A row of the table of delegations; averages are per entry, with two decimals, half up."""

    delegation: str
    entries: int
    medals: Mapping[str, int]
    points: int
    points_average: Decimal
    scale_total: int
    scale_average: Decimal | None


def outcomes(results: Results) -> tuple[Outcome, ...]:
    """The ranked entries of one event."""
    return tuple(
        Outcome(results.bundle.event.id, row.code, row.delegation, row.scale_score, row.medal)
        for row in results.rows
        if row.status == "ranked"
    )


def best_of_delegations(found: Iterable[Outcome]) -> dict[str, tuple[Outcome, ...]]:
    """Best of Nation: the highest scale score of each delegation over all events; equals share."""
    by_delegation: dict[str, list[Outcome]] = {}
    for outcome in found:
        if outcome.delegation:
            by_delegation.setdefault(outcome.delegation, []).append(outcome)
    bests = {name: _highest(group) for name, group in sorted(by_delegation.items())}
    return {name: best for name, best in bests.items() if best}


def best_of_competition(
    found: Iterable[Outcome], excluded: Collection[str] = ()
) -> tuple[Outcome, ...]:
    """Albert Vidal Award: the highest scale score of all, without the excluded events."""
    return _highest([outcome for outcome in found if outcome.event not in excluded])


def _highest(found: Collection[Outcome]) -> tuple[Outcome, ...]:
    scores = [outcome.scale_score for outcome in found if outcome.scale_score is not None]
    return tuple(outcome for outcome in found if scores and outcome.scale_score == max(scores))


def delegation_table(found: Iterable[Outcome]) -> tuple[DelegationLine, ...]:
    """Most medal points first, then the higher scale total, then by name."""
    by_delegation: dict[str, list[Outcome]] = {}
    for outcome in found:
        by_delegation.setdefault(outcome.delegation, []).append(outcome)
    lines = [_line(name, group) for name, group in by_delegation.items()]
    return tuple(sorted(lines, key=lambda x: (-x.points, -x.scale_total, x.delegation)))


def _line(delegation: str, found: Collection[Outcome]) -> DelegationLine:
    scores = [outcome.scale_score for outcome in found if outcome.scale_score is not None]
    points = sum(outcome.points for outcome in found)
    return DelegationLine(
        delegation=delegation,
        entries=len(found),
        medals={medal: sum(o.medal == medal for o in found) for medal in MEDAL_POINTS},
        points=points,
        points_average=round_to(Fraction(points, len(found)), 2),
        scale_total=sum(scores),
        scale_average=round_to(Fraction(sum(scores), len(scores)), 2) if scores else None,
    )
