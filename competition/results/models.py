"""Publications: frozen, official copies of results."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.database import Document, Key, db
from competition.events.models import Event
from competition.people.models import User


class PublicationKind(StrEnum):
    """Provisional during the notice period, then final."""

    PROVISIONAL = "provisional"
    FINAL = "final"


class Publication(db.Model):
    """One publication of an event's results; never edited, a correction is a new one."""

    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id))
    number: Mapped[int]  # 1, 2, 3 … within the event
    kind: Mapped[PublicationKind]
    bundle: Mapped[Document]  # everything the result depends on; codes, no names
    rows: Mapped[list[Any]]  # the computed lines, with names and delegations as published
    digest: Mapped[str]  # SHA-256 of the bundle
    published_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    notice_ends_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")

    event: Mapped[Event] = relationship()
    published_by: Mapped[User | None] = relationship()
