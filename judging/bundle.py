"""A bundle as JSON: reading it with every fault, and writing it back."""

from typing import Any, cast

from judging.documents.entries import EntryReader, entry_document
from judging.documents.published import read_published
from judging.documents.reading import Reading
from judging.documents.settings import (
    check_decisions,
    medals_document,
    ranking_document,
    read_medals,
    read_ranking,
)
from judging.errors import Fault
from judging.event import FORMAT, Bundle, EventFacts
from judging.marks import Panels
from judging.positions import POSITIONS
from judging.scale import SCALES
from judging.scheme import Scheme, read_scheme, scheme_document

__all__ = ["FORMAT", "Bundle", "EventFacts", "bundle_document", "parse_bundle"]

_REQUIRED = ("format", "event", "scheme", "entries")
_OPTIONAL = ("panels", "ranking", "scale", "medals", "positions", "published")
_FACTS = ("name", "date", "group", "event_format")


def parse_bundle(document: object) -> Bundle:
    """Read a bundle; raises Faults with every fault and its path.

    What it returns has everything that its results need: `compute` does not refuse it.
    """
    reading = Reading()
    table = reading.table(document, "", _REQUIRED, _OPTIONAL)
    if table is None:
        reading.refuse()
    bundle = _read(reading, table or {})
    reading.refuse()
    return cast(Bundle, bundle)


def _read(reading: Reading, table: dict[str, Any]) -> Bundle | None:
    if "format" in table:
        reading.choice(table["format"], "format", (FORMAT,))
    event = _read_event(reading, table.get("event", {"id": "?"}))
    scheme = read_scheme(reading, table["scheme"], "scheme") if "scheme" in table else None
    panels = _read_panels(reading, table.get("panels", {}), scheme)
    before = len(reading.faults)
    parts = _read_settings(reading, table, scheme)
    settled = len(reading.faults) == before
    entries = EntryReader(reading, scheme, panels)
    items = reading.items(table.get("entries", []), "entries")
    parts["entries"] = tuple(entries.read(item, where) for where, item in items)
    codes = {entry.code for entry in parts["entries"]}
    if "" not in codes and isinstance(table.get("entries"), list):
        check_decisions(reading, parts["ranking"], "ranking", codes)
    if "published" in table:
        parts["published"] = read_published(reading, table["published"], "published")
    if scheme is None:
        return None
    bundle = Bundle(event=event, scheme=scheme, panels=panels, **parts)
    _note_missing(reading, bundle, entries.unread, settled=settled)
    return bundle


def _note_missing(reading: Reading, bundle: Bundle, unread: set[str], *, settled: bool) -> None:
    """What marks and values are missing, except where they are there and wrong.

    What the rules need of entries is not known before the rules are `settled`.
    """
    _, faults = bundle.scored
    missing = [*faults, *(bundle.problems() if settled else ())]
    reading.faults += [fault for fault in missing if not _is_about(fault, unread)]


def _is_about(fault: Fault, unread: set[str]) -> bool:
    head, marks, _ = fault.path.partition(".marks.")
    return fault.path in unread or (bool(marks) and f"{head}.marks" in unread)


def _read_event(reading: Reading, value: object) -> EventFacts:
    table = reading.table(value, "event", ("id",), _FACTS) or {}
    parts = {"id": reading.text(table.get("id", "?"), "event.id", empty=False) or ""}
    for key in _FACTS:
        if key in table:
            parts[key] = reading.text(table[key], f"event.{key}") or ""
    if parts.get("date"):
        reading.day(parts["date"], "event.date")
    return EventFacts(**parts)


def _read_panels(reading: Reading, value: object, scheme: Scheme | None) -> Panels:
    """The panels that can be read; nobody is called missing from the others."""
    panels = {}
    for path, code, judges in reading.members(value, "panels"):
        if scheme is not None and code not in scheme.sub_criteria:
            reading.fault(path, "the scheme has no such sub-criterion")
        before = len(reading.faults)
        items = reading.items(judges, path, least=1)
        names = [reading.name(item, where, f"judge of {code}") for where, item in items]
        if len(reading.faults) == before:
            panels[code] = tuple(name for name in names if name is not None)
    return panels


def _read_settings(
    reading: Reading, table: dict[str, Any], scheme: Scheme | None
) -> dict[str, Any]:
    """Ranking, scale, medals and positions; the default in place of what is wrong."""
    parts: dict[str, Any] = {}
    parts["ranking"] = read_ranking(reading, table.get("ranking", {}), "ranking", scheme)
    parts["medals"] = read_medals(reading, table.get("medals", {"rule": "none"}), "medals")
    for key, options in (("scale", SCALES), ("positions", POSITIONS)):
        choice = reading.choice(table[key], key, options) if key in table else None
        if choice is not None:
            parts[key] = choice
    return parts


def bundle_document(bundle: Bundle) -> dict[str, Any]:
    """The JSON that `parse_bundle` reads back: what organisers publish."""
    event = {"id": bundle.event.id}
    event |= {key: getattr(bundle.event, key) for key in _FACTS if getattr(bundle.event, key)}
    document: dict[str, Any] = {
        "format": FORMAT,
        "event": event,
        "scheme": scheme_document(bundle.scheme),
        "panels": {code: list(judges) for code, judges in bundle.panels.items()},
        "ranking": ranking_document(bundle.ranking),
        "scale": bundle.scale,
        "medals": medals_document(bundle.medals),
        "positions": bundle.positions,
        "entries": [entry_document(entry) for entry in bundle.entries],
    }
    if bundle.published is not None:
        document["published"] = [dict(row) for row in bundle.published]
    return document
