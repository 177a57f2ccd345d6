"""The QR code of the check page, as vector modules."""

from competition.certificates.drawing.page import Page
from competition.certificates.drawing.tones import NAME_INK, WHITE
from competition.certificates.errors import NoRoom
from competition.lettering.codes import dark_stretches, modules_of

USUAL = 17.0  # millimetres
SMALLEST_MODULE = 0.5
LARGEST = 20.6
QUIET = 4  # modules


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
