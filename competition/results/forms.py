"""Publishing, deciding between equals, confirming a scale."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from competition.forms import BaseForm

LONGEST = 500


class PublishForm(BaseForm):
    """The note that goes with a publication; whether it is needed is for the operation to say."""

    reason = TextAreaField(
        _l("Note, published with the results"), [Optional(), Length(max=LONGEST)]
    )


class ReasonForm(BaseForm):
    """A reason that has to be written down."""

    reason = TextAreaField(_l("Reason"), [InputRequired(), Length(max=LONGEST)])


class TieForm(ReasonForm):
    """The place of each of the tied entries among themselves; `tie_form` adds a field for each."""

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
                self.refuse(f"place_{code}", _("%(code)s has this place already.", code=other))
        return not self.errors


def tie_form(codes: Sequence[str]) -> TieForm:
    """A form with one place from 1 to n for each code."""
    fields: dict[str, Any] = {"codes": tuple(codes)}
    for code in codes:
        fields[f"place_{code}"] = IntegerField(
            code,
            [InputRequired(), NumberRange(1, len(codes))],
            render_kw={"inputmode": "numeric"},
        )
    kind: type[TieForm] = type("TieForm", (TieForm,), fields)
    return kind()
