"""Random events against a slow oracle in fractions, written from the specification alone."""

from fractions import Fraction
from math import floor
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.judging.bundles import aspect, document, known, results

checked = settings(deadline=None, derandomize=True, max_examples=60)

PANEL = ["J1", "J2", "J3", "J4", "J5"]
halves = st.integers(0, 20).map(lambda n: Fraction(n, 2))


def text(value: Fraction) -> str:
    return f"{value.numerator // value.denominator}.{'5' if value.denominator == 2 else '0'}"


def half_up(value: Fraction, decimals: int = 2) -> Fraction:
    scale = 10**decimals
    size = Fraction(floor(abs(value) * scale + Fraction(1, 2)), scale)
    return size if value >= 0 else -size


def oracle_panel(marks: list[Fraction], method: str) -> Fraction:
    ordered = sorted(marks)
    if method.startswith("trimmed"):
        ordered = ordered[1:-1]
    if method == "median":
        half = len(ordered) // 2
        middle = ordered[half : half + 1] if len(ordered) % 2 else ordered[half - 1 : half + 1]
        return sum(middle, Fraction(0)) / len(middle)
    total = sum(ordered, Fraction(0))
    return total if method.endswith("sum") else total / len(ordered)


panels = st.lists(halves, min_size=5, max_size=5)
methods = st.sampled_from(["mean", "median", "sum", "trimmed_mean", "trimmed_sum"])
factors = st.sampled_from(["1", "0.3", "1.2", "0.35"])


def event(
    field: list[list[Fraction]], method: str, inner: str, outer: str, order: list[str]
) -> dict[str, Any]:
    one = aspect("S", "score", "10", step="0.5", combine={"method": method}, factor=inner)
    criterion = {"code": "A", "factor": outer, "sub_criteria": [{"code": "A1", "aspects": [one]}]}
    entries = [
        {
            "code": f"E{i:02}",
            "marks": {"S": {judge: text(marks[PANEL.index(judge)]) for judge in order}},
        }
        for i, marks in enumerate(field)
    ]
    return document(scheme={"criteria": [criterion]}, panels={"A1": PANEL}, entries=entries)


@checked
@given(st.lists(panels, min_size=1, max_size=6), methods, factors, factors)
def test_totals_are_what_the_oracle_says(
    field: list[list[Fraction]], method: str, inner: str, outer: str
) -> None:
    found = results(event(field, method, inner, outer, PANEL)).by_code
    for i, marks in enumerate(field):
        value = half_up(oracle_panel(marks, method))
        value = half_up(value * Fraction(inner)) if inner != "1" else value
        value = half_up(value * Fraction(outer)) if outer != "1" else value
        assert Fraction(found[f"E{i:02}"].total or 0) == value


@checked
@given(st.lists(panels, min_size=2, max_size=5), methods, st.permutations(PANEL), st.randoms())
def test_the_order_of_marks_and_entries_does_not_matter(
    field: list[list[Fraction]], method: str, order: list[str], random: Any
) -> None:
    plain = event(field, method, "1.2", "0.35", PANEL)
    mixed = event(field, method, "1.2", "0.35", order)
    random.shuffle(mixed["entries"])
    assert results(mixed).rows == results(plain).rows


marks = st.integers(0, 400).map(lambda n: f"{n / 4:.2f}")
fields = st.lists(marks, min_size=1, max_size=12)


def known_field(field: list[str], **parts: Any) -> dict[str, Any]:
    entries = [known(f"E{i:02}", mark) for i, mark in enumerate(field)]
    return document(entries=entries, **parts)


@checked
@given(fields)
def test_a_rank_is_one_more_than_the_number_of_better_entries(field: list[str]) -> None:
    for row in results(known_field(field)).rows:
        better = sum(Fraction(mark) > Fraction(row.total or 0) for mark in field)
        assert row.rank == better + 1


@checked
@given(fields)
def test_a_lower_entry_never_changes_who_is_above_it(field: list[str]) -> None:
    before = results(known_field([f"{mark}1" for mark in field], scheme=precise())).rows
    lower = results(known_field([*(f"{mark}1" for mark in field), "0"], scheme=precise())).rows
    assert [(row.code, row.rank) for row in lower[:-1]] == [(row.code, row.rank) for row in before]


def precise() -> dict[str, Any]:
    return {"decimals": 3, "criteria": []}


def oracle_median(values: list[Fraction]) -> Fraction:
    ordered = sorted(values)
    n = len(ordered)
    return (ordered[(n - 1) // 2] + ordered[n // 2]) / 2


@checked
@given(fields)
def test_700_scores_are_what_the_oracle_says(field: list[str]) -> None:
    values = [Fraction(mark) for mark in field]
    middle = oracle_median(values)
    mad = oracle_median([abs(value - middle) for value in values])
    if not mad:
        return
    found = results(known_field(field, scale="worldskills_700")).by_code
    for i, value in enumerate(values):
        exact = 700 + 30 * (value - middle) / (Fraction(14826, 10000) * mad)
        assert found[f"E{i:02}"].scale_score == half_up(exact, 0)


@checked
@given(fields)
def test_500_scores_are_within_half_a_point_of_the_root(field: list[str]) -> None:
    values = [Fraction(mark) for mark in field]
    mean = sum(values, Fraction(0)) / len(values)
    variance = sum(((value - mean) ** 2 for value in values), Fraction(0)) / len(values)
    found = results(known_field(field, scale="worldskills_500")).by_code
    for i, value in enumerate(values):
        points = Fraction(found[f"E{i:02}"].scale_score or 0) - 500
        distance = 30 * abs(value - mean)
        # |points| - 1/2 <= distance / sd <= |points| + 1/2, without a root
        assert (abs(points) + Fraction(1, 2)) ** 2 * variance >= distance**2
        if abs(points) >= 1:
            assert (abs(points) - Fraction(1, 2)) ** 2 * variance <= distance**2
            assert (points > 0) == (value > mean)


@checked
@given(st.lists(st.integers(640, 780), min_size=1, max_size=15))
def test_medals_never_skip_a_better_entry(scores: list[int]) -> None:
    for rule in ("worldskills_2024", "worldskills_2026"):
        entries = [{"code": f"E{i:02}", "scale_score": score} for i, score in enumerate(scores)]
        found = results(document(entries=entries, medals={"rule": rule})).rows
        order = ["gold", "silver", "bronze", "excellence", None]
        places = [order.index(row.medal) for row in found]
        assert places == sorted(places)
        assert found[0].medal == "gold"
        equal = {row.scale_score: row.medal for row in found}
        assert all(equal[row.scale_score] == row.medal for row in found)
