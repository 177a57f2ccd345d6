from datetime import date

import pytest

from competition.events.filing.operations import save_sheet
from tests.builders import NOW, make_competition, make_event, make_tier
from tests.competition.events.conftest import admin, competition, desk, organiser, statements

__all__ = ["admin", "competition", "desk", "organiser", "statements"]

SHEET = {
    "year": 2026,
    "host": "江城职业技术学院",
    "contact": "周明远",
    "phone": "023-6688 1234",
    "expected": 320,
    "plan": "一、组织机构：成立大赛组委会。\n二、竞赛内容：理论占 30%，实操占 70%。",
}


def a_filing(competition=None, **values):
    """A filing sheet without gaps, of a competition with one event."""
    if competition is None:
        competition = make_competition()
    if not competition.events:
        make_event(competition=competition, name_zh="数控铣", name_en="CNC Milling")
    return save_sheet(competition, now=NOW, by=None, **SHEET | values)


@pytest.fixture
def tier(app):
    return make_tier()


@pytest.fixture
def contested(tier):
    """`contested(day, code)`: a competition of one occupation that starts on a day."""

    def make(day: date, code: str = "6-18-01-02", **values):
        made = make_competition(
            **{"tier": tier, "region": "江城市", "starts_on": day, "ends_on": day} | values
        )
        make_event(competition=made, occupation_code=code)
        return made

    return make
