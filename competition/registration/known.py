"""What the database knows of persons put forward, asked at once for a whole list."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from competition.database import db
from competition.events.models import Competition, Event
from competition.people.models import LevelHeld, Organisation, Person, TitleHeld
from competition.registration.models import Entry, Member, Waiver
from competition.registration.nominees import Nominee
from competition.registration.rules import (
    STANDING,
    Applicant,
    EntryState,
    Part,
    Places,
    Waivable,
)
from competition.vault import vault
from judging.promotion.ladder import Level

AT_ONCE = 500  # values in one statement; SQLite takes no more than 32,766 in all

Document = tuple[str, str]  # type and keyed hash: how a person is found again


@dataclass(frozen=True)
class KnownPerson:
    """A person on record."""

    id: int
    name: str
    name_en: str
    born: date
    organisation: str


@dataclass(frozen=True)
class Place:
    """An entry of a person that stands, in an event of the competition."""

    entry_id: int
    event_id: int
    event_name: str
    delegation_id: int
    state: EntryState
    level: str
    titles: str


@dataclass(frozen=True)
class Known:
    """Persons on record by document, and where they are entered in the competition."""

    event_id: int
    documents: dict[Nominee, Document]  # hashed once: it is most of the work
    persons: dict[Document, KnownPerson]
    entered: dict[int, list[Place]]
    taken: Counter[int]  # standing entries of the event by delegation
    levels: dict[int, list[str]]  # held in the occupation
    titles: dict[int, list[str]]
    took_part: dict[int, list[str]]  # in earlier competitions of the tier, where that matters
    waived: dict[tuple[int, int], list[Waivable]]  # by entry and person

    def person(self, nominee: Nominee) -> KnownPerson | None:
        return self.persons.get(self.documents[nominee])

    def place_here(self, nominee: Nominee) -> Place | None:
        """Their entry in this event, if one stands."""
        person = self.person(nominee)
        places = self.entered.get(person.id, []) if person else []
        return next((place for place in places if place.event_id == self.event_id), None)

    def applicant(self, nominee: Nominee, *, at: str = "", but: int | None = None) -> Applicant:
        """The nominee as the rules look at them; the entry `but` is the one being corrected."""
        person = self.person(nominee)
        key = person.id if person else 0
        places = self.entered.get(key, [])
        others = [place for place in places if place.entry_id != but]
        elsewhere = [place.event_name for place in others if place.event_id != self.event_id]
        return Applicant(
            at=at,
            name=nominee.name,
            born=nominee.born,
            known_as=person.name if person else "",
            known_born=person.born if person else None,
            entered_here=len(others) > len(elsewhere),
            entered_in=elsewhere[0] if elsewhere else "",
            level=max(
                map(Level, [nominee.current_level, *self.levels.get(key, [])]),
                key=lambda level: level.height,
            ),
            titles=frozenset([*nominee.titles.split("、"), *self.titles.get(key, [])]) - {""},
            took_part=self.took_part.get(key, [""])[0],
            waived=frozenset(self.waived.get((but or 0, key), [])),
        )

    def places(self, delegation_id: int, now: datetime) -> Places:
        """How full the event is."""
        return Places(self.taken[delegation_id], self.taken.total(), now)


def document_of(nominee: Nominee) -> Document:
    """What a nominee's person is found by."""
    return nominee.document_type.value, vault.lookup(nominee.document)


def known(event: Event, nominees: Iterable[Nominee]) -> Known:
    """Ask for everybody at once: a fixed number of statements for each 500 persons."""
    documents = {nominee: document_of(nominee) for nominee in nominees}
    persons = _persons(set(documents.values()))
    ids = [person.id for person in persons.values()]
    taken = db.session.execute(
        select(Entry.delegation_id, func.count())
        .where(Entry.event_id == event.id, Entry.state.in_(STANDING))
        .group_by(Entry.delegation_id)
    )
    return Known(
        event_id=event.id,
        documents=documents,
        persons=persons,
        entered=_entered(event, ids),
        taken=Counter(dict(taken.all())),
        levels=_levels(event, ids),
        titles=_titles(ids),
        took_part=_took_part(event, ids) if event.once_only else {},
        waived=_waived(event),
    )


def _persons(documents: set[Document]) -> dict[Document, KnownPerson]:
    wanted = (
        select(
            Person.id,
            Person.name,
            Person.name_en,
            Person.born,
            func.coalesce(Organisation.name_zh, ""),
            Person.document_type,
            Person.document_lookup,
        )
        .outerjoin(Organisation, Person.organisation_id == Organisation.id)
        .order_by(Person.id)
    )
    found: dict[Document, KnownPerson] = {}
    for some in _parts(sorted({lookup for _, lookup in documents})):
        for row in db.session.execute(wanted.where(Person.document_lookup.in_(some))):
            found[row.document_type, row.document_lookup] = KnownPerson(*row[:5])
    return found


def _entered(event: Event, person_ids: list[int]) -> dict[int, list[Place]]:
    """Where these persons are entered in the competition.

    Events are asked for apart: joined in, they tempt SQLite to walk through every entry.
    """
    names = dict(
        db.session.execute(
            select(Event.id, Event.name_zh).where(Event.competition_id == event.competition_id)
        ).all()
    )
    wanted = (
        select(
            Member.person_id,
            Entry.id,
            Entry.event_id,
            Entry.delegation_id,
            Entry.state,
            Member.current_level,
            Member.titles,
        )
        .join(Entry, Member.entry_id == Entry.id)
        .where(Entry.state.in_(STANDING))
        .order_by(Entry.id)
    )
    entered: defaultdict[int, list[Place]] = defaultdict(list)
    for some in _parts(person_ids):
        for row in db.session.execute(wanted.where(Member.person_id.in_(some))):
            if row.event_id in names:
                place = Place(row.id, row.event_id, names[row.event_id], *row[3:])
                entered[row.person_id].append(place)
    return dict(entered)


def _levels(event: Event, person_ids: list[int]) -> dict[int, list[str]]:
    wanted = select(LevelHeld.person_id, LevelHeld.level).where(
        LevelHeld.occupation_code == event.occupation_code, LevelHeld.ended_at.is_(None)
    )
    return _grouped(wanted, LevelHeld.person_id, person_ids)


def _titles(person_ids: list[int]) -> dict[int, list[str]]:
    wanted = select(TitleHeld.person_id, TitleHeld.title_zh).where(TitleHeld.ended_at.is_(None))
    return _grouped(wanted, TitleHeld.person_id, person_ids)


def _took_part(event: Event, person_ids: list[int]) -> dict[int, list[str]]:
    """Competitions of the same tier, held before, in which they were not absent or withdrawn."""
    wanted = (
        select(Member.person_id, Competition.name_zh)
        .join(Entry, Member.entry_id == Entry.id)
        .join(Event, Entry.event_id == Event.id)
        .join(Competition, Event.competition_id == Competition.id)
        .where(
            Competition.tier_id == event.competition.tier_id,
            Competition.id != event.competition_id,
            Event.held_on < event.held_on,
            Entry.state == EntryState.ACCEPTED,
            Entry.part.not_in((Part.ABSENT, Part.WITHDRAWN)),
        )
        .order_by(Event.held_on)
    )
    return _grouped(wanted, Member.person_id, person_ids)


def _waived(event: Event) -> dict[tuple[int, int], list[Waivable]]:
    wanted = (
        select(Waiver.entry_id, Waiver.person_id, Waiver.obstacle)
        .join(Entry, Waiver.entry_id == Entry.id)
        .where(Entry.event_id == event.id)
    )
    waived: defaultdict[tuple[int, int], list[Waivable]] = defaultdict(list)
    for entry_id, person_id, obstacle in db.session.execute(wanted):
        waived[entry_id, person_id].append(obstacle)
    return dict(waived)


def _grouped(wanted: Select[int, str], key: Any, person_ids: list[int]) -> dict[int, list[str]]:
    grouped: defaultdict[int, list[str]] = defaultdict(list)
    for some in _parts(person_ids):
        for person_id, text in db.session.execute(wanted.where(key.in_(some))):
            grouped[person_id].append(text)
    return dict(grouped)


def _parts(values: list[Any]) -> Iterator[list[Any]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))
