"""Certificates are issued, revoked and issued anew.

A certificate is frozen when it is issued: its statements, its file and the digest of the file.
Operations change the session and leave the commit to their caller.
"""

from contextlib import suppress
from datetime import datetime

from competition import audit
from competition.certificates.errors import Unprintable
from competition.certificates.models import Certificate, CertificateState
from competition.certificates.press import Press
from competition.certificates.queries import (
    faults_of,
    occasion_of,
    prospects,
    winner_of,
    winners,
)
from competition.certificates.text import Design
from competition.database import db
from competition.errors import Locked, NotYet, OperationError
from competition.events.models import Event
from competition.people.models import User
from competition.results.models import Publication
from competition.results.queries import final_publication
from competition.results.rows import PublishedRow
from judging.errors import RuleViolation


def issue(
    event: Event, design: Design, *, now: datetime, by: User | None, base_url: str
) -> list[Certificate]:
    """Issue to everybody with an award who never had a certificate of this event.

    Whoever cannot be printed is left out: `prospects` and `press.obstacle` say why. Raises NotYet
    before the final results. `base_url` is the public address, for the QR codes.
    """
    press = Press(final_of(event), design, now, by, base_url)
    issued = []
    for one in prospects(event, design):
        if one.is_open:
            with suppress(Unprintable):
                issued.append(press.make(one.row, one.person))
    db.session.flush()
    if issued:
        record(
            "certificates.issued",
            event,
            now=now,
            by=by,
            design=design.value,
            numbers=[one.number for one in issued],
        )
    return issued


def final_of(event: Event) -> Publication:
    """The results that certificates follow; NotYet before they are final."""
    publication = final_publication(event.id)
    if publication is None:
        raise NotYet("Certificates follow the final results, and there are none yet.")
    return publication


def revoke(certificate: Certificate, reason: str, *, now: datetime, by: User | None) -> None:
    """From now on it may not be relied on; the file and the reason stay on record.

    Raises Locked unless it is in force, RuleViolation without a reason.
    """
    refuse_ended(certificate)
    refuse_no(reason)
    end(certificate, CertificateState.REVOKED, reason, now=now)
    record(
        "certificate.revoked",
        certificate.event,
        now=now,
        by=by,
        number=certificate.number,
        reason=certificate.end_reason,
    )


def reissue(
    certificate: Certificate, reason: str, *, now: datetime, by: User | None, base_url: str
) -> Certificate:
    """Replace it by a new one with a new number, from the final results and the person's record.

    One that was revoked stays revoked, and leads to the new one too. Raises Locked when it has a
    successor already, RuleViolation without a reason or when the new one cannot be printed,
    OperationError when the person has no award any more.
    """
    if certificate.replaced_by is not None:
        raise Locked(
            "{number} has been replaced by {new} already.",
            number=certificate.number,
            new=certificate.replaced_by.number,
        )
    publication, design = final_of(certificate.event), Design(certificate.design)
    row = row_for(certificate, publication)
    winner = winner_of(row, certificate.person)
    for fault in faults_of(design, occasion_of(certificate.event), winner):
        raise RuleViolation(fault.template, **fault.values)
    refuse_no(reason)
    if certificate.state is CertificateState.VALID:
        end(certificate, CertificateState.REPLACED, reason, now=now)
    db.session.flush()  # before its successor: one in force a person and entry
    new = Press(publication, design, now, by, base_url).make(row, certificate.person)
    db.session.flush()
    certificate.replaced_by = new
    record(
        "certificate.replaced",
        certificate.event,
        now=now,
        by=by,
        number=certificate.number,
        new=new.number,
        reason=reason.strip(),
    )
    return new


def row_for(certificate: Certificate, publication: Publication) -> PublishedRow:
    """The row of the final results that the certificate is about."""
    for row, person in winners(publication):
        if (row.entry_id, person.id) == (certificate.entry_id, certificate.person_id):
            return row
    raise OperationError(
        "{name} has no award in the final results any more: revoke the certificate instead.",
        name=certificate.person.name,
    )


def refuse_ended(certificate: Certificate) -> None:
    if certificate.state is not CertificateState.VALID:
        raise Locked(
            "Certificate {number} is not in force: {state}.",
            number=certificate.number,
            state=certificate.state,
        )


def refuse_no(reason: str) -> None:
    if not reason.strip():
        raise RuleViolation("The reason is missing: the check page shows it.")


def end(certificate: Certificate, state: CertificateState, reason: str, *, now: datetime) -> None:
    certificate.state = state
    certificate.ended_at = now
    certificate.end_reason = reason.strip()


def record(action: str, event: Event, *, now: datetime, by: User | None, **details: object) -> None:
    audit.record(
        action, now=now, by=by, competition_id=event.competition_id, event_id=event.id, **details
    )
