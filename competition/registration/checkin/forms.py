"""When an event starts, as it is typed."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from competition.forms import BaseForm, MomentField
from competition.registration.checkin.rules import MOST_MINUTES, USUAL_MINUTES


class CheckInTimeForm(BaseForm):
    """The start, and how late somebody may be."""

    starts_at = MomentField(_l("The event starts"), [InputRequired()])
    late_minutes = IntegerField(
        _l("Minutes until the door closes"),
        [InputRequired(), NumberRange(0, MOST_MINUTES)],
        default=USUAL_MINUTES,
    )
