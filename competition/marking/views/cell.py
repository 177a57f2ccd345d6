"""One entry and sub-criterion: every judge's marks, what was returned, who is excused."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from competition.database import db
from competition.errors import OperationError
from competition.events.rules import Phase
from competition.forms import BaseForm
from competition.language import local, said
from competition.marking.forms import ExcuseForm, ReasonForm, ReturnForm
from competition.marking.oversight import acts
from competition.marking.oversight.cells import Cell, cell_of
from competition.marking.views.blueprint import bp, event_or_404
from competition.permissions import Permission, requires
from judging.errors import RuleViolation

ALL = "*"  # every aspect that each judge marks
CELL = "/events/<int:event_id>/marking/<int:entry_id>/<path:sub_criterion>"


@bp.get(CELL)
@requires(Permission.MARKING_OVERSEE)
def cell(event_id: int, entry_id: int, sub_criterion: str) -> ResponseReturnValue:
    """What the panel has marked so far, with its history."""
    here = find(event_id, entry_id, sub_criterion)
    return page(here, *forms_for(here))


@bp.post(f"{CELL}/return")
@requires(Permission.MARKING_LOCK)
def send_back(event_id: int, entry_id: int, sub_criterion: str) -> ResponseReturnValue:
    """The panel scores an aspect again."""
    here = find(event_id, entry_id, sub_criterion)
    form, other = forms_for(here)
    if form.submitted():
        try:
            acts.return_to_panel(
                here.event,
                entry_id,
                form.aspect.data,
                form.reason.data or "",
                now=datetime.now(UTC),
                by=current_user,
            )
        except (OperationError, RuleViolation) as problem:
            refuse(form, problem)
        else:
            return done(here, _("%(aspect)s is with its panel again.", aspect=form.aspect.data))
    return page(here, form, other)


@bp.post(f"{CELL}/excuse")
@requires(Permission.MARKING_LOCK)
def excuse(event_id: int, entry_id: int, sub_criterion: str) -> ResponseReturnValue:
    """A judge leaves the panel for this entry."""
    here = find(event_id, entry_id, sub_criterion)
    other, form = forms_for(here)
    if form.submitted():
        try:
            acts.excuse(
                here.sheets[form.judge.data],
                form.reason.data or "",
                aspects=[form.aspect.data] if form.aspect.data != ALL else None,
                now=datetime.now(UTC),
                by=current_user,
            )
        except (OperationError, RuleViolation) as problem:
            refuse(form, problem)
        else:
            return done(here, _("The judge is excused; the reason is on record."))
    return page(here, other, form)


@bp.post(f"{CELL}/readmit/<int:judge_id>")
@requires(Permission.MARKING_LOCK)
def readmit(event_id: int, entry_id: int, sub_criterion: str, judge_id: int) -> ResponseReturnValue:
    """An excused judge marks after all."""
    here = find(event_id, entry_id, sub_criterion)
    if judge_id not in here.sheets:
        abort(404)
    form = ReasonForm()
    reason = form.reason.data if form.submitted() else ""
    acts.readmit(here.sheets[judge_id], reason or "", now=datetime.now(UTC), by=current_user)
    return done(here, _("The judge is on the panel again."))


def find(event_id: int, entry_id: int, sub_criterion: str) -> Cell:
    return cell_of(event_or_404(event_id), entry_id, sub_criterion) or abort(404)


def forms_for(here: Cell) -> tuple[ReturnForm, ExcuseForm]:
    back = ReturnForm(prefix="return", aspect=next(iter(here.spreads), None))
    excused = ExcuseForm(prefix="excuse")
    back.aspect.choices = [
        (a.code, f"{a.code} {a.name}") for a in here.part.aspects if here.given(a)
    ]
    each = [(a.code, f"{a.code} {a.name}") for a in here.part.aspects if not a.is_agreed]
    excused.aspect.choices = [(ALL, _("Everything that each judge marks")), *each]
    excused.judge.choices = [(judge.id, local(judge)) for judge in here.judges]
    return back, excused


def refuse(form: BaseForm, problem: OperationError | RuleViolation) -> None:
    db.session.rollback()
    form.refuse("reason", said(problem))


def done(here: Cell, line: str) -> ResponseReturnValue:
    db.session.commit()
    flash(line)
    return redirect(
        url_for(
            ".cell", event_id=here.event.id, entry_id=here.entry_id, sub_criterion=here.part.code
        )
    )


def page(here: Cell, back: ReturnForm, excused: ExcuseForm) -> ResponseReturnValue:
    return render_template(
        "marking/cell.html",
        event=here.event,
        cell=here,
        back=back,
        excuse=excused,
        marking=here.event.phase is Phase.MARKING,
    )
