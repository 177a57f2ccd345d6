"""The pages of rule sets: a file comes in, what is wrong is said with its path."""

import json
from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select

from competition.database import db
from competition.people.rules import Role
from competition.upgrades.models import RuleSetVersion
from tests.builders import appoint, make_competition, make_user
from tests.competition.upgrades.decided import RULE_SET, a_file, a_version


@pytest.fixture
def browser(app: Any, sign_in: Any) -> Any:
    administrator = make_user()
    appoint(administrator, Role.ADMINISTRATOR)
    return sign_in(administrator)


def send(browser: Any, text: str | bytes) -> Any:
    data = text.encode() if isinstance(text, str) else text
    return browser.post("/rule-sets", data={"file": (BytesIO(data), "规则.json")})


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(RuleSetVersion)) or 0


def test_an_empty_list_says_what_to_do(browser: Any) -> None:
    assert "No rule set yet" in browser.get("/rule-sets").text


def test_a_file_is_checked_then_chosen_then_there(browser: Any) -> None:
    other = RULE_SET | {"id": "other", "name_en": "Another"}
    page = send(browser, json.dumps(a_file(RULE_SET, other)))
    address = page.headers["Location"]
    assert "2 rule sets with 4 rules" in browser.get(address).text
    assert count() == 0
    assert "Choose at least one" in browser.post(address).text
    browser.post(address, data={"keys": ["lakeside-2026"]})
    assert count() == 1
    page = browser.get("/rule-sets")
    assert "1 rule set imported" in page.text
    assert "Lakeside rules on promotion" in page.text
    assert "single source" in page.text
    assert browser.get(address).status_code == 404


def test_the_same_text_again_changes_nothing(browser: Any) -> None:
    a_version()
    address = send(browser, json.dumps(a_file())).headers["Location"]
    assert "there already" in browser.get(address).text
    browser.post(address, data={"keys": ["lakeside-2026"]})
    assert count() == 1
    assert "0 rule sets imported; 1 unchanged." in browser.get("/rule-sets").text


def test_faults_are_listed_with_their_paths_and_nothing_is_kept(browser: Any) -> None:
    bad = deepcopy(RULE_SET)
    bad["rules"][1]["rank"] = {"from": 3, "to": 1}
    bad["rules"][0]["colour"] = "red"
    page = send(browser, json.dumps(a_file(bad))).text
    assert "2 faults in the file; nothing is kept" in page
    assert "rulesets[0].rules[1].rank.to" in page
    assert "rulesets[0].rules[0].colour" in page
    assert count() == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "This is not JSON: line 1, column 2."),
        (b"\xff\xfe\x00", "not a text in UTF-8"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "1 fault in the file"),
        ("null", "1 fault in the file"),
    ],
)
def test_what_is_no_rule_set_file_is_refused_in_a_sentence(
    browser: Any, text: str | bytes, said: str
) -> None:
    page = send(browser, text)
    assert page.status_code == 200
    assert said in page.text


def test_a_version_is_read_by_people(browser: Any) -> None:
    page = browser.get(f"/rule-sets/{a_version().id}").text
    for said in (
        "places 1 to 3",
        "Theory passed",
        "Promotion to Level 2, technician, from Level 3, skilled worker",
        "Title 「Lakeside Skills Expert」: conferred after verification",
        "湖人社发〔2026〕3号",
        "single source",
    ):
        assert said in page, said


def test_an_address_that_is_no_web_address_never_becomes_a_link(browser: Any) -> None:
    version = a_version(sources=[{"url": "javascript:alert(1)", "title": "通知"}])
    assert "javascript:" not in browser.get(f"/rule-sets/{version.id}").text
    assert "javascript:" not in browser.get("/rule-sets").text


def test_another_administrators_file_is_not_there(browser: Any, sign_in: Any) -> None:
    address = send(browser, json.dumps(a_file())).headers["Location"]
    other = make_user()
    appoint(other, Role.ADMINISTRATOR)
    assert sign_in(other).get(address).status_code == 404


def test_rule_sets_are_for_administrators(app: Any, sign_in: Any) -> None:
    organiser = make_user()
    appoint(organiser, Role.ORGANISER, competition_id=make_competition().id)
    assert sign_in(organiser).get("/rule-sets").status_code == 403


def test_the_list_takes_as_many_statements_for_twenty_as_for_one(
    browser: Any, statements: Any
) -> None:
    a_version()
    db.session.commit()
    with statements() as one:
        browser.get("/rule-sets")
    for n in range(19):
        a_version(id=f"number-{n}")
    db.session.commit()
    with statements() as many:
        browser.get("/rule-sets")
    assert len(many) == len(one)
