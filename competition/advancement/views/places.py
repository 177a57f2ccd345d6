"""The organiser's page: where winners go, the dry run, the places, equals at the cut."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.advancement import operations
from competition.advancement.forms import GoalForm, tie_form
from competition.advancement.models import CandidateState, Selection
from competition.advancement.preview import open_tie, preview
from competition.advancement.queries import candidates_of, counts_of, selection_of
from competition.advancement.rules import TAKES_PLACES
from competition.advancement.views.blueprint import bp
from competition.database import db
from competition.events.models import Event
from competition.events.queries import goals_of
from competition.language import language, local, said
from competition.paging import Pages
from competition.permissions import Permission, requires
from competition.results.queries import final_publication
from competition.results.rows import PublishedRow
from judging.errors import RuleViolation


@bp.get("/events/<int:event_id>/advancement")
@requires(Permission.PLACES_DECIDE)
def show(event_id: int) -> ResponseReturnValue:
    """Who goes on to the next tier: as it would be now, or as it was filled."""
    event = db.get_or_404(Event, event_id)
    selection = selection_of(event.id)
    if selection is not None:
        return filled_page(event, selection)
    found = preview(event)
    if found is None:
        return render_template(
            "advancement/nothing.html",
            event=event,
            goals=goals_of(event),
            settled=is_settled(event),
        )
    return render_template(
        "advancement/preview.html",
        event=event,
        found=found,
        pages=Pages(found.rows),
        takes=event.advances_to is not None and event.advances_to.phase in TAKES_PLACES,
    )


def is_settled(event: Event) -> bool:
    return event.advances_to is not None and event.advancing_places > 0


def filled_page(event: Event, selection: Selection) -> str:
    """The candidates, of one state when the address says so."""
    asked = request.args.get("state", "")
    state = CandidateState(asked) if asked in list(CandidateState) else None
    final = final_publication(event.id)
    return render_template(
        "advancement/places.html",
        event=event,
        selection=selection,
        tied=open_tie(selection),
        counts=counts_of(selection.id),
        state=state,
        found=db.paginate(candidates_of(selection.id, state), per_page=20),
        newer=final if final and final.id != selection.publication_id else None,
    )


@bp.route("/events/<int:event_id>/advancement/goal", methods=["GET", "POST"])
@requires(Permission.PLACES_DECIDE)
def goal(event_id: int) -> ResponseReturnValue:
    """Say where the winners go and how many; until the places are filled."""
    event = db.get_or_404(Event, event_id)
    goals = {one.id: one for one in goals_of(event)}
    form = GoalForm(
        to_event_id=event.advances_to_id,
        places=event.advancing_places or None,
        per_delegation=event.advancing_per_delegation,
    )
    form.to_event_id.choices = [
        (one.id, f"{local(one.competition)} · {local(one)}") for one in goals.values()
    ]
    if form.submitted():
        try:
            operations.set_goal(
                event,
                goals[form.to_event_id.data],
                places=form.places.data or 0,
                per_delegation=form.per_delegation.data,
                now=datetime.now(UTC),
                by=current_user,
            )
        except RuleViolation as problem:
            form.refuse("to_event_id", said(problem))
        else:
            db.session.commit()
            flash(_("It is settled where the winners go."))
            return redirect(url_for(".show", event_id=event.id))
    return render_template("advancement/goal.html", event=event, form=form, goals=goals)


@bp.post("/events/<int:event_id>/advancement/fill")
@requires(Permission.PLACES_DECIDE)
def fill(event_id: int) -> ResponseReturnValue:
    """Fill the places from the final results; equals at the cut are decided on their own page."""
    event = db.get_or_404(Event, event_id)
    found = preview(event)
    if found is not None and found.tied:
        return redirect(url_for(".tie", event_id=event.id))
    operations.select(event, now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(_("The places are filled, and offered to the delegations."))
    return redirect(url_for(".show", event_id=event.id))


@bp.route("/events/<int:event_id>/advancement/tie", methods=["GET", "POST"])
@requires(Permission.PLACES_DECIDE)
def tie(event_id: int) -> ResponseReturnValue:
    """A person decides between equals who contend for fewer places, with the reason."""
    event = db.get_or_404(Event, event_id)
    selection = selection_of(event.id)
    tied = equals(event, selection)
    if not tied:
        return redirect(url_for(".show", event_id=event.id))
    form = tie_form({row.code: name_of(row) for row in tied})
    if form.submitted():
        now, reason = datetime.now(UTC), form.reason.data or ""
        if selection is None:
            operations.select(event, now=now, by=current_user, decision=form.order(), reason=reason)
        else:
            operations.decide_order(selection, form.order(), reason, now=now, by=current_user)
        db.session.commit()
        flash(_("The order of the equals is decided, and the places are filled."))
        return redirect(url_for(".show", event_id=event.id))
    return render_template("advancement/tie.html", event=event, form=form, tied=tied)


def equals(event: Event, selection: Selection | None) -> list[PublishedRow]:
    """Who waits for a decision; before the results are final nothing is decided."""
    if selection is not None:
        return list(open_tie(selection))
    found = preview(event)
    return list(found.tied) if found and found.final else []


def name_of(row: PublishedRow) -> str:
    names = str(_(", ")).join(row.names_in(language()))
    return f"{names} · {local(row, 'delegation')}"
