"""The 700 and the 500 scale, and the fields for which they are degenerate."""

import pytest

from tests.judging.bundles import document, known, results, totals


def scores(*marks: str, scale: str = "worldskills_700") -> list[int | None]:
    """Scale scores in the order of the marks."""
    found = results(totals(*marks, scale=scale)).by_code
    return [found[f"E{i}"].scale_score for i in range(1, len(marks) + 1)]


def flags(*marks: str, scale: str = "worldskills_700") -> list[str]:
    return [str(flag) for flag in results(totals(*marks, scale=scale)).flags]


def test_700_is_the_median_and_30_points_are_one_scaled_mad() -> None:
    # median 60, MAD 10: 700 + 30 x 20 / 14.826 = 740.47; x 10: 720.23
    assert scores("40", "50", "60", "70", "80") == [660, 680, 700, 720, 740]
    assert flags("40", "50", "60", "70", "80") == []


def test_nothing_is_clamped() -> None:
    # median 3, MAD 1: 700 + 30 x 97 / 1.4826 = 2662.75
    assert scores("1", "2", "3", "4", "100")[-1] == 2663


def test_half_a_point_of_the_even_median() -> None:
    # median 55, MAD 5 for both: 30 x 5 / 7.413 = 20.23
    assert scores("50", "60") == [680, 720]


def test_all_equal_gives_everybody_the_middle_and_asks_a_person() -> None:
    assert scores("70", "70", "70") == [700, 700, 700]
    assert scores("70") == [700]
    assert flags("70", "70") == [
        "All totals are equal, so all scale scores are. Please confirm them."
    ]


def test_a_mad_of_zero_falls_back_to_the_quartiles() -> None:
    # as published for 2022SE skill 62: quartiles at places 1 and 3, IQR 10, 30 x 10 / 7.413 = 40.47
    assert scores("70", "70", "60") == [700, 700, 660]
    assert "laid by IQR" in flags("70", "70", "60")[0]


def test_then_to_the_standard_deviation() -> None:
    # nine of 50 and one of 60: both quartiles 50; sd = 3; 700 + 30 x 10 / 3 = 800
    assert scores(*["50"] * 9, "60") == [*[700] * 9, 800]
    assert "laid by SD" in flags(*["50"] * 9, "60")[0]


def test_500_is_the_mean_and_30_points_are_one_standard_deviation() -> None:
    # mean 60, variance 200, sd 14.142: 30 x 20 / 14.142 = 42.43; x 10: 21.21
    assert scores("40", "50", "60", "70", "80", scale="worldskills_500") == [
        458,
        479,
        500,
        521,
        542,
    ]
    assert scores("70", "70", scale="worldskills_500") == [500, 500]
    assert len(flags("70", "70", scale="worldskills_500")) == 1


@pytest.mark.parametrize("status", ["guest", "absent", "withdrawn", "disqualified"])
def test_only_who_is_ranked_makes_the_scale(status: str) -> None:
    made = totals("40", "50", "60", "70", "80", scale="worldskills_700")
    made["entries"].append(known("X", "100", status=status))
    found = results(made).by_code
    assert found["E5"].scale_score == 740
    assert found["X"].scale_score is None


def test_a_given_scale_score_stands() -> None:
    entries = [{"code": "A", "scale_score": 512}, known("B", "50"), known("C", "60")]
    made = document(entries=entries, scale="worldskills_700", ranking={"metrics": ["scale_score"]})
    found = results(made).by_code
    assert [found[code].scale_score for code in "ABC"] == [512, 680, 720]


def test_nobody_to_scale_is_no_error() -> None:
    assert results(document(scale="worldskills_700")).rows == ()
