"""Rule sets, which events they govern, and decisions."""

from datetime import datetime
from functools import cached_property

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.database import Document, Key, Model
from competition.events.models import Event
from competition.people.models import Person, User
from competition.registration.models import Entry
from competition.results.models import Publication
from judging.promotion.rules import RuleSet
from judging.rulesets import parse_rule_set


class RuleSetVersion(Model):
    """One version of a published rule set, kept word for word; known by its content hash."""

    id: Mapped[Key]
    key: Mapped[str]  # the `id` in the file
    name_zh: Mapped[str]
    name_en: Mapped[str]
    document: Mapped[Document]
    digest: Mapped[str] = mapped_column(unique=True)
    imported_at: Mapped[datetime]
    imported_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))

    imported_by: Mapped[User | None] = relationship()

    @cached_property
    def rule_set(self) -> RuleSet:
        """The version as the rule book reads it."""
        return parse_rule_set(self.document)


class RuleSetDraft(Model):
    """A rule-set file that was read without a fault and waits for the choice of its rule sets."""

    id: Mapped[Key]
    owner_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    filename: Mapped[str]
    document: Mapped[Document]
    read_at: Mapped[datetime]


class RuleSetInForce(Model):
    """The rule set that decides about the winners of an event."""

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id), unique=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(RuleSetVersion.id))

    event: Mapped[Event] = relationship()
    version: Mapped[RuleSetVersion] = relationship()


class Decision(Model):
    """What a rule set gives one person for one publication, with every reason."""

    __table_args__ = (UniqueConstraint("publication_id", "person_id"),)

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id), index=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey(Publication.id))
    version_id: Mapped[int] = mapped_column(ForeignKey(RuleSetVersion.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id))
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    rank: Mapped[int]
    outcome: Mapped[str]
    granted_level: Mapped[str | None]
    content: Mapped[Document]  # written by `upgrades.content`: what is given, every reason
    decided_at: Mapped[datetime]
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    withdrawn_at: Mapped[datetime | None]  # a correction or a person took it back
    withdrawn_because: Mapped[str] = mapped_column(default="")

    event: Mapped[Event] = relationship()
    publication: Mapped[Publication] = relationship()
    version: Mapped[RuleSetVersion] = relationship()
    entry: Mapped[Entry] = relationship()
    person: Mapped[Person] = relationship()
    approved_by: Mapped[User | None] = relationship()
