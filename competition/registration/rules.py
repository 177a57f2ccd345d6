"""The states of an entry, and who may enter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from competition.events.rules import Phase, TitlePolicy
from judging.errors import Fault, RuleViolation
from judging.promotion.ladder import Level


class EntryState(StrEnum):
    """Where an entry is between the delegation and the organiser."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


# These hold a place of the delegation; who is in one of them may not be entered again.
STANDING = frozenset({EntryState.SUBMITTED, EntryState.ACCEPTED, EntryState.RETURNED})
UNDECIDED = frozenset({EntryState.SUBMITTED, EntryState.RETURNED})
FOLLOWERS: dict[EntryState, frozenset[EntryState]] = {
    EntryState.SUBMITTED: frozenset(
        {EntryState.ACCEPTED, EntryState.RETURNED, EntryState.REJECTED, EntryState.WITHDRAWN}
    ),
    EntryState.RETURNED: frozenset(
        {EntryState.SUBMITTED, EntryState.REJECTED, EntryState.WITHDRAWN}
    ),
    EntryState.ACCEPTED: frozenset(
        {EntryState.RETURNED, EntryState.REJECTED, EntryState.WITHDRAWN}
    ),
    EntryState.REJECTED: frozenset({EntryState.RETURNED}),
    EntryState.WITHDRAWN: frozenset(),
}
DECIDING = frozenset({Phase.REGISTRATION, Phase.DRAW})
COMPETING = frozenset({Phase.DRAW, Phase.MARKING, Phase.REVIEW})


class Part(StrEnum):
    """How an accepted entry takes part; the words of the result bundle's `status`."""

    RANKED = "ranked"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"
    GUEST = "guest"


class Waivable(StrEnum):
    """An obstacle that an organiser may set aside for a person, with the reason."""

    AGE = "age"
    LEVEL = "level"
    TITLE = "title"
    ONCE = "once"
    TWO_EVENTS = "two_events"


class Obstacle(Fault):
    """A fault that can be waived."""

    def __init__(self, waivable: Waivable, path: str, template: str, **values: object) -> None:
        super().__init__(path, template, **values)
        self.waivable = waivable


def enter(state: EntryState, *, after: EntryState) -> EntryState:
    """Return `state`, or refuse it when it may not follow `after`."""
    if state not in FOLLOWERS[after]:
        raise RuleViolation(
            "An entry in state {after} cannot become {state}.", after=after, state=state
        )
    return state


def with_reason(reason: str) -> str:
    """The reason without spaces around it; refused when it is empty."""
    if not reason.strip():
        raise RuleViolation("Write the reason: the delegation reads it.")
    return reason.strip()


@dataclass(frozen=True)
class Applicant:
    """A person to be entered, and what is known of them; `at` says where they were typed."""

    at: str
    name: str
    born: date
    known_as: str = ""  # the name on record under the same document
    known_born: date | None = None
    entered_here: bool = False
    entered_in: str = ""  # another event of the competition
    level: Level = Level.NONE  # the highest in the occupation, stated or on record
    titles: frozenset[str] = frozenset()
    took_part: str = ""  # in which earlier competition of the tier
    waived: frozenset[Waivable] = frozenset()


@dataclass(frozen=True)
class EntryRules:
    """What an event asks of an entry."""

    team_size: int
    phase: Phase
    closes_at: datetime
    held_on: date
    born_from: date | None = None
    born_until: date | None = None
    per_delegation: int | None = None
    most_entries: int | None = None
    least_level: Level = Level.NONE
    title_policy: TitlePolicy = TitlePolicy.OPEN
    prior_titles: frozenset[str] = frozenset()  # empty: any
    once_only: bool = False


@dataclass(frozen=True)
class Places:
    """How many places are taken, at the moment that an entry is looked at."""

    by_delegation: int
    in_all: int
    now: datetime


def obstacles(
    applicants: Sequence[Applicant], rules: EntryRules, places: Places
) -> Iterator[Fault]:
    """Everything that keeps these persons from entering together; nothing when they may."""
    yield from closed(rules, places.now)
    yield from crowded(rules, places)
    if len(applicants) != rules.team_size:
        yield Fault(
            "",
            "An entry of this event has {size} members; this one has {count}.",
            size=rules.team_size,
            count=len(applicants),
        )
    for applicant in applicants:
        yield from personal(applicant, rules)


def closed(rules: EntryRules, now: datetime) -> Iterator[Fault]:
    """Why nobody may enter at this time."""
    if rules.phase is not Phase.REGISTRATION:
        yield Fault(
            "",
            "The event is in phase {phase}; entries are taken in Registration.",
            phase=rules.phase,
        )
    elif now >= rules.closes_at:
        yield Fault("", "Registration closed at {closes_at}.", closes_at=rules.closes_at)


def crowded(rules: EntryRules, places: Places) -> Iterator[Fault]:
    """Why there is no place left."""
    if rules.per_delegation is not None and places.by_delegation >= rules.per_delegation:
        yield Fault(
            "delegation",
            "The delegation has used its {count} places.",
            count=rules.per_delegation,
        )
    if rules.most_entries is not None and places.in_all >= rules.most_entries:
        yield Fault("", "The event is full: {count} entries.", count=rules.most_entries)


def personal(applicant: Applicant, rules: EntryRules) -> Iterator[Fault]:
    """Why this person may not enter, without what is waived for them."""
    for fault in _personal(applicant, rules):
        if not (isinstance(fault, Obstacle) and fault.waivable in applicant.waived):
            yield fault


def _personal(applicant: Applicant, rules: EntryRules) -> Iterator[Fault]:
    """On whose record, how old, how qualified, entered already."""
    at = f"{applicant.at}." if applicant.at else ""
    if applicant.known_as and applicant.known_as != applicant.name:
        yield Fault(
            f"{at}name",
            "This document is on record with another name. Compare both with the document.",
        )
    if applicant.known_born and applicant.known_born != applicant.born:
        yield Fault(f"{at}born", "This document is on record with another date of birth.")
    yield from aged(applicant, rules, at)
    yield from qualified(applicant, rules, at)
    if applicant.entered_here:
        yield Fault(
            f"{at}document", "{name} is entered in this event already.", name=applicant.name
        )
    if applicant.entered_in:
        yield Obstacle(
            Waivable.TWO_EVENTS,
            f"{at}document",
            "{name} is entered in {event} of this competition; one event each.",
            name=applicant.name,
            event=applicant.entered_in,
        )


def aged(applicant: Applicant, rules: EntryRules, at: str) -> Iterator[Fault]:
    """Why the date of birth does not fit: limits are days, as regulations state them."""
    if applicant.born >= rules.held_on:
        yield Fault(f"{at}born", "The date of birth is after the event.")
    elif rules.born_from and applicant.born < rules.born_from:
        yield Obstacle(
            Waivable.AGE,
            f"{at}born",
            "Born {born}: too old, the event takes who was born from {day} on.",
            born=applicant.born,
            day=rules.born_from,
        )
    elif rules.born_until and applicant.born > rules.born_until:
        yield Obstacle(
            Waivable.AGE,
            f"{at}born",
            "Born {born}: too young, the event takes who was born until {day}.",
            born=applicant.born,
            day=rules.born_until,
        )


def qualified(applicant: Applicant, rules: EntryRules, at: str) -> Iterator[Obstacle]:
    """Why level, titles or an earlier part in the tier keep this person out."""
    if rules.least_level.is_above(applicant.level):
        yield Obstacle(
            Waivable.LEVEL,
            f"{at}current_level",
            "{name} holds: {level}. The event asks for {least} or higher.",
            name=applicant.name,
            level=applicant.level,
            least=rules.least_level,
        )
    counted = titles_that_count(applicant.titles, rules)
    if counted and rules.title_policy is TitlePolicy.BARRED:
        yield Obstacle(
            Waivable.TITLE,
            f"{at}titles",
            "{name} holds the title {title}, and does not enter again.",
            name=applicant.name,
            title=counted,
        )
    if rules.once_only and applicant.took_part:
        yield Obstacle(
            Waivable.ONCE,
            f"{at}document",
            "{name} took part in {competition}; on this tier once in a lifetime.",
            name=applicant.name,
            competition=applicant.took_part,
        )


def titles_that_count(titles: frozenset[str], rules: EntryRules) -> str:
    """Those of a person's titles that the event means, in one line; empty when there is none."""
    return "、".join(sorted(titles & rules.prior_titles if rules.prior_titles else titles))
