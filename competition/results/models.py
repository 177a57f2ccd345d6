"""Publications, and what people decided where the rules ask for a person."""

from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.database import Document, Key, Model
from competition.events.models import Event
from competition.people.models import User
from competition.results.rows import PublishedRow


class PublicationKind(StrEnum):
    """Provisional during the notice period, then final."""

    PROVISIONAL = "provisional"
    FINAL = "final"


class Publication(Model):
    """One publication of an event's results; never edited, a correction is a new one."""

    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id))
    number: Mapped[int]  # 1, 2, 3 … within the event
    kind: Mapped[PublicationKind]
    bundle: Mapped[Document]  # everything the result depends on; codes, no names
    rows: Mapped[list[Any]]  # PublishedRow.document() of every entry, in ranking order
    digest: Mapped[str]  # SHA-256 of the bundle
    published_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    notice_ends_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(default="")

    event: Mapped[Event] = relationship()
    published_by: Mapped[User | None] = relationship()

    @cached_property
    def standings(self) -> tuple[PublishedRow, ...]:
        """The rows as they were published, in ranking order."""
        return tuple(PublishedRow.of(document) for document in self.rows)


class TieDecision(Model):
    """The order that the chief judge gave to equals, best first; the latest one holds."""

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id), index=True)
    codes: Mapped[list[Any]]
    reason: Mapped[str]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))

    decided_by: Mapped[User | None] = relationship()


class ScaleConfirmation(Model):
    """A person has looked at a scale that the field was too alike for; holds for these results."""

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id), index=True)
    digest: Mapped[str]  # of the bundle that was looked at
    reason: Mapped[str]
    confirmed_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))

    confirmed_by: Mapped[User | None] = relationship()
