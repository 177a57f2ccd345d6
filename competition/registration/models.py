"""Delegations, entries and their members; lists that wait to be confirmed."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.database import Key, Model
from competition.events.models import Competition, Event
from competition.events.rules import TEAM_SIZE, TitlePolicy
from competition.people.models import Organisation, Person, User
from competition.registration.rules import EntryRules, EntryState, Part, Waivable
from judging.promotion.ladder import Level


class Delegation(Model):
    """Who sends contestants to a competition."""

    __table_args__ = (
        UniqueConstraint("competition_id", "name_zh"),
        UniqueConstraint("competition_id", "code"),
    )

    id: Mapped[Key]
    competition_id: Mapped[int] = mapped_column(ForeignKey(Competition.id))
    code: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id))

    competition: Mapped[Competition] = relationship()
    organisation: Mapped[Organisation | None] = relationship()


class Entry(Model):
    """The place of a contestant or team in one event."""

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id), index=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey(Delegation.id), index=True)
    state: Mapped[EntryState] = mapped_column(default=EntryState.SUBMITTED)
    reason: Mapped[str] = mapped_column(default="")  # why it was returned, rejected or withdrawn
    part: Mapped[Part] = mapped_column(default=Part.RANKED)
    part_reason: Mapped[str] = mapped_column(default="")
    time: Mapped[Decimal | None]  # seconds, where the ranking compares time
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]

    event: Mapped[Event] = relationship()
    delegation: Mapped[Delegation] = relationship()
    members: Mapped[list["Member"]] = relationship(
        back_populates="entry", order_by="Member.position", cascade="all, delete-orphan"
    )
    waivers: Mapped[list["Waiver"]] = relationship(
        order_by="Waiver.id", cascade="all, delete-orphan"
    )
    penalties: Mapped[list["Penalty"]] = relationship(
        order_by="Penalty.id", cascade="all, delete-orphan"
    )


class Member(Model):
    """A person in an entry, with the level held when they entered."""

    __table_args__ = (UniqueConstraint("entry_id", "person_id"),)

    id: Mapped[Key]
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id))
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    position: Mapped[int] = mapped_column(default=1)
    current_level: Mapped[str] = mapped_column(default="none")
    titles: Mapped[str] = mapped_column(default="")  # stated at the entry, parted by 、

    entry: Mapped[Entry] = relationship(back_populates="members")
    person: Mapped[Person] = relationship()


class Waiver(Model):
    """An obstacle that an organiser has set aside for a person of an entry."""

    __table_args__ = (UniqueConstraint("entry_id", "person_id", "obstacle"),)

    id: Mapped[Key]
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id))
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    obstacle: Mapped[Waivable]
    reason: Mapped[str]
    given_at: Mapped[datetime]

    person: Mapped[Person] = relationship()


class Penalty(Model):
    """Points taken from an entry's total, with the reason."""

    id: Mapped[Key]
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    points: Mapped[Decimal]
    reason: Mapped[str]
    given_at: Mapped[datetime]


class ListDraft(Model):
    """A list that was read and waits to be confirmed; its rows are sealed, it expires."""

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id))
    owner_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    filename: Mapped[str]
    sealed: Mapped[bytes]
    read_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    event: Mapped[Event] = relationship()


def rules_of(event: Event) -> EntryRules:
    """What an event asks of an entry."""
    return EntryRules(
        team_size=TEAM_SIZE[event.event_format],
        phase=event.phase,
        closes_at=event.registration_closes_at,
        held_on=event.held_on,
        born_from=event.born_from,
        born_until=event.born_until,
        per_delegation=event.per_delegation,
        most_entries=event.most_entries,
        least_level=Level(event.least_level),
        title_policy=TitlePolicy(event.title_policy),
        prior_titles=frozenset(event.prior_titles.split("\n")) - {""},
        once_only=event.once_only,
    )
