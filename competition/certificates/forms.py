"""Reasons, typed numbers, files to compare, contestants to choose."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from competition.forms import BaseForm


class ReasonForm(BaseForm):
    """Why a certificate ends; everybody who checks it reads this."""

    reason = TextAreaField(
        _l("Reason, shown on the check page"), [InputRequired(), Length(max=200)]
    )


class NumberForm(BaseForm):
    """A number off a paper."""

    number = StringField(_l("Number of the certificate"), [InputRequired(), Length(max=60)])


class FileForm(BaseForm):
    """A file that might be the issued one."""

    file = FileField(_l("PDF file"), [FileRequired(_l("Choose the PDF file first."))])


class ChosenForm(BaseForm):
    """The contestants who get an account or a new password."""

    person = SelectMultipleField(coerce=int, validate_choice=False)
