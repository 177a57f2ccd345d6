"""The example of docs/scoring.md gives what the text beside it says."""

import json
import re
from pathlib import Path

import pytest

from judging.aggregation import METHODS
from judging.documents.published import differences
from judging.medals import MEDALS, ON_THE_SCALE
from judging.positions import POSITIONS
from judging.scale import SCALES
from tests.judging.bundles import Document, results

TEXT = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text("utf-8")


@pytest.fixture
def example() -> Document:
    found = re.search(r"```json\n(.*?)```", TEXT, re.DOTALL)
    assert found is not None
    document: Document = json.loads(found[1])
    return document


def test_the_example_gives_what_the_text_says(example: Document) -> None:
    found = results(example)
    lines = [(row.code, str(row.total), row.rank, row.medal) for row in found.rows]
    assert lines == [
        ("E02", "80.25", 1, "gold"),
        ("E01", "78.86", 2, "silver"),
        ("E03", "None", None, None),
    ]
    assert differences(found) == []


def test_every_choice_is_named(example: Document) -> None:
    for name in (*MEDALS, *SCALES, *POSITIONS):
        assert f"`{name}`" in TEXT
    for table in ("METHODS", "CALCULATIONS", "SCALES", "MEDALS", "POSITIONS", "ON_THE_SCALE"):
        assert f"`{table}`" in TEXT


def test_rules_on_the_scale_are_rules() -> None:
    assert set(MEDALS) >= ON_THE_SCALE


def test_a_method_is_one_function_and_one_line(
    example: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(METHODS, "extremes", lambda marks: (min(marks) + max(marks), 2))
    aspect = example["scheme"]["criteria"][0]["sub_criteria"][0]["aspects"][0]
    aspect["combine"] = {"method": "extremes"}
    assert str(results(example).by_code["E01"].criteria["A"]) == "25.58"
