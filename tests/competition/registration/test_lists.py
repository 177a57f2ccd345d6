"""Lists: read however they are written, checked as a whole, imported as a whole."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import event as listen
from stdnum.cn import ric
from xlsxwriter import Workbook

from competition.audit import AuditRecord
from competition.database import db
from competition.events.rules import EventFormat
from competition.people.models import Person
from competition.registration.lists.checking import Change, check_list
from competition.registration.lists.columns import columns_for
from competition.registration.lists.operations import (
    Imported,
    import_list,
    import_sound_rows,
    keep_list,
    rows_of,
)
from competition.registration.lists.reading import Row, read_list
from competition.registration.lists.writing import as_csv, as_xlsx, lines_of
from competition.registration.models import Entry
from competition.registration.operations import accept, return_, withdraw
from competition.registration.queries import standing_entries
from competition.registration.rules import EntryState
from judging.errors import Faults, RuleViolation
from tests.builders import NOW, make_competition, make_delegation, make_event, make_user

HEADINGS = "代表队,姓名,证件号码,单位或院校,现有技能等级"


def identity_number(n):
    digits = f"50010319{80 + n % 20}0517{n:03}"
    return digits + ric.calc_check_digit(f"{digits}0")


def csv_list(*lines, headings=HEADINGS):
    return "\n".join([headings, *lines]).encode()


def people(count, delegation="永川区"):
    return csv_list(
        *(f"{delegation},选手{n},{identity_number(n)},江城机械厂,高级工" for n in range(count))
    )


@pytest.fixture
def yongchuan(app):
    competition = make_competition()
    return make_delegation(
        competition=competition, code="YC", name_zh="永川区", name_en="Yongchuan"
    )


@pytest.fixture
def welding(yongchuan):
    return make_event(competition=yongchuan.competition)


def send(event, delegations, data, now=NOW):
    return import_list(event, delegations, read_list(data), now=now, by=None)


def faults(event, delegations, data):
    checked = check_list(event, delegations, read_list(data), NOW)
    return [(fault.row, fault.column, str(fault.sentence)) for fault in checked.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_is_read_in_every_common_encoding(encoding, mark):
    text = f"姓名{mark}证件号码\n王𠮷{mark}123\n"

    assert read_list(text.encode(encoding)) == [Row(2, {"name": "王𠮷", "document": "123"})]


def test_headings_are_forgiving_in_both_languages():
    data = csv_list(
        "1,2,3,4,5",
        headings="Full Name,ID number, 代表团 ,单位 / Employer（必填）,证件号码（18 位）",
    )

    [row] = read_list(data)

    assert row.cells["name"] == "1"
    assert row.cells["document"] == "2"
    assert row.cells["delegation"] == "3"


def test_a_title_may_stand_above_the_headings_and_row_numbers_stay():
    data = f"2026 年报名表\n\n{HEADINGS}\n\n永川区,王小明,1,,\n".encode()

    assert [row.number for row in read_list(data)] == [5]


def test_a_spreadsheet_is_read_with_dates_and_numbers_as_text():
    out = BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet()
        for n, text in enumerate(("姓名", "证件号码", "出生日期", "组号")):
            sheet.write(0, n, text)
        sheet.write_row(1, 0, ["王小明", 500103199805170019])
        sheet.write_datetime(
            1, 2, datetime(1998, 5, 17), book.add_format({"num_format": "yyyy-mm-dd"})
        )
        sheet.write(1, 3, 7)

    [row] = read_list(out.getvalue())

    assert row.cells["born"] == "1998-05-17"
    assert row.cells["team"] == "7"
    assert "E+" in row.cells["document"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no column"),
        (b"PK\x03\x04 broken", "no spreadsheet"),
        (b"\x00\x01\x02\xff\xff", "no list"),
        ("姓名,电话\n王小明,1\n".encode(), "no column 证件号码"),
        (HEADINGS.encode(), "no rows"),
        (csv_list(*["永川区,王,1,,"] * 5001), "5001 rows"),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(data, says):
    with pytest.raises(RuleViolation, match=says):
        read_list(data)


def test_a_list_makes_entries_and_the_same_list_again_changes_nothing(yongchuan, welding):
    assert send(welding, [yongchuan], people(57)) == Imported(57, 0, 0)
    assert send(welding, [yongchuan], people(57)) == Imported(0, 0, 57)
    assert db.session.query(Entry).count() == 57
    assert db.session.query(AuditRecord).filter_by(action="entry.submitted").count() == 57


def test_one_bad_row_keeps_the_whole_list_out(yongchuan, welding):
    data = people(3) + "\n永川区,王小明,123,,".encode()

    with pytest.raises(Faults) as refusal:
        send(welding, [yongchuan], data)

    assert [fault.path for fault in refusal.value.faults] == ["5.document"]
    assert db.session.query(Entry).count() == 0
    assert db.session.query(Person).count() == 0


def test_every_fault_is_told_with_its_row_and_column(yongchuan, welding):
    welding.born_from = date(1981, 1, 1)
    data = csv_list(
        f"永州区,甲,{identity_number(5)},,三级技师",
        f"永川区,乙,{identity_number(0)},,",
        f"永川区,丙,{identity_number(7)},,",
        f"永川区,丁,{identity_number(7)},,",
        f",戊,{identity_number(8)},,",
    )
    other = make_delegation(competition=welding.competition, name_zh="渝中区")

    found = faults(welding, [yongchuan, other], data)

    assert [(row, column) for row, column, _ in found] == [
        (2, "delegation"),
        (2, "current_level"),
        (3, "born"),
        (5, "document"),
        (6, "delegation"),
    ]
    assert "永川区" in found[0][2]
    assert "row 4" in found[3][2]


def test_a_leader_may_leave_the_delegation_out_but_not_name_another(yongchuan, welding):
    make_delegation(competition=welding.competition, name_zh="渝中区")

    assert faults(welding, [yongchuan], people(1, delegation="")) == []
    [(_, column, _)] = faults(welding, [yongchuan], people(1, delegation="渝中区"))
    assert column == "delegation"


def test_the_places_of_a_delegation_are_counted_through_the_list(yongchuan, welding):
    welding.per_delegation = 2

    assert [row for row, _, _ in faults(welding, [yongchuan], people(4))] == [4, 5]


def test_after_registration_a_list_enters_nobody(yongchuan, welding):
    welding.registration_closes_at = datetime(2026, 9, 1, tzinfo=UTC)

    [(row, _, sentence)] = faults(welding, [yongchuan], people(4))

    assert row == 0
    assert "closed" in sentence


def test_a_changed_row_changes_a_returned_entry_and_submits_it(yongchuan, welding):
    send(welding, [yongchuan], people(1))
    entry = db.session.query(Entry).one()
    return_(entry, "level", now=NOW, by=None)
    data = csv_list(f"永川区,选手0,{identity_number(0)},江城机械厂,技师")

    assert send(welding, [yongchuan], data) == Imported(0, 1, 0)
    assert entry.state is EntryState.SUBMITTED
    assert entry.members[0].current_level == "technician"


def test_an_accepted_entry_is_not_changed_by_a_list(yongchuan, welding):
    send(welding, [yongchuan], people(1))
    accept(db.session.query(Entry).one(), now=NOW, by=None)
    data = csv_list(f"永川区,选手0,{identity_number(0)},江城机械厂,技师")

    [(_, _, sentence)] = faults(welding, [yongchuan], data)

    assert "accepted" in sentence


def test_another_name_under_a_known_document_is_refused(yongchuan, welding):
    send(welding, [yongchuan], people(1))

    [(_, column, _)] = faults(
        welding, [yongchuan], csv_list(f"永川区,别人,{identity_number(0)},,高级工")
    )

    assert column == "name"


def test_teams_are_the_rows_with_one_team_number(yongchuan):
    event = make_event(competition=yongchuan.competition, event_format=EventFormat.TEAM2)
    headings = "组号,姓名,证件号码"
    pair = [f"1,甲,{identity_number(1)}", f"1,乙,{identity_number(2)}"]
    alone = f"2,丙,{identity_number(3)}"

    assert [
        (row, column)
        for row, column, _ in faults(event, [yongchuan], csv_list(*pair, alone, headings=headings))
    ] == [(4, "team")]
    assert send(event, [yongchuan], csv_list(*pair, headings=headings)) == Imported(1, 0, 0)
    assert send(event, [yongchuan], csv_list(*pair, headings=headings)) == Imported(0, 0, 1)
    [(_, column, _)] = faults(
        event,
        [yongchuan],
        csv_list(pair[0], f"1,丙,{identity_number(3)}", headings=headings),
    )
    assert column == "team"


def skip(event, delegations, data):
    done, left = import_sound_rows(event, delegations, read_list(data), now=NOW, by=None)
    return done, [row.number for row in left]


def test_one_bad_row_in_300_is_left_out_when_the_user_says_so(yongchuan, welding):
    lines = people(300).decode().splitlines()
    lines[150] = lines[150].replace("选手149", "")

    assert skip(welding, [yongchuan], "\n".join(lines).encode()) == (Imported(299, 0, 0), [151])
    assert db.session.query(Entry).count() == 299


def test_a_bad_row_takes_its_team_with_it_and_no_other_team(yongchuan):
    event = make_event(competition=yongchuan.competition, event_format=EventFormat.TEAM2)
    yuzhong = make_delegation(competition=yongchuan.competition, code="YZ", name_zh="渝中区")
    lines = [
        f"永川区,1,甲,{identity_number(1)}",
        "永川区,1,乙,not a number",
        f"渝中区,1,丙,{identity_number(3)}",
        f"渝中区,1,丁,{identity_number(4)}",
    ]
    data = csv_list(*lines, headings="代表队,组号,姓名,证件号码")

    assert skip(event, [yongchuan, yuzhong], data) == (Imported(1, 0, 0), [2, 3])
    assert db.session.query(Entry).one().delegation is yuzhong


def test_a_team_spelt_two_ways_is_not_left_half(yongchuan):
    event = make_event(competition=yongchuan.competition, event_format=EventFormat.TEAM2)
    lines = [f"YC,1,甲,{identity_number(1)}", "永川区,1,乙,not a number"]
    data = csv_list(*lines, headings="代表队,组号,姓名,证件号码")

    assert skip(event, [yongchuan], data) == (Imported(0, 0, 0), [2, 3])


def test_nothing_is_left_out_of_a_list_that_is_too_late(yongchuan):
    event = make_event(competition=yongchuan.competition, registration_closes_at=NOW)

    with pytest.raises(Faults):
        skip(event, [yongchuan], people(3))
    assert db.session.query(Entry).count() == 0


@pytest.mark.parametrize("english", [False, True])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_is_imported_unchanged(yongchuan, welding, kind, english):
    send(welding, [yongchuan], people(5))
    withdraw(db.session.query(Entry).first(), "ill", now=NOW, by=None)
    columns = columns_for(team=False, delegation=True)
    lines = list(lines_of(standing_entries(welding.id, [yongchuan.id]), columns, english=english))
    data = as_csv(columns, lines) if kind == "csv" else as_xlsx(columns, lines, english=english)

    assert send(welding, [yongchuan], data) == Imported(0, 0, 4)


def test_a_formula_is_disarmed_on_the_way_out_and_itself_again_on_the_way_in():
    columns = columns_for(team=False, delegation=False)
    line = ['=HYPERLINK("http://x")', "", "", "1", "", "@学校", ""]

    written = as_csv(columns, [line])

    assert "'=HYPERLINK" in written.decode("utf-8-sig")
    [row] = read_list(written)
    assert (row.cells["name"], row.cells["organisation"]) == (line[0], line[5])
    sheet = CalamineWorkbook.from_filelike(
        BytesIO(as_xlsx(columns, [line], english=False))
    ).get_sheet_by_index(0)
    assert sheet.to_python()[1][0] == '\'=HYPERLINK("http://x")'


def test_a_list_is_kept_sealed_until_it_expires(yongchuan, welding):
    leader = make_user()
    rows = read_list(people(2))
    draft = keep_list(welding, rows, "名单.csv", now=NOW, by=leader)

    assert rows_of(draft) == rows
    assert identity_number(0).encode() not in draft.sealed
    later = keep_list(welding, rows, "again.csv", now=NOW, by=leader)
    assert db.session.query(type(later)).count() == 1


def statements(call):
    seen = []

    def count(*args):
        seen.append(args[2])

    listen.listen(db.engine, "before_cursor_execute", count)
    try:
        call()
    finally:
        listen.remove(db.engine, "before_cursor_execute", count)
    return len(seen)


def test_checking_a_list_costs_no_statement_a_row(yongchuan, welding):
    send(welding, [yongchuan], people(100))
    few, many = read_list(people(10)), read_list(people(100))
    db.session.commit()

    def check(rows):
        return lambda: check_list(welding, [yongchuan], rows, NOW)

    check(few)()
    assert statements(check(few)) == statements(check(many))
    assert check(many)().count(Change.UNCHANGED) == 100
