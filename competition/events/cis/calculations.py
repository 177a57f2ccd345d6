"""The sheet "Calculations": how a measured value becomes a mark, written as

KEY:::number#x~x#text  joined by  #-#
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from competition.events.cis.cells import Row, Rows, cell, number, text
from judging.documents.calculations import read_calculation
from judging.documents.reading import Reading
from judging.numbers import EXACT

Parameters = Mapping[str, str]
_NUMBERED = re.compile(r"(CHOICE|RANGE)([0-9]+)_([A-Z]+)")


def calculation_at(rows: Rows, row: int, maximum: Decimal) -> dict[str, Any] | None:
    """The calculation in that row (1 is the first) as JSON; None when a scheme cannot have it.

    Deductions in percent of the mark become marks, except in a choice, which has its own unit.
    """
    if not 1 <= row <= len(rows):
        return None
    found: Row = rows[row - 1]
    name = text(cell(found, 1)).upper()
    reader = _READERS.get(name)
    parts = None if reader is None else reader(parameters(text(cell(found, 3))), maximum)
    if parts is None:
        return None
    document = {"type": name} | parts
    return None if read_calculation(Reading(), document, "") is None else document


def parameters(written: str) -> Parameters:
    """KEY -> its number or text; "0E-8" is 0."""
    found = {}
    for item in written.split("#-#"):
        key, _, value = item.partition(":::")
        amount, _, words = value.partition("#x~x#")
        found[key.strip()] = words.strip() or _amount(amount.strip())
    return found


def _amount(written: str) -> str:
    if not written:
        return ""
    if re.fullmatch(r"0E-?[0-9]+", written):
        return "0"
    value = number(written)
    return written if value is None else f"{value:f}"


def _number_completed(found: Parameters, _maximum: Decimal) -> dict[str, Any] | None:
    possible = found.get("NUM_POSSIBLE", "")
    return {"possible": int(possible)} if possible.isdecimal() and int(possible) else None


def _choice(found: Parameters, _maximum: Decimal) -> dict[str, Any] | None:
    choices = [
        {"label": group.get("LABEL", ""), "deduction": group.get("DEDUCTION", "")}
        for group in _groups(found, "CHOICE")
    ]
    if not choices or not all(choice["label"] and choice["deduction"] for choice in choices):
        return None
    return {"choices": choices, "unit": _unit(found, "DEDUCTION_TYPE")}


def _ranged_score(found: Parameters, maximum: Decimal) -> dict[str, Any] | None:
    ranges = []
    for group in _groups(found, "RANGE"):
        ends = sorted((number(group.get("LOWER", "")), number(group.get("UPPER", ""))), key=_first)
        deduction = _in_marks(group.get("DEDUCTION", ""), found, maximum)
        if None not in ends and deduction is not None:
            ranges.append(
                {"lower": f"{ends[0]:f}", "upper": f"{ends[1]:f}", "deduction": deduction}
            )
    target = found.get("TARGET_VALUE", "")
    return {"target": target, "ranges": ranges} if ranges and target else None


def _first(value: Decimal | None) -> Decimal:
    return Decimal(-1) if value is None else value


def _regular_difference(found: Parameters, maximum: Decimal) -> dict[str, Any] | None:
    deduction = _in_marks(found.get("DEDUCTION", ""), found, maximum)
    target, difference = found.get("TARGET_VALUE", ""), found.get("DIFFERENCE", "")
    if deduction is None or not target or not difference:
        return None
    unit = _unit(found, "DIFFERENCE_TYPE")
    return {"target": target, "difference": difference, "deduction": deduction, "unit": unit}


def _in_marks(written: str, found: Parameters, maximum: Decimal) -> str | None:
    value = number(written)
    if value is None:
        return None
    if _unit(found, "DEDUCTION_TYPE") == "percent":
        value = EXACT.multiply(EXACT.multiply(value, maximum), Decimal("0.01"))
    return f"{value:f}"


def _unit(found: Parameters, key: str) -> str:
    return "percent" if found.get(key, "").upper() == "PERCENT" else "unit"


def _groups(found: Parameters, sort: str) -> list[Parameters]:
    """CHOICE1_LABEL, CHOICE1_DEDUCTION, CHOICE2_… -> one mapping per number, in order."""
    groups: dict[int, dict[str, str]] = {}
    for key, value in found.items():
        match = _NUMBERED.fullmatch(key)
        if match and match[1] == sort:
            groups.setdefault(int(match[2]), {})[match[3]] = value
    return [groups[index] for index in sorted(groups)]


_READERS: dict[str, Callable[[Parameters, Decimal], dict[str, Any] | None]] = {
    "PASS_FAIL": lambda _found, _maximum: {},
    "NUMBER_COMPLETED": _number_completed,
    "CHOICE": _choice,
    "RANGED_SCORE": _ranged_score,
    "REGULAR_DIFFERENCE_DEDUCTION": _regular_difference,
}
