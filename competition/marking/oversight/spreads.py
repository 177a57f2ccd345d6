"""Where the judges of an aspect are further apart than the scheme allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, select

from competition.database import Exact, db
from competition.draw.queries import codes_of
from competition.events.models import Event
from competition.marking import queries
from competition.marking.models import Mark, Sheet
from competition.marking.rules import TAKES_PART
from competition.people.models import User
from competition.registration.models import Entry
from competition.registration.rules import EntryState
from judging.errors import InvalidAspect
from judging.judgement import check_spread
from judging.marking.aspect import NOT_ATTEMPTED
from judging.scheme import Scheme


@dataclass(frozen=True)
class Spread:
    """An aspect of an entry on which its judges are too far apart."""

    entry_id: int
    code: str  # of the entry
    sub_criterion: str
    aspect: str
    scores: tuple[tuple[User, Decimal], ...]
    limit: Decimal

    @property
    def width(self) -> Decimal:
        given = [score for _, score in self.scores]
        return max(given) - min(given)


def spreads_of(
    event: Event, scheme: Scheme, judges: Mapping[int, User], entry_id: int | None = None
) -> list[Spread]:
    """Where submitted marks are further apart than allowed: more marks would not bring them
    together, so they are named before the last judge has submitted."""
    suspects = [s for s in _suspects(event.id, scheme) if entry_id in (None, s[0])]
    if not suspects:
        return []
    codes = codes_of(event.id)
    marks: dict[tuple[int, str], list[tuple[User, Decimal]]] = {}
    for row in _scores(event.id, {aspect for _, aspect in suspects}):
        marks.setdefault((row.entry_id, row.aspect), []).append((judges[row.judge_id], row.score))
    part_of = {a.code: code for code, part in scheme.sub_criteria.items() for a in part.aspects}
    return [
        Spread(entry, codes[entry], part_of[aspect], aspect, tuple(scores), limit)
        for entry, aspect in suspects
        if (limit := scheme.aspects[aspect].spread) is not None
        and too_wide(scores := marks[entry, aspect], limit)
        and entry in codes
    ]


def too_wide(scores: Sequence[tuple[User, Decimal]], limit: Decimal) -> bool:
    """Whether the rule book calls the aspect invalid."""
    try:
        check_spread([score for _, score in scores], limit)
    except InvalidAspect:
        return True
    return False


# The nought is typed: as a plain 0 it would make the whole column a plain integer.
NOUGHT = literal(Decimal(0), Exact())
SCORE: ColumnElement[Decimal] = case((Mark.word == NOT_ATTEMPTED, NOUGHT), else_=Mark.amount)


def _suspects(event_id: int, scheme: Scheme) -> list[tuple[int, str]]:
    limited = {a.code: a.spread for a in scheme.aspects.values() if a.spread is not None}
    if not limited:
        return []
    rows = db.session.execute(
        select(Sheet.entry_id, Mark.aspect)
        .join(Mark.sheet)
        .join(Sheet.entry)
        .where(
            Sheet.event_id == event_id,
            Sheet.submitted_at.is_not(None),
            Mark.aspect.in_(limited),
            queries.given(),
            Entry.part.in_(TAKES_PART),
            Entry.state == EntryState.ACCEPTED,
        )
        .group_by(Sheet.entry_id, Mark.aspect)
        .having(func.max(SCORE) - func.min(SCORE) > min(limited.values()))
        .order_by(Sheet.entry_id, Mark.aspect)
    )
    return [(row.entry_id, row.aspect) for row in rows]


def _scores(event_id: int, aspects: set[str]) -> Sequence[Any]:
    return db.session.execute(
        select(Sheet.entry_id, Mark.aspect, Sheet.judge_id, SCORE.label("score"))
        .join(Mark.sheet)
        .where(
            Sheet.event_id == event_id,
            Sheet.submitted_at.is_not(None),
            Mark.aspect.in_(aspects),
            SCORE.is_not(None),
        )
        .order_by(Sheet.id)
    ).all()
