"""Metrics, tie chain, ranks, and what decided each.

Entries are compared by one metric after the other. Ranks are 1, 2, 2, 4. What no metric parts is a
tie: shared, refused (no ranks; people decide), or decided by the recorded decisions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Literal, get_args

from judging.errors import InvalidMark, UnknownName
from judging.marks import EntryScore
from judging.scheme import Scheme
from judging.sentences import shown

Ties = Literal["share", "refuse", "decided"]
TIES: tuple[Ties, ...] = get_args(Ties)
METRICS = ("total", "time", "scale_score", "criterion", "aspect")
DECISION = "decision"
"""What decided a standing that people decided."""


@dataclass(frozen=True)
class Contender:
    """What one ranked entry is compared by."""

    code: str
    total: Decimal | None = None
    scale_score: int | None = None
    time: Decimal | None = None
    score: EntryScore | None = None


@dataclass(frozen=True)
class Metric:
    """One thing that entries are compared by, such as `criterion:D` or `-time`."""

    sort: str
    code: str = ""
    lowest_wins: bool = False

    @classmethod
    def parse(cls, text: str) -> "Metric":
        """Read `total`, `criterion:CODE`, `-time` …; raises UnknownName."""
        sort, colon, code = text.removeprefix("-").partition(":")
        is_part = sort in ("criterion", "aspect")
        if sort not in METRICS or bool(code) != is_part or bool(colon) != is_part:
            raise UnknownName("{code} is no metric", code=shown(text))
        return cls(sort, code, text.startswith("-"))

    def __str__(self) -> str:
        name = f"{self.sort}:{self.code}" if self.code else self.sort
        return f"-{name}" if self.lowest_wins else name

    def check(self, scheme: Scheme) -> None:
        """Raise UnknownName when it names nothing in the scheme."""
        known = {"criterion": scheme.criterion_codes, "aspect": scheme.aspects}
        if self.code and self.code not in known[self.sort]:
            raise UnknownName("{code} names nothing in the scheme", code=shown(str(self)))

    def value(self, contender: Contender) -> Decimal | int | None:
        if self.code:
            score = contender.score
            parts = score and (score.criteria if self.sort == "criterion" else score.aspects)
            return parts.get(self.code) if parts else None
        return {
            "total": contender.total,
            "time": contender.time,
            "scale_score": contender.scale_score,
        }[self.sort]

    def order(self, contender: Contender) -> Decimal | int:
        """Sort key: smaller is better. Raises InvalidMark when there is nothing to compare."""
        value = self.value(contender)
        if value is None:
            raise InvalidMark("has no {metric} to be ranked by", metric=str(self).lstrip("-"))
        return value if self.lowest_wins else -value


@dataclass(frozen=True)
class Ranking:
    """How an event is ranked. `decisions` are lists of entry codes, best first."""

    metrics: tuple[Metric, ...] = (Metric("total"),)
    ties: Ties = "share"
    decisions: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Standing:
    """A row of the ranking.

    `place` to `last` are the places that the entry and those equal to it fill; `rank` is the place,
    or None while people must decide. `decided_by` parted it from the one above; None when it is
    the first or equal to it.
    """

    code: str
    rank: int | None
    decided_by: str | None
    place: int
    last: int


def rank(contenders: Sequence[Contender], ranking: Ranking) -> list[Standing]:
    """Best first; equals in the order of their codes. Raises InvalidMark for a missing value."""
    keys = {c.code: tuple(metric.order(c) for metric in ranking.metrics) for c in contenders}
    ordered = sorted(keys, key=lambda code: (keys[code], code))
    standings: list[Standing] = []
    for _, group in groupby(ordered, key=keys.__getitem__):
        tied = list(group)
        above = keys[standings[-1].code] if standings else None
        parted = _parted_by(ranking.metrics, above, keys[tied[0]])
        standings += _ranked(tied, len(standings) + 1, parted, ranking)
    return standings


def _parted_by(
    metrics: Sequence[Metric],
    above: Sequence[Decimal | int] | None,
    below: Sequence[Decimal | int],
) -> str | None:
    if above is None:
        return None
    pairs = zip(metrics, above, below, strict=True)
    return next(str(metric) for metric, better, worse in pairs if better != worse)


def _ranked(
    tied: Sequence[str], place: int, parted: str | None, ranking: Ranking
) -> list[Standing]:
    """Entries equal on every metric, under the policy for ties."""
    decision = _decision(tied, ranking) if len(tied) > 1 else None
    if decision is not None:
        return [
            Standing(code, place + i, DECISION if i else parted, place + i, place + i)
            for i, code in enumerate(decision)
        ]
    shared = place if len(tied) == 1 or ranking.ties == "share" else None
    last = place + len(tied) - 1
    return [
        Standing(code, shared, None if i else parted, place, last) for i, code in enumerate(tied)
    ]


def _decision(tied: Sequence[str], ranking: Ranking) -> Sequence[str] | None:
    """The tied entries in the decided order; None unless one decision names all of them."""
    if ranking.ties != "decided":
        return None
    for decision in ranking.decisions:
        if set(tied) <= set(decision):
            return [code for code in decision if code in tied]
    return None


def undecided(standings: Sequence[Standing]) -> list[tuple[str, ...]]:
    """The groups of entries that people must decide between."""
    open_ones = [standing for standing in standings if standing.rank is None]
    groups: Mapping[int, list[str]] = {s.place: [] for s in open_ones}
    for standing in open_ones:
        groups[standing.place].append(standing.code)
    return [tuple(codes) for codes in groups.values()]
