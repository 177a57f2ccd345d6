"""One cell of the chief judge's grid, opened: the panel's marks and their history."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from competition.database import db
from competition.draw.queries import codes_of
from competition.events.models import Event
from competition.marking import queries
from competition.marking.models import MarkChange, MarkReturn, Sheet
from competition.marking.oversight.spreads import Spread, spreads_of
from competition.marking.rules import Held, on_sheet
from competition.people.models import User
from judging.marking.aspect import EXCUSED, Aspect
from judging.marking.criteria import SubCriterion

LATEST = 20


@dataclass(frozen=True)
class Cell:
    """An entry and a sub-criterion with everything that its panel has done."""

    event: Event
    entry_id: int
    code: str
    part: SubCriterion
    judges: Sequence[User]
    sheets: dict[int, Sheet]  # by judge
    held: dict[int, dict[str, Held]]  # by sheet
    spreads: dict[str, Spread]  # by aspect
    returns: Sequence[MarkReturn]
    changes: Sequence[Any]

    def mark(self, judge: User, aspect: Aspect) -> Held | None:
        """The judge's mark; None when the aspect is not theirs to mark."""
        sheet = self.sheets.get(judge.id)
        position = list(self.judges).index(judge) + 1
        if sheet is None or aspect not in on_sheet(self.part, position):
            return None
        return self.held[sheet.id].get(aspect.code, Held())

    def given(self, aspect: Aspect) -> bool:
        """Whether somebody has marked the aspect."""
        marks = [self.mark(judge, aspect) for judge in self.judges]
        return any(mark and mark.text not in (None, EXCUSED) for mark in marks)

    def excused(self, judge: User) -> bool:
        return any((m := self.mark(judge, a)) and m.text == EXCUSED for a in self.part.aspects)


def cell_of(event: Event, entry_id: int, sub_criterion: str) -> Cell | None:
    """The cell; None when no such entry competes, or no panel marks such a sub-criterion."""
    scheme = queries.scheme_of(event)
    code = codes_of(event.id).get(entry_id)
    panels = queries.panels_of(event.id)
    judges = panels.get(sub_criterion)
    if scheme is None or code is None or sub_criterion not in scheme.sub_criteria or not judges:
        return None
    part = scheme.sub_criteria[sub_criterion]
    key = {"event_id": event.id, "entry_id": entry_id, "sub_criterion": sub_criterion}
    sheets = {s.judge_id: s for s in db.session.scalars(select(Sheet).filter_by(**key))}
    if not sheets:
        return None
    everybody = {judge.id: judge for panel in panels.values() for judge in panel}
    returns = (
        select(MarkReturn)
        .filter_by(**key)
        .options(joinedload(MarkReturn.returned_by))
        .order_by(MarkReturn.id.desc())
    )
    return Cell(
        event=event,
        entry_id=entry_id,
        code=code,
        part=part,
        judges=judges,
        sheets=sheets,
        held=queries.held_marks([sheet.id for sheet in sheets.values()]),
        spreads={s.aspect: s for s in spreads_of(event, scheme, everybody, entry_id)},
        returns=db.session.scalars(returns).all(),
        changes=_changes(event.id, entry_id, [aspect.code for aspect in part.aspects]),
    )


def _changes(event_id: int, entry_id: int, aspects: Sequence[str]) -> Sequence[Any]:
    """The latest changes of the cell's marks, with who did it."""
    return db.session.execute(
        select(MarkChange, User)
        .join(User, User.id == MarkChange.by_id)
        .where(
            MarkChange.event_id == event_id,
            MarkChange.entry_id == entry_id,
            MarkChange.aspect.in_(aspects),
        )
        .order_by(MarkChange.number.desc())
        .limit(LATEST)
    ).all()
