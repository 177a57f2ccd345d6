"""The foot that both designs share: issuers with seals and the date."""

from collections.abc import Sequence
from dataclasses import dataclass

from competition.certificates.drawing.lettering import Line, Style, compose, fitted
from competition.certificates.drawing.page import Page
from competition.certificates.drawing.seal import draw_seal
from competition.certificates.errors import NoRoom
from competition.certificates.text import CertificateText
from competition.certificates.wording import chinese_date

NAME_DROP = 8.0  # the issuer's name below the centre of the seal


@dataclass(frozen=True)
class Seals:
    """Where seals go: their centres, the room for the name below each, the date's distance."""

    centres: tuple[float, ...]
    y: float
    diameter: float
    room: float
    date_drop: float


def issuer_line(text: CertificateText, index: int, style: Style, room: float) -> Line:
    """The name of an issuer. NoRoom when it is too long for its place."""
    name = text.issuers[index].name.zh
    line = fitted(name, style, room, smallest=8)
    if line is None:
        raise NoRoom(text.person, name)
    return line


def draw_seals(
    page: Page, text: CertificateText, seals: Seals, lines: Sequence[Line], date_style: Style
) -> None:
    """Seals first, the black text over them; the date stands below the last issuer."""
    for issuer, x in zip(text.issuers, seals.centres, strict=True):
        draw_seal(page, (x, seals.y), seals.diameter, issuer)
    for line, x in zip(lines, seals.centres, strict=True):
        line.draw_centred(page, x, seals.y + NAME_DROP)
    date = compose(chinese_date(text.issued_on), date_style)
    date.draw_centred(page, seals.centres[-1], seals.y + seals.date_drop)
