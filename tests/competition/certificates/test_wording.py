from datetime import date

import pytest

from competition.certificates.text import strings
from competition.certificates.wording import chinese_date, english_body
from tests.competition.certificates.texts import a_certificate


@pytest.mark.parametrize(
    "day, words",
    [
        (date(2026, 1, 1), "二〇二六年一月一日"),
        (date(2026, 10, 10), "二〇二六年十月十日"),
        (date(2030, 12, 31), "二〇三〇年十二月三十一日"),
        (date(2026, 11, 20), "二〇二六年十一月二十日"),
    ],
)
def test_a_date_is_written_in_chinese_numerals(day, words):
    assert chinese_date(day) == words


def test_a_team_have_won():
    assert english_body(a_certificate(names=("王锐", "陈雨桐"))).startswith(
        "have won the First Prize"
    )
    assert english_body(a_certificate()).startswith("has won the First Prize")


def test_every_printed_text_is_among_the_strings():
    found = strings(a_certificate(unit="第一分厂"))
    for text in (
        "林知远",
        "LIN Zhiyuan",
        "CNC Turning",
        "江澜省职业技能竞赛组织委员会",
        "第一分厂",
    ):
        assert text in found
