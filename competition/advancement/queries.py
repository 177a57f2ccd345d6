"""Selections, candidates and offers, found through whom they concern."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from competition.advancement.models import Candidate, CandidateState, CutDecision, Selection
from competition.database import db
from competition.events.models import Event
from competition.registration.models import Entry, Member


def selection_of(event_id: int) -> Selection | None:
    """How the places from this event were filled; None before."""
    return db.session.scalar(
        select(Selection)
        .where(Selection.event_id == event_id)
        .options(
            joinedload(Selection.to_event).joinedload(Event.competition),
            joinedload(Selection.publication),
            joinedload(Selection.selected_by),
            selectinload(Selection.decisions).joinedload(CutDecision.decided_by),
        )
    )


def candidates_of(selection_id: int, state: CandidateState | None = None) -> Select[Candidate]:
    """The candidates of a selection in ranking order, with their people; of one state only."""
    wanted = with_people(select(Candidate).join(Candidate.entry))
    wanted = wanted.where(Candidate.selection_id == selection_id)
    if state is not None:
        wanted = wanted.where(Candidate.state == state)
    return wanted.order_by(Candidate.position)


def counts_of(selection_id: int) -> dict[CandidateState, int]:
    """How many candidates are in each state; every state is a key."""
    counts = dict.fromkeys(CandidateState, 0)
    counted = (
        select(Candidate.state, func.count())
        .where(Candidate.selection_id == selection_id)
        .group_by(Candidate.state)
    )
    for state, count in db.session.execute(counted):
        counts[state] = count
    return counts


def offers_to(delegation_ids: Sequence[int], competition_id: int) -> Select[Candidate]:
    """The candidates of these delegations, in every event of the competition."""
    return (
        with_people(select(Candidate).join(Candidate.entry))
        .join(Candidate.selection)
        .join(Event, Selection.event_id == Event.id)
        .where(Event.competition_id == competition_id, Entry.delegation_id.in_(delegation_ids))
        .options(
            contains_eager(Candidate.selection).joinedload(Selection.event),
            contains_eager(Candidate.selection)
            .joinedload(Selection.to_event)
            .joinedload(Event.competition),
        )
        .order_by(Event.name_zh, Candidate.position)
    )


def with_people(wanted: Select[Candidate]) -> Select[Candidate]:
    """Candidates with their entry, its delegation and members; the entry is joined already."""
    return wanted.options(
        contains_eager(Candidate.entry).options(
            joinedload(Entry.delegation), selectinload(Entry.members).joinedload(Member.person)
        ),
        joinedload(Candidate.answered_by),
    )


def candidate_of(event_id: int, candidate_id: int) -> Select[Candidate]:
    """A candidate from this event."""
    return (
        select(Candidate)
        .join(Candidate.selection)
        .where(Candidate.id == candidate_id, Selection.event_id == event_id)
    )
