"""Art that is the same on many certificates: drawn and compressed once a process."""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from competition.certificates.drawing.curves import Point
from competition.certificates.drawing.page import Page
from competition.certificates.drawing.tones import Palette

Art = Callable[[Page, Palette], None]


@dataclass(frozen=True)
class Layer:
    """Art without letters. With `mirror` it is a quarter, repeated around that point."""

    draw: Art
    mirror: Point | None = None


@cache
def compressed(draw: Art, palette: Palette) -> bytes:
    """The drawing operators of a layer."""
    scratch: Any = Canvas(BytesIO(), pagesize=landscape(A4))
    scratch._code.clear()  # what ReportLab writes at the start of a page: it names a font
    draw(Page(scratch), palette)
    return zlib.compress("\n".join(scratch._code).encode("ascii"), 9)


def place_art(page: Page, layers: Sequence[Layer], palette: Palette) -> None:
    """Put the layers on the page, each as a Form XObject that is stored once."""
    document = page.canvas._doc  # type: ignore[attr-defined]
    for number, layer in enumerate(layers):
        name = f"art{number}"
        document.addForm(name, form(compressed(layer.draw, palette)))
        if layer.mirror is None:
            page.canvas.doForm(name)
        else:
            repeat(page, name, layer.mirror)


def form(content: bytes) -> PDFStream:
    width, height = landscape(A4)
    entries = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Form"),
        "BBox": PDFArray([0, 0, round(width, 2), round(height, 2)]),
        "Resources": PDFDictionary({}),
        "Filter": PDFName("FlateDecode"),
    }
    return PDFStream(PDFDictionary(entries), content)


def repeat(page: Page, name: str, mirror: Point) -> None:
    """The form as it is, and turned over to the left, downward and both."""
    x, y = page.to_points(*mirror)
    for across in (1, -1):
        for down in (1, -1):
            page.canvas.saveState()
            page.canvas.transform(across, 0, 0, down, x - across * x, y - down * y)
            page.canvas.doForm(name)
            page.canvas.restoreState()
