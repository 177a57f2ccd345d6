"""Certificates to print, each with defaults; a test states only what it is about."""

from datetime import date
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from competition.certificates.text import Bilingual, CertificateText, Design, Issuer, Tone

COMMITTEE = Issuer(
    Bilingual("江澜省职业技能竞赛组织委员会", "Jianglan Skills Competition Committee"), seal=True
)


def a_certificate(**values: Any) -> CertificateText:
    defaults: dict[str, Any] = {
        "design": Design.FORMAL,
        "tone": Tone.GOLD,
        "number": "JLS-2026-0615-0001",
        "check_url": "https://saiwu.example.org/check/JLS-2026-0615-0001",
        "names": ("林知远",),
        "latin_name": "LIN Zhiyuan",
        "competition": Bilingual(
            "2026年江澜省第六届“匠心杯”职业技能竞赛", "the 6th Jianglan Skills Competition"
        ),
        "skill": Bilingual("数控车（职工组）", "CNC Turning"),
        "award": Bilingual("一等奖", "First Prize"),
        "issuers": (COMMITTEE,),
        "issued_on": date(2026, 11, 22),
    }
    return CertificateText(**defaults | values)


def text_of(pdf: bytes) -> str:
    """What a reader copies from the page, without the spaces between letters and lines."""
    return "".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())


def sizes_of(pdf: bytes, letters: str) -> set[float]:
    """The sizes, in points, in which any of the letters is set."""
    found: set[float] = set()

    def visit(text: str, _cm: Any, matrix: list[float], _font: Any, size: float) -> None:
        if set(text) & set(letters):
            found.add(round(size * matrix[3], 1))

    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    return found
