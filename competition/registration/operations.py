"""Delegations are added; persons are entered, accepted, returned, rejected, withdrawn.

Operations change the session and leave the commit to their caller.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import or_, select

from competition import audit
from competition.database import db
from competition.errors import Clash, Locked
from competition.events.models import Competition, Event
from competition.events.rules import TitlePolicy
from competition.people.models import Appointment, Organisation, TitleHeld, User
from competition.people.operations import appoint
from competition.people.rules import Role
from competition.registration.known import document_of, known
from competition.registration.models import Delegation, Entry, rules_of
from competition.registration.nominees import Nominee
from competition.registration.recording import record, refuse_settled
from competition.registration.records import Records
from competition.registration.rules import (
    EntryState,
    Part,
    Waivable,
    enter,
    obstacles,
    personal,
    titles_that_count,
    with_reason,
)
from competition.registration.waivers import to_waive, waive_all
from judging.errors import Fault, RuleViolation


def add_delegation(
    competition: Competition,
    code: str,
    name_zh: str,
    *,
    now: datetime,
    by: User | None,
    name_en: str = "",
    organisation: Organisation | None = None,
) -> Delegation:
    """A new delegation of a competition; raises Clash when its code or name is taken."""
    code, name_zh = code.strip().upper(), name_zh.strip()
    taken = select(Delegation.id).where(
        Delegation.competition_id == competition.id,
        or_(Delegation.code == code, Delegation.name_zh == name_zh),
    )
    if db.session.scalar(taken):
        raise Clash(
            "A delegation with the code {code} or the name {name} is there already.",
            code=code,
            name=name_zh,
        )
    delegation = Delegation(
        competition=competition,
        code=code,
        name_zh=name_zh,
        name_en=name_en.strip(),
        organisation=organisation,
    )
    db.session.add(delegation)
    db.session.flush()
    audit.record(
        "delegation.added",
        now=now,
        by=by,
        competition_id=competition.id,
        delegation=delegation.id,
        code=code,
    )
    return delegation


def appoint_leader(
    delegation: Delegation, user: User, *, now: datetime, by: User | None
) -> Appointment:
    """Let a user enter contestants for a delegation; raises Clash when they may already."""
    return appoint(
        user,
        Role.DELEGATION_LEADER,
        now=now,
        by=by,
        competition_id=delegation.competition_id,
        delegation_id=delegation.id,
    )


def submit_entry(
    event: Event,
    delegation: Delegation,
    members: Sequence[Nominee],
    *,
    now: datetime,
    by: User | None,
    waiving: Collection[Waivable] = (),
    because: str = "",
) -> Entry:
    """Enter one person or a team; raises Faults with every obstacle, `2.born` for the second's.

    An organiser may waive obstacles of these kinds, for a reason that stays on record.
    """
    if delegation.competition_id != event.competition_id:
        raise RuleViolation("The delegation belongs to another competition.")
    facts = known(event, members)
    applicants = [facts.applicant(one, at=str(n)) for n, one in enumerate(members, start=1)]
    places = facts.places(delegation.id, now)
    faults = [*_twice(members), *obstacles(applicants, rules_of(event), places)]
    waived = to_waive(faults, waiving, because)
    entry = Records(facts, now).enter(event, delegation, members)
    db.session.flush()
    record("entry.submitted", entry, now=now, by=by)
    waive_all(entry, waived, because, now=now, by=by)
    return entry


def _twice(members: Sequence[Nominee]) -> list[Fault]:
    documents = [document_of(one) for one in members]
    return [
        Fault(f"{n}.document", "The same document as of a member above.")
        for n, document in enumerate(documents, start=1)
        if document in documents[: n - 1]
    ]


def correct_entry(
    entry: Entry,
    members: Sequence[Nominee],
    *,
    now: datetime,
    by: User | None,
    waiving: Collection[Waivable] = (),
    because: str = "",
) -> None:
    """Write the members of an entry anew; a returned one is submitted again. Raises Faults."""
    refuse_settled(entry)
    if entry.state not in (EntryState.SUBMITTED, EntryState.RETURNED):
        raise Locked(
            "The entry is {state}: ask the organiser to return it first.", state=entry.state
        )
    facts = known(entry.event, members)
    rules = rules_of(entry.event)
    faults = _twice(members)
    for n, one in enumerate(members, start=1):
        faults += personal(facts.applicant(one, at=str(n), but=entry.id), rules)
    waived = to_waive(faults, waiving, because)
    Records(facts, now).rewrite(entry, members)
    db.session.flush()
    record("entry.corrected", entry, now=now, by=by)
    waive_all(entry, waived, because, now=now, by=by)


def accept(entry: Entry, *, now: datetime, by: User | None) -> None:
    """Let an entry compete: as a guest, where the event ranks nobody who holds a title."""
    _decide(entry, EntryState.ACCEPTED, "", now=now, by=by)
    titles = _titles_of_guests(entry)
    if titles:
        entry.part, entry.part_reason = Part.GUEST, titles
        record("entry.part", entry, now=now, by=by, part=Part.GUEST.value, reason=titles)


def _titles_of_guests(entry: Entry) -> str:
    """The titles for which an entry is a guest's; empty when it is not."""
    rules = rules_of(entry.event)
    if rules.title_policy is not TitlePolicy.GUEST:
        return ""
    ids = [member.person_id for member in entry.members]
    held = select(TitleHeld.title_zh).where(
        TitleHeld.person_id.in_(ids), TitleHeld.ended_at.is_(None)
    )
    stated = [title for member in entry.members for title in member.titles.split("、")]
    return titles_that_count(frozenset([*db.session.scalars(held), *stated]) - {""}, rules)


def return_(entry: Entry, reason: str, *, now: datetime, by: User | None) -> None:
    """Give an entry back to its delegation, which corrects it as the reason says."""
    _decide(entry, EntryState.RETURNED, with_reason(reason), now=now, by=by)


def reject(entry: Entry, reason: str, *, now: datetime, by: User | None) -> None:
    """Refuse an entry for good; its place is free again."""
    _decide(entry, EntryState.REJECTED, with_reason(reason), now=now, by=by)


def withdraw(entry: Entry, reason: str, *, now: datetime, by: User | None) -> None:
    """Take an entry back before the marking; later it is a `part` of the organiser's."""
    _decide(entry, EntryState.WITHDRAWN, with_reason(reason), now=now, by=by)


def _decide(
    entry: Entry, state: EntryState, reason: str, *, now: datetime, by: User | None
) -> None:
    refuse_settled(entry)
    entry.state = enter(state, after=entry.state)
    entry.reason, entry.decided_at = reason, now
    if state is not EntryState.ACCEPTED and entry.part is Part.GUEST:
        entry.part, entry.part_reason = Part.RANKED, ""  # looked at again when it is accepted
    record(f"entry.{state.value}", entry, now=now, by=by, reason=reason)
