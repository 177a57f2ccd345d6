"""Contest passes (参赛证) as a PDF, a page each: values in, bytes out. No model, no clock.

A6 for a holder with a slot, CR80 for card printers; one colour a role, text in both languages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from itertools import groupby

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from competition.lettering.codes import dark_stretches, modules_of
from competition.lettering.fonts import BODY, PRESS, Stack, choose, face, missing_letters
from judging.errors import RuleViolation

NAVY, BLUE, INK, LABELS, LINE, WHITE = (
    HexColor(code) for code in ("#0B2A4A", "#0F5FA8", "#141414", "#5A5F66", "#B4BAC2", "#FFFFFF")
)
PLAIN = Stack("Barlow", ("NotoSerifSC_500Medium",))
BOLD = Stack("Barlow", ("NotoSerifSC_900Black",))
SMALLEST = 4.0  # points
LEADING = 0.46  # millimetres from line to line for each point of size


class PassSize(StrEnum):
    """What a pass is printed on."""

    A6 = "a6"
    CR80 = "cr80"


@dataclass(frozen=True)
class Sheet:
    """Where things stand on a page, in millimetres from its upper left corner; text in points."""

    width: float
    height: float
    margin: float
    head: float  # height of the band with the competition
    foot: float  # height of the band with the role
    title: float
    name: float
    text: float
    code: float
    photo: tuple[float, float]  # width and height
    qr: float
    slot: bool


SHEETS = {
    PassSize.A6: Sheet(105, 148, 9, 40, 20, 14, 27, 9.5, 20, (30, 42), 26, True),
    PassSize.CR80: Sheet(54, 85.6, 4.5, 17, 10, 8.5, 16, 6.5, 11, (18, 25), 18, False),
}


@dataclass(frozen=True)
class ContestPass:
    """What is printed for one person. `address` is what the QR code opens."""

    name: str
    unit: str
    event: str
    competition: str
    competition_en: str
    code: str
    address: str


def render(passes: Sequence[ContestPass], size: PassSize) -> bytes:
    """A page a pass; equal values give equal bytes. RuleViolation names whose cannot be printed."""
    for one in passes:
        missing = missing_letters(one.name + one.unit + one.event + one.competition)
        if missing:
            raise RuleViolation(
                "The pass of {name} cannot be printed: no font has {letters}.",
                name=one.name,
                letters=" ".join(sorted(missing)),
            )
    sheet, out = SHEETS[size], BytesIO()
    with PRESS:
        canvas = Canvas(
            out,
            pagesize=(sheet.width * mm, sheet.height * mm),
            invariant=True,
            # Without it, Helvetica is named and not embedded.
            initialFontName=face(BODY.han[0]).fontName,  # type: ignore[arg-type]
            lang="zh-CN",
        )
        canvas.setTitle("参赛证")
        for one in passes:
            Printed(canvas, sheet).draw(one)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


@dataclass(frozen=True)
class Printed:
    """One page."""

    canvas: Canvas
    sheet: Sheet

    def draw(self, one: ContestPass) -> None:
        sheet = self.sheet
        left, room = sheet.margin, sheet.width - 2 * sheet.margin
        self.bands(one, left, room)
        top = sheet.head + sheet.margin * 0.9
        self.photo(left, top)
        beside = left + sheet.photo[0] + sheet.margin * 0.6
        self.person(one, beside, top, sheet.width - sheet.margin - beside)
        below = top + sheet.photo[1] + sheet.margin * 0.5
        self.canvas.setStrokeColor(LINE)
        self.canvas.setLineWidth(0.4)
        self.canvas.line(left * mm, self.up(below), (left + room) * mm, self.up(below))
        step = sheet.text * 0.55
        self.line(left, below + step, "参赛证编码 Pass", PLAIN, sheet.text * 0.85, room, LABELS)
        wide = room - sheet.qr - 3
        self.line(left, below + step + sheet.code * 0.55, one.code, BOLD, sheet.code, wide, NAVY)
        self.qr(sheet.width - left - sheet.qr, below + sheet.margin * 0.35, one.address)

    def bands(self, one: ContestPass, left: float, room: float) -> None:
        """The competition at the head, the role at the foot."""
        sheet = self.sheet
        self.box(0, 0, sheet.width, sheet.head, NAVY)
        self.box(0, sheet.height - sheet.foot, sheet.width, sheet.foot, BLUE)
        if sheet.slot:
            self.canvas.setFillColor(WHITE)
            middle = sheet.width / 2
            self.canvas.roundRect((middle - 7) * mm, self.up(7.4), 14 * mm, 3 * mm, 1.5 * mm, 0, 1)
        small = sheet.title * 0.6
        lines = [
            (part, BOLD, sheet.title) for part in halves(one.competition, BOLD, sheet.title, room)
        ]
        lines += [(part, PLAIN, small) for part in halves(one.competition_en, PLAIN, small, room)]
        y = sheet.head - sum(size for _, _, size in lines) * LEADING - sheet.margin * 0.4
        for text, stack, size in lines:
            y += size * LEADING
            self.line(left, y, text, stack, size, room, WHITE)
        y = sheet.height - sheet.foot * 0.36
        self.line(left, y, "选手", BOLD, sheet.title * 1.1, room, WHITE)
        self.line(
            sheet.width - left, y, "CONTESTANT", BOLD, sheet.title * 0.9, room / 2, WHITE, end=True
        )

    def person(self, one: ContestPass, left: float, top: float, room: float) -> None:
        """Who it is, from where, in what."""
        sheet = self.sheet
        self.line(left, top + sheet.text * 0.4, "参赛证", BOLD, sheet.text * 1.2, room, BLUE)
        y = top + sheet.text * 0.4 + sheet.name * 0.55
        self.line(left, y, one.name, BOLD, sheet.name, room, INK)
        y += sheet.text * 0.15
        for text in (one.unit, one.event):
            for part in halves(text, PLAIN, sheet.text, room):
                y += sheet.text * 0.5
                self.line(left, y, part, PLAIN, sheet.text, room, INK)

    def photo(self, left: float, top: float) -> None:
        """The place for a photograph."""
        width, height = self.sheet.photo
        self.canvas.setStrokeColor(LINE)
        self.canvas.setLineWidth(0.5)
        self.canvas.rect(left * mm, self.up(top + height), width * mm, height * mm)
        words, size = "照片", self.sheet.text
        middle = left + (width - length(words, PLAIN, size)) / 2
        self.line(middle, top + height / 2, words, PLAIN, size, width, LABELS)

    def qr(self, left: float, top: float, address: str) -> None:
        rows = modules_of(address)
        module = self.sheet.qr / len(rows)
        outline = self.canvas.beginPath()
        for y, row in enumerate(rows, start=1):
            for start, end in dark_stretches(row):
                corner = (left + start * module) * mm, self.up(top + y * module)
                outline.rect(*corner, (end - start) * module * mm, module * mm)
        self.canvas.setFillColor(INK)
        self.canvas.drawPath(outline, 0, 1)

    def line(
        self,
        x: float,
        y: float,
        text: str,
        stack: Stack,
        size: float,
        room: float,
        ink: Color,
        *,
        end: bool = False,
    ) -> None:
        """One line on the baseline `y`, smaller where it must be to fit into `room`."""
        while length(text, stack, size) > room and size > SMALLEST:
            size -= 0.25
        if length(text, stack, size) > room:
            raise RuleViolation("“{text}” is too long for a pass.", text=text)
        if end:
            x -= length(text, stack, size)
        self.canvas.setFillColor(ink)
        for font, letters in pieces(text, stack):
            self.canvas.setFont(font, size)
            self.canvas.drawString(x * mm, self.up(y), letters)
            x += face(font).stringWidth(letters, size) / mm

    def box(self, left: float, top: float, width: float, height: float, ink: Color) -> None:
        self.canvas.setFillColor(ink)
        self.canvas.rect(left * mm, self.up(top + height), width * mm, height * mm, 0, 1)

    def up(self, y: float) -> float:
        """ReportLab measures from below."""
        return (self.sheet.height - y) * mm


@lru_cache(maxsize=4096)  # in a batch most lines are the same
def pieces(text: str, stack: Stack) -> tuple[tuple[str, str], ...]:
    """Stretches of one face, each with the name of the face."""
    named = [(choose(letter, stack, chinese=True) or stack.han[0], letter) for letter in text]
    return tuple(
        (face(font).fontName, "".join(letter for _, letter in stretch))
        for font, stretch in groupby(named, key=lambda pair: pair[0])
    )


def length(text: str, stack: Stack, size: float) -> float:
    """How long a line of text is, in millimetres."""
    return sum(face(font).stringWidth(part, size) for font, part in pieces(text, stack)) / mm


def halves(text: str, stack: Stack, size: float, room: float) -> list[str]:
    """The text, or two lines of it when one of this size is too long."""
    if length(text, stack, size) <= room or len(text) < 2:
        return [text] if text else []
    middle = (len(text) + 1) // 2
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    cut = min(spaces, key=lambda place: abs(place - middle), default=middle)
    return [text[:cut].strip(), text[cut:].strip()]
