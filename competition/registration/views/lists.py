"""Lists in and out: the empty list, the check before anything is written, the export."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from competition import audit
from competition.database import db
from competition.events.models import Event
from competition.events.rules import TEAM_SIZE
from competition.language import language, said, sentence
from competition.paging import Pages
from competition.permissions import Permission, requires
from competition.registration.forms import ListForm
from competition.registration.lists.checking import Change, check_list
from competition.registration.lists.columns import COLUMNS, Column, columns_for
from competition.registration.lists.operations import (
    Imported,
    forget_list,
    import_list,
    import_sound_rows,
    keep_list,
    keep_rest,
    rows_of,
)
from competition.registration.lists.reading import read_list
from competition.registration.lists.writing import Line, as_csv, as_xlsx, lines_of
from competition.registration.models import ListDraft
from competition.registration.queries import own_draft, standing_entries
from competition.registration.views.blueprint import bp, list_address, own_delegations
from competition.vault import masked
from judging.errors import Faults, RuleViolation

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


@bp.route("/events/<int:event_id>/entries/import", methods=["GET", "POST"])
@requires(Permission.ENTRIES_SUBMIT)
def new_list(event_id: int) -> ResponseReturnValue:
    """Send a list; it is read and checked, nothing is written."""
    event = db.get_or_404(Event, event_id)
    form = ListForm()
    if form.submitted():
        now = datetime.now(UTC)
        try:
            rows = read_list(form.file.data.read())
        except RuleViolation as problem:
            form.refuse("file", said(problem))
        else:
            name = form.file.data.filename or ""
            draft = keep_list(event, rows, name, now=now, by=current_user)
            db.session.commit()
            return redirect(url_for(".list_check", event_id=event_id, draft_id=draft.id))
    return render_template(
        "registration/new_list.html", form=form, event=event, back=list_address(event)
    )


@bp.get("/events/<int:event_id>/entries/import/<int:draft_id>")
@requires(Permission.ENTRIES_SUBMIT)
def list_check(event_id: int, draft_id: int) -> ResponseReturnValue:
    """What the list would do, and everything that is wrong with it."""
    draft = draft_or_404(event_id, draft_id)
    rows = rows_of(draft)
    delegations = own_delegations(draft.event.competition_id)
    checked = check_list(draft.event, delegations, rows, datetime.now(UTC))
    return render_template(
        "registration/list_check.html",
        draft=draft,
        event=draft.event,
        rows=len(rows),
        checked=checked,
        faults=Pages(checked.faults),
        Change=Change,
        columns=COLUMNS,
        masked=masked,
        back=list_address(draft.event),
    )


@bp.post("/events/<int:event_id>/entries/import/<int:draft_id>")
@requires(Permission.ENTRIES_SUBMIT)
def confirm_list(event_id: int, draft_id: int) -> ResponseReturnValue:
    """Import the whole list; when something has changed since the check, show the check again."""
    draft = draft_or_404(event_id, draft_id)
    event = draft.event
    now = datetime.now(UTC)
    try:
        done = import_list(
            event, own_delegations(event.competition_id), rows_of(draft), now=now, by=current_user
        )
    except Faults:
        return redirect(url_for(".list_check", event_id=event_id, draft_id=draft_id))
    forget_list(draft, now=now, by=current_user)
    db.session.commit()
    flash(counted(done))
    return redirect(list_address(event))


@bp.post("/events/<int:event_id>/entries/import/<int:draft_id>/sound-rows")
@requires(Permission.ENTRIES_SUBMIT)
def confirm_sound_rows(event_id: int, draft_id: int) -> ResponseReturnValue:
    """Import the rows in order; those with faults stay in the list, to be downloaded and mended."""
    draft = draft_or_404(event_id, draft_id)
    event = draft.event
    now = datetime.now(UTC)
    try:
        done, left = import_sound_rows(
            event, own_delegations(event.competition_id), rows_of(draft), now=now, by=current_user
        )
    except Faults:
        return redirect(url_for(".list_check", event_id=event_id, draft_id=draft_id))
    keep_rest(draft, left)
    db.session.commit()
    flash(
        counted(done)
        + " "
        + ngettext("%(num)s row is left out.", "%(num)s rows are left out.", len(left))
    )
    return redirect(url_for(".list_check", event_id=event_id, draft_id=draft_id))


def counted(done: Imported) -> str:
    """What an import did, in numbers."""
    return str(
        _(
            "Imported: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.",
            new=done.new,
            changed=done.changed,
            unchanged=done.unchanged,
        )
    )


@bp.post("/events/<int:event_id>/entries/import/<int:draft_id>/forget")
@requires(Permission.ENTRIES_SUBMIT)
def drop_list(event_id: int, draft_id: int) -> ResponseReturnValue:
    """Give a list up."""
    draft = draft_or_404(event_id, draft_id)
    event = draft.event
    forget_list(draft, now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(_("The list is given up. Nothing has been written."))
    return redirect(list_address(event))


@bp.get("/events/<int:event_id>/entries/import/<int:draft_id>/faults.<kind>")
@requires(Permission.ENTRIES_SUBMIT)
def bad_rows(event_id: int, draft_id: int, kind: str) -> ResponseReturnValue:
    """The rows with faults, each with its reasons, to mend and send again."""
    draft = draft_or_404(event_id, draft_id)
    delegations = own_delegations(draft.event.competition_id)
    rows = rows_of(draft)
    checked = check_list(draft.event, delegations, rows, datetime.now(UTC))
    reasons: dict[int, list[str]] = {}
    for fault in checked.faults:
        said_of_it = sentence(fault.sentence.template, fault.sentence.values)
        reasons.setdefault(fault.row, []).append(said_of_it)
    columns = [*columns_for(team=team_event(draft.event), delegation=True), COLUMNS["reason"]]
    lines = [
        [row.cells.get(column.code, "") for column in columns[:-1]]
        + [" ".join(reasons[row.number])]
        for row in rows
        if row.number in reasons
    ]
    return sent(kind, f"faults-{draft.id}", columns, lines)


@bp.get("/events/<int:event_id>/entries/empty-list.<kind>")
@requires(Permission.ENTRIES_SUBMIT)
def empty_list(event_id: int, kind: str) -> ResponseReturnValue:
    """A list with headings only, to fill in."""
    event = db.get_or_404(Event, event_id)
    several = len(own_delegations(event.competition_id)) > 1
    columns = columns_for(team=team_event(event), delegation=several)
    return sent(kind, f"entries-{event.id}-empty", columns, [])


@bp.post("/events/<int:event_id>/entries/list.<kind>")
@requires(Permission.ENTRIES_SUBMIT)
def export(event_id: int, kind: str) -> ResponseReturnValue:
    """The standing entries as a list that can be read in again unchanged.

    It holds whole document numbers: who took it is on record, hence a POST.
    """
    event = db.get_or_404(Event, event_id)
    own = [one.id for one in own_delegations(event.competition_id)]
    found = standing_entries(event_id, own)
    columns = [*columns_for(team=team_event(event), delegation=True), COLUMNS["reason"]]
    lines = list(lines_of(found, columns, english=language() == "en"))
    response = sent(kind, f"entries-{event.id}", columns, lines)
    audit.record(
        "entries.exported",
        now=datetime.now(UTC),
        by=current_user,
        competition_id=event.competition_id,
        event_id=event.id,
        entries=len(found),
    )
    db.session.commit()
    return response


def sent(kind: str, name: str, columns: Sequence[Column], lines: Iterable[Line]) -> Response:
    """A file to be saved, as XLSX or CSV."""
    if kind not in TYPES:
        abort(404)
    english = language() == "en"
    data = as_csv(columns, lines) if kind == "csv" else as_xlsx(columns, lines, english=english)
    return Response(
        data,
        mimetype=TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )


def team_event(event: Event) -> bool:
    return TEAM_SIZE[event.event_format] > 1


def draft_or_404(event_id: int, draft_id: int) -> ListDraft:
    """A list of this event that the user has sent."""
    wanted = own_draft(event_id, draft_id, current_user, datetime.now(UTC))
    draft: ListDraft = db.first_or_404(wanted)
    return draft
