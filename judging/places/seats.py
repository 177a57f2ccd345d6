"""Candidates for the next tier, and what became of each, with the reason."""

from dataclasses import dataclass
from enum import StrEnum

from judging.sentences import Sentence


@dataclass(frozen=True)
class Candidate:
    """A row of published standings. Rank None: not ranked. Delegation "": of no delegation."""

    code: str
    delegation: str
    rank: int | None


class Standing(StrEnum):
    """What became of a candidate."""

    ADVANCES = "advances"
    RESERVE = "reserve"
    LEFT_OUT = "left_out"
    DECLINED = "declined"


@dataclass(frozen=True)
class Seat:
    """A candidate, what became of them, and why."""

    candidate: Candidate
    standing: Standing
    reason: Sentence


@dataclass(frozen=True)
class Advancement:
    """Every candidate once: in ranking order, the unranked last."""

    seats: tuple[Seat, ...]

    @property
    def advancing(self) -> tuple[str, ...]:
        return self._codes(Standing.ADVANCES)

    @property
    def reserves(self) -> tuple[str, ...]:
        """Who is next, in order. Equal ranks are parted by people when it comes to them."""
        return self._codes(Standing.RESERVE)

    @property
    def left_out(self) -> tuple[str, ...]:
        return self._codes(Standing.LEFT_OUT)

    @property
    def declined(self) -> tuple[str, ...]:
        return self._codes(Standing.DECLINED)

    def _codes(self, standing: Standing) -> tuple[str, ...]:
        return tuple(seat.candidate.code for seat in self.seats if seat.standing is standing)
