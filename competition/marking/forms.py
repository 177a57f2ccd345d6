"""What comes in from a sheet, from the panels and with the chief judge's acts."""

from collections.abc import Mapping, Sequence
from typing import Literal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from competition.forms import BaseForm
from competition.marking.rules import Typed
from competition.people.models import User
from judging.marking.aspect import NOT_ATTEMPTED, Aspect
from judging.measurement import Choice, NumberCompleted, PassFail, RangedScore, RegularDifference

Sent = MultiDict[str, str]


def read_sheet(sent: Sent, aspects: Mapping[str, Aspect]) -> Typed:
    """A judge's sheet; the boxes' names carry a prefix before the code of the aspect."""
    values = {code: sent.get(f"value-{code}", "").strip() for code in aspects}
    for code in aspects:
        if f"none-{code}" in sent and not values[code]:
            values[code] = NOT_ATTEMPTED
    reasons = {code: sent.get(f"reason-{code}", "") for code in aspects}
    versions = {code: sent.get(f"version-{code}", 0, int) for code in aspects}
    return Typed(values, reasons, versions)


def contradictions(sent: Sent, aspects: Mapping[str, Aspect]) -> dict[str, str]:
    """Where a value was typed and "not attempted" ticked."""
    return {
        code: _("A value, or not attempted: one of the two.")
        for code in aspects
        if f"none-{code}" in sent and sent.get(f"value-{code}", "").strip()
    }


Box = Literal["scores", "words", "number"]


def box_of(aspect: Aspect) -> Box:
    """How the mark is given: 0 to 3 with their texts, a choice of words, or a typed number."""
    if aspect.kind == "judgement":
        return "scores"
    return "words" if isinstance(aspect.calculation, PassFail | Choice) else "number"


def options_of(aspect: Aspect) -> list[tuple[str, str]]:
    """The words to choose from, with what the judge reads."""
    if isinstance(aspect.calculation, Choice):
        return [(option.label, option.label) for option in aspect.calculation.choices]
    return [("pass", _("Pass")), ("fail", _("Fail"))]


def hint_of(aspect: Aspect) -> str:
    """What may be typed into a number box."""
    calculation = aspect.calculation
    if isinstance(calculation, NumberCompleted):
        return str(_("how many of %(possible)s", possible=calculation.possible))
    if isinstance(calculation, RangedScore | RegularDifference):
        return str(_("the value measured, target %(target)s", target=f"{calculation.target:f}"))
    if aspect.step is not None:
        return str(_("in steps of %(step)s", step=f"{aspect.step:f}"))
    return ""


def read_panel(sent: Sent, row: str, judges: Sequence[User]) -> list[User]:
    """The ticked judges of a row of the panels, the one who writes first."""
    ticked = sent.getlist(f"judge-{row}")
    chosen = [judge for judge in judges if str(judge.id) in ticked]
    first = sent.get(f"first-{row}", "")
    return sorted(chosen, key=lambda judge: str(judge.id) != first)


class ReasonForm(BaseForm):
    """An act that needs a reason."""

    reason = StringField(_l("Reason"), [InputRequired(_l("Say why.")), Length(max=400)])


class ReturnForm(ReasonForm):
    """An aspect goes back to its panel."""

    aspect = SelectField(_l("Aspect"), [InputRequired()])


class ExcuseForm(ReasonForm):
    """A judge is excused, or admitted again."""

    judge = SelectField(_l("Judge"), [InputRequired()], coerce=int)
    aspect = SelectField(_l("Aspect"), [InputRequired()])
