"""Real published results come out exactly."""

from collections import defaultdict

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
    "MEDALLION_FOR_EXCELLENCE": "excellence",
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
