"""Saving a sheet: all that was typed is kept, or nothing, and then it stays on the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask import request
from flask_babel import gettext as _
from flask_login import current_user

from competition.errors import Locked
from competition.language import said, sentence
from competition.marking import operations, queries
from competition.marking.forms import contradictions, read_sheet
from competition.marking.models import Sheet
from competition.marking.rules import Held, Stale, Typed, unsaved
from judging.errors import Faults


@dataclass(frozen=True)
class Refused:
    """What was typed, why it was not kept, and the versions that the next try is held to."""

    typed: Typed
    faults: Mapping[str, str]
    versions: Mapping[str, int]
    closed: str = ""  # why nothing can be kept on this sheet at all
    unsaved: Mapping[str, Held] = field(default_factory=dict)


def closed(own: Sheet, problem: Locked) -> Refused:
    """What was typed on a sheet that was closed meanwhile, where it is not what is kept."""
    aspects = queries.aspects_of(own)
    typed = read_sheet(request.form, aspects)
    lost = unsaved(aspects, queries.held_marks([own.id])[own.id], typed)
    return Refused(typed, {}, {}, said(problem), lost)


def keep(own: Sheet, now: datetime) -> Refused | None:
    """Save what was sent, all of it or nothing; raises Locked when the sheet is closed."""
    operations.refuse_closed(own)
    aspects = queries.aspects_of(own)
    typed = read_sheet(request.form, aspects)
    seen = dict(typed.versions or {})
    if both := contradictions(request.form, aspects):
        return Refused(typed, both, seen)
    try:
        operations.enter_marks(
            own, typed.values, reasons=typed.reasons, versions=seen, now=now, by=current_user
        )
    except Faults as refused:
        faults = {f.path: sentence(f.template, f.values) for f in refused.faults}
        return Refused(typed, faults, seen)
    except Stale as refused:
        known = {code: held.version for code, held in refused.marks.items()}
        return Refused(typed, changed_elsewhere(refused.marks), seen | known)
    return None


def changed_elsewhere(marks: Mapping[str, Held]) -> dict[str, str]:
    """What is kept now, beside each value that was typed on an outdated page."""
    return {
        code: _(
            "Changed elsewhere: %(value)s is saved. Save again to replace it with this.",
            value=held.text or _("no mark"),
        )
        for code, held in marks.items()
    }
