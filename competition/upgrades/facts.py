"""What is on record about the people of an event, asked for everybody at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from competition.database import db
from competition.events.models import Event
from competition.people.models import LevelHeld, Person, TitleHeld
from competition.registration.models import Entry, Member
from competition.upgrades.models import Decision
from competition.upgrades.queries import promotions_of_year
from judging.promotion.decisions import Outcome
from judging.promotion.ladder import Level
from judging.promotion.yearly_limit import ContestDecision
from judging.upgrades import Decision as Judgement
from judging.upgrades import Promotion


@dataclass(frozen=True)
class Facts:
    """What is on record about a person, without what this event gave them.

    `levels` are those held in the occupation of the event, and the one stated at the entry;
    `titles` those on record and those stated.
    `won_here` are the titles won in earlier contests of the same event. `earlier` are the
    promotions approved from other contests of the calendar year.
    """

    person: Person
    levels: tuple[str, ...]
    titles: frozenset[str]
    won_here: frozenset[str]
    earlier: tuple[Decision, ...]


def facts_of(event: Event) -> Mapping[int, Facts]:
    """Everybody in the event by their key; a fixed number of statements however many they are."""
    ours = select(Member.person_id).join(Entry).where(Entry.event_id == event.id)
    people = select(Person).where(Person.id.in_(ours)).options(joinedload(Person.organisation))
    levels, titles, won_here = _levels(event, ours), _titles(event, ours), _won_here(event, ours)
    earlier = _earlier(event, ours)
    return {
        person.id: Facts(
            person,
            tuple(levels[person.id]),
            frozenset(titles[person.id]),
            frozenset(won_here[person.id]),
            tuple(earlier[person.id]),
        )
        for person in db.session.scalars(people)
    }


def _levels(event: Event, people: Select[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    stated = select(Member.person_id, Member.current_level).join(Entry)
    for person_id, level in db.session.execute(stated.where(Entry.event_id == event.id)):
        found[person_id].append(level)
    held = (
        select(LevelHeld.person_id, LevelHeld.level)
        .outerjoin(Decision, LevelHeld.decision_id == Decision.id)
        .where(
            LevelHeld.person_id.in_(people),
            LevelHeld.occupation_code == event.occupation_code,
            LevelHeld.ended_at.is_(None),
            Decision.event_id.is_distinct_from(event.id),
        )
    )
    for person_id, level in db.session.execute(held):
        found[person_id].append(level)
    return found


def _titles(event: Event, people: Select[int]) -> dict[int, list[str]]:
    held = (
        select(TitleHeld.person_id, TitleHeld.title_zh)
        .outerjoin(Decision, TitleHeld.decision_id == Decision.id)
        .where(
            TitleHeld.person_id.in_(people),
            TitleHeld.ended_at.is_(None),
            Decision.event_id.is_distinct_from(event.id),
        )
    )
    found = _grouped(db.session.execute(held))
    stated = select(Member.person_id, Member.titles).join(Entry)
    for person_id, titles in db.session.execute(
        stated.where(Entry.event_id == event.id, Member.titles != "")
    ):
        found[person_id] += titles.split("、")
    return found


def _won_here(event: Event, people: Select[int]) -> dict[int, list[str]]:
    """Titles that a decision about another contest of the same event gave."""
    won = (
        select(TitleHeld.person_id, TitleHeld.title_zh)
        .join(Decision, TitleHeld.decision_id == Decision.id)
        .join(Event, Decision.event_id == Event.id)
        .where(
            TitleHeld.person_id.in_(people),
            TitleHeld.ended_at.is_(None),
            Event.name_zh == event.name_zh,
            Event.id != event.id,
        )
    )
    return _grouped(db.session.execute(won))


def _grouped(pairs: Iterable[Any]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for person_id, text in pairs:
        found[person_id].append(text)
    return found


def _earlier(event: Event, people: Select[int]) -> dict[int, list[Decision]]:
    found: dict[int, list[Decision]] = defaultdict(list)
    for decision in db.session.scalars(promotions_of_year(event.held_on.year, people)):
        if decision.event_id != event.id:
            found[decision.person_id].append(decision)
    return found


def as_contest(decision: Decision) -> ContestDecision:
    """An approved decision as the limit of a calendar year counts it."""
    level = Level(decision.granted_level or Level.NONE)
    promotion = Promotion(level, Outcome(decision.outcome), "")
    judgement = Judgement(
        decision.version.key, decision.version.digest, (promotion,), given=(), reasons=()
    )
    return ContestDecision(decision.event.held_on, decision.version.rule_set, judgement)
