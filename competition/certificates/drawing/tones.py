"""The colours of the designs, as in print: an ink is a hex colour or a share of black."""

from dataclasses import dataclass

from competition.certificates.text import Tone

Ink = str | float

NAME_INK: Ink = 1.0
TEXT_INK: Ink = 0.92
LABEL_INK: Ink = 0.70
WHITE: Ink = 0.0
RED: Ink = "#A61B1F"
SEAL_RED: Ink = "#D21F1F"


@dataclass(frozen=True)
class Palette:
    """A metal from dark to wash; `house` is the bar beside the issuer in the minimal design."""

    dark: str
    mid: str
    mid2: str
    light: str
    pale: str
    wash: str
    house: str


PALETTES = {
    Tone.GOLD: Palette("#7A5614", "#B58A2C", "#CBA44A", "#F0D896", "#F3E6C4", "#FBF6E8", "#1E4F60"),
    Tone.SILVER: Palette(
        "#4A545E", "#87919B", "#A9B1B9", "#E6EAED", "#DFE4E8", "#F5F7F8", "#1F3A5F"
    ),
    Tone.BRONZE: Palette(
        "#6E3B1B", "#A4632F", "#BD8050", "#EBC29B", "#F0DCCB", "#FBF4EE", "#7B2F2F"
    ),
    Tone.EXCELLENCE: Palette(
        "#12504C", "#3A837C", "#62A29B", "#B9DDD7", "#D3E7E3", "#F1F8F6", "#13514D"
    ),
}


def blend(one: str, other: str, share: float) -> str:
    """The colour `share` of the way from one to the other."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
