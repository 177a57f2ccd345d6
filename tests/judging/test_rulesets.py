"""A rule-set file is read whole, or refused with the path of everything that is wrong."""

import json
import os
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from judging.documents.json_text import read_json
from judging.errors import Faults
from judging.rulesets import digest, parse_rule_book, parse_rule_set
from tests.rule_builders import CHAMPION, GOLD, TO_TECHNICIAN, a_file, a_rule, a_set_document

SHARED = Path(os.environ.get("SAIWU_SHARED", Path(__file__).parents[3] / "shared"))
REAL = SHARED / "data" / "upgrades" / "rulesets.json"
WHOLE = a_file(
    a_set_document(
        [
            a_rule({"from": 1, "to": 3}, note="how it is read"),
            a_rule({"from": 4, "to_fraction": "1/2", "rounding": "half_up"}, CHAMPION),
            a_rule({"top_fraction": "10/100", "max_count": 3}),
            a_rule({"next_fraction": "20/100", "rounding": "ceil"}),
            a_rule({"by_field_size": [{"min": 5, "max": 9, "to": 1}, {"min": 10, "to": 2}]}),
            a_rule({"award": ["gold", "silver"]}, {"type": "cash", "amount_cny": 500}),
            a_rule({"any": True}, TO_TECHNICIAN, group=["staff", "teacher"], max_age=35),
            a_rule(
                {"any": True},
                {"type": "skill_level", "step_up": 1, "cap": "technician"},
                min_scores={"theory": "pass"},
                event_kind="skilled_occupation",
            ),
            a_rule(
                {"from": 1},
                {"type": "cash", "range_cny": [1, 2], "amount_cny": None, "to": "head_coach"},
                trigger="title_conferred",
            ),
            a_rule({"any": True}, {"type": "may_apply", "level": "technician", "kind": "test"}),
            a_rule({"any": True}, {"type": "skill_level", "grant_relative_to_event_level": 1}),
        ],
        date="2026, 春",
        valid_from="2026-01-01",
        valid_until="2026-12-31",
        certainty="",
        sources=[{"url": "https://example.org", "date": None}],
        eligibility={"anything": [1.5, None]},
        constraints={
            "max_competition_promotions_per_calendar_year": 1,
            "no_reissue_if_same_occupation_higher_level_held": True,
        },
        prior_title_policy={"policy": "bar_entry", "titles": ["全国技术能手"]},
    ),
    award_schemes=[
        {"id": "capped", "first": {"fraction": "5/100", "max": 3}, "second": 2, "third": "1/5"},
        {"id": "half", "gold": 1, "excellence_to": "1/2 of the field", "rounding": "half_up (…)"},
        {"id": "share", "overall_share": "1/2", "base": "entries", "used_by": ["somewhere"]},
    ],
    tie_breaks=[{"id": "none", "chain": [], "then": "ranks are never shared"}],
    team_points=[{"id": "points", "per_event_points": {"1": 10, "7-10": 4}, "total": "sum"}],
)
RULE = "rulesets[0].rules"
SET = "rulesets[0]"


def at(document: Any, path: str) -> tuple[Any, Any]:
    """The container and the key of a path like `rulesets[0].rules[2].rank.to`."""
    steps: list[Any] = []
    for part in path.split("."):
        name, *indices = part.replace("]", "").split("[")
        steps += [name, *map(int, indices)]
    for step in steps[:-1]:
        document = document[step]
    return document, steps[-1]


def paths(document: object) -> list[str]:
    """The paths of the faults of a document; none when it is read."""
    try:
        parse_rule_book(document)
    except Faults as refused:
        return [fault.path for fault in refused.faults]
    return []


def test_every_form_of_rule_is_read():
    book = parse_rule_book(WHOLE)

    assert book.rule_count == 11
    assert list(book.rule_sets) == ["a-set"]
    assert [len(book.presets[kind]) for kind in book.presets] == [3, 1, 1]


def test_the_information_of_a_rule_set_is_kept_as_written():
    rule_set = parse_rule_book(WHOLE).rule_sets["a-set"]

    assert rule_set.information["eligibility"] == {"anything": [1.5, None]}
    assert rule_set.information["date"] == "2026, 春"


@pytest.mark.skipif(not REAL.exists(), reason="the shared data folder is not here")
def test_the_real_rule_sets_are_read():
    book = parse_rule_book(read_json(REAL.read_text("utf-8")))

    assert (len(book.rule_sets), book.rule_count) == (28, 147)


CHANGED = [  # what is written instead, and where the fault is
    ("schema_version", 2),
    ("schema_version", 0),
    ("schema_version", "1"),
    ("schema_version", True),
    ("levels_low_to_high[3]", "expert"),
    ("levels_low_to_high[3]", "junior"),
    ("levels_low_to_high", ["none", "junior"]),
    ("levels_low_to_high", {}),
    ("level_names", ["none"]),
    ("level_names.junior", ""),
    ("level_names.expert", "x"),
    ("rulesets", {}),
    ("rulesets[0]", []),
    ("colour", "red"),
    (f"{SET}.id", 7),
    (f"{SET}.id", " "),
    (f"{SET}.name_zh", None),
    (f"{SET}.region", "\ud800"),
    (f"{SET}.date", 2026),
    (f"{SET}.colour", "red"),
    (f"{SET}.valid_from", "2026-02-30"),
    (f"{SET}.valid_from", 2026),
    (f"{SET}.valid_from", "2026"),
    (f"{SET}.valid_from", "20260101xx"),
    (f"{SET}.valid_until", "2025-12-31"),
    (f"{SET}.sources", "https://example.org"),
    (f"{SET}.sources[0]", "https://example.org"),
    (f"{SET}.sources[0].page", "4"),
    (f"{SET}.sources[0].url", 4),
    (f"{SET}.constraints", True),
    (f"{SET}.constraints.max_competition_promotions_per_calendar_year", 0),
    (f"{SET}.constraints.max_competition_promotions_per_calendar_year", 1.5),
    (f"{SET}.constraints.no_reissue_if_same_occupation_higher_level_held", False),
    (f"{SET}.constraints.max_promotions", 1),
    (f"{SET}.prior_title_policy.policy", "forgive"),
    (f"{SET}.prior_title_policy.titles", []),
    (f"{SET}.prior_title_policy.titles[0]", 3),
    (f"{SET}.prior_title_policy.since", "2020"),
    (f"{SET}.rules", []),
    (f"{SET}.rules", {}),
    (f"{RULE}[0]", "gold to the first"),
    (f"{RULE}[0].note", 3),
    (f"{RULE}[0].colour", "red"),
    (f"{RULE}[0].rule_id", ""),
    (f"{RULE}[1].rule_id", "r0"),
    (f"{RULE}[0].group", ""),
    (f"{RULE}[0].group", []),
    (f"{RULE}[0].group", ["any", "staff"]),
    (f"{RULE}[6].group[1]", "staff"),
    (f"{RULE}[0].event_format", "team4"),
    (f"{RULE}[0].event_format", None),
    (f"{RULE}[0].competition_tier", 2),
    (f"{RULE}[7].event_kind", "friendly_match"),
    (f"{RULE}[6].max_age", "35"),
    (f"{RULE}[6].max_age", 0),
    (f"{RULE}[7].min_scores", {}),
    (f"{RULE}[7].min_scores", "pass"),
    (f"{RULE}[7].min_scores.theory", "60"),
    (f"{RULE}[7].min_scores.interview", "pass"),
    (f"{RULE}[8].trigger", ""),
    (f"{RULE}[0].rank", []),
    (f"{RULE}[0].rank", {}),
    (f"{RULE}[0].rank", {"from": 1, "any": True}),
    (f"{RULE}[0].rank", {"top_fraction": "1/2", "next_fraction": "1/2"}),
    (f"{RULE}[0].rank.from", 0),
    (f"{RULE}[0].rank.from", True),
    (f"{RULE}[0].rank.from", "1"),
    (f"{RULE}[0].rank.from", 1.0),
    (f"{RULE}[0].rank.from", 10**13),
    (f"{RULE}[0].rank.to", -1),
    (f"{RULE}[0].rank.until", 3),
    (f"{RULE}[0].rank.rounding", "ceil"),
    (f"{RULE}[0].rank.max_count", 3),
    (f"{RULE}[0].rank.to_fraction", "1/2"),
    (f"{RULE}[1].rank.to_fraction", 0.5),
    (f"{RULE}[1].rank.to_fraction", "0.5"),
    (f"{RULE}[1].rank.to_fraction", "half"),
    (f"{RULE}[1].rank.to_fraction", "1/0"),
    (f"{RULE}[1].rank.to_fraction", "0/2"),
    (f"{RULE}[1].rank.to_fraction", "-1/2"),
    (f"{RULE}[1].rank.to_fraction", "3/2"),
    (f"{RULE}[1].rank.rounding", "half_even"),
    (f"{RULE}[1].rank.rounding", None),
    (f"{RULE}[2].rank.top_fraction", "11/10"),
    (f"{RULE}[2].rank.max_count", 0),
    (f"{RULE}[2].rank.min_count", 1),
    (f"{RULE}[3].rank.next_fraction", "95/100"),
    (f"{RULE}[0].rank", {"next_fraction": "1/2"}, f"{RULE}[0].rank.next_fraction"),
    (f"{RULE}[0].rank", {"from": 4, "to": 3}, f"{RULE}[0].rank.to"),
    (f"{RULE}[0].rank", {"to": 3}, f"{RULE}[0].rank.from"),
    (f"{RULE}[0].rank", {"to_fraction": "1/3"}, f"{RULE}[0].rank.from"),
    (f"{RULE}[0].rank", {"top": 3}, f"{RULE}[0].rank.top"),
    (f"{RULE}[4].rank.by_field_size", []),
    (f"{RULE}[4].rank.by_field_size", {"min": 1, "to": 1}),
    (f"{RULE}[4].rank.by_field_size[0].max", 4),
    (f"{RULE}[4].rank.by_field_size[0].max", "9"),
    (f"{RULE}[4].rank.by_field_size[0].from", 1),
    (f"{RULE}[4].rank.by_field_size[1].min", 9, f"{RULE}[4].rank.by_field_size[1]"),
    (f"{RULE}[4].rank.by_field_size[0].max", None, f"{RULE}[4].rank.by_field_size[1]"),
    (f"{RULE}[5].rank.award", "gold"),
    (f"{RULE}[5].rank.award", []),
    (f"{RULE}[5].rank.award[1]", "gold"),
    (f"{RULE}[6].rank.any", False),
    (f"{RULE}[6].rank.any", 1),
    (f"{RULE}[0].reward", "gold"),
    (f"{RULE}[0].reward.type", "medal"),
    (f"{RULE}[0].reward.type", None),
    (f"{RULE}[0].reward.code", 1),
    (f"{RULE}[0].reward.amount_cny", 1),
    (f"{RULE}[0].reward.note", 1),
    (f"{RULE}[1].reward.action", "may_apply"),
    (f"{RULE}[1].reward.action", "bestow"),
    (f"{RULE}[5].reward.amount_cny", -1),
    (f"{RULE}[5].reward.amount_cny", "500"),
    (f"{RULE}[5].reward.amount_cny", True),
    (f"{RULE}[5].reward.amount_cny", None),
    (f"{RULE}[5].reward.team_shares", "yes"),
    (f"{RULE}[5].reward.max_people", 0),
    (f"{RULE}[5].reward.condition", ""),
    (f"{RULE}[5].reward.bonus", 1),
    (f"{RULE}[8].reward.to", "the_dog"),
    (f"{RULE}[8].reward.amount_cny", 5),
    (f"{RULE}[8].reward.range_cny", [2, 1]),
    (f"{RULE}[8].reward.range_cny", [1, 2, 3]),
    (f"{RULE}[8].reward.range_cny", [-1, 2], f"{RULE}[8].reward.range_cny[0]"),
    (f"{RULE}[9].reward.level", "none"),
    (f"{RULE}[9].reward.level", "expert"),
    (f"{RULE}[6].reward.step_up", 1, f"{RULE}[6].reward"),
    (f"{RULE}[6].reward.cap", "technician"),
    (f"{RULE}[6].reward.map", []),
    (f"{RULE}[6].reward.map[0].grant", "senior"),
    (f"{RULE}[6].reward.map[0].grant", "none"),
    (f"{RULE}[6].reward.map[0].grant", "expert"),
    (f"{RULE}[6].reward.map[0].current", "senior"),
    (f"{RULE}[6].reward.map[0].current[1]", "expert"),
    (f"{RULE}[6].reward.map[0].current[1]", "none"),
    (f"{RULE}[6].reward.map[0].to", "technician"),
    (f"{RULE}[6].reward.one_of", ["junior"], f"{RULE}[6].reward.map[0].grant"),
    (f"{RULE}[6].reward.one_of", []),
    (f"{RULE}[6].reward.exclude_current", "senior"),
    (f"{RULE}[6].reward.requires_existing_certificate", "yes"),
    (f"{RULE}[6].reward.discretionary", True),
    (f"{RULE}[6].reward.action", "bestow"),
    (f"{RULE}[7].reward.step_up", 0),
    (f"{RULE}[7].reward.cap", "none"),
    (f"{RULE}[10].reward.grant_relative_to_event_level", "1"),
    ("award_schemes", {}),
    ("award_schemes[0].first", 0),
    ("award_schemes[0].first.fraction", "2/1"),
    ("award_schemes[0].first.maximum", 3),
    ("award_schemes[0].third", "a fifth"),
    ("award_schemes[1].id", "capped"),
    ("award_schemes[1].excellence_to", "the better half"),
    ("award_schemes[1].excellence_to", ""),
    ("award_schemes[1].rounding", "nicely"),
    ("award_schemes[2].overall_share", 0.5),
    ("award_schemes[2].used_by", "somewhere"),
    ("award_schemes[2].fourth", 3),
    ("tie_breaks[0].chain", "practical"),
    ("tie_breaks[0].order", []),
    ("tie_breaks[0].note", 4),
    ("team_points[0].per_event_points", [10, 9]),
    ("team_points[0].per_event_points.1", "10"),
    ("team_points[0].total", 3),
    ("team_points[0].goals", 3),
]


@pytest.mark.parametrize("change", CHANGED, ids=lambda change: f"{change[0]}={change[1]!r}")
def test_a_wrong_value_is_refused_with_its_path_and_nothing_else_is(change):
    path, value, *elsewhere = change
    document = deepcopy(WHOLE)
    container, key = at(document, path)
    container[key] = value

    assert paths(document) == (elsewhere or [path])


REMOVED = [
    "schema_version",
    "levels_low_to_high",
    "level_names",
    "level_names.senior",
    "rulesets",
    *(f"{SET}.{key}" for key in ("id", "tier", "region", "name_zh", "name_en", "rules")),
    *(f"{SET}.prior_title_policy.{key}" for key in ("policy", "titles")),
    *(f"{RULE}[0].{key}" for key in ("rule_id", "group", "event_format", "rank", "reward")),
    *(f"{RULE}[0].reward.{key}" for key in ("type", "code", "name_zh")),
    *(f"{RULE}[1].reward.{key}" for key in ("title_zh", "action")),
    f"{RULE}[1].rank.from",
    *(f"{RULE}[4].rank.by_field_size[0].{key}" for key in ("min", "to")),
    f"{RULE}[5].reward.amount_cny",
    *(f"{RULE}[6].reward.map[0].{key}" for key in ("current", "grant")),
    *(f"{RULE}[9].reward.{key}" for key in ("level", "kind")),
    "award_schemes[0].id",
    "award_schemes[0].first.fraction",
    "tie_breaks[0].chain",
    "team_points[0].id",
]


@pytest.mark.parametrize("path", REMOVED)
def test_a_missing_key_is_refused_with_its_path(path):
    document = deepcopy(WHOLE)
    container, key = at(document, path)
    del container[key]

    assert paths(document) == [path]


def test_a_skill_level_without_a_way_up_is_refused():
    document = deepcopy(WHOLE)
    del document["rulesets"][0]["rules"][6]["reward"]["map"]

    assert paths(document) == [f"{RULE}[6].reward"]


def test_a_level_is_mapped_only_once():
    document = deepcopy(WHOLE)
    grants = document["rulesets"][0]["rules"][6]["reward"]["map"]
    grants.append({"current": ["junior", "senior"], "grant": "senior_technician"})

    assert paths(document) == [f"{RULE}[6].reward.map[1].current[1]"]


def test_the_ladder_is_listed_in_its_order():
    document = deepcopy(WHOLE)
    document["levels_low_to_high"].reverse()

    assert paths(document) == ["levels_low_to_high"]


def test_two_rule_sets_cannot_have_one_id():
    document = a_file(*[a_set_document([a_rule({"any": True})]) for _ in range(2)])

    assert paths(document) == ["rulesets[1].id"]


def test_all_faults_are_listed_not_the_first():
    document = deepcopy(WHOLE)
    rules = document["rulesets"][0]["rules"]
    rules[0]["rank"] = {"from": 3, "to": 2}
    rules[1]["reward"]["action"] = "bestow"
    rules[6]["max_age"] = -1
    document["colour"] = "red"

    assert paths(document) == [
        "colour",
        f"{RULE}[0].rank.to",
        f"{RULE}[1].reward.action",
        f"{RULE}[6].max_age",
    ]


def test_a_key_that_is_written_twice_is_refused():
    text = json.dumps(WHOLE).replace('"from": 1, "to": 3', '"from": 1, "to": 3, "to": 4')

    assert paths(read_json(text)) == [f"{RULE}[0].rank.to"]


@pytest.mark.parametrize("document", [None, [], "rules", 3])
def test_something_else_than_a_file_is_refused(document):
    assert paths(document) == ["document"]


def test_the_digest_knows_content_not_the_order_of_keys():
    rule_set = a_set_document([a_rule({"from": 1}, GOLD)])
    turned = dict(reversed(list(rule_set.items())))
    changed = rule_set | {"name_en": "Another"}

    assert parse_rule_set(rule_set).digest == parse_rule_set(turned).digest == digest(turned)
    assert parse_rule_set(changed).digest != digest(rule_set)


def test_one_rule_set_is_refused_with_paths_seen_from_itself():
    with pytest.raises(Faults, match=r"^rules\[0\]\.rank\.from: 0 is not between"):
        parse_rule_set(a_set_document([a_rule({"from": 0})]))


@pytest.mark.parametrize(
    ("final", "governs"),
    [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_a_rule_set_governs_the_finals_of_its_time(final, governs):
    rule_set = parse_rule_book(WHOLE).rule_sets["a-set"]

    assert rule_set.governs(date.fromisoformat(final)) is governs


def test_a_rule_set_without_dates_governs_always():
    rule_set = parse_rule_set(a_set_document([a_rule({"any": True})]))

    assert rule_set.governs(date(1999, 1, 1))
    assert rule_set.governs(date(2099, 1, 1))
