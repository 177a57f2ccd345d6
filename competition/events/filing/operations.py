"""A filing is written, submitted, accepted or returned.

Operations change the session and leave the commit to their caller.
"""

from datetime import datetime

from competition import audit
from competition.database import db
from competition.errors import Locked, NotYet
from competition.events.filing.models import Filing
from competition.events.filing.queries import filing_of
from competition.events.filing.rules import (
    PLANNED,
    WITH_ORGANISER,
    FilingState,
    event_rows,
    gaps,
)
from competition.events.models import Competition
from competition.events.rules import together
from competition.people.models import User


def save_sheet(
    competition: Competition,
    *,
    year: int,
    host: str,
    contact: str,
    phone: str,
    expected: int | None,
    plan: str,
    now: datetime,
    by: User | None,
) -> Filing:
    """Write the filing sheet; raises Locked while the authority has it, and once it is accepted."""
    filing = filing_of(competition.id)
    if filing is None:
        filing = Filing(competition=competition, state=FilingState.DRAFT, events=[])
        db.session.add(filing)
    elif filing.state not in WITH_ORGANISER:
        raise Locked("The filing is with the authority: its sheet stays as it is.")
    filing.year, filing.expected = year, expected
    filing.host, filing.contact, filing.phone = host.strip(), contact.strip(), phone.strip()
    filing.plan = plan.strip()
    db.session.flush()
    record("filing.saved", filing, now=now, by=by)
    return filing


def submit(filing: Filing, *, now: datetime, by: User | None) -> None:
    """Hand the filing to the authority; raises NotYet with everything that is missing."""
    if filing.state not in WITH_ORGANISER:
        raise Locked("The filing is with the authority already.")
    missing = list(gaps(filing, filing.competition.events))
    if missing:
        raise NotYet("The filing cannot be submitted yet: {reasons}", reasons=together(missing))
    filing.state, filing.submitted_at, filing.reason = FilingState.SUBMITTED, now, ""
    filing.events = event_rows(filing.competition.events)
    record("filing.submitted", filing, now=now, by=by)


def take_back(filing: Filing, *, now: datetime, by: User | None) -> None:
    """The organiser takes back what is not decided yet."""
    if filing.state is not FilingState.SUBMITTED:
        raise Locked("Only a submitted filing that is not decided can be taken back.")
    filing.state = FilingState.DRAFT
    record("filing.taken_back", filing, now=now, by=by)


def accept(filing: Filing, number: str, *, now: datetime, by: User) -> None:
    """The authority accepts the filing under a document number."""
    if filing.state is not FilingState.SUBMITTED:
        raise NotYet("Only a submitted filing can be accepted.")
    filing.state, filing.document_number = FilingState.ACCEPTED, number.strip()
    filing.decided_at, filing.decided_by = now, by
    record("filing.accepted", filing, now=now, by=by, number=filing.document_number)


def give_back(filing: Filing, reason: str, *, now: datetime, by: User) -> None:
    """The authority returns the filing with its reasons; an accepted one loses its number."""
    if filing.state not in PLANNED:
        raise NotYet("Only a submitted or accepted filing can be returned.")
    filing.state, filing.reason, filing.document_number = FilingState.RETURNED, reason.strip(), ""
    filing.decided_at, filing.decided_by = now, by
    record("filing.returned", filing, now=now, by=by, reason=filing.reason)


def record(
    action: str, filing: Filing, *, now: datetime, by: User | None, **details: object
) -> None:
    audit.record(
        action, now=now, by=by, competition_id=filing.competition_id, event_id=None, **details
    )
