"""The results of an event as they are now: computed from the bundle, never kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from competition.database import Document
from competition.events.models import Event
from competition.results.bundle import bundle_of, digest_of
from competition.results.queries import Contestants, contestants_of
from competition.results.rows import PublishedRow
from judging.bundle import parse_bundle
from judging.errors import Fault, Faults
from judging.results import Results, Row, compute
from judging.sentences import Sentence

ENTRY_PATH = re.compile(r"entries\[([0-9]+)\]\.?(?:marks\.)?(.*)")


class Obstacle(NamedTuple):
    """What keeps results from being computed, and where."""

    place: str
    sentence: Sentence


@dataclass(frozen=True)
class Standings:
    """What the bundle gives; `results` is None while `faults` say what is missing or wrong."""

    bundle: Document
    results: Results | None
    faults: tuple[Fault, ...] = ()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bundle."""
        return digest_of(self.bundle)

    @property
    def obstacles(self) -> list[Obstacle]:
        """The faults with places that a chief judge knows: entry code, aspect, judge."""
        return [Obstacle(self._place(fault.path), fault.sentence) for fault in self.faults]

    def _place(self, path: str) -> str:
        inside = ENTRY_PATH.match(path)
        if not inside:
            return path
        code: str = self.bundle["entries"][int(inside[1])]["code"]
        return f"{code} {inside[2]}".rstrip()

    @property
    def ties(self) -> Sequence[Sequence[str]]:
        """The groups of entry codes that a person has to decide between."""
        return self.results.undecided if self.results else ()

    @property
    def scale_flag(self) -> Sentence | None:
        """Why a person has to confirm the scale; None when nobody has to."""
        scaling = self.results.scaling if self.results else None
        return scaling.flag if scaling else None

    @property
    def metrics(self) -> list[str]:
        metrics: list[str] = self.bundle["ranking"].get("metrics", ["total"])
        return metrics


def standings(event: Event) -> Standings:
    """Compute the results from everything that is recorded; raises nothing for what is missing."""
    bundle = bundle_of(event)
    try:
        return Standings(bundle, compute(parse_bundle(bundle)))
    except Faults as found:
        return Standings(bundle, None, found.faults)


def published_rows(event: Event, results: Results) -> list[PublishedRow]:
    """Every entry in ranking order, with the people behind the codes."""
    people = contestants_of(event.id)
    return [published_row(row, people[row.code]) for row in results.rows]


def published_row(row: Row, people: Contestants) -> PublishedRow:
    return PublishedRow(
        **people.__dict__,
        code=row.code,
        status=row.status,
        rank=row.rank,
        position=row.position,
        total=row.total,
        scale_score=row.scale_score,
        medal=row.medal,
        decided_by=row.decided_by,
        criteria=dict(row.criteria),
    )
