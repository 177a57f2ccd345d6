from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from competition.audit import AuditRecord
from competition.database import db
from competition.errors import Clash, Locked, NotYet
from competition.events import operations, queries
from competition.events.models import MarkingScheme
from competition.events.rules import Group, Phase
from competition.events.timing.clock import close_registrations
from judging.errors import Faults, RuleViolation
from tests.builders import (
    NOW,
    TWO_JUDGES,
    make_competition,
    make_event,
    make_tier,
    make_user,
)

LATER = NOW + timedelta(days=30)


@pytest.fixture
def organiser(app):
    return make_user()


def add_event(organiser, competition=None, **values):
    given = {
        "name_zh": "数控铣",
        "name_en": "CNC Milling",
        "held_on": date(2026, 12, 20),
        "registration_closes_at": LATER,
    }
    return operations.add_event(
        competition or make_competition(), now=NOW, by=organiser, **given | values
    )


def test_the_usual_ladder_leads_from_the_enterprise_to_worldskills(app, organiser):
    tiers = operations.add_usual_tiers(now=NOW, by=organiser)

    way = [tiers["enterprise"]]
    while way[-1].feeds:
        way.append(way[-1].feeds)
    assert [tier.code for tier in way] == [
        "enterprise",
        "municipal",
        "provincial",
        "national",
        "worldskills",
    ]
    assert all(tier.feeds is None or tier.feeds.height > tier.height for tier in tiers.values())


def test_the_usual_ladder_is_completed_not_doubled(app, organiser):
    own = make_tier(code="national", name_zh="全国")

    operations.add_usual_tiers(now=NOW, by=organiser)
    tiers = operations.add_usual_tiers(now=NOW, by=organiser)

    assert tiers["provincial"].feeds is own
    assert len(queries.tiers()) == len(tiers) == 9


def test_codes_and_names_are_taken_once(organiser):
    tier = make_tier(code="city")
    competition = make_competition(tier=tier)
    add_event(organiser, competition)

    with pytest.raises(Clash):
        operations.add_tier("city", name_zh="市", name_en="City", height=3, now=NOW, by=organiser)
    with pytest.raises(Clash):
        operations.add_competition(
            tier,
            name_zh=competition.name_zh,
            name_en="Again",
            organiser_zh="局",
            organiser_en="Bureau",
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 1, 2),
            now=NOW,
            by=organiser,
        )
    with pytest.raises(Clash):
        add_event(organiser, competition)
    assert add_event(organiser, competition, group=Group.STUDENT).group is Group.STUDENT


def test_an_event_starts_in_draft_with_its_preset_and_what_replaces_it(organiser):
    event = add_event(organiser, preset="national", notice_days=7)

    assert event.phase is Phase.DRAFT
    assert event.scale == "worldskills_700"
    assert event.notice_days == 7


def test_registration_opens_only_with_a_scheme_and_in_time(organiser):
    event = add_event(organiser, registration_closes_at=NOW)

    with pytest.raises(NotYet, match="no marking scheme; registration would close in the past"):
        operations.open_registration(event, now=NOW, by=organiser)
    assert event.phase is Phase.DRAFT

    event.registration_closes_at = LATER
    operations.save_scheme(event, TWO_JUDGES, source="by hand", now=NOW, by=organiser)
    operations.open_registration(event, now=NOW, by=organiser)
    assert event.phase is Phase.REGISTRATION


def test_the_clock_closes_registrations_whose_time_has_passed(app):
    due = make_event(registration_closes_at=NOW)
    later = make_event(registration_closes_at=LATER)
    draft = make_event(phase="draft", registration_closes_at=NOW)

    close_registrations(NOW)
    close_registrations(NOW)

    assert [event.phase for event in (due, later, draft)] == [
        Phase.DRAW,
        Phase.REGISTRATION,
        Phase.DRAFT,
    ]
    moved = db.session.scalars(select(AuditRecord).where(AuditRecord.action == "event.moved")).all()
    assert [(record.event_id, record.by_id) for record in moved] == [(due.id, None)]


def test_a_move_that_the_table_forbids_changes_nothing(organiser):
    event = make_event(phase="registration")

    with pytest.raises(RuleViolation):
        operations.move(event, Phase.FINAL, now=NOW, by=organiser)
    assert event.phase is Phase.REGISTRATION
    operations.back_to_draft(event, now=NOW, by=organiser)
    assert event.phase is Phase.DRAFT


def test_a_scheme_is_replaced_and_read_anew(organiser):
    event = make_event()
    assert event.marking_scheme.scheme.maximum == 100
    smaller = {"criteria": TWO_JUDGES["criteria"][:1]}

    operations.save_scheme(event, smaller, source="half.xlsx", now=NOW, by=organiser)

    assert event.marking_scheme.scheme.maximum == 30
    assert db.session.scalars(select(MarkingScheme.source)).all() == ["half.xlsx"]


def test_a_document_that_is_no_scheme_is_refused(organiser):
    event = make_event()

    with pytest.raises(Faults):
        operations.save_scheme(event, {"criteria": [{}]}, source="x", now=NOW, by=organiser)
    assert event.marking_scheme.document == TWO_JUDGES


def test_a_scheme_stays_as_it_is_from_the_first_mark_on(organiser):
    locked = make_event()
    locked.marking_scheme.locked_at = datetime(2026, 9, 20, 9, tzinfo=UTC)
    in_marking = make_event(phase="marking")

    for event in (locked, in_marking):
        with pytest.raises(Locked):
            operations.save_scheme(event, TWO_JUDGES, source="x", now=NOW, by=organiser)


def test_settings_change_until_results_are_out(organiser):
    event = make_event(most_entries=None)

    assert operations.change_event(event, now=NOW, by=organiser, most_entries=30, scale="none") == [
        "most_entries"
    ]
    event.phase = Phase.FINAL
    with pytest.raises(Locked):
        operations.change_event(event, now=NOW, by=organiser, most_entries=40)
    assert event.most_entries == 30


def test_settings_that_make_no_result_are_refused_with_the_place(organiser):
    event = make_event()

    with pytest.raises(Faults, match=r"ranking\.metrics\[0\]"):
        operations.change_event(
            event, now=NOW, by=organiser, ranking={"metrics": ["criterion:Z"], "ties": "share"}
        )
    with pytest.raises(Faults, match="medals"):
        operations.change_event(
            event, now=NOW, by=organiser, medals={"rule": "bands", "bands": [{"code": "gold"}]}
        )
    assert event.medals == {"rule": "none"}


def test_every_act_is_on_record_at_the_event_and_its_competition(organiser):
    event = add_event(organiser)
    operations.save_scheme(event, TWO_JUDGES, source="by hand", now=NOW, by=organiser)
    operations.open_registration(event, now=NOW, by=organiser)
    db.session.flush()

    here = db.session.scalars(queries.acts_at(event_id=event.id)).all()
    assert [record.action for record in here] == ["event.moved", "scheme.saved", "event.added"]
    whole = db.session.scalars(queries.acts_at(competition_id=event.competition_id)).all()
    assert {record.id for record in here} <= {record.id for record in whole}
    assert {record.by_id for record in here} == {organiser.id}
