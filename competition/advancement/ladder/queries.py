"""What stands on the ladder in a year, as far as the user may know of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from competition.advancement.ladder.rules import Standing, standing
from competition.advancement.models import Candidate, CandidateState, Selection
from competition.database import db
from competition.events.models import Competition, Event, Tier
from competition.events.rules import Phase
from competition.people.models import Appointment
from competition.registration.models import Entry
from competition.registration.rules import EntryState


@dataclass
class Count:
    """Of a competition or a tier: competitions, phases of events, entries, and who rises."""

    competitions: int = 0
    phases: list[Phase] = field(default_factory=list)
    entries: int = 0
    planned: int = 0  # places still to be filled
    places: int = 0  # places that were filled
    went_up: int = 0  # of those, taken

    @property
    def standing(self) -> Standing:
        return standing(self.phases) if self.phases or not self.competitions else Standing.PLANNED

    def add(self, other: "Count") -> None:
        self.competitions += other.competitions
        self.phases += other.phases
        self.entries += other.entries
        self.planned += other.planned
        self.places += other.places
        self.went_up += other.went_up


def known(user_id: int, *, all_of_them: bool) -> list[ColumnElement[bool]]:
    """Which competitions the user may know of: open ones, and those they are appointed to."""
    if all_of_them:
        return []
    held = (Appointment.user_id == user_id, Appointment.ended_at.is_(None))
    opened = select(Event.competition_id).where(Event.phase != Phase.DRAFT)
    at_events = select(Event.competition_id).join(Appointment, Appointment.event_id == Event.id)
    return [
        or_(
            Competition.id.in_(opened),
            Competition.id.in_(select(Appointment.competition_id).where(*held)),
            Competition.id.in_(at_events.where(*held)),
        )
    ]


def years(seen: Iterable[ColumnElement[bool]]) -> list[int]:
    """The years that have competitions, the latest first."""
    days = db.session.scalars(select(Competition.starts_on).where(*seen).distinct())
    return sorted({day.year for day in days}, reverse=True)


def competitions_in(year: int, seen: Iterable[ColumnElement[bool]]) -> Select[Competition]:
    """The competitions that begin in a year, those of the highest tier first."""
    return (
        select(Competition)
        .join(Competition.tier)
        .options(joinedload(Competition.tier))
        .where(
            Competition.starts_on.between(date(year, 1, 1), date(year, 12, 31)),
            *seen,
        )
        .order_by(Tier.height.desc(), Tier.id, Competition.starts_on, Competition.id)
    )


def counts_in(year: int, seen: Iterable[ColumnElement[bool]]) -> dict[int, Count]:
    """Every competition of a year by its key, in a handful of statements."""
    keys = competitions_in(year, seen).with_only_columns(Competition.id).order_by(None)
    found = {key: Count(competitions=1) for key in db.session.scalars(keys)}
    mine = Event.competition_id.in_(keys)
    filled = select(Selection.event_id)
    for key, phase, places in db.session.execute(
        select(
            Event.competition_id,
            Event.phase,
            func.coalesce(Event.advancing_places, 0),
        ).where(mine, Event.id.not_in(filled))
    ):
        found[key].phases.append(phase)
        found[key].planned += places
    for key, phase in db.session.execute(
        select(Event.competition_id, Event.phase).where(mine, Event.id.in_(filled))
    ):
        found[key].phases.append(phase)
    for key, entries in db.session.execute(accepted().where(mine)):
        found[key].entries = entries
    for key, state, number in db.session.execute(risen().where(mine)):
        found[key].places += number
        found[key].went_up += number if state is CandidateState.ACCEPTED else 0
    return found


def accepted() -> Select[int, int]:
    """Competition -> how many entries are accepted."""
    return (
        select(Event.competition_id, func.count(Entry.id))
        .join(Entry, Entry.event_id == Event.id)
        .where(Entry.state == EntryState.ACCEPTED)
        .group_by(Event.competition_id)
    )


def risen() -> Select[int, CandidateState, int]:
    """Competition and state -> how many candidates have a place."""
    return (
        select(Event.competition_id, Candidate.state, func.count(Candidate.id))
        .join(Selection, Selection.event_id == Event.id)
        .join(Candidate, Candidate.selection_id == Selection.id)
        .where(Candidate.state.in_([CandidateState.OFFERED, CandidateState.ACCEPTED]))
        .group_by(Event.competition_id, Candidate.state)
    )


def by_tier(
    year: int, seen: Iterable[ColumnElement[bool]], counts: dict[int, Count]
) -> dict[int, Count]:
    """The same by tier; a tier without a competition has an empty count."""
    found: dict[int, Count] = defaultdict(Count)
    wanted = competitions_in(year, seen).with_only_columns(Competition.id, Competition.tier_id)
    for key, tier_id in db.session.execute(wanted):
        found[tier_id].add(counts[key])
    return found
