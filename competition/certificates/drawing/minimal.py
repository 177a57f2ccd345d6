"""The minimal design, in Chinese and English: white paper, one rosette that holds the award."""

from dataclasses import replace

from competition.certificates.drawing.code import draw_code
from competition.certificates.drawing.curves import circle, star
from competition.certificates.drawing.foot import Seals, draw_seals, issuer_line
from competition.certificates.drawing.lettering import Line, Style, compose, fitted, sizes
from competition.certificates.drawing.microtext import draw_microtext
from competition.certificates.drawing.page import Page
from competition.certificates.drawing.paragraph import Paragraph, fit
from competition.certificates.drawing.rosette import Rosette
from competition.certificates.drawing.static import Layer
from competition.certificates.drawing.tones import LABEL_INK, NAME_INK, WHITE, Palette
from competition.certificates.errors import NoRoom
from competition.certificates.text import CertificateText
from competition.certificates.wording import (
    chinese_date,
    english_body,
    minimal_body,
    unbroken,
)
from competition.lettering.fonts import BLACK, BODY, SLANTED, STRONG, is_han

LEFT, TEXT_RIGHT, RIGHT = 30.0, 176.0, 267.0
HEART = (226.0, 83.0)
RADIUS = 41.0
ROSETTE = Rosette(RADIUS, 0.6, 30, 10, teeth=30, rise=0.035, sharpness=2.2)
COLLAR = Rosette(0.63 * RADIUS, 0.52 / 0.63, 48, 4)
FOOT = 180.0
CHINESE = Paragraph(
    Style(BODY, 13.5), 11, pitch=8, most_lines=2, room=TEXT_RIGHT - LEFT, balanced=True
)
ENGLISH = Paragraph(
    Style(BODY, 11.5, 0.85), 9.5, pitch=5.6, most_lines=3, room=TEXT_RIGHT - LEFT, balanced=True
)
ISSUER = Style(STRONG, 11.5, tracking=0.06)
ISSUER_ROOM = 80.0


def draw_rosette(page: Page, palette: Palette) -> None:
    page.stroke(ROSETTE.quarter(HEART), palette.mid2, 0.11, close=False)
    page.stroke(COLLAR.quarter(HEART), palette.mid, 0.11, close=False)


def draw_heart(page: Page, palette: Palette) -> None:
    """The place of the award in the rosette, and the bar beside the issuer."""
    page.fill([circle(HEART, 0.5 * RADIUS)], WHITE)
    page.stroke([circle(HEART, 0.5 * RADIUS)], palette.mid, 0.25)
    page.stroke([circle(HEART, 0.48 * RADIUS)], palette.mid, 0.12)
    page.fill([star((HEART[0], HEART[1] - 12.3), 1.7)], palette.mid)
    page.fill_boxes([(LEFT, 25.7, 1.7, 5.6)], palette.house)


ART = (Layer(draw_rosette, mirror=HEART), Layer(draw_heart))


def write(page: Page, text: CertificateText, palette: Palette) -> None:
    """What this certificate says."""
    draw_heading(page, text, palette)
    draw_recipient(page, text, palette)
    draw_bodies(page, text)
    draw_award(page, text, palette)
    draw_code_and_number(page, text)
    draw_signatures(page, text)
    draw_issuers(page, text)
    draw_microtext(page, LEFT, RIGHT, 192.6, text.number, palette.dark)


def draw_heading(page: Page, text: CertificateText, palette: Palette) -> None:
    issuer = text.issuers[0].name
    must_fit(text, issuer.zh, Style(STRONG, 12, palette.house, 0.09), 200).draw(page, LEFT + 5, 30)
    compose(issuer.en, Style(BODY, 8.9, LABEL_INK)).draw(page, LEFT + 5, 35.3)
    compose(text.title.zh, Style(STRONG, 34, NAME_INK, 3.05)).draw(page, LEFT - 0.4, 66)
    compose(text.title.en, Style(SLANTED, 17, palette.dark)).draw(page, LEFT, 74.8)


def draw_recipient(page: Page, text: CertificateText, palette: Palette) -> None:
    """The names, and after them the same in the other script."""
    for size in sizes(26, 12.5):
        line = names_line(text, size)
        if line.width <= TEXT_RIGHT - LEFT:
            line.draw(page, LEFT, 101)
            page.rule((LEFT, 105.6), (max(160, LEFT + line.width), 105.6), palette.mid, 0.3)
            return
    raise NoRoom(text.person, text.person)


def names_line(text: CertificateText, size: float) -> Line:
    style = Style(BLACK, size, NAME_INK)
    line: Line | None = None
    for name in text.names:
        # Chinese names are opened up a little; Latin ones are not.
        tracking = 0.045 * size if any(map(is_han, name)) else 0.0
        set_name = compose(name, replace(style, tracking=tracking))
        line = line.then(set_name, style.em) if line else set_name
    assert line is not None, "a certificate has a recipient"
    if text.latin_name:
        line = line.then(compose(text.latin_name, Style(BODY, 0.6 * size, 0.8)), 4.8)
    return line


def draw_bodies(page: Page, text: CertificateText) -> None:
    """The sentence in Chinese, then in English when there is one."""
    y = draw_sentence(page, text, minimal_body(text), CHINESE, 117)
    if english := english_body(text):
        draw_sentence(page, text, english, ENGLISH, y + 8.2)


def draw_sentence(
    page: Page, text: CertificateText, sentence: str, shape: Paragraph, y: float
) -> float:
    """Balanced, ragged lines; return the last baseline."""
    block = fit(sentence, shape, unbroken(text))
    if block is None:
        raise NoRoom(text.person, sentence)
    for i, line in enumerate(block.lines):
        compose(line, block.style).draw(page, LEFT, y + i * block.pitch)
    return y + (len(block.lines) - 1) * block.pitch


def draw_award(page: Page, text: CertificateText, palette: Palette) -> None:
    """Inside the rosette."""
    x, y = HEART
    tracking = 1.35 if len(text.award.zh) <= 3 else 0.2
    chinese = must_fit(text, text.award.zh, Style(BLACK, 29, palette.dark, tracking), 34)
    chinese.draw_centred(page, x, y + 3)
    english = must_fit(text, text.award.en, Style(SLANTED, 13, palette.dark), 32)
    english.draw_centred(page, x, y + 10.6)


def must_fit(text: CertificateText, part: str, style: Style, room: float) -> Line:
    """`part` on one line, shrunk as far as it can be read. NoRoom when that is not enough."""
    line = fitted(part, style, room, smallest=min(7, style.size))
    if line is None:
        raise NoRoom(text.person, part)
    return line


def draw_code_and_number(page: Page, text: CertificateText) -> None:
    beside = LEFT + 4 + draw_code(page, LEFT, FOOT, text.check_url, text.person)
    label = Style(BODY, 7.7, LABEL_INK)
    compose("证书编号 No.", label).draw(page, beside, FOOT - 13)
    must_fit(text, text.number, Style(BODY, 10.8), 42).draw(page, beside, FOOT - 8.3)
    compose("扫码验证 Scan to verify", label).draw(page, beside, FOOT - 3.4)


def draw_signatures(page: Page, text: CertificateText) -> None:
    """A line to sign on for each office, two at most."""
    for office, x in zip(text.signatories, (98.0, 142.0), strict=False):
        page.rule((x, 173.3), (x + 36, 173.3), 0.7, 0.2)
        must_fit(text, office.zh, Style(BODY, 8.6), 36).draw(page, x, 177.2)
        must_fit(text, office.en, Style(SLANTED, 8, LABEL_INK), 36).draw(page, x, 181.2)


def draw_issuers(page: Page, text: CertificateText) -> None:
    """The seal of the first issuer at the right edge; further issuers are stacked over it."""
    date_style = Style(BODY, 11.5, tracking=0.06)
    lines = [issuer_line(text, i, ISSUER, ISSUER_ROOM) for i in range(len(text.issuers))]
    last = lines.pop()
    width = max(last.width, compose(chinese_date(text.issued_on), date_style).width)
    seals = Seals((RIGHT - width / 2,), 165.6, 36, ISSUER_ROOM, 8, 14.4)
    draw_seals(page, replace(text, issuers=text.issuers[:1]), seals, [last], date_style)
    for i, line in enumerate(reversed(lines), start=1):
        line.draw(page, RIGHT - line.width, 173.6 - 6 * i)
