"""What the rule set in force gives everybody in an event: facts -> results -> judgements.

The same for a dry run and for decisions that stand: only the rows they start from differ.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from competition.events.models import Event
from competition.results.rows import PublishedRow
from competition.upgrades.facts import Facts, as_contest, facts_of
from competition.upgrades.rules import age_on, awards_of, highest, passed
from judging.bundle import parse_bundle
from judging.promotion.contests import ContestResult
from judging.promotion.ladder import Level
from judging.promotion.prior_titles import pass_down
from judging.promotion.rules import RuleSet
from judging.promotion.yearly_limit import ContestDecision, limit_promotions
from judging.upgrades import Decision, evaluate


@dataclass(frozen=True)
class Proposal:
    """A person, their published row, and what the rule set gives them."""

    row: PublishedRow
    facts: Facts
    result: ContestResult
    decision: Decision


def propose(
    event: Event, rows: Sequence[PublishedRow], bundle: object, rule_set: RuleSet
) -> list[Proposal]:
    """Everybody ranked, best place first; a team's members one after the other.

    `bundle` is the document that the rows come from: pass marks look at marks before factors.
    """
    ranked = [row for row in rows if row.rank is not None]
    facts, marked = facts_of(event), parse_bundle(bundle)
    teams = [[facts[person_id] for person_id in row.person_ids] for row in ranked]
    results = [
        replace(
            result_of(event, row, len(ranked)),
            passed=passed(marked, row.code, event.pass_marks),
            prior_titles=titles_of(rule_set, team),
        )
        for row, team in zip(ranked, teams, strict=True)
    ]
    moved = pass_down(rule_set, results)
    return [
        proposal
        for row, team, result in zip(ranked, teams, moved, strict=True)
        for proposal in proposals_for(event, row, team, result, rule_set)
    ]


def result_of(event: Event, row: PublishedRow, field_size: int) -> ContestResult:
    """An entry's contest as far as its members share it."""
    return ContestResult(
        rank=row.rank or 0,
        field_size=field_size,
        group=event.group.value,
        event_format=event.event_format.value,
        current_level=Level.NONE,
        competition_tier=event.competition.tier.code,
        event_kind=event.event_kind or None,
        awards=awards_of(row.medal),
        paper_level=Level(event.level) if event.level in list(Level) else None,
    )


def titles_of(rule_set: RuleSet, people: Iterable[Facts]) -> frozenset[str]:
    """The titles that the rule set asks about: some policies look at this event's only."""
    policy = rule_set.prior_titles
    same_event = policy is not None and policy.policy == "bar_same_event"
    return frozenset().union(*(one.won_here if same_event else one.titles for one in people))


def proposals_for(
    event: Event, row: PublishedRow, team: Sequence[Facts], entry: ContestResult, rule_set: RuleSet
) -> Iterator[Proposal]:
    """Each member of the entry with their own age, level, titles and year."""
    for one in team:
        result = replace(
            entry,
            age=age_on(event.held_on, one.person.born),
            current_level=highest(one.levels),
            prior_titles=titles_of(rule_set, [one]),
        )
        decision = evaluate(rule_set, result)
        contests = [as_contest(earlier) for earlier in one.earlier]
        contests.append(ContestDecision(event.held_on, rule_set, decision))
        yield Proposal(row, one, result, limit_promotions(contests)[-1])
