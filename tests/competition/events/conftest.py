from datetime import date

import pytest

from competition.people.rules import Role
from tests.builders import appoint, make_competition, make_user
from tests.competition.marking.conftest import statements

__all__ = ["statements"]


@pytest.fixture
def admin(app):
    user = make_user(name="周明远")
    appoint(user, Role.ADMINISTRATOR)
    return user


@pytest.fixture
def competition(app):
    return make_competition(name_zh="江城市技能大赛", name_en="Jiangcheng Skills Competition")


@pytest.fixture
def organiser(competition):
    user = make_user(name="林若溪", name_en="Lin Ruoxi")
    appoint(user, Role.ORGANISER, competition_id=competition.id)
    return user


@pytest.fixture
def desk(sign_in, organiser):
    """The organiser's browser."""
    return sign_in(organiser)


@pytest.fixture
def basics():
    """What the form of an event asks for."""
    return {
        "name_zh": "数控铣",
        "name_en": "CNC Milling",
        "group": "staff",
        "event_format": "individual",
        "occupation": "铣工",
        "occupation_code": "6-18-01-02",
        "level": "senior",
        "event_kind": "",
        "held_on": date(2030, 12, 20).isoformat(),
        "registration_closes_at": "2030-12-01 18:00",
    }
