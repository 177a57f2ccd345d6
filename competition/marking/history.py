"""The history of an event's marks: a chain in which a later change, gap or removal shows."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, or_, select

from competition.database import db
from competition.marking.models import Mark, MarkChange, Sheet
from competition.marking.rules import as_text

COLUMNS = ("number", "entry_id", "aspect", "judge_id", "by_id", "before", "after", "reason", "at")


@dataclass(frozen=True)
class Step:
    """One change to be remembered."""

    entry_id: int
    aspect: str
    judge_id: int
    by_id: int
    before: str | None
    after: str | None
    reason: str = ""


@dataclass(frozen=True)
class Break:
    """Where marks and history part: the number of a change, or a mark without its change."""

    number: int | None
    entry_id: int
    aspect: str
    judge_id: int


def digest(before: str, event_id: int, row: Sequence[Any]) -> str:
    """SHA-256 over the digest before and the row, in the order of COLUMNS."""
    *values, at = row
    line = [event_id, *values, at.astimezone(UTC).isoformat(timespec="microseconds")]
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()


def append(event_id: int, steps: Iterable[Step], now: datetime) -> None:
    """Write changes to the end of the event's chain; the caller holds the event's lock."""
    number, last = end_of(event_id)
    rows: list[dict[str, Any]] = []
    for step in steps:
        number += 1
        row = {"event_id": event_id, "number": number, **vars(step), "at": now}
        last = digest(last, event_id, [row[name] for name in COLUMNS])
        rows.append(row | {"digest": last})
    if rows:
        db.session.execute(insert(MarkChange), rows)


def end_of(event_id: int) -> tuple[int, str]:
    """How many changes there are, and the digest of the last; that of none is empty."""
    end = db.session.execute(
        select(MarkChange.number, MarkChange.digest)
        .where(MarkChange.event_id == event_id)
        .order_by(MarkChange.number.desc())
        .limit(1)
    ).first()
    return (end.number, end.digest) if end else (0, "")


def verify_chain(event_id: int) -> Break | None:
    """The first change that is missing, altered or out of place, or the first mark that differs
    from its last change; None when all is as it was written."""
    last, latest = "", {}
    columns = [getattr(MarkChange, name) for name in COLUMNS]
    rows = db.session.execute(
        select(*columns, MarkChange.digest)
        .where(MarkChange.event_id == event_id)
        .order_by(MarkChange.number)
    )
    for expected, (*row, kept) in enumerate(rows, start=1):
        number, entry_id, aspect, judge_id = row[:4]
        last = digest(last, event_id, row)
        if number != expected or kept != last:
            return Break(expected, entry_id, aspect, judge_id)
        latest[entry_id, aspect, judge_id] = row[6]
    return _unexplained_mark(event_id, latest)


def _unexplained_mark(
    event_id: int, latest: dict[tuple[int, str, int], str | None]
) -> Break | None:
    now = {key: None for key, after in latest.items() if after is not None}
    marks = db.session.execute(
        select(Sheet.entry_id, Mark.aspect, Sheet.judge_id, Mark.amount, Mark.word)
        .join(Mark.sheet)
        .where(Sheet.event_id == event_id, or_(Mark.amount.is_not(None), Mark.word.is_not(None)))
    )
    found = {(row[0], row[1], row[2]): as_text(row.amount, row.word) for row in marks}
    for key, text in sorted((now | found).items()):
        if latest.get(key) != text:
            return Break(None, *key)
    return None
