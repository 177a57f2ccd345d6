from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from competition.events.presets import PRESETS, preset
from competition.events.rules import (
    FOLLOWERS,
    Phase,
    conditions_to_mark,
    enter,
    obstacles_to_registration,
    phases_of,
    together,
)
from competition.words import WORDS
from judging.bundle import parse_bundle
from judging.errors import RuleViolation
from judging.sentences import say
from tests.builders import TWO_JUDGES

NOW = datetime(2026, 9, 1, tzinfo=UTC)


def draft(**values):
    ready = {
        "held_on": date(2026, 9, 20),
        "registration_closes_at": NOW + timedelta(days=5),
        "marking_scheme": object(),
    }
    return SimpleNamespace(**ready | values)


def test_every_phase_has_its_followers_and_its_word():
    assert set(FOLLOWERS) == set(Phase)
    assert set(WORDS["Phase"]) == set(Phase)


def test_a_phase_follows_only_where_the_table_says_so():
    assert enter(Phase.MARKING, after=Phase.DRAW) is Phase.MARKING
    with pytest.raises(RuleViolation, match="draft cannot go to phase marking"):
        enter(Phase.MARKING, after=Phase.DRAFT)


def test_final_results_only_go_back_to_be_corrected():
    assert FOLLOWERS[Phase.FINAL] == {Phase.REVIEW}
    assert {place for _, place in phases_of(SimpleNamespace(phase=Phase.FINAL))} == {"done"}
    places = [place for _, place in phases_of(SimpleNamespace(phase=Phase.DRAW))]
    assert places == ["done", "done", "now", "to come", "to come", "to come", "to come"]


def test_registration_waits_for_everything_that_is_missing():
    missing = obstacles_to_registration(
        draft(marking_scheme=None, registration_closes_at=NOW, held_on=date(2026, 8, 31)), NOW
    )

    assert [str(reason).split(",")[0] for reason in missing] == [
        "there is no marking scheme",
        "registration would close in the past",
        "the day of the final",
    ]
    assert obstacles_to_registration(draft(), NOW) == []


def test_marking_waits_for_a_chief_judge_and_judges():
    assert [condition.met for condition in conditions_to_mark(chiefs=0, judges=3)] == [False, True]


def test_reasons_are_told_together():
    assert str(together([say("one"), say("two"), say("three")])) == "one; two; three"


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_has_a_word_and_makes_a_result_bundle(name):
    assert name in WORDS["Preset"]
    rules = {key: preset(name)[key] for key in ("ranking", "scale", "medals", "positions")}

    parse_bundle(
        {
            "format": "saiwu-results/1",
            "event": {"id": "1"},
            "scheme": TWO_JUDGES,
            "entries": [],
        }
        | rules
    )


def test_a_preset_can_be_changed_without_changing_the_next():
    preset("municipal")["medals"]["bands"].clear()

    assert preset("municipal")["medals"]["bands"]
