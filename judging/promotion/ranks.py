"""The forms in which a rule says which places it is about; n is the number of ranked entries.

Each form but `HoldsAward` turns n into the first and the last place. A band may be empty
(the last place before the first): then the rule is about nobody.
"""

from dataclasses import dataclass
from fractions import Fraction

from judging.numbers import Rounding, round_whole

Band = tuple[int, int]


@dataclass(frozen=True)
class Between:
    """Places first..last, or from `first` on."""

    first: int
    last: int | None

    def band(self, n: int) -> Band:
        return self.first, n if self.last is None else self.last


@dataclass(frozen=True)
class UpToShare:
    """Places from `first` up to a share of the field."""

    first: int
    share: Fraction
    rounding: Rounding

    def band(self, n: int) -> Band:
        return self.first, round_whole(n * self.share, self.rounding)


@dataclass(frozen=True)
class Share:
    """A share of the field as a number of places, at most `maximum`."""

    fraction: Fraction
    rounding: Rounding
    maximum: int | None

    def count(self, n: int) -> int:
        count = round_whole(n * self.fraction, self.rounding)
        return count if self.maximum is None else min(count, self.maximum)


@dataclass(frozen=True)
class ShareAfter:
    """A share of the field that follows the bands of the shares `before` it; at the top: none."""

    share: Share
    before: tuple[Share, ...] = ()

    def band(self, n: int) -> Band:
        taken = sum(share.count(n) for share in self.before)
        return taken + 1, taken + self.share.count(n)

    @property
    def chain(self) -> tuple[Share, ...]:
        """This share and those before it."""
        return (*self.before, self.share)


@dataclass(frozen=True)
class FieldSize:
    """In a field of minimum..maximum entries the last place is `last`."""

    minimum: int
    maximum: int | None
    last: int

    def contains(self, n: int) -> bool:
        return self.minimum <= n and (self.maximum is None or n <= self.maximum)


@dataclass(frozen=True)
class ByFieldSize:
    """The first size that contains n gives the last place; outside all of them: nobody."""

    sizes: tuple[FieldSize, ...]

    def band(self, n: int) -> Band:
        return 1, next((size.last for size in self.sizes if size.contains(n)), 0)


@dataclass(frozen=True)
class Everybody:
    """Everybody who is ranked."""

    def band(self, n: int) -> Band:
        return 1, n


@dataclass(frozen=True)
class HoldsAward:
    """Whoever holds one of these awards; `ANY_PRIZE` stands for any."""

    awards: tuple[str, ...]

    def met_by(self, held: frozenset[str]) -> bool:
        return bool(held) and (ANY_PRIZE in self.awards or not held.isdisjoint(self.awards))


ANY_PRIZE = "any_prize"
Places = Between | UpToShare | ShareAfter | ByFieldSize | Everybody
Rank = Places | HoldsAward
