"""Texts that are long: smaller first, then on two lines, then refused; never clipped."""

from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from competition.certificates.drawing.breaking import balance, break_points, wrap
from competition.certificates.drawing.lettering import Style, compose, fitted
from competition.certificates.errors import NoRoom
from competition.certificates.pdf import render
from competition.certificates.text import Bilingual, Design
from competition.lettering.fonts import BODY, missing_letters
from tests.competition.certificates.texts import a_certificate, sizes_of, text_of

DESIGNS = pytest.mark.parametrize("design", list(Design))
LONG = (
    "2026年江澜省“技能强省·匠心筑梦”第六届"
    "职工职业技能大赛暨第三届全省智能制造与新能源汽车产业技能竞赛"
)


def lines_of(text, width, together=()):
    """Broken as if every letter were 1 wide."""
    return wrap(text, width, lambda part: float(len(part)), together)


@DESIGNS
def test_a_long_name_is_set_smaller(design):
    usual = sizes_of(render(a_certificate(design=design)), "林知远")
    long_name = "买买提" * 7
    small = sizes_of(render(a_certificate(design=design, names=(long_name,))), "买提")
    assert 12.5 <= min(small) < max(usual)
    assert max(small) < max(usual)


@DESIGNS
def test_a_name_that_does_not_fit_at_the_smallest_size_is_refused_with_the_person(design):
    name = "买买提" * 20
    with pytest.raises(NoRoom, match=name):
        render(a_certificate(design=design, names=(name,)))


def test_the_unit_gives_way_before_the_name():
    unit = "江澜新能源智能装备制造产业集团有限责任公司江澜江东分公司第一分厂"
    pdf = render(a_certificate(unit=unit))
    assert max(sizes_of(pdf, "林知远")) == 25
    assert f"同志（{unit}）：" in text_of(pdf)
    assert 10 <= min(sizes_of(pdf, "厂")) < 13


def test_a_long_competition_is_set_smaller_and_complete():
    skill = Bilingual("新能源汽车智能化技术（职工组）")
    certificate = a_certificate(competition=Bilingual(LONG), skill=skill)
    pdf = render(certificate)
    assert LONG in text_of(pdf)
    assert 12.5 <= min(sizes_of(pdf, "暨")) < 17


@DESIGNS
def test_a_competition_that_needs_more_than_two_lines_is_refused_with_the_person(design):
    with pytest.raises(NoRoom, match="林知远"):
        render(a_certificate(design=design, competition=Bilingual(LONG * 3)))


def test_a_name_of_two_letters_takes_the_room_of_three():
    def end_of_name(name):
        return width_of_rule(render(a_certificate(names=(name,))))

    assert end_of_name("周岚") == end_of_name("林知远") > end_of_name("周")


def width_of_rule(pdf):
    """The length of the rule under the name: the only one that starts a millimetre left of it."""
    content = PdfReader(BytesIO(pdf)).pages[0].get_contents().get_data().decode("latin-1")
    start = f"{round(48 / 25.4 * 72, 2)} {round((210 - 98) / 25.4 * 72, 2)} m "
    return float(content.split(start)[1].split()[0]) - 48 / 25.4 * 72


def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one():
    text = "在集团（总部）的“匠心”杯中，荣获奖励。" * 3
    for width in range(8, 30):
        lines = lines_of(text, width)
        assert "".join(lines) == text
        assert not any(line[0] in "，。）”" for line in lines)
        assert not any(line[-1] in "（“" for line in lines)


def test_names_of_awards_and_dates_stay_on_one_line():
    text = "在2026年职业技能竞赛数控车赛项中荣获团体一等奖特发此证"
    for width in range(8, 30):
        lines = lines_of(text, width, ("赛项", "荣获", "团体一等奖"))
        for whole in ("2026年", "赛项", "荣获", "团体一等奖"):
            assert any(whole in line for line in lines)


def test_words_are_not_split():
    text = "has won the First Prize in CNC Turning"
    assert all(text[i - 1] == " " for i in break_points(text, ()))
    assert lines_of(text, 15) == ["has won the", "First Prize in", "CNC Turning"]


def test_a_word_that_is_longer_than_the_line_cannot_be_set():
    assert lines_of("Donaudampfschifffahrt", 10) is None


def test_the_last_line_has_four_letters_or_more():
    assert lines_of("甲乙丙丁戊己庚辛壬癸子", 10) == ["甲乙丙丁戊己庚", "辛壬癸子"]


def test_balanced_lines_are_no_more_than_needed_and_nearly_equal():
    text = "在集团第十二届职工技能竞赛数控车项目中取得优异成绩特发此证以资鼓励"
    lines = balance(text, 30, lambda part: float(len(part)))
    assert len(lines) == 2
    assert all(abs(len(a) - len(b)) <= 1 for a, b in pairwise(lines))


def test_a_gap_parts_chinese_from_latin_letters():
    style = Style(BODY, 10)
    apart = compose("年", style).width + compose("2026", Style(BODY, 10.7)).width
    assert compose("2026年", style).width == pytest.approx(apart + 0.16 * style.em)


def test_tracking_is_between_letters_only():
    plain, tracked = Style(BODY, 10), Style(BODY, 10, tracking=2)
    assert compose("一等奖", tracked).width == pytest.approx(compose("一等奖", plain).width + 4)


def test_a_line_shrinks_by_half_points_until_it_fits():
    style = Style(BODY, 12)
    room = compose("一等奖", Style(BODY, 10.5)).width
    line = fitted("一等奖", style, room, smallest=8)
    assert line is not None
    assert {run.size for run in line.runs} == {10.5}
    assert fitted("一等奖", style, 1, smallest=8) is None


def test_missing_letters_are_named_before_anything_is_printed():
    assert missing_letters("林知远 𬍛 Żółć ấ") == set()
    assert missing_letters("王😀锐مر") == {"😀", "م", "ر"}
