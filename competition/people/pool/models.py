"""Members of the pool, and relations that they declare."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.database import Key, Model
from competition.people.models import Organisation, User
from competition.people.pool.rules import ROLES, Card, Post, card_on
from competition.people.rules import Role


class PoolMember(Model):
    """A user who may be appointed; name and organisation are the user's."""

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id), unique=True)
    post_codes: Mapped[str]  # of Post, with blanks between: no code is a part of another
    qualification: Mapped[str] = mapped_column(default="")
    level: Mapped[str] = mapped_column(default="none")  # skill level held
    occupations: Mapped[str] = mapped_column(default="")  # names and codes, as they are searched
    trained_on: Mapped[date | None]
    card_number: Mapped[str] = mapped_column(default="")
    card_expires_on: Mapped[date | None]
    added_at: Mapped[datetime]

    user: Mapped[User] = relationship()
    relations: Mapped[list["DeclaredRelation"]] = relationship(
        back_populates="member", order_by="DeclaredRelation.id"
    )

    @property
    def posts(self) -> list[Post]:
        return [Post(code) for code in self.post_codes.split()]

    @property
    def roles(self) -> list[Role]:
        """The roles that the member may be appointed to."""
        return [role for post in self.posts for role in ROLES[post]]

    def card(self, day: date) -> Card:
        """Whether the card is in force on a day."""
        return card_on(day, self.card_number, self.card_expires_on)


class DeclaredRelation(Model):
    """An organisation that somebody may not judge, by their own word; ended, not deleted."""

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey(PoolMember.id), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id))
    reason: Mapped[str] = mapped_column(default="")
    declared_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    member: Mapped[PoolMember] = relationship(back_populates="relations")
    organisation: Mapped[Organisation] = relationship()
