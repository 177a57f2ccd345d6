"""A calculation as JSON: {"type": "NUMBER_COMPLETED", "possible": 4}.

Also {"NUMBER_COMPLETED": {"possible": 4}}, and just "PASS_FAIL" where there are no parameters.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import fields
from decimal import Decimal
from typing import Any, cast

from judging.documents.reading import Reading
from judging.errors import InvalidScheme
from judging.measurement import (
    CALCULATIONS,
    TYPES,
    UNITS,
    Calculation,
    Option,
    Range,
    Unit,
)

_UNIT_KEYS = ("unit", "percent", "mode")
_KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "PASS_FAIL": ((), ()),
    "NUMBER_COMPLETED": (("possible",), ()),
    "CHOICE": (("choices",), _UNIT_KEYS),
    "RANGED_SCORE": (("target", "ranges"), ()),
    "REGULAR_DIFFERENCE_DEDUCTION": (("target", "difference", "deduction"), _UNIT_KEYS),
}


def read_calculation(reading: Reading, value: object, path: str) -> Calculation | None:
    """The calculation, or None after noting what is wrong with it."""
    document = _typed(value)
    name = document.get("type") if isinstance(document, dict) else None
    if not isinstance(name, str) or name not in CALCULATIONS:
        options = ("type",) if name is None else ()
        if reading.table(document, path, options, ("type",)) is not None and name is not None:
            reading.choice(name, f"{path}.type", CALCULATIONS)
        return None
    before = len(reading.faults)
    required, optional = _KEYS[name]
    table = reading.table(document, path, ("type", *required), optional)
    if table is None or len(reading.faults) > before:
        return None
    parts = _READERS[name](reading, table, path)
    if len(reading.faults) > before:
        return None
    try:
        return CALCULATIONS[name](**parts)
    except InvalidScheme as faults:
        reading.take(path, faults)
        return None


def _typed(value: object) -> object:
    """The same with its `type`, where the type stands alone or is the key of the parameters."""
    if isinstance(value, str):
        return {"type": value}
    if isinstance(value, dict) and len(value) == 1:
        ((name, parameters),) = value.items()
        if name in CALCULATIONS and isinstance(parameters, dict) and "type" not in parameters:
            beside = copy(parameters)  # not a new one: it remembers keys that are written twice
            beside["type"] = name
            return beside
    return value


def _unit(reading: Reading, table: dict[str, Any], path: str) -> Unit:
    """`"unit": "percent"` in any case, `"mode": "percent"`, or the flag `"percent": true`."""
    keys = [key for key in _UNIT_KEYS if key in table]
    if len(keys) > 1:
        reading.fault(path, "needs exactly one of {options}", options=", ".join(_UNIT_KEYS))
    key = keys[0] if keys else "unit"
    written = table.get(key, "unit")
    if isinstance(written, bool) and key in UNITS:
        return next(unit for unit in UNITS if (unit == key) is written)
    word = written.lower() if isinstance(written, str) else written
    return cast(Unit, reading.choice(word, f"{path}.{key}", UNITS))


def _number_completed(reading: Reading, table: dict[str, Any], path: str) -> dict[str, Any]:
    return {"possible": reading.whole(table["possible"], f"{path}.possible", 1)}


def _choice(reading: Reading, table: dict[str, Any], path: str) -> dict[str, Any]:
    choices = []
    for where, item in reading.items(table["choices"], f"{path}.choices"):
        option = reading.table(item, where, ("label", "deduction")) or {}
        label = reading.text(option.get("label", "-"), f"{where}.label", empty=False)
        deduction = reading.amount(option.get("deduction", "0"), f"{where}.deduction")
        choices.append(Option(cast(str, label), cast(Any, deduction)))
    return {"choices": tuple(choices), "unit": _unit(reading, table, path)}


def _ranged_score(reading: Reading, table: dict[str, Any], path: str) -> dict[str, Any]:
    ranges = []
    keys = ("lower", "upper", "deduction")
    for where, item in reading.items(table["ranges"], f"{path}.ranges"):
        span = reading.table(item, where, keys) or {}
        ranges.append([reading.amount(span.get(key, "0"), f"{where}.{key}") for key in keys])
    target = reading.number(table["target"], f"{path}.target")
    complete = all(None not in span for span in ranges)
    return {"target": target, "ranges": tuple(Range(*cast(Any, r)) for r in ranges if complete)}


def _regular_difference(reading: Reading, table: dict[str, Any], path: str) -> dict[str, Any]:
    return {
        "target": reading.number(table["target"], f"{path}.target"),
        "difference": reading.number(table["difference"], f"{path}.difference"),
        "deduction": reading.amount(table["deduction"], f"{path}.deduction"),
        "unit": _unit(reading, table, path),
    }


_READERS: dict[str, Callable[[Reading, dict[str, Any], str], dict[str, Any]]] = {
    "PASS_FAIL": lambda *_: {},
    "NUMBER_COMPLETED": _number_completed,
    "CHOICE": _choice,
    "RANGED_SCORE": _ranged_score,
    "REGULAR_DIFFERENCE_DEDUCTION": _regular_difference,
}


def calculation_document(calculation: Calculation) -> dict[str, Any]:
    """The JSON that `read_calculation` reads back."""
    return {"type": TYPES[type(calculation)]} | _fields(calculation)


def _fields(value: Calculation | Option | Range) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: Any) -> Any:
    """Decimals as text, parts as objects; the rest is JSON already."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return [_fields(part) for part in value] if isinstance(value, tuple) else value
