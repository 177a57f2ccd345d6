"""Signing in; users."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, Optional, Regexp

from competition.forms import BaseForm

LONGEST = 80


class LoginForm(BaseForm):
    """User name and password."""

    username = StringField(_l("User name"), [InputRequired(), Length(max=LONGEST)])
    password = PasswordField(_l("Password"), [InputRequired(), Length(max=200)])


class PasswordForm(BaseForm):
    """A new password, typed twice."""

    password = PasswordField(_l("New password"), [InputRequired(), Length(max=200)])
    again = PasswordField(
        _l("New password again"),
        [InputRequired(), EqualTo("password", message=_l("The two passwords differ."))],
    )


class OwnPasswordForm(PasswordForm):
    """One's own new password; the present one is asked for."""

    present = PasswordField(_l("Present password"), [InputRequired(), Length(max=200)])


class AccountForm(BaseForm):
    """Who signs in, and how."""

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


class UserForm(AccountForm):
    """A new user, who may then be appointed."""

    organisation = StringField(_l("Organisation"), [Optional(), Length(max=LONGEST)])
