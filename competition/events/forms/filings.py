"""The filing sheet, and what the authority answers."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from competition.forms import BaseForm

LONGEST = 120
LONGEST_PLAN = 20_000


class SheetForm(BaseForm):
    """What the organiser files. It may be saved with gaps; submitting names them."""

    year = IntegerField(_l("Year of the plan"), [InputRequired(), NumberRange(2000, 2100)])
    expected = IntegerField(_l("Contestants expected"), [Optional(), NumberRange(1, 1_000_000)])
    host = StringField(_l("Host"), [Length(max=LONGEST)])
    contact = StringField(_l("Contact"), [Length(max=LONGEST)])
    phone = StringField(_l("Telephone"), [Length(max=40)])
    plan = TextAreaField(_l("Implementation plan"), [Length(max=LONGEST_PLAN)])


class AcceptForm(BaseForm):
    """The answer yes."""

    number = StringField(_l("Filing number"), [InputRequired(), Length(max=LONGEST)])


class ReturnForm(BaseForm):
    """The answer no."""

    reason = TextAreaField(_l("Reasons"), [InputRequired(), Length(max=2000)])
