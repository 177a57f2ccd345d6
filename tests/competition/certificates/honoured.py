"""An event with final results: two prizes among four contestants."""

from datetime import timedelta
from typing import Any

from competition.certificates.models import Certificate
from competition.certificates.operations import issue
from competition.certificates.text import Design
from competition.people.models import Person
from competition.results.models import PublicationKind
from competition.results.operations import publish
from tests.builders import NOW
from tests.competition.results.marked import Marked, Marks, marked_event

LATER = NOW + timedelta(days=6)
BASE = "https://saiwu.example"
TWO_PRIZES = {
    "rule": "bands",
    "bands": [{"code": "first_prize", "count": 1}, {"code": "second_prize", "count": 1}],
}


def honoured_event(marks: Marks | None = None, **values: Any) -> Marked:
    """Final: E02 has the first prize, E04 the second one."""
    named = {"name_zh": "数控铣", "name_en": "CNC Milling"}
    day = marked_event(marks, **{"medals": TWO_PRIZES} | named | values)
    publish(day.event, PublicationKind.PROVISIONAL, now=NOW, by=day.organiser)
    publish(day.event, PublicationKind.FINAL, now=LATER, by=day.organiser)
    return day


def issued(day: Marked, design: Design = Design.FORMAL) -> list[Certificate]:
    return issue(day.event, design, now=LATER, by=day.organiser, base_url=BASE)


def person_of(day: Marked, code: str) -> Person:
    return day.entries[code].members[0].person
