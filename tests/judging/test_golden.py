"""Real published results come out exactly."""

from collections import defaultdict
from decimal import Decimal

import pytest

from judging.bundle import parse_bundle
from judging.results import Row, compute
from tests.judging.shared_data import needs_shared_data, rows

pytestmark = needs_shared_data

SETTINGS = {
    "WSC2013": ("tolerance_groups", "worldskills_2024", 500),
    "WSC2015": ("tolerance_groups", "worldskills_2024", 500),
    "WSC2017": ("tolerance_groups", "worldskills_2024", 700),
    "WSC2019": ("medal_groups", "worldskills_2024", 700),
    "WSC2022SE": ("medal_groups", "worldskills_2024", 700),
    "WSC2024": ("medal_groups", "worldskills_2024", 700),
    "WSC2026": ("standard", "worldskills_2026", 700),
}
MEDALS = {
    "GOLD": "gold",
    "SILVER": "silver",
    "BRONZE": "bronze",
    "EXCELLENCE": "excellence",
    "": None,
}


def results(document: dict[str, object]) -> dict[str, Row]:
    bundle = parse_bundle(
        {"format": "saiwu-results/1", "event": {"id": "X"}, "scheme": {"criteria": []}} | document
    )
    return {row.code: row for row in compute(bundle).rows}


def test_a_real_cis_export_gives_all_32_scale_scores() -> None:
    export = rows("worldskills/cis_export_32.csv")
    entries = [{"code": f"{i:02}", "total": row["raw_total"]} for i, row in enumerate(export)]
    found = results({"scale": "worldskills_700", "entries": entries})
    assert len(export) == 32
    assert [found[f"{i:02}"].scale_score for i in range(32)] == [
        int(row["worldskills_scale"]) for row in export
    ]


def published_skills() -> dict[tuple[str, str], list[dict[str, str]]]:
    skills = defaultdict(list)
    for row in rows("worldskills/published_scale_scores.csv"):
        skills[row["edition"], row["skill"]].append(row)
    return skills


def test_medals_and_positions_of_all_633_published_rows() -> None:
    compared = 0
    for (edition, skill), published in published_skills().items():
        positions, rule, floor = SETTINGS[edition]
        found = results(
            {
                "medals": {"rule": rule, "floor": floor, "tolerance": 2},
                "positions": positions,
                "entries": [
                    {"code": str(i), "scale_score": int(row["scale_score"])}
                    for i, row in enumerate(published)
                ],
            }
        )
        for i, row in enumerate(published):
            computed = found[str(i)]
            expected = (MEDALS[row["medal"]], int(row["position"]))
            assert (computed.medal, computed.position) == expected, (edition, skill, row)
            compared += 1
    assert compared == 633


@pytest.mark.parametrize("edition", sorted(SETTINGS))
def test_every_edition_is_compared(edition: str) -> None:
    assert any(key[0] == edition for key in published_skills())


def performances() -> dict[str, list[dict[str, str]]]:
    found = defaultdict(list)
    for row in rows("skating/program_components.csv"):
        found[row["performance"]].append(row)
    return found


def marks_present(row: dict[str, str]) -> dict[str, str]:
    """An empty or zero mark means that the judge gave none."""
    marks = {f"J{i}": row[f"judge_{i}"] for i in range(1, 10)}
    return {judge: mark for judge, mark in marks.items() if mark and float(mark)}


def skated(components: list[dict[str, str]], *, weigh: bool) -> dict[str, object]:
    """One performance as a bundle: a component is an aspect of a criterion of its own."""
    criteria = []
    for i, row in enumerate(components):
        aspect = {
            "code": f"C{i}.1",
            "kind": "score",
            "maximum": "10",
            "step": "0.25",
            "combine": {"method": "trimmed_mean", "drop_highest": 1, "drop_lowest": 1},
        }
        if weigh:
            aspect["factor"] = row["factor"]
        part = {"code": f"S{i}", "aspects": [aspect]}
        criteria.append({"code": f"C{i}", "sub_criteria": [part]})
    marks = {f"C{i}.1": marks_present(row) for i, row in enumerate(components)}
    return {"scheme": {"criteria": criteria}, "entries": [{"code": "E", "marks": marks}]}


def test_all_1670_panel_scores_of_figure_skating() -> None:
    compared = 0
    for components in performances().values():
        row = results(skated(components, weigh=False))["E"]
        for i, component in enumerate(components):
            assert row.criteria[f"C{i}"] == Decimal(component["panel_score"]), component
            compared += 1
    assert compared == 1670


def test_all_totals_of_figure_skating() -> None:
    for components in performances().values():
        row = results(skated(components, weigh=True))["E"]
        assert row.total == Decimal(components[0]["total_component_score"]), components[0]
