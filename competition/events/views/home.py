"""The start page: what is whose turn now."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.events import queries
from competition.events.models import Competition, Event
from competition.events.rules import Phase
from competition.events.views.blueprint import bp
from competition.people.models import Appointment
from competition.people.queries import nobody_yet, person_of
from competition.people.rules import Role
from competition.permissions import Permission, may, public

BEFORE_MARKING = (Phase.DRAFT, Phase.REGISTRATION, Phase.DRAW)


@bp.get("/")
@public
def home() -> ResponseReturnValue:
    """What the user has to do now; the public results for everybody else."""
    if not current_user.is_authenticated:
        return redirect(url_for("people.setup" if nobody_yet() else "results.public"))
    found = None
    if may(Permission.SITE_MANAGE):
        found = db.paginate(queries.competitions(), per_page=20)
    work = queries.work_of(current_user.id)
    return render_template(
        "events/home.html",
        work=[
            (held, event, competition, *next_step(held, event, competition))
            for held, event, competition in work
            if competition is not None
        ],
        phases=queries.phases_at({at.id for _held, event, at in work if at and event is None}),
        Phase=Phase,
        competitions=found,
        person=person_of(current_user.id),
        has_tiers=bool(found) and bool(queries.tiers()),
        page=request.args.get("page", 1, type=int),
    )


def next_step(held: Appointment, event: Event | None, competition: Competition) -> tuple[str, str]:
    """What somebody with this role opens next: the words and the address."""
    if held.role is Role.DELEGATION_LEADER:
        return _("My entries"), url_for("registration.mine", competition_id=competition.id)
    if event is None:
        return _("Open competition"), url_for("events.competition", competition_id=competition.id)
    if event.phase in BEFORE_MARKING:
        return _("Open event"), url_for("events.show", event_id=event.id)
    endpoint, words = {
        Role.JUDGE: ("marking.sheets", _("My sheets")),
        Role.CHIEF_JUDGE: ("marking.overview", _("Watch marking")),
        Role.SCOREKEEPER: ("results.show", _("See results")),
    }.get(held.role, ("events.show", _("Open event")))
    return words, url_for(endpoint, event_id=event.id)
