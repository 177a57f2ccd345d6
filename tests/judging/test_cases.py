"""A file of cases is read whole, or refused with the path of everything that is wrong."""

from typing import Any

import pytest

from judging.documents.cases import parse_cases
from judging.errors import Faults
from judging.promotion.ladder import Level
from judging.rulesets import parse_rule_book
from tests.rule_builders import a_file, a_rule, a_set_document

BOOK = parse_rule_book(a_file(a_set_document([a_rule({"any": True})])))
INPUT: dict[str, Any] = {
    "rank": 3,
    "field_size": 30,
    "group": "staff",
    "event_format": "individual",
    "current_level": "senior",
}


def a_case(**values: Any) -> dict[str, Any]:
    return {"id": "c1", "ruleset": "a-set", "input": INPUT} | values


def paths(*cases: Any) -> list[str]:
    with pytest.raises(Faults) as refused:
        parse_cases({"cases": list(cases)}, BOOK)
    return [fault.path for fault in refused.value.faults]


def test_a_case_is_read_with_all_that_may_be_given():
    given = {
        "theory": "pass",
        "practical": "fail",
        "competition_tier": "municipal_class1",
        "event_kind": "national_selected",
        "age": 0,
        "award": "gold",
        "triggers": ["title_conferred"],
        "prior_titles": [],
        "event_level": "technician",
    }
    (case,) = parse_cases({"note": "…", "cases": [a_case(input=INPUT | given, why="…")]}, BOOK)

    assert (case.key, case.rule_set.key) == ("c1", "a-set")
    assert case.result.passed == {"theory": True, "practical": False}
    assert (case.result.awards, case.result.triggers) == ({"gold"}, {"title_conferred"})
    assert (case.result.age, case.result.paper_level) == (0, Level.TECHNICIAN)


BAD = [
    ("rank", 0),
    ("rank", "3"),
    ("rank", True),
    ("rank", 31),
    ("field_size", 0),
    ("group", ""),
    ("event_format", "any"),
    ("current_level", "expert"),
    ("theory", True),
    ("total", "60"),
    ("competition_tier", 1),
    ("event_kind", "friendly_match"),
    ("age", -1),
    ("age", 30.5),
    ("award", None),
    ("triggers", "title_conferred"),
    ("prior_titles", {}),
    ("height", 180),
]


@pytest.mark.parametrize(("key", "value"), BAD)
def test_a_bad_value_is_refused_with_its_path(key, value):
    assert paths(a_case(), a_case(input=INPUT | {key: value})) == [f"cases[1].input.{key}"]


@pytest.mark.parametrize("key", INPUT)
def test_what_every_case_needs_is_missed(key):
    rest = {other: value for other, value in INPUT.items() if other != key}

    assert paths(a_case(input=rest)) == [f"cases[0].input.{key}"]


def test_a_case_names_a_rule_set_of_the_file():
    assert paths(a_case(ruleset="another")) == ["cases[0].ruleset"]


def test_faults_of_all_cases_are_listed():
    assert paths(a_case(id=1), 7, a_case(weight=1, input=[])) == [
        "cases[0].id",
        "cases[1]",
        "cases[2].weight",
        "cases[2].input",
    ]
