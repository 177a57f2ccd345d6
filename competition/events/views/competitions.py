"""Tiers and competitions."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.errors import Clash
from competition.events import operations, queries
from competition.events.forms.competitions import CompetitionForm, TierForm
from competition.events.models import Competition, Tier
from competition.events.rules import Phase
from competition.events.views.blueprint import bp
from competition.language import local, said
from competition.permissions import Permission, requires


@bp.route("/tiers", methods=["GET", "POST"])
@requires(Permission.SITE_MANAGE)
def tiers() -> ResponseReturnValue:
    """The ladder, and a new rung."""
    form = TierForm()
    known = queries.tiers()
    form.feeds_id.choices = [(0, _("nowhere")), *((tier.id, local(tier)) for tier in known)]
    if form.submitted():
        try:
            tier = operations.add_tier(
                form.code.data or "",
                name_zh=form.name_zh.data or "",
                name_en=form.name_en.data or "",
                height=form.height.data or 1,
                feeds=db.session.get(Tier, form.feeds_id.data) if form.feeds_id.data else None,
                now=datetime.now(UTC),
                by=current_user,
            )
        except Clash as problem:
            form.refuse("code", said(problem))
        else:
            db.session.commit()
            flash(_("%(name)s is on the ladder.", name=local(tier)))
            return redirect(url_for(".tiers"))
    return render_template("events/tiers.html", tiers=known, form=form)


@bp.post("/tiers/usual")
@requires(Permission.SITE_MANAGE)
def usual_tiers() -> ResponseReturnValue:
    """Add what is missing of the usual ladder."""
    operations.add_usual_tiers(now=datetime.now(UTC), by=current_user)
    db.session.commit()
    flash(_("The usual ladder is there."))
    return redirect(url_for(".tiers"))


@bp.route("/competitions/new", methods=["GET", "POST"])
@requires(Permission.SITE_MANAGE)
def new_competition() -> ResponseReturnValue:
    """Add a competition."""
    known = queries.tiers()
    if not known:
        flash(_("A competition stands on a tier: add the ladder first."), "warning")
        return redirect(url_for(".tiers"))
    form = CompetitionForm()
    form.tier_id.choices = [(tier.id, local(tier)) for tier in known]
    if form.submitted():
        values = {
            name: form[name].data for name in form.data if name not in ("tier_id", "csrf_token")
        }
        try:
            competition = operations.add_competition(
                db.get_or_404(Tier, form.tier_id.data),
                now=datetime.now(UTC),
                by=current_user,
                **values,
            )
        except Clash as problem:
            form.refuse("name_zh", said(problem))
        else:
            db.session.commit()
            flash(_("%(name)s is made.", name=local(competition)))
            return redirect(url_for(".competition", competition_id=competition.id))
    return render_template("events/new_competition.html", form=form)


@bp.get("/competitions/<int:competition_id>")
@requires(Permission.COMPETITION_SEE)
def competition(competition_id: int) -> ResponseReturnValue:
    """A competition: its events by phase, its people."""
    found = db.get_or_404(Competition, competition_id)
    asked = request.args.get("phase", "")
    phase = Phase(asked) if asked in list(Phase) else None
    return render_template(
        "events/competition.html",
        competition=found,
        events=db.paginate(queries.events_of(competition_id, phase), per_page=20, error_out=False),
        counts=queries.phase_counts(competition_id),
        phases=list(Phase),
        phase=phase,
        people=queries.people_at(competition_id=competition_id),
    )
