"""Award bands: the first so many, or such a fraction of the field, best award first."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from judging.numbers import Rounding, round_whole


@dataclass(frozen=True)
class Band:
    """One award. Exactly one of `count`, `fraction`, `to_fraction` says how far down it goes.

    `count`: so many more places. `fraction`: that part of the ranked entries more, rounded.
    `to_fraction`: down to that part of them. At most `max_count` places; a total of at least
    `minimum`; given only when at least `minimum_field` entries are ranked.
    """

    code: str
    count: int | None = None
    fraction: Fraction | None = None
    to_fraction: Fraction | None = None
    rounding: Rounding = "floor"
    max_count: int | None = None
    minimum: Decimal | None = None
    minimum_field: int = 0

    def places(self, field: int, above: int) -> int:
        """How many places it adds to the `above` ones of the bands before it."""
        if field < self.minimum_field:
            return 0
        if self.count is not None:
            places = self.count
        elif self.fraction is not None:
            places = round_whole(field * self.fraction, self.rounding)
        else:
            assert self.to_fraction is not None
            places = max(round_whole(field * self.to_fraction, self.rounding) - above, 0)
        return places if self.max_count is None else min(places, self.max_count)


def reaches(bands: Sequence[Band], field: int) -> list[int]:
    """The last place of each band, in a field of so many ranked entries."""
    last = 0
    found = []
    for band in bands:
        last += band.places(field, last)
        found.append(last)
    return found


def award_at(
    place: int, total: Decimal | None, bands: Sequence[Band], ends: Sequence[int]
) -> str | None:
    """The best award whose places reach down to `place` and whose minimum the total has."""
    for band, end in zip(bands, ends, strict=True):
        enough = band.minimum is None or (total is not None and total >= band.minimum)
        if place <= end and enough:
            return band.code
    return None
