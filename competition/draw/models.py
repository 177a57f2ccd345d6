"""Draws and their lots."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.database import Key, Model
from competition.events.models import Event
from competition.people.models import User
from competition.registration.models import Entry


class DrawKind(StrEnum):
    """What is drawn."""

    ENTRY_CODE = "entry_code"
    STATION = "station"


class Draw(Model):
    """One draw of an event: the seed and the order that came of it."""

    __table_args__ = (UniqueConstraint("event_id", "kind"),)

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id))
    kind: Mapped[DrawKind]
    seed: Mapped[str]
    drawn_at: Mapped[datetime]
    drawn_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))

    event: Mapped[Event] = relationship()
    drawn_by: Mapped[User | None] = relationship()
    lots: Mapped[list["Lot"]] = relationship(back_populates="draw", order_by="Lot.position")


class Lot(Model):
    """What one entry drew."""

    __table_args__ = (UniqueConstraint("draw_id", "entry_id"), UniqueConstraint("draw_id", "code"))

    id: Mapped[Key]
    draw_id: Mapped[int] = mapped_column(ForeignKey(Draw.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    position: Mapped[int]
    code: Mapped[str]

    draw: Mapped[Draw] = relationship(back_populates="lots")
    entry: Mapped[Entry] = relationship()
