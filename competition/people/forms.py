"""Signing in; users."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from competition.forms import BaseForm

LONGEST = 80


class LoginForm(BaseForm):
    """User name and password."""

    username = StringField(_l("User name"), [InputRequired(), Length(max=LONGEST)])
    password = PasswordField(_l("Password"), [InputRequired(), Length(max=200)])


class UserForm(BaseForm):
    """A new user, who may then be appointed."""

    name = StringField(_l("Name"), [InputRequired(), Length(max=LONGEST)])
    name_en = StringField(_l("Name in Latin letters"), [Optional(), Length(max=LONGEST)])
    username = StringField(
        _l("User name"),
        [
            InputRequired(),
            Length(max=LONGEST),
            Regexp(r"^[A-Za-z0-9._-]+$", message=_l("Only letters, digits, dots and hyphens.")),
        ],
    )
    password = PasswordField(_l("First password"), [InputRequired(), Length(max=200)])
    organisation = StringField(_l("Organisation"), [Optional(), Length(max=LONGEST)])
