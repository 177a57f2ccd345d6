"""Published rows as candidates for the next tier, and what becomes of their state."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from competition.events.rules import TEAM_SIZE, EventFormat, Phase
from judging.advancement import advance
from judging.errors import UnresolvedTie
from judging.places.cut import Cut
from judging.places.seats import Advancement, Candidate, Standing
from judging.sentences import Sentence


class CandidateState(StrEnum):
    """Where a candidate stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RESERVE = "reserve"
    LEFT_OUT = "left_out"


AFTER = {
    Standing.ADVANCES: CandidateState.OFFERED,
    Standing.RESERVE: CandidateState.RESERVE,
    Standing.LEFT_OUT: CandidateState.LEFT_OUT,
    Standing.DECLINED: CandidateState.DECLINED,
}
"""What a standing comes to when the places are filled."""
TAKES_PLACES = frozenset({Phase.DRAFT, Phase.REGISTRATION})
"""The phases in which an event of the next tier takes who won a place."""


class Row(Protocol):
    """A published row as far as places at the next tier go."""

    @property
    def code(self) -> str: ...
    @property
    def delegation(self) -> str: ...
    @property
    def rank(self) -> int | None: ...


def candidates(rows: Iterable[Row]) -> list[Candidate]:
    """Who has a rank; nobody else can win a place."""
    return [Candidate(row.code, row.delegation, row.rank) for row in rows if row.rank is not None]


def filled(
    rows: Iterable[Row], cut: Cut, declined: Iterable[str] = ()
) -> Advancement | UnresolvedTie:
    """The places as far as they can be filled; the tie when people must decide first."""
    try:
        return advance(candidates(rows), cut, declined)
    except UnresolvedTie as tie:
        return tie


def tied_codes(tie: UnresolvedTie) -> list[str]:
    """The entries that a tie names."""
    return str(tie.values["codes"]).split(", ")


def same_size(one: EventFormat, other: EventFormat) -> bool:
    """Whether an entry of one event has as many members as the other asks."""
    return TEAM_SIZE[one] == TEAM_SIZE[other]


def seats_by_code(found: Advancement) -> dict[str, tuple[CandidateState, Sentence]]:
    """What becomes of each candidate, with the reason."""
    return {seat.candidate.code: (AFTER[seat.standing], seat.reason) for seat in found.seats}
