"""The marking scheme out of a workbook: looked into first, saved when confirmed.

Between the two the scheme travels through the page, sealed with the key of the application.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeTimedSerializer

from competition.database import Document, db
from competition.events import operations
from competition.events.forms.schemes import ConfirmForm, WorkbookForm
from competition.events.models import Event
from competition.events.rules import refuse_locked_scheme
from competition.events.views.blueprint import bp
from competition.events.workbook import read_workbook, scheme_of, summary_of
from competition.language import local, sentence
from competition.permissions import Permission, requires
from judging.errors import Fault, Faults
from judging.scheme import parse_scheme
from judging.sentences import Sentence

SALT = "marking scheme to confirm"
HOLDS = 8 * 60 * 60  # seconds: as long as the page itself may be sent


@bp.route("/events/<int:event_id>/scheme/import", methods=["GET", "POST"])
@requires(Permission.EVENT_MANAGE)
def scheme_import(event_id: int) -> ResponseReturnValue:
    """Choose a workbook and see what is in it; nothing is saved yet."""
    event = db.get_or_404(Event, event_id)
    refuse_locked_scheme(event)
    form = WorkbookForm()
    faults: list[str] = []
    if form.submitted():
        content = form.workbook.data.read()
        try:
            return preview(event, form.workbook.data.filename or "", content)
        except Faults as problem:
            faults = [told(fault) for fault in problem.faults]
    return render_template("events/scheme_import.html", event=event, form=form, faults=faults)


def told(fault: Fault) -> str:
    """Where and what is wrong; the whole workbook is no place worth naming."""
    reason = sentence(fault.template, fault.values)
    return reason if fault.path == "workbook" else f"{fault.path}: {reason}"


def preview(event: Event, source: str, content: bytes) -> str:
    """What the workbook says, and the button that saves it; raises Faults."""
    workbook = read_workbook(content)
    document = scheme_of(workbook)
    warnings = plain_sentences(workbook.warnings)
    sealed = sealer().dumps(
        {"for": bound_to(event), "document": document, "source": source, "warnings": warnings}
    )
    return render_template(
        "events/scheme_preview.html",
        event=event,
        form=ConfirmForm(formdata=None, sealed=sealed),
        source=source,
        summary=summary_of(workbook),
        scheme=parse_scheme(document),
        warnings=warnings,
    )


@bp.post("/events/<int:event_id>/scheme/import/save")
@requires(Permission.EVENT_MANAGE)
def scheme_save(event_id: int) -> ResponseReturnValue:
    """Save what was looked at."""
    event = db.get_or_404(Event, event_id)
    found = opened(request.form.get("sealed", ""), event)
    operations.save_scheme(
        event,
        found["document"],
        source=found["source"],
        warnings=found["warnings"],
        now=datetime.now(UTC),
        by=current_user,
    )
    db.session.commit()
    flash(_("The marking scheme of %(name)s is saved.", name=local(event)))
    return redirect(url_for(".scheme", event_id=event_id))


def opened(sealed: str, event: Event) -> Document:
    """What was sealed for this user and event today; anything else is a bad request."""
    try:
        found: Document = sealer().loads(sealed, max_age=HOLDS)
    except BadSignature:
        abort(400)
    if found["for"] != bound_to(event):
        abort(400)
    return found


def bound_to(event: Event) -> list[int]:
    return [current_user.id, event.id]


def sealer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=SALT)


def plain_sentences(sentences: Iterable[Sentence]) -> list[dict[str, Any]]:
    """Sentences as the database keeps them: translated when they are shown."""
    return [
        {
            "template": one.template,
            "values": {name: str(value) for name, value in one.values.items()},
        }
        for one in sentences
    ]
