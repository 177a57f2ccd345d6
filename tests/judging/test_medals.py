"""Medal rules, award bands and published positions."""

from typing import Any

import pytest

from tests.judging.bundles import document, faults, results, totals


def scaled(*scores: int, **parts: Any) -> dict[str, Any]:
    entries = [{"code": f"E{i}", "scale_score": s} for i, s in enumerate(scores, start=1)]
    return document(entries=entries, **parts)


def medals(*scores: int, rule: str = "worldskills_2024", **settings: Any) -> str:
    """The first letters of the medals, in ranking order; - for none."""
    found = results(scaled(*scores, medals={"rule": rule} | settings))
    return "".join((row.medal or "-")[0] for row in found.rows)


@pytest.mark.parametrize(
    "scores, expected",
    [
        ((740, 730, 720, 710, 700, 699), "gsbee-"),
        ((740, 738, 730, 727, 700), "ggbee"),  # two golds: no silver, one group of bronze
        ((740, 738, 710, 708, 700), "ggbbe"),
        ((740, 739, 738, 736, 735), "gggbe"),  # three golds: bronze close to the last gold
        ((740, 739, 738, 735, 734), "gggee"),
        ((740, 730, 728, 726, 725), "gssbe"),  # two silvers: bronze close to the last silver
        ((740, 730, 728, 725), "gsse"),
        ((740, 730, 720, 718, 716), "gsbbe"),  # anchored on the best of the group: no chain
        ((740, 690, 680), "gs-"),  # a bronze below the floor is dropped
        ((690,), "g"),
        ((), ""),
    ],
)
def test_medals_to_2024(scores: tuple[int, ...], expected: str) -> None:
    assert medals(*scores) == expected


def test_tolerance_and_floor_are_settings() -> None:
    assert medals(740, 736, 735, tolerance=4, floor=0) == "ggb"
    assert medals(540, 520, 510, 505, 499, floor=500) == "gsbe-"


@pytest.mark.parametrize(
    "scores, expected",
    [
        ((740, 740, 739, 738, 737, 700, 699), "ggsbee-"),
        ((740, 690, 680, 670), "gsb-"),
        ((), ""),
    ],
)
def test_medals_of_2026(scores: tuple[int, ...], expected: str) -> None:
    assert medals(*scores, rule="worldskills_2026") == expected


def awards(*marks: str, bands: list[dict[str, Any]], **parts: Any) -> str:
    more = parts.pop("medals", {})
    made = totals(*marks, medals={"rule": "bands", "bands": bands} | more, **parts)
    return "".join((row.medal or "-")[0] for row in results(made).rows)


GOLD, SILVER = {"code": "gold", "count": 1}, {"code": "silver", "count": 2}
HALF = {"code": "excellence", "to_fraction": "1/2", "rounding": "floor"}


def test_bands_go_down_the_places() -> None:
    marks = [str(mark) for mark in range(90, 79, -1)]  # eleven entries
    assert awards(*marks, bands=[GOLD, SILVER, HALF]) == "gssee------"
    assert awards(*marks, bands=[GOLD, SILVER, HALF | {"rounding": "ceil"}]) == "gsseee-----"
    assert awards(*marks, bands=[GOLD, SILVER, HALF | {"max_count": 1}]) == "gsse-------"
    assert (
        awards(*marks, bands=[GOLD, {"code": "x", "to_fraction": "1/12"}, SILVER]) == "gss--------"
    )


def test_fractions_of_the_field_add_up_each_rounded() -> None:
    marks = [str(mark) for mark in range(90, 75, -1)]  # fifteen: 1.5, 3, 4.5
    bands = [
        {"code": "gold", "fraction": "10/100"},
        {"code": "silver", "fraction": "0.2"},
        {"code": "bronze", "fraction": "30/100", "rounding": "half_up"},
    ]
    assert awards(*marks, bands=bands) == "gsssbbbbb------"


def test_a_tie_across_a_boundary_takes_the_better_award() -> None:
    assert awards("90", "90", "80", "70", bands=[GOLD, SILVER]) == "ggs-"


def test_a_tie_across_a_boundary_waits_where_sharing_is_forbidden() -> None:
    refuse = {"ties": "refuse"}
    assert awards("90", "90", "80", "70", bands=[GOLD, SILVER], ranking=refuse) == "--s-"
    assert awards("90", "80", "80", "70", bands=[GOLD, SILVER], ranking=refuse) == "gss-"


def test_who_is_below_the_minimum_of_a_band_may_get_the_next_one() -> None:
    gold, silver = GOLD | {"minimum": "85"}, SILVER | {"minimum": "60"}
    assert awards("84", "70", "50", bands=[gold, silver]) == "ss-"  # silver reaches to place 3
    assert awards("85", "70", "60", "60", bands=[gold, silver]) == "gsss"


def test_who_is_below_the_minimum_score_gets_nothing() -> None:
    assert awards("84", "70", "50", bands=[GOLD, SILVER], medals={"minimum_score": "70"}) == "gs-"


def test_an_award_can_need_a_field_of_a_size() -> None:
    bands = [GOLD, {"code": "silver", "count": 1, "minimum_field": 5}]
    assert awards("90", "80", "70", "60", bands=bands) == "g---"
    assert awards("90", "80", "70", "60", "50", bands=bands) == "gs---"


def test_only_ranked_entries_make_the_field() -> None:
    made = totals("90", "80", "70", "60", medals={"rule": "bands", "bands": [HALF]})
    made["entries"][0]["status"] = "disqualified"
    found = results(made).by_code
    assert [found[f"E{i}"].medal for i in range(1, 5)] == [None, "excellence", None, None]


def test_the_minimum_score_holds_for_worldskills_medals_too() -> None:
    made = totals("80", "70", "60", "50", "40", scale="worldskills_700")
    made["medals"] = {"rule": "worldskills_2026", "minimum_score": "65"}
    assert [row.medal for row in results(made).rows] == ["gold", "silver", None, None, None]


def positions(style: str, *scores: int, rule: str = "worldskills_2024") -> list[int | None]:
    found = results(scaled(*scores, positions=style, medals={"rule": rule}))
    return [row.position for row in found.rows]


def test_published_positions_in_three_styles() -> None:
    scores = (740, 738, 720, 719, 710, 709, 708, 708)
    assert positions("standard", *scores) == [1, 2, 3, 4, 5, 6, 7, 7]
    assert positions("medal_groups", *scores) == [1, 1, 3, 3, 5, 6, 7, 7]
    assert positions("tolerance_groups", *scores) == [1, 1, 3, 3, 5, 5, 5, 5]
    assert positions("tolerance_groups", 712, 710, 708, 706) == [1, 1, 3, 3]


def test_the_position_is_the_rank_where_there_is_no_scale() -> None:
    assert [row.position for row in results(totals("90", "80", "80")).rows] == [1, 2, 2]


def test_the_position_is_by_scale_score_where_there_is_one() -> None:
    made = totals("60", "60.01", "50", "70", scale="worldskills_700")
    found = results(made)
    assert [(row.rank, row.position) for row in found.rows] == [(1, 1), (2, 2), (3, 2), (4, 4)]


@pytest.mark.parametrize(
    "parts, why",
    [
        ({"medals": {"rule": "worldskills_2024"}}, "has no scale score, which the medals or"),
        (
            {"positions": "tolerance_groups"},
            "has no scale score, which the medals or positions need",
        ),
    ],
)
def test_what_acts_on_scale_scores_needs_them(parts: dict[str, Any], why: str) -> None:
    (fault,) = faults(totals("60", **parts))
    assert fault.startswith(f"entries[0]: {why}")


def test_a_minimum_score_needs_a_total() -> None:
    made = scaled(700, medals={"rule": "worldskills_2026", "minimum_score": "60"})
    assert faults(made) == ["entries[0]: has no total, which the minimum score needs"]
