"""A measured value becomes the mark that the domain page computes."""

from typing import Any

import pytest

from judging.documents.json_text import read_json
from tests.judging.bundles import aspect, document, faults, refused, scheme, value

CHOICE = {
    "type": "CHOICE",
    "choices": [{"label": "good", "deduction": "0"}, {"label": "poor", "deduction": "0.75"}],
}
PERCENT = {
    "type": "CHOICE",
    "choices": [{"label": "third", "deduction": "33.3"}],
    "unit": "percent",
}
RANGED = {
    "type": "RANGED_SCORE",
    "target": "10",
    "ranges": [
        {"lower": "0", "upper": "0.5", "deduction": "0"},
        {"lower": "0.5", "upper": "1", "deduction": "0.4"},
    ],
}
REGULAR = {
    "type": "REGULAR_DIFFERENCE_DEDUCTION",
    "target": "200",
    "difference": "3",
    "deduction": "0.25",
}


@pytest.mark.parametrize(
    "calculation, measured, mark",
    [
        ("PASS_FAIL", "pass", "1.50"),
        ("PASS_FAIL", "PASS", "1.50"),  # in capitals like its type
        ({"type": "PASS_FAIL"}, "fail", "0.00"),
        ({"type": "NUMBER_COMPLETED", "possible": 7}, "5", "1.07"),  # 1.5 x 5 / 7 = 1.0714
        ({"type": "NUMBER_COMPLETED", "possible": "7"}, "7", "1.50"),
        (CHOICE, "good", "1.50"),
        (CHOICE, "poor", "0.75"),
        (PERCENT, "third", "1.00"),  # 1.5 x 0.667 = 1.0005
        (RANGED, "10.5", "1.50"),  # the first range that contains it
        (RANGED, "9.25", "1.10"),
        (RANGED, "11.01", "0.00"),
        (REGULAR, "202.999", "1.50"),
        (REGULAR, "197", "1.25"),
        (REGULAR, "218", "0.00"),  # six steps: 1.5 - 1.5
        (REGULAR, "500", "0.00"),  # cut off at 0
        (REGULAR | {"unit": "percent"}, "206", "1.25"),  # 3 % of 200 are 6
        (REGULAR, "not_attempted", "0.00"),
    ],
)
def test_calculations(calculation: Any, measured: str, mark: str) -> None:
    one = aspect("M", maximum="1.5", calculation=calculation)
    assert value(one, {"J1": measured}) == mark


@pytest.mark.parametrize(
    "calculation, measured, why",
    [
        ("PASS_FAIL", "1", '1 is neither "pass" nor "fail"'),
        ({"type": "NUMBER_COMPLETED", "possible": 7}, "8", "8 is not a whole number from 0 to 7"),
        (
            {"type": "NUMBER_COMPLETED", "possible": 7},
            "1.5",
            "1.5 is not a whole number from 0 to 7",
        ),
        (CHOICE, "bad", "bad is not one of good, poor"),
        (RANGED, "1e1", "1e1 is not a number in plain decimal notation"),
    ],
)
def test_values_that_the_calculation_cannot_read(calculation: Any, measured: str, why: str) -> None:
    one = aspect("M", calculation=calculation)
    assert refused(one, {"J1": measured}) == [f".J1: {why}"]


@pytest.mark.parametrize(
    "written",
    [
        {"unit": "percent"},
        {"unit": "PERCENT"},
        {"mode": "Percent"},
        {"percent": True},
        {"unit": False},
    ],
)
def test_percent_may_be_written_in_several_ways(written: Any) -> None:
    one = aspect("M", maximum="2", calculation=PERCENT | {"unit": "unit"})
    assert value(one, {"J1": "third"}) == "0.00"  # 2 - 33.3 marks
    del one["calculation"]["unit"]
    one["calculation"] |= written
    assert value(one, {"J1": "third"}) == "1.33"  # 2 x 0.667 = 1.334


@pytest.mark.parametrize("written", [{"unit": "UNIT"}, {"mode": "unit"}, {"unit": True}, {}])
def test_marks_are_the_unit_unless_it_is_percent(written: Any) -> None:
    one = aspect("M", maximum="2", calculation=REGULAR | written)
    assert value(one, {"J1": "206"}) == "1.50"  # two steps of 3


def test_a_unit_is_written_once() -> None:
    one = aspect("M", calculation=REGULAR | {"unit": "unit", "percent": True})
    found = faults(document(scheme=scheme(one)))
    assert [line.rpartition("aspects[0].")[2] for line in found] == [
        "calculation: needs exactly one of unit, percent, mode"
    ]


@pytest.mark.parametrize(
    "calculation, measured, mark",
    [
        ({"PASS_FAIL": {}}, "pass", "1.50"),
        ({"NUMBER_COMPLETED": {"possible": 3}}, "2", "1.00"),
    ],
)
def test_a_type_may_be_the_key_of_its_parameters(
    calculation: Any, measured: str, mark: str
) -> None:
    one = aspect("M", maximum="1.5", calculation=calculation)
    assert value(one, {"J1": measured}) == mark


@pytest.mark.parametrize(
    "calculation", [{"NUMBER_COMPLETED": 4}, {"PASS_FAIL": {"type": "PASS_FAIL"}}, {"PASSED": {}}]
)
def test_any_other_key_alone_is_no_calculation(calculation: Any) -> None:
    found = faults(document(scheme=scheme(aspect("M", calculation=calculation))))
    assert [line.rpartition("calculation.")[2] for line in found] == [
        f"{next(iter(calculation))}: unknown key",
        "type: missing",
    ]


def test_a_parameter_that_is_written_twice_is_found_below_its_type() -> None:
    twice = read_json('{"NUMBER_COMPLETED": {"possible": 3, "possible": 4}}')
    (found,) = faults(document(scheme=scheme(aspect("M", calculation=twice))))
    assert found.endswith("calculation.possible: is written twice")


def test_a_number_of_any_length_is_completed_or_refused() -> None:
    long = aspect("M", calculation={"type": "NUMBER_COMPLETED", "possible": "4" + "0" * 40})
    assert value(long, {"J1": "1" + "0" * 40}) == "25.00"
    assert refused(long, {"J1": "1" + "0" * 39 + ".5"})[0].startswith(".J1: 1000")


def test_without_a_calculation_the_value_is_the_mark() -> None:
    assert value(aspect("M", maximum="2", step="0.25"), {"J2": "1.75"}) == "1.75"
    assert value(aspect("M", maximum="2", factor="1.5"), {"J2": "1.75"}) == "2.63"  # 2.625


@pytest.mark.parametrize(
    "mark, why",
    [
        ("2.25", "2.25 is not between 0 and 2"),
        ("-0.25", "-0.25 is not between 0 and 2"),
        ("1.3", "1.3 is not a multiple of 0.25"),
        ("excellent", "excellent is not a number in plain decimal notation"),
    ],
)
def test_a_mark_off_its_range_or_step_is_refused(mark: str, why: str) -> None:
    one = aspect("M", maximum="2", step="0.25")
    assert refused(one, {"J1": mark}) == [f".J1: {why}"]


def test_the_panel_agrees_on_one_value_whoever_writes_it() -> None:
    one = aspect("M", maximum="2")
    assert value(one, {"J2": "1.5"}, ["J1", "J2", "J3"]) == "1.50"
    assert value(one, {"J1": "1.5", "J3": "1.50"}, ["J1", "J2", "J3"]) == "1.50"
    assert refused(one, {"J1": "1.5", "J3": "1"}) == [": 1.5, 1: the panel agrees on one value"]
    assert refused(one, {"J1": "1", "J2": "not_attempted"}) == [
        ": 1, not_attempted: the panel agrees on one value"
    ]
