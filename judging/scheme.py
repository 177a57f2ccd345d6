"""Scheme: what is marked, valid by construction, and its JSON.

Scheme -> Criterion (a Chinese module) -> SubCriterion (one sheet, one panel) -> Aspect
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, cast

from judging.documents.aspects import aspect_document, read_aspect
from judging.documents.reading import Reading, joined
from judging.errors import Fault, InvalidScheme
from judging.marking.aspect import Aspect
from judging.marking.criteria import Criterion, SubCriterion, below, exact_sum
from judging.numbers import EXACT

MarkRounding = Literal["half_up", "half_even", "down"]
MARK_ROUNDINGS: tuple[MarkRounding, ...] = ("half_up", "half_even", "down")
MAXIMUM_DECIMALS = 12
TOLERATED_DEVIATION = Decimal(5)
"""WSOS: marks of a section may deviate this far from its weight before it is reported."""


@dataclass(frozen=True)
class Section:
    """A section of the occupational standard and its weight of 100."""

    code: str
    name: str = ""
    weight: Decimal | None = None


@dataclass(frozen=True)
class Scheme:
    """A whole marking scheme. Making one raises InvalidScheme with all faults and their paths."""

    criteria: tuple[Criterion, ...]
    decimals: int = 2
    rounding: MarkRounding = "half_up"
    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        problems = tuple(self._problems())
        if problems:
            raise InvalidScheme(problems)

    def _problems(self) -> Iterator[Fault]:
        if not 0 <= self.decimals <= MAXIMUM_DECIMALS:
            yield Fault("decimals", "is not between 0 and {maximum}", maximum=MAXIMUM_DECIMALS)
        for index, criterion in enumerate(self.criteria):
            yield from below(f"criteria[{index}]", criterion.problems())
        seen = set()
        for sort, where, code in self._codes():
            if (sort, code) in seen:
                yield Fault(f"{where}.code", "{code} is there twice", code=code)
            seen.add((sort, code))

    def _codes(self) -> Iterator[tuple[str, str, str]]:
        for c, criterion in enumerate(self.criteria):
            yield "criterion", f"criteria[{c}]", criterion.code
            for s, part in enumerate(criterion.sub_criteria):
                yield "sub-criterion", f"criteria[{c}].sub_criteria[{s}]", part.code
                for a, aspect in enumerate(part.aspects):
                    where = f"criteria[{c}].sub_criteria[{s}].aspects[{a}]"
                    yield "aspect", where, aspect.code
        for index, section in enumerate(self.sections):
            yield "section", f"sections[{index}]", section.code

    @cached_property
    def aspects(self) -> dict[str, Aspect]:
        """All aspects by code, in the order of the scheme."""
        return {aspect.code: aspect for criterion in self.criteria for aspect in criterion.aspects}

    @cached_property
    def sub_criteria(self) -> dict[str, SubCriterion]:
        return {part.code: part for criterion in self.criteria for part in criterion.sub_criteria}

    @cached_property
    def criterion_codes(self) -> tuple[str, ...]:
        return tuple(criterion.code for criterion in self.criteria)

    @cached_property
    def maximum(self) -> Decimal:
        """Aspect maxima x factors; shown against 100. Deductions add nothing."""
        return exact_sum(criterion.worth for criterion in self.criteria)

    def section_marks(self) -> dict[str, Decimal]:
        """What the aspects of each section are worth, by section code."""
        marks: dict[str, Decimal] = {section.code: Decimal(0) for section in self.sections}
        for criterion in self.criteria:
            for aspect in criterion.aspects:
                worth = EXACT.multiply(aspect.worth, criterion.factor)
                marks[aspect.section] = EXACT.add(marks.get(aspect.section, Decimal(0)), worth)
        return marks

    def section_deviations(self) -> dict[str, Decimal]:
        """Section code -> marks less weight, where they are more than 5 apart; not an error."""
        marks = self.section_marks()
        deviations = {
            section.code: EXACT.subtract(marks[section.code], section.weight)
            for section in self.sections
            if section.weight is not None
        }
        return {code: by for code, by in deviations.items() if abs(by) > TOLERATED_DEVIATION}


def parse_scheme(document: object) -> Scheme:
    """Read a scheme; raises Faults with every fault and its path (`criteria[0].factor: …`)."""
    reading = Reading()
    scheme = read_scheme(reading, document, "")
    reading.refuse()
    return cast(Scheme, scheme)


def read_scheme(reading: Reading, value: object, path: str) -> Scheme | None:
    """The scheme, or None after noting everything that is wrong with it."""
    before = len(reading.faults)
    table = reading.table(value, path, ("criteria",), ("decimals", "rounding", "sections"))
    if table is None:
        return None
    parts: dict[str, Any] = {}
    if "decimals" in table:
        parts["decimals"] = reading.count(table["decimals"], joined(path, "decimals"))
    if "rounding" in table:
        where = joined(path, "rounding")
        parts["rounding"] = reading.choice(table["rounding"], where, MARK_ROUNDINGS)
    items = reading.items(table.get("criteria", []), joined(path, "criteria"))
    parts["criteria"] = tuple(_read_criterion(reading, item, where) for where, item in items)
    sections = reading.items(table.get("sections", []), joined(path, "sections"))
    parts["sections"] = tuple(_read_section(reading, item, where) for where, item in sections)
    if len(reading.faults) > before:
        return None
    try:
        return Scheme(**parts)
    except InvalidScheme as faults:
        reading.take(path, faults)
        return None


def _read_criterion(reading: Reading, value: object, path: str) -> Criterion:
    optional = ("name", "factor", "maximum", "day")
    table = reading.table(value, path, ("code", "sub_criteria"), optional) or {}
    parts = _named(reading, table, path, "criterion")
    for key in ("factor", "maximum"):
        if key in table:
            parts[key] = reading.positive(table[key], f"{path}.{key}")
    where, least = f"{path}.sub_criteria", int("sub_criteria" in table)
    items = reading.items(table.get("sub_criteria", []), where, least=least)
    parts["sub_criteria"] = tuple(_read_sub_criterion(reading, item, at) for at, item in items)
    return Criterion(**parts)


def _read_sub_criterion(reading: Reading, value: object, path: str) -> SubCriterion:
    table = reading.table(value, path, ("code", "aspects"), ("name", "day")) or {}
    parts = _named(reading, table, path, "sub-criterion")
    where, least = f"{path}.aspects", int("aspects" in table)
    items = reading.items(table.get("aspects", []), where, least=least)
    aspects = [read_aspect(reading, item, at) for at, item in items]
    parts["aspects"] = tuple(aspect for aspect in aspects if aspect is not None)
    return SubCriterion(**parts)


def _read_section(reading: Reading, value: object, path: str) -> Section:
    table = reading.table(value, path, ("code",), ("name", "weight")) or {}
    parts = _named(reading, table, path, "section")
    if "weight" in table:
        parts["weight"] = reading.amount(table["weight"], f"{path}.weight")
    return Section(**parts)


def _named(reading: Reading, table: dict[str, Any], path: str, sort: str) -> dict[str, Any]:
    """Code, name and day, as far as they are there."""
    parts: dict[str, Any] = {"code": ""}
    if "code" in table:
        parts["code"] = reading.name(table["code"], f"{path}.code", sort)
    if "name" in table:
        parts["name"] = reading.text(table["name"], f"{path}.name")
    if "day" in table:
        parts["day"] = reading.count(table["day"], f"{path}.day", 1)
    return parts


def scheme_document(scheme: Scheme) -> dict[str, Any]:
    """The JSON that `parse_scheme` reads back."""
    document: dict[str, Any] = {"decimals": scheme.decimals, "rounding": scheme.rounding}
    if scheme.sections:
        document["sections"] = [_section_document(section) for section in scheme.sections]
    document["criteria"] = [_criterion_document(criterion) for criterion in scheme.criteria]
    return document


def _section_document(section: Section) -> dict[str, Any]:
    document: dict[str, Any] = {"code": section.code, "name": section.name}
    if section.weight is not None:
        document["weight"] = f"{section.weight:f}"
    return document


def _criterion_document(criterion: Criterion) -> dict[str, Any]:
    document: dict[str, Any] = {"code": criterion.code, "name": criterion.name}
    if criterion.factor != 1:
        document["factor"] = f"{criterion.factor:f}"
    if criterion.maximum is not None:
        document["maximum"] = f"{criterion.maximum:f}"
    if criterion.day is not None:
        document["day"] = criterion.day
    document["sub_criteria"] = [_sub_criterion_document(part) for part in criterion.sub_criteria]
    return document


def _sub_criterion_document(part: SubCriterion) -> dict[str, Any]:
    document: dict[str, Any] = {"code": part.code, "name": part.name}
    if part.day is not None:
        document["day"] = part.day
    document["aspects"] = [aspect_document(aspect) for aspect in part.aspects]
    return document
