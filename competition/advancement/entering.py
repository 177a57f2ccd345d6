"""Who accepts a place is entered at the next tier: the same persons, a delegation of their name."""

from datetime import datetime
from itertools import count

from sqlalchemy import select

from competition.database import db
from competition.events.models import Competition, Event
from competition.people.models import User
from competition.registration.known import known
from competition.registration.models import Delegation, Entry, Member, rules_of
from competition.registration.nominees import DocumentType, Nominee
from competition.registration.operations import add_delegation
from competition.registration.recording import record
from competition.registration.records import Records
from competition.registration.rules import crowded, personal
from competition.upgrades.queries import levels_held
from competition.upgrades.rules import highest
from competition.vault import vault
from judging.errors import Faults


def enter_next(entry: Entry, event: Event, *, now: datetime, by: User | None) -> Entry:
    """A submitted entry of the same persons in the event of the next tier.

    The place was won, so it does not matter whether registration has opened there yet. Raises
    Faults with everything else that keeps them out, such as their age.
    """
    delegation = delegation_at(event.competition, entry.delegation, now=now, by=by)
    nominees = [nominee_of(member, event) for member in entry.members]
    facts, rules = known(event, nominees), rules_of(event)
    faults = list(crowded(rules, facts.places(delegation.id, now)))
    for one in nominees:
        faults += personal(facts.applicant(one), rules)
    if faults:
        raise Faults(faults)
    won = Records(facts, now).enter(event, delegation, nominees)
    db.session.flush()
    record("entry.submitted", won, now=now, by=by, from_entry=entry.id)
    return won


def delegation_at(
    competition: Competition, before: Delegation, *, now: datetime, by: User | None
) -> Delegation:
    """The delegation of the same name, added when there is none; its code where that is free."""
    there = select(Delegation).filter_by(competition_id=competition.id)
    same = db.session.scalar(there.filter_by(name_zh=before.name_zh))
    if same is not None:
        return same
    taken = {delegation.code for delegation in db.session.scalars(there)}
    codes = (before.code if n == 1 else f"{before.code}-{n}" for n in count(1))
    return add_delegation(
        competition,
        next(code for code in codes if code not in taken),
        before.name_zh,
        name_en=before.name_en,
        organisation=before.organisation,
        now=now,
        by=by,
    )


def nominee_of(member: Member, event: Event) -> Nominee:
    """A member as the next tier enters them, with the level they hold by now."""
    person = member.person
    return Nominee(
        name=person.name,
        document_type=DocumentType(person.document_type),
        document=vault.open(person.document_sealed),
        born=person.born,
        current_level=highest(
            [member.current_level, *levels_held(person.id, event.occupation_code)]
        ).value,
        titles=member.titles,
    )
