"""Which publications the public finds."""

from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from competition.audit import AuditRecord
from competition.database import db
from competition.events.models import Competition, Event
from competition.results.models import Publication
from competition.results.queries import latest_publication
from competition.results.rules import REOPENED_PHASES


def published(publication_id: int) -> Publication | None:
    """The publication with this key, for everybody, with its event and competition."""
    return db.session.scalar(
        select(Publication)
        .where(Publication.id == publication_id)
        .options(joinedload(Publication.event).joinedload(Event.competition))
    )


def newer_than(publication: Publication) -> Publication | None:
    """The publication that replaced this one, if any."""
    latest = latest_publication(publication.event_id)
    return latest if latest and latest.number > publication.number else None


def reopened_at(publication: Publication) -> datetime | None:
    """Since when this publication, the latest of its event, is being corrected; None if not."""
    if publication.event.phase not in REOPENED_PHASES or newer_than(publication):
        return None
    return db.session.scalar(
        select(AuditRecord.at)
        .where(
            AuditRecord.event_id == publication.event_id, AuditRecord.action == "results.reopened"
        )
        .order_by(AuditRecord.id.desc())
        .limit(1)
    )


def public_list(words: str = "") -> Select[Publication]:
    """The latest publication of every event, newest first, without its rows.

    With `words`: only where each of them is in the name of the competition or the event.
    """
    latest = (
        select(Publication.event_id, func.max(Publication.number).label("number"))
        .group_by(Publication.event_id)
        .subquery()
    )
    found = (
        select(Publication)
        .join(
            latest,
            (latest.c.event_id == Publication.event_id) & (latest.c.number == Publication.number),
        )
        .join(Publication.event)
        .join(Event.competition)
        .options(
            contains_eager(Publication.event)
            .contains_eager(Event.competition)
            .joinedload(Competition.tier),
            defer(Publication.bundle),
            defer(Publication.rows),
        )
        .order_by(Publication.published_at.desc(), Publication.id.desc())
    )
    names = (Event.name_zh, Event.name_en, Competition.name_zh, Competition.name_en)
    for word in words.split():
        found = found.where(or_(*(name.icontains(word, autoescape=True) for name in names)))
    return found
