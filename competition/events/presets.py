"""Settings that an event starts with; every one can be changed afterwards."""

from copy import deepcopy
from typing import Any

HUNDRED_MARKS: dict[str, Any] = {
    "scale": "none",
    "positions": "standard",
    "medals": {"rule": "none"},
    "ranking": {"metrics": ["total"], "ties": "share"},
    "pass_marks": {},
    "minimum_field": 0,
    "notice_days": 5,
}
BOTH_PARTS_PASSED = {
    "theory": {"criterion": "A", "mark": "60"},
    "practical": {"criterion": "B", "mark": "60"},
}
PRIZES_10_20_30 = {
    "rule": "bands",
    "bands": [
        {"code": "first_prize", "fraction": "1/10", "rounding": "floor"},
        {"code": "second_prize", "fraction": "2/10", "rounding": "floor"},
        {"code": "third_prize", "fraction": "3/10", "rounding": "floor"},
    ],
}
THREE_MEDALS_AND_HALF_THE_FIELD = {
    "rule": "bands",
    "bands": [
        {"code": "gold", "count": 1},
        {"code": "silver", "count": 1},
        {"code": "bronze", "count": 1},
        {"code": "excellence", "to_fraction": "1/2", "rounding": "floor"},
    ],
}
PRESETS: dict[str, dict[str, Any]] = {
    "enterprise": HUNDRED_MARKS
    | {
        "medals": {
            "rule": "bands",
            "bands": [
                {"code": "first_prize", "count": 1},
                {"code": "second_prize", "count": 2},
                {"code": "third_prize", "count": 3},
            ],
        },
        "notice_days": 3,
    },
    "municipal": HUNDRED_MARKS
    | {
        "ranking": {"metrics": ["total", "criterion:B"], "ties": "share"},
        "medals": PRIZES_10_20_30,
        "pass_marks": BOTH_PARTS_PASSED,
    },
    "national": HUNDRED_MARKS
    | {
        "scale": "worldskills_700",
        "ranking": {"metrics": ["total"], "ties": "refuse"},
        "medals": THREE_MEDALS_AND_HALF_THE_FIELD,
    },
    "worldskills_2026": HUNDRED_MARKS
    | {
        "scale": "worldskills_700",
        "medals": {"rule": "worldskills_2026", "floor": 700},
        "notice_days": 0,
    },
}


def preset(name: str) -> dict[str, Any]:
    """The settings of a preset, to be changed at will."""
    return deepcopy(PRESETS[name])
