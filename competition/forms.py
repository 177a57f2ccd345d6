"""What every form shares: protection against forgery, times of the venue, exact numbers."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from flask import request
from flask_babel import gettext, to_user_timezone, to_utc
from flask_wtf import FlaskForm
from wtforms import StringField, ValidationError

from competition.language import sentence
from judging.errors import RuleViolation
from judging.numbers import parse_number

MOMENT = "%Y-%m-%d %H:%M"
FIRST_YEAR, LAST_YEAR = 2000, 2099
MOST = 1_000_000  # what a count is never above
MOST_PLACES = 4  # decimals that a column keeps


class BaseForm(FlaskForm):  # type: ignore[misc]
    """A form that is checked only when it is sent."""

    def submitted(self) -> bool:
        """Whether the form was sent and holds."""
        return request.method == "POST" and bool(self.validate())

    def refuse(self, field: str, message: str) -> None:
        """Put a refusal beside the field it is about."""
        self[field].errors = [*self[field].errors, message]


class MomentField(StringField):
    """A time at the venue, typed as 2026-12-01 09:00; its data are an aware time in UTC."""

    data: Any

    def _value(self) -> str:
        if isinstance(self.data, datetime):
            return str(to_user_timezone(self.data).strftime(MOMENT))
        return self.raw_data[0] if self.raw_data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            typed = datetime.strptime(valuelist[0].strip().replace("T", " "), MOMENT)  # noqa: DTZ007
        except ValueError as error:
            raise ValueError(gettext("Write the time as 2026-12-01 09:00.")) from error
        if not FIRST_YEAR <= typed.year <= LAST_YEAR:
            raise ValueError(gettext("The year must be %(a)s to %(b)s.", a=FIRST_YEAR, b=LAST_YEAR))
        self.data = to_utc(typed).replace(tzinfo=UTC)


class ExactField(StringField):
    """A number in plain decimal notation; its data are a Decimal."""

    data: Any

    def _value(self) -> str:
        if isinstance(self.data, Decimal):
            return f"{self.data.normalize():f}"
        return self.raw_data[0] if self.raw_data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            self.data = parse_number(valuelist[0].strip())
        except RuleViolation as error:
            raise ValueError(sentence(error.template, error.values)) from error


def at_least_zero(_form: FlaskForm, field: ExactField) -> None:
    """Refuse a number below zero."""
    if field.data is not None and field.data < 0:
        raise ValidationError(gettext("The number must not be below 0."))


def can_be_kept(_form: FlaskForm, field: ExactField) -> None:
    """Refuse a number with more decimals, or more digits, than a column keeps."""
    number = field.data
    if number is None:
        return
    if -number.normalize().as_tuple().exponent > MOST_PLACES:
        raise ValidationError(gettext("At most %(most)s decimals.", most=MOST_PLACES))
    if abs(number) > MOST:
        raise ValidationError(gettext("The number is too large."))
