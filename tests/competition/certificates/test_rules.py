"""What is printed about a winner, and what is missing for it."""

from dataclasses import replace
from datetime import date

import pytest

from competition.certificates.rules import (
    AWARDS,
    Occasion,
    Winner,
    content_of,
    differences,
    gaps,
    text_for,
)
from competition.certificates.text import Bilingual, Design, Tone
from competition.events.rules import Group
from competition.words import WORDS

OCCASION = Occasion(
    competition=Bilingual("2026年江城市职业技能大赛", "2026 Jiangcheng Skills Competition"),
    event=Bilingual("数控铣", "CNC Milling"),
    issuer=Bilingual("江城市人力资源和社会保障局", "Jiangcheng Human Resources Bureau"),
    group=Group.STAFF,
)
WINNER = Winner("许嘉木", "XU Jiamu", "白鹭县", "bronze", 3)


def printed(design=Design.MINIMAL, occasion=OCCASION, winner=WINNER):
    number = "SW-2026-00000000-0"
    return text_for(
        design, occasion, winner, number=number, check_url="x", issued_on=date(2026, 12, 1)
    )


def missing(design=Design.MINIMAL, occasion=OCCASION, winner=WINNER):
    return [str(gap) for gap in gaps(design, occasion, winner)]


def test_every_medal_and_prize_has_its_wording():
    assert set(AWARDS) == set(WORDS["Medal"])


def test_the_text_names_person_group_award_and_issuer():
    text = printed()
    assert (text.names, text.latin_name, text.unit) == (("许嘉木",), "XU Jiamu", "白鹭县")
    assert text.skill == Bilingual("数控铣（职工组）", "CNC Milling (staff group)")
    assert (text.award, text.tone) == (Bilingual("铜牌", "Bronze Medal"), Tone.BRONZE)
    assert text.competition.en == "the 2026 Jiangcheng Skills Competition"
    assert [issuer.name.zh for issuer in text.issuers] == ["江城市人力资源和社会保障局"]
    assert not text.issuers[0].seal, "a seal is put on by whoever holds it"


@pytest.mark.parametrize(
    "group, word", [("staff", "同志"), ("student", "同学"), ("teacher", "老师")]
)
def test_each_group_is_addressed_in_its_way(group, word):
    assert printed(occasion=replace(OCCASION, group=Group(group))).honorific == word


def test_nothing_is_missing_from_a_complete_winner():
    assert missing() == []
    assert missing(Design.FORMAL) == []


def test_the_chinese_design_asks_for_no_english():
    bare = replace(OCCASION, competition=Bilingual("竞赛"), event=Bilingual("赛项"))
    assert missing(Design.FORMAL, bare, replace(WINNER, name_en="")) == []


def test_everything_that_is_missing_is_named():
    bare = Occasion(Bilingual("竞赛"), Bilingual("赛项"), Bilingual("单位"), Group.OPEN)
    assert missing(Design.MINIMAL, bare, replace(WINNER, name_en="", award="cup")) == [
        "There is no wording for the award “cup”.",
        "The name in Latin letters is missing.",
        "The competition has no English name.",
        "The event has no English name.",
        "The organiser has no English name.",
    ]


def test_a_name_in_latin_letters_needs_no_second_one():
    assert missing(winner=replace(WINNER, name="Ada Byron", name_en="")) == []


def agreement(design, **changed):
    was = content_of(printed(design), OCCASION, WINNER)
    winner = replace(WINNER, **changed)
    now = content_of(printed(design, winner=winner), OCCASION, winner)
    return [(one.field, one.printed, one.now) for one in differences(was, now)]


def test_equal_contents_agree():
    assert agreement(Design.FORMAL) == agreement(Design.MINIMAL) == []


def test_a_corrected_name_award_and_place_are_differences():
    assert agreement(Design.FORMAL, name="许加木", award="silver", place=2) == [
        ("name", "许嘉木", "许加木"),
        ("award", "铜牌", "银牌"),
        ("place", "3", "2"),
    ]


def test_what_the_design_does_not_show_is_no_difference():
    assert agreement(Design.FORMAL, name_en="XU Jia Mu") == []
    assert agreement(Design.MINIMAL, unit="东湖区") == []
    assert [field for field, *_ in agreement(Design.MINIMAL, name_en="XU Jia Mu")] == ["name"]
