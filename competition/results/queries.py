"""Which publications there are."""

from sqlalchemy import select

from competition.database import db
from competition.results.models import Publication, PublicationKind


def latest_publication(event_id: int) -> Publication | None:
    """What the public sees of an event; None before the first publication."""
    return db.session.scalar(
        select(Publication)
        .where(Publication.event_id == event_id)
        .order_by(Publication.number.desc())
        .limit(1)
    )


def final_publication(event_id: int) -> Publication | None:
    """The results that promotions, places and certificates follow: the latest final ones."""
    return db.session.scalar(
        select(Publication)
        .where(Publication.event_id == event_id, Publication.kind == PublicationKind.FINAL)
        .order_by(Publication.number.desc())
        .limit(1)
    )
