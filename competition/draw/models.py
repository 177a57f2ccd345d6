"""Draws and their lots, and the seeds announced before."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.database import Key, Model
from competition.events.models import Event
from competition.people.models import User
from competition.registration.models import Entry

STANDS = text("ended_at IS NULL")
WAITS = text("draw_id IS NULL")


class DrawKind(StrEnum):
    """What is drawn."""

    ENTRY_CODE = "entry_code"
    STATION = "station"


class Draw(Model):
    """One draw of an event: the seed and the order that came of it.

    One of a kind stands; an earlier one is ended, with the reason, and stays on record.
    """

    __table_args__ = (
        Index(
            "uq_draw_standing",
            "event_id",
            "kind",
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
    )

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id), index=True)
    kind: Mapped[DrawKind]
    seed: Mapped[str]
    apart: Mapped[bool] = mapped_column(default=False)  # neighbours are of different delegations
    drawn_at: Mapped[datetime]
    drawn_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    ended_at: Mapped[datetime | None]
    ended_reason: Mapped[str] = mapped_column(default="")

    event: Mapped[Event] = relationship()
    drawn_by: Mapped[User | None] = relationship()
    lots: Mapped[list["Lot"]] = relationship(back_populates="draw", order_by="Lot.position")


class AnnouncedSeed(Model):
    """A seed that nobody has seen, announced by its hash before the draw it is kept for."""

    __table_args__ = (
        Index(
            "uq_announced_seed_waiting",
            "event_id",
            "kind",
            unique=True,
            sqlite_where=WAITS,
            postgresql_where=WAITS,
        ),
    )

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id), index=True)
    kind: Mapped[DrawKind]
    sealed: Mapped[bytes]
    digest: Mapped[str]
    announced_at: Mapped[datetime]
    draw_id: Mapped[int | None] = mapped_column(ForeignKey(Draw.id), unique=True)

    draw: Mapped[Draw | None] = relationship()


class Lot(Model):
    """What one entry drew: its code, or its station and turn."""

    __table_args__ = (
        UniqueConstraint("draw_id", "entry_id"),
        UniqueConstraint("draw_id", "code", "turn"),
    )

    id: Mapped[Key]
    draw_id: Mapped[int] = mapped_column(ForeignKey(Draw.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    position: Mapped[int]  # 1 is who was drawn first
    code: Mapped[str]
    turn: Mapped[int] = mapped_column(default=1)

    draw: Mapped[Draw] = relationship(back_populates="lots")
    entry: Mapped[Entry] = relationship()
