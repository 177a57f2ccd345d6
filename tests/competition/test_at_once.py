"""Two presses of one button at the same moment: one wins, the other is told, nothing is doubled."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask.testing import FlaskClient
from sqlalchemy import func, select

from competition.advancement.models import Candidate, Selection
from competition.advancement.operations import select as fill_places
from competition.certificates.models import Certificate
from competition.database import db
from competition.draw.models import Draw
from competition.people.rules import Role
from competition.registration.models import Entry
from competition.results.models import Publication
from competition.upgrades.models import Decision
from tests.builders import NOW, appoint, make_delegation, make_entry, make_event, make_user
from tests.competition.advancement.won import won
from tests.competition.certificates.honoured import honoured_event
from tests.competition.results.marked import marked_event
from tests.competition.upgrades.decided import finished


def press(app, user, address, data=None):
    """Two browsers of the user send the same form at the same moment; the codes of the answers."""
    db.session.commit()
    key, together = user.get_id(), Barrier(2)
    db.session.remove()

    def send(_number):
        browser = FlaskClient(app, app.response_class)
        with browser.session_transaction() as cookie:
            cookie["_user_id"] = key
        together.wait()
        return browser.post(address, data=data or {}).status_code

    with ThreadPoolExecutor(2) as two:
        return sorted(two.map(send, range(2)))


def how_many(model, **where):
    return db.session.scalar(select(func.count()).select_from(model).filter_by(**where))


def organiser_of(event):
    user = make_user()
    appoint(user, Role.ORGANISER, competition_id=event.competition_id)
    return user


def test_codes_are_drawn_once(app):
    event = make_event(phase="draw")
    make_entry(event)
    address = f"/events/{event.id}/draw/entry_code"

    assert press(app, organiser_of(event), address)[-1] < 500
    assert how_many(Draw) == 1


def test_results_are_published_once(app):
    day = marked_event()
    address = f"/events/{day.event.id}/results/publish/provisional"

    assert press(app, day.organiser, address)[-1] < 500
    assert how_many(Publication) == 1


def test_promotions_are_decided_once(app):
    day = finished()

    codes = press(app, day.organiser, f"/events/{day.event.id}/promotions/decide")
    assert codes == [302, 409]
    assert how_many(Decision) == len(day.entries)


def test_certificates_are_issued_once(app):
    day = honoured_event()

    codes = press(app, day.organiser, f"/events/{day.event.id}/certificates/issue")
    assert codes == [302, 302]
    assert how_many(Certificate) == 2


def test_places_are_filled_once(app):
    day = won()

    codes = press(app, day.organiser, f"/events/{day.event.id}/advancement/fill")
    assert codes == [302, 409]
    assert how_many(Selection) == 1


def test_a_place_is_accepted_once(app):
    selection = fill_places(won().event, now=NOW, by=None)
    candidate = db.session.scalars(select(Candidate).order_by(Candidate.position)).first()
    user, goal = organiser_of(selection.event), selection.to_event_id
    address = f"/competitions/{selection.event.competition_id}/offers/{candidate.id}"

    codes = press(app, user, address, {"answer": "accept"})
    assert codes == [302, 409]
    assert how_many(Entry, event_id=goal) == 1


def test_a_contestant_is_entered_once(app):
    event = make_event()
    delegation = make_delegation(competition=event.competition)
    typed = {
        "delegation": delegation.id,
        "name_1": "王小明",
        "document_type_1": "passport",
        "document_1": "X12345",
        "born_1": "1998-05-17",
        "current_level_1": "none",
    }

    codes = press(app, organiser_of(event), f"/events/{event.id}/entries/new", typed)
    assert codes[-1] < 500
    assert how_many(Entry) == 1
