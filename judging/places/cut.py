"""How many go on to the next tier: a rule that is frozen before the event starts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from judging.errors import RuleViolation


@dataclass(frozen=True)
class Cut:
    """`places` in all, at most `per_delegation` from one delegation, `reserves` called at most.

    None: no limit. `decisions` are lists of codes that share a rank, best first, where people
    decided a tie; each is recorded where it was made.
    """

    places: int
    per_delegation: int | None = None
    reserves: int | None = None
    decisions: Sequence[Sequence[str]] = ()

    def __post_init__(self) -> None:
        if self.places < 1:
            raise RuleViolation("{places} is not a number of places.", places=self.places)
        if self.per_delegation is not None and self.per_delegation < 1:
            raise RuleViolation(
                "{limit} is not a number of places of a delegation.", limit=self.per_delegation
            )
        if self.reserves is not None and self.reserves < 0:
            raise RuleViolation("{reserves} is not a number of reserves.", reserves=self.reserves)

    def decided(self, codes: Iterable[str]) -> Sequence[str] | None:
        """The decision that orders all these codes, or None."""
        wanted = set(codes)
        return next((order for order in self.decisions if wanted <= set(order)), None)
