"""CIS workbooks: real ones, old ones, hand-edited ones, and what is none."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from competition.events.workbook import Workbook, read_workbook, scheme_of, summary_of
from judging.errors import Faults
from judging.scheme import parse_scheme

REAL = ("euroskills2023_s17", "euroskills2025_s17", "wsuk2024_s17_final")
SHEET = "CIS Marking Scheme Import"

HEADINGS = [
    "Sub\nCriterion\nID",
    "Sub Criterion\nName or Description",
    "Day of Marking",
    "Aspect\nType\nM = Meas\nJ = Judg",
    "Aspect - Description",
    "Judg Score",
    "Extra Aspect Description (Meas or Judg)",
    "Requirement\n(Measurement Only)",
    "WSOS Section",
    "Calculation Row \n(Export only)",
    "Max\nMark",
    "Criterion A",
    "Total\nMark",
]
FRONT: list[list[Any]] = [
    ["17 Web"],
    [],
    ["WorldSkills Occupational Standards"],
    ["Section", "WSOS Marks", "", "", "", "", "", "", "WSOS Marks"],
    [1.0, "Work", "", "", "", "", "", "", 50.0],
    [2.0, "Code", "", "", "", "", "", "", 50.0],
    [],
    ["Criteria"],
    ["ID", "Name", "", "", "", "", "", "", "", "", "Mark"],
    ["A", "First", "", "", "", "", "", "", "", "", 100.0],
    [],
]


def workbook(
    rows: list[list[Any]], calculations: list[list[Any]] = (), sheet: str = SHEET
) -> bytes:  # type: ignore[assignment]
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, cells in ((sheet, rows), ("Calculations", calculations)):
            page = book.add_worksheet(name)
            for index, row in enumerate(cells):
                page.write_row(index, 0, row)
    return content.getvalue()


def measured(mark: Any, section: Any = 1.0, row: Any = "", kind: str = "M") -> list[Any]:
    return ["", "", "", kind, "Works", "", "", "", section, row, mark]


def read(*rows: list[Any], calculations: list[list[Any]] = ()) -> Workbook:  # type: ignore[assignment]
    block = [HEADINGS, ["A1", "Part", 1.0], *rows]
    return read_workbook(workbook([*FRONT, *block], calculations))


def warnings(found: Workbook) -> list[str]:
    return [str(warning) for warning in found.warnings]


def aspects(found: Workbook) -> list[dict[str, Any]]:
    document = scheme_of(found)
    parts = [part for criterion in document["criteria"] for part in criterion["sub_criteria"]]
    return [aspect for part in parts for aspect in part["aspects"]]


@pytest.mark.parametrize("name", REAL)
def test_every_count_of_the_real_workbooks(shared: Path, name: str) -> None:
    schemes = shared / "data" / "schemes"
    expected = json.loads((schemes / "EXPECTED.json").read_text("utf-8"))[f"{name}.xlsx"]
    found = read_workbook((schemes / f"{name}.xlsx").read_bytes())
    summary = summary_of(found)
    assert summary == {key: expected[key] for key in summary}
    assert len(summary) == 13
    assert found.front.criterion_names == expected["criteria_names"]


@pytest.mark.parametrize("name", REAL)
def test_the_scheme_has_every_mark_of_the_workbook(shared: Path, name: str) -> None:
    found = read_workbook((shared / "data" / "schemes" / f"{name}.xlsx").read_bytes())
    scheme = parse_scheme(scheme_of(found))
    assert scheme.maximum == 100
    assert len(scheme.aspects) == len(found.aspects)
    judged = [aspect for aspect in scheme.aspects.values() if aspect.kind == "judgement"]
    assert all(len(aspect.levels) == 4 for aspect in judged)


def test_real_calculations_are_read(shared: Path) -> None:
    content = (shared / "data" / "schemes" / "euroskills2025_s17.xlsx").read_bytes()
    scheme = parse_scheme(scheme_of(read_workbook(content)))
    kinds = {type(aspect.calculation).__name__ for aspect in scheme.aspects.values()}
    assert kinds == {"PassFail", "NumberCompleted", "Choice", "RangedScore", "NoneType"}


def test_judgement_has_its_four_texts_and_descriptions_their_lines() -> None:
    levels = [["", "", "", "", "", float(i), f"level {i}"] for i in range(4)]
    found = read(
        ["", "", "", "J", "Looks", "", "first", "", 1.0, "", 1.5],
        ["", "", "", "", "", "", "second"],
        *levels,
        [],
        ["", "", "", "M", "Works", "", "", "all of it", 2.0, "", 0.1 + 0.2],
    )
    assert aspects(found) == [
        {
            "code": "A1.J1",
            "name": "Looks",
            "kind": "judgement",
            "maximum": "1.5",
            "section": "1",
            "description": "first\nsecond",
            "levels": ["level 0", "level 1", "level 2", "level 3"],
        },
        {
            "code": "A1.M2",
            "name": "Works",
            "kind": "measurement",
            "maximum": "0.3",
            "section": "2",
            "requirement": "all of it",
        },
    ]


CALCULATIONS = [
    ["", "PASS_FAIL", True, ""],
    ["", "NUMBER_COMPLETED", True, "NUM_POSSIBLE:::4.00000000#x~x#"],
    [
        "",
        "CHOICE",
        False,
        "DEDUCTION_TYPE:::#x~x#PERCENT#-#CHOICE2_LABEL:::#x~x#poor#-#CHOICE2_DEDUCTION:::"
        "66.60000000#x~x##-#CHOICE1_LABEL:::#x~x#good#-#CHOICE1_DEDUCTION:::0E-8#x~x#",
    ],
    [
        "",
        "RANGED_SCORE",
        False,
        "DEDUCTION_TYPE:::#x~x#PERCENT#-#TARGET_VALUE:::100.0#x~x##-#RANGE1_LOWER:::20.0#x~x##-#"
        "RANGE1_UPPER:::0E-8#x~x##-#RANGE1_DEDUCTION:::60.0#x~x##-#RANGE2_LOWER:::#x~x#",
    ],
    [
        "",
        "REGULAR_DIFFERENCE_DEDUCTION",
        True,
        "DEDUCTION_TYPE:::#x~x#UNIT#-#TARGET_VALUE:::0E-8#x~x##-#DIFFERENCE:::1.0#x~x##-#"
        "DIFFERENCE_TYPE:::#x~x#UNIT#-#DEDUCTION:::0.25000000#x~x#",
    ],
]


@pytest.mark.parametrize(
    "row, calculation",
    [
        (1, {"type": "PASS_FAIL"}),
        (2, {"type": "NUMBER_COMPLETED", "possible": 4}),
        (
            3,
            {
                "type": "CHOICE",
                "choices": [
                    {"label": "good", "deduction": "0"},
                    {"label": "poor", "deduction": "66.6"},
                ],
                "unit": "percent",
            },
        ),
        (
            4,  # 60 % of 2 marks, and the ends in order
            {
                "type": "RANGED_SCORE",
                "target": "100",
                "ranges": [{"lower": "0", "upper": "20", "deduction": "1.20"}],
            },
        ),
        (
            5,
            {
                "type": "REGULAR_DIFFERENCE_DEDUCTION",
                "target": "0",
                "difference": "1",
                "deduction": "0.25",
                "unit": "unit",
            },
        ),
    ],
)
def test_calculations_are_read(row: int, calculation: dict[str, Any]) -> None:
    found = read(measured(2.0, row=float(row)), calculations=CALCULATIONS)
    assert aspects(found)[0]["calculation"] == calculation
    assert summary_of(found)["aspects_with_calc"] == 1


@pytest.mark.parametrize(
    "cells",
    [
        ["", "MAGIC", True, ""],
        ["", "NUMBER_COMPLETED", True, "NUM_POSSIBLE:::0E-8#x~x#"],
        ["", "CHOICE", True, "CHOICE1_LABEL:::#x~x#good"],
        ["", "RANGED_SCORE", True, "TARGET_VALUE:::1#x~x#"],
        ["", "REGULAR_DIFFERENCE_DEDUCTION", True, "DEDUCTION:::often#x~x#"],
        [
            "",
            "REGULAR_DIFFERENCE_DEDUCTION",
            True,
            "DEDUCTION:::1#x~x##-#TARGET_VALUE:::5#x~x##-#DIFFERENCE:::0E-8#x~x#",
        ],
        [
            "",
            "CHOICE",
            True,
            "CHOICE1_LABEL:::#x~x#yes#-#CHOICE1_DEDUCTION:::0E-8#x~x##-#"
            "CHOICE2_LABEL:::#x~x#yes#-#CHOICE2_DEDUCTION:::1#x~x#",
        ],
    ],
)
def test_a_calculation_that_cannot_be_read_is_a_warning(cells: list[Any]) -> None:
    found = read(measured(1.0, row=1.0), calculations=[cells])
    assert "calculation" not in aspects(found)[0]
    assert any("calculation 1 cannot be read" in warning for warning in warnings(found))


def test_a_calculation_that_is_not_there_is_a_warning() -> None:
    found = read(measured(1.0, row=9.0), calculations=CALCULATIONS)
    assert any("calculation 9 cannot be read" in warning for warning in warnings(found))


def test_what_is_odd_is_a_warning() -> None:
    found = read(
        measured(49.0),
        measured(3.0, section=2.0),
        measured(0.0),
        ["", "", "", "J", "Looks", "", "", "", 2.0, "", 1.0],
    )
    assert warnings(found) == [
        "The marks add up to 53, not to 100.",
        "Criterion A states 100 marks; its aspects add up to 53.",
        "Section 2 has 4 marks against a weight of 50: more than 5 apart.",
        "Row 14: 49 marks for one aspect; more than 2 is unusual.",
        "Row 15: 3 marks for one aspect; more than 2 is unusual.",
        "Row 16: the aspect is worth 0 and is left out.",
        "Row 17: the texts of the levels 0 to 3 are not complete.",
    ]
    assert [aspect["code"] for aspect in aspects(found)] == ["A1.M1", "A1.M2", "A1.J4"]


def test_a_partial_scheme_keeps_what_is_filled() -> None:
    front = [*FRONT[:10], ["B", "Second", *[""] * 8, 40.0], []]
    second = [*HEADINGS[:11], "Criterion B"]
    found = read_workbook(workbook([*front, HEADINGS, [], second, ["B1", "Part"], measured(2.0)]))
    assert [criterion["code"] for criterion in scheme_of(found)["criteria"]] == ["B"]
    assert "Criterion A has no aspects and is left out." in warnings(found)
    assert summary_of(found)["by_criterion"] == {"B": "2"}


def test_an_old_workbook_has_other_types_no_day_and_fewer_columns() -> None:
    headings = [*HEADINGS[:2], *HEADINGS[3:8], "WSSS Section", *HEADINGS[9:]]
    rows = [["A1", "Part", "O", "Works", "", "", "", 1.0, "", "1,5"], ["", "", "S", *[""] * 6, 1.0]]
    found = read_workbook(workbook([*FRONT, headings, *rows]))
    assert [(aspect["kind"], aspect["maximum"]) for aspect in aspects(found)] == [
        ("measurement", "1.5"),
        ("judgement", "1"),
    ]
    assert warnings(found)[0] == "Row 13: the aspect type O is read as measurement."
    assert summary_of(found)["days"] == []


@pytest.mark.parametrize(
    "part, link, column",
    [("Sub\nCriteria\nID", [], 3), ("SubCriteriaID", ["Z"], 4)],
    ids=["2014", "Russian"],
)
def test_the_first_layout_has_its_title_and_criteria_in_the_middle(
    part: str, link: list[str], column: int
) -> None:
    before = [""] * column
    front = [[*before, "Skill name"], [*before, "Joinery"], [*before, "Criteria,", "Mark"]]
    free = [""] * len(link)
    criteria = [["", "", code, *free, "Work " + code, 2.0] for code in "AB"]
    headings = [part, "Sub Criteria\n\nName or Description", "Aspect\nType\nO = Obj", *link]
    headings += ["Aspect - Description", "Judg Score", "Extra Aspect Description (Obj or Subj)"]
    headings += ["Requirement\nor Nominal\nSize (Obj Only)", "WSSS Section", "Max\nMark"]
    blocks: list[list[Any]] = []
    for code in "AB":
        blocks += [[], [*headings, f"Criterion\n{code}", "Total\nMark", 2.0], [f"{code}1", "Saw"]]
        blocks += [["", "", "B", *free, "Length", "", "", "", 1.0, 2.0]]
    found = read_workbook(workbook([*front, *criteria, *blocks]))
    counts = summary_of(found)
    assert (counts["title"], counts["by_criterion"]) == ("Joinery", {"A": "2", "B": "2"})
    names = [criterion["name"] for criterion in scheme_of(found)["criteria"]]
    assert names == ["Work A", "Work B"]


def refused(content: bytes) -> list[str]:
    with pytest.raises(Faults) as faults:
        read_workbook(content)
    return [str(fault) for fault in faults.value.faults]


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused_in_one_sentence(content: bytes) -> None:
    assert refused(content) == ["workbook: is not an Excel workbook (.xlsx)"]


def test_another_layout_is_refused_with_what_is_missing() -> None:
    other = workbook([["Skill", "Type", "Mark"], ["x", "J1", 1.0]], sheet="Marks")
    assert refused(other) == [
        'workbook: no sheet "CIS Marking Scheme Import"',
        f'{SHEET}: no column "sub criterion id"',
        f'{SHEET}: no column "sub criterion name"',
        f'{SHEET}: no column "aspect type"',
        f'{SHEET}: no column "aspect - description"',
        f'{SHEET}: no column "max mark"',
    ]
    assert refused(workbook([]))[0] == f'{SHEET}: no column "sub criterion id"'
    apart = [[heading] for heading in HEADINGS]
    assert refused(workbook(apart)) == [f"{SHEET}: the columns are not in one heading row"]
    fewer = [heading for heading in HEADINGS if not heading.startswith("Aspect\n")]
    assert refused(workbook([fewer, [], fewer])) == [f'{SHEET}: no column "aspect type"']


def test_rows_that_cannot_be_understood_are_named() -> None:
    rows = [HEADINGS, measured(1.0), ["A1", "Part"], measured(1.0, kind="M1"), measured("much")]
    assert refused(workbook(rows)) == [
        "row 2: an aspect without a sub-criterion",
        'row 4: the aspect type is "M1", neither M nor J',
        "row 5: an aspect without a maximum mark",
    ]
    assert refused(workbook([HEADINGS])) == [f"{SHEET}: there are no aspects"]


def test_a_day_of_any_size_is_read() -> None:
    days = summary_of(read_workbook(workbook([HEADINGS, ["A1", "", 2e30], measured(1.0)])))["days"]
    assert days == ["2" + "0" * 30]


def test_a_code_that_is_there_twice_is_refused_with_its_path() -> None:
    found = read(measured(1.0), ["A1", "Again"], measured(1.0))
    with pytest.raises(Faults, match=r"sub_criteria\[1\]\.code: A1 is there twice"):
        scheme_of(found)
