"""Every result explains itself in sentences that a contestant understands."""

from typing import Any

import pytest

from judging.errors import UnknownName
from judging.explain import explain, explain_standing
from tests.judging.bundles import aspect, document, known, results, totals, whole_way


def told(given: dict[str, Any], code: str) -> list[str]:
    return [str(sentence) for sentence in explain(results(given), code)]


def test_the_way_from_marks_to_the_total() -> None:
    assert told(whole_way(), "E1") == [
        "Web: the result of E1.",
        "Values are rounded to 2 decimals (half_up) at every step.",
        "J Design: scores 2, 2, 3; 9 x 7 / 9 = 7.00.",
        "S: marks 7, 9, 10; without the 1 highest and 1 lowest their trimmed_mean is 9.00 of 10.",
        "S: 9.00 x 2 = 18.00.",
        "P: marks not attempted, 10; their mean is 5.00 of 10.",
        "P: J2 excused.",
        "P: not attempted, which counts 0.",
        "M: the panel agreed on 4.50 of 5.",
        "C: measured 6; by NUMBER_COMPLETED that is 3.00 of 4.",
        "D: 1.00 taken off.",
        "Criterion A Work: 7.00 + 18.00 + 5.00 + 4.50 + 3.00 - 1.00 = 30.00.",
        "A criterion is not below 0 nor above its maximum: 30.00.",
        "Criterion A: 30.00 x 0.5 = 15.00.",
        "Penalty: 2 off the total: late",
        "Total: 15.00 - 2 = 13.00, of 15.0.",
        "Rank 1 of 1.",
        "Published position: 1.",
    ]


def test_a_word_is_followed_by_what_it_gives() -> None:
    aspects = [
        aspect("P", "measurement", "2", name="Bore", calculation={"type": "PASS_FAIL"}),
        aspect("J", "judgement", "0.50", name="Finish"),
    ]
    part = {"code": "A1", "aspects": aspects}
    marks = {
        "P": {"J1": "pass"},
        "J": {"J1": "3", "J2": "2", "J3": "3"},
    }
    made = document(
        scheme={"criteria": [{"code": "A", "name": "Work", "sub_criteria": [part]}]},
        panels={"A1": ["J1", "J2", "J3"]},
        entries=[{"code": "E1", "marks": marks}],
    )
    lines = told(made, "E1")
    assert "P Bore: pass, which gives 2.00." in lines
    assert "J Finish: scores 2, 3, 3; 0.50 x 8 / 9 = 0.44." in lines


def test_the_scale_is_shown_with_its_numbers() -> None:
    made = totals("40", "50", "60", "70", "80", scale="worldskills_700")
    made["medals"] = {"rule": "worldskills_2024"}
    assert told(made, "E4") == [
        "X: the result of E4.",
        "The total was given: 70.00.",
        "Scale score: 700 + 30 x (70.00 - 60.0000) / 14.8260, rounded: 720.",
        "14.8260 is 1.4826 times the median distance from the median, 60.0000.",
        "Rank 2 of 5.",
        "total parted it from E5 above.",
        "Published position: 2.",
        "Medals go to groups within 2 points of the best of the group; medals for excellence to "
        "everybody else from 700 up.",
        "Award by the rule worldskills_2024: silver.",
    ]


@pytest.mark.parametrize(
    "marks, scale, sentence",
    [
        (["70", "70"], "worldskills_700", "All totals are equal: the scale score is 700."),
        (["70", "70", "60"], "worldskills_700", "7.4130 is 0.7413 times the distance between the"),
        (
            ["1", "3"],
            "worldskills_500",
            "1.0000 is the standard deviation of the totals; the middle",
        ),
    ],
)
def test_every_scale_is_explained(marks: list[str], scale: str, sentence: str) -> None:
    lines = told(totals(*marks, scale=scale), "E1")
    assert any(line.startswith(sentence) for line in lines)


def test_a_given_scale_score_is_said_to_be_given() -> None:
    given = document(entries=[{"code": "E", "scale_score": 512}])
    assert "The scale score was given: 512." in told(given, "E")


def test_ties_and_decisions_are_told() -> None:
    marks = ("90", "80", "80", "70")
    shared = told(totals(*marks), "E3")
    assert "E2, E3 are equal in everything and share it." in shared
    assert "total parted it from E1 above." in shared
    assert "total parted it from E3 above." in told(totals(*marks), "E4")
    refused = told(totals(*marks, ranking={"ties": "refuse"}), "E3")
    assert "No rank yet: people must decide between E2, E3." in refused
    ranking = {"ties": "decided", "decisions": [["E3", "E2"]]}
    assert "A decision put it below E3." in told(totals(*marks, ranking=ranking), "E2")


def test_bands_and_the_minimum_score_are_told() -> None:
    bands = [{"code": "gold", "count": 1}, {"code": "good", "to_fraction": "1"}]
    rule = {"rule": "bands", "bands": bands, "minimum_score": "60"}
    lines = told(totals("90", "50", medals=rule), "E2")
    assert lines[-3:] == [
        "Awards go by place: gold to place 1, good to place 2.",
        "No award below a total of 60.",
        "No award by the rule bands.",
    ]


@pytest.mark.parametrize("status", ["guest", "absent", "withdrawn", "disqualified"])
def test_who_is_not_ranked_is_told_why(status: str) -> None:
    lines = told(document(entries=[known("E", "50", status=status)]), "E")
    assert lines[1].startswith(status.capitalize()) or status in lines[1]
    assert ("The total was given: 50.00." in lines) == (status == "guest")


def test_nobody_is_not_explained() -> None:
    with pytest.raises(UnknownName, match="there is no entry E9"):
        told(totals("50"), "E9")


def test_the_end_of_the_way_can_be_told_alone() -> None:
    made = results(totals("90", "80"))
    standing = explain_standing(made, "E1")
    assert standing == explain(made, "E1")[-len(standing) :]
    assert str(standing[0]) == "Rank 1 of 2."


def test_a_criterion_without_a_factor_ends_with_its_sum() -> None:
    lines = told(document(entries=[{"code": "E", "marks": {"M": {"J": "8"}}}]), "E")
    assert lines[-4:] == [
        "Criterion A: 8.00 = 8.00.",
        "Total: 8.00 = 8.00, of 100.",
        "Rank 1 of 1.",
        "Published position: 1.",
    ]
