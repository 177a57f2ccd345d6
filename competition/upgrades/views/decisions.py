"""Who is promoted: a dry run before results are final, decisions and their approval after."""

from typing import Any

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from competition.database import db
from competition.events.models import Event
from competition.paging import Pages
from competition.permissions import Permission, requires
from competition.results.publications.export import as_csv, as_xlsx
from competition.results.queries import final_publication
from competition.upgrades import export as lists
from competition.upgrades.lines import Line, decided, dry_run
from competition.upgrades.models import RuleSetVersion
from competition.upgrades.queries import (
    counts_of,
    decisions_of,
    in_force,
    part_of,
    standing_decisions,
    withdrawn_before,
)
from competition.upgrades.views.blueprint import bp

PARTS = ("to_approve", "approved", "others")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@bp.get("/events/<int:event_id>/promotions")
@requires(Permission.PROMOTION_DECIDE)
def show(event_id: int) -> ResponseReturnValue:
    """The people of the event with what the rule set gives them, and one of them in full."""
    event = db.get_or_404(Event, event_id)
    version = in_force(event.id)
    if version is None:
        return render_template("upgrades/nothing.html", event=event)
    counts = counts_of(event.id)
    if any(counts.values()):
        return render_template("upgrades/decided.html", **decided_page(event, counts))
    lines = dry_run(event, version.rule_set)
    pages = Pages(lines)
    return render_template(
        "upgrades/dry_run.html",
        event=event,
        version=version,
        pages=pages,
        line=chosen(pages.items),
        final=final_publication(event.id),
        missing=missing_pass_marks(event, version),
    )


def decided_page(event: Event, counts: dict[str, int]) -> dict[str, Any]:
    """What the page of the decisions shows: one part of them."""
    first = next((part for part in PARTS if counts[part]), PARTS[0])
    part = request.args.get("part", first)
    if part not in PARTS:
        abort(404)
    found = db.paginate(part_of(decisions_of(event.id), part), per_page=20)
    before = withdrawn_before(event.id)
    lines = decided(found.items, before)
    decision = lines[0].decision if lines else None
    return {
        "event": event,
        "version": decision.version if decision else in_force(event.id),
        "publication": decision.publication if decision else None,
        "final": final_publication(event.id),
        "counts": counts,
        "part": part,
        "parts": PARTS,
        "pages": found,
        "lines": lines,
        "line": chosen(lines),
        "was_corrected": bool(before),
    }


def chosen(lines: list[Line]) -> Line | None:
    """The person that the address names, else the first of the page."""
    asked = request.args.get("person", type=int)
    if asked is None:
        return lines[0] if lines else None
    return next((line for line in lines if line.person.id == asked), None) or abort(404)


def missing_pass_marks(event: Event, version: RuleSetVersion) -> list[str]:
    """The parts that the rules ask to be passed and the event does not define."""
    asked = {part for rule in version.rule_set.rules for part in rule.min_scores}
    return sorted(asked & {"theory", "practical"} - set(event.pass_marks))


@bp.get("/events/<int:event_id>/promotions.<any(csv, xlsx):kind>")
@requires(Permission.PROMOTION_DECIDE)
def file(event_id: int, kind: str) -> ResponseReturnValue:
    """The hand-over list; every row of a dry run says that it is provisional."""
    event = db.get_or_404(Event, event_id)
    version = in_force(event.id) or abort(404)
    decisions = standing_decisions(event.id)
    lines = decided(decisions, {}) if decisions else dry_run(event, version.rule_set)
    table = lists.table(event, version, lines)
    name = f"promotions-{event.id}{'' if decisions else '-provisional'}.{kind}"
    return Response(
        as_csv(table) if kind == "csv" else as_xlsx(table),
        mimetype=TYPES[kind],
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )
