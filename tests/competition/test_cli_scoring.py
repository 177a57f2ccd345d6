"""`saiwu recompute` and `saiwu scheme`: what goes to which stream, with which exit code."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from competition.commands.explaining import WORDS
from competition.commands.scoring import recompute, scheme
from judging.aggregation import METHODS
from judging.measurement import CALCULATIONS
from judging.medals import MEDALS
from judging.numbers import ROUNDINGS
from tests.judging.bundles import aspect, document, known, measured, totals, whole_way
from tests.judging.bundles import scheme as scheme_of

Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a bundle to a file and say where."""

    def file(given: Any, name: str = "bundle.json") -> str:
        path = tmp_path / name
        path.write_text(given if isinstance(given, str) else json.dumps(given), "utf-8")
        return str(path)

    return file


def run(*arguments: str) -> Result:
    return CliRunner().invoke(recompute, arguments)


def test_one_line_per_entry_in_ranking_order(write: Write) -> None:
    made = totals("40", "50", "60", "70", "80", scale="worldskills_700")
    made["medals"] = {"rule": "worldskills_2026"}
    made["entries"].append(known("甲", "90", status="guest"))
    found = run(write(made))
    assert (found.exit_code, found.stderr) == (0, "")
    lines = found.stdout.splitlines()
    assert len(lines) == 6
    assert lines[0] == (
        '{"code": "E5", "criteria": {"A": null}, "total": "80.00", "rank": 1, "decided_by": null, '
        '"scale_score": 740, "position": 1, "medal": "gold", "status": "ranked"}'
    )
    assert lines[5] == (
        '{"code": "甲", "criteria": {"A": null}, "total": "90.00", "rank": null, '
        '"decided_by": null, "scale_score": null, "position": null, "medal": null, '
        '"status": "guest"}'
    )


def test_several_files_follow_each_other_with_their_event(write: Write) -> None:
    first = write(document(entries=[measured("E1", "5")], event={"id": "web"}), "b.json")
    second = write(document(entries=[measured("E1", "6")], event={"id": "cad"}), "a.json")
    lines = [json.loads(line) for line in run(first, second).stdout.splitlines()]
    assert [(line["event"], line["total"]) for line in lines] == [("web", "5.00"), ("cad", "6.00")]
    assert next(iter(lines[0])) == "event"


def test_a_wrong_bundle_prints_every_fault_and_no_result(write: Write) -> None:
    made = document(entries=[measured("E1", "101"), measured("E1", "5")])
    found = run(write(made))
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.splitlines() == [
        "entries[0].marks.M.J1: 101 is not between 0 and 100",
        "entries[1].code: E1 is there twice",
    ]


def test_one_wrong_file_of_several_prints_nothing_and_is_named(write: Write) -> None:
    good, bad = write(totals("5"), "good.json"), write({}, "bad.json")
    found = run(good, bad)
    assert (found.exit_code, found.stdout) == (1, "")
    assert all(line.startswith(f"{bad}: ") for line in found.stderr.splitlines())


@pytest.mark.parametrize("text", ["", "{", "[1,]", '{"a": NaN}', "bundle", "[" * 100_000])
def test_what_is_not_json_is_one_clear_line(write: Write, text: str) -> None:
    found = run(write(text))
    assert (found.exit_code, found.stdout) == (1, "")
    assert len(found.stderr.splitlines()) == 1
    assert "not JSON" in found.stderr


def test_a_file_that_cannot_be_read_is_one_clear_line(tmp_path: Path) -> None:
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")
    for file in (tmp_path / "none.json", tmp_path, binary):
        found = run(str(file))
        assert (found.exit_code, found.stdout) == (1, "")
        assert len(found.stderr.splitlines()) == 1
        assert file.name in found.stderr


def test_refused_ties_are_listed_beside_the_lines(write: Write) -> None:
    found = run(write(totals("80", "80", "70", ranking={"ties": "refuse"})))
    assert found.exit_code == 0
    ranks = [json.loads(line)["rank"] for line in found.stdout.splitlines()]
    assert ranks == [None, None, 3]
    assert found.stderr == "People must decide between E1, E2.\n"


def test_sections_far_from_their_weight_are_reported_and_not_refused(write: Write) -> None:
    weights = [{"code": "1", "weight": "94"}, {"code": "2", "weight": "5"}]
    judged = scheme_of(aspect("M", section="1"), sections=weights)
    found = run(write(document(scheme=judged, entries=[measured("E1", "80")])))
    assert (found.exit_code, len(found.stdout.splitlines())) == (0, 1)
    assert found.stderr == (  # section 2 is exactly 5 apart
        "Section 1 has 100 marks against a weight of 94: more than 5 apart.\n"
    )


def test_check_compares_with_what_was_published(write: Write) -> None:
    made = totals("80", "70", published=[{"code": "E1", "total": "80", "rank": 1}])
    found = run("--check", write(made))
    assert (found.exit_code, found.stdout) == (0, "")
    made["published"] += [{"code": "E2", "total": "71", "rank": 2}]
    found = run("--check", write(made))
    assert found.exit_code == 1
    assert found.stdout == "E2: total published 71, computed 70.00\n"


def test_check_without_anything_published_is_no_success(write: Write) -> None:
    found = run("--check", write(totals("80")))
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr == "published: missing, nothing to compare with\n"


def test_explain_tells_the_way_of_one_entry(write: Write) -> None:
    found = run("--explain", "E2", write(totals("80", "70")))
    assert found.exit_code == 0
    assert found.stdout.splitlines()[0] == "X: the result of E2."
    assert "Rank 2 of 2." in found.stdout
    found = run("--explain", "E9", write(totals("80")))
    assert (found.exit_code, found.stdout, found.stderr) == (1, "", "there is no entry E9\n")


def test_explain_uses_words_and_not_the_codes_of_the_rule_book(write: Write) -> None:
    made = whole_way() | {"scale": "worldskills_700", "medals": {"rule": "worldskills_2026"}}
    text = run("--explain", "E1", write(made)).stdout
    assert "Values are rounded to 2 decimals (halves up) at every step." in text
    assert "without the 1 highest and 1 lowest their mean is 9.00 of 10." in text
    assert "C: measured 6; by number completed that is 3.00 of 4." in text
    assert re.search(r"ward by the rule WorldSkills 2026", text)
    assert re.findall(r"\w*_\w*", text) == []


def test_explain_names_what_parted_two_entries(write: Write) -> None:
    made = totals("80", "70") | {"scale": "worldskills_700"}
    text = run("--explain", "E2", write(made | {"ranking": {"metrics": ["scale_score"]}})).stdout
    assert "scale score parted it from E1 above." in text


@pytest.mark.parametrize("table", [ROUNDINGS, METHODS, CALCULATIONS, MEDALS])
def test_every_code_of_the_rule_book_has_words(table: Any) -> None:
    unknown = [
        code for code in table if code not in WORDS and not (code.isalpha() and code.islower())
    ]
    assert unknown == []


def test_check_and_explain_do_not_go_together(write: Write) -> None:
    assert run("--check", "--explain", "E1", write(totals("80"))).exit_code == 2


@pytest.mark.parametrize("name", ["euroskills2023_s17", "euroskills2025_s17", "wsuk2024_s17_final"])
def test_a_scheme_that_is_imported_is_accepted_in_a_bundle(
    shared: Path, write: Write, name: str
) -> None:
    workbook = str(shared / "data" / "schemes" / f"{name}.xlsx")
    found = CliRunner().invoke(scheme, ["import", workbook])
    assert found.exit_code == 0
    made = document(scheme=json.loads(found.stdout), entries=[known("E1", "61.5")])
    assert run(write(made)).exit_code == 0


def test_warnings_of_an_import_go_to_standard_error(shared: Path) -> None:
    workbook = str(shared / "data" / "schemes" / "wsuk2024_s17_final.xlsx")
    found = CliRunner().invoke(scheme, ["import", workbook])
    assert found.stderr.splitlines()[1] == (
        "Section 4 has 60.00 marks against a weight of 25: more than 5 apart."
    )


def test_a_summary_is_json(shared: Path) -> None:
    workbook = str(shared / "data" / "schemes" / "euroskills2025_s17.xlsx")
    found = CliRunner().invoke(scheme, ["summary", workbook])
    assert json.loads(found.stdout)["aspects"] == 192


@pytest.mark.parametrize("command", ["import", "summary"])
def test_what_is_no_workbook_is_one_clear_line(write: Write, tmp_path: Path, command: str) -> None:
    found = CliRunner().invoke(scheme, [command, write("no workbook", "text.xlsx")])
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr == "workbook: is not an Excel workbook (.xlsx)\n"
    found = CliRunner().invoke(scheme, [command, str(tmp_path / "none.xlsx")])
    assert (found.exit_code, found.stdout) == (1, "")
    assert "cannot be read" in found.stderr
