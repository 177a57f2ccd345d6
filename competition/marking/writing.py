"""How changes of marks reach the database: rows and history together, many at a time.

Core statements with lists of rows: objects for marks would cost twelve times as much.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from competition.database import db
from competition.events.models import Event, MarkingScheme
from competition.marking import history
from competition.marking.models import Mark, Sheet
from competition.marking.rules import Change


@dataclass(frozen=True)
class Written:
    """A change on a sheet, and who made it; `reason` is kept in the history only."""

    sheet: Any  # a Sheet, or a row with its id, entry_id and judge_id
    change: Change
    by_id: int
    reason: str = ""


def hold(event: Event) -> MarkingScheme:
    """Make other writers of this event's marks wait until this transaction ends."""
    scheme = db.session.scalars(
        select(MarkingScheme).where(MarkingScheme.event_id == event.id).with_for_update()
    ).one()
    db.session.refresh(event, ["phase"])
    return scheme


def write(event: Event, written: Sequence[Written], *, now: datetime) -> None:
    """Keep the changes and their history; the caller holds the event."""
    new = [_row(w, now) for w in written if not w.change.before.version]
    known = [_keyed(_row(w, now)) for w in written if w.change.before.version]
    if new:
        db.session.execute(insert(Mark), new)
    if known:
        db.session.connection().execute(_UPDATE, known)
    history.append(event.id, [_step(w) for w in written], now)


def _row(written: Written, now: datetime) -> dict[str, Any]:
    change = written.change
    return {
        "sheet_id": written.sheet.id,
        "aspect": change.aspect,
        "amount": change.amount,
        "word": change.word,
        "reason": change.reason,
        "version": change.before.version + 1,
        "entered_at": now,
    }


def _keyed(row: dict[str, Any]) -> dict[str, Any]:
    key = {"on_sheet": row.pop("sheet_id"), "for_aspect": row.pop("aspect")}
    return row | key


_MARKS: Any = Mark.__table__
_UPDATE = (
    update(_MARKS)
    .where(_MARKS.c.sheet_id == bindparam("on_sheet"), _MARKS.c.aspect == bindparam("for_aspect"))
    .values(
        {name: bindparam(name) for name in ("amount", "word", "reason", "version", "entered_at")}
    )
)


def _step(written: Written) -> history.Step:
    change = written.change
    return history.Step(
        entry_id=written.sheet.entry_id,
        aspect=change.aspect,
        judge_id=written.sheet.judge_id,
        by_id=written.by_id,
        before=change.before.text,
        after=change.after,
        reason=written.reason or change.reason,
    )


def set_submitted(sheet_ids: Sequence[int], at: datetime | None) -> None:
    """Say when these sheets were submitted; None opens them again."""
    db.session.execute(update(Sheet).where(Sheet.id.in_(sheet_ids)).values(submitted_at=at))
