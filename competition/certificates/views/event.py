"""The certificates of an event: who gets one, what is missing, the press, the files."""

from collections import Counter
from datetime import UTC, datetime

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from sqlalchemy.orm import undefer

from competition.certificates import operations, queries
from competition.certificates.files import archive, shown_file
from competition.certificates.models import Certificate
from competition.certificates.pdf import render
from competition.certificates.press import obstacle
from competition.certificates.queries import Key, Prospect, disagreements, occasion_of, prospects
from competition.certificates.rules import Winner
from competition.certificates.text import Design
from competition.certificates.views.blueprint import base_url, bp, chosen_design, found_event
from competition.database import db
from competition.events.models import Event
from competition.paging import Pages
from competition.permissions import Permission, requires
from competition.results.queries import final_publication
from judging.sentences import Sentence

DUMMY = Winner("张晓明", "ZHANG Xiaoming", "示例代表队", "gold", 1)


@bp.get("/events/<int:event_id>/certificates")
@requires(Permission.CERTIFICATES_ISSUE)
def event(event_id: int) -> ResponseReturnValue:
    """Everybody with an award, and how far their certificate is."""
    shown, design = found_event(event_id), chosen_design()
    found = prospects(shown, design)
    pages = Pages(found)
    return render_template(
        "certificates/event.html",
        event=shown,
        design=design,
        Design=Design,
        final=final_publication(event_id),
        pages=pages,
        counts=counts(found),
        obstacles=obstacles(shown, design, found, pages.items),
        disagreements=disagreements(shown),
    )


def counts(found: list[Prospect]) -> Counter[str]:
    """How many have which state of certificate, are ready, or blocked."""
    states = Counter[str](one.certificate.state.value for one in found if one.certificate)
    states["ready"] = sum(one.is_open for one in found)
    states["blocked"] = sum(bool(one.faults) for one in found)
    return states


def obstacles(
    shown: Event, design: Design, found: list[Prospect], rows: list[Prospect]
) -> dict[Key, Sentence]:
    """Who of these rows was left out by the press, and why: only a drawing tells."""
    if not any(one.certificate for one in found):
        return {}
    occasion = occasion_of(shown)
    tried = {one.key: obstacle(one, design, occasion) for one in rows if one.is_open}
    return {key: reason for key, reason in tried.items() if reason}


@bp.post("/events/<int:event_id>/certificates/issue")
@requires(Permission.CERTIFICATES_ISSUE)
def issue(event_id: int) -> ResponseReturnValue:
    """Issue to everybody who has none yet."""
    shown, design = found_event(event_id), chosen_design()
    issued = operations.issue(
        shown, design, now=datetime.now(UTC), by=current_user, base_url=base_url()
    )
    db.session.commit()
    left = counts(prospects(shown, design))
    flash(
        ngettext("%(num)s certificate is issued.", "%(num)s certificates are issued.", len(issued)),
    )
    if left["ready"] + left["blocked"]:
        flash(
            ngettext(
                "%(num)s person is left out: the table says why.",
                "%(num)s people are left out: the table says why.",
                left["ready"] + left["blocked"],
            ),
            "warning",
        )
    return redirect(url_for(".event", event_id=event_id, design=design.value))


@bp.get("/events/<int:event_id>/certificates/preview.pdf")
@requires(Permission.CERTIFICATES_ISSUE)
def preview(event_id: int) -> ResponseReturnValue:
    """How an invented winner's certificate would look: no number, nothing is kept."""
    return specimen_of(found_event(event_id), DUMMY)


@bp.get("/events/<int:event_id>/certificates/preview/<int:entry_id>/<int:person_id>.pdf")
@requires(Permission.CERTIFICATES_ISSUE)
def preview_row(event_id: int, entry_id: int, person_id: int) -> ResponseReturnValue:
    """How this person's certificate would look."""
    shown = found_event(event_id)
    found = {one.key: one for one in prospects(shown, chosen_design())}
    one = found.get((entry_id, person_id)) or abort(404)
    return specimen_of(shown, one.winner)


def specimen_of(shown: Event, winner: Winner) -> Response:
    text = queries.specimen(chosen_design(), occasion_of(shown), winner, check_url=base_url())
    return shown_file(render(text), _("Specimen") + ".pdf")


@bp.get("/events/<int:event_id>/certificates.zip")
@requires(Permission.CERTIFICATES_ISSUE)
def archive_of(event_id: int) -> ResponseReturnValue:
    """Every certificate in force, one file each."""
    shown = found_event(event_id)
    wanted = queries.in_force(event_id).options(undefer(Certificate.pdf))
    return archive(f"{shown.competition.name_zh} {shown.name_zh}", db.session.scalars(wanted))
