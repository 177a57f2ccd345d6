"""Issued certificates."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from competition.database import Document, Key, Model
from competition.events.models import Event
from competition.people.models import Person, User
from competition.registration.models import Entry
from competition.results.models import Publication


class CertificateState(StrEnum):
    """Whether it may be relied on."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"


class Certificate(Model):
    """One certificate as it was issued: what it says, its file, and what became of it."""

    __table_args__ = (
        # Two presses at the same moment: the database lets one of them win.
        Index(
            "uq_certificate_in_force",
            "entry_id",
            "person_id",
            unique=True,
            sqlite_where=text("state = 'valid'"),
            postgresql_where=text("state = 'valid'"),
        ),
    )

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(unique=True)
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id))
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey(Publication.id))
    design: Mapped[str]
    content: Mapped[Document]  # what was certified, as printed
    pdf: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    digest: Mapped[str]  # SHA-256 of the file
    state: Mapped[CertificateState] = mapped_column(default=CertificateState.VALID)
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str] = mapped_column(default="")
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))

    event: Mapped[Event] = relationship()
    entry: Mapped[Entry] = relationship()
    person: Mapped[Person] = relationship()
    publication: Mapped[Publication] = relationship()
    issued_by: Mapped[User | None] = relationship()
    replaced_by: Mapped["Certificate | None"] = relationship(remote_side="Certificate.id")
