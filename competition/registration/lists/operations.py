"""A list that was read is kept until it is confirmed; then it is imported as a whole.

Operations change the session and leave the commit to their caller.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import selectinload

from competition import audit
from competition.database import db
from competition.events.models import Event
from competition.people.models import User
from competition.registration.lists.checking import (
    Change,
    Checked,
    Proposal,
    check_list,
    spoilt_rows,
)
from competition.registration.lists.reading import Row
from competition.registration.models import Delegation, Entry, ListDraft, Member
from competition.registration.recording import record
from competition.registration.records import Records
from competition.vault import vault
from judging.errors import Fault, Faults

KEPT_FOR = timedelta(hours=2)


@dataclass(frozen=True)
class Imported:
    """How many entries a list made, changed and found as they are."""

    new: int
    changed: int
    unchanged: int


def keep_list(
    event: Event, rows: Sequence[Row], filename: str, *, now: datetime, by: User
) -> ListDraft:
    """Keep a list for two hours, sealed; the user's earlier one of the event goes."""
    db.session.execute(
        delete(ListDraft).where(
            or_(
                ListDraft.expires_at < now,
                (ListDraft.owner_id == by.id) & (ListDraft.event_id == event.id),
            )
        )
    )
    draft = ListDraft(
        event=event,
        owner_id=by.id,
        filename=filename,
        sealed=_sealed(rows),
        read_at=now,
        expires_at=now + KEPT_FOR,
    )
    db.session.add(draft)
    db.session.flush()
    audit.record(
        "list.read",
        now=now,
        by=by,
        competition_id=event.competition_id,
        event_id=event.id,
        rows=len(rows),
    )
    return draft


def keep_rest(draft: ListDraft, rows: Sequence[Row]) -> None:
    """Keep only these rows of a list: the others are imported."""
    draft.sealed = _sealed(rows)


def _sealed(rows: Sequence[Row]) -> bytes:
    return vault.seal(json.dumps([[row.number, row.cells] for row in rows], ensure_ascii=False))


def rows_of(draft: ListDraft) -> list[Row]:
    """The rows of a list that is kept."""
    return [Row(number, cells) for number, cells in json.loads(vault.open(draft.sealed))]


def forget_list(draft: ListDraft, *, now: datetime, by: User | None) -> None:
    """Give a list up, or be done with it."""
    db.session.delete(draft)
    audit.record(
        "list.forgotten",
        now=now,
        by=by,
        competition_id=draft.event.competition_id,
        event_id=draft.event_id,
    )


def import_list(
    event: Event,
    delegations: Sequence[Delegation],
    rows: Sequence[Row],
    *,
    now: datetime,
    by: User | None,
) -> Imported:
    """Write a whole list, or nothing: raises Faults, with `row.column` as paths.

    The same list again changes nothing.
    """
    return _imported(event, check_list(event, delegations, rows, now), now=now, by=by)


def import_sound_rows(
    event: Event,
    delegations: Sequence[Delegation],
    rows: Sequence[Row],
    *,
    now: datetime,
    by: User | None,
) -> tuple[Imported, list[Row]]:
    """Write what is in order and leave out every row with a fault, and its team: the user said so.

    The rows that were left out come back. Raises Faults when the whole list is refused.
    """
    sound = list(rows)
    checked = check_list(event, delegations, sound, now)
    while checked.faults and not checked.whole:
        spoilt = spoilt_rows(checked.faults, sound)
        sound = [row for row in sound if row.number not in spoilt]
        checked = check_list(event, delegations, sound, now)
    kept = {row.number for row in sound}
    left = [row for row in rows if row.number not in kept]
    return _imported(event, checked, now=now, by=by, left_out=len(left)), left


def _imported(
    event: Event, checked: Checked, *, now: datetime, by: User | None, left_out: int = 0
) -> Imported:
    if checked.faults:
        raise Faults(
            Fault(f"{fault.row}.{fault.column}", fault.sentence.template, **fault.sentence.values)
            for fault in checked.faults
        )
    _write(event, checked, now=now, by=by)
    done = Imported(*(checked.count(change) for change in Change))
    audit.record(
        "list.imported",
        now=now,
        by=by,
        competition_id=event.competition_id,
        event_id=event.id,
        new=done.new,
        changed=done.changed,
        unchanged=done.unchanged,
        left_out=left_out,
    )
    return done


def _write(event: Event, checked: Checked, *, now: datetime, by: User | None) -> None:
    pen = Records(checked.known, now)
    standing = _standing(checked.proposals)
    written = []
    for proposal in checked.proposals:
        if proposal.change is Change.NEW:
            entry = pen.enter(event, proposal.delegation, proposal.nominees)
            written.append(("entry.submitted", entry))
        elif proposal.change is Change.CHANGED and proposal.entry_id is not None:
            entry = standing[proposal.entry_id]
            pen.rewrite(entry, proposal.nominees)
            written.append(("entry.corrected", entry))
    db.session.flush()
    for action, entry in written:
        record(action, entry, now=now, by=by)


def _standing(proposals: Sequence[Proposal]) -> dict[int, Entry]:
    """The entries that a list changes, by key."""
    ids = [one.entry_id for one in proposals if one.change is Change.CHANGED]
    found: dict[int, Entry] = {}
    for start in range(0, len(ids), 500):
        wanted = (
            select(Entry)
            .where(Entry.id.in_(ids[start : start + 500]))
            .options(selectinload(Entry.members).joinedload(Member.person))
        )
        found |= {entry.id: entry for entry in db.session.scalars(wanted)}
    return found
