"""Persons and entries are written once no obstacle was found, one by one or a whole list."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from competition.database import db
from competition.events.models import Event
from competition.people.models import Organisation, Person
from competition.people.operations import organisation_named
from competition.registration.known import Document, Known
from competition.registration.models import Delegation, Entry, Member
from competition.registration.nominees import Nominee
from competition.registration.rules import EntryState
from competition.vault import vault

AT_ONCE = 500


class Records:
    """The pen: it writes by what is `known`, and asks for each person and employer once."""

    def __init__(self, facts: Known, now: datetime) -> None:
        self.facts = facts
        self.now = now
        self.organisations: dict[str, Organisation | None] = {}
        self.persons: dict[Document, Person] = {}
        keys = {person.id: document for document, person in facts.persons.items()}
        ids = sorted(keys)
        for start in range(0, len(ids), AT_ONCE):
            wanted = select(Person).where(Person.id.in_(ids[start : start + AT_ONCE]))
            self.persons |= {keys[person.id]: person for person in db.session.scalars(wanted)}

    def enter(self, event: Event, delegation: Delegation, nominees: Sequence[Nominee]) -> Entry:
        """A new entry of these persons, added to the session."""
        entry = Entry(
            event=event,
            delegation=delegation,
            state=EntryState.SUBMITTED,
            created_at=self.now,
        )
        entry.members = [
            Member(
                person=self.person(one),
                position=n,
                current_level=one.current_level,
                titles=one.titles,
            )
            for n, one in enumerate(nominees, start=1)
        ]
        db.session.add(entry)
        return entry

    def rewrite(self, entry: Entry, nominees: Sequence[Nominee]) -> None:
        """Write an entry's members anew; it is submitted then."""
        held = {member.person: member for member in entry.members}
        written = []
        for n, one in enumerate(nominees, start=1):
            person = self.person(one)
            member = held.get(person) or Member(person=person)
            member.position, member.current_level = n, one.current_level
            member.titles = one.titles
            written.append(member)
        entry.members = written
        entry.state, entry.reason = EntryState.SUBMITTED, ""

    def person(self, nominee: Nominee) -> Person:
        """The record of a person, added when there is none; what is typed anew completes it."""
        document = self.facts.documents[nominee]
        person = self.persons.get(document)
        if person is None:
            person = self.persons[document] = self._added(nominee)
        if nominee.name_en:
            person.name_en = nominee.name_en
        if nominee.organisation:
            person.organisation = self._organisation(nominee.organisation)
        return person

    def _added(self, nominee: Nominee) -> Person:
        person = Person(
            name=nominee.name,
            name_en=nominee.name_en,
            document_type=nominee.document_type.value,
            document_sealed=vault.seal(nominee.document),
            document_lookup=self.facts.documents[nominee][1],
            born=nominee.born,
            created_at=self.now,
        )
        db.session.add(person)
        return person

    def _organisation(self, name: str) -> Organisation | None:
        if name not in self.organisations:
            self.organisations[name] = organisation_named(name)
        return self.organisations[name]
