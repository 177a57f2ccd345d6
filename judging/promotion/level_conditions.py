"""What a rule asks about the skill level that a person holds."""

from collections.abc import Iterator

from judging.promotion.condition import Condition, plain
from judging.promotion.contests import ContestResult
from judging.promotion.ladder import Level
from judging.promotion.rewards import AbovePaper, LevelMap, SkillLevel, StepUp
from judging.sentences import Sentence, say


def rising(reward: SkillLevel, result: ContestResult) -> Iterator[Condition]:
    """Everything that a promotion asks of the level held; the last one is that it rises."""
    held = result.current_level
    if reward.requires_certificate:
        yield _certificate(held)
    if reward.excluded:
        yield _not_excluded(reward.excluded, held)
    if isinstance(reward.climb, AbovePaper) and result.paper_level is None:
        yield _paper()
    else:
        yield _rises(reward, result)


def _certificate(held: Level) -> Condition:
    met = held is not Level.NONE
    text = say("a level is held") if met else say("no level is held, and one is required")
    return Condition(say("Level certificate"), say("any level"), plain(held), met, text)


def _not_excluded(excluded: tuple[Level, ...], held: Level) -> Condition:
    values = {"held": held, "excluded": ", ".join(excluded)}
    met = held not in excluded
    text = (
        say("level {held} is not excluded", **values)
        if met
        else say("level {held} is excluded", **values)
    )
    required = say("not {excluded}", **values)
    return Condition(say("Level held"), required, plain(held), met, text)


def _paper() -> Condition:
    return Condition(
        say("Level of the test paper"),
        say("known"),
        say("not known"),
        met=False,
        text=say("the level of the test paper is not known"),
        pending=True,
    )


def _rises(reward: SkillLevel, result: ContestResult) -> Condition:
    held = result.current_level
    level = reward.target(held, result.paper_level)
    text = (
        say("level {held} is raised to {level}", held=held, level=level)
        if level
        else say("level {held} is not raised by this rule", held=held)
    )
    actual = plain(held)
    return Condition(say("Level held"), _raised(reward), actual, level is not None, text)


def _raised(reward: SkillLevel) -> Sentence:
    """The levels that the rule raises."""
    climb = reward.climb
    if isinstance(climb, LevelMap):
        return plain(", ".join(climb.grants))
    if isinstance(climb, StepUp) and climb.cap is not None:
        return say("below {level}", level=climb.cap)
    return say("below the level granted")


def above_held(level: Level, result: ContestResult) -> Condition:
    """The level that may be applied for is above the one held."""
    held = result.current_level
    met = level.is_above(held)
    text = (
        say("{level} is above the level held, {held}", level=level, held=held)
        if met
        else say("{level} is not above the level held, {held}", level=level, held=held)
    )
    required = say("below {level}", level=level)
    return Condition(say("Level held"), required, plain(held), met, text)
