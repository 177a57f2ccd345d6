"""What stands in the way of entries that are there already: looked at again before the draw."""

from collections.abc import Sequence

from competition.events.models import Event
from competition.registration.known import known
from competition.registration.models import Entry, Member, rules_of
from competition.registration.nominees import DocumentType, Nominee
from competition.registration.queries import accepted_entries
from competition.registration.rules import personal
from competition.vault import vault
from judging.errors import Fault

Found = list[tuple[Member, Fault]]


def hindered(event: Event) -> list[tuple[Entry, Found]]:
    """The accepted entries that meet an obstacle nobody has waived, in the order they came."""
    entries = accepted_entries(event.id)
    found = obstacles_of(event, entries)
    return [(entry, found[entry.id]) for entry in entries if found[entry.id]]


def obstacles_of(event: Event, entries: Sequence[Entry]) -> dict[int, Found]:
    """By the key of the entry; a fixed number of statements for each 500 persons."""
    nominees = {member: _nominee(member) for entry in entries for member in entry.members}
    facts, rules = known(event, nominees.values()), rules_of(event)
    return {
        entry.id: [
            (member, fault)
            for member in entry.members
            for fault in personal(facts.applicant(nominees[member], but=entry.id), rules)
        ]
        for entry in entries
    }


def _nominee(member: Member) -> Nominee:
    person = member.person
    return Nominee(
        name=person.name,
        document_type=DocumentType(person.document_type),
        document=vault.open(person.document_sealed),
        born=person.born,
        current_level=member.current_level,
        titles=member.titles,
    )
