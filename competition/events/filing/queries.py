"""Filings, the plan of a year, and occupations that return too soon."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from competition.database import db
from competition.events.filing.models import Filing
from competition.events.filing.rules import (
    PLANNED,
    YEARS_APART,
    Contest,
    FilingState,
    Repeat,
    repeats,
    years_after,
)
from competition.events.models import Competition, Event

CONTEST = (
    Competition.id,
    Competition.name_zh,
    Competition.name_en,
    Competition.tier_id,
    Competition.region,
    Competition.starts_on,
    Event.occupation_code,
)


def filing_of(competition_id: int) -> Filing | None:
    """The filing of a competition; None while nothing is written."""
    return db.session.scalar(select(Filing).filter_by(competition_id=competition_id))


def planned_in(year: int, state: FilingState | None = None) -> Select[Filing]:
    """The filings for the plan of a year, by the first day of their competitions."""
    wanted = (
        select(Filing)
        .join(Filing.competition)
        .options(joinedload(Filing.competition).joinedload(Competition.tier))
        .where(Filing.year == year)
    )
    if state is not None:
        wanted = wanted.where(Filing.state == state)
    return wanted.order_by(Competition.starts_on, Competition.name_zh)


def state_counts(year: int) -> Counter[FilingState]:
    """How many filings for the plan of a year are in each state."""
    return Counter(db.session.scalars(select(Filing.state).where(Filing.year == year)))


def years_planned() -> list[int]:
    """The years that anything is filed for, the latest first."""
    return list(db.session.scalars(select(Filing.year).distinct().order_by(Filing.year.desc())))


def events_by_competition(competition_ids: Collection[int]) -> dict[int, list[Event]]:
    """The events of several competitions, by name."""
    wanted = select(Event).where(Event.competition_id.in_(competition_ids)).order_by(Event.name_zh)
    found: dict[int, list[Event]] = {one: [] for one in competition_ids}
    for event in db.session.scalars(wanted):
        found[event.competition_id].append(event)
    return found


def repeats_of(competition_ids: Collection[int]) -> dict[int, list[Repeat]]:
    """Occupations that these competitions share with filed ones within two years."""
    wanted = select(*CONTEST).join(Event.competition).where(Event.occupation_code != "")
    own = [
        Contest(*row)
        for row in db.session.execute(wanted.where(Competition.id.in_(competition_ids)))
    ]
    found: dict[int, list[Repeat]] = {one: [] for one in competition_ids}
    if not own:
        return found
    days = [contest.starts_on for contest in own]
    others = (
        wanted.join(Filing, Filing.competition_id == Competition.id)
        .where(
            Filing.state.in_(PLANNED),
            Event.occupation_code.in_({contest.occupation_code for contest in own}),
            Competition.starts_on >= years_after(min(days), -YEARS_APART),
            Competition.starts_on <= years_after(max(days), YEARS_APART),
        )
        .order_by(Competition.starts_on, Competition.id)
    )
    for repeat in repeats(own, [Contest(*row) for row in db.session.execute(others)]):
        found[repeat.contest.competition_id].append(repeat)
    return found
