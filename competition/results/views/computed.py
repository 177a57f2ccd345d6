"""Results of an event for those who run it: computed, explained, as the public would see them."""

from datetime import UTC, datetime
from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from competition.events.models import Event
from competition.events.rules import Phase
from competition.marking.oversight.progress import blockers as marking_blockers
from competition.paging import Pages
from competition.permissions import Permission, may, requires
from competition.results.explaining import explanation
from competition.results.operations import is_final
from competition.results.publications import gate
from competition.results.publications.export import as_json
from competition.results.queries import latest_publication
from competition.results.rows import PublishedRow, Table
from competition.results.rules import (
    COMPUTED_PHASES,
    PUBLISHED_PHASES,
    REOPENED_PHASES,
    kinds_open,
    reasons,
)
from competition.results.standings import Standings, published_rows, standings
from competition.results.views.blueprint import bp, found_event


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
        "kinds": kinds_open(event.phase, once_final=is_final(last)),
        "reopened": last is not None and event.phase in REOPENED_PHASES,
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
