"""What comes up in the life of an event, and when a person needs a reason to go first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from competition.events.rules import HasPhase, Phase
from judging.errors import RuleViolation
from judging.sentences import Sentence, say

UNTIL_OPEN = (Phase.DRAFT,)
UNTIL_CLOSED = (*UNTIL_OPEN, Phase.REGISTRATION)
UNTIL_MARKING = (*UNTIL_CLOSED, Phase.DRAW)
UNTIL_LOCKED = (*UNTIL_MARKING, Phase.MARKING)


class Planned(HasPhase, Protocol):
    """What has times in its plan."""

    held_on: date
    registration_opens_at: datetime | None
    registration_closes_at: datetime
    marking_starts_at: datetime | None
    marking_ends_at: datetime | None
    notice_ends_at: datetime | None


@dataclass(frozen=True)
class Coming:
    """Something that the clock does at a time; overdue when it waits for what is missing."""

    code: str
    at: datetime
    overdue: bool


def coming(event: Planned, now: datetime) -> list[Coming]:
    """What the clock has still to do for the event, in the order of time."""
    plan = (
        ("registration_opens", event.registration_opens_at, UNTIL_OPEN),
        ("registration_closes", event.registration_closes_at, UNTIL_CLOSED),
        ("marking_starts", event.marking_starts_at, UNTIL_MARKING),
        ("marking_ends", event.marking_ends_at, UNTIL_LOCKED),
        ("notice_ends", event.notice_ends_at, (Phase.PROVISIONAL,)),
    )
    found = [
        Coming(code, at, at <= now)
        for code, at, phases in plan
        if at is not None and event.phase in phases
    ]
    return sorted(found, key=lambda one: one.at)


def reason_to_open(event: Planned, now: datetime) -> Sentence | None:
    """Why a reason is wanted to open registration now; None when none is."""
    if event.registration_opens_at is None or now >= event.registration_opens_at:
        return None
    return say(
        "Registration is to open {time}: say why it opens earlier.",
        time=event.registration_opens_at,
    )


def reason_to_close(event: Planned, now: datetime) -> Sentence | None:
    """Why a reason is wanted to close registration now; None when none is."""
    if now >= event.registration_closes_at:
        return None
    return say(
        "Registration is to close {time}: say why it closes earlier.",
        time=event.registration_closes_at,
    )


def refuse_without(wanted: Sentence | None, reason: str) -> None:
    """Raise RuleViolation when a reason is wanted and none is given."""
    if wanted is not None and not reason.strip():
        raise RuleViolation(wanted.template, **wanted.values)
