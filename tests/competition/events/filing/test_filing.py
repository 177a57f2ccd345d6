"""What a filing needs, who decides it, and what is kept of it."""

from datetime import date

import pytest
from sqlalchemy import select

from competition.audit import AuditRecord
from competition.database import db
from competition.errors import Locked, NotYet
from competition.events.filing import operations
from competition.events.filing.queries import repeats_of
from competition.events.filing.rules import FilingState, too_close
from tests.builders import NOW, make_competition, make_event, make_tier, make_user
from tests.competition.events.filing.conftest import SHEET, a_filing


@pytest.fixture
def authority(app):
    return make_user()


def submitted(competition=None):
    filing = a_filing(competition)
    operations.submit(filing, now=NOW, by=None)
    return filing


def test_everything_that_is_missing_is_named_at_once(app):
    competition = make_competition()
    make_event(competition=competition, name_zh="焊接", occupation_code="")
    empty = SHEET | {"host": " ", "contact": "", "plan": ""}
    filing = operations.save_sheet(competition, now=NOW, by=None, **empty)

    with pytest.raises(NotYet) as refusal:
        operations.submit(filing, now=NOW, by=None)

    assert str(refusal.value) == (
        "The filing cannot be submitted yet: the host is missing; the contact is missing; "
        "the implementation plan is missing; 焊接: the code of the occupation is missing"
    )
    assert filing.state is FilingState.DRAFT


def test_a_competition_without_events_cannot_be_filed(app):
    filing = operations.save_sheet(make_competition(), now=NOW, by=None, **SHEET)

    with pytest.raises(NotYet, match="the competition has no event"):
        operations.submit(filing, now=NOW, by=None)


def test_a_filing_is_accepted_under_a_document_number(authority):
    filing = submitted()

    operations.accept(filing, " 江高技办〔2026〕8号 ", now=NOW, by=authority)

    assert (filing.state, filing.document_number) == (FilingState.ACCEPTED, "江高技办〔2026〕8号")
    assert (filing.decided_at, filing.decided_by) == (NOW, authority)


def test_a_returned_filing_is_mended_and_submitted_again(authority):
    filing = submitted()
    operations.give_back(filing, "缺安全预案", now=NOW, by=authority)
    assert (filing.state, filing.reason) == (FilingState.RETURNED, "缺安全预案")

    operations.save_sheet(filing.competition, now=NOW, by=None, **SHEET | {"host": "江城技师学院"})
    operations.submit(filing, now=NOW, by=None)

    assert (filing.state, filing.reason, filing.host) == (
        FilingState.SUBMITTED,
        "",
        "江城技师学院",
    )


def test_an_accepted_filing_that_is_returned_loses_its_number_and_history_keeps_it(authority):
    filing = submitted()
    operations.accept(filing, "江高技办〔2026〕8号", now=NOW, by=authority)

    operations.give_back(filing, "文号有误", now=NOW, by=authority)

    assert filing.document_number == ""
    kept = db.session.scalars(select(AuditRecord).filter_by(action="filing.accepted")).one()
    assert kept.details == {"number": "江高技办〔2026〕8号"}
    assert kept.competition_id == filing.competition_id


@pytest.mark.parametrize("decided", [False, True])
def test_the_sheet_stays_as_it_is_while_the_authority_has_it(authority, decided):
    filing = submitted()
    if decided:
        operations.accept(filing, "8", now=NOW, by=authority)

    with pytest.raises(Locked):
        operations.save_sheet(filing.competition, now=NOW, by=None, **SHEET | {"host": "别家"})
    with pytest.raises(Locked):
        operations.submit(filing, now=NOW, by=None)

    assert filing.host == "江城职业技术学院"


def test_only_what_is_not_decided_can_be_taken_back(authority):
    filing = submitted()
    operations.take_back(filing, now=NOW, by=None)
    assert filing.state is FilingState.DRAFT
    with pytest.raises(NotYet):
        operations.accept(filing, "8", now=NOW, by=authority)

    operations.submit(filing, now=NOW, by=None)
    operations.accept(filing, "8", now=NOW, by=authority)
    with pytest.raises(Locked):
        operations.take_back(filing, now=NOW, by=None)


def test_a_draft_cannot_be_returned(authority):
    with pytest.raises(NotYet):
        operations.give_back(a_filing(), "不予备案", now=NOW, by=authority)


def test_the_events_are_kept_as_they_were_submitted(app):
    filing = submitted()
    filing.competition.events[0].occupation_code = "6-18-01-99"

    assert filing.events[0]["occupation_code"] == "6-18-01-02"


def test_the_same_day_two_years_later_is_not_too_close():
    assert too_close(date(2024, 9, 19), date(2026, 9, 18))
    assert not too_close(date(2024, 9, 18), date(2026, 9, 18))
    assert not too_close(date(2026, 3, 1), date(2024, 2, 29))
    assert too_close(date(2026, 2, 28), date(2024, 2, 29))


def others_of(competition):
    return [repeat.other.competition_id for repeat in repeats_of([competition.id])[competition.id]]


def test_the_same_occupation_within_two_years_is_found_before_and_after(contested):
    own = contested(date(2026, 9, 18))
    near = [contested(date(2024, 9, 19)), contested(date(2028, 9, 17))]
    far = [contested(date(2024, 9, 18)), contested(date(2028, 9, 18))]
    for one in [*near, *far]:
        submitted(one)

    assert others_of(own) == [one.id for one in near]


def test_other_occupations_tiers_and_regions_are_no_repetition(contested):
    own, day = contested(date(2026, 9, 18)), date(2026, 10, 1)
    for other in (
        contested(day, code="6-31-01-03"),
        contested(day, tier=make_tier()),
        contested(day, region="山城市"),
    ):
        submitted(other)

    assert others_of(own) == []


def test_only_filed_competitions_count(contested, authority):
    own, draft = contested(date(2026, 9, 18)), contested(date(2026, 10, 1))
    a_filing(draft)
    returned = submitted(contested(date(2026, 10, 2)))
    operations.give_back(returned, "同一职业", now=NOW, by=authority)

    assert others_of(own) == []


def test_two_groups_of_one_competition_are_no_repetition(contested):
    own = contested(date(2026, 9, 18))
    make_event(competition=own, group="student")
    submitted(own)

    assert others_of(own) == []
