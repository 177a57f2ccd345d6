"""What a workbook says -> the JSON of a scheme's criteria."""

from collections.abc import Iterable, Mapping
from typing import Any

from competition.events.cis.calculations import calculation_at
from competition.events.cis.cells import Rows
from competition.events.cis.rows import ReadAspect, ReadSubCriterion

LEVELS = range(4)


def criteria_documents(
    parts: Iterable[ReadSubCriterion], names: Mapping[str, str], calculations: Rows
) -> list[dict[str, Any]]:
    """One object per criterion that has aspects, in the order of the workbook."""
    criteria: dict[str, dict[str, Any]] = {}
    for part in parts:
        aspects = _aspects(part, calculations)
        if not aspects:
            continue
        criterion = criteria.setdefault(
            part.criterion,
            {"code": part.criterion, "name": names.get(part.criterion, ""), "sub_criteria": []},
        )
        document: dict[str, Any] = {"code": part.code, "name": part.name}
        if part.day is not None:
            document["day"] = part.day
        criterion["sub_criteria"].append(document | {"aspects": aspects})
    return list(criteria.values())


def _aspects(part: ReadSubCriterion, calculations: Rows) -> list[dict[str, Any]]:
    """Numbered as CIS does, through both kinds: A1.M1, A1.J2. Without those worth nothing."""
    return [
        _aspect(f"{part.code}.{aspect.kind[0].upper()}{index}", aspect, calculations)
        for index, aspect in enumerate(part.aspects, start=1)
        if aspect.maximum
    ]


def _aspect(code: str, aspect: ReadAspect, calculations: Rows) -> dict[str, Any]:
    document: dict[str, Any] = {"code": code, "name": aspect.name, "kind": aspect.kind}
    document["maximum"] = f"{aspect.maximum:f}"
    if aspect.section:
        document["section"] = aspect.section
    if aspect.lines:
        document["description"] = "\n".join(aspect.lines)
    if aspect.requirement:
        document["requirement"] = aspect.requirement
    if aspect.kind == "judgement":
        if set(aspect.levels) == set(LEVELS):
            document["levels"] = [aspect.levels[level] for level in LEVELS]
    elif aspect.calculation_row is not None:
        calculation = calculation_at(calculations, aspect.calculation_row, aspect.maximum)
        if calculation is not None:
            document["calculation"] = calculation
    return document
