"""Small bundle documents for tests: say what matters, the rest is plain."""

from copy import deepcopy
from typing import Any

from judging.bundle import Bundle, parse_bundle
from judging.errors import Faults
from judging.results import Results, Row, compute

Document = dict[str, Any]


def aspect(code: str, kind: str = "measurement", maximum: str = "100", **more: Any) -> Document:
    return {"code": code, "kind": kind, "maximum": maximum} | more


def scheme(*aspects: Document, **more: Any) -> Document:
    """One criterion A with one sub-criterion A1."""
    part = {"code": "A1", "aspects": list(aspects) or [aspect("M")]}
    return {"criteria": [{"code": "A", "sub_criteria": [part]}]} | more


def document(**parts: Any) -> Document:
    """A bundle; without a scheme, one measurement M out of 100."""
    plain = {"format": "saiwu-results/1", "event": {"id": "X"}, "scheme": scheme(), "entries": []}
    return deepcopy(plain | parts)


def measured(code: str, mark: str, **more: Any) -> Document:
    """An entry with a mark for the one aspect M."""
    return {"code": code, "marks": {"M": {"J1": mark}}} | more


def known(code: str, total: str, **more: Any) -> Document:
    """An entry whose total is known."""
    return {"code": code, "total": total} | more


def totals(*marks: str, **parts: Any) -> Document:
    """Entries E1, E2 … with these totals."""
    entries = [known(f"E{i}", mark) for i, mark in enumerate(marks, start=1)]
    return document(entries=entries, **parts)


def bundle(given: Document) -> Bundle:
    return parse_bundle(given)


def results(given: Document) -> Results:
    return compute(parse_bundle(given))


def rows(given: Document) -> dict[str, Row]:
    return {row.code: row for row in results(given).rows}


def faults(given: object) -> list[str]:
    """What is wrong with a bundle, as printed."""
    try:
        parse_bundle(given)
    except Faults as refused:
        return [str(fault) for fault in refused.faults]
    return []


def value(one: Document, given: dict[str, str], panel: list[str] | None = None, **more: Any) -> str:
    """What the marks for one aspect add up to in its criterion."""
    parts = {"panels": {"A1": panel}} if panel else {}
    entry = {"code": "E", "marks": {one["code"]: given}}
    row = rows(document(scheme=scheme(one, **more), entries=[entry], **parts))["E"]
    return str(row.criteria["A"])


def refused(one: Document, given: dict[str, str], panel: list[str] | None = None) -> list[str]:
    """Why the marks for one aspect are refused, without the common beginning of the path."""
    parts = {"panels": {"A1": panel}} if panel else {}
    entry = {"code": "E", "marks": {one["code"]: given}}
    found = faults(document(scheme=scheme(one), entries=[entry], **parts))
    return [line.removeprefix(f"entries[0].marks.{one['code']}") for line in found]


def whole_way() -> Document:
    """One entry with an aspect of each kind, a factor, a maximum that cuts, and a penalty."""
    aspects = [
        aspect("J", "judgement", "9", name="Design"),
        aspect("S", "score", "10", combine={"method": "trimmed_mean"}, factor="2"),
        aspect("P", "score", "10"),
        aspect("M", "measurement", "5"),
        aspect("C", "measurement", "4", calculation={"type": "NUMBER_COMPLETED", "possible": 8}),
        aspect("D", "deduction", "10"),
    ]
    part = {"code": "A1", "aspects": aspects}
    criterion = {"code": "A", "name": "Work", "factor": "0.5", "maximum": "30"}
    marks = {
        "J": {"J1": "2", "J2": "2", "J3": "3"},
        "S": {"J1": "9", "J2": "10", "J3": "7"},
        "P": {"J1": "10", "J2": "excused", "J3": "not_attempted"},
        "M": {"J2": "4.5"},
        "C": {"J1": "6"},
        "D": {"J1": "1"},
    }
    entry = {"code": "E1", "marks": marks, "penalties": [{"points": "2", "reason": "late"}]}
    return document(
        scheme={"criteria": [criterion | {"sub_criteria": [part]}]},
        event={"id": "X", "name": "Web"},
        panels={"A1": ["J1", "J2", "J3"]},
        entries=[entry],
    )
