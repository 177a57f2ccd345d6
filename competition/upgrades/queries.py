"""Which rule sets and decisions there are, and what is on record about the people decided about."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, extract, func, select
from sqlalchemy.orm import contains_eager, joinedload

from competition.database import db
from competition.events.models import Event
from competition.people.models import LevelHeld, Person, User
from competition.upgrades.models import (
    Decision,
    RuleSetDraft,
    RuleSetInForce,
    RuleSetVersion,
)
from competition.upgrades.rules import APPROVABLE


def versions() -> Select[RuleSetVersion]:
    """Every version of every rule set, the latest import first."""
    return select(RuleSetVersion).order_by(
        RuleSetVersion.imported_at.desc(), RuleSetVersion.id.desc()
    )


def versions_governing(day: date) -> list[RuleSetVersion]:
    """The versions that may decide about a contest whose final is on this day."""
    wanted = select(RuleSetVersion).order_by(RuleSetVersion.name_zh, RuleSetVersion.id.desc())
    return [version for version in db.session.scalars(wanted) if version.rule_set.governs(day)]


def known_digests(digests: Iterable[str]) -> dict[str, RuleSetVersion]:
    """The versions with these contents."""
    wanted = select(RuleSetVersion).where(RuleSetVersion.digest.in_(list(digests)))
    return {version.digest: version for version in db.session.scalars(wanted)}


def in_force(event_id: int) -> RuleSetVersion | None:
    """The version that decides about the winners of an event."""
    return db.session.scalar(
        select(RuleSetVersion)
        .join(RuleSetInForce, RuleSetInForce.version_id == RuleSetVersion.id)
        .where(RuleSetInForce.event_id == event_id)
    )


def decisions_of(event_id: int) -> Select[Decision]:
    """The decisions about an event that stand, best place first, with their people."""
    return (
        select(Decision)
        .join(Decision.person)
        .where(Decision.event_id == event_id, Decision.withdrawn_at.is_(None))
        .options(
            contains_eager(Decision.person).joinedload(Person.organisation),
            joinedload(Decision.approved_by),
            joinedload(Decision.version),
            joinedload(Decision.publication),
        )
        .order_by(Decision.rank, Decision.id)
    )


def standing_decisions(event_id: int) -> list[Decision]:
    """The same as a list; empty while nothing was decided."""
    return list(db.session.scalars(decisions_of(event_id)))


def part_of(wanted: Select[Any], part: str) -> Select[Any]:
    """Of decisions those `to_approve`, `approved`, or the `others`: nothing to approve."""
    approvable = Decision.outcome.in_([str(outcome) for outcome in APPROVABLE])
    return wanted.where(
        {
            "to_approve": and_(Decision.approved_at.is_(None), approvable),
            "approved": Decision.approved_at.is_not(None),
            "others": and_(Decision.approved_at.is_(None), ~approvable),
        }[part]
    )


def counts_of(event_id: int) -> dict[str, int]:
    """How many decisions that stand are in each part."""
    counted = select(func.count(Decision.id)).where(
        Decision.event_id == event_id, Decision.withdrawn_at.is_(None)
    )
    return {
        part: db.session.scalar(part_of(counted, part)) or 0
        for part in ("to_approve", "approved", "others")
    }


def draft_of(user: User, draft_id: int) -> RuleSetDraft | None:
    """A file that this user sent."""
    return db.session.scalar(select(RuleSetDraft).filter_by(id=draft_id, owner_id=user.id))


def governed_by(version_id: int) -> list[Event]:
    """The events that a version decides about, the latest final first."""
    wanted = (
        select(Event)
        .join(RuleSetInForce, RuleSetInForce.event_id == Event.id)
        .where(RuleSetInForce.version_id == version_id)
        .options(joinedload(Event.competition))
        .order_by(Event.held_on.desc())
    )
    return list(db.session.scalars(wanted))


def decisions_on(publication_id: int) -> list[Decision]:
    """What was decided with this publication, withdrawn or not."""
    return list(db.session.scalars(select(Decision).filter_by(publication_id=publication_id)))


def withdrawn_before(event_id: int) -> dict[int, Decision]:
    """The latest withdrawn decision about each person of an event, by the person's key."""
    wanted = (
        select(Decision)
        .where(Decision.event_id == event_id, Decision.withdrawn_at.is_not(None))
        .order_by(Decision.id)
    )
    return {decision.person_id: decision for decision in db.session.scalars(wanted)}


def approved_decisions(person_id: int) -> list[Decision]:
    """What a person was given, the latest first, with event and competition."""
    wanted = (
        select(Decision)
        .where(
            Decision.person_id == person_id,
            Decision.approved_at.is_not(None),
            Decision.withdrawn_at.is_(None),
        )
        .options(
            joinedload(Decision.event).joinedload(Event.competition), joinedload(Decision.version)
        )
        .order_by(Decision.approved_at.desc())
    )
    return list(db.session.scalars(wanted))


def promotions_of_year(year: int, people: Select[int]) -> Select[Decision]:
    """The approved promotions of these persons from contests whose final was in the year."""
    return (
        select(Decision)
        .join(Decision.event)
        .where(
            Decision.person_id.in_(people),
            Decision.granted_level.is_not(None),
            Decision.approved_at.is_not(None),
            Decision.withdrawn_at.is_(None),
            extract("year", Event.held_on) == year,
        )
        .options(
            contains_eager(Decision.event).joinedload(Event.competition),
            joinedload(Decision.version),
        )
        .order_by(Decision.id)
    )


def levels_held(person_id: int, occupation_code: str) -> list[str]:
    """The levels on a person's record in an occupation."""
    wanted = select(LevelHeld.level).filter_by(
        person_id=person_id, occupation_code=occupation_code, ended_at=None
    )
    return list(db.session.scalars(wanted))
