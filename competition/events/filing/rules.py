"""States of a filing, what it needs, and which occupations return too soon."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from judging.sentences import Sentence, say

YEARS_APART = 2  # the same occupation at most once in two years


class FilingState(StrEnum):
    """Where a filing is: with the organiser, with the authority, or decided."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"


WITH_ORGANISER = frozenset({FilingState.DRAFT, FilingState.RETURNED})
PLANNED = frozenset({FilingState.SUBMITTED, FilingState.ACCEPTED})  # stand in an annual plan


class Sheet(Protocol):
    """What the organiser fills in."""

    host: str
    contact: str
    plan: str


class Offered(Protocol):
    """An event as the filing lists it."""

    name_zh: str
    name_en: str
    occupation: str
    occupation_code: str
    level: str
    group: Any
    event_format: Any


def gaps(sheet: Sheet, events: Sequence[Offered]) -> Iterator[Sentence]:
    """Everything that is missing before the filing can be submitted."""
    if not sheet.host:
        yield say("the host is missing")
    if not sheet.contact:
        yield say("the contact is missing")
    if not sheet.plan:
        yield say("the implementation plan is missing")
    if not events:
        yield say("the competition has no event")
    for event in events:
        if not event.occupation_code:
            yield say("{name}: the code of the occupation is missing", name=event.name_zh)


def event_rows(events: Iterable[Offered]) -> list[dict[str, str]]:
    """The list of events as it is kept with a submitted filing."""
    return [
        {name: str(getattr(event, name)) for name in Offered.__annotations__} for event in events
    ]


@dataclass(frozen=True)
class Contest:
    """An occupation that is contested in one competition."""

    competition_id: int
    name_zh: str  # of the competition
    name_en: str
    tier_id: int
    region: str
    starts_on: date
    occupation_code: str


@dataclass(frozen=True)
class Repeat:
    """A contest whose occupation another competition has within two years."""

    contest: Contest
    other: Contest


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February gives 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def too_close(one: date, other: date) -> bool:
    """Whether less than two years lie between two days."""
    first, second = sorted((one, other))
    return second < years_after(first, YEARS_APART)


def repeats(contests: Iterable[Contest], others: Iterable[Contest]) -> list[Repeat]:
    """Which contests return too soon on their tier in their region; each pair once."""
    others = list(others)
    found = {
        (contest.competition_id, other.competition_id, contest.occupation_code): Repeat(
            contest, other
        )
        for contest in contests
        for other in others
        if contest.competition_id != other.competition_id
        and contest.occupation_code == other.occupation_code
        and (contest.tier_id, contest.region) == (other.tier_id, other.region)
        and too_close(contest.starts_on, other.starts_on)
    }
    return list(found.values())
