"""Final results at a municipal event whose winners go to a provincial one."""

from typing import Any

from competition.advancement.operations import select
from competition.events.models import Event
from competition.people.rules import Role
from tests.builders import NOW, appoint, make_competition, make_event, make_tier, make_user
from tests.competition.results.marked import FOUR, Marked, Marks, marked_event
from tests.competition.upgrades.decided import make_final

# The order is E02, E04, E01, E03; E01 and E04 can be made equal.
TIED: Marks = FOUR | {"E01": ("60", ("98", "98"))}


def goal(**values: Any) -> Event:
    """An event of the tier above, in registration."""
    tier = make_tier(code="provincial", name_zh="省级", name_en="Provincial")
    return make_event(competition=make_competition(tier=tier, name_zh="江城省大赛"), **values)


def won(
    marks: Marks | None = None, *, places: int = 2, to: Event | None = None, **values: Any
) -> Marked:
    """Final results, with so many places at the goal; `team`: codes of one delegation."""
    team = values.pop("team", ())
    to = to or goal()
    tier = make_tier(code="municipal", name_zh="市级", feeds=to.competition.tier)
    competition = make_competition(tier=tier, name_zh="江城市大赛")
    arranged = marked_event(
        marks, competition=competition, advances_to=to, advancing_places=places, **values
    )
    for code in team:
        arranged.entries[code].delegation = arranged.entries[team[0]].delegation
    make_final(arranged.event)
    return arranged


def states(selection: Any) -> dict[str, str]:
    return {one.code: one.state.value for one in selection.candidates}


def candidate(selection: Any, code: str) -> Any:
    return next(one for one in selection.candidates if one.code == code)


def selected(*arguments: Any, **values: Any) -> Any:
    """The places of `won` are filled."""
    return select(won(*arguments, **values).event, now=NOW, by=None)


def leader_of(arranged: Marked, code: str) -> Any:
    """Who leads the delegation of this entry."""
    user = make_user()
    appoint(
        user,
        Role.DELEGATION_LEADER,
        competition_id=arranged.event.competition_id,
        delegation_id=arranged.entries[code].delegation_id,
    )
    return user
