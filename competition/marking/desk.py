"""What a judge has on the desk: their own sheets of an event, by entry code."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from competition.database import db
from competition.draw.queries import codes_of
from competition.events.models import Event
from competition.events.rules import Phase
from competition.marking.models import MarkReturn, PanelMember, Sheet
from competition.marking.queries import sheets_of
from competition.marking.rules import TAKES_PART, on_sheet
from competition.people.models import User
from competition.registration.models import Entry
from competition.registration.rules import EntryState, Part
from judging.marking.criteria import SubCriterion

TileState = Literal["open", "draft", "sent", "invalid", "locked", "gone"]


@dataclass(frozen=True)
class Tile:
    """One sheet as the judge's page shows it: no name, no delegation."""

    sheet_id: int
    entry_code: str
    part: SubCriterion
    state: TileState
    given: int
    asked: int

    @property
    def missing(self) -> int:
        return self.asked - self.given

    @property
    def is_due(self) -> bool:
        return self.state in ("open", "draft", "invalid")


@dataclass(frozen=True)
class Desk:
    """All sheets of one judge, by sub-criterion in the order of the scheme."""

    groups: dict[str, list[Tile]] = field(default_factory=dict)

    @property
    def tiles(self) -> list[Tile]:
        return [tile for group in self.groups.values() for tile in group]

    @property
    def due(self) -> list[Tile]:
        return [tile for tile in self.tiles if tile.is_due]

    def next(self, part: str = "", after: str = "") -> Tile | None:
        """The sheet to go on with: what came back, then what is begun, then the next code."""
        here = [t for t in self.due if t.part.code == part and t.entry_code > after]
        if here and part:
            return here[0]
        order: dict[TileState, int] = {"invalid": 0, "draft": 1}
        return min(self.due, key=lambda tile: order.get(tile.state, 2), default=None)

    def beside(self, sheet_id: int) -> tuple[Tile | None, Tile | None]:
        """The sheets before and after this one in its sub-criterion."""
        group = next(g for g in self.groups.values() if any(t.sheet_id == sheet_id for t in g))
        here = [tile.sheet_id for tile in group].index(sheet_id)
        after = group[here + 1] if here + 1 < len(group) else None
        return (group[here - 1] if here else None), after


def desk_of(event: Event, judge: User) -> Desk:
    """The judge's sheets of the event."""
    if event.marking_scheme is None:
        return Desk()
    scheme = event.marking_scheme.scheme
    positions, parts, returned = _positions(event, judge), _parts(event), _returned(event)
    codes = codes_of(event.id)
    sheets: dict[str, list[Tile]] = {}
    for sheet in sheets_of(event.id, judge.id):
        part = scheme.sub_criteria[sheet.sub_criterion]
        competes = parts.get(sheet.entry_id) in TAKES_PART
        came_back = (sheet.entry_id, part.code) in returned
        state: TileState = _state(event, sheet, came_back) if competes else "gone"
        asked = len(on_sheet(part, positions[part.code]))
        tile = Tile(sheet.id, codes[sheet.entry_id], part, state, sheet.given, asked)
        sheets.setdefault(part.code, []).append(tile)
    ordered = (code for code in scheme.sub_criteria if code in sheets)
    return Desk({code: sorted(sheets[code], key=lambda t: t.entry_code) for code in ordered})


def _state(event: Event, sheet: Any, came_back: bool) -> TileState:
    if event.phase is not Phase.MARKING:
        return "locked"
    if sheet.submitted_at:
        return "sent"
    return "invalid" if came_back else "draft" if sheet.given else "open"


def _positions(event: Event, judge: User) -> dict[str, int]:
    mine = select(PanelMember.sub_criterion, PanelMember.position)
    rows = db.session.execute(mine.filter_by(event_id=event.id, judge_id=judge.id))
    return {row.sub_criterion: row.position for row in rows}


def _parts(event: Event) -> dict[int, Part]:
    accepted = select(Entry.id, Entry.part).filter_by(event_id=event.id, state=EntryState.ACCEPTED)
    return {row.id: row.part for row in db.session.execute(accepted)}


def _returned(event: Event) -> set[tuple[int, str]]:
    came_back = select(MarkReturn.entry_id, MarkReturn.sub_criterion).filter_by(event_id=event.id)
    return {(row.entry_id, row.sub_criterion) for row in db.session.execute(came_back)}


def sheet_for(event_id: int, sheet_id: int, judge_id: int) -> Sheet | None:
    """The judge's own sheet; None for anybody else's."""
    return db.session.scalar(
        select(Sheet)
        .where(Sheet.id == sheet_id, Sheet.event_id == event_id, Sheet.judge_id == judge_id)
        .options(joinedload(Sheet.event).joinedload(Event.marking_scheme))
    )


def returns_of(sheet: Sheet) -> dict[str, MarkReturn]:
    """Why aspects of the sheet came back, the latest reason of each."""
    rows: Sequence[MarkReturn] = db.session.scalars(
        select(MarkReturn)
        .filter_by(entry_id=sheet.entry_id, sub_criterion=sheet.sub_criterion)
        .order_by(MarkReturn.id)
    ).all()
    return {row.aspect: row for row in rows}
