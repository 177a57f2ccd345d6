"""What was published is compared with what the bundle gives."""

from typing import Any

from judging.documents.published import differences
from tests.judging.bundles import document, measured, results, totals


def said(given: dict[str, Any]) -> list[str]:
    return [str(difference) for difference in differences(results(given))]


def test_what_agrees_says_nothing() -> None:
    published = [
        {"code": "E1", "total": "90.0", "rank": 1, "position": 1, "status": "ranked"},
        {"code": "E2", "scale_score": None, "medal": None, "decided_by": "total", "criteria": None},
    ]
    assert said(totals("90", "80", published=published)) == []
    assert said(totals("90")) == []


def test_each_difference_is_named() -> None:
    published = [
        {"code": "E1", "total": "90.01", "rank": 2, "medal": "gold"},
        {"code": "E9", "rank": 1},
        {"code": "E2", "total": None},
    ]
    assert said(totals("90", "80", published=published)) == [
        "E1: total published 90.01, computed 90.00",
        "E1: rank published 2, computed 1",
        "E1: medal published gold, computed null",
        "E9 was published, but is no entry",
        "E2: total published null, computed 80.00",
    ]


def test_criteria_are_compared_one_by_one() -> None:
    made = document(entries=[measured("E", "80")])
    made["published"] = [{"code": "E", "criteria": {"A": "80.0", "B": "1"}}]
    assert said(made) == ["E: criteria.B published 1, computed null"]
    made["published"] = [{"code": "E", "criteria": {"A": "81"}}]
    assert said(made) == ["E: criteria.A published 81, computed 80.00"]
