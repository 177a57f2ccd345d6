"""From the marks of a panel to the total of an entry."""

from decimal import Decimal
from typing import Any

import pytest

from judging.errors import IncompletePanel
from judging.marking.entries import Entry
from judging.marks import not_attempted, unfinished
from tests.judging.bundles import (
    aspect,
    bundle,
    document,
    faults,
    known,
    measured,
    refused,
    rows,
    scheme,
    value,
)

THREE = ["J1", "J2", "J3"]


def given(*marks: str) -> dict[str, str]:
    return {f"J{i}": mark for i, mark in enumerate(marks, start=1)}


def test_judgement_is_the_share_of_nine() -> None:
    judged = aspect("A", "judgement", "1.25")
    assert value(judged, given("2", "2", "3"), THREE) == "0.97"  # 1.25 x 7 / 9 = 0.9722
    assert value(judged, given("3", "3", "3"), THREE) == "1.25"
    assert value(aspect("A", "judgement", "1", judges=5), given("1", "1", "1", "2", "2")) == "0.47"


def test_judges_too_far_apart_score_again() -> None:
    judged = aspect("A", "judgement", "1")
    why = ": {} is further apart than {}: the panel scores again"
    assert refused(judged, given("1", "2", "3"), THREE) == [why.format("1 to 3", 1)]
    assert value(judged | {"spread": 2}, given("1", "2", "3"), THREE) == "0.67"
    assert refused(judged, given("not_attempted", "2", "2"), THREE) == [why.format("0 to 2", 1)]
    score = aspect("S", "score", spread="0.5")
    assert refused(score, given("8", "8.6"), ["J1", "J2"]) == [why.format("8 to 8.6", "0.5")]
    assert value(score, given("8", "8.5"), ["J1", "J2"]) == "8.25"


def test_a_score_of_judgement_is_a_whole_number() -> None:
    judged = aspect("A", "judgement", "1")
    assert refused(judged, given("2", "3.5", "2"), THREE) == [
        ".J2: 3.5 is not a whole number from 0 to 3"
    ]
    assert refused(judged, given("2", "4", "x"), THREE) == [
        ".J2: 4 is not a whole number from 0 to 3",
        ".J3: x is not a number in plain decimal notation",
    ]
    assert value(judged, given("2.0", "2", "2"), THREE) == "0.67"


@pytest.mark.parametrize(
    "combine, marks, combined",
    [
        ({"method": "mean"}, ["9", "8.75", "8"], "8.58"),  # 25.75 / 3
        ({"method": "median"}, ["9", "1", "8"], "8.00"),
        ({"method": "median"}, ["9", "1", "8", "7"], "7.50"),
        ({"method": "sum"}, ["90", "80", "70"], "240.00"),
        ({"method": "trimmed_mean"}, ["10", "9", "9", "8", "0"], "8.67"),  # 26 / 3
        ({"method": "trimmed_mean", "drop_highest": 2}, ["10", "9", "4", "2"], "3.00"),
        (
            {"method": "trimmed_sum", "drop_highest": 1, "drop_lowest": 2},
            ["5", "4", "3", "2"],
            "4.00",
        ),
        ({"method": "mean", "drop_lowest": 1}, ["6", "4", "1"], "5.00"),
    ],
)
def test_many_marks_become_one(combine: dict[str, Any], marks: list[str], combined: str) -> None:
    assert value(aspect("S", "score", combine=combine), given(*marks)) == combined


def test_a_panel_smaller_than_the_drops_is_refused() -> None:
    trimmed = aspect("S", "score", combine={"method": "trimmed_mean"})
    assert refused(trimmed, given("9", "8"), ["J1", "J2"]) == [
        ": 2 marks, but trimmed_mean needs at least 3"
    ]
    assert value(trimmed, given("9", "8", "7"), THREE) == "8.00"


def test_an_excused_judge_is_out_of_the_panel_for_that_aspect() -> None:
    score = aspect("S", "score")
    assert value(score, given("9", "excused", "8"), THREE) == "8.50"
    assert value(aspect("M"), given("excused", "8"), THREE) == "8.00"
    nobody = ": every judge is excused: nobody is left on the panel"
    assert refused(score, given("excused", "excused"), ["J1", "J2"]) == [nobody]
    assert refused(aspect("M"), given("excused"), ["J1"]) == [nobody]


def test_the_fourth_judge_takes_the_place_of_an_excused_one() -> None:
    judged = aspect("A", "judgement", "9")
    four = [*THREE, "J4"]
    assert value(judged, given("excused", "2", "3", "2"), four) == "7.00"
    assert refused(judged, given("2", "2", "3", "2"), four) == [
        ": 4 scores, but 3 count: excuse a judge"
    ]
    assert value(judged, given("excused", "2", "2"), THREE) == "6.00"  # 9 x 4 / 6


def test_fewer_marks_than_judges_assigned_is_incomplete() -> None:
    assert refused(aspect("S", "score"), given("9"), THREE) == [": no mark yet from J2, J3"]
    assert refused(aspect("A", "judgement", "1"), given("2", "2")) == [": 2 of 3 scores"]
    assert refused(aspect("M"), {}, THREE) == [": no mark yet from J1, J2, J3"]
    assert refused(aspect("S", "score"), {}) == [": no mark yet"]
    assert refused(aspect("D", "deduction"), {}) == [": no mark yet"]


def test_without_a_panel_whoever_marked_is_the_panel() -> None:
    assert value(aspect("S", "score"), {"anybody": "9", "else": "8"}) == "8.50"


def test_a_mark_by_somebody_outside_the_panel_is_refused() -> None:
    assert refused(aspect("S", "score"), given("9", "8", "7", "6"), THREE) == [
        ".J4: is not on the panel of A1",
    ]


def test_not_attempted_counts_nothing_and_is_remembered() -> None:
    one = aspect("S", "score")
    assert value(one, given("not_attempted", "9"), ["J1", "J2"]) == "4.50"
    entry = {"code": "E", "marks": {"S": given("not_attempted", "9")}}
    made = bundle(document(scheme=scheme(one), entries=[entry]))
    assert not_attempted(made.entries[0]) == ("S",)


def test_deductions_are_taken_off_and_a_criterion_is_never_below_zero() -> None:
    two = scheme(aspect("M"), aspect("D", "deduction", "10"))
    entries = [
        {"code": "E1", "marks": {"M": {"J1": "50"}, "D": {"J1": "7.5"}}},
        {"code": "E2", "marks": {"M": {"J1": "5"}, "D": {"J1": "7.5"}}},
    ]
    found = rows(document(scheme=two, entries=entries))
    assert [str(found[code].total) for code in ("E1", "E2")] == ["42.50", "0.00"]
    assert str(found["E2"].criteria["A"]) == "0.00"


def test_a_criterion_is_never_above_its_maximum() -> None:
    capped = scheme(aspect("M"), aspect("N"))
    capped["criteria"][0] |= {"maximum": "120", "factor": "0.5"}
    entry = {"code": "E", "marks": {"M": {"J1": "90"}, "N": {"J1": "80"}}}
    assert str(rows(document(scheme=capped, entries=[entry]))["E"].total) == "60.00"


def test_every_stated_step_is_rounded() -> None:
    # 8.333 -> 8.33; x 1.5 = 12.495 -> 12.50; x 0.3 = 3.75; unrounded it would be 3.7499
    one = scheme(aspect("S", "score", factor="1.5"))
    one["criteria"][0]["factor"] = "0.3"
    entry = {"code": "E", "marks": {"S": given("8", "8", "9")}}
    assert str(rows(document(scheme=one, entries=[entry]))["E"].total) == "3.75"


@pytest.mark.parametrize(
    "rounding, total", [("half_up", "0.13"), ("half_even", "0.12"), ("down", "0.12")]
)
def test_the_scheme_says_how_to_round(rounding: str, total: str) -> None:
    made = document(scheme=scheme(rounding=rounding), entries=[measured("E", "0.125")])
    assert str(rows(made)["E"].total) == total


def test_decimals_are_the_schemes() -> None:
    made = document(scheme=scheme(decimals=0), entries=[measured("E", "70.5")])
    assert str(rows(made)["E"].total) == "71"


def test_penalties_come_off_the_total_but_not_below_zero() -> None:
    penalties = [{"points": "5", "reason": "late"}, {"points": "2.5", "reason": "mess"}]
    made = document(
        entries=[
            measured("E1", "80", penalties=penalties),
            measured("E2", "6", penalties=penalties),
        ]
    )
    found = rows(made)
    assert (found["E1"].total, found["E2"].total) == (Decimal("72.50"), 0)


def test_what_is_unfinished_is_said_without_raising() -> None:
    two = scheme(aspect("A", "judgement", "1"), aspect("S", "score"), aspect("M"))
    absent = {"code": "E", "status": "absent"}
    made = bundle(document(scheme=two, panels={"A1": THREE}, entries=[absent]))
    entry = made.entries[0]
    open_ones = unfinished(made.scheme, made.panels, entry)
    assert [one.aspect for one in open_ones] == ["A", "S", "M"]
    assert isinstance(open_ones[0].violation, IncompletePanel)
    marked = {"A": {j: Decimal(s) for j, s in zip(THREE, (0, 1, 2), strict=True)}}
    marked |= {"S": dict.fromkeys(THREE, Decimal(5)), "M": {"J1": Decimal(5)}}
    (spread,) = unfinished(made.scheme, made.panels, Entry("E", marks=marked))
    assert (spread.aspect, spread.is_spread) == ("A", True)


def test_a_stranger_in_a_bundle_made_from_values_is_refused_too() -> None:
    made = bundle(document(scheme=scheme(aspect("S", "score")), panels={"A1": ["J1"]}))
    entry = Entry("E", marks={"S": {"J1": Decimal(5), "J9": Decimal(5)}})
    (one,) = unfinished(made.scheme, made.panels, entry)
    assert str(one.violation) == "a mark by J9, not on the panel"


def test_who_has_no_result_needs_no_marks() -> None:
    entries = [{"code": s, "status": s} for s in ("absent", "withdrawn", "disqualified")]
    found = rows(document(entries=[*entries, known("E", "5")]))
    assert [found[s].total for s in ("absent", "withdrawn", "disqualified")] == [None] * 3
    assert faults(document(entries=[{"code": "G", "status": "guest"}])) == [
        "entries[0].marks.M: no mark yet"
    ]
