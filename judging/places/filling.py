"""The places of the next tier while they are being filled, one rank after the other."""

from collections import Counter
from collections.abc import Iterator, Sequence

from judging.errors import UnresolvedTie
from judging.places.cut import Cut
from judging.places.seats import Candidate, Seat, Standing
from judging.sentences import Sentence, say


class Filling:
    """Seats candidates from the top; call `seat` once for each rank, best first."""

    def __init__(self, cut: Cut) -> None:
        self.cut = cut
        self.seats: list[Seat] = []
        self.free = cut.places
        self.taken: Counter[str] = Counter()
        self.reserves = 0

    def seat(self, tied: Sequence[Candidate]) -> None:
        """Seat the candidates of one rank; raises UnresolvedTie when people must decide first."""
        order = {code: place for group in self._contests(tied) for code, place in group.items()}
        reserves_before = self.reserves
        for candidate in sorted(tied, key=lambda c: (order.get(c.code, 0), c.code)):
            standing, reason = self._place(candidate, reserves_before)
            self.note(candidate, standing, reason)

    def note(self, candidate: Candidate, standing: Standing, reason: Sentence) -> None:
        self.seats.append(Seat(candidate, standing, reason))

    def _contests(self, tied: Sequence[Candidate]) -> Iterator[dict[str, int]]:
        """Code -> place, for each group of equals between whom people decided."""
        for contest in self._undecided_by_rank(tied):
            codes = [candidate.code for candidate in contest]
            decision = self.cut.decided(codes)
            if decision is None:
                raise UnresolvedTie(
                    "{codes} share rank {rank}, and there are not places for all of them.",
                    codes=", ".join(codes),
                    rank=contest[0].rank,
                )
            yield {code: place for place, code in enumerate(decision)}

    def _undecided_by_rank(self, tied: Sequence[Candidate]) -> list[list[Candidate]]:
        """Groups of equals that contend for fewer places: for the last ones, or a delegation's."""
        in_reach = [c for c in tied if self.free and self._quota(c.delegation)]
        teams: dict[str, list[Candidate]] = {}
        for candidate in in_reach:
            teams.setdefault(candidate.delegation, []).append(candidate)
        wanted = sum(min(len(team), self._quota(name)) for name, team in teams.items())
        if wanted > self.free:
            return [in_reach]
        return [team for name, team in teams.items() if len(team) > self._quota(name)]

    def _quota(self, delegation: str) -> int:
        """How many more may come from the delegation; those of no delegation are not limited."""
        if self.cut.per_delegation is None or not delegation:
            return self.cut.places
        return self.cut.per_delegation - self.taken[delegation]

    def _place(self, candidate: Candidate, reserves_before: int) -> tuple[Standing, Sentence]:
        rank, places = candidate.rank, self.cut.places
        if not self._quota(candidate.delegation):
            return Standing.LEFT_OUT, say(
                "rank {rank}: {delegation} has no more than {limit} places",
                rank=rank,
                delegation=candidate.delegation,
                limit=self.cut.per_delegation,
            )
        if self.free:
            self.free -= 1
            self.taken[candidate.delegation] += 1
            reason = say("rank {rank}: one of {places} places", rank=rank, places=places)
            return Standing.ADVANCES, reason
        if self.cut.reserves is None or reserves_before < self.cut.reserves:
            self.reserves += 1
            reason = say("rank {rank}: all {places} places are taken", rank=rank, places=places)
            return Standing.RESERVE, reason
        return Standing.LEFT_OUT, say(
            "rank {rank}: all {places} places and {reserves} reserves are taken",
            rank=rank,
            places=places,
            reserves=self.cut.reserves,
        )
