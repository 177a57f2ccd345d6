"""The foot that both designs share: issuers with seals and the date."""

from collections.abc import Sequence
from dataclasses import dataclass

from competition.certificates.drawing.lettering import Line, Style, compose, fitted
from competition.certificates.drawing.page import Page
from competition.certificates.drawing.seal import draw_seal
from competition.certificates.errors import NoRoom
from competition.certificates.text import CertificateText
from competition.certificates.wording import chinese_date


@dataclass(frozen=True)
class Seals:
    """Where seals go, the room for a name, and how far below their centres names and date stand."""

    centres: tuple[float, ...]
    y: float
    diameter: float
    room: float
    name_drop: float
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
        line.draw_centred(page, x, seals.y + seals.name_drop)
    date = compose(chinese_date(text.issued_on), date_style)
    date.draw_centred(page, seals.centres[-1], seals.y + seals.date_drop)
