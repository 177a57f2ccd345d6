"""Ranks, what decided them, and ties."""

from typing import Any

import pytest

from judging.errors import InvalidMark
from judging.standings import Contender, Ranking, rank
from tests.judging.bundles import aspect, document, faults, known, results, totals

Line = tuple[str, int | None, str | None]


def lines(given: dict[str, Any]) -> list[Line]:
    return [(row.code, row.rank, row.decided_by) for row in results(given).rows]


def test_equal_entries_share_a_rank() -> None:
    assert lines(totals("80", "90", "80", "70")) == [
        ("E2", 1, None),
        ("E1", 2, "total"),
        ("E3", 2, None),
        ("E4", 4, "total"),
    ]


def two_criteria() -> dict[str, Any]:
    parts = [
        {"code": c, "sub_criteria": [{"code": f"{c}1", "aspects": [aspect(f"{c}1.1")]}]}
        for c in "CD"
    ]
    return {"criteria": parts}


def marked(code: str, c: str, d: str, time: str) -> dict[str, Any]:
    marks = {"C1.1": {"J1": c}, "D1.1": {"J1": d}}
    return {"code": code, "marks": marks, "time": time}


def chained(*metrics: str) -> dict[str, Any]:
    entries = [
        marked("E1", "40", "50", "5400"),
        marked("E2", "50", "40", "5400"),
        marked("E3", "40", "50", "5300.5"),
        marked("E4", "45", "46", "9999"),
    ]
    return document(scheme=two_criteria(), entries=entries, ranking={"metrics": list(metrics)})


def test_tie_breaks_are_tried_in_turn_and_named() -> None:
    assert lines(chained("total", "criterion:D", "-time")) == [
        ("E4", 1, None),
        ("E3", 2, "total"),
        ("E1", 3, "-time"),
        ("E2", 4, "criterion:D"),
    ]


def test_an_aspect_and_a_time_can_decide() -> None:
    assert [code for code, _, _ in lines(chained("aspect:C1.1", "time"))] == [
        "E2",
        "E4",
        "E1",
        "E3",
    ]


def test_ranking_uses_rounded_values() -> None:
    assert [rank for _, rank, _ in lines(totals("80.001", "80.004"))] == [1, 1]


def test_refused_ties_get_no_rank_and_are_listed() -> None:
    found = results(totals("90", "80", "80", "70", ranking={"ties": "refuse"}))
    assert [row.rank for row in found.rows] == [1, None, None, 4]
    assert found.undecided == [("E2", "E3")]
    assert [str(flag) for flag in found.flags] == ["People must decide between E2, E3."]


def test_a_decision_parts_equals_best_first() -> None:
    ranking = {"ties": "decided", "decisions": [["E3", "E1", "E2"]]}
    assert lines(totals("80", "90", "80", ranking=ranking)) == [
        ("E2", 1, None),
        ("E3", 2, "total"),
        ("E1", 3, "decision"),
    ]


def test_a_tie_that_no_decision_covers_stays_open() -> None:
    ranking = {"ties": "decided", "decisions": [["E3", "E1"]]}
    found = results(totals("80", "80", "80", ranking=ranking))
    assert [row.rank for row in found.rows] == [None, None, None]


def test_decisions_do_not_count_when_ties_are_shared() -> None:
    ranking = {"ties": "share", "decisions": [["E2", "E1"]]}
    assert [rank for _, rank, _ in lines(totals("80", "80", ranking=ranking))] == [1, 1]


def test_scale_scores_rank_where_no_total_is_known() -> None:
    entries = [{"code": "A", "scale_score": 690}, {"code": "B", "scale_score": 730}]
    assert lines(document(entries=entries)) == [("B", 1, None), ("A", 2, "scale_score")]


def test_a_missing_value_is_refused() -> None:
    made = chained("total", "-time")
    del made["entries"][1]["time"]
    assert faults(made) == ["entries[1]: has no time to be ranked by"]
    made = document(scheme=two_criteria(), entries=[known("E", "5")])
    made["ranking"] = {"metrics": ["criterion:D"]}
    assert faults(made) == ["entries[0]: has no criterion:D to be ranked by"]
    with pytest.raises(InvalidMark, match="no total"):
        rank([Contender("E")], Ranking())


@pytest.mark.parametrize(
    "metric, why",
    [
        ("criterion:X", "criterion:X names nothing in the scheme"),
        ("-aspect:D", "-aspect:D names nothing in the scheme"),
        ("criterion", "criterion is no metric"),
        ("criterion:", "criterion: is no metric"),
        ("total:", "total: is no metric"),
        ("time:C", "time:C is no metric"),
        ("--time", "--time is no metric"),
        ("best", "best is no metric"),
        ("", "is empty"),
        (1, "1 is not a text"),
    ],
)
def test_a_metric_that_names_nothing_is_refused(metric: Any, why: str) -> None:
    assert faults(chained("total", metric)) == [f"ranking.metrics[1]: {why}"]


def test_who_is_not_ranked_is_listed_last() -> None:
    made = totals("50", "60")
    made["entries"] += [
        known("X", "99", status="disqualified"),
        known("A", "10", status="absent"),
        known("G", "70", status="guest"),
        known("H", "80", status="guest"),
    ]
    found = results(made).rows
    assert [row.code for row in found] == ["E2", "E1", "H", "G", "A", "X"]
    assert [str(row.total) for row in found[2:]] == ["80.00", "70.00", "None", "None"]
    assert {row.rank for row in found[2:]} == {None}
