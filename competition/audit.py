"""Who did what, when: every operation that changes anything writes one record."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.database import Document, Key, Model, db
from competition.people.models import User


class AuditRecord(Model):
    """One act: `action` is a short code such as `entry.accepted`, `details` its plain values."""

    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    action: Mapped[str]
    competition_id: Mapped[int | None] = mapped_column(ForeignKey("competition.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    details: Mapped[Document]

    by: Mapped[User | None] = relationship()


def record(
    action: str,
    *,
    now: datetime,
    by: User | None,
    competition_id: int | None = None,
    event_id: int | None = None,
    **details: object,
) -> None:
    """Add a record to the session; `by` is None for what the clock or the command line did."""
    db.session.add(
        AuditRecord(
            at=now,
            by_id=by.id if by else None,
            action=action,
            competition_id=competition_id,
            event_id=event_id,
            details=details,
        )
    )
