"""The conditions of a rule, one after the other, as they come out for a person's result."""

from collections.abc import Iterator, Mapping

from judging.promotion.condition import Condition, plain
from judging.promotion.contests import ContestResult
from judging.promotion.level_conditions import above_held, rising
from judging.promotion.ranks import HoldsAward, Places
from judging.promotion.rewards import MayApply, SkillLevel
from judging.promotion.rules import Rule, RuleSet, Scope
from judging.sentences import Sentence, say


def conditions(
    rule_set: RuleSet, rule: Rule, result: ContestResult, held: frozenset[str]
) -> Iterator[Condition]:
    """Everything the rule asks, in the order in which a person would check it.

    `held` are the awards that the person holds, including those that this rule set gives.
    """
    yield from _prior_titles(rule_set, result)
    yield from _scope(rule.scope, result)
    if isinstance(rule.rank, HoldsAward):
        yield _award(rule.rank, held)
    else:
        yield _place(rule.rank, result)
    yield from _age(rule, result)
    for component in rule.min_scores:
        yield _score(component, result)
    if isinstance(rule.reward, SkillLevel):
        yield from rising(rule.reward, result)
    if isinstance(rule.reward, MayApply):
        yield above_held(rule.reward.level, result)
    if rule.trigger is not None:
        yield _trigger(rule.trigger, result)


def _prior_titles(rule_set: RuleSet, result: ContestResult) -> Iterator[Condition]:
    if rule_set.prior_titles is None:
        return
    titles = ", ".join(sorted(result.prior_titles & rule_set.prior_titles.titles))
    yield Condition(
        say("Titles held"),
        say("none of {titles}", titles=", ".join(sorted(rule_set.prior_titles.titles))),
        plain(titles) if titles else say("none of them"),
        not titles,
        say("the title {titles} is held already, and its holders get no reward", titles=titles)
        if titles
        else say("no title is held that excludes from rewards"),
    )


def _scope(scope: Scope, result: ContestResult) -> Iterator[Condition]:
    if scope.groups is not None:
        yield _group(scope.groups, result.group)
    if scope.event_format is not None:
        yield _event_format(scope.event_format, result.event_format)
    if scope.competition_tier is not None:
        yield _tier(scope.competition_tier, result.competition_tier)
    if scope.event_kind is not None:
        yield _kind(scope.event_kind, result.event_kind)


def _group(required: tuple[str, ...], actual: str) -> Condition:
    met = actual in required
    values = {"actual": actual, "required": ", ".join(required)}
    text = (
        say("group {actual} is among {required}", **values)
        if met
        else say("group {actual} is not among {required}", **values)
    )
    return Condition(say("Group"), plain(values["required"]), plain(actual), met, text)


def _event_format(required: str, actual: str) -> Condition:
    """`team` is any team."""
    met = actual == required or (required == "team" and actual.startswith("team"))
    values = {"actual": actual, "required": required}
    text = (
        say("event format {actual} is as required: {required}", **values)
        if met
        else say("event format {actual} is not {required}", **values)
    )
    return Condition(say("Event format"), plain(required), plain(actual), met, text)


def _tier(required: str, actual: str | None) -> Condition:
    values = {"actual": actual, "required": required}
    if actual is None:
        text = say("the tier is not known; required: {required}", **values)
    elif actual == required:
        text = say("tier {actual} is as required", **values)
    else:
        text = say("tier {actual} is not {required}", **values)
    met = actual == required
    return Condition(say("Competition tier"), plain(required), plain(actual), met, text)


def _kind(required: str, actual: str | None) -> Condition:
    values = {"actual": actual, "required": required}
    if actual is None:
        text = say("the kind of event is not known; required: {required}", **values)
    elif actual == required:
        text = say("kind {actual} is as required", **values)
    else:
        text = say("kind {actual} is not {required}", **values)
    return Condition(say("Event kind"), plain(required), plain(actual), actual == required, text)


def _place(rank: Places, result: ContestResult) -> Condition:
    first, last = rank.band(result.field_size)
    met = first <= result.rank <= last
    values = {"place": result.rank, "field": result.field_size, "first": first, "last": last}
    if last < first:
        required = say("nobody in a field of {field}", **values)
        text = say("in a field of {field} nobody is within the rule", **values)
    elif first == last:
        required, text = plain(first), _single_place(met, values)
    elif met:
        required = say("{first}–{last}", **values)
        text = say("place {place} of {field} is within {first}–{last}", **values)
    else:
        required = say("{first}–{last}", **values)
        text = say("place {place} of {field} is outside {first}–{last}", **values)
    return Condition(say("Place"), required, say("{place} of {field}", **values), met, text)


def _single_place(met: bool, values: Mapping[str, object]) -> Sentence:
    if met:
        return say("place {place} of {field} is the one required", **values)
    return say("place {place} of {field} is not place {first}", **values)


def _award(rank: HoldsAward, held: frozenset[str]) -> Condition:
    values = {"required": ", ".join(rank.awards), "held": ", ".join(sorted(held))}
    met = rank.met_by(held)
    if not held:
        text = say("no award is held; required: {required}", **values)
    elif met:
        text = say("the award {held} is among {required}", **values)
    else:
        text = say("the award {held} is not among {required}", **values)
    actual = plain(values["held"]) if held else say("none")
    return Condition(say("Award"), plain(values["required"]), actual, met, text)


def _age(rule: Rule, result: ContestResult) -> Iterator[Condition]:
    if rule.max_age is None:
        return
    values = {"age": result.age, "maximum": rule.max_age}
    met = result.age is not None and result.age <= rule.max_age
    if result.age is None:
        text = say("the age is not known; at most {maximum}", **values)
    elif met:
        text = say("age {age} is not above {maximum}", **values)
    else:
        text = say("age {age} is above {maximum}", **values)
    required = say("at most {maximum}", **values)
    yield Condition(say("Age"), required, plain(result.age), met, text)


def _score(component: str, result: ContestResult) -> Condition:
    passed = result.has_passed(component)
    values = {"component": component}
    if passed is None:
        actual, text = say("not known"), say("whether {component} is passed is not known", **values)
    elif passed:
        actual, text = say("passed"), say("{component} is passed", **values)
    else:
        actual, text = say("not passed"), say("{component} is not passed", **values)
    subject = say("Score: {component}", **values)
    return Condition(subject, say("passed"), actual, passed is True, text)


def _trigger(trigger: str, result: ContestResult) -> Condition:
    met = trigger in result.triggers
    text = (
        say("{trigger} has happened", trigger=trigger)
        if met
        else say("the rule waits for {trigger}", trigger=trigger)
    )
    actual = say("happened") if met else say("not yet")
    return Condition(say("Outside fact"), plain(trigger), actual, met, text, pending=not met)
