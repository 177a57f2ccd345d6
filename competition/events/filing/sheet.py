"""The filing sheet (竞赛备案审核表) as a PDF: values in, bytes out. No model, no request, no clock.

It is a form of Chinese authorities, and is printed in Chinese.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from io import BytesIO
from itertools import groupby
from typing import Any

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from competition.lettering.fonts import BODY, PRESS, STRONG, Stack, choose, face, missing_letters
from judging.errors import RuleViolation

MARGIN = 22 * mm
LABEL, VALUE = 26 * mm, 57 * mm
HAIRLINE = 0.4  # points
STAMPED = "（盖章）<br/><br/>年&nbsp;&nbsp;&nbsp;&nbsp;月&nbsp;&nbsp;&nbsp;&nbsp;日"


@dataclass(frozen=True)
class PlannedEvent:
    """A row of the list of events."""

    name: str
    occupation: str
    occupation_code: str
    level: str
    group: str
    event_format: str


@dataclass(frozen=True)
class FilingSheet:
    """What is printed. `number` is empty until the filing is accepted."""

    competition: str
    tier: str
    region: str
    organiser: str
    host: str
    contact: str
    phone: str
    year: int
    starts_on: date
    ends_on: date
    expected: int | None
    state: str
    number: str
    plan: str
    events: tuple[PlannedEvent, ...]


def render(sheet: FilingSheet) -> bytes:
    """Draw the sheet on A4 pages; equal values give equal bytes.

    Raises RuleViolation when no font has a letter: nothing is drawn.
    """
    texts = [sheet.competition, sheet.organiser, sheet.host, sheet.contact, sheet.plan]
    texts += [part for event in sheet.events for part in (event.name, event.occupation)]
    missing = missing_letters("".join(texts).replace("\r", "").replace("\n", ""))
    if missing:
        raise RuleViolation(
            "The sheet cannot be printed: no font has {letters}.",
            letters=" ".join(sorted(missing)),
        )
    with PRESS:
        return drawn(sheet)


def drawn(sheet: FilingSheet) -> bytes:
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=f"{sheet.competition} 竞赛备案审核表",
        author=sheet.organiser,
        invariant=1,
        # Without it, Helvetica is named and not embedded.
        initialFontName=face(BODY.han[0]).fontName,
        lang="zh-CN",
    )
    document.build(story(sheet), onFirstPage=numbered, onLaterPages=numbered)
    return out.getvalue()


def numbered(canvas: Canvas, document: Any) -> None:
    canvas.setFont(face(BODY.han[0]).fontName, 8)
    canvas.drawCentredString(A4[0] / 2, 12 * mm, f"第 {document.page} 页")


def story(sheet: FilingSheet) -> list[Flowable]:
    """The parts of the sheet in their order."""
    flow: list[Flowable] = [
        text("职业技能竞赛备案审核表", size=18, stack=STRONG, centred=True),
        Spacer(0, 3 * mm),
        text(f"{sheet.year} 年度 · {sheet.state}", size=10.5, centred=True),
        Spacer(0, 5 * mm),
        facts(sheet),
        *heading("竞赛项目"),
        events_table(sheet.events),
        *heading("实施方案"),
    ]
    for paragraph in filter(None, map(str.strip, sheet.plan.splitlines())):
        flow += [text(paragraph), Spacer(0, 1.5 * mm)]
    return [*flow, Spacer(0, 6 * mm), KeepTogether([opinions(sheet)])]


def heading(words: str) -> list[Flowable]:
    return [Spacer(0, 6 * mm), text(words, size=12, stack=STRONG), Spacer(0, 2 * mm)]


def facts(sheet: FilingSheet) -> Table:
    """Two facts a row, each with its label."""
    days = f"{sheet.starts_on:%Y-%m-%d} 至 {sheet.ends_on:%Y-%m-%d}"
    expected = f"{sheet.expected} 人" if sheet.expected is not None else ""
    rows = [
        ("竞赛名称", sheet.competition, "竞赛层级", sheet.tier),
        ("主办单位", sheet.organiser, "承办单位", sheet.host),
        ("竞赛日期", days, "地区", sheet.region),
        ("联系人", sheet.contact, "联系电话", sheet.phone),
        ("预计参赛人数", expected, "备案文号", sheet.number),
    ]
    cells = [[label(a), text(b), label(c), text(d)] for a, b, c, d in rows]
    return Table(cells, colWidths=[LABEL, VALUE] * 2, style=ruled())


def events_table(events: Sequence[PlannedEvent]) -> Table:
    head = ["序号", "赛项", "职业", "职业编码", "命题等级", "组别", "形式"]
    rows = [
        [
            text(str(number), size=9),
            *(
                text(cell, size=9)
                for cell in (
                    event.name,
                    event.occupation,
                    event.occupation_code,
                    event.level,
                    event.group,
                    event.event_format,
                )
            ),
        ]
        for number, event in enumerate(events, start=1)
    ]
    widths = [width * mm for width in (12, 32, 28, 26, 32, 16, 20)]
    cells = [[label(word) for word in head], *rows]
    return Table(cells, colWidths=widths, repeatRows=1, style=ruled())


def ruled() -> TableStyle:
    """Hairlines around every cell; tables name the face of their cells, used or not."""
    return TableStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), face(BODY.han[0]).fontName),
            ("GRID", (0, 0), (-1, -1), HAIRLINE, "#13242B"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ]
    )


def opinions(sheet: FilingSheet) -> Table:
    """Where the organiser and the authority sign."""
    accepted = f"准予备案，备案文号：{sheet.number}" if sheet.number else ""
    rows = [
        [label("主办单位意见"), [Spacer(0, 12 * mm), signed()]],
        [label("备案机关意见"), [text(accepted), Spacer(0, 12 * mm), signed()]],
    ]
    return Table(rows, colWidths=[LABEL, 2 * VALUE + LABEL], style=ruled())


def signed() -> Paragraph:
    style = ParagraphStyle("", fontName=face(BODY.han[0]).fontName, fontSize=10.5, leading=15)
    style.alignment, style.rightIndent = 2, 10 * mm
    return Paragraph(STAMPED, style)


def label(words: str) -> Paragraph:
    return text(words, size=9.5, stack=STRONG, centred=True)


def text(
    words: str, *, size: float = 10.5, stack: Stack = BODY, centred: bool = False
) -> Paragraph:
    """A paragraph whose every letter stands in a face that has it."""
    style = ParagraphStyle(
        "",
        fontName=face(stack.han[0]).fontName,
        fontSize=size,
        leading=size * 1.5,
        wordWrap="CJK",
    )
    if centred:
        style.alignment = TA_CENTER
    runs = groupby(words, key=lambda letter: choose(letter, stack, chinese=True) or stack.han[0])
    return Paragraph(
        "".join(
            f'<font name="{face(name).fontName}">{escape("".join(letters))}</font>'
            for name, letters in runs
        ),
        style,
    )
