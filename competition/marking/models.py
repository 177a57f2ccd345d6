"""Panels, sheets, marks and the chained history of marks."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.database import Key, Model
from competition.events.models import Event
from competition.people.models import User
from competition.registration.models import Entry


class PanelMember(Model):
    """A judge in the panel of a sub-criterion; `position` 1 also writes what the panel agrees."""

    __table_args__ = (
        UniqueConstraint("event_id", "sub_criterion", "judge_id"),
        UniqueConstraint("event_id", "sub_criterion", "position"),
    )

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id))
    sub_criterion: Mapped[str]
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    position: Mapped[int]

    event: Mapped[Event] = relationship()
    judge: Mapped[User] = relationship()


class Sheet(Model):
    """One judge's form for one entry and sub-criterion."""

    __table_args__ = (
        UniqueConstraint("entry_id", "sub_criterion", "judge_id"),
        Index(None, "event_id", "judge_id"),
    )

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id))
    sub_criterion: Mapped[str]
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    submitted_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()
    entry: Mapped[Entry] = relationship()
    judge: Mapped[User] = relationship()
    marks: Mapped[list["Mark"]] = relationship(back_populates="sheet")


class Mark(Model):
    """One value on a sheet: a number, or a word such as pass, a choice, not_attempted, excused.

    Neither: the mark was cleared. The row stays, so that its version is never given twice.
    """

    __table_args__ = (UniqueConstraint("sheet_id", "aspect"),)

    id: Mapped[Key]
    sheet_id: Mapped[int] = mapped_column(ForeignKey(Sheet.id))
    aspect: Mapped[str]
    amount: Mapped[Decimal | None]
    word: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)  # a stale page is refused by it
    entered_at: Mapped[datetime]

    sheet: Mapped[Sheet] = relationship(back_populates="marks")


class MarkChange(Model):
    """One change of a mark; each hash covers the one before, so a later change shows."""

    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id))
    number: Mapped[int]  # 1, 2, 3 … within the event
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    aspect: Mapped[str]
    judge_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    before: Mapped[str | None]
    after: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    digest: Mapped[str]  # SHA-256 over the digest before and this row


class MarkReturn(Model):
    """The chief judge sent an aspect of an entry back to its panel, which scores it again."""

    __table_args__ = (Index(None, "event_id", "entry_id"),)

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    sub_criterion: Mapped[str]
    aspect: Mapped[str]
    scores: Mapped[list[Any]]  # what the panel had given, in the order of the panel
    reason: Mapped[str]
    returned_at: Mapped[datetime]
    returned_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))

    returned_by: Mapped[User] = relationship()
