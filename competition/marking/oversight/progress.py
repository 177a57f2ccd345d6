"""How far marking is: what is missing, from whom, and where judges are too far apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import select

from competition.database import db
from competition.draw.queries import codes_of
from competition.events.models import Event
from competition.marking import queries
from competition.marking.oversight.spreads import Spread, spreads_of
from competition.marking.rules import TAKES_PART, on_sheet
from competition.people.models import User
from competition.registration.models import Entry
from competition.registration.rules import EntryState, Part
from judging.scheme import Scheme
from judging.sentences import Sentence, say

State = Literal["open", "draft", "part", "sent", "invalid", "gone"]


@dataclass
class Cell:
    """An entry's sheets of one sub-criterion, counted."""

    sheets: int = 0
    submitted: int = 0
    given: int = 0
    asked: int = 0
    invalid: int = 0

    @property
    def state(self) -> State:
        if self.invalid:
            return "invalid"
        if self.sheets and self.submitted == self.sheets:
            return "sent"
        if self.submitted:
            return "part"
        return "draft" if self.given else "open"


@dataclass
class Progress:
    """The grid of entries and sub-criteria, and what is still to do."""

    scheme: Scheme
    codes: Mapping[int, str]
    parts: Mapping[int, Part]
    cells: dict[tuple[int, str], Cell]
    spreads: Sequence[Spread]
    judges: Mapping[int, User]
    owed: dict[int, int] = field(default_factory=dict)  # judge id -> how many sheets in all
    missing: dict[int, list[Any]] = field(default_factory=dict)  # judge id -> open sheets
    sheets: int = 0
    submitted: int = 0

    def state(self, entry_id: int, sub_criterion: str) -> State:
        if self.parts[entry_id] not in TAKES_PART:
            return "gone"
        return self.cells.get((entry_id, sub_criterion), Cell()).state


def progress_of(event: Event) -> Progress | None:
    """How far the marking of the event is; None when it has no scheme."""
    scheme = queries.scheme_of(event)
    if scheme is None:
        return None
    codes = codes_of(event.id)
    panels = queries.panels_of(event.id)
    judges = {judge.id: judge for panel in panels.values() for judge in panel}
    parts = {entry_id: part for entry_id, part in _parts(event.id) if entry_id in codes}
    parts = {entry_id: parts[entry_id] for entry_id in codes if entry_id in parts}
    progress = Progress(scheme, codes, parts, {}, spreads_of(event, scheme, judges), judges)
    asked = {
        (code, judge.id): len(on_sheet(scheme.sub_criteria[code], position))
        for code, panel in panels.items()
        for position, judge in enumerate(panel, start=1)
    }
    for sheet in queries.sheets_of(event.id):
        _count(progress, sheet, asked[sheet.sub_criterion, sheet.judge_id])
    for spread in progress.spreads:
        progress.cells[spread.entry_id, spread.sub_criterion].invalid += 1
    return progress


def _parts(event_id: int) -> Sequence[Any]:
    return db.session.execute(
        select(Entry.id, Entry.part).where(
            Entry.event_id == event_id, Entry.state == EntryState.ACCEPTED
        )
    ).all()


def _count(progress: Progress, sheet: Any, asked: int) -> None:
    if progress.parts.get(sheet.entry_id) not in TAKES_PART:
        return
    cell = progress.cells.setdefault((sheet.entry_id, sheet.sub_criterion), Cell())
    cell.sheets += 1
    cell.given += sheet.given
    cell.asked += asked
    progress.sheets += 1
    progress.owed[sheet.judge_id] = progress.owed.get(sheet.judge_id, 0) + 1
    if sheet.submitted_at:
        cell.submitted += 1
        progress.submitted += 1
    else:
        progress.missing.setdefault(sheet.judge_id, []).append(sheet)


def blockers(event: Event) -> list[Sentence]:
    """Why marking cannot be locked; nothing when it can."""
    progress = progress_of(event)
    return blockers_of(progress) if progress else [say("The event has no marking scheme.")]


def blockers_of(progress: Progress) -> list[Sentence]:
    """Who has not submitted how many sheets, and which judges are too far apart."""
    return [*_open_sheets(progress), *_wide_spreads(progress)]


def _open_sheets(progress: Progress) -> Iterator[Sentence]:
    for judge_id, sheets in progress.missing.items():
        name = progress.judges[judge_id].name
        yield say("{name}: {count} sheets not submitted", name=name, count=len(sheets))


def _wide_spreads(progress: Progress) -> Iterator[Sentence]:
    for spread in progress.spreads:
        yield say(
            "{code}, {aspect}: a spread of {width}, at most {limit}",
            code=spread.code,
            aspect=spread.aspect,
            width=spread.width,
            limit=spread.limit,
        )
