"""Best of each delegation, best of all, and the table of delegations."""

from decimal import Decimal

from judging.delegations import (
    Outcome,
    best_of_competition,
    best_of_delegations,
    delegation_table,
    outcomes,
)
from tests.judging.bundles import document, results

FOUND = [
    Outcome("01", "a", "CN", 760, "gold"),
    Outcome("02", "b", "CN", 705, "excellence"),
    Outcome("03", "c", "CN", 640, None),
    Outcome("01", "d", "BR", 740, "silver"),
    Outcome("02", "e", "BR", 780, "gold"),
    Outcome("03", "f", "BR", 780, "bronze"),
    Outcome("01", "g", "", 800, None),
    Outcome("01", "h", "NL", None, None),
]


def codes(found: tuple[Outcome, ...]) -> list[str]:
    return [outcome.code for outcome in found]


def test_the_best_of_a_delegation_over_all_events_and_equals_share() -> None:
    best = best_of_delegations(FOUND)
    assert {name: codes(found) for name, found in best.items()} == {"BR": ["e", "f"], "CN": ["a"]}


def test_the_best_of_the_competition_without_excluded_events() -> None:
    assert codes(best_of_competition(FOUND)) == ["g"]
    assert codes(best_of_competition(FOUND, excluded={"01", "03"})) == ["e"]
    assert best_of_competition([]) == ()


def test_delegations_by_medal_points() -> None:
    brazil, china, *_ = delegation_table(FOUND)
    assert (brazil.delegation, brazil.points, brazil.points_average) == ("BR", 9, Decimal("3.00"))
    assert (brazil.scale_total, brazil.scale_average) == (2300, Decimal("766.67"))
    assert (china.points, china.points_average) == (5, Decimal("1.67"))
    assert china.medals == {"gold": 1, "silver": 0, "bronze": 0, "excellence": 1}
    assert delegation_table(FOUND)[-1].scale_average is None


def test_only_ranked_entries_count_and_a_team_once() -> None:
    entries = [
        {"code": "T", "delegation": "CN", "scale_score": 730},
        {"code": "G", "delegation": "CN", "scale_score": 790, "status": "guest"},
    ]
    found = outcomes(results(document(entries=entries, medals={"rule": "worldskills_2026"})))
    assert found == (Outcome("X", "T", "CN", 730, "gold"),)
