"""Which codes and stations the entries of an event drew."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from competition.database import db
from competition.draw.models import AnnouncedSeed, Draw, DrawKind, Lot
from competition.registration.models import Entry
from competition.registration.queries import entries_of
from competition.registration.rules import EntryState


def standing_draw(event_id: int, kind: DrawKind) -> Draw | None:
    """The draw of this kind that holds."""
    wanted = select(Draw).where(
        Draw.event_id == event_id, Draw.kind == kind, Draw.ended_at.is_(None)
    )
    return db.session.scalar(wanted.options(joinedload(Draw.drawn_by)))


def announced_seed(event_id: int, kind: DrawKind) -> AnnouncedSeed | None:
    """The seed that waits for the next draw of this kind."""
    return db.session.scalar(
        select(AnnouncedSeed).filter_by(event_id=event_id, kind=kind, draw_id=None)
    )


def announcements(event_id: int) -> list[AnnouncedSeed]:
    """Every seed that was announced, with its draw once it is made; the newest first."""
    wanted = (
        select(AnnouncedSeed)
        .filter_by(event_id=event_id)
        .options(joinedload(AnnouncedSeed.draw))
        .order_by(AnnouncedSeed.id.desc())
    )
    return list(db.session.scalars(wanted))


def delegations_in(event_id: int) -> dict[int, int]:
    """The delegation of each entry of an event, by their keys."""
    found = db.session.execute(
        select(Entry.id, Entry.delegation_id).where(Entry.event_id == event_id)
    )
    return dict(found.all())


def ended_draws(event_id: int) -> list[Draw]:
    """The draws that were repeated, the newest first."""
    wanted = (
        select(Draw)
        .where(Draw.event_id == event_id, Draw.ended_at.is_not(None))
        .options(joinedload(Draw.drawn_by))
        .order_by(Draw.id.desc())
    )
    return list(db.session.scalars(wanted))


def lots_of(event_id: int, kind: DrawKind) -> dict[int, tuple[str, int]]:
    """What each entry drew: its code, and the turn (1 for entry codes)."""
    found = db.session.execute(
        select(Lot.entry_id, Lot.code, Lot.turn)
        .join(Draw, Lot.draw_id == Draw.id)
        .where(Draw.event_id == event_id, Draw.kind == kind, Draw.ended_at.is_(None))
        .order_by(Lot.position)
    )
    return {entry_id: (code, turn) for entry_id, code, turn in found}


def codes_of(event_id: int) -> dict[int, str]:
    """The entry code of each entry that drew one, in the order of the codes."""
    return {
        entry_id: code for entry_id, (code, _) in lots_of(event_id, DrawKind.ENTRY_CODE).items()
    }


def without_code(event_id: int) -> int:
    """How many accepted entries have no code yet."""
    coded = (
        select(Lot.entry_id)
        .join(Draw, Lot.draw_id == Draw.id)
        .where(
            Draw.event_id == event_id,
            Draw.kind == DrawKind.ENTRY_CODE,
            Draw.ended_at.is_(None),
        )
    )
    wanted = select(func.count()).where(
        Entry.event_id == event_id,
        Entry.state == EntryState.ACCEPTED,
        Entry.id.not_in(coded),
    )
    return db.session.scalar(wanted) or 0


def draw_record(event_id: int) -> list[tuple[Draw, Lot, Entry]]:
    """Every lot of the draws that stand, in the order in which it was drawn."""
    found = db.session.execute(
        entries_of(event_id)
        .join(Lot, Lot.entry_id == Entry.id)
        .join(Draw, Lot.draw_id == Draw.id)
        .where(Draw.event_id == event_id, Draw.ended_at.is_(None))
        .add_columns(Lot, Draw)
        .order_by(None)
        .order_by(Draw.kind, Lot.position)
    )
    return [(draw, lot, entry) for entry, lot, draw in found]


@dataclass(frozen=True)
class Drawn:
    """An entry that drew a code, with its station and turn when they are drawn."""

    entry: Entry
    code: str
    station: str
    turn: int | None


def drawn(event_id: int) -> list[Drawn]:
    """Who drew what, in the order of the codes. For organisers: it names the entries."""
    codes = codes_of(event_id)
    placed = lots_of(event_id, DrawKind.STATION)
    entries = {
        entry.id: entry
        for entry in db.session.scalars(entries_of(event_id).where(Entry.id.in_(codes)))
    }
    return [
        Drawn(entries[entry_id], code, *placed.get(entry_id, ("", None)))
        for entry_id, code in codes.items()
    ]
