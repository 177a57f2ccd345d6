"""Tiers, competitions and appointments."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from competition.events.regions import region_name
from competition.forms import BaseForm
from competition.people.models import User
from competition.people.queries import users_called
from competition.people.rules import Role
from competition.words import choices

LONGEST = 120


class TierForm(BaseForm):
    """A rung of the ladder."""

    name_zh = StringField(_l("Name in Chinese"), [InputRequired(), Length(max=LONGEST)])
    name_en = StringField(_l("Name in English"), [InputRequired(), Length(max=LONGEST)])
    code = StringField(
        _l("Code"),
        [
            InputRequired(),
            Length(max=40),
            Regexp(r"^[a-z0-9_]+$", message=_l("Only small letters, digits and underscores.")),
        ],
    )
    height = IntegerField(_l("Height"), [InputRequired(), NumberRange(1, 9)])
    feeds_id = SelectField(_l("Winners go to"), [Optional()], coerce=int)


def or_nothing(typed: str | None) -> str:
    """What was typed, without spaces around it."""
    return (typed or "").strip()


class CompetitionForm(BaseForm):
    """One edition of a contest."""

    name_zh = StringField(_l("Name in Chinese"), [InputRequired(), Length(max=LONGEST)])
    name_en = StringField(_l("Name in English"), [InputRequired(), Length(max=LONGEST)])
    tier_id = SelectField(_l("Tier"), [InputRequired()], coerce=int)
    contest_class = SelectField(_l("Class"), [Optional()])
    region = StringField(_l("Region"), [Optional(), Length(max=LONGEST)])
    region_code = StringField(_l("Region code"), [Optional()], [or_nothing])
    industry = StringField(_l("Industry"), [Optional(), Length(max=LONGEST)], [or_nothing])
    organiser_zh = StringField(_l("Organiser in Chinese"), [InputRequired(), Length(max=LONGEST)])
    organiser_en = StringField(_l("Organiser in English"), [InputRequired(), Length(max=LONGEST)])
    starts_on = DateField(_l("First day"), [InputRequired()])
    ends_on = DateField(_l("Last day"), [InputRequired()])

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.contest_class.choices = [("", "—"), *choices("ContestClass")]

    def validate_region_code(self, field: StringField) -> None:
        if field.data and region_name(field.data) is None:
            raise ValidationError(
                gettext("A region code has six digits and is in use today, such as 330100.")
            )

    def validate_ends_on(self, field: DateField) -> None:
        if self.starts_on.data and field.data and field.data < self.starts_on.data:
            raise ValidationError(gettext("The last day is before the first day."))


AT_A_COMPETITION = (Role.ORGANISER, Role.SCOREKEEPER, Role.INSPECTOR, Role.CHECK_IN_REFEREE)
AT_AN_EVENT = (
    Role.CHIEF_JUDGE,
    Role.JUDGE,
    Role.SCOREKEEPER,
    Role.INSPECTOR,
    Role.CHECK_IN_REFEREE,
    Role.EXPERT,
    Role.WORKSHOP_MANAGER,
    Role.TECHNICAL_TRANSLATOR,
    Role.ORGANISER,
)


class AppointForm(BaseForm):
    """Who gets which role here."""

    user: User

    who = StringField(_l("User name or name"), [InputRequired(), Length(max=LONGEST)])
    role = SelectField(_l("Role"), [InputRequired()], coerce=Role)

    def __init__(self, roles: tuple[Role, ...], **values: Any) -> None:
        super().__init__(**values)
        words = dict(choices("Role"))
        self.role.choices = [(role.value, words[role.value]) for role in roles]

    def validate_who(self, field: StringField) -> None:
        found = users_called(field.data or "")
        if not found:
            raise ValidationError(
                gettext(
                    "Nobody signs in as “%(name)s”. The administrator adds users.", name=field.data
                )
            )
        if len(found) > 1:
            names = ", ".join(user.username for user in found)
            raise ValidationError(
                gettext(
                    "Several are called so. Type one of the user names: %(names)s.", names=names
                )
            )
        self.user = found[0]
