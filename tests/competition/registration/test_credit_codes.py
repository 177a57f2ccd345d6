"""The unified social credit code of an organisation: checked, one for each, never overwritten."""

import pytest

from competition.database import db
from competition.people.models import Organisation
from competition.people.rules import Role
from competition.registration.models import Delegation
from tests.builders import appoint, make_competition, make_organisation, make_user

CODE = "91110000600037341L"  # the example of python-stdnum's documentation
OTHER = "911000010000000020"


@pytest.fixture
def competition(app):
    return make_competition()


@pytest.fixture
def add(competition, sign_in):
    user = make_user()
    appoint(user, Role.ORGANISER, competition_id=competition.id)
    client = sign_in(user)
    address = f"/competitions/{competition.id}/delegations"

    def press(**values):
        data = {"code": "YC", "name_zh": "永川区", "organisation": "江城机械厂"} | values
        return client.post(address, data=data, follow_redirects=True).get_data(as_text=True)

    return press


def test_a_code_is_kept_with_the_organisation_and_shown(add):
    page = add(credit_code=" 91110000 600037341l ")

    assert CODE in page
    assert db.session.query(Organisation).one().credit_code == CODE


@pytest.mark.parametrize("code", ["911100006000373410", "9111", "91110000600037341O"])
def test_a_code_whose_check_character_does_not_fit_is_refused(add, code):
    page = add(credit_code=code)

    assert "is no unified social credit code" in page
    assert f'value="{code}"' in page
    assert db.session.query(Delegation).count() == 0
    assert db.session.query(Organisation).count() == 0


def test_two_organisations_do_not_share_a_code(add):
    make_organisation(name_zh="永川技师学院", credit_code=CODE)

    assert "永川技师学院 is on record with this code" in add(credit_code=CODE)
    assert db.session.query(Delegation).count() == 0


def test_a_code_on_record_is_not_overwritten(add):
    make_organisation(name_zh="江城机械厂", credit_code=OTHER)

    assert f"is on record with the code {OTHER}" in add(credit_code=CODE)


def test_a_code_needs_its_organisation(add):
    assert "Name the organisation" in add(organisation="", credit_code=CODE)
