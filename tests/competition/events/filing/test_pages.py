"""The pages of filings and of the annual plan."""

from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from competition.database import db
from competition.events.filing import operations
from competition.events.filing.models import Filing
from competition.events.filing.rules import FilingState
from competition.people.rules import Role
from tests.builders import NOW, appoint, make_competition, make_event, make_user
from tests.competition.events.filing.conftest import SHEET, a_filing


def address(competition, act=""):
    return f"/competitions/{competition.id}/filing{act}"


def test_a_filing_goes_from_the_organiser_to_the_authority(desk, competition, sign_in, admin):
    make_event(competition=competition)
    assert "Nothing is filed yet." in desk.get(address(competition)).text

    assert desk.post(address(competition), data=SHEET).location == address(competition)
    desk.post(address(competition, "/submit"))
    sign_in(admin).post(address(competition, "/accept"), data={"number": "江高技办〔2026〕8号"})

    filing = db.session.scalars(select(Filing)).one()
    assert (filing.state, filing.document_number) == (FilingState.ACCEPTED, "江高技办〔2026〕8号")
    page = desk.get(address(competition)).text
    assert "江高技办〔2026〕8号" in page
    assert "Save filing sheet" not in page
    assert "Return filing" not in page  # the authority's


def test_what_is_missing_is_said_before_and_when_it_is_submitted(desk, competition):
    desk.post(address(competition), data=SHEET | {"host": ""})
    assert "the host is missing" in desk.get(address(competition)).text

    desk.post(address(competition, "/submit"))

    assert "The filing cannot be submitted yet" in desk.get(address(competition)).text
    assert db.session.scalars(select(Filing)).one().state is FilingState.DRAFT


def test_bad_input_is_named_and_what_was_typed_is_kept(desk, competition):
    page = desk.post(address(competition), data=SHEET | {"expected": "三百", "host": "江城学院"})

    assert "1 thing to change" in page.text
    assert 'value="江城学院"' in page.text
    assert not db.session.scalars(select(Filing)).all()


def test_the_authority_gives_a_number_or_reasons(sign_in, admin, competition):
    operations.submit(a_filing(competition), now=NOW, by=None)
    authority = sign_in(admin)

    assert "1 thing to change" in authority.post(address(competition, "/accept")).text
    assert "1 thing to change" in authority.post(address(competition, "/return")).text
    authority.post(address(competition, "/return"), data={"reason": "缺安全预案"})

    assert "缺安全预案" in authority.get(address(competition)).text
    assert db.session.scalars(select(Filing)).one().state is FilingState.RETURNED


def test_the_page_says_that_events_changed_since(desk, competition):
    filing = a_filing(competition)
    operations.submit(filing, now=NOW, by=None)
    assert "have changed since" not in desk.get(address(competition)).text

    make_event(competition=competition)

    assert "have changed since" in desk.get(address(competition)).text


def test_the_sheet_is_a_pdf(desk, competition):
    assert desk.get(address(competition, ".pdf")).status_code == 404
    a_filing(competition)

    answer = desk.get(address(competition, ".pdf"))

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")


@pytest.mark.parametrize("act", ["", ".pdf"])
def test_strangers_see_no_filing(sign_in, competition, act):
    a_filing(competition)
    stranger = make_user()
    appoint(stranger, Role.ORGANISER, competition_id=make_competition().id)

    assert sign_in(stranger).get(address(competition, act)).status_code == 404


@pytest.mark.parametrize("act", ["/accept", "/return"])
def test_an_organiser_does_not_decide(desk, competition, act):
    operations.submit(a_filing(competition), now=NOW, by=None)

    assert desk.post(address(competition, act), data={"number": "8"}).status_code == 404


def test_the_plan_lists_what_is_filed_for_its_year(sign_in, admin, contested):
    one, other = contested(date(2026, 9, 18)), contested(date(2026, 10, 1))
    for made in (one, other):
        operations.submit(a_filing(made), now=NOW, by=None)
    a_filing(contested(date(2027, 3, 1), code="6-31-01-03"), year=2027)
    authority = sign_in(admin)

    page = authority.get("/plan/2026").text

    assert one.name_en in page
    assert f"Occupation 6-18-01-02: also in {other.name_en}" in page
    assert "/plan/2027" in page
    assert "No filing in this state." not in page
    assert one.name_en not in authority.get("/plan/2027").text
    assert one.name_en not in authority.get("/plan/2026?state=accepted").text


def test_an_empty_plan_says_so(sign_in, admin):
    authority = sign_in(admin)

    assert "Nothing is filed for 2031 yet" in authority.get("/plan/2031").text
    assert authority.get("/plan").status_code == 302


def test_the_plan_is_the_authoritys(desk):
    assert desk.get("/plan").status_code == 403
    assert desk.get("/plan/2026").status_code == 404
    assert desk.get("/plan/2026.csv").status_code == 404


@pytest.fixture
def exported(sign_in, admin, contested):
    own = contested(date(2026, 9, 18), name_zh="=1+1 大赛", name_en="=1+1 Contest")
    operations.submit(a_filing(own), now=NOW, by=None)
    empty = make_competition(name_en="Empty Contest", starts_on=date(2026, 12, 1))
    operations.save_sheet(empty, now=NOW, by=None, **SHEET)
    return sign_in(admin)


def test_the_plan_is_exported_as_csv(exported):
    head, first, second = exported.get("/plan/2026.csv").data.decode("utf-8-sig").splitlines()

    assert head.startswith("Competition,Tier,Region")
    assert first.startswith("'=1+1 Contest,")
    assert "6-18-01-02" in first
    assert second.startswith("Empty Contest,")


def test_the_plan_is_exported_as_a_workbook(exported):
    book = CalamineWorkbook.from_filelike(BytesIO(exported.get("/plan/2026.xlsx").data))
    rows = book.get_sheet_by_index(0).to_python()

    assert [row[0] for row in rows] == ["Competition", "=1+1 Contest", "Empty Contest"]


def test_a_long_plan_takes_no_more_queries(sign_in, admin, contested, statements):
    authority = sign_in(admin)

    def read():
        with statements() as seen:
            assert authority.get("/plan/2026").status_code == 200
        return len(seen)

    operations.submit(a_filing(contested(date(2026, 9, 1))), now=NOW, by=None)
    few = read()
    for day in range(2, 16):
        operations.submit(a_filing(contested(date(2026, 9, day))), now=NOW, by=None)

    assert read() == few


def test_both_languages(client, sign_in, admin, competition):
    a_filing(competition)
    authority = sign_in(admin)
    authority.post("/language/zh_Hans")

    assert "备案" in authority.get(address(competition)).text
    assert "年度竞赛计划" in authority.get("/plan/2026").text
