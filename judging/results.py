"""Bundle -> results: marks -> scores -> scale -> standings -> medals -> positions -> rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from judging.errors import Faults
from judging.event import Bundle
from judging.marking.entries import STATUSES, Entry
from judging.medals import Candidate, allot
from judging.numbers import exactly, round_to
from judging.positions import POSITIONS
from judging.scale import SCALES, Scaling
from judging.sentences import Sentence, say
from judging.standings import Contender, Ranking, Standing, rank, undecided


class Row(NamedTuple):
    """One line of the results; None where something does not apply."""

    code: str
    delegation: str
    criteria: Mapping[str, Decimal | None]
    total: Decimal | None
    status: str
    rank: int | None = None
    decided_by: str | None = None
    scale_score: int | None = None
    position: int | None = None
    medal: str | None = None

    def document(self) -> dict[str, Any]:
        """The line that `saiwu recompute` prints; decimals as strings."""
        return {
            "code": self.code,
            "criteria": {code: _text(value) for code, value in self.criteria.items()},
            "total": _text(self.total),
            "rank": self.rank,
            "decided_by": self.decided_by,
            "scale_score": self.scale_score,
            "position": self.position,
            "medal": self.medal,
            "status": self.status,
        }


@dataclass(frozen=True)
class Results:
    """Rows in ranking order, and everything that explains them.

    `flags` are sentences for a person: a degenerate scale, ties to decide.
    """

    bundle: Bundle
    rows: tuple[Row, ...]
    scaling: Scaling | None
    standings: Mapping[str, Standing]
    flags: tuple[Sentence, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Row]:
        return {row.code: row for row in self.rows}

    @property
    def undecided(self) -> list[tuple[str, ...]]:
        """The groups of entries that people must decide between before they have ranks."""
        return undecided(list(self.standings.values()))


def compute(bundle: Bundle) -> Results:
    """The results of an event. Raises Faults with paths while they cannot be computed."""
    problems = tuple(bundle.problems())
    if problems:
        raise Faults(problems)
    with exactly():
        totals = {entry.code: _total(bundle, entry) for entry in bundle.entries}
        scaling = _scaling(bundle, totals)
        contenders = [_contender(bundle, entry, totals, scaling) for entry in bundle.ranked]
        ranking = Ranking(bundle.metrics, bundle.ranking.ties, bundle.ranking.decisions)
        standings = {standing.code: standing for standing in rank(contenders, ranking)}
        rows = _rows(bundle, totals, contenders, standings)
    return Results(bundle, rows, scaling, standings, _flags(scaling, standings))


def _total(bundle: Bundle, entry: Entry) -> Decimal | None:
    score = bundle.scores.get(entry.code)
    if score is not None:
        return score.total
    if entry.total is None or entry.status not in ("ranked", "guest"):
        return None
    return round_to(entry.total, bundle.scheme.decimals, bundle.scheme.rounding)


def _scaling(bundle: Bundle, totals: Mapping[str, Decimal | None]) -> Scaling | None:
    """The scale over all ranked entries with a total."""
    scale = SCALES[bundle.scale]
    known = [total for entry in bundle.ranked if (total := totals[entry.code]) is not None]
    return scale(known) if scale is not None and known else None


def _contender(
    bundle: Bundle, entry: Entry, totals: Mapping[str, Decimal | None], scaling: Scaling | None
) -> Contender:
    total = totals[entry.code]
    scale_score = entry.scale_score
    if scale_score is None and scaling is not None and total is not None:
        scale_score = scaling.score(total)
    return Contender(entry.code, total, scale_score, entry.time, bundle.scores.get(entry.code))


def _rows(
    bundle: Bundle,
    totals: Mapping[str, Decimal | None],
    contenders: Sequence[Contender],
    standings: Mapping[str, Standing],
) -> tuple[Row, ...]:
    scaled = {contender.code: contender.scale_score for contender in contenders}
    candidates = [_candidate(s, totals[s.code], scaled[s.code]) for s in standings.values()]
    medals = allot(candidates, bundle.medals)
    positions = _positions(bundle, scaled, standings, medals)
    entries = {entry.code: entry for entry in bundle.entries}
    ranked = [
        _row(bundle, entries[code], totals[code])._replace(
            rank=standing.rank,
            decided_by=standing.decided_by,
            scale_score=scaled[code],
            position=positions[code],
            medal=medals.get(code),
        )
        for code, standing in standings.items()
    ]
    others = [entry for entry in bundle.entries if not entry.is_ranked]
    others.sort(key=lambda e: (STATUSES.index(e.status), -(totals[e.code] or 0), e.code))
    return (*ranked, *(_row(bundle, entry, totals[entry.code]) for entry in others))


def _row(bundle: Bundle, entry: Entry, total: Decimal | None) -> Row:
    """What is known without a rank."""
    score = bundle.scores.get(entry.code)
    values = score.criteria if score else {}
    criteria = {code: values.get(code) for code in bundle.scheme.criterion_codes}
    return Row(entry.code, entry.delegation, criteria, total, entry.status)


def _candidate(standing: Standing, total: Decimal | None, scale_score: int | None) -> Candidate:
    is_decided = standing.rank is not None
    return Candidate(standing.code, standing.place, standing.last, is_decided, total, scale_score)


def _positions(
    bundle: Bundle,
    scaled: Mapping[str, int | None],
    standings: Mapping[str, Standing],
    medals: Mapping[str, str],
) -> Mapping[str, int | None]:
    """By scale score where every ranked entry has one, else the rank."""
    scores = [(code, score) for code, score in scaled.items() if score is not None]
    if len(scores) < len(scaled) or not scores:
        return {code: standing.rank for code, standing in standings.items()}
    scores.sort(key=lambda pair: (-pair[1], pair[0]))
    return dict(POSITIONS[bundle.positions](scores, medals, bundle.medals.tolerance))


def _flags(scaling: Scaling | None, standings: Mapping[str, Standing]) -> tuple[Sentence, ...]:
    ties = [
        say("People must decide between {codes}.", codes=", ".join(codes))
        for codes in undecided(list(standings.values()))
    ]
    degenerate = scaling.flag if scaling else None
    return (*ties, degenerate) if degenerate else tuple(ties)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
