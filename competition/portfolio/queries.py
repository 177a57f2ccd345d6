"""A person's record over all competitions: what happened, in one order of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import exists, func, select, tuple_
from sqlalchemy.orm import defer, joinedload

from competition.certificates.press import venue_day
from competition.certificates.queries import certificates_of
from competition.database import db
from competition.events.models import Competition, Event
from competition.people.models import LevelHeld, Person, TitleHeld
from competition.registration.models import Entry, Member
from competition.results.models import Publication
from competition.results.rows import PublishedRow
from competition.upgrades.queries import approved_decisions


class Kind(StrEnum):
    """What sort of thing happened; what comes first at the end of one day."""

    CERTIFICATE = "certificate"
    TITLE = "title"
    PROMOTION = "promotion"
    LEVEL = "level"
    ENTRY = "entry"


@dataclass(frozen=True)
class Item:
    """One line of the record; an entry brings its row as soon as results are published."""

    on: date
    kind: Kind
    thing: Any  # the Entry, Certificate, Decision, LevelHeld or TitleHeld
    publication: Publication | None = None
    row: PublishedRow | None = None


def record_of(person: Person, *, competition_id: int | None = None) -> list[Item]:
    """Everything about a person, the newest first, in a fixed number of statements.

    With a competition: what its organiser may see, which of others is what was published.
    """
    items = [
        *entries(person.id, competition_id),
        *certificates(person.id),
        *promotions(person.id),
        *held(person.id),
    ]
    order = list(Kind)
    items.sort(key=lambda item: order.index(item.kind))
    return sorted(items, key=lambda item: item.on, reverse=True)


def entries(person_id: int, competition_id: int | None) -> Iterator[Item]:
    """The person's entries; of an event with published results, with their row."""
    found = list(db.session.scalars(entries_of(person_id)))
    public = {one.event_id: one for one in published({entry.event_id for entry in found})}
    for entry in found:
        publication = public.get(entry.event_id)
        if publication is None and competition_id not in (None, entry.event.competition_id):
            continue
        rows = publication.standings if publication else ()
        row = next((row for row in rows if row.entry_id == entry.id), None)
        yield Item(entry.event.held_on, Kind.ENTRY, entry, publication, row)


def entries_of(person_id: int) -> Any:
    return (
        select(Entry)
        .join(Entry.members)
        .where(Member.person_id == person_id)
        .options(
            joinedload(Entry.event).joinedload(Event.competition).joinedload(Competition.tier),
            joinedload(Entry.delegation),
        )
        .order_by(Entry.id.desc())
    )


def published(event_ids: set[int]) -> list[Publication]:
    """The latest publication of each of these events, with its rows."""
    newest = (
        select(Publication.event_id, func.max(Publication.number))
        .where(Publication.event_id.in_(event_ids))
        .group_by(Publication.event_id)
    )
    wanted = select(Publication).options(defer(Publication.bundle))
    return list(
        db.session.scalars(
            wanted.where(tuple_(Publication.event_id, Publication.number).in_(newest))
        )
    )


def certificates(person_id: int) -> Iterator[Item]:
    for certificate in db.session.scalars(certificates_of(person_id)):
        yield Item(venue_day(certificate.issued_at), Kind.CERTIFICATE, certificate)


def promotions(person_id: int) -> Iterator[Item]:
    """Approved decisions that give a level; the titles they give are on the record themselves."""
    for decision in approved_decisions(person_id):
        if decision.granted_level and decision.approved_at:
            yield Item(venue_day(decision.approved_at), Kind.PROMOTION, decision)


def held(person_id: int) -> Iterator[Item]:
    """Titles, and the levels that no decision here gave."""
    titles = select(TitleHeld).where(TitleHeld.person_id == person_id)
    for title in db.session.scalars(titles.order_by(TitleHeld.id.desc())):
        yield Item(title.since, Kind.TITLE, title)
    levels = select(LevelHeld).where(
        LevelHeld.person_id == person_id, LevelHeld.decision_id.is_(None)
    )
    for level in db.session.scalars(levels.order_by(LevelHeld.id.desc())):
        yield Item(level.since, Kind.LEVEL, level)


def levels_now(person_id: int) -> list[LevelHeld]:
    """The levels that a person holds, the latest first."""
    wanted = select(LevelHeld).where(LevelHeld.person_id == person_id, LevelHeld.ended_at.is_(None))
    return list(db.session.scalars(wanted.order_by(LevelHeld.since.desc(), LevelHeld.id.desc())))


def contestant_of(competition_id: int, person_id: int) -> Person | None:
    """The person with this key, when they were entered in the competition."""
    entered = (
        select(Member.id)
        .join(Member.entry)
        .join(Entry.event)
        .where(Member.person_id == Person.id, Event.competition_id == competition_id)
    )
    return db.session.scalar(
        select(Person)
        .where(Person.id == person_id, exists(entered))
        .options(joinedload(Person.organisation), joinedload(Person.user))
    )
