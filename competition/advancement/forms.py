"""What comes in about places at the next tier."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from competition.forms import MOST, BaseForm

LONGEST = 500


class GoalForm(BaseForm):
    """Where the winners go, and how many of them."""

    to_event_id = SelectField(_l("Event of the next tier"), [InputRequired()], coerce=int)
    places = IntegerField(_l("Places"), [InputRequired(), NumberRange(1), NumberRange(max=MOST)])
    per_delegation = IntegerField(
        _l("At most from one delegation"), [Optional(), NumberRange(1), NumberRange(max=MOST)]
    )


class DeclineForm(BaseForm):
    """Why a place is declined; the organiser and the next in line learn of it."""

    reason = TextAreaField(_l("Reason"), [InputRequired(), Length(max=LONGEST)])


class TieForm(BaseForm):
    """The place of each of the equals among themselves; `tie_form` adds a field for each."""

    reason = TextAreaField(_l("Reason"), [InputRequired(), Length(max=LONGEST)])
    codes: Sequence[str] = ()

    def order(self) -> list[str]:
        """The codes, best first."""
        return sorted(self.codes, key=lambda code: int(self[f"place_{code}"].data))

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        places: dict[int, str] = {}
        for code in self.codes:
            other = places.setdefault(self[f"place_{code}"].data, code)
            if other != code:
                self.refuse(
                    f"place_{code}",
                    _("%(name)s has this place already.", name=self[f"place_{other}"].label.text),
                )
        return not self.errors


def tie_form(names: dict[str, str]) -> TieForm:
    """A form with one place from 1 to n for each code, labelled with the name."""
    fields: dict[str, Any] = {"codes": tuple(names)}
    for code, name in names.items():
        fields[f"place_{code}"] = IntegerField(
            name,
            [InputRequired(), NumberRange(1, len(names))],
            render_kw={"inputmode": "numeric"},
        )
    kind: type[TieForm] = type("TieForm", (TieForm,), fields)
    return kind()
