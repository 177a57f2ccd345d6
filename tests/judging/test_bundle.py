"""A bundle is read whole or refused with every fault and its path."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from judging.bundle import bundle_document, parse_bundle
from judging.documents.json_text import read_json
from judging.errors import Faults
from judging.marking.entries import Entry
from judging.results import compute
from judging.standings import Ranking
from tests.judging.bundles import aspect, faults

GOOD: dict[str, Any] = {
    "format": "saiwu-results/1",
    "event": {
        "id": "web",
        "name": "Web",
        "date": "2026-09-20",
        "group": "staff",
        "event_format": "individual",
    },
    "scheme": {
        "criteria": [
            {
                "code": "A",
                "sub_criteria": [
                    {
                        "code": "A1",
                        "aspects": [
                            aspect("A1.1", "judgement", "2"),
                            aspect("A1.2", "score", "10", step="0.5"),
                        ],
                    }
                ],
            }
        ]
    },
    "panels": {"A1": ["J1", "J2", "J3"]},
    "ranking": {"metrics": ["total", "-time"], "ties": "decided", "decisions": [["E1", "E2"]]},
    "scale": "worldskills_700",
    "medals": {
        "rule": "bands",
        "floor": 650,
        "tolerance": 1,
        "bands": [
            {"code": "gold", "count": 1, "max_count": 1, "minimum": "5", "minimum_field": 2},
            {"code": "half", "to_fraction": "1/2", "rounding": "ceil"},
        ],
        "minimum_score": "1",
    },
    "positions": "medal_groups",
    "entries": [
        {
            "code": "E1",
            "delegation": "CQ",
            "status": "ranked",
            "marks": {
                "A1.1": {"J1": "2", "J2": "2", "J3": "3"},
                "A1.2": {"J1": "9.5", "J2": "excused", "J3": "not_attempted"},
            },
            "time": "5400",
            "penalties": [{"points": "1", "reason": "late"}],
        },
        {"code": "E2", "total": "8.5", "time": "60"},
        {"code": "E3", "scale_score": 700, "total": "8", "time": "60"},
        {"code": "G", "status": "guest", "total": "8"},
    ],
    "published": [
        {"code": "E1", "total": None, "rank": 3, "medal": "gold", "criteria": {"A": "1"}}
    ],
}


def changed(*path: Any, to: Any) -> dict[str, Any]:
    """GOOD with one value replaced or added."""
    found = deepcopy(GOOD)
    place: Any = found
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return found


def without(*path: Any) -> dict[str, Any]:
    found = changed(*path, to=None)
    place: Any = found
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    return found


def test_the_good_bundle_is_good() -> None:
    assert faults(GOOD) == []


def test_a_bundle_survives_the_way_out_and_in() -> None:
    bundle = parse_bundle(GOOD)
    again = parse_bundle(bundle_document(bundle))
    assert again == bundle
    assert compute(again).rows == compute(bundle).rows


def test_what_has_its_default_need_not_be_written() -> None:
    least = {key: GOOD[key] for key in ("format", "event", "scheme")}
    bundle = parse_bundle(least | {"entries": [{"code": "E", "total": "5"}]})
    document = bundle_document(bundle)
    assert "published" not in document
    assert document["medals"] == {"rule": "none", "floor": 700, "tolerance": 2}
    assert parse_bundle(document) == bundle


MARKS = ("entries", 0, "marks")
BANDS = ("medals", "bands")

BAD: list[tuple[tuple[Any, ...], Any, list[str]]] = [
    (("format",), "saiwu/2", ["format: saiwu/2 is not one of saiwu-results/1"]),
    (("extra",), 1, ["extra: unknown key"]),
    (("event",), "web", ["event: is not an object"]),
    (("event",), {}, ["event.id: missing"]),
    (("event", "id"), "", ["event.id: is empty"]),
    (("event", "place"), "", ["event.place: unknown key"]),
    (("event", "date"), "2026-02-30", ["event.date: 2026-02-30 is not a date like 2026-09-20"]),
    (("event", "date"), "20260920", ["event.date: 20260920 is not a date like 2026-09-20"]),
    (("event", "group"), 1, ["event.group: 1 is not a text"]),
    (("panels",), [], ["panels: is not an object"]),
    (("panels", "B1"), ["J1"], ["panels.B1: the scheme has no such sub-criterion"]),
    (("panels", "A1"), "J1", ["panels.A1: is not a list"]),
    (("ranking", "ties"), "toss", ["ranking.ties: toss is not one of share, refuse, decided"]),
    (("ranking", "metrics"), [], ["ranking.metrics: is empty"]),
    (("ranking", "decisions"), [["E1", "E9"]], ["ranking.decisions[0]: there is no entry E9"]),
    (("ranking", "decisions"), [["E1", "E1"]], ["ranking.decisions[0][1]: E1 is there twice"]),
    (("ranking", "decisions"), ["E1"], ["ranking.decisions[0]: is not a list"]),
    (("ranking", "order"), 1, ["ranking.order: unknown key"]),
    (("scale",), "700", ["scale: 700 is not one of none, worldskills_700, worldskills_500"]),
    (
        ("positions",),
        "best",
        ["positions: best is not one of standard, medal_groups, tolerance_gr"],
    ),
    (("medals", "rule"), "all", ["medals.rule: all is not one of none, worldskills_2024, worlds"]),
    (("medals", "floor"), "700", ["medals.floor: 700 is not a whole number without quotes"]),
    (("medals", "tolerance"), -1, ["medals.tolerance: -1 is less than 0"]),
    (
        ("medals", "minimum_score"),
        60,
        ['medals.minimum_score: 60 is not a number in quotes, like "'],
    ),
    (("medals", "metal"), 1, ["medals.metal: unknown key"]),
    ((*BANDS, 0), "gold", ["medals.bands[0]: is not an object"]),
    (
        (*BANDS, 0, "fraction"),
        "1/3",
        ["medals.bands[0]: needs exactly one of count, fraction, to_f"],
    ),
    ((*BANDS, 0, "count"), -1, ["medals.bands[0].count: -1 is less than 0"]),
    ((*BANDS, 0, "code"), "", ["medals.bands[0].code: is empty"]),
    (
        (*BANDS, 0, "minimum"),
        5,
        ['medals.bands[0].minimum: 5 is not a number in quotes, like "12.'],
    ),
    (
        (*BANDS, 1, "to_fraction"),
        "3/2",
        ["medals.bands[1].to_fraction: 3/2 is not between 0 and 1"],
    ),
    (
        (*BANDS, 1, "to_fraction"),
        "half",
        ["medals.bands[1].to_fraction: half is not a number in pl"],
    ),
    (
        (*BANDS, 1, "rounding"),
        "up",
        ["medals.bands[1].rounding: up is not one of half_up, half_ev"],
    ),
    (("entries",), {}, ["entries: is not a list"]),
    (("entries", 1), "E2", ["entries[1]: is not an object"]),
    (("entries", 2, "code"), "E1", ["entries[2].code: E1 is there twice"]),
    (("entries", 1, "code"), "", ["entries[1].code: is empty"]),
    (("entries", 1, "name"), "", ["entries[1].name: unknown key"]),
    (
        ("entries", 1, "status"),
        "late",
        ["entries[1].status: late is not one of ranked, guest, absen"],
    ),
    (("entries", 1, "delegation"), 1, ["entries[1].delegation: 1 is not a text"]),
    (("entries", 1, "time"), "-1", ["entries[1].time: -1 is less than 0"]),
    (
        ("entries", 1, "time"),
        "1h",
        ["entries[1].time: 1h is not a number in plain decimal notation"],
    ),
    (
        ("entries", 1, "total"),
        8.5,
        ['entries[1].total: 8.5 is not a number in quotes, like "12.50"'],
    ),
    (
        ("entries", 1, "penalties"),
        [{"points": "1", "reason": ""}],
        ["entries[1].penalties: cannot go together with a given total"],
    ),
    (
        ("entries", 2, "scale_score"),
        "700",
        ["entries[2].scale_score: 700 is not a whole number wit"],
    ),
    (("entries", 0, "penalties"), [{"points": "1"}], ["entries[0].penalties[0].reason: missing"]),
    (
        ("entries", 0, "penalties"),
        [{"points": "-1", "reason": ""}],
        ["entries[0].penalties[0].points: -1 is less than 0"],
    ),
    (MARKS, [], ["entries[0].marks: is not an object"]),
    ((*MARKS, "A9"), {}, ["entries[0].marks.A9: the scheme has no such aspect"]),
    ((*MARKS, "A1.1"), "2", ["entries[0].marks.A1.1: is not an object"]),
    ((*MARKS, "A1.1"), {}, ["entries[0].marks.A1.1: no mark yet from J1, J2, J3"]),
    (
        (*MARKS, "A1.1", "J2"),
        "3.5",
        ["entries[0].marks.A1.1.J2: 3.5 is not a whole number from 0 to 3"],
    ),
    ((*MARKS, "A1.1", "J2"), 2, ["entries[0].marks.A1.1.J2: 2 is not a mark in quotes, like "]),
    ((*MARKS, "A1.2", "J1"), "9.3", ["entries[0].marks.A1.2.J1: 9.3 is not a multiple of 0.5"]),
    ((*MARKS, "A1.2", "J1"), "11", ["entries[0].marks.A1.2.J1: 11 is not between 0 and 10"]),
    ((*MARKS, "A1.2", "J9"), "9", ["entries[0].marks.A1.2.J9: is not on the panel of A1"]),
    (("published",), {}, ["published: is not a list"]),
    (("published", 0, "rank"), "1", ["published[0].rank: 1 is not a whole number without quotes"]),
    (("published", 0, "name"), "x", ["published[0].name: unknown key"]),
    (
        ("published", 0, "total"),
        1,
        ['published[0].total: 1 is not a number in quotes, like "12.50"'],
    ),
    (("published", 0, "medal"), 1, ["published[0].medal: 1 is not a text"]),
    (
        ("published", 0, "status"),
        None,
        ["published[0].status: null is not one of ranked, guest, a"],
    ),
    (
        ("published", 0, "criteria"),
        {"A": "x", "B": None},
        ["published[0].criteria.A: x is not a num"],
    ),
    (("published", 0), 1, ["published[0]: is not an object"]),
]


@pytest.mark.parametrize("path, value, why", BAD, ids=[why[0] for _, _, why in BAD])
def test_a_wrong_bundle_is_refused_with_its_path(path: Any, value: Any, why: list[str]) -> None:
    found = faults(changed(*path, to=value))
    assert len(found) == len(why), found
    assert [line[: len(start)] for line, start in zip(found, why, strict=True)] == why


@pytest.mark.parametrize(
    "path, why",
    [
        (("format",), "format: missing"),
        (("event",), "event: missing"),
        (("scheme",), "scheme: missing"),
        (("entries",), "entries: missing"),
        (("entries", 1, "code"), "entries[1].code: missing"),
        (("medals", "bands"), "medals.bands: missing"),
        (("medals", "rule"), "medals.rule: missing"),
        (("medals", "bands", 0, "code"), "medals.bands[0].code: missing"),
        (
            ("scheme", "criteria", 0, "sub_criteria", 0, "aspects", 0, "kind"),
            "scheme.criteria[0].sub_criteria[0].aspects[0].kind: missing",
        ),
        (("published", 0, "code"), "published[0].code: missing"),
    ],
)
def test_what_is_missing_is_named(path: Any, why: str) -> None:
    assert why in faults(without(*path))


def test_a_judge_is_on_a_panel_once() -> None:
    twice = changed("panels", "A1", to=["J1", "J2", "J3", "J1"])
    assert faults(twice) == ["panels.A1[3]: J1 is there twice"]


def test_marks_and_a_given_total_contradict_each_other() -> None:
    both = changed("entries", 1, "marks", to={"A1.1": {"J1": "1"}})
    assert "entries[1].marks: cannot go together with a given total" in faults(both)


@pytest.mark.parametrize("value", [None, [], "bundle", 1])
def test_what_is_no_object_is_no_bundle(value: Any) -> None:
    assert faults(value) == ["document: is not an object"]


def test_every_fault_is_listed_and_nothing_wrong_is_called_missing() -> None:
    broken = changed(*MARKS, "A1.1", "J1", to="5")
    broken["entries"][0]["time"] = "x"
    del broken["entries"][0]["marks"]["A1.2"]["J3"]
    broken["entries"].append({"code": "E4", "time": "1", "marks": {}})
    assert faults(broken) == [
        "entries[0].time: x is not a number in plain decimal notation",
        "entries[0].marks.A1.1.J1: 5 is not a whole number from 0 to 3",
        "entries[0].marks.A1.2: no mark yet from J3",
        "entries[4].marks.A1.1: no mark yet from J1, J2, J3",
        "entries[4].marks.A1.2: no mark yet from J1, J2, J3",
    ]


def test_a_wrong_scheme_does_not_hide_wrong_entries() -> None:
    broken = changed("scheme", "decimals", to="2")
    broken["entries"][1]["time"] = "-"
    assert [line.partition(":")[0] for line in faults(broken)] == [
        "scheme.decimals",
        "entries[1].time",
    ]


def test_without_criteria_every_entry_needs_a_total() -> None:
    empty = changed("scheme", "criteria", to=[])
    empty["panels"] = {}
    empty["entries"] = [{"code": "E1"}, {"code": "E2", "total": "5"}]
    empty["ranking"] = {}
    empty["positions"] = "standard"
    assert faults(empty) == ["entries[0]: has no total, and the scheme has no criteria to mark"]


def test_a_key_that_is_written_twice_is_refused() -> None:
    text = (
        '{"format": "saiwu-results/1", "format": "saiwu-results/1", "panels": {"A": [], "A": []}}'
    )
    found = faults(read_json(text))
    assert "format: is written twice" in found
    assert "panels.A: is written twice" in found


def test_a_bundle_made_from_values_is_refused_while_something_is_missing() -> None:
    bundle = parse_bundle(GOOD)
    unmarked = replace(bundle, entries=(Entry("E9"),), ranking=Ranking(), positions="standard")
    with pytest.raises(Faults, match=r"entries\[0\]\.marks\.A1\.1: no mark yet from J1"):
        compute(unmarked)
    timeless = replace(bundle, entries=(replace(bundle.entries[0], time=None),))
    with pytest.raises(Faults, match=r"entries\[0\]: has no time"):
        compute(timeless)
