"""A certificate as a PDF: values in, bytes out. No model, no request, no clock."""

from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from competition.certificates.drawing import formal, minimal
from competition.certificates.drawing.page import Page
from competition.certificates.drawing.static import place_art
from competition.certificates.drawing.tones import PALETTES
from competition.certificates.errors import UncoveredLetters
from competition.certificates.text import CertificateText, Design, strings
from competition.lettering.fonts import BODY, PRESS, face, missing_letters

DESIGNS = {Design.FORMAL: formal, Design.MINIMAL: minimal}


def render(text: CertificateText) -> bytes:
    """Draw one A4 page. Equal values give equal bytes, in every process on the same machine.

    UncoveredLetters when no font has a letter, NoRoom when a text does not fit: both name the
    person, and nothing is drawn.
    """
    missing = {letter for part in strings(text) for letter in missing_letters(part)}
    if missing:
        raise UncoveredLetters(text.person, missing)
    with PRESS:
        return draw(text)


def draw(text: CertificateText) -> bytes:
    design, palette = DESIGNS[text.design], PALETTES[text.tone]
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=landscape(A4),
        pageCompression=1,
        invariant=True,
        # Without it, Helvetica is named and not embedded.
        initialFontName=face(BODY.han[0]).fontName,  # type: ignore[arg-type]
        lang="zh-CN",
    )
    canvas.setTitle(f"{text.title.zh} {text.number}")
    canvas.setAuthor("、".join(issuer.name.zh for issuer in text.issuers))
    canvas.setSubject(text.person)
    page = Page(canvas)
    place_art(page, design.ART, palette)
    design.write(page, text, palette)
    canvas.save()
    return out.getvalue()
