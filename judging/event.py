"""Bundle: everything that the results of one event depend on, as one value.

It comes from a JSON document (`judging.bundle`), or the application makes it from its records.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from judging.errors import Fault, Faults
from judging.marking.entries import Entry
from judging.marks import EntryScore, Panels, score_entry
from judging.medals import ON_THE_SCALE, MedalRule
from judging.scheme import Scheme
from judging.sentences import Sentence, say
from judging.standings import Metric, Ranking

FORMAT = "saiwu-results/1"


@dataclass(frozen=True)
class EventFacts:
    """Which event the results are of."""

    id: str
    name: str = ""
    date: str = ""
    group: str = ""
    event_format: str = ""


@dataclass(frozen=True)
class Bundle:
    """One event's scheme, panels, rules and entries; `published` is what was once announced."""

    event: EventFacts
    scheme: Scheme
    entries: tuple[Entry, ...]
    panels: Panels = field(default_factory=dict)
    ranking: Ranking = field(default_factory=Ranking)
    scale: str = "none"
    medals: MedalRule = field(default_factory=MedalRule)
    positions: str = "standard"
    published: tuple[Mapping[str, Any], ...] | None = None

    @property
    def scores(self) -> Mapping[str, EntryScore]:
        """Entry code -> score, of those whose marks make a total.

        Raises Faults with the path of everything that is missing or invalid.
        """
        scores, faults = self.scored
        if faults:
            raise Faults(faults)
        return scores

    @cached_property
    def scored(self) -> tuple[dict[str, EntryScore], list[Fault]]:
        """The scores of the entries that have one, and what is wrong with the others."""
        scores = {}
        faults = []
        for index, entry in enumerate(self.entries):
            if not entry.is_marked:
                continue
            if not self.scheme.criteria:
                faults.append(
                    Fault(
                        f"entries[{index}]", "has no total, and the scheme has no criteria to mark"
                    )
                )
                continue
            try:
                scores[entry.code] = score_entry(self.scheme, self.panels, entry)
            except Faults as found:
                faults += [_inside(f"entries[{index}]", fault) for fault in found.faults]
        return scores, faults

    @property
    def needs_scale(self) -> bool:
        """Whether medals or positions act on scale scores."""
        return self.medals.rule in ON_THE_SCALE or self.positions != "standard"

    @property
    def ranked(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.is_ranked)

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """As configured; where only scale scores are known, they stand in for the total."""
        metrics = self.ranking.metrics
        if not self.ranked or any(
            entry.is_marked or entry.total is not None for entry in self.ranked
        ):
            return metrics
        return tuple(_on_scale(metric) for metric in metrics)

    def problems(self) -> Iterator[Fault]:
        """What the rules ask of the entries that is not there, besides marks."""
        for index, entry in enumerate(self.entries):
            if entry.is_ranked:
                for lack in self._lacking(entry):
                    yield Fault(f"entries[{index}]", lack.template, **lack.values)

    def _lacking(self, entry: Entry) -> Iterator[Sentence]:
        has_total = entry.is_marked or entry.total is not None
        known = {
            "total": has_total,
            "time": entry.time is not None,
            "scale_score": self._has_scale_score(entry),
            "criterion": entry.is_marked,
            "aspect": entry.is_marked,
        }
        for metric in self.metrics:
            if not known[metric.sort]:
                yield say("has no {metric} to be ranked by", metric=str(metric).lstrip("-"))
        if self.needs_scale and not known["scale_score"]:
            yield say("has no scale score, which the medals or positions need")
        if self.medals.minimum_score is not None and not has_total:
            yield say("has no total, which the minimum score needs")

    def _has_scale_score(self, entry: Entry) -> bool:
        return entry.scale_score is not None or self.scale != "none"


def _on_scale(metric: Metric) -> Metric:
    return Metric("scale_score", "", metric.lowest_wins) if metric.sort == "total" else metric


def _inside(path: str, fault: Fault) -> Fault:
    return Fault(f"{path}.{fault.path}", fault.template, **fault.values)
