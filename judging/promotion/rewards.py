"""What a rule gives: a skill level, a title, an award, cash, or one of the other rewards."""

from collections.abc import Mapping
from dataclasses import dataclass

from judging.promotion.decisions import ACTIONS, Outcome
from judging.promotion.ladder import Level


@dataclass(frozen=True)
class LevelMap:
    """From the level held to the level granted; a level that is not listed gets nothing."""

    grants: Mapping[Level, Level]

    def target(self, held: Level, _paper: Level | None) -> Level | None:
        return self.grants.get(held)


@dataclass(frozen=True)
class StepUp:
    """So many levels above the level held, not above `cap`."""

    steps: int
    cap: Level | None

    def target(self, held: Level, _paper: Level | None) -> Level | None:
        return held.up(self.steps, self.cap)


@dataclass(frozen=True)
class AbovePaper:
    """So many levels above the level that the test paper was set at."""

    steps: int

    def target(self, _held: Level, paper: Level | None) -> Level | None:
        return None if paper is None else paper.up(self.steps)


@dataclass(frozen=True)
class SkillLevel:
    """A promotion; `one_of` limits what it may come to, `discretionary` says who judges."""

    climb: LevelMap | StepUp | AbovePaper
    excluded: tuple[Level, ...] = ()
    requires_certificate: bool = False
    one_of: tuple[Level, ...] = ()
    discretionary: str | None = None
    action: Outcome = Outcome.GRANTED

    @property
    def state(self) -> Outcome:
        return Outcome.SUBJECT_TO_REVIEW if self.discretionary else self.action

    def target(self, held: Level, paper: Level | None) -> Level | None:
        """The level granted, always above the one held; or None."""
        level = self.climb.target(held, paper)
        if level is None or not level.is_above(held):
            return None
        return level if level in (self.one_of or (level,)) else None


@dataclass(frozen=True)
class Title:
    """An honorary title and what its issuer does about it: a key of ACTIONS."""

    title_zh: str
    action: str
    title_en: str | None = None
    issuer_zh: str | None = None
    issuer_en: str | None = None

    @property
    def state(self) -> Outcome:
        return ACTIONS[self.action]


@dataclass(frozen=True)
class Award:
    """A prize of the contest."""

    code: str
    name_zh: str
    name_en: str | None = None
    state: Outcome = Outcome.GRANTED


@dataclass(frozen=True)
class Cash:
    """An amount in yuan for an entry, or a range that somebody decides within."""

    amount_cny: int | None
    range_cny: tuple[int, int] | None = None
    team_shares: bool = False
    to: str | None = None
    max_people: int | None = None
    condition: str | None = None

    @property
    def state(self) -> Outcome:
        decided = self.amount_cny is not None and self.condition is None
        return Outcome.GRANTED if decided else Outcome.SUBJECT_TO_REVIEW


@dataclass(frozen=True)
class ProfessionalGrade:
    """A professional-technical grade."""

    grade_zh: str
    grade_en: str | None = None
    state: Outcome = Outcome.GRANTED


@dataclass(frozen=True)
class TrainingSquad:
    """A place in the squad that trains for the next contest."""

    name_zh: str
    name_en: str | None = None
    state: Outcome = Outcome.GRANTED


@dataclass(frozen=True)
class MayApply:
    """The right to apply for a level above the one held."""

    level: Level
    kind: str
    state: Outcome = Outcome.MAY_APPLY


@dataclass(frozen=True)
class Recommendation:
    """A priority or a recommendation, in words."""

    text_zh: str
    text_en: str | None = None
    state: Outcome = Outcome.MAY_APPLY


Other = ProfessionalGrade | TrainingSquad | MayApply | Recommendation
Reward = SkillLevel | Title | Award | Cash | Other
