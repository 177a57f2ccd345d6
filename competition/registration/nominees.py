"""What a delegation says of a person it enters, read from a form or a row of a list.

Everything is typed by people, in Chinese or English: the reading forgives how things are written,
never what they say.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from unicodedata import category, normalize

from stdnum.cn import ric

from judging.errors import Fault, Faults

LONGEST = {"name": 80, "name_en": 80, "organisation": 200}


class DocumentType(StrEnum):
    """What proves who somebody is."""

    RESIDENT_ID = "resident_id"
    PASSPORT = "passport"
    OTHER = "other"


# As lists write them, in Chinese and in English; both are read.
DOCUMENT_NAMES = {
    DocumentType.RESIDENT_ID: ("居民身份证", "Resident identity card"),
    DocumentType.PASSPORT: ("护照", "Passport"),
    DocumentType.OTHER: ("其他证件", "Other document"),
}
LEVEL_NAMES = {
    "none": ("无", "None"),
    "apprentice": ("学徒工", "Apprentice"),
    "junior": ("初级工（五级）", "Level 5 junior worker"),
    "intermediate": ("中级工（四级）", "Level 4 intermediate worker"),
    "senior": ("高级工（三级）", "Level 3 skilled worker"),
    "technician": ("技师（二级）", "Level 2 technician"),
    "senior_technician": ("高级技师（一级）", "Level 1 senior technician"),
    "special_technician": ("特级技师", "Special-grade technician"),
    "chief_technician": ("首席技师", "Chief technician"),
}


@dataclass(frozen=True)
class Nominee:
    """A person put forward; `read_nominee` makes one out of what was typed."""

    name: str
    document_type: DocumentType
    document: str
    born: date
    name_en: str = ""
    organisation: str = ""
    current_level: str = "none"
    titles: str = ""  # held already, parted by 、


def read_nominee(cells: Mapping[str, str]) -> Nominee:
    """Read name, name_en, document_type, document, born, organisation, current_level,
    titles.

    Raises Faults, each with the name of its cell as the path.
    """
    faults: list[Fault] = []
    name = one_line(cells.get("name", ""))
    if not name:
        faults.append(Fault("name", "The name is missing."))
    for code, most in LONGEST.items():
        faults += _unfit(code, one_line(cells.get(code, "")), most)
    kind = _document_type(cells.get("document_type", ""), faults)
    number = plain(cells.get("document", "")).upper()
    level = _level(cells.get("current_level", ""), faults)
    born = _born(cells.get("born", ""), faults)
    if kind is DocumentType.RESIDENT_ID:
        born = _resident(number, born, faults)
    else:
        _other_document(number, born, faults)
    if faults or born is None:
        raise Faults(faults)
    return Nominee(
        name=name,
        document_type=kind,
        document=number,
        born=born,
        name_en=one_line(cells.get("name_en", "")),
        organisation=one_line(cells.get("organisation", "")),
        current_level=level,
        titles="、".join(_titles(cells.get("titles", ""))),
    )


def _unfit(code: str, text: str, most: int) -> Iterator[Fault]:
    """Why a text cannot be a name: databases, spreadsheets and printers stumble over it."""
    if len(text) > most:
        yield Fault(code, "The name is longer than {most} letters.", most=most)
    if any(category(letter) in ("Cc", "Cs") for letter in text):
        yield Fault(code, "There are characters in it that cannot be seen. Type it again.")


def _titles(text: str) -> list[str]:
    """Titles however they are parted; 无 says that there is none."""
    parted = [one_line(title) for title in re.split(r"[、，,；;\n]", text)]
    return sorted({title for title in parted if title and _key(title) not in ("无", "none")})


def one_line(text: str) -> str:
    """The text without spaces around it and with single ones inside."""
    return " ".join(normalize("NFC", text).split())


def plain(text: str) -> str:
    """A number or code without spaces, in half-width characters, without Excel's apostrophe."""
    return "".join(normalize("NFKC", text).split()).lstrip("'`’‘")


def _key(text: str) -> str:
    """What two spellings of one word have in common."""
    return re.sub(r"[\W_]", "", normalize("NFKC", text)).lower()


def _spellings(names: dict[Any, tuple[str, str]]) -> dict[str, str]:
    return {_key(word): code for code, words in names.items() for word in (code, *words)}


DOCUMENT_SPELLINGS = _spellings(DOCUMENT_NAMES) | {
    "身份证": DocumentType.RESIDENT_ID,
    "二代身份证": DocumentType.RESIDENT_ID,
    "identitycard": DocumentType.RESIDENT_ID,
    "idcard": DocumentType.RESIDENT_ID,
    "其他": DocumentType.OTHER,
    "other": DocumentType.OTHER,
}
LEVEL_SPELLINGS = _spellings(LEVEL_NAMES) | {
    spelling: code
    for code, spellings in {
        "none": ("无等级", "没有", "nolevel"),
        "apprentice": ("学徒",),
        "junior": ("初级工", "初级", "五级", "五级工", "5", "五级初级工", "level5"),
        "intermediate": ("中级工", "中级", "四级", "四级工", "4", "四级中级工", "level4"),
        "senior": ("高级工", "高级", "三级", "三级工", "3", "三级高级工", "level3"),
        "technician": ("技师", "二级", "2", "二级技师", "level2"),
        "senior_technician": ("高级技师", "一级", "1", "一级高级技师", "level1"),
    }.items()
    for spelling in spellings
}


def _document_type(text: str, faults: list[Fault]) -> DocumentType:
    found = DOCUMENT_SPELLINGS.get(_key(text)) if text.strip() else DocumentType.RESIDENT_ID
    if found is None:
        faults.append(
            Fault(
                "document_type",
                "Not a type of document. Write 居民身份证, 护照 or 其他证件.",
            )
        )
    return DocumentType(found or DocumentType.OTHER)


def _level(text: str, faults: list[Fault]) -> str:
    found = LEVEL_SPELLINGS.get(_key(text)) if text.strip() else "none"
    if found is None:
        faults.append(
            Fault(
                "current_level",
                "Not a skill level. Write for example 高级工（三级） or 技师（二级）.",
            )
        )
    return found or "none"


def read_day(text: str) -> date | None:
    """A day as people write it: 1998-05-17, 1998/5/17, 1998年5月17日, 19980517."""
    written = plain(text)
    found = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?", written) or re.fullmatch(
        r"(\d{4})(\d{2})(\d{2})", written
    )
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _born(text: str, faults: list[Fault]) -> date | None:
    born = read_day(text)
    if born is None and text.strip():
        faults.append(Fault("born", "Not a date. Write it as 1998-05-17."))
    return born


def _resident(number: str, born: date | None, faults: list[Fault]) -> date | None:
    """The birth date that a resident identity number (GB 11643) carries."""
    said = _birth_in(number, faults)
    if said and born and said != born:
        faults.append(Fault("born", "The identity number says {day}.", day=said))
    return said


def _birth_in(number: str, faults: list[Fault]) -> date | None:
    if not number:
        faults.append(Fault("document", "The number of the document is missing."))
    elif "E+" in number:
        faults.append(
            Fault(
                "document",
                "The spreadsheet has rounded this number. Make the column text, type it again.",
            )
        )
    elif len(number) != 18:
        faults.append(
            Fault(
                "document",
                "An identity number has 18 characters; this one has {count}.",
                count=len(number),
            )
        )
    elif not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        faults.append(Fault("document", "An identity number is 17 digits, then a digit or X."))
    elif number[-1] != ric.calc_check_digit(number):
        faults.append(
            Fault(
                "document",
                "The last character does not fit the other 17: compare the number with the card.",
            )
        )
    else:
        return _real_birth(number, faults)
    return None


def _real_birth(number: str, faults: list[Fault]) -> date | None:
    said = read_day(number[6:14])
    if said is None:
        faults.append(Fault("document", "Digits 7 to 14 are no date of birth."))
    return said


def _other_document(number: str, born: date | None, faults: list[Fault]) -> None:
    if not re.fullmatch(r"[0-9A-Z-]{3,30}", number):
        faults.append(
            Fault("document", "The number of a document is 3 to 30 letters, digits and hyphens.")
        )
    if born is None and not any(fault.path == "born" for fault in faults):
        faults.append(Fault("born", "The date of birth is missing: this document does not say it."))
