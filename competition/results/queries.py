"""Which publications there are, and who the people behind the codes are."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import defer, joinedload, selectinload

from competition.database import db
from competition.draw.models import Draw, DrawKind, Lot
from competition.registration.models import Entry, Member
from competition.results.models import Publication, PublicationKind, ScaleConfirmation, TieDecision


def latest_publication(event_id: int) -> Publication | None:
    """What the public sees of an event; None before the first publication."""
    return db.session.scalar(of_event(event_id).limit(1))


def final_publication(event_id: int) -> Publication | None:
    """The results that promotions, places and certificates follow: the latest final ones."""
    return db.session.scalar(
        of_event(event_id).where(Publication.kind == PublicationKind.FINAL).limit(1)
    )


def publications_of(event_id: int) -> list[Publication]:
    """Every publication of an event, the newest first; rows are loaded when asked for."""
    found = of_event(event_id).options(
        joinedload(Publication.published_by), defer(Publication.rows)
    )
    return list(db.session.scalars(found))


def of_event(event_id: int) -> Select[Publication]:
    """Newest first; the bundle, which is large, is loaded when asked for."""
    return (
        select(Publication)
        .options(defer(Publication.bundle))
        .where(Publication.event_id == event_id)
        .order_by(Publication.number.desc())
    )


@dataclass(frozen=True)
class Contestants:
    """The people and the delegation behind one entry code."""

    entry_id: int
    person_ids: tuple[int, ...]
    names: tuple[str, ...]
    names_en: tuple[str, ...]
    delegation: str
    delegation_en: str
    delegation_code: str


def contestants_of(event_id: int) -> dict[str, Contestants]:
    """Who drew which code, in two statements however many they are."""
    drawn = db.session.execute(
        select(Lot.code, Entry)
        .join(Draw, Lot.draw_id == Draw.id)
        .join(Entry, Lot.entry_id == Entry.id)
        .where(
            Draw.event_id == event_id,
            Draw.kind == DrawKind.ENTRY_CODE,
            Draw.ended_at.is_(None),
        )
        .options(
            joinedload(Entry.delegation),
            selectinload(Entry.members).joinedload(Member.person),
        )
    )
    return {code: contestants(entry) for code, entry in drawn}


def contestants(entry: Entry) -> Contestants:
    people = [member.person for member in entry.members]
    return Contestants(
        entry_id=entry.id,
        person_ids=tuple(person.id for person in people),
        names=tuple(person.name for person in people),
        names_en=tuple(person.name_en for person in people),
        delegation=entry.delegation.name_zh,
        delegation_en=entry.delegation.name_en,
        delegation_code=entry.delegation.code,
    )


def tie_decisions(event_id: int) -> list[TieDecision]:
    """What the chief judge decided about equals, the newest first."""
    found = (
        select(TieDecision)
        .where(TieDecision.event_id == event_id)
        .options(joinedload(TieDecision.decided_by))
        .order_by(TieDecision.id.desc())
    )
    return list(db.session.scalars(found))


def scale_confirmed(event_id: int, digest: str) -> bool:
    """Whether somebody has confirmed the scale of exactly these results."""
    found: Any = db.session.scalar(
        select(ScaleConfirmation.id).filter_by(event_id=event_id, digest=digest).limit(1)
    )
    return found is not None
