"""An aspect as JSON: reading it with every fault, and writing it back."""

from typing import Any

from judging.aggregation import METHODS, Combine
from judging.documents.calculations import calculation_document, read_calculation
from judging.documents.reading import Reading
from judging.errors import InvalidScheme
from judging.marking.aspect import KINDS, Aspect

_REQUIRED = ("code", "kind", "maximum")
_TEXTS = ("name", "section", "description", "requirement")
_NUMBERS = ("maximum", "step", "factor")
_OPTIONAL = (*_TEXTS, "step", "factor", "combine", "spread", "judges", "calculation", "levels")


def read_aspect(reading: Reading, value: object, path: str) -> Aspect | None:
    """The aspect, or None after noting everything that is wrong with it."""
    before = len(reading.faults)
    table = reading.table(value, path, _REQUIRED, _OPTIONAL)
    if table is None:
        return None
    parts = _parts(reading, table, path)
    if len(reading.faults) > before:
        return None
    try:
        return Aspect(**parts)
    except InvalidScheme as faults:
        reading.take(path, faults)
        return None


def _parts(reading: Reading, table: dict[str, Any], path: str) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    if "code" in table:
        parts["code"] = reading.name(table["code"], f"{path}.code", "aspect")
    if "kind" in table:
        parts["kind"] = reading.choice(table["kind"], f"{path}.kind", KINDS)
    parts |= {key: reading.text(table[key], f"{path}.{key}") for key in _TEXTS if key in table}
    parts |= {
        key: reading.positive(table[key], f"{path}.{key}") for key in _NUMBERS if key in table
    }
    if "combine" in table:
        parts["combine"] = _combine(reading, table["combine"], f"{path}.combine")
    if "spread" in table:
        parts["spread"] = _spread(reading, table["spread"], f"{path}.spread")
    if "judges" in table:
        parts["judges"] = reading.whole(table["judges"], f"{path}.judges", 1)
    if "calculation" in table:
        where = f"{path}.calculation"
        parts["calculation"] = read_calculation(reading, table["calculation"], where)
    if "levels" in table:
        items = reading.items(table["levels"], f"{path}.levels")
        parts["levels"] = tuple(reading.text(item, where) for where, item in items)
    return parts


def _combine(reading: Reading, value: object, path: str) -> Combine | None:
    table = reading.table(value, path, ("method",), ("drop_highest", "drop_lowest"))
    if table is None or "method" not in table:
        return None
    method = reading.choice(table["method"], f"{path}.method", METHODS)
    drops = {
        key: reading.whole(table[key], f"{path}.{key}")
        for key in ("drop_highest", "drop_lowest")
        if key in table
    }
    if method is None or None in drops.values():
        return None
    return Combine.of(method, **drops)


def _spread(reading: Reading, value: object, path: str) -> Any:
    """A whole number of steps may be written as a JSON integer, a mark only as a string."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return reading.amount(value, path)


def aspect_document(aspect: Aspect) -> dict[str, Any]:
    """The JSON that `read_aspect` reads back; what has its default is left out."""
    document: dict[str, Any] = {"code": aspect.code, "name": aspect.name, "kind": aspect.kind}
    document["maximum"] = f"{aspect.maximum:f}"
    if aspect.step is not None:
        document["step"] = f"{aspect.step:f}"
    if aspect.factor != 1:
        document["factor"] = f"{aspect.factor:f}"
    if aspect.combine is not None:
        document["combine"] = _combine_document(aspect.combine)
    if aspect.judges is not None:
        document["judges"] = aspect.judges
    if aspect.spread is not None:
        document["spread"] = f"{aspect.spread:f}"
    if aspect.calculation is not None:
        document["calculation"] = calculation_document(aspect.calculation)
    for key in ("section", "description", "requirement"):
        if getattr(aspect, key):
            document[key] = getattr(aspect, key)
    if aspect.levels:
        document["levels"] = list(aspect.levels)
    return document


def _combine_document(combine: Combine) -> dict[str, Any]:
    document: dict[str, Any] = {"method": combine.method}
    if combine != Combine.of(combine.method):
        document |= {"drop_highest": combine.drop_highest, "drop_lowest": combine.drop_lowest}
    return document
