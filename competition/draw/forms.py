"""A draw as it is typed, and what opens registration again."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from competition.forms import BaseForm, MomentField

MOST_STATIONS = 1000


class CodeDrawForm(BaseForm):
    """Entry codes: from which seed, beginning how, and why again."""

    seed = StringField(_l("Seed"), [Length(max=200)])
    prefix = StringField(_l("Codes begin with"), [Length(max=4)], default="K")
    reason = StringField(_l("Why it is drawn again"), [Length(max=200)])


class StationDrawForm(BaseForm):
    """Stations: from which seed, how many there are, and why again."""

    seed = StringField(_l("Seed"), [Length(max=200)])
    places = IntegerField(_l("Number of stations"), [Optional(), NumberRange(1, MOST_STATIONS)])
    apart = BooleanField(_l("No two of a delegation next to each other, where possible"))
    reason = StringField(_l("Why it is drawn again"), [Length(max=200)])


class ReopenForm(BaseForm):
    """Until when registration is open again, and why."""

    closes_at = MomentField(_l("Registration closes"), [InputRequired()])
    reason = StringField(_l("Reason"), [InputRequired(), Length(max=200)])
