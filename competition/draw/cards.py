"""Station cards as a PDF, an A6 page each: codes and stations, no names, for the workplaces."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from competition.lettering.fonts import BODY, PRESS, face, missing_letters
from competition.registration.checkin.passes import (
    BOLD,
    INK,
    LABELS,
    NAVY,
    PLAIN,
    SHEETS,
    WHITE,
    PassSize,
    Printed,
)
from judging.errors import RuleViolation

SHEET = SHEETS[PassSize.A6]


@dataclass(frozen=True)
class StationCard:
    """What stands at one workplace in one turn."""

    competition: str
    event: str
    station: str
    turn: int
    code: str


def render(cards: Sequence[StationCard]) -> bytes:
    """A page a card; equal values give equal bytes. RuleViolation when no font has a letter."""
    for one in cards:
        if missing := missing_letters(one.competition + one.event):
            raise RuleViolation(
                "The cards cannot be printed: no font has {letters}.",
                letters=" ".join(sorted(missing)),
            )
    out = BytesIO()
    with PRESS:
        canvas = Canvas(
            out,
            pagesize=(SHEET.width * mm, SHEET.height * mm),
            invariant=True,
            # Without it, Helvetica is named and not embedded.
            initialFontName=face(BODY.han[0]).fontName,  # type: ignore[arg-type]
            lang="zh-CN",
        )
        canvas.setTitle("工位卡")
        for one in cards:
            draw(Printed(canvas, SHEET), one)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


def draw(page: Printed, one: StationCard) -> None:
    """The event at the head, station and turn large, the code below."""
    left, room = SHEET.margin, SHEET.width - 2 * SHEET.margin
    page.box(0, 0, SHEET.width, 28, NAVY)
    page.line(left, 14, one.competition, BOLD, 12, room, WHITE)
    page.line(left, 22, one.event, PLAIN, 11, room, WHITE)
    page.line(left, 42, "工位号 Station", PLAIN, 12, room, LABELS)
    page.line(left, 78, one.station, BOLD, 96, room, NAVY)
    page.line(left, 92, "场次 Turn", PLAIN, 12, room, LABELS)
    page.line(left, 102, str(one.turn), BOLD, 24, room, INK)
    page.line(left, 120, "参赛编号 Entry code", PLAIN, 12, room, LABELS)
    page.line(left, 135, one.code, BOLD, 36, room, INK)
