"""Delegations, entries and lists in a browser: who sees what, and what a button does."""

from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import event as listen
from stdnum.cn import ric

from competition.audit import AuditRecord
from competition.database import db
from competition.events.rules import EventFormat, Phase
from competition.people.models import Appointment
from competition.people.rules import Role
from competition.registration.lists.reading import read_list
from competition.registration.models import Delegation, Entry, ListDraft, Member
from competition.registration.rules import EntryState, Part
from competition.vault import masked, vault
from tests.builders import (
    appoint,
    make_competition,
    make_delegation,
    make_entry,
    make_event,
    make_person,
    make_user,
)

IDENTITY = "50010319980517001X"


def identity_number(n):
    digits = f"500103199{n % 10}0517{n:03}"
    return digits + ric.calc_check_digit(f"{digits}0")


@pytest.fixture
def event(app):
    competition = make_competition()
    return make_event(competition=competition, name_zh="焊接", name_en="Welding")


@pytest.fixture
def organiser(event, sign_in):
    user = make_user()
    appoint(user, Role.ORGANISER, competition_id=event.competition_id)
    return sign_in(user)


@pytest.fixture
def yongchuan(event):
    return make_delegation(competition=event.competition, name_zh="永川区", name_en="Yongchuan")


@pytest.fixture
def leader(event, yongchuan, sign_in):
    user = make_user()
    appoint(
        user,
        Role.DELEGATION_LEADER,
        competition_id=event.competition_id,
        delegation_id=yongchuan.id,
    )
    return sign_in(user)


def typed(delegation, **values):
    return {
        "delegation": delegation.id,
        "name_1": "王小明",
        "document_type_1": "resident_id",
        "document_1": IDENTITY,
        "current_level_1": "senior",
    } | values


def upload(client, event, text):
    data = {"file": (BytesIO(text.encode()), "名单.csv")}
    return client.post(f"/events/{event.id}/entries/import", data=data)


def text(response):
    return response.get_data(as_text=True)


def test_a_leader_enters_a_contestant_by_form(event, yongchuan, leader):
    answer = leader.post(f"/events/{event.id}/entries/new", data=typed(yongchuan))

    assert answer.location == f"/competitions/{event.competition_id}/my-entries"
    [entry] = db.session.query(Entry)
    assert (entry.delegation, entry.state) == (yongchuan, EntryState.SUBMITTED)
    assert entry.members[0].person.born == date(1998, 5, 17)
    page = text(leader.get(answer.location))
    assert "王小明" in page
    assert IDENTITY not in page


def test_a_refused_form_keeps_what_was_typed_and_names_every_fault(event, yongchuan, leader):
    wrong = typed(yongchuan, document_1="500103199805170019", name_1="", name_en_1="Wang Xiaoming")

    page = text(leader.post(f"/events/{event.id}/entries/new", data=wrong))

    assert "2 things to change" in page
    assert 'value="500103199805170019"' in page
    assert 'value="Wang Xiaoming"' in page
    assert db.session.query(Entry).count() == 0


def test_a_team_is_entered_in_one_form(yongchuan, leader):
    event = make_event(competition=yongchuan.competition, event_format=EventFormat.TEAM2)
    second = {
        "name_2": "李雷",
        "document_type_2": "passport",
        "document_2": "E1234567",
        "born_2": "1999-01-02",
        "current_level_2": "none",
    }

    leader.post(f"/events/{event.id}/entries/new", data=typed(yongchuan) | second)

    [entry] = db.session.query(Entry)
    assert [member.person.name for member in entry.members] == ["王小明", "李雷"]


def test_a_leader_enters_for_their_own_delegation_only(event, leader):
    other = make_delegation(competition=event.competition)

    answer = leader.post(f"/events/{event.id}/entries/new", data=typed(other))

    assert answer.status_code == 200
    assert db.session.query(Entry).count() == 0


def test_what_belongs_to_another_delegation_is_not_there_for_a_leader(event, leader):
    entry = make_entry(event, persons=[make_person(name="别队选手", name_en="")])

    assert leader.get(f"/events/{event.id}/entries/{entry.id}").status_code == 404
    assert leader.get(f"/events/{event.id}/entries").status_code == 404
    assert "别队选手" not in text(leader.get(f"/competitions/{event.competition_id}/my-entries"))


@pytest.mark.parametrize(
    "address",
    [
        "/events/{event}/entries",
        "/events/{event}/entries/new",
        "/events/{event}/entries/{entry}",
        "/events/{event}/entries/{entry}/correct",
        "/events/{event}/entries/import",
        "/events/{event}/entries/empty-list.csv",
        "/competitions/{competition}/delegations",
        "/competitions/{competition}/my-entries",
    ],
)
def test_a_stranger_and_a_judge_find_nothing(event, sign_in, address):
    entry = make_entry(event)
    judge = make_user()
    appoint(judge, Role.JUDGE, event_id=event.id)
    path = address.format(event=event.id, entry=entry.id, competition=event.competition_id)

    for user in (make_user(), judge):
        assert sign_in(user).get(path).status_code == 404


def test_an_entry_of_another_event_is_not_found_by_this_address(event, organiser):
    elsewhere = make_entry(make_event(competition=event.competition))

    assert organiser.get(f"/events/{event.id}/entries/{elsewhere.id}").status_code == 404


def test_the_page_of_a_correction_shows_no_whole_number_and_keeps_it(event, yongchuan, leader):
    leader.post(f"/events/{event.id}/entries/new", data=typed(yongchuan))
    [entry] = db.session.query(Entry)
    address = f"/events/{event.id}/entries/{entry.id}/correct"
    page = text(leader.get(address))
    assert IDENTITY not in page
    assert masked(IDENTITY) in page

    kept = typed(yongchuan, document_1=masked(IDENTITY), current_level_1="technician")
    assert leader.post(address, data=kept).status_code == 302
    [member] = db.session.query(Member)
    assert vault.open(member.person.document_sealed) == IDENTITY
    assert member.current_level == "technician"


@pytest.mark.parametrize("action", ["", "acept", "draft"])
def test_a_decision_that_there_is_not_decides_nothing(event, yongchuan, leader, organiser, action):
    leader.post(f"/events/{event.id}/entries/new", data=typed(yongchuan))
    [entry] = db.session.query(Entry)

    for address in (
        f"/events/{event.id}/entries",
        f"/events/{event.id}/entries/{entry.id}/decision",
    ):
        answer = organiser.post(address, data={"action": action, "entry": entry.id})
        assert answer.status_code == 400
    assert db.session.get(Entry, entry.id).state is EntryState.SUBMITTED


def test_what_somebody_wrote_into_an_address_does_not_lead_elsewhere(
    event, yongchuan, leader, organiser
):
    leader.post(f"/events/{event.id}/entries/new", data=typed(yongchuan))
    [entry] = db.session.query(Entry)
    here = f"/events/{event.id}/entries"

    wrong = "?state=accepted&_scheme=https&_external=1&event_id=7&endpoint=x"
    answer = organiser.post(here + wrong, data={"action": "accept", "entry": entry.id})
    assert answer.location == f"{here}?state=accepted"


def test_a_leader_corrects_a_returned_entry_and_submits_it_again(event, yongchuan, leader):
    leader.post(f"/events/{event.id}/entries/new", data=typed(yongchuan))
    entry = db.session.query(Entry).one()
    entry.state, entry.reason = EntryState.RETURNED, "等级证明不清"
    address = f"/events/{event.id}/entries/{entry.id}/correct"

    page = text(leader.get(address))
    assert "等级证明不清" in page
    assert 'value="王小明"' in page
    leader.post(address, data=typed(yongchuan, current_level_1="technician"))

    assert (entry.state, entry.reason) == (EntryState.SUBMITTED, "")
    assert entry.members[0].current_level == "technician"


def test_a_leader_withdraws_with_a_reason_but_never_accepts(event, yongchuan, leader):
    entry = make_entry(event, delegation=yongchuan, state=EntryState.SUBMITTED)
    address = f"/events/{event.id}/entries/{entry.id}"

    assert leader.post(f"{address}/decision", data={"action": "accept"}).status_code == 404
    assert leader.post(f"{address}/withdrawal", data={"reason": ""}).status_code == 409
    assert entry.state is EntryState.SUBMITTED
    leader.post(f"{address}/withdrawal", data={"reason": "受伤"})

    assert (entry.state, entry.reason) == (EntryState.WITHDRAWN, "受伤")


def test_chosen_entries_are_decided_together_or_not_at_all(event, organiser):
    first, second = (make_entry(event, state=EntryState.SUBMITTED) for _ in range(2))
    gone = make_entry(event, state=EntryState.WITHDRAWN)
    address = f"/events/{event.id}/entries"

    refused = organiser.post(address, data={"action": "accept", "entry": [first.id, gone.id]})
    assert refused.status_code == 409
    assert "Nothing has been changed" in text(refused)
    assert first.state is EntryState.SUBMITTED
    organiser.post(address, data={"action": "accept", "entry": [first.id, second.id]})

    assert [first.state, second.state] == [EntryState.ACCEPTED] * 2


def test_all_that_wait_are_accepted_at_once(event, organiser):
    waiting = [make_entry(event, state=EntryState.SUBMITTED) for _ in range(25)]
    returned = make_entry(event, state=EntryState.RETURNED)

    organiser.post(f"/events/{event.id}/entries", data={"action": "accept", "all": "1"})

    assert {entry.state for entry in waiting} == {EntryState.ACCEPTED}
    assert returned.state is EntryState.RETURNED


def test_returning_without_a_reason_keeps_the_choice(event, organiser):
    entry = make_entry(event, state=EntryState.SUBMITTED)

    answer = organiser.post(
        f"/events/{event.id}/entries", data={"action": "return", "entry": entry.id}
    )

    assert answer.status_code == 409
    assert "Write the reason" in text(answer)
    assert f'value="{entry.id}"' in text(answer)
    assert " checked" in text(answer)
    assert entry.state is EntryState.SUBMITTED


def test_entries_are_found_by_part_of_a_name(event, organiser):
    make_entry(event, persons=[make_person(name="王小明", name_en="")])
    make_entry(event, persons=[make_person(name="李雷", name_en="")])
    address = f"/events/{event.id}/entries"

    asked = organiser.post(f"{address}/find", data={"q": "小明", "state": "accepted"})
    page = text(organiser.get(asked.location))
    assert "王小明" in page
    assert "李雷" not in page
    assert "No entry fits" in text(organiser.get(address, query_string={"q": "%"}))
    assert "李雷" in text(organiser.get(address, query_string={"state": "accepted"}))
    assert "李雷" not in text(organiser.get(address, query_string={"state": "returned"}))


def test_an_entry_is_found_by_a_whole_number_which_stands_in_no_address(event, organiser):
    entry = make_entry(event, persons=[make_person(document="E7654321")])
    elsewhere = make_entry(make_event(competition=event.competition), persons=[make_person()])
    assert elsewhere.event_id != event.id
    address = f"/events/{event.id}/entries"

    found = organiser.post(f"{address}/find", data={"q": " e7654321"})
    assert found.location == f"{address}/{entry.id}"
    part = organiser.post(f"{address}/find", data={"q": "7654321"})
    assert part.location == address
    assert "Nobody with this document number" in text(organiser.get(part.location))
    assert "7654321" not in text(organiser.get(address))


def test_the_list_of_entries_costs_no_statement_a_row(event, organiser):
    def statements():
        seen = []

        def count(*args):
            seen.append(args[2])

        listen.listen(db.engine, "before_cursor_execute", count)
        assert organiser.get(f"/events/{event.id}/entries").status_code == 200
        listen.remove(db.engine, "before_cursor_execute", count)
        return len(seen)

    delegation = make_delegation(competition=event.competition)
    make_entry(event, delegation=delegation)
    few = statements()
    for _ in range(15):
        make_entry(event)

    assert statements() == few


def test_how_an_entry_takes_part_is_written_on_its_page(event, organiser):
    event.phase = Phase.MARKING
    entry = make_entry(event)
    address = f"/events/{event.id}/entries/{entry.id}"

    refused = organiser.post(f"{address}/part", data={"part": "disqualified", "reason": ""})
    assert "Write the reason" in text(refused)
    organiser.post(f"{address}/part", data={"part": "disqualified", "reason": "作弊"})
    organiser.post(f"{address}/time", data={"time": "3725.5"})
    organiser.post(f"{address}/penalties", data={"points": "2.5", "reason": "违规操作"})

    assert (entry.part, entry.part_reason) == (Part.DISQUALIFIED, "作弊")
    assert str(entry.time) == "3725.5"
    [penalty] = entry.penalties
    assert str(penalty.points) == "2.5"
    assert "违规操作" in text(organiser.get(address))
    organiser.post(f"{address}/penalties/back", data={"penalty": penalty.id})
    assert entry.penalties == []
    assert db.session.query(AuditRecord).filter_by(action="entry.penalty_taken_back").count() == 1


@pytest.mark.parametrize("points", ["0", "-1", "two"])
def test_a_penalty_takes_something_off(event, organiser, points):
    event.phase = Phase.MARKING
    entry = make_entry(event)

    page = text(
        organiser.post(
            f"/events/{event.id}/entries/{entry.id}/penalties",
            data={"points": points, "reason": "违规操作"},
        )
    )

    assert "invalid-feedback" in page
    assert 'value="违规操作"' in page
    assert entry.penalties == []


def test_a_list_is_checked_then_confirmed(event, leader):
    lines = [f"选手{n},{identity_number(n)}" for n in range(3)]

    answer = upload(leader, event, "姓名,证件号码\n" + "\n".join(lines))
    page = text(leader.get(answer.location))
    assert "Nothing has been written" in page
    assert "Import 3 entries" in page
    assert db.session.query(Entry).count() == 0
    done = leader.post(answer.location)

    assert db.session.query(Entry).count() == 3
    assert db.session.query(ListDraft).count() == 0
    assert "3 new, 0 changed, 0 unchanged" in text(leader.get(done.location))


def test_a_list_with_a_fault_shows_row_column_and_reason_and_cannot_be_confirmed(event, leader):
    answer = upload(leader, event, f"姓名,证件号码\n甲,{IDENTITY}\n乙,500103199805170019")

    page = text(leader.get(answer.location))
    assert "1 row has faults" in page
    assert "does not fit the other 17" in page
    assert "5001**********0019" in page
    assert "500103199805170019" not in page
    leader.post(answer.location)

    assert db.session.query(Entry).count() == 0
    bad = leader.get(f"{answer.location}/faults.csv")
    [row] = read_list(bad.data)
    assert row.cells["name"] == "乙"
    assert "does not fit" in row.cells["reason"]


def test_rows_with_faults_are_left_out_on_request_and_stay_to_be_mended(event, leader):
    answer = upload(leader, event, f"姓名,证件号码\n甲,{IDENTITY}\n乙,500103199805170019")
    assert "Import only the 1 entry without faults" in text(leader.get(answer.location))

    done = leader.post(f"{answer.location}/sound-rows")

    assert [entry.members[0].person.name for entry in db.session.query(Entry)] == ["甲"]
    page = text(leader.get(done.location))
    assert "1 new, 0 changed, 0 unchanged. 1 row is left out." in page
    assert "Import only" not in page
    [row] = read_list(leader.get(f"{done.location}/faults.csv").data)
    assert row.cells["name"] == "乙"


def test_a_list_is_there_for_its_sender_only(event, leader, organiser):
    answer = upload(leader, event, f"姓名,证件号码\n甲,{IDENTITY}")

    assert organiser.get(answer.location).status_code == 404
    assert organiser.post(answer.location).status_code == 404
    assert organiser.post(f"{answer.location}/sound-rows").status_code == 404


def test_a_file_that_is_no_list_is_refused_beside_the_field(event, leader):
    page = text(upload(leader, event, "hello"))

    assert "has no column" in page
    assert "Choose a file" in text(leader.post(f"/events/{event.id}/entries/import"))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_through_the_browser_comes_back_unchanged(event, organiser, kind):
    make_entry(event, persons=[make_person(name="王小明", name_en="")])

    sent = organiser.post(f"/events/{event.id}/entries/list.{kind}")
    data = {"file": (BytesIO(sent.data), f"list.{kind}")}
    answer = organiser.post(f"/events/{event.id}/entries/import", data=data)

    assert "Everybody in the list is entered just so already" in text(
        organiser.get(answer.location)
    )
    assert db.session.query(AuditRecord).filter_by(action="entries.exported").count() == 1


def test_an_empty_list_has_headings_in_both_languages(event, leader):
    data = leader.get(f"/events/{event.id}/entries/empty-list.csv").data.decode("utf-8-sig")

    assert "姓名 Name" in data
    assert "Delegation" not in data
    assert leader.get(f"/events/{event.id}/entries/empty-list.pdf").status_code == 404


def test_an_organiser_adds_a_delegation_and_appoints_its_leader(event, organiser):
    user = make_user(username="zhou", name="周建华", name_en="")
    address = f"/competitions/{event.competition_id}/delegations"

    answer = organiser.post(address, data={"code": "yc", "name_zh": "永川区"})
    [delegation] = db.session.query(Delegation)
    assert delegation.code == "YC"
    assert "Nobody signs in" in text(organiser.post(answer.location, data={"username": "nobody"}))
    organiser.post(answer.location, data={"username": "Zhou"})
    [appointment] = db.session.query(Appointment).filter_by(delegation_id=delegation.id)
    assert (appointment.user, appointment.role) == (user, Role.DELEGATION_LEADER)
    assert user.name in text(organiser.get(address))
    organiser.post(f"{answer.location}/leader-end", data={"appointment": appointment.id})

    assert appointment.ended_at is not None
    assert "code" in text(organiser.post(address, data={"code": "YC", "name_zh": "永川区"}))
    assert db.session.query(Delegation).count() == 1


@pytest.mark.parametrize(("language", "word"), [("zh-CN", "正在报名的赛项"), ("en", "Welding")])
def test_the_leaders_page_speaks_both_languages(event, leader, language, word):
    page = leader.get(
        f"/competitions/{event.competition_id}/my-entries", headers={"Accept-Language": language}
    )

    assert word in text(page)
