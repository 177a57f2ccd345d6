"""The phases of an event, and the closed lists of its settings."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import reduce
from typing import Any, Protocol

from judging.errors import RuleViolation
from judging.sentences import Sentence, say


class Phase(StrEnum):
    """Where an event is in its life."""

    DRAFT = "draft"
    REGISTRATION = "registration"
    DRAW = "draw"
    MARKING = "marking"
    REVIEW = "review"
    PROVISIONAL = "provisional"
    FINAL = "final"


class HasPhase(Protocol):
    """What is in a phase."""

    phase: Phase


FOLLOWERS: dict[Phase, frozenset[Phase]] = {
    Phase.DRAFT: frozenset({Phase.REGISTRATION}),
    Phase.REGISTRATION: frozenset({Phase.DRAW, Phase.DRAFT}),
    Phase.DRAW: frozenset({Phase.MARKING, Phase.REGISTRATION}),
    Phase.MARKING: frozenset({Phase.REVIEW}),
    Phase.REVIEW: frozenset({Phase.MARKING, Phase.PROVISIONAL}),
    Phase.PROVISIONAL: frozenset({Phase.FINAL, Phase.REVIEW}),
    Phase.FINAL: frozenset(),
}


def phases_of(event: HasPhase) -> list[tuple[Phase, str]]:
    """Every phase in order with `done`, `now` or `to come`; nothing follows the final one."""
    order = list(Phase)
    here = order.index(event.phase)
    return [
        (
            phase,
            "done" if n < here or event.phase is Phase.FINAL else "now" if n == here else "to come",
        )
        for n, phase in enumerate(order)
    ]


class Group(StrEnum):
    """Who competes together (组别)."""

    STAFF = "staff"
    STUDENT = "student"
    TEACHER = "teacher"
    OPEN = "open"


class EventFormat(StrEnum):
    """How many people make an entry."""

    INDIVIDUAL = "individual"
    TEAM2 = "team2"
    TEAM3 = "team3"


TEAM_SIZE = {EventFormat.INDIVIDUAL: 1, EventFormat.TEAM2: 2, EventFormat.TEAM3: 3}


def enter(phase: Phase, *, after: Phase) -> Phase:
    """Return `phase`, or refuse it when it may not follow `after`."""
    if phase not in FOLLOWERS[after]:
        raise RuleViolation(
            "An event in phase {after} cannot go to phase {phase}.", after=after, phase=phase
        )
    return phase


SCHEME_MAY_CHANGE = frozenset({Phase.DRAFT, Phase.REGISTRATION, Phase.DRAW})


class Draft(Protocol):
    """What an event must have before its registration opens."""

    held_on: date
    registration_closes_at: datetime
    marking_scheme: Any


def obstacles_to_registration(event: Draft, now: datetime) -> list[Sentence]:
    """Why registration cannot open; nothing when it can."""
    missing = []
    if event.marking_scheme is None:
        missing.append(say("there is no marking scheme"))
    if event.registration_closes_at <= now:
        missing.append(
            say("registration would close in the past, {time}", time=event.registration_closes_at)
        )
    if event.held_on < event.registration_closes_at.date():
        missing.append(
            say("the day of the final, {day}, is before registration closes", day=event.held_on)
        )
    return missing


def together(sentences: Sequence[Sentence]) -> Sentence:
    """Several reasons as one, in their order; raises TypeError for none."""
    return reduce(lambda first, rest: say("{first}; {rest}", first=first, rest=rest), sentences)
