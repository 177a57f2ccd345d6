"""When contestants have to be there, and who came."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.database import Key, Model
from competition.events.models import Event
from competition.people.models import User
from competition.registration.checkin.rules import USUAL_MINUTES
from competition.registration.models import Member

STANDS = text("ended_at IS NULL")


class CheckInTime(Model):
    """When an event starts, and how many minutes later the door closes."""

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id), unique=True)
    starts_at: Mapped[datetime]
    late_minutes: Mapped[int] = mapped_column(default=USUAL_MINUTES)


class Arrival(Model):
    """Somebody who was checked in; one that was a mistake is ended, with the reason."""

    __table_args__ = (
        Index(
            "uq_arrival_standing",
            "member_id",
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
    )

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey(Member.id, ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    reason: Mapped[str] = mapped_column(default="")  # why somebody late was let in
    ended_at: Mapped[datetime | None]
    ended_reason: Mapped[str] = mapped_column(default="")

    member: Mapped[Member] = relationship()
    by: Mapped[User | None] = relationship()
