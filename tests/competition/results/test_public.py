"""What everybody may see of results, and only that."""

import csv
import json
from datetime import timedelta
from io import BytesIO, StringIO

from python_calamine import CalamineWorkbook

from competition.registration.rules import Part
from competition.results.models import PublicationKind
from competition.results.operations import publish, reopen
from competition.results.publications.export import as_csv, as_xlsx
from tests.builders import NOW
from tests.competition.results.marked import FOUR, marked_event, penalise

MANY = {f"E{n:02d}": (f"{n}", ("50", "50")) for n in range(1, 31)}


def published(day, kind=PublicationKind.PROVISIONAL, now=NOW, reason=""):
    return publish(day.event, kind, now=now, by=day.organiser, reason=reason)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.status
    return response.get_data(as_text=True)


def test_everybody_sees_ranks_totals_and_the_state(client):
    day = marked_event(scale="worldskills_700")
    one = published(day)
    text = page(client, f"/results/{one.id}")
    assert "Provisional results, version 1" in text
    assert "on notice until" in text
    for words in ("Contestant E02", "Delegation E02", "93.33", "700 scale"):
        assert words in text


def test_nothing_is_public_before_it_is_published(client):
    day = marked_event()
    assert day.event.name_en not in page(client, "/results")
    assert client.get("/results/1").status_code == 404
    assert "No results are published yet" in page(client, "/results")


def test_no_document_and_no_mark_of_a_judge_is_public(client):
    day = marked_event()
    person = day.entries["E02"].members[0].person
    masked, one = person.document_masked, published(day)
    text = page(client, f"/results/{one.id}")
    assert masked not in text
    assert "94.5" not in text


def test_who_is_not_ranked_is_counted_and_not_named(client):
    day = marked_event()
    day.entries["E03"].part = Part.DISQUALIFIED
    text = page(client, f"/results/{published(day).id}")
    assert "Contestant E03" not in text
    assert "Disqualified 1" in text


def test_a_corrected_version_points_to_the_one_in_force(client):
    day = marked_event()
    first = published(day)
    penalise(day.entries["E02"], "10")
    second = published(day, now=NOW + timedelta(hours=1), reason="扣 10 分")
    text = page(client, f"/results/{first.id}")
    assert "Replaced by version 2" in text
    assert f'href="/results/{second.id}"' in text
    assert "Replaced" not in page(client, f"/results/{second.id}")
    listed = page(client, "/results")
    assert f'href="/results/{second.id}"' in listed
    assert f'href="/results/{first.id}"' not in listed


def test_results_are_found_by_name(client):
    milling = marked_event(name_zh="数控铣", name_en="CNC milling")
    welding = marked_event(name_zh="焊接", name_en="Welding")
    published(milling)
    published(welding)
    text = page(client, "/results?q=焊接")
    assert "Welding" in text
    assert "CNC milling" not in text
    assert "No results found" in page(client, "/results?q=%25")


def test_the_list_takes_few_statements_however_long_it_is(client, statements):
    published(marked_event())
    page(client, "/results")
    with statements() as few:
        page(client, "/results")
    for _ in range(5):
        published(marked_event())
    with statements() as many:
        page(client, "/results")
    assert len(few) == len(many)


def test_the_board_turns_its_pages_and_can_be_stopped(client):
    one = published(marked_event(MANY))
    first = client.get(f"/results/{one.id}/board")
    assert first.headers["Refresh"].endswith(f"url=/results/{one.id}/board?page=2")
    assert first.get_data(as_text=True).count("<li>") == 12
    last = client.get(f"/results/{one.id}/board?page=3")
    assert last.headers["Refresh"].endswith(f"url=/results/{one.id}/board?page=1")
    assert "Provisional, version 1" in last.get_data(as_text=True)
    assert "Refresh" not in client.get(f"/results/{one.id}/board?turn=no").headers


def test_the_board_goes_on_to_the_version_in_force(client):
    day = marked_event()
    first = published(day)
    penalise(day.entries["E02"], "1")
    second = published(day, reason="扣 1 分")
    response = client.get(f"/results/{first.id}/board")
    assert response.headers["Location"] == f"/results/{second.id}/board"


def test_the_bundle_can_be_downloaded(client):
    one = published(marked_event())
    body = client.get(f"/results/{one.id}/file.json").get_data()
    assert json.loads(body) == one.bundle


def test_the_tables_for_spreadsheets_say_what_the_page_says(client):
    one = published(marked_event())
    text = client.get(f"/results/{one.id}/file.csv").get_data().decode("utf-8")
    assert text.startswith("\ufeff")
    lines = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    assert lines[1][0] == "1"
    assert lines[1][3:6] == ["Contestant E02", "Delegation E02", "93.33"]
    assert len(lines) == len(FOUR) + 1
    book = CalamineWorkbook.from_filelike(
        BytesIO(client.get(f"/results/{one.id}/file.xlsx").get_data())
    )
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][5] == "93.33"


def test_a_cell_is_never_a_formula():
    table = [["=1+1", "@SUM(A1)", "-2", "+3", "plain", 7]]
    line = next(csv.reader(StringIO(as_csv(table).decode("utf-8-sig"))))
    assert line == ["'=1+1", "'@SUM(A1)", "'-2", "'+3", "plain", "7"]
    book = CalamineWorkbook.from_filelike(BytesIO(as_xlsx(table)))
    assert book.get_sheet_by_index(0).to_python()[0][0] == "=1+1"  # a text: nothing runs


def test_a_correction_under_way_is_said_with_its_time_while_the_final_results_stay(client):
    day = marked_event()
    published(day)
    final = published(day, PublicationKind.FINAL, now=NOW + timedelta(days=6))
    reopen(day.event, "E02 登分错误", now=NOW + timedelta(days=7), by=day.organiser)

    text = page(client, f"/results/{final.id}")
    assert "Final results, version 2" in text
    assert "A correction is under way since 2026-09-27 16:00" in text
    assert "stay in force" in text
    assert "登分错误" not in text
    assert "correction under way" in page(client, "/results")
    assert "A correction is under way" in page(client, f"/results/{final.id}/board")

    third = published(day, PublicationKind.FINAL, NOW + timedelta(days=8), "更正")
    for number in (final.id, third.id):
        assert "under way" not in page(client, f"/results/{number}")
    assert "under way" not in page(client, "/results")
