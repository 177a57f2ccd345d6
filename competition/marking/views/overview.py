"""The chief judge's page: how far marking is, what is open, and the lock."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_sqlalchemy.pagination import Pagination

from competition.database import db
from competition.events.models import Event
from competition.events.rules import Phase
from competition.marking import operations, queries
from competition.marking.forms import ReasonForm
from competition.marking.oversight.progress import blockers_of, progress_of
from competition.marking.views.blueprint import bp, event_or_404
from competition.permissions import Permission, requires

ROWS = 40  # a grid is read as a whole: twice as many as in other lists


class Rows(Pagination):
    """The rows of the grid on one page."""

    def _query_items(self) -> list[int]:
        first = (self.page - 1) * self.per_page
        items: list[int] = self._query_args["entries"][first : first + self.per_page]
        return items

    def _query_count(self) -> int:
        return len(self._query_args["entries"])


@bp.get("/events/<int:event_id>/marking")
@requires(Permission.MARKING_OVERSEE)
def overview(event_id: int) -> ResponseReturnValue:
    """Before marking: its conditions. Then: the grid, spreads, and who owes what."""
    return page(event_or_404(event_id), ReasonForm())


@bp.post("/events/<int:event_id>/marking/lock")
@requires(Permission.MARKING_LOCK)
def lock(event_id: int) -> ResponseReturnValue:
    """From marking to review."""
    event = event_or_404(event_id)
    operations.lock(event, now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(_("Marking is locked. The results can be reviewed."))
    return redirect(url_for(".overview", event_id=event_id))


@bp.post("/events/<int:event_id>/marking/unlock")
@requires(Permission.MARKING_LOCK)
def unlock(event_id: int) -> ResponseReturnValue:
    """From review back to marking."""
    event = event_or_404(event_id)
    form = ReasonForm()
    if not form.submitted():
        return page(event, form)
    operations.unlock(event, form.reason.data or "", now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(_("Marking is open again."))
    return redirect(url_for(".overview", event_id=event_id))


def page(event: Event, form: ReasonForm) -> ResponseReturnValue:
    if event.phase in operations.BEFORE_MARKING:
        return render_template(
            "marking/conditions.html",
            event=event,
            conditions=queries.conditions(event),
            panels=queries.panels_of(event.id),
            scheme=queries.scheme_of(event),
        )
    progress = progress_of(event)
    entries = list(progress.parts) if progress else []
    number = request.args.get("page", 1, int)
    return render_template(
        "marking/overview.html",
        event=event,
        progress=progress,
        rows=Rows(page=number, per_page=ROWS, entries=entries),
        blockers=blockers_of(progress) if progress else [],
        marking=event.phase is Phase.MARKING,
        review=event.phase is Phase.REVIEW,
        form=form,
    )
