"""Selections and the places they give."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.advancement.rules import CandidateState
from competition.database import Document, Key, Model
from competition.events.models import Event
from competition.people.models import User
from competition.registration.models import Entry
from competition.results.models import Publication

__all__ = ["Candidate", "CandidateState", "CutDecision", "Selection"]


class Selection(Model):
    """The one act that fills the places at an event of a higher tier from final results."""

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey(Event.id), unique=True)
    to_event_id: Mapped[int] = mapped_column(ForeignKey(Event.id), index=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey(Publication.id))
    places: Mapped[int]
    per_delegation: Mapped[int | None]
    selected_at: Mapped[datetime]
    selected_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))

    event: Mapped[Event] = relationship(foreign_keys=[event_id])
    to_event: Mapped[Event] = relationship(foreign_keys=[to_event_id])
    publication: Mapped[Publication] = relationship()
    selected_by: Mapped[User | None] = relationship()
    candidates: Mapped[list["Candidate"]] = relationship(
        back_populates="selection", order_by="Candidate.position"
    )
    decisions: Mapped[list["CutDecision"]] = relationship(
        back_populates="selection", order_by="CutDecision.id"
    )


class CutDecision(Model):
    """The order that a person gave to equals who contend for fewer places, best first."""

    id: Mapped[Key]
    selection_id: Mapped[int] = mapped_column(ForeignKey(Selection.id), index=True)
    codes: Mapped[list[Any]]
    reason: Mapped[str]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))

    selection: Mapped[Selection] = relationship(back_populates="decisions")
    decided_by: Mapped[User | None] = relationship()


class Candidate(Model):
    """One ranked entry in a selection, in ranking order, with the reason for its state."""

    __table_args__ = (UniqueConstraint("selection_id", "entry_id"),)

    id: Mapped[Key]
    selection_id: Mapped[int] = mapped_column(ForeignKey(Selection.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    code: Mapped[str]
    position: Mapped[int]
    rank: Mapped[int]
    state: Mapped[CandidateState]
    reason: Mapped[Document]  # {"template": …, "values": …}
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    next_entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id))

    selection: Mapped[Selection] = relationship(back_populates="candidates")
    entry: Mapped[Entry] = relationship(foreign_keys=[entry_id])
    next_entry: Mapped[Entry | None] = relationship(foreign_keys=[next_entry_id])
    answered_by: Mapped[User | None] = relationship()
