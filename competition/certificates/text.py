"""What a certificate says: plain values, everything that is printed."""

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import StrEnum


class Design(StrEnum):
    """Which drawing is used."""

    FORMAL = "formal_zh"
    MINIMAL = "minimal_bilingual"


class Tone(StrEnum):
    """The metal of an award; excellence is jade."""

    GOLD = "gold"
    SILVER = "silver"
    BRONZE = "bronze"
    EXCELLENCE = "excellence"


@dataclass(frozen=True)
class Bilingual:
    """A text in Chinese and, when there is one, in English."""

    zh: str
    en: str = ""


@dataclass(frozen=True)
class Issuer:
    """Who vouches; `seal` draws their seal, otherwise the place for it is marked."""

    name: Bilingual
    seal: bool = False


@dataclass(frozen=True)
class CertificateText:
    """One award certificate. Equal values are printed as equal bytes.

    `names` are the people, best known first; `latin_name` is theirs in Latin letters.
    `competition.en` brings its article: "the 12th Group Employee Skills Competition".
    `issuers` are one to three, by rank. `signatories` are offices, each with a line to sign on.
    """

    design: Design
    tone: Tone
    number: str
    check_url: str
    names: tuple[str, ...]
    competition: Bilingual
    skill: Bilingual
    award: Bilingual
    issuers: tuple[Issuer, ...]
    issued_on: date
    title: Bilingual = Bilingual("获奖证书", "Certificate of Award")
    latin_name: str = ""
    honorific: str = "同志"
    unit: str = ""
    stage: str = "决赛"
    signatories: tuple[Bilingual, ...] = field(default=())

    @property
    def person(self) -> str:
        """How a refusal names the recipients."""
        return "、".join(self.names)


def strings(value: object) -> list[str]:
    """Every text in `value`, at any depth."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in strings(part)]
    if is_dataclass(value):
        return [text for part in fields(value) for text in strings(getattr(value, part.name))]
    return []
