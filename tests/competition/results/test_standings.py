"""Results are what the bundle gives, and the command line gives the same."""

import json

import pytest
from click.testing import CliRunner

from competition.commands.scoring import recompute
from competition.draw.models import Draw, DrawKind, Lot
from competition.registration.rules import EntryState, Part
from competition.results.bundle import bundle_of, digest_of
from competition.results.publications.export import as_json
from competition.results.standings import published_rows, standings
from tests.builders import NOW, added
from tests.competition.results.marked import FOUR, marked_event, penalise

pytestmark = pytest.mark.usefixtures("app")

BANDS = {
    "rule": "bands",
    "bands": [{"code": "gold", "count": 1}, {"code": "excellence", "to_fraction": "1/2"}],
}


def ranks(event):
    return [(row.code, row.rank, f"{row.total}") for row in standings(event).results.rows]


def test_totals_and_ranks_are_those_worked_by_hand():
    assert ranks(marked_event().event) == [
        ("E02", 1, "93.33"),
        ("E04", 2, "86.60"),
        ("E01", 3, "83.50"),
        ("E03", 4, "63.35"),
    ]


def test_the_command_line_gives_the_same_from_the_exported_bundle(tmp_path):
    marked = marked_event(scale="worldskills_700", medals=BANDS)
    penalise(marked.entries["E02"], "1.5")
    marked.entries["E03"].part = Part.ABSENT
    found = standings(marked.event)
    file = tmp_path / "bundle.json"
    file.write_bytes(as_json(found.bundle))

    outcome = CliRunner().invoke(recompute, [str(file)])

    assert outcome.exit_code == 0, outcome.output
    lines = [json.loads(line) for line in outcome.stdout.splitlines()]
    assert lines == [row.document() for row in found.results.rows]
    assert [line["total"] for line in lines][:3] == ["91.83", "86.60", "83.50"]
    assert lines[-1]["status"] == "absent"


def test_a_bundle_holds_codes_and_no_names():
    marked = marked_event()
    text = json.dumps(bundle_of(marked.event), ensure_ascii=False)
    assert "E01" in text
    for entry in marked.entries.values():
        person = entry.members[0].person
        assert person.name not in text
        assert person.name_en not in text
    for judge in marked.judges:
        assert judge.name not in text


def test_a_missing_mark_gives_no_results_but_its_place():
    found = standings(marked_event(FOUR | {"E03": (None, ("60", "61"))}).event)
    assert found.results is None
    assert [one.place for one in found.obstacles] == ["E03 A1.1"]


def test_who_withdrew_after_the_draw_is_listed_without_a_rank():
    marked = marked_event()
    marked.entries["E02"].state = EntryState.WITHDRAWN
    rows = standings(marked.event).results.rows
    assert (rows[-1].code, rows[-1].rank, rows[-1].status) == ("E02", None, "withdrawn")


def test_published_rows_name_the_people_behind_the_codes():
    marked = marked_event()
    first = published_rows(marked.event, standings(marked.event).results)[0]
    assert first.names == ("选手E02",)
    assert first.delegation == "代表队E02"
    assert first.person_ids == (marked.entries["E02"].members[0].person_id,)
    assert type(first).of(json.loads(json.dumps(first.document()))) == first


def test_any_change_of_a_mark_changes_the_digest():
    event = marked_event().event
    before = digest_of(bundle_of(event))
    changed = marked_event(FOUR | {"E03": ("70.01", ("60", "61"))}).event
    assert digest_of(bundle_of(event)) == before
    assert digest_of(bundle_of(changed)) != before


def test_the_number_of_statements_does_not_grow_with_the_entries(statements):
    few = marked_event()
    many = marked_event({f"E{n:02d}": ("80", ("70", "71")) for n in range(1, 31)})
    counts = []
    for marked in (few, many):
        with statements() as counted:
            published_rows(marked.event, standings(marked.event).results)
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_codes_of_a_draw_that_was_repeated_do_not_count():
    marked = marked_event()
    old = Draw(event=marked.event, kind=DrawKind.ENTRY_CODE, seed="old", drawn_at=NOW, ended_at=NOW)
    added(old)
    codes = reversed(marked.entries)
    for position, (code, entry) in enumerate(zip(codes, marked.entries.values(), strict=True)):
        added(Lot(draw=old, entry=entry, position=position + 1, code=code))
    rows = published_rows(marked.event, standings(marked.event).results)
    assert [(row.code, row.names) for row in rows] == [
        (code, (f"选手{code}",)) for code in ("E02", "E04", "E01", "E03")
    ]
