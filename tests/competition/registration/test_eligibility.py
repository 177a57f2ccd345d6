"""Level, titles, once in a lifetime: looked at from the record, waived, looked at again."""

from datetime import date

import pytest

from competition.audit import AuditRecord
from competition.database import db
from competition.draw.models import DrawKind
from competition.draw.operations import make_draw
from competition.errors import Clash, Locked, NotYet
from competition.events.rules import Phase
from competition.people.models import LevelHeld, TitleHeld
from competition.people.rules import Role
from competition.registration.lists.checking import check_list
from competition.registration.lists.operations import import_list
from competition.registration.lists.reading import read_list
from competition.registration.models import Entry
from competition.registration.nominees import read_nominee
from competition.registration.operations import accept, correct_entry, return_, submit_entry
from competition.registration.review import hindered
from competition.registration.rules import Part, Waivable
from competition.registration.waivers import waive
from competition.upgrades.facts import facts_of
from judging.errors import Faults, RuleViolation
from tests.builders import (
    NOW,
    added,
    appoint,
    make_competition,
    make_delegation,
    make_entry,
    make_event,
    make_person,
    make_user,
)

CELLS = {
    "name": "王小明",
    "document_type": "passport",
    "document": "G1234567",
    "born": "2000-05-17",
}


def submit(event, *, titles="", level="none", **more):
    nominee = read_nominee(CELLS | {"titles": titles, "current_level": level})
    delegation = make_delegation(competition=event.competition)
    return submit_entry(event, delegation, [nominee], now=NOW, by=None, **more)


def refused(event, **values):
    with pytest.raises(Faults) as refusal:
        submit(event, **values)
    return [fault.path for fault in refusal.value.faults]


def test_a_level_counts_as_stated_or_as_on_record_in_the_occupation(app):
    event = make_event(least_level="senior", occupation_code="6-18-01-02")
    assert refused(event, level="intermediate") == ["1.current_level"]
    person = submit(event, level="senior").members[0].person

    again = make_event(least_level="technician", occupation_code="6-18-01-02")
    assert refused(again) == ["1.current_level"]
    values = {"person": person, "since": date(2025, 1, 1), "source": "x", "level": "technician"}
    added(LevelHeld(occupation_code="6-18-01-03", **values))
    assert refused(again) == ["1.current_level"]
    added(LevelHeld(occupation_code="6-18-01-02", **values))
    assert submit(again).members[0].current_level == "none"


def test_titles_are_read_however_they_are_parted(app):
    entry = submit(make_event(), titles="全国技术能手，省技术能手; 全国技术能手 ")

    assert entry.members[0].titles == "全国技术能手、省技术能手"
    assert read_nominee(CELLS | {"titles": "无"}).titles == ""


def test_a_title_bars_whether_it_is_stated_or_on_record(app):
    event = make_event(title_policy="barred", prior_titles="全国技术能手\n中华技能大奖")
    assert refused(event, titles="全国技术能手") == ["1.titles"]
    person = submit(event, titles="省技术能手").members[0].person

    added(TitleHeld(person=person, title_zh="中华技能大奖", since=date(2025, 1, 1), source="x"))

    [(_, found)] = hindered_after_acceptance(event)
    assert [fault.waivable for _, fault in found] == [Waivable.TITLE]


def hindered_after_acceptance(event):
    for entry in db.session.query(Entry).filter_by(event_id=event.id):
        accept(entry, now=NOW, by=None)
    return hindered(event)


def test_who_holds_a_title_competes_as_a_guest_where_places_pass_down(app):
    event = make_event(title_policy="guest", prior_titles="全国技术能手")
    entry = submit(event, titles="全国技术能手")

    accept(entry, now=NOW, by=None)

    assert (entry.part, entry.part_reason) == (Part.GUEST, "全国技术能手")


@pytest.mark.parametrize(
    ("part", "hinders"), [("ranked", True), ("guest", True), ("absent", False)]
)
def test_once_in_a_lifetime_is_by_tier_and_by_having_taken_part(app, part, hinders):
    event = make_event(once_only=True)
    person = submit(event).members[0].person
    tier = event.competition.tier
    earlier = make_event(competition=make_competition(tier=tier), held_on=date(2024, 9, 1))
    elsewhere = make_event(held_on=date(2024, 9, 1))
    later = make_event(competition=make_competition(tier=tier), held_on=date(2027, 9, 1))
    for other in (elsewhere, later):
        make_entry(other, persons=[person])
    assert hindered_after_acceptance(event) == []

    make_entry(earlier, persons=[person], part=Part(part))

    assert bool(hindered(event)) is hinders


def test_a_list_is_checked_like_a_form(app):
    event = make_event(least_level="senior", title_policy="barred", once_only=True)
    delegation = make_delegation(competition=event.competition)
    person = make_person(document="G1234567", document_type="passport", name="王小明")
    tier = event.competition.tier
    before = make_event(competition=make_competition(tier=tier), held_on=date(2024, 9, 1))
    make_entry(before, persons=[person])
    text = (
        "姓名,证件类型,证件号码,出生日期,现有技能等级,已获荣誉称号\n"
        "王小明,护照,G1234567,1998-05-17,中级工,全国技术能手\n"
    )

    checked = check_list(event, [delegation], read_list(text.encode()), NOW)

    assert [fault.column for fault in checked.faults] == ["current_level", "titles", "document"]
    assert [fault.written for fault in checked.faults] == ["中级工", "全国技术能手", "G1234567"]


def test_an_organiser_waives_an_obstacle_with_a_reason_that_stays_on_record(app):
    event = make_event(least_level="senior")
    assert refused(event, waiving=[Waivable.AGE], because="x") == ["1.current_level"]
    assert refused(event, waiving=[Waivable.LEVEL]) == ["because"]

    entry = submit(event, waiving=[Waivable.LEVEL], because="原证书已核验")

    [waiver] = entry.waivers
    assert (waiver.obstacle, waiver.reason) == (Waivable.LEVEL, "原证书已核验")
    acts = [act.action for act in db.session.query(AuditRecord).order_by(AuditRecord.id)]
    assert acts[-1] == "entry.waived"
    assert hindered_after_acceptance(event) == []


def test_a_waiver_holds_for_its_entry_its_person_and_its_obstacle(app):
    event = make_event(least_level="senior", born_from=date(2001, 1, 1))
    both = [Waivable.LEVEL, Waivable.AGE]
    entry = submit(event, waiving=both, because="核验")
    return_(entry, "补材料", now=NOW, by=None)

    correct_entry(entry, [read_nominee(CELLS)], now=NOW, by=None)
    other = read_nominee(CELLS | {"document": "G7654321"})
    with pytest.raises(Faults) as refusal:
        correct_entry(entry, [other], now=NOW, by=None)

    assert [fault.path for fault in refusal.value.faults] == ["1.born", "1.current_level"]


def test_a_waived_entry_comes_back_by_list_unchanged(app):
    event = make_event(least_level="senior")
    entry = submit(event, waiving=[Waivable.LEVEL], because="核验")
    text = "姓名,证件类型,证件号码,出生日期\n王小明,护照,G1234567,2000-05-17\n"

    done = import_list(event, [entry.delegation], read_list(text.encode()), now=NOW, by=None)

    assert (done.new, done.changed, done.unchanged) == (0, 0, 1)


def test_nothing_is_waived_twice_without_a_reason_or_after_the_draw(app):
    entry = submit(make_event())
    person = entry.members[0].person
    with pytest.raises(RuleViolation, match="reason"):
        waive(entry, person, Waivable.AGE, " ", now=NOW, by=None)
    waive(entry, person, Waivable.AGE, "x", now=NOW, by=None)
    with pytest.raises(Clash):
        waive(entry, person, Waivable.AGE, "x", now=NOW, by=None)
    entry.event.phase = Phase.MARKING
    with pytest.raises(Locked):
        waive(entry, person, Waivable.LEVEL, "x", now=NOW, by=None)


def test_no_lot_is_drawn_while_an_obstacle_stands(app):
    event = make_event()
    entry = submit(event)
    accept(entry, now=NOW, by=None)
    event.phase, event.least_level = Phase.DRAW, "senior"
    with pytest.raises(NotYet, match="obstacle: 1"):
        make_draw(event, DrawKind.ENTRY_CODE, now=NOW, by=None)

    waive(entry, entry.members[0].person, Waivable.LEVEL, "核验", now=NOW, by=None)

    assert len(make_draw(event, DrawKind.ENTRY_CODE, now=NOW, by=None).lots) == 1


def test_titles_stated_at_the_entry_count_for_the_promotion(app):
    event = make_event()
    person = submit(event, titles="全国技术能手").members[0].person

    assert facts_of(event)[person.id].titles == {"全国技术能手"}


# Pages


def typed(**values):
    return (
        {f"{name}_1": value for name, value in CELLS.items()} | {"current_level_1": "none"} | values
    )


@pytest.fixture
def event(app):
    return make_event(least_level="senior")


@pytest.fixture
def organiser(event, sign_in):
    user = make_user()
    appoint(user, Role.ORGANISER, competition_id=event.competition_id)
    return sign_in(user)


@pytest.fixture
def delegation(event):
    return make_delegation(competition=event.competition)


@pytest.fixture
def leader(event, delegation, sign_in):
    user = make_user()
    scope = {"competition_id": event.competition_id, "delegation_id": delegation.id}
    appoint(user, Role.DELEGATION_LEADER, **scope)
    return sign_in(user)


def text(response):
    return response.get_data(as_text=True)


def test_the_organiser_waives_on_the_form_and_the_leader_cannot(
    event, delegation, organiser, leader
):
    address = f"/events/{event.id}/entries/new"
    waived = typed(delegation=delegation.id, waive="level", because="原证书已核验")

    page = text(leader.post(address, data=waived))
    assert "holds: No level. The event asks for Level 3, skilled worker or higher." in page
    assert "Waive an obstacle" not in page
    assert "Waive an obstacle" in text(
        organiser.post(address, data=typed(delegation=delegation.id))
    )
    assert db.session.query(Entry).count() == 0
    assert organiser.post(address, data=waived).status_code == 302

    [entry] = db.session.query(Entry)
    assert "原证书已核验" in text(organiser.get(f"/events/{event.id}/entries/{entry.id}"))


def test_obstacles_are_listed_and_waived_one_by_one(event, organiser, leader, delegation):
    entry = make_entry(event, delegation=delegation)
    found = f"/events/{event.id}/entries/obstacles"
    assert "asks for Level 3" in text(organiser.get(found))
    assert leader.get(found).status_code == 404
    address = f"/events/{event.id}/entries/{entry.id}"
    data = {"person": entry.members[0].person_id, "obstacle": "level"}

    assert "Write the reason" in text(organiser.post(f"{address}/waiver", data=data))
    assert organiser.post(f"{address}/waiver", data=data | {"person": 9999}).status_code == 409
    assert leader.post(f"{address}/waiver", data=data | {"reason": "x"}).status_code == 404
    organiser.post(f"{address}/waiver", data=data | {"reason": "核验"})

    assert "No obstacle stands" in text(organiser.get(found))
    assert "asks for Level 3" not in text(organiser.get(address))
