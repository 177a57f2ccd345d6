"""The record of a person: for themselves, and for the organiser of a competition of theirs."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from competition.events.models import Competition
from competition.events.queries import competition_for
from competition.paging import Pages
from competition.people.models import Person
from competition.people.queries import person_of
from competition.permissions import Permission, requires, signed_in
from competition.portfolio.queries import Item, contestant_of, levels_now, record_of

bp = Blueprint("portfolio", __name__)


@bp.get("/my/record")
@signed_in
def mine() -> ResponseReturnValue:
    """The record of the person who is signed in."""
    person = person_of(current_user.id)
    if person is None:
        return render_template("certificates/nobody.html")
    return shown(person, record_of(person))


@bp.get("/competitions/<int:competition_id>/persons/<int:person_id>")
@requires(Permission.ENTRIES_MANAGE)
def show(competition_id: int, person_id: int) -> ResponseReturnValue:
    """The record of a contestant, for the organiser."""
    person = contestant_of(competition_id, person_id) or abort(404)
    found = record_of(person, competition_id=competition_id)
    return shown(person, found, competition_for(competition_id))


def shown(person: Person, found: list[Item], competition: Competition | None = None) -> str:
    return render_template(
        "portfolio/record.html",
        person=person,
        competition=competition,
        pages=Pages(found),
        levels=levels_now(person.id),
    )
