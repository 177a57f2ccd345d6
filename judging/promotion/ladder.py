"""The eight levels of vocational skill, and no level: the ladder that a promotion climbs."""

from enum import StrEnum


class Level(StrEnum):
    """A rung of the ladder, lowest first; compare heights, never the names."""

    NONE = "none"
    APPRENTICE = "apprentice"
    JUNIOR = "junior"
    INTERMEDIATE = "intermediate"
    SENIOR = "senior"
    TECHNICIAN = "technician"
    SENIOR_TECHNICIAN = "senior_technician"
    SPECIAL_TECHNICIAN = "special_technician"
    CHIEF_TECHNICIAN = "chief_technician"

    @property
    def height(self) -> int:
        """0 for no level, 8 for the highest."""
        return HEIGHTS[self]

    def is_above(self, other: "Level") -> bool:
        return self.height > other.height

    def up(self, steps: int, cap: "Level | None" = None) -> "Level":
        """So many levels higher, at most `cap` or the top; from none the first step is junior."""
        start = max(self, Level.APPRENTICE, key=HEIGHTS.__getitem__)
        return LADDER[min(start.height + steps, (cap or LADDER[-1]).height)]


LADDER: tuple[Level, ...] = tuple(Level)
HEIGHTS: dict[Level, int] = {level: height for height, level in enumerate(LADDER)}
