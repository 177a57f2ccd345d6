"""Published results: what was announced, compared with what the bundle gives."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from judging.documents.reading import Reading
from judging.marking.entries import STATUSES
from judging.results import Results, Row
from judging.sentences import Sentence, say

Published = Sequence[Mapping[str, Any]]

_NUMBERS = ("rank", "scale_score", "position")
_TEXTS = ("medal", "decided_by")
_KEYS = ("criteria", "total", *_NUMBERS, *_TEXTS, "status")


def read_published(reading: Reading, value: object, path: str) -> tuple[Mapping[str, Any], ...]:
    """Rows with a code and any of the keys of a computed line."""
    items = reading.items(value, path)
    return tuple(_read_row(reading, item, where) for where, item in items)


def _read_row(reading: Reading, value: object, path: str) -> Mapping[str, Any]:
    table = reading.table(value, path, ("code",), _KEYS) or {}
    for key in (key for key in _KEYS if key in table):
        _check(reading, key, table[key], f"{path}.{key}")
    if "code" in table:
        reading.name(table["code"], f"{path}.code", "published row")
    return table


def _check(reading: Reading, key: str, value: object, path: str) -> None:
    if key == "status":
        reading.choice(value, path, STATUSES)
    elif value is None:
        return
    elif key == "total":
        reading.number(value, path)
    elif key == "criteria":
        for where, _, item in reading.members(value, path):
            if item is not None:
                reading.number(item, where)
    elif key in _NUMBERS:
        reading.count(value, path, None)
    else:
        reading.text(value, path)


def differences(results: Results) -> list[Sentence]:
    """What the published rows say otherwise than the computed ones; rows left out say nothing."""
    found = []
    for published in results.bundle.published or ():
        row = results.by_code.get(published["code"])
        if row is None:
            found.append(say("{code} was published, but is no entry", code=published["code"]))
            continue
        found += _row_differences(published, row)
    return found


def _row_differences(published: Mapping[str, Any], row: Row) -> list[Sentence]:
    computed = row.document()
    pairs = [(key, value, computed[key]) for key, value in published.items() if key != "criteria"]
    for code, value in (published.get("criteria") or {}).items():
        pairs.append((f"criteria.{code}", value, computed["criteria"].get(code)))
    return [
        say(
            "{code}: {key} published {published}, computed {computed}",
            code=row.code,
            key=key,
            published=_shown(value),
            computed=_shown(found),
        )
        for key, value, found in pairs
        if not _same(key, value, found)
    ]


def _same(key: str, published: Any, computed: Any) -> bool:
    """Decimals agree as numbers: 87.5 is 87.50."""
    if key != "total" and not key.startswith("criteria."):
        return bool(published == computed)
    if published is None or computed is None:
        return published is computed
    return Decimal(published) == Decimal(computed)


def _shown(value: object) -> str:
    return "null" if value is None else str(value)
