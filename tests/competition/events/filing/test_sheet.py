"""What stands on the printed filing sheet, read back from the file."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from competition.events.filing.sheet import FilingSheet, PlannedEvent, render
from judging.errors import RuleViolation

SHEET = FilingSheet(
    competition="江城市“匠心杯”职业技能大赛",
    tier="市级",
    region="江城市",
    organiser="江城市人力资源和社会保障局",
    host="Jiangcheng <Tech> & Co",
    contact="周明远",
    phone="023-6688",
    year=2026,
    starts_on=date(2026, 9, 18),
    ends_on=date(2026, 9, 20),
    expected=320,
    state="已备案",
    number="江高技办〔2026〕8号",
    plan="一、组织机构\n\n二、奖励办法",
    events=(PlannedEvent("数控铣", "铣工", "6-18-01-02", "三级/高级工", "职工组", "单人赛项"),),
)


def text_of(pdf):
    pages = PdfReader(BytesIO(pdf)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def test_the_sheet_says_what_is_filed():
    text = text_of(render(SHEET))
    for part in (
        "职业技能竞赛备案审核表",
        "2026年度·已备案",
        "江城市“匠心杯”职业技能大赛",
        "江城市人力资源和社会保障局",
        "Jiangcheng<Tech>&Co",
        "2026-09-18至2026-09-20",
        "320人",
        "6-18-01-02",
        "三级/高级工",
        "一、组织机构",
        "二、奖励办法",
        "准予备案，备案文号：江高技办〔2026〕8号",
    ):
        assert part in text


def test_an_undecided_sheet_says_nothing_of_the_answer():
    assert "准予备案" not in text_of(render(replace(SHEET, number="")))


def test_equal_sheets_are_equal_files_and_every_face_is_embedded():
    pdf = render(SHEET)
    fonts = [
        font.get_object()
        for page in PdfReader(BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    ]

    assert render(SHEET) == pdf
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_a_long_plan_and_many_events_take_more_pages():
    long = replace(SHEET, plan="\n".join(["奖励按办法执行。" * 40] * 30), events=SHEET.events * 60)

    pages = PdfReader(BytesIO(render(long))).pages

    assert len(pages) > 3
    assert "第 3 页" in pages[2].extract_text()


def test_a_letter_that_no_font_has_is_named():
    with pytest.raises(RuleViolation, match="no font has \U0001f600"):
        render(replace(SHEET, plan="奖励 \U0001f600"))
