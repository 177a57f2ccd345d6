"""The press: draws one certificate after another for one publication, and freezes each."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from zoneinfo import ZoneInfo

from competition.certificates.errors import Unprintable
from competition.certificates.models import Certificate, CertificateState
from competition.certificates.numbers import new_number
from competition.certificates.pdf import render
from competition.certificates.queries import Prospect, occasion_of, specimen, winner_of
from competition.certificates.rules import Occasion, content_of, text_for
from competition.certificates.text import Design
from competition.config import setting
from competition.database import db
from competition.people.models import Person, User
from competition.results.models import Publication
from competition.results.rows import PublishedRow
from judging.sentences import Sentence, say


@dataclass(frozen=True)
class Press:
    """What is the same for a batch; `base_url` is the public address, for the QR codes."""

    publication: Publication
    design: Design
    now: datetime
    by: User | None
    base_url: str

    @cached_property
    def occasion(self) -> Occasion:
        return occasion_of(self.publication.event)

    def make(self, row: PublishedRow, person: Person) -> Certificate:
        """One certificate in force, added to the session. Raises Unprintable."""
        winner, issued_on = winner_of(row, person), venue_day(self.now)
        number = new_number(issued_on.year)
        text = text_for(
            self.design,
            self.occasion,
            winner,
            number=number,
            check_url=f"{self.base_url.rstrip('/')}/check/{number}",
            issued_on=issued_on,
        )
        pdf = render(text)
        certificate = Certificate(
            number=number,
            event=self.publication.event,
            entry_id=row.entry_id,
            person=person,
            publication=self.publication,
            design=self.design.value,
            content=content_of(text, self.occasion, winner),
            pdf=pdf,
            digest=sha256(pdf).hexdigest(),
            state=CertificateState.VALID,
            issued_at=self.now,
            issued_by=self.by,
        )
        db.session.add(certificate)
        return certificate


def venue_day(moment: datetime) -> date:
    """The date that a calendar at the venue shows."""
    return moment.astimezone(ZoneInfo(setting("SAIWU_TIMEZONE"))).date()


def obstacle(prospect: Prospect, design: Design, occasion: Occasion) -> Sentence | None:
    """Why the drawing fails for somebody without other faults: tried, which takes 20 ms."""
    try:
        render(specimen(design, occasion, prospect.winner))
    except Unprintable as problem:
        return say(problem.template, **problem.values)
    return None
