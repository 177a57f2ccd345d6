"""The draw of an event: what stands in the way, the button, who drew what, how to check it."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import NotFound

from competition.database import db
from competition.draw.cards import StationCard, render
from competition.draw.forms import CodeDrawForm, ReopenForm, StationDrawForm
from competition.draw.models import DrawKind
from competition.draw.operations import announce_seed, make_draw, reopen_registration
from competition.draw.queries import (
    announcements,
    draw_record,
    drawn,
    ended_draws,
    standing_draw,
    without_code,
)
from competition.draw.record import APART, as_csv
from competition.errors import OperationError
from competition.events.models import Event
from competition.events.rules import Phase
from competition.language import moment, said
from competition.paging import Pages
from competition.permissions import Permission, requires
from competition.registration.queries import accepted_ids, undecided
from competition.words import label
from judging.errors import RuleViolation

bp = Blueprint("draw", __name__)

DrawForm = CodeDrawForm | StationDrawForm
FORMS: dict[DrawKind, type[DrawForm]] = {
    DrawKind.ENTRY_CODE: CodeDrawForm,
    DrawKind.STATION: StationDrawForm,
}


@bp.get("/events/<int:event_id>/draw")
@requires(Permission.DRAW_MAKE)
def show(event_id: int) -> ResponseReturnValue:
    """What is drawn and what can be drawn."""
    return draw_page(db.get_or_404(Event, event_id))


@bp.post("/events/<int:event_id>/draw/<kind>")
@requires(Permission.DRAW_MAKE)
def make(event_id: int, kind: str) -> ResponseReturnValue:
    """Draw entry codes or stations."""
    event = db.get_or_404(Event, event_id)
    if kind not in list(DrawKind):
        raise NotFound
    chosen = DrawKind(kind)
    form = FORMS[chosen](prefix=kind)
    if form.submitted() and made(event, chosen, form):
        db.session.commit()
        flash(_("It is drawn. The seed is on record."))
        return redirect(url_for(".show", event_id=event_id))
    return draw_page(event, {chosen: form})


def made(event: Event, kind: DrawKind, form: DrawForm) -> bool:
    """Draw, or say beside the seed what forbids it."""
    typed: dict[str, Any] = {
        "prefix": form["prefix"].data or "" if "prefix" in form else "K",
        "places": form["places"].data if "places" in form else None,
        "apart": bool("apart" in form and form["apart"].data),
    }
    try:
        make_draw(
            event,
            kind,
            now=datetime.now(UTC),
            by=current_user,
            seed=form.seed.data or "",
            reason=form.reason.data or "",
            **typed,
        )
    except (RuleViolation, OperationError) as problem:
        db.session.rollback()
        form.refuse("seed", said(problem))
        return False
    return True


def draw_page(event: Event, typed: dict[DrawKind, DrawForm] | None = None) -> ResponseReturnValue:
    """The page of the draw; a form that was refused is shown as it was typed."""
    unused = {kind: form(formdata=None, prefix=kind.value) for kind, form in FORMS.items()}
    rows = drawn(event.id)
    text = request.args.get("q", "").strip().upper()
    return render_template(
        "draw/show.html",
        event=event,
        forms=unused | (typed or {}),
        draws={kind: standing_draw(event.id, kind) for kind in DrawKind},
        ended=ended_draws(event.id),
        announced=announcements(event.id),
        found=Pages([row for row in rows if text in row.code]),
        accepted=len(accepted_ids(event.id)),
        waiting=undecided(event.id),
        uncoded=without_code(event.id),
        drawing=event.phase is Phase.DRAW,
        before=event.phase in (Phase.DRAFT, Phase.REGISTRATION),
        DrawKind=DrawKind,
    )


@bp.post("/events/<int:event_id>/draw/<kind>/announcement")
@requires(Permission.DRAW_MAKE)
def announce(event_id: int, kind: str) -> ResponseReturnValue:
    """Announce the hash of a seed that nobody has seen."""
    event = db.get_or_404(Event, event_id)
    if kind not in list(DrawKind):
        raise NotFound
    announce_seed(event, DrawKind(kind), now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(_("The hash of the seed is announced; delegation leaders see it too."))
    return redirect(url_for(".show", event_id=event_id))


@bp.get("/events/<int:event_id>/draw/announced")
@requires(Permission.ENTRIES_SUBMIT)
def announced(event_id: int) -> ResponseReturnValue:
    """The announced hashes and, after the draw, the seeds: for delegations too."""
    event = db.get_or_404(Event, event_id)
    return render_template("draw/announced.html", event=event, announced=announcements(event_id))


@bp.get("/events/<int:event_id>/draw/list")
@requires(Permission.DRAW_MAKE)
def paper(event_id: int) -> ResponseReturnValue:
    """The whole list of who drew what, to print."""
    event = db.get_or_404(Event, event_id)
    return render_template(
        "draw/paper.html",
        event=event,
        rows=drawn(event_id),
        announced=[one for one in announcements(event_id) if one.draw and not one.draw.ended_at],
        draws={kind: standing_draw(event_id, kind) for kind in DrawKind},
        DrawKind=DrawKind,
    )


@bp.get("/events/<int:event_id>/draw/cards.pdf")
@requires(Permission.DRAW_MAKE)
def cards(event_id: int) -> ResponseReturnValue:
    """A card for every workplace and turn, without names."""
    event = db.get_or_404(Event, event_id)
    with force_locale("zh_Hans"):
        name = f"{event.name_zh}（{label(event.group)}）"
    placed = sorted(
        (row.turn, len(row.station), row.station, row.code)
        for row in drawn(event_id)
        if row.turn is not None
    )
    if not placed:
        raise NotFound
    pdf = render(
        [
            StationCard(event.competition.name_zh, name, station, turn, code)
            for turn, _, station, code in placed
        ]
    )
    return send_file(
        BytesIO(pdf), mimetype="application/pdf", download_name=f"stations-{event_id}.pdf"
    )


@bp.get("/events/<int:event_id>/draw/record.csv")
@requires(Permission.DRAW_MAKE)
def record(event_id: int) -> ResponseReturnValue:
    """What was drawn in its order with the seed, for whoever draws it again."""
    event = db.get_or_404(Event, event_id)
    digests = {one.draw_id: one.digest for one in announcements(event.id)}
    lines = [
        (
            draw.kind.value,
            draw.seed,
            lot.position,
            entry.id,
            lot.code,
            lot.turn,
            ", ".join(member.person.name for member in entry.members),
            entry.delegation.name_zh,
            APART if draw.apart else "",
            digests.get(draw.id, ""),
        )
        for draw, lot, entry in draw_record(event.id)
    ]
    headers = {"Content-Disposition": f"attachment; filename=draw-{event_id}.csv"}
    return Response(as_csv(lines), mimetype="text/csv", headers=headers)


@bp.route("/events/<int:event_id>/registration/reopen", methods=["GET", "POST"])
@requires(Permission.EVENT_MANAGE)
def reopen(event_id: int) -> ResponseReturnValue:
    """From draw back to registration, with the reason and a new closing time."""
    event, form = db.get_or_404(Event, event_id), ReopenForm()
    if form.submitted() and reopened(event, form):
        db.session.commit()
        flash(_("Registration is open again until %(time)s.", time=moment(form.closes_at.data)))
        return redirect(url_for("registration.entries", event_id=event_id))
    return render_template("draw/reopen.html", event=event, form=form)


def reopened(event: Event, form: ReopenForm) -> bool:
    """Open registration again, or say beside the time what forbids it."""
    now, reason = datetime.now(UTC), form.reason.data or ""
    try:
        reopen_registration(event, form.closes_at.data, reason, now=now, by=current_user)
    except (RuleViolation, OperationError) as problem:
        form.refuse("closes_at", said(problem))
        return False
    return True
