"""Who would get which certificate, which were issued, and which no longer agree."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from competition.certificates.errors import UncoveredLetters
from competition.certificates.models import Certificate, CertificateState
from competition.certificates.numbers import SPECIMEN
from competition.certificates.rules import (
    Difference,
    Occasion,
    Winner,
    content_of,
    differences,
    gaps,
    text_for,
)
from competition.certificates.text import Bilingual, CertificateText, Design, strings
from competition.database import db
from competition.events.models import Event
from competition.lettering.fonts import missing_letters
from competition.people.models import Person
from competition.results.models import Publication
from competition.results.queries import final_publication
from competition.results.rows import PublishedRow
from judging.sentences import Sentence, say

Key = tuple[int, int]  # of an entry and of a person: a team is one entry of several


@dataclass(frozen=True)
class Prospect:
    """A person with an award in the final results, and the certificate they have by now."""

    row: PublishedRow
    person: Person
    winner: Winner
    certificate: Certificate | None
    faults: tuple[Sentence, ...]

    @property
    def key(self) -> Key:
        return self.row.entry_id, self.person.id

    @property
    def is_open(self) -> bool:
        """Whether pressing the button issues one."""
        return self.certificate is None and not self.faults


@dataclass(frozen=True)
class Disagreement:
    """A certificate in force that the final results do not bear out; `reason`: not at all."""

    certificate: Certificate
    differences: tuple[Difference, ...] = ()
    reason: Sentence | None = None


def occasion_of(event: Event) -> Occasion:
    """The event as certificates name it."""
    competition = event.competition
    return Occasion(
        competition=Bilingual(competition.name_zh, competition.name_en),
        event=Bilingual(event.name_zh, event.name_en),
        issuer=Bilingual(competition.organiser_zh, competition.organiser_en),
        group=event.group,
    )


def winner_of(row: PublishedRow, person: Person) -> Winner:
    """The person as the row and their own record name them: a corrected name is the right one."""
    return Winner(
        name=person.name,
        name_en=person.name_en,
        unit=row.delegation,
        award=row.medal or "",
        place=row.place,
    )


def winners(publication: Publication) -> list[tuple[PublishedRow, Person]]:
    """Everybody with an award, in ranking order; the members of a team one by one."""
    rows = [row for row in publication.standings if row.medal]
    people = persons({key for row in rows for key in row.person_ids})
    return [(row, people[key]) for row in rows for key in row.person_ids]


def persons(keys: Collection[int]) -> dict[int, Person]:
    found = db.session.scalars(select(Person).where(Person.id.in_(keys)))
    return {person.id: person for person in found}


def prospects(event: Event, design: Design) -> list[Prospect]:
    """Everybody with an award in the final results, in ranking order; nobody before them."""
    publication = final_publication(event.id)
    if publication is None:
        return []
    occasion, have = occasion_of(event), latest_of(event.id)
    found = []
    for row, person in winners(publication):
        winner = winner_of(row, person)
        certificate = have.get((row.entry_id, person.id))
        faults = () if certificate else tuple(faults_of(design, occasion, winner))
        found.append(Prospect(row, person, winner, certificate, faults))
    return found


def faults_of(design: Design, occasion: Occasion, winner: Winner) -> Iterator[Sentence]:
    """What keeps the certificate from being printed: missing fields, letters without a font."""
    yield from gaps(design, occasion, winner)
    text = specimen(design, occasion, winner)
    letters = {letter for part in strings(text) for letter in missing_letters(part)}
    if letters:
        problem = UncoveredLetters(winner.name, letters)
        yield say(problem.template, **problem.values)


def specimen(
    design: Design, occasion: Occasion, winner: Winner, *, check_url: str = SPECIMEN
) -> CertificateText:
    """The certificate as it would look, with no number."""
    return text_for(
        design,
        occasion,
        winner,
        number=SPECIMEN,
        check_url=check_url,
        issued_on=date(2000, 1, 1),
    )


def of_event(event_id: int) -> Select[Certificate]:
    """Every certificate of an event, in the order of issue."""
    wanted = select(Certificate).where(Certificate.event_id == event_id)
    return wanted.options(joinedload(Certificate.person)).order_by(Certificate.id)


def latest_of(event_id: int) -> dict[Key, Certificate]:
    """The last certificate that was issued to each person of each entry."""
    found = db.session.scalars(of_event(event_id))
    return {(one.entry_id, one.person_id): one for one in found}


def certificate_at(event_id: int, certificate_id: int) -> Certificate | None:
    """The certificate with this key, of this event."""
    return db.session.scalar(of_event(event_id).where(Certificate.id == certificate_id))


def in_force(event_id: int) -> Select[Certificate]:
    """The certificates of an event that may be relied on."""
    return of_event(event_id).where(Certificate.state == CertificateState.VALID)


def certificate_numbered(number: str) -> Certificate | None:
    """The certificate with exactly this number, for everybody."""
    return db.session.scalar(
        select(Certificate)
        .where(Certificate.number == number)
        .options(joinedload(Certificate.replaced_by))
    )


def certificates_of(person_id: int) -> Select[Certificate]:
    """A person's certificates over all competitions, the newest first."""
    return (
        select(Certificate)
        .where(Certificate.person_id == person_id)
        .options(joinedload(Certificate.replaced_by))
        .order_by(Certificate.issued_at.desc(), Certificate.id.desc())
    )


def disagreements(event: Event) -> list[Disagreement]:
    """Certificates in force that say something else than the final results and records do."""
    publication = final_publication(event.id)
    issued = list(db.session.scalars(in_force(event.id)))
    if publication is None or not issued:
        return []
    rows = {(row.entry_id, person.id): row for row, person in winners(publication)}
    found = (compared(one, event, rows.get((one.entry_id, one.person_id))) for one in issued)
    return [one for one in found if one.reason or one.differences]


def comparison(certificate: Certificate) -> Disagreement:
    """One certificate beside the final results and the record of its person."""
    publication = final_publication(certificate.event_id)
    pairs = winners(publication) if publication else []
    wanted = (certificate.entry_id, certificate.person_id)
    row = next((row for row, person in pairs if (row.entry_id, person.id) == wanted), None)
    return compared(certificate, certificate.event, row)


def predecessor_of(certificate: Certificate) -> Certificate | None:
    """The certificate that this one replaced."""
    return db.session.scalar(
        select(Certificate).where(Certificate.replaced_by_id == certificate.id)
    )


def compared(certificate: Certificate, event: Event, row: PublishedRow | None) -> Disagreement:
    """A certificate beside what would be printed now."""
    if row is None:
        reason = say("There is no award for this person in the final results any more.")
        return Disagreement(certificate, reason=reason)
    occasion, winner = occasion_of(event), winner_of(row, certificate.person)
    text = specimen(Design(certificate.design), occasion, winner)
    found = differences(certificate.content, content_of(text, occasion, winner))
    return Disagreement(certificate, differences=tuple(found))
