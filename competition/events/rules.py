"""The phases of an event, and the closed lists of its settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import reduce
from typing import Any, Protocol

from competition.errors import Locked
from judging.bundle import parse_bundle
from judging.errors import RuleViolation
from judging.event import FORMAT
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
    Phase.REVIEW: frozenset({Phase.MARKING, Phase.PROVISIONAL, Phase.FINAL}),
    Phase.PROVISIONAL: frozenset({Phase.FINAL, Phase.REVIEW}),
    Phase.FINAL: frozenset({Phase.REVIEW}),  # final results are corrected by final ones
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


class TitlePolicy(StrEnum):
    """What happens with who holds a title of an earlier contest already."""

    OPEN = "open"
    GUEST = "guest"  # competes and is not ranked: places pass down
    BARRED = "barred"


class ContestClass(StrEnum):
    """What a competition of a tier is: across industries, of one industry, or both apart."""

    CLASS_ONE = "class_one"
    CLASS_TWO = "class_two"
    COMPREHENSIVE = "comprehensive"
    SPECIAL = "special"


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


@dataclass(frozen=True)
class Condition:
    """Something that an event needs: met or not, and whether registration waits for it."""

    code: str
    met: bool
    sentence: Sentence
    to_open: bool = True


def conditions_to_open(event: Draft, now: datetime) -> list[Condition]:
    """What registration waits for."""
    closes, final = event.registration_closes_at, event.held_on
    has_scheme, in_time, in_order = (
        event.marking_scheme is not None,
        closes > now,
        final >= closes.date(),
    )
    return [
        Condition(
            "scheme",
            has_scheme,
            say("the marking scheme is saved") if has_scheme else say("there is no marking scheme"),
        ),
        Condition(
            "closing",
            in_time,
            say("registration closes {time}", time=closes)
            if in_time
            else say("registration would close in the past, {time}", time=closes),
        ),
        Condition(
            "final",
            in_order,
            say("the day of the final is {day}", day=final)
            if in_order
            else say("the day of the final, {day}, is before registration closes", day=final),
        ),
    ]


def conditions_to_mark(chiefs: int, judges: int) -> list[Condition]:
    """Who must be appointed before marking starts."""
    return [
        Condition(
            "judges",
            chiefs > 0,
            say("a chief judge is appointed") if chiefs else say("no chief judge is appointed"),
            to_open=False,
        ),
        Condition(
            "judges",
            judges > 0,
            say("{count} judges are appointed", count=judges)
            if judges
            else say("no judge is appointed"),
            to_open=False,
        ),
    ]


def obstacles_to_registration(event: Draft, now: datetime) -> list[Sentence]:
    """Why registration cannot open; nothing when it can."""
    return [c.sentence for c in conditions_to_open(event, now) if not c.met]


def together(sentences: Sequence[Sentence]) -> Sentence:
    """Several reasons as one, in their order; raises TypeError for none."""
    return reduce(lambda first, rest: say("{first}; {rest}", first=first, rest=rest), sentences)


class Ruled(HasPhase, Protocol):
    """What has a phase, and a marking scheme or None."""

    id: Any
    marking_scheme: Any


def refuse_locked_scheme(event: Ruled) -> None:
    """Raise Locked when the event's marking scheme may not change any more."""
    if event.marking_scheme is not None and event.marking_scheme.locked_at is not None:
        raise Locked(
            "The marking scheme is locked since the first mark, {time}.",
            time=event.marking_scheme.locked_at,
        )
    if event.phase not in SCHEME_MAY_CHANGE:
        raise Locked("The marking scheme can be changed until marking starts.")


def check_result_rules(event: Ruled, settings: Mapping[str, Any]) -> None:
    """Raise Faults unless ranking, scale, medals and positions make a result bundle."""
    rules = {
        name: settings.get(name, getattr(event, name))
        for name in ("ranking", "scale", "medals", "positions")
    }
    scheme = event.marking_scheme.document if event.marking_scheme is not None else None
    if scheme is None:  # nothing to compare metrics with yet
        rules["ranking"] = {"ties": rules["ranking"].get("ties", "share")}
    facts = {"id": str(event.id)}
    document = {"format": FORMAT, "event": facts, "scheme": scheme or {"criteria": []}}
    parse_bundle(document | rules | {"entries": []})
