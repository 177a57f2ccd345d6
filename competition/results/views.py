"""Results of an event for those who run it: computed, explained, published."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.errors import OperationError
from competition.events.models import Event
from competition.events.queries import event_for
from competition.events.rules import Phase
from competition.language import said
from competition.marking.progress import blockers as marking_blockers
from competition.permissions import Permission, may, requires
from competition.results import gate, operations, public
from competition.results.explaining import explanation
from competition.results.export import as_json
from competition.results.forms import PublishForm, ReasonForm, tie_form
from competition.results.models import PublicationKind
from competition.results.paging import Pages
from competition.results.queries import latest_publication, publications_of, tie_decisions
from competition.results.rows import PublishedRow, Table, changes
from competition.results.rules import (
    COMPUTED_PHASES,
    PUBLISHED_PHASES,
    kinds_open,
    reason_wanted,
    reasons,
)
from competition.results.standings import Standings, published_rows, standings
from judging.errors import RuleViolation

bp = Blueprint("results", __name__)
public.add_to(bp)


def found_event(event_id: int) -> Event:
    """The event; the guard has asked already whether the user may see it."""
    return event_for(event_id) or abort(404)


@bp.get("/events/<int:event_id>/results")
@requires(Permission.RESULTS_SEE)
def show(event_id: int) -> ResponseReturnValue:
    """The results as they are now, or what is missing."""
    event = found_event(event_id)
    if event.phase not in COMPUTED_PHASES:
        missing = marking_blockers(event) if event.phase is Phase.MARKING else []
        return render_template("results/missing.html", event=event, missing=Pages(missing))
    found = standings(event)
    if found.results is None:
        return render_template("results/faults.html", event=event, faults=Pages(found.obstacles))
    return render_template("results/show.html", event=event, **table_of(event, found))


def table_of(event: Event, found: Standings) -> dict[str, Any]:
    """What the page of the computed results shows."""
    assert found.results is not None
    rows = published_rows(event, found.results)
    pages = Pages(rows)
    chosen = chosen_row(rows, pages)
    last = latest_publication(event.id)
    return {
        "found": found,
        "criteria": found.results.bundle.scheme.criteria,
        "table": Table(tuple(rows)),
        "pages": pages,
        "reasons": reasons(rows, found.metrics),
        "chosen": chosen,
        "way": explanation(found.results, chosen.code) if chosen else None,
        "last": last,
        "changed": last is not None and last.digest != found.digest,
        "named": event.phase in PUBLISHED_PHASES or may(Permission.ENTRIES_MANAGE),
        "kinds": kinds_open(event.phase),
        "scale_open": found.scale_flag and gate.scale_fault(event, found),
        "now": datetime.now(UTC),
    }


def chosen_row(rows: list[PublishedRow], pages: Pages) -> PublishedRow | None:
    """The entry that the address names, else the first of the page."""
    code = request.args.get("entry")
    if code is None:
        return pages.items[0] if pages.items else None
    return next((row for row in rows if row.code == code), None) or abort(404)


@bp.get("/events/<int:event_id>/results/preview")
@requires(Permission.RESULTS_PUBLISH)
def preview(event_id: int) -> ResponseReturnValue:
    """The computed results as the public would see them."""
    event = found_event(event_id)
    found = standings(event) if event.phase in COMPUTED_PHASES else None
    if found is None or found.results is None:
        return redirect(url_for(".show", event_id=event.id))
    table = Table(tuple(published_rows(event, found.results)))
    return render_template(
        "results/publication.html", event=event, table=table, pages=Pages(table.ranked)
    )


@bp.route(
    "/events/<int:event_id>/results/publish/<any(provisional, final):kind>", methods=["GET", "POST"]
)
@requires(Permission.RESULTS_PUBLISH)
def publish(event_id: int, kind: str) -> ResponseReturnValue:
    """The conditions, the note, and the act of publishing."""
    event, now = found_event(event_id), datetime.now(UTC)
    wanted, form = PublicationKind(kind), PublishForm()
    if form.submitted():
        try:
            publication = operations.publish(
                event, wanted, now=now, by=current_user, reason=form.reason.data or ""
            )
        except (OperationError, RuleViolation) as problem:
            db.session.rollback()
            form.refuse("reason", said(problem))
            event = found_event(event_id)
        else:
            db.session.commit()
            flash(_("Version %(number)s is published.", number=publication.number))
            return redirect(url_for(".show", event_id=event.id))
    found = standings(event)
    before = operations.before(latest_publication(event.id), found)
    return render_template(
        "results/publish.html",
        event=event,
        form=form,
        kind=wanted,
        conditions=gate.conditions(event, found),
        versions=publications_of(event.id),
        wanted=reason_wanted(kind, before, now),
        ends_at=operations.notice_end(event, wanted, now),
        open=kind in kinds_open(event.phase),
    )


@bp.get("/events/<int:event_id>/results/versions")
@requires(Permission.RESULTS_SEE)
def versions(event_id: int) -> ResponseReturnValue:
    """Every publication, and what each changed."""
    event = found_event(event_id)
    every = publications_of(event.id)
    number = request.args.get("number", default=every[0].number if every else 1, type=int)
    pair = {one.number: one for one in every if one.number in (number, number - 1)}
    if every and number not in pair:
        abort(404)
    chosen = pair[number] if len(pair) == 2 else None
    changed = changes(pair[number - 1].standings, chosen.standings) if chosen else []
    return render_template(
        "results/versions.html", event=event, versions=every, chosen=chosen, pages=Pages(changed)
    )


@bp.route("/events/<int:event_id>/results/ties", methods=["GET", "POST"])
@requires(Permission.RESULTS_SEE)
def ties(event_id: int) -> ResponseReturnValue:
    """Equals: what is open, what was decided. Only the chief judge decides."""
    event = found_event(event_id)
    decides = may(Permission.MARKING_LOCK)
    open_ties = standings(event).ties if event.phase in COMPUTED_PHASES else ()
    form = tie_form(open_ties[0]) if open_ties and decides else None
    if request.method == "POST" and form is None:
        abort(404)
    if form and form.submitted():
        operations.decide_tie(
            event, form.order(), form.reason.data or "", now=datetime.now(UTC), by=current_user
        )
        db.session.commit()
        flash(_("The order is decided: %(codes)s.", codes=", ".join(form.order())))
        return redirect(url_for(".ties" if open_ties[1:] else ".show", event_id=event.id))
    return render_template(
        "results/ties.html",
        event=event,
        form=form,
        open_ties=open_ties,
        decisions=tie_decisions(event.id),
    )


@bp.route("/events/<int:event_id>/results/scale", methods=["GET", "POST"])
@requires(Permission.MARKING_LOCK)
def scale(event_id: int) -> ResponseReturnValue:
    """The chief judge confirms a scale that the totals were too alike for."""
    event, form = found_event(event_id), ReasonForm()
    if form.submitted():
        operations.confirm_scale(
            event, form.reason.data or "", now=datetime.now(UTC), by=current_user
        )
        db.session.commit()
        flash(_("The scale is confirmed."))
        return redirect(url_for(".show", event_id=event.id))
    flag = standings(event).scale_flag
    return render_template("results/scale.html", event=event, form=form, flag=flag)


@bp.route("/events/<int:event_id>/results/reopen", methods=["GET", "POST"])
@requires(Permission.RESULTS_PUBLISH)
def reopen(event_id: int) -> ResponseReturnValue:
    """From notice back to review, with the reason."""
    event, form = found_event(event_id), ReasonForm()
    if form.submitted():
        operations.reopen(event, form.reason.data or "", now=datetime.now(UTC), by=current_user)
        db.session.commit()
        flash(_("The results are open for correction. What was published stays visible."))
        return redirect(url_for(".show", event_id=event.id))
    return render_template("results/reopen.html", event=event, form=form)


@bp.get("/events/<int:event_id>/results/bundle.json")
@requires(Permission.RESULTS_SEE)
def bundle(event_id: int) -> ResponseReturnValue:
    """The bundle as it is now, for `saiwu recompute`."""
    event = found_event(event_id)
    name = f"results-{event.id}.json"
    return Response(
        as_json(standings(event).bundle),
        mimetype="application/json",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )
