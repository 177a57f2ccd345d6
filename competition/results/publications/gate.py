"""The gate: what has to be settled before results are published."""

from dataclasses import dataclass
from typing import Literal

from competition.events.models import Event
from competition.results.queries import scale_confirmed
from competition.results.rules import COMPUTED_PHASES
from competition.results.standings import Standings
from judging.sentences import Sentence, say

Sort = Literal["marks", "complete", "ties", "scale"]


@dataclass(frozen=True)
class Condition:
    """One condition; `fault` is None when it is met."""

    sort: Sort
    fault: Sentence | None = None


def conditions(event: Event, found: Standings) -> list[Condition]:
    """Every condition of publishing, met or not."""
    return [
        Condition("marks", _locked(event)),
        Condition("complete", _complete(found)),
        Condition("ties", _ties(found)),
        Condition("scale", scale_fault(event, found)),
    ]


def blockers(event: Event, found: Standings) -> list[Sentence]:
    """Why the results cannot be published; nothing when they can."""
    return [one.fault for one in conditions(event, found) if one.fault]


def _locked(event: Event) -> Sentence | None:
    if event.phase in COMPUTED_PHASES:
        return None
    return say("The marks are not locked: the event is in phase {phase}.", phase=event.phase)


def _complete(found: Standings) -> Sentence | None:
    if found.faults:
        return say("{count} marks are missing or cannot count.", count=len(found.faults))
    if not found.results or not any(row.status == "ranked" for row in found.results.rows):
        return say("Nobody has a result to be ranked by.")
    return None


def _ties(found: Standings) -> Sentence | None:
    if not found.ties:
        return None
    codes = "; ".join(", ".join(group) for group in found.ties)
    return say("These are equal and the chief judge has to decide: {codes}.", codes=codes)


def scale_fault(event: Event, found: Standings) -> Sentence | None:
    if found.scale_flag is None or scale_confirmed(event.id, found.digest):
        return None
    return say("The scale has to be confirmed by the chief judge: the totals are too alike.")
