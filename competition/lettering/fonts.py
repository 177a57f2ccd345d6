"""The faces that we print in: parsed once a process, chosen letter by letter."""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

import fontpkg
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from competition.assets import asset_folder
from competition.lettering.embedding import lighten

# A parsed font is read at a position of its own: one document at a time.
PRESS = Lock()
BRUSH_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
HAN_PUNCTUATION = frozenset("“”‘’…—·•")  # in both scripts; Chinese text takes the Chinese form


@dataclass(frozen=True, eq=False)  # few, made once: compared by identity, which is quick
class Stack:
    """Faces by name, in the order of asking: Latin letters, Chinese ones, all others."""

    latin: str
    han: tuple[str, ...]
    others: tuple[str, ...] = ("NotoSerif",)


def path_of(name: str) -> Path:
    """The file of a face."""
    if name.startswith("NotoSerifSC"):
        return asset_folder("static") / "fonts" / f"{name}.ttf"
    if name == "LXGWWenKai":
        return brush_file() or path_of(NAMES_WITHOUT_BRUSH)
    family, weight, style = PACKAGED[name]
    return Path(fontpkg.path(family, weight=weight, style=style))


PACKAGED = {
    "EBGaramond": ("EB Garamond", 400, "normal"),
    "EBGaramond-Italic": ("EB Garamond", 400, "italic"),
    "Barlow": ("Barlow", 500, "normal"),
    "NotoSerif": ("Noto Serif", 400, "normal"),
}
NAMES_WITHOUT_BRUSH = "NotoSerifSC_600SemiBold"


@cache
def brush_file() -> Path | None:
    """LXGW WenKai, when the machine has it; the boldest cut."""
    for cut in ("Bold", "Medium", "Regular"):
        for folder in BRUSH_FOLDERS:
            for path in sorted(folder.rglob(f"LXGWWenKai-{cut}.ttf")):
                return path
    return None


@cache
def face(name: str) -> TTFont:
    """The face, registered with ReportLab. The first call parses up to 15 MB."""
    # Letters are packed as they come: half empty ASCII subsets would only add bytes.
    font = TTFont(name, str(path_of(name)), asciiReadable=False)
    lighten(font)
    registerFont(font)
    return font


def covers(name: str, letter: str) -> bool:
    return ord(letter) in face(name).face.charToGlyph


BODY = Stack("EBGaramond", ("NotoSerifSC_400Regular",))
MEDIUM = Stack("EBGaramond", ("NotoSerifSC_500Medium",))
STRONG = Stack("EBGaramond", ("NotoSerifSC_600SemiBold",))
BLACK = Stack("EBGaramond", ("NotoSerifSC_900Black",))
SLANTED = Stack("EBGaramond-Italic", ("NotoSerifSC_400Regular",))
MICRO = Stack("Barlow", ("NotoSerifSC_400Regular",))


@cache
def names_stack() -> Stack:
    """The brush face for names, with a serif behind it for letters that it lacks."""
    brush = ("LXGWWenKai",) if brush_file() else ()
    return Stack("EBGaramond", (*brush, NAMES_WITHOUT_BRUSH))


def is_han(letter: str) -> bool:
    """Chinese letters and full-width punctuation."""
    return unicodedata.east_asian_width(letter) in "WF"


@lru_cache(maxsize=1 << 16)
def choose(letter: str, stack: Stack, *, chinese: bool) -> str | None:
    """The first face of `stack` that has the letter; None when no face has it."""
    han_first = is_han(letter) or (chinese and letter in HAN_PUNCTUATION)
    order = (*stack.han, stack.latin) if han_first else (stack.latin, *stack.han)
    return next((name for name in (*order, *stack.others) if covers(name, letter)), None)


def missing_letters(text: str) -> set[str]:
    """The letters that would come out as boxes. Asked at registration, not on award night."""
    letters = set(unicodedata.normalize("NFC", text))
    return {letter for letter in letters if choose(letter, BODY, chinese=True) is None}
