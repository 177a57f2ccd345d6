"""Selections and the places they give."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competition.database import Document, Key, Model
from competition.events.models import Event
from competition.people.models import User
from competition.registration.models import Entry
from competition.results.models import Publication


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
    candidates: Mapped[list["Candidate"]] = relationship(
        back_populates="selection", order_by="Candidate.position"
    )


class CandidateState(StrEnum):
    """Where a candidate stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RESERVE = "reserve"
    LEFT_OUT = "left_out"


class Candidate(Model):
    """One ranked entry in a selection, in ranking order, with the reason for its state."""

    __table_args__ = (UniqueConstraint("selection_id", "entry_id"),)

    id: Mapped[Key]
    selection_id: Mapped[int] = mapped_column(ForeignKey(Selection.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    position: Mapped[int]
    rank: Mapped[int]
    state: Mapped[CandidateState]
    reason: Mapped[Document]  # {"template": …, "values": …}
    answered_at: Mapped[datetime | None]
    next_entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id))

    selection: Mapped[Selection] = relationship(back_populates="candidates")
    entry: Mapped[Entry] = relationship(foreign_keys=[entry_id])
    next_entry: Mapped[Entry | None] = relationship(foreign_keys=[next_entry_id])
