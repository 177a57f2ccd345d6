"""An event whose marks are in: theory 30 %, practical 70 % by two judges."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from competition.draw.models import Draw, DrawKind, Lot
from competition.events.models import Event
from competition.marking.models import Mark, PanelMember, Sheet
from competition.people.models import User
from competition.people.rules import Role
from competition.registration.models import Entry, Penalty
from tests.builders import (
    NOW,
    added,
    appoint,
    make_delegation,
    make_entry,
    make_event,
    make_person,
    make_user,
)

Marks = dict[str, tuple[str | None, tuple[str, ...]]]

# Worked by hand: 0.30 x theory, 0.70 x mean of two, each rounded half up to two decimals.
FOUR: Marks = {
    "E01": ("80", ("90", "80")),  # 24.00 + 59.50 = 83.50
    "E02": ("90", ("95", "94.5")),  # 27.00 + 66.33 = 93.33  (94.75 x 0.7 = 66.325)
    "E03": ("70", ("60", "61")),  # 21.00 + 42.35 = 63.35
    "E04": ("60", ("98", "98")),  # 18.00 + 68.60 = 86.60
}


@dataclass(frozen=True)
class Marked:
    """The event, its entries by code, and who runs it."""

    event: Event
    entries: dict[str, Entry]
    organiser: User
    chief: User
    judges: tuple[User, User]


def marked_event(marks: Marks | None = None, **values: Any) -> Marked:
    """In review, with these marks; a theory of None is a mark that is missing."""
    marks = FOUR if marks is None else marks
    event = make_event(**{"phase": "review"} | values)
    organiser, chief, *judges = (make_user() for _ in range(4))
    appoint(organiser, Role.ORGANISER, competition_id=event.competition_id)
    appoint(chief, Role.CHIEF_JUDGE, event_id=event.id)
    for judge in judges:
        appoint(judge, Role.JUDGE, event_id=event.id)
    panel(event, "A1", judges[:1])
    panel(event, "B1", judges)
    draw = added(
        Draw(event=event, kind=DrawKind.ENTRY_CODE, seed="a seed", drawn_at=NOW, drawn_by=organiser)
    )
    entries = {}
    for position, (code, (theory, practical)) in enumerate(marks.items(), start=1):
        entry = entries[code] = an_entry(event, code)
        added(Lot(draw=draw, entry=entry, position=position, code=code))
        sheet(event, entry, judges[0], "A1", theory)
        for judge, amount in zip(judges, practical, strict=False):
            sheet(event, entry, judge, "B1", amount)
    return Marked(event, entries, organiser, chief, (judges[0], judges[1]))


def an_entry(event: Event, code: str) -> Entry:
    person = make_person(name=f"选手{code}", name_en=f"Contestant {code}")
    delegation = make_delegation(
        competition=event.competition, name_zh=f"代表队{code}", name_en=f"Delegation {code}"
    )
    return make_entry(event, persons=[person], delegation=delegation)


def panel(event: Event, sub_criterion: str, judges: list[User]) -> None:
    for position, judge in enumerate(judges, start=1):
        added(PanelMember(event=event, sub_criterion=sub_criterion, judge=judge, position=position))


def sheet(event: Event, entry: Entry, judge: User, part: str, amount: str | None) -> None:
    one = added(Sheet(event=event, entry=entry, sub_criterion=part, judge=judge, submitted_at=NOW))
    if amount is not None:
        added(Mark(sheet=one, aspect=f"{part}.1", amount=Decimal(amount), entered_at=NOW))


def penalise(entry: Entry, points: str) -> None:
    """Points off the total, as the organiser gives them."""
    reason = "工位未清理"
    added(Penalty(entry_id=entry.id, points=Decimal(points), reason=reason, given_at=NOW))
