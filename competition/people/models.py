"""Users, organisations, persons and appointments."""

from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.database import Key, Model
from competition.people.rules import Role
from competition.vault import masked, vault


class Organisation(Model):
    """An employer, school, bureau or association."""

    id: Mapped[Key]
    name_zh: Mapped[str] = mapped_column(unique=True)
    name_en: Mapped[str] = mapped_column(default="")
    credit_code: Mapped[str | None] = mapped_column(unique=True)  # GB 32100, 18 characters


class User(Model):
    """Somebody who can sign in."""

    id: Mapped[Key]
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str]
    language: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id))
    created_at: Mapped[datetime]

    organisation: Mapped[Organisation | None] = relationship()
    appointments: Mapped[list["Appointment"]] = relationship(
        back_populates="user", foreign_keys="Appointment.user_id"
    )

    # What Flask-Login asks of a user.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return self.active

    def get_id(self) -> str:
        """What a session keeps of the user: a new password makes it another, and ends the rest."""
        return f"{self.id}.{sha256(self.password_hash.encode()).hexdigest()[:16]}"


class Person(Model):
    """Somebody who competes: one record for life, found again by the identity document."""

    __table_args__ = (UniqueConstraint("document_type", "document_lookup"),)

    id: Mapped[Key]
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    document_type: Mapped[str]
    document_sealed: Mapped[bytes]
    document_lookup: Mapped[str]
    born: Mapped[date]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id))
    user_id: Mapped[int | None] = mapped_column(ForeignKey(User.id), unique=True)
    created_at: Mapped[datetime]

    organisation: Mapped[Organisation | None] = relationship()
    user: Mapped[User | None] = relationship()
    levels: Mapped[list["LevelHeld"]] = relationship(back_populates="person")
    titles: Mapped[list["TitleHeld"]] = relationship(back_populates="person")

    @property
    def document_masked(self) -> str:
        """The number as pages show it: its middle is hidden."""
        return masked(vault.open(self.document_sealed))


class LevelHeld(Model):
    """A skill level that a person holds in an occupation, and where it came from."""

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    occupation_code: Mapped[str]
    level: Mapped[str]
    since: Mapped[date]
    source: Mapped[str]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    ended_at: Mapped[datetime | None]  # the decision that gave it was withdrawn

    person: Mapped[Person] = relationship(back_populates="levels")


class TitleHeld(Model):
    """An honorary title that a person holds."""

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    title_zh: Mapped[str]
    since: Mapped[date]
    source: Mapped[str]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    ended_at: Mapped[datetime | None]  # the decision that gave it was withdrawn

    person: Mapped[Person] = relationship(back_populates="titles")


class Appointment(Model):
    """A role, at the whole site or at one competition, event or delegation; ended, not deleted."""

    __table_args__ = (Index(None, "user_id", "role"),)

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    role: Mapped[Role]
    competition_id: Mapped[int | None] = mapped_column(ForeignKey("competition.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"), index=True)
    appointed_at: Mapped[datetime]
    appointed_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(back_populates="appointments", foreign_keys=[user_id])
