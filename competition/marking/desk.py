"""What a judge has on the desk: their own sheets of an event, by entry code."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

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
from judging.criteria import SubCriterion

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
    scheme = event.marking_scheme.scheme if event.marking_scheme else None
    positions = {
        row.sub_criterion: row.position
        for row in db.session.execute(
            select(PanelMember.sub_criterion, PanelMember.position).filter_by(
                event_id=event.id, judge_id=judge.id
            )
        )
    }
    codes = codes_of(event.id)
    parts = dict(
        db.session.execute(select(Entry.id, Entry.part).where(Entry.event_id == event.id)).tuples()
    )
    returned = {
        (row.entry_id, row.sub_criterion)
        for row in db.session.execute(
            select(MarkReturn.entry_id, MarkReturn.sub_criterion).filter_by(event_id=event.id)
        )
    }
    sheets: dict[str, list[Tile]] = {}
    for sheet in sheets_of(event.id, judge.id):
        if scheme is None or sheet.entry_id not in codes:
            continue
        part = scheme.sub_criteria[sheet.sub_criterion]
        state: TileState = "draft" if sheet.given else "open"
        if parts[sheet.entry_id] not in TAKES_PART:
            state = "gone"
        elif event.phase is not Phase.MARKING:
            state = "locked"
        elif sheet.submitted_at:
            state = "sent"
        elif (sheet.entry_id, sheet.sub_criterion) in returned:
            state = "invalid"
        asked = len(on_sheet(part, positions[part.code]))
        tile = Tile(sheet.id, codes[sheet.entry_id], part, state, sheet.given, asked)
        sheets.setdefault(part.code, []).append(tile)
    order = scheme.sub_criteria if scheme else ()
    return Desk(
        {c: sorted(sheets[c], key=lambda tile: tile.entry_code) for c in order if c in sheets}
    )


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
