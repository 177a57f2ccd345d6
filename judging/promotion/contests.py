"""What one person's contest was and how it went: what rule sets decide from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from judging.errors import RuleViolation
from judging.promotion.ladder import Level

EVENT_FORMATS = ("individual", "team", "team2", "team3")
EVENT_KINDS = (
    "worldskills_selection",
    "national_selected",
    "skilled_occupation",
    "professional_technology",
)
COMPONENTS = ("theory", "practical", "total", "all_components")


@dataclass(frozen=True)
class ContestResult:
    """One ranked person (or member of a ranked team) in one event and group.

    `field_size` counts the ranked entries of the event and group. `current_level` is the level
    held in the occupation of the event, `paper_level` the one that the test paper was set at,
    `age` completed years on the day of the final. `passed` says of the COMPONENTS that are known
    whether the pass mark was reached. What is None or absent is not known, and meets no rule.
    """

    rank: int
    field_size: int
    group: str
    event_format: str
    current_level: Level
    passed: Mapping[str, bool] = field(default_factory=dict)
    competition_tier: str | None = None
    event_kind: str | None = None
    age: int | None = None
    awards: frozenset[str] = frozenset()
    triggers: frozenset[str] = frozenset()
    prior_titles: frozenset[str] = frozenset()
    paper_level: Level | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.rank <= self.field_size:
            raise RuleViolation(
                "Place {place} is not within a field of {field}.",
                place=self.rank,
                field=self.field_size,
            )

    def has_passed(self, component: str) -> bool | None:
        """Whether the component is passed; all components are theory and practical."""
        if component in self.passed:
            return self.passed[component]
        if component == "total":
            return None
        if component != "all_components":
            return True if self.passed.get("all_components") else None
        parts = [self.passed.get(part) for part in ("theory", "practical")]
        return False if False in parts else (True if None not in parts else None)
