"""The formal design, in Chinese: woven frame, emblem, red title, rosette behind the text."""

from dataclasses import replace

from competition.certificates.drawing.code import draw_code
from competition.certificates.drawing.curves import diamond
from competition.certificates.drawing.foot import Seals, draw_seals, issuer_line
from competition.certificates.drawing.frame import draw_corner, draw_divider, draw_ground, tapering
from competition.certificates.drawing.lettering import Line, Style, compose, fitted, sizes
from competition.certificates.drawing.medal import draw_emblem
from competition.certificates.drawing.microtext import draw_microtext
from competition.certificates.drawing.page import HEIGHT, WIDTH, Page
from competition.certificates.drawing.paragraph import Paragraph, fit, visible
from competition.certificates.drawing.rosette import Rosette
from competition.certificates.drawing.static import Layer
from competition.certificates.drawing.tones import LABEL_INK, NAME_INK, RED, TEXT_INK, Palette
from competition.certificates.errors import NoRoom
from competition.certificates.text import CertificateText
from competition.certificates.wording import CLOSING, chinese_date, formal_body, unbroken
from competition.lettering.fonts import BLACK, BODY, is_han, names_stack

LEFT, RIGHT = 49.0, 248.0
MIDDLE = WIDTH / 2
ROOM = RIGHT - LEFT
ROSETTE_CENTRE = (MIDDLE, 115.4)
ROSETTES = (
    Rosette(60, 0.5, 24, 10, teeth=24, rise=0.05, sharpness=2.6),
    Rosette(0.52 * 60, 0.2 / 0.52, 12, 12),
    Rosette(0.19 * 60, 0.05 / 0.19, 8, 8),
)
BODY_STYLE = Style(BODY, 17)
SMALLEST = 12.5
BODY_SHAPE = Paragraph(BODY_STYLE, SMALLEST, pitch=10.6, most_lines=2, room=ROOM, indent=2)
FOOT = 174.7
ISSUER = Style(BODY, 13.5, tracking=0.25)


def draw_watermark(page: Page, palette: Palette) -> None:
    for rosette in ROSETTES:
        page.stroke(rosette.quarter(ROSETTE_CENTRE), palette.pale, 0.13, close=False)


def draw_head(page: Page, palette: Palette) -> None:
    draw_emblem(page, (MIDDLE, 40.5), 9.4, palette)
    draw_divider(page, (MIDDLE, 80.6), palette)


ART = (
    Layer(draw_ground),
    Layer(draw_corner, mirror=(MIDDLE, HEIGHT / 2)),
    Layer(draw_watermark, mirror=ROSETTE_CENTRE),
    Layer(draw_head),
)


def write(page: Page, text: CertificateText, palette: Palette) -> None:
    """What this certificate says."""
    compose(text.title.zh, Style(BLACK, 42, RED, 7.5)).draw_centred(page, MIDDLE, 73)
    draw_recipient(page, text, palette)
    last = draw_body(page, text)
    draw_award(page, text, palette, last + 17)
    compose(CLOSING, BODY_STYLE).draw(page, LEFT + 2 * BODY_STYLE.em, last + 30.4)
    draw_code_and_number(page, text)
    draw_issuers(page, text)
    for y in (24.5, 185.4):
        draw_microtext(page, 40.6, WIDTH - 40.6, y, text.number, palette.dark)


def draw_recipient(page: Page, text: CertificateText, palette: Palette) -> None:
    """The names on their line, then how they are addressed; the unit gives way first."""
    for size in sizes(25 if len(text.names) == 1 else 22, SMALLEST):
        names = names_line(text.names, size)
        for unit_size in sizes(13, 10):
            rest = address(text, unit_size)
            if names.width + 1.5 + rest.width <= ROOM:
                names.draw(page, LEFT, 95.5)
                end = LEFT + names.width + 1
                page.rule((LEFT - 1, 98), (end, 98), palette.mid, 0.25)
                rest.draw(page, LEFT + names.width + 1.5, 95.5)
                return
    raise NoRoom(text.person, text.person)


def names_line(names: tuple[str, ...], size: float) -> Line:
    """All names, an em apart; a name of two Chinese letters takes the room of three."""
    style = Style(names_stack(), size, NAME_INK)
    line: Line | None = None
    for name in names:
        short = len(name) == 2 and all(map(is_han, name))
        set_name = compose(name, replace(style, tracking=style.em) if short else style)
        line = line.then(set_name, style.em) if line else set_name
    assert line is not None, "a certificate has a recipient"
    return line


def address(text: CertificateText, unit_size: float) -> Line:
    """同志（unit）：; a team is not addressed one by one."""
    line = compose(text.honorific if len(text.names) == 1 else "", BODY_STYLE)
    if text.unit:
        line = line.then(compose(f"（{text.unit}）", Style(BODY, unit_size, LABEL_INK)))
    return line.then(compose("：", BODY_STYLE))


def draw_body(page: Page, text: CertificateText) -> float:
    """At most two lines, as large as they may be; return the last baseline."""
    body = formal_body(text)
    block = fit(body, BODY_SHAPE, unbroken(text))
    if block is None:
        raise NoRoom(text.person, body)
    last = len(block.lines) - 1
    first = 107.2 + 3 * (1 - last)
    for i, line in enumerate(block.lines):
        left = LEFT + (0 if i else BODY_SHAPE.indent * block.style.em)
        room = RIGHT - left if i < last else None
        justified(line, block.style, room).draw(page, left, first + i * block.pitch)
    return first + last * block.pitch


def justified(part: str, style: Style, room: float | None) -> Line:
    """Spread to `room` when little is lacking; ragged otherwise."""
    if room is not None and len(part) > 1:
        spread = (room - visible(part, style)) / (len(part) - 1)
        if 0 < spread <= 0.16 * style.em:
            style = replace(style, tracking=spread)
    return compose(part, style)


def draw_award(page: Page, text: CertificateText, palette: Palette, y: float) -> None:
    """The award between two tapering rules."""
    style = Style(BLACK, 34, RED)
    award = fitted(text.award.zh, style, 150, smallest=18)
    if award is None:
        raise NoRoom(text.person, text.award.zh)
    gaps = max(1, len(text.award.zh) - 1)
    tracking = max(0.0, min(6.0, (72 - award.width) / gaps))
    size = award.runs[0].size
    line = compose(text.award.zh, replace(style, size=size, tracking=tracking))
    line.draw_centred(page, MIDDLE, y)
    for side in (-1, 1):
        start = MIDDLE + side * (line.width / 2 + 6.9)
        page.fill([diamond((start, y - 4.4), 0.95)], palette.mid)
        page.fill(tapering((start + side * 1.6, y - 4.4), side * 29, 0.26), palette.mid)


def draw_code_and_number(page: Page, text: CertificateText) -> None:
    """Lower left: the code, how to use it, and the number."""
    beside = LEFT + 3.4 + draw_code(page, LEFT, FOOT, text.check_url, text.person)
    label = Style(BODY, 8, LABEL_INK, 0.3)
    compose("扫码查验真伪", label).draw(page, beside, FOOT - 14.2)
    compose("证书编号", label).draw(page, beside, FOOT - 5.6)
    number = fitted(text.number, Style(BODY, 12, TEXT_INK), 40, smallest=7)
    if number is None:
        raise NoRoom(text.person, text.number)
    number.draw(page, beside, FOOT)


def draw_issuers(page: Page, text: CertificateText) -> None:
    """One issuer at the right edge, two or three from left to right."""
    count = len(text.issuers)
    if count == 1:
        line = issuer_line(text, 0, ISSUER, 110)
        width = max(line.width, compose(chinese_date(text.issued_on), ISSUER).width)
        seals = Seals((RIGHT - width / 2,), 159.5, 38, 110, 8, 15)
    elif count == 2:
        seals = Seals((138, 214), 161.1, 36, 72, 7.7, 13.7)
    elif count == 3:
        seals = Seals((128.6, 177.8, 227), 162.3, 32, 47, 6.5, 12.5)
    else:
        raise NoRoom(text.person, "、".join(issuer.name.zh for issuer in text.issuers))
    style = ISSUER if count == 1 else Style(BODY, 12, tracking=0.1)
    lines = [issuer_line(text, i, style, seals.room) for i in range(count)]
    draw_seals(page, text, seals, lines, style)
