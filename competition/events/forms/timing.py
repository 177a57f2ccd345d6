"""Why somebody goes before the clock."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length

from competition.forms import BaseForm


class EarlierForm(BaseForm):
    """The reason; whether one is needed is for the operation to say."""

    reason = StringField(_l("Reason"), [Length(max=200)])
