"""A scheme is valid by construction, and its JSON says every fault with the path."""

from decimal import Decimal
from typing import Any

import pytest

from judging.aggregation import Combine
from judging.errors import Faults, InvalidScheme
from judging.marking.aspect import Aspect
from judging.marking.criteria import Criterion, SubCriterion
from judging.measurement import Choice, NumberCompleted
from judging.scheme import Scheme, Section, parse_scheme, scheme_document

FULL: dict[str, Any] = {
    "decimals": 3,
    "rounding": "down",
    "sections": [{"code": "1", "name": "Work", "weight": "20"}, {"code": "2", "name": "Code"}],
    "criteria": [
        {
            "code": "A",
            "name": "Theory",
            "factor": "0.30",
            "maximum": "100",
            "day": 1,
            "sub_criteria": [
                {
                    "code": "A1",
                    "name": "Paper",
                    "day": 2,
                    "aspects": [
                        {
                            "code": "A1.1",
                            "name": "Score",
                            "kind": "score",
                            "maximum": "60",
                            "step": "0.5",
                            "factor": "1.5",
                            "combine": {"method": "sum", "drop_highest": 1, "drop_lowest": 0},
                            "spread": "2.5",
                            "section": "1",
                            "description": "…",
                            "requirement": "…",
                        },
                        {
                            "code": "A1.2",
                            "name": "Judged",
                            "kind": "judgement",
                            "maximum": "2",
                            "judges": 5,
                            "spread": "2",
                            "levels": ["a", "b", "c", "d"],
                        },
                        {"code": "A1.3", "name": "", "kind": "deduction", "maximum": "5"},
                    ],
                }
            ],
        },
        {
            "code": "B",
            "name": "",
            "sub_criteria": [
                {
                    "code": "B1",
                    "name": "",
                    "aspects": [
                        {
                            "code": f"B1.{i}",
                            "name": "",
                            "kind": "measurement",
                            "maximum": "1",
                            "calculation": calculation,
                        }
                        for i, calculation in enumerate(
                            [
                                {"type": "PASS_FAIL"},
                                {"type": "NUMBER_COMPLETED", "possible": 4},
                                {
                                    "type": "CHOICE",
                                    "choices": [{"label": "a", "deduction": "50"}],
                                    "unit": "percent",
                                },
                                {
                                    "type": "RANGED_SCORE",
                                    "target": "-1",
                                    "ranges": [{"lower": "0", "upper": "1", "deduction": "0"}],
                                },
                                {
                                    "type": "REGULAR_DIFFERENCE_DEDUCTION",
                                    "target": "9",
                                    "difference": "1",
                                    "deduction": "0.1",
                                    "unit": "unit",
                                },
                            ]
                        )
                    ],
                }
            ],
        },
    ],
}


def test_a_scheme_survives_the_way_out_and_in() -> None:
    scheme = parse_scheme(FULL)
    assert scheme_document(scheme) == FULL
    assert parse_scheme(scheme_document(scheme)) == scheme


def test_its_maximum_adds_up_what_aspects_are_worth() -> None:
    # A: (60 x 1.5 + 2), at most 100, x 0.30 = 27.6; B: 5; deductions add nothing
    scheme = parse_scheme(FULL)
    assert scheme.maximum == Decimal("32.6")
    assert list(scheme.aspects)[:3] == ["A1.1", "A1.2", "A1.3"]


def test_a_criterion_adds_no_more_than_its_own_maximum() -> None:
    scheme = parse_scheme(changed("criteria", 0, "maximum", to="50"))
    assert scheme.maximum == Decimal("20")  # 50 x 0.30 + 5


def test_sections_far_from_their_weight_are_reported() -> None:
    # section 1: 60 x 1.5 x 0.30 = 27 against 20; section 2 has no weight to compare with
    assert parse_scheme(FULL).section_deviations() == {"1": Decimal(7)}
    near = changed("sections", 0, "weight", to="22")
    assert parse_scheme(near).section_deviations() == {}


def test_defaults() -> None:
    least = {"code": "S", "kind": "score", "maximum": "1"}
    judged = {"code": "J", "kind": "judgement", "maximum": "1"}
    part = {"code": "A1", "aspects": [least, judged]}
    scheme = parse_scheme({"criteria": [{"code": "A", "sub_criteria": [part]}]})
    assert (scheme.decimals, scheme.rounding) == (2, "half_up")
    assert scheme.aspects["S"].combine == Combine("mean")
    assert (scheme.aspects["J"].judges, scheme.aspects["J"].spread) == (3, 1)
    assert Combine.of("trimmed_sum") == Combine("trimmed_sum", 1, 1)


def changed(*path: Any, to: Any) -> dict[str, Any]:
    """FULL with one value replaced, or a key added."""

    def put(value: Any, keys: tuple[Any, ...]) -> Any:
        if not keys:
            return to
        key, *rest = keys
        if isinstance(value, list):
            return [put(v, tuple(rest)) if i == key else v for i, v in enumerate(value)]
        return value | {key: put(value.get(key), tuple(rest))}

    found: dict[str, Any] = put(FULL, path)
    return found


ASPECTS = ("criteria", 0, "sub_criteria", 0, "aspects")
SCORE, JUDGED, DEDUCTION = (*ASPECTS, 0), (*ASPECTS, 1), (*ASPECTS, 2)
PASS, NUMBER, CHOICE, RANGED, REGULAR = (
    ("criteria", 1, "sub_criteria", 0, "aspects", i, "calculation") for i in range(5)
)

BAD: list[tuple[tuple[Any, ...], Any, str]] = [
    (("decimals",), "2", "decimals: 2 is not a whole number without quotes"),
    (("decimals",), 13, "decimals: is not between 0 and 12"),
    (("decimals",), -1, "decimals: -1 is less than 0"),
    (("decimals",), True, "decimals: true is not a whole number without quotes"),
    (("rounding",), "up", "rounding: up is not one of half_up, half_even, down"),
    (("rounding",), None, "rounding: null is not one of half_up, half_even, down"),
    (("extra",), 1, "extra: unknown key"),
    (("criteria",), {}, "criteria: is not a list"),
    (("criteria", 0), "A", "criteria[0]: is not an object"),
    (("criteria", 0, "code"), "B", "criteria[1].code: B is there twice"),
    (("criteria", 0, "code"), " ", "criteria[0].code: is empty"),
    (("criteria", 0, "code"), 1, "criteria[0].code: 1 is not a text"),
    (("criteria", 0, "code"), "A\n", "criteria[0].code: 'A\\n' cannot be printed"),
    (("criteria", 0, "name"), "\ud800", "criteria[0].name: '\\ud800' cannot be printed"),
    (("criteria", 0, "factor"), "0", "criteria[0].factor: 0 is not above 0"),
    (("criteria", 0, "maximum"), "-1", "criteria[0].maximum: -1 is not above 0"),
    (("criteria", 0, "day"), 0, "criteria[0].day: 0 is less than 1"),
    (("criteria", 0, "sub_criteria"), [], "criteria[0].sub_criteria: is empty"),
    (("sections", 1, "code"), "1", "sections[1].code: 1 is there twice"),
    (("sections", 0, "weight"), "-1", "sections[0].weight: -1 is less than 0"),
    (ASPECTS, [], "criteria[0].sub_criteria[0].aspects: is empty"),
    ((*SCORE, "code"), "A1.2", "A1.2 is there twice"),
    ((*SCORE, "kind"), "points", "points is not one of measurement, judgement, score, deduction"),
    ((*SCORE, "maximum"), 60, '60 is not a number in quotes, like "12.50"'),
    ((*SCORE, "maximum"), "1e3", "1e3 is not a number in plain decimal notation"),
    ((*SCORE, "step"), "0", "0 is not above 0"),
    ((*SCORE, "combine"), "mean", "is not an object"),
    ((*SCORE, "combine"), {}, "combine.method: missing"),
    ((*SCORE, "combine", "method"), "mode", "mode is not one of mean, median, sum, trimmed_mean"),
    ((*SCORE, "combine", "drop_lowest"), -1, "-1 is less than 0"),
    ((*SCORE, "spread"), 1.5, "1.5 is not a number in quotes"),
    ((*SCORE, "spread"), "-1", "-1 is less than 0"),
    ((*SCORE, "judges"), 3, "an aspect of the kind score has none"),
    ((*SCORE, "calculation"), "PASS_FAIL", "an aspect of the kind score has none"),
    ((*JUDGED, "judges"), 0, "0 is less than 1"),
    ((*JUDGED, "judges"), "0", "0 is less than 1"),
    ((*JUDGED, "judges"), "2.5", "2.5 is not a whole number"),
    ((*JUDGED, "judges"), 2.0, "2.0 is not a whole number without quotes"),
    ((*JUDGED, "levels"), ["a"], "1 texts instead of four"),
    ((*JUDGED, "levels"), "abcd", "is not a list"),
    ((*JUDGED, "combine"), {"method": "mean"}, "an aspect of the kind judgement has none"),
    ((*DEDUCTION, "spread"), 1, "an aspect of the kind deduction has none"),
    ((*ASPECTS, 2), 5, "aspects[2]: is not an object"),
    (PASS, "PASS", "PASS is not one of PASS_FAIL, NUMBER_COMPLETED, CHOICE"),
    (PASS, {}, "calculation.type: missing"),
    (PASS, 3, "calculation: is not an object"),
    (PASS, {"type": "PASS_FAIL", "possible": 1}, "calculation.possible: unknown key"),
    (NUMBER, {"type": "NUMBER_COMPLETED"}, "calculation.possible: missing"),
    ((*NUMBER, "possible"), 0, "0 is less than 1"),
    ((*NUMBER, "possible"), "0", "0 is less than 1"),
    ((*NUMBER, "possible"), "1.5", "1.5 is not a whole number"),
    ((*NUMBER, "possible"), "many", "many is not a number in plain decimal notation"),
    ((*NUMBER, "possible"), "4" + "0" * 40 + ".5", ".5 is not a whole number"),
    (NUMBER, {"NUMBER_COMPLETED": {}}, "calculation.possible: missing"),
    (PASS, {"type": ["PASS_FAIL"]}, "calculation.type: ['PASS_FAIL'] is not one of PASS_FAIL"),
    ((*CHOICE, "choices"), [], "calculation.choices: is empty"),
    ((*CHOICE, "choices", 0, "label"), "", "choices[0].label: is empty"),
    ((*CHOICE, "choices", 0, "label"), "excused", "excused has a meaning already"),
    ((*CHOICE, "choices", 0, "deduction"), "-1", "-1 is less than 0"),
    ((*CHOICE, "choices"), [{"label": "a", "deduction": "0"}] * 2, "choices[1].label: a is there"),
    ((*CHOICE, "unit"), "marks", "marks is not one of unit, percent"),
    ((*RANGED, "ranges"), [], "calculation.ranges: is empty"),
    ((*RANGED, "ranges", 0, "lower"), "2", "ranges[0]: 2 is above 1"),
    ((*RANGED, "ranges", 0, "upper"), "", "ranges[0].upper:"),
    ((*RANGED, "target"), None, "calculation.target: null is not a number in quotes"),
    ((*REGULAR, "difference"), "0", "calculation.difference: 0 is not above 0"),
    (
        REGULAR,
        FULL["criteria"][1]["sub_criteria"][0]["aspects"][4]["calculation"]
        | {"target": "0", "unit": "percent"},
        "calculation.target: a difference in percent needs a target other than 0",
    ),
]


@pytest.mark.parametrize("path, value, why", BAD, ids=[why for _, _, why in BAD])
def test_a_wrong_scheme_is_refused_with_its_path(path: Any, value: Any, why: str) -> None:
    with pytest.raises(Faults) as refused:
        parse_scheme(changed(*path, to=value))
    (fault,) = refused.value.faults
    where = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")
    assert why in str(fault)
    assert fault.path.startswith(where.rpartition("[")[0] or where)


def test_numbers_of_judges_may_be_in_quotes() -> None:
    quoted = changed(*JUDGED, "judges", to="5")
    assert parse_scheme(quoted).aspects["A1.2"].judges == 5
    dropped = {"method": "trimmed_mean", "drop_highest": "2", "drop_lowest": "1"}
    combine = parse_scheme(changed(*SCORE, "combine", to=dropped)).aspects["A1.1"].combine
    assert combine == Combine("trimmed_mean", 2, 1)


def test_every_fault_is_listed() -> None:
    broken = changed(*SCORE, "maximum", to="x")
    broken["rounding"] = "up"
    broken["criteria"][1]["factor"] = "-1"
    broken["criteria"].append({"code": "A", "sub_criteria": [{"aspects": [{"kind": "score"}]}]})
    with pytest.raises(Faults) as refused:
        parse_scheme(broken)
    assert [fault.path for fault in refused.value.faults] == [
        "rounding",
        "criteria[0].sub_criteria[0].aspects[0].maximum",
        "criteria[1].factor",
        "criteria[2].code",
        "criteria[2].sub_criteria[0].code",
        "criteria[2].sub_criteria[0].aspects[0].code",
        "criteria[2].sub_criteria[0].aspects[0].maximum",
    ]
    assert str(refused.value).count("\n") == 6


@pytest.mark.parametrize("value", [None, [], "scheme", {}])
def test_what_is_no_scheme_is_refused(value: Any) -> None:
    with pytest.raises(Faults):
        parse_scheme(value)


ONE = Aspect("M", "measurement", Decimal(1))


def made(*aspects: Aspect, **criterion: Any) -> Scheme:
    part = SubCriterion("A1", aspects=aspects or (ONE,))
    return Scheme((Criterion("A", sub_criteria=(part,), **criterion),))


@pytest.mark.parametrize(
    "make, path",
    [
        (lambda: Aspect("", "score", Decimal(1)), "code"),
        (lambda: Aspect("S", "score", Decimal(0)), "maximum"),
        (lambda: Aspect("J", "judgement", Decimal(1), judges=0), "judges"),
        (lambda: Aspect("J", "judgement", Decimal(1), spread=Decimal(-1)), "spread"),
        (lambda: Combine("mode"), "method"),
        (lambda: Combine("mean", -1), "drop_highest"),
        (lambda: Choice(()), "choices"),
        (lambda: NumberCompleted(0), "possible"),
        (lambda: made(ONE, ONE), "criteria[0].sub_criteria[0].aspects[1].code"),
        (lambda: made(factor=Decimal(0)), "criteria[0].factor"),
        (lambda: made(maximum=Decimal(0)), "criteria[0].maximum"),
        (lambda: made(day=0), "criteria[0].day"),
        (lambda: Scheme((Criterion("A"),)), "criteria[0].sub_criteria"),
        (lambda: Scheme((Criterion(" "),)), "criteria[0].code"),
        (lambda: Scheme((), sections=(Section("1"), Section("1"))), "sections[1].code"),
        (
            lambda: Scheme((Criterion("A", sub_criteria=(SubCriterion("A1"),)),)),
            "criteria[0].sub_criteria[0].aspects",
        ),
    ],
)
def test_a_part_that_is_wrong_cannot_be_made(make: Any, path: str) -> None:
    with pytest.raises(InvalidScheme) as refused:
        make()
    assert refused.value.faults[0].path == path
