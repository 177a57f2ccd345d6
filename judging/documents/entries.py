"""Entries as JSON: reading them with every fault, and writing them back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from judging.documents.reading import Reading
from judging.errors import Fault, RuleViolation
from judging.marking.aspect import Aspect, Mark
from judging.marking.entries import STATUSES, Entry, Penalty, Status
from judging.marks import Panels
from judging.scheme import Scheme
from judging.sentences import shown

Panel = tuple[str, frozenset[str]]
"""A sub-criterion's code and the judges assigned to it."""

_OPTIONAL = ("delegation", "status", "marks", "time", "penalties", "total", "scale_score")


class EntryReader:
    """Reads entries against a scheme and its panels.

    `unread` holds the paths of what was there but wrong, so that nobody calls it missing. Without
    a scheme (it is wrong itself) marks are not looked at.
    """

    def __init__(self, reading: Reading, scheme: Scheme | None, panels: Panels) -> None:
        self.reading = reading
        self.aspects = None if scheme is None else _with_panels(scheme, panels)
        self.unread: set[str] = set()

    def read(self, value: object, path: str) -> Entry:
        """The entry, as far as it can be read."""
        table = self.reading.table(value, path, ("code",), _OPTIONAL)
        if table is None:
            self.unread |= {path, f"{path}.marks"}
            return Entry("")
        before = len(self.reading.faults)
        parts = self._facts(table, path)
        parts |= self._known(table, path)
        if len(self.reading.faults) > before:
            self.unread.add(path)
            if "total" in table or "scale_score" in table:
                self.unread.add(f"{path}.marks")
        parts["marks"] = self._marks(table.get("marks", {}), f"{path}.marks")
        self._check_contradiction(table, path)
        return Entry(**{key: part for key, part in parts.items() if part is not None})

    def _facts(self, table: Mapping[str, Any], path: str) -> dict[str, Any]:
        reading, parts = self.reading, {"code": ""}
        if "code" in table:
            parts["code"] = reading.name(table["code"], f"{path}.code", "entry") or ""
        if "delegation" in table:
            parts["delegation"] = reading.text(table["delegation"], f"{path}.delegation") or ""
        if "status" in table:
            status = reading.choice(table["status"], f"{path}.status", STATUSES)
            parts["status"] = cast(Status, status)
        return parts

    def _known(self, table: Mapping[str, Any], path: str) -> dict[str, Any]:
        reading, parts = self.reading, dict[str, Any]()
        for key in ("time", "total"):
            if key in table:
                parts[key] = reading.amount(table[key], f"{path}.{key}")
        if "scale_score" in table:
            where = f"{path}.scale_score"
            parts["scale_score"] = reading.count(table["scale_score"], where, None)
        items = reading.items(table.get("penalties", []), f"{path}.penalties")
        parts["penalties"] = tuple(self._penalty(item, where) for where, item in items)
        return parts

    def _penalty(self, value: object, path: str) -> Penalty:
        table = self.reading.table(value, path, ("points", "reason")) or {}
        points = self.reading.amount(table.get("points", "0"), f"{path}.points")
        reason = self.reading.text(table.get("reason", ""), f"{path}.reason")
        return Penalty(points or Decimal(0), reason or "")

    def _check_contradiction(self, table: Mapping[str, Any], path: str) -> None:
        """A known total or scale score takes the place of marks; it does not go beside them."""
        for known in ("total", "scale_score"):
            for key in ("marks", "penalties"):
                if known in table and table.get(key):
                    self.reading.fault(
                        f"{path}.{key}", "cannot go together with a given {known}", known=known
                    )

    def _marks(self, value: object, path: str) -> dict[str, dict[str, Mark]]:
        marks: dict[str, dict[str, Mark]] = {}
        if not isinstance(value, dict):
            self.unread.add(path)
        for where, code, given in self.reading.members(value, path):
            if self.aspects is None:
                continue
            if code not in self.aspects:
                self.reading.fault(where, "the scheme has no such aspect")
                continue
            before = len(self.reading.faults)
            marks[code] = self._given(*self.aspects[code], given, where)
            if len(self.reading.faults) > before:
                self.unread.add(where)
        return marks

    def _given(
        self, aspect: Aspect, panel: Panel | None, value: object, path: str
    ) -> dict[str, Mark]:
        """The marks for one aspect, by judge."""
        marks: dict[str, Mark] = {}
        for where, judge, text in self.reading.members(value, path):
            if panel is not None and judge not in panel[1]:
                self.reading.fault(where, "is not on the panel of {code}", code=panel[0])
            try:
                marks[judge] = _mark(aspect, text)
            except RuleViolation as violation:
                self.reading.faults.append(Fault.of(where, violation))
        return marks


def _mark(aspect: Aspect, text: object) -> Mark:
    if not isinstance(text, str):
        raise RuleViolation('{value} is not a mark in quotes, like "12.50"', value=shown(text))
    return aspect.read(text)


def _with_panels(scheme: Scheme, panels: Panels) -> dict[str, tuple[Aspect, Panel | None]]:
    """Aspect code -> the aspect, and its sub-criterion with the judges assigned to it."""
    found: dict[str, tuple[Aspect, Panel | None]] = {}
    for part in scheme.sub_criteria.values():
        judges = panels.get(part.code)
        panel = None if judges is None else (part.code, frozenset(judges))
        found |= {aspect.code: (aspect, panel) for aspect in part.aspects}
    return found


def entry_document(entry: Entry) -> dict[str, Any]:
    """The JSON that EntryReader reads back."""
    document: dict[str, Any] = {"code": entry.code, "delegation": entry.delegation}
    document["status"] = entry.status
    if entry.marks:
        document["marks"] = {
            aspect: {judge: _text(mark) for judge, mark in given.items()}
            for aspect, given in entry.marks.items()
        }
    for key in ("time", "total"):
        if getattr(entry, key) is not None:
            document[key] = _text(getattr(entry, key))
    if entry.scale_score is not None:
        document["scale_score"] = entry.scale_score
    if entry.penalties:
        document["penalties"] = [
            {"points": _text(penalty.points), "reason": penalty.reason}
            for penalty in entry.penalties
        ]
    return document


def _text(mark: Mark) -> str:
    return mark if isinstance(mark, str) else f"{mark:f}"
