"""Final results are opened, marked again and made final again; what rests on them follows."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from competition.certificates.operations import issue
from competition.certificates.queries import disagreements
from competition.certificates.text import Design
from competition.database import db
from competition.events.rules import Phase
from competition.marking.models import Sheet
from competition.marking.operations import enter_marks, lock, submit, take_back, unlock
from competition.results.models import PublicationKind
from competition.results.operations import publish, reopen
from competition.results.queries import final_publication
from competition.upgrades.operations import approve, decide
from tests.builders import NOW
from tests.competition.certificates.honoured import BASE, TWO_PRIZES, person_of
from tests.competition.upgrades.decided import finished

pytestmark = pytest.mark.usefixtures("app")
LATER = NOW + timedelta(days=20)


def theory_marked_again(arranged, code, amount):
    """The chief judge opens the marking, the judge corrects the mark, it is locked again."""
    unlock(arranged.event, "登分错误", now=LATER, by=None)
    sheet = db.session.scalars(
        select(Sheet).filter_by(entry_id=arranged.entries[code].id, sub_criterion="A1")
    ).one()
    take_back(sheet, now=LATER, by=sheet.judge)
    enter_marks(sheet, {"A1.1": amount}, now=LATER, by=sheet.judge)
    submit(sheet, now=LATER, by=sheet.judge)
    lock(arranged.event, now=LATER, by=None)


def of(decisions, person):
    [decision] = [one for one in decisions if one.person_id == person.id]
    return decision


def test_a_corrected_mark_after_the_final_results_reaches_promotions_and_certificates():
    arranged = finished(medals=TWO_PRIZES)
    event, winner = arranged.event, person_of(arranged, "E02")
    before = of(decide(event, now=LATER, by=None), winner)
    approve(before, now=LATER, by=None)
    issue(event, Design.FORMAL, now=LATER, by=arranged.organiser, base_url=BASE)
    final = final_publication(event.id)

    reopen(event, "E02 理论成绩登分错误", now=LATER, by=arranged.organiser)
    # 0.30 x 10 + 66.33 = 69.33: third, behind 86.60 and 83.50, and without a prize.
    theory_marked_again(arranged, "E02", "10")
    assert final_publication(event.id) is final
    assert disagreements(event) == []

    corrected = publish(
        event, PublicationKind.FINAL, now=LATER, by=arranged.organiser, reason="E02 登分错误"
    )
    assert (corrected.number, event.phase) == (3, Phase.FINAL)
    assert final_publication(event.id) is corrected

    after = of(decide(event, now=LATER, by=None), winner)
    assert (before.rank, after.rank) == (1, 3)
    assert before.withdrawn_at == LATER
    printed = {case.certificate.person.name: case for case in disagreements(event)}
    assert set(printed) == {winner.name, person_of(arranged, "E04").name}
    assert "no award" in str(printed[winner.name].reason)
