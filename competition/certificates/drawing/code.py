"""The QR code of the check page, as vector modules."""

from typing import Any

import zxingcpp

from competition.certificates.drawing.page import Page
from competition.certificates.drawing.tones import NAME_INK, WHITE
from competition.certificates.errors import NoRoom

USUAL = 17.0  # millimetres
SMALLEST_MODULE = 0.5
LARGEST = 20.6
QUIET = 4  # modules


def modules_of(address: str) -> list[list[bool]]:
    """The dark modules, row by row, at error correction level M."""
    barcode = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(image).tolist()
    return [[value == 0 for value in row] for row in rows]


def draw_code(page: Page, left: float, bottom: float, address: str, person: str) -> float:
    """Draw the code on its quiet zone; return its width. NoRoom when the address is too long."""
    rows = modules_of(address)
    module = max(USUAL / len(rows), SMALLEST_MODULE)
    width = module * len(rows)
    if width > LARGEST:
        raise NoRoom(person, address)
    top, quiet = bottom - width, QUIET * module
    page.fill_boxes([(left - quiet, top - quiet, width + 2 * quiet, width + 2 * quiet)], WHITE)
    stretches = [
        (left + start * module, top + y * module, (end - start) * module, module)
        for y, row in enumerate(rows)
        for start, end in dark_stretches(row)
    ]
    page.fill_boxes(stretches, NAME_INK)
    return width


def dark_stretches(row: list[bool]) -> list[tuple[int, int]]:
    """Where neighbouring dark modules begin and end: one rectangle for each, without seams."""
    padded = [False, *row, False]
    edges = [i for i in range(len(row) + 1) if padded[i] != padded[i + 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))
