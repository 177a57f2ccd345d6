"""The filing of a competition with the authority."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.database import Key, Model
from competition.events.filing.rules import FilingState
from competition.events.models import Competition
from competition.people.models import User


class Filing(Model):
    """What an organiser files about a competition, and what the authority answered."""

    id: Mapped[Key]
    competition_id: Mapped[int] = mapped_column(ForeignKey(Competition.id), unique=True)
    state: Mapped[FilingState] = mapped_column(default=FilingState.DRAFT)
    year: Mapped[int] = mapped_column(index=True)  # of the annual plan
    host: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    expected: Mapped[int | None]  # contestants
    plan: Mapped[str] = mapped_column(Text, default="")
    events: Mapped[list[Any]]  # as they were submitted: rows of `event_rows`
    document_number: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(Text, default="")  # why it was returned
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))

    competition: Mapped[Competition] = relationship()
    decided_by: Mapped[User | None] = relationship()
