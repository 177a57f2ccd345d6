"""What every event has, and a new event."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from competition.events.forms.competitions import LONGEST
from competition.events.forms.lists import list_of
from competition.events.rules import EventFormat, Group
from competition.forms import BaseForm, MomentField


class BasicsForm(BaseForm):
    """What every event has from the start."""

    name_zh = StringField(_l("Name in Chinese"), [InputRequired(), Length(max=LONGEST)])
    name_en = StringField(_l("Name in English"), [InputRequired(), Length(max=LONGEST)])
    group = SelectField(_l("Group"), [InputRequired()], choices=list_of("Group"), coerce=Group)
    event_format = SelectField(
        _l("Format"), [InputRequired()], choices=list_of("EventFormat"), coerce=EventFormat
    )
    occupation = StringField(_l("Occupation"), [Optional(), Length(max=LONGEST)])
    occupation_code = StringField(
        _l("Occupation code"),
        [
            Optional(),
            Regexp(
                r"^[0-9]+(-[0-9]+){3}$",
                message=_l("An occupation code has four numbers, such as 6-18-01-02."),
            ),
        ],
    )
    level = SelectField(
        _l("Level of the test paper"), [InputRequired()], choices=list_of("SkillLevel")
    )
    event_kind = SelectField(_l("Kind of event"), choices=list_of("EventKind"))
    held_on = DateField(_l("Day of the final"), [InputRequired()])
    registration_closes_at = MomentField(_l("Registration closes"), [InputRequired()])

    def validate_registration_closes_at(self, field: MomentField) -> None:
        if field.data and self.held_on.data and field.data.date() > self.held_on.data:
            raise ValidationError(gettext("Registration must close before the day of the final."))


class NewEventForm(BasicsForm):
    """A new event; the preset fills the settings that are not asked here."""

    preset = SelectField(
        _l("Starts with the settings of"), [InputRequired()], choices=list_of("Preset")
    )

    def settings(self) -> dict[str, Any]:
        """Keyword arguments of `operations.add_event`."""
        return {
            name: field.data or "" for name, field in self._fields.items() if name != "csrf_token"
        }
