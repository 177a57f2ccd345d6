"""Two things that ReportLab does not do well when it embeds a large Chinese font.

It copies all glyphs for each subset, and it writes letters above U+FFFF so that readers take them
for other letters.
"""

from typing import Any

from reportlab.pdfbase import ttfonts
from reportlab.pdfbase.ttfonts import TTFont

BLOCK = 100  # codes a block, by the PDF standard


class Window:
    """A part of the bytes of a file; a slice copies no more than itself."""

    def __init__(self, data: bytes, start: int, length: int) -> None:
        self.data, self.start, self.length = data, start, length

    def __getitem__(self, part: slice) -> bytes:
        first, last, _ = part.indices(self.length)
        return self.data[self.start + first : self.start + last]


def lighten(font: TTFont) -> None:
    """Let subsets of the font read its glyphs one by one, not 14 MB each time."""
    face: Any = font.face
    whole = face.get_table
    glyphs = Window(face._ttf_data, *face.get_table_pos("glyf"))
    face.get_table = lambda tag: glyphs if tag == "glyf" else whole(tag)


def unicode_map(fontname: str, subset: list[int]) -> str:
    """What a PDF reader copies for each code of a font subset."""
    codes = [
        f"<{code:02X}> <{chr(letter).encode('utf-16-be').hex().upper()}>"
        for code, letter in enumerate(subset)
    ]
    blocks = [codes[start : start + BLOCK] for start in range(0, len(codes), BLOCK)]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
            f"/CMapName /{fontname} def /CMapType 2 def",
            f"1 begincodespacerange <00> <{len(subset) - 1:02X}> endcodespacerange",
            *("\n".join((f"{len(b)} beginbfchar", *b, "endbfchar")) for b in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    )


ttfonts.makeToUnicodeCMap = unicode_map
