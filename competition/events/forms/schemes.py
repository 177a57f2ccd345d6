"""A marking scheme by hand, or out of a workbook."""

from collections.abc import Iterator
from decimal import Decimal

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import FieldList, Form, FormField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from competition.events.by_hand import Part
from competition.events.forms.competitions import LONGEST
from competition.events.forms.lists import list_of
from competition.forms import BaseForm, ExactField, can_be_kept
from competition.language import said
from judging.errors import RuleViolation

ROWS = 8


class PartForm(Form):
    """One criterion that is marked as a whole. A row without a name is left out."""

    name = StringField(_l("Name of the criterion"), [Optional(), Length(max=LONGEST)])
    weight = ExactField(_l("Weight in %"), [can_be_kept])
    maximum = ExactField(_l("Marked out of"), [can_be_kept])
    step = ExactField(_l("Step"), [can_be_kept])
    combine = SelectField(_l("Marks of the judges"), choices=list_of("Combine"))


class SchemeForm(BaseForm):
    """Criteria with their weights, which add up to 100 %."""

    parts = FieldList(FormField(PartForm), min_entries=ROWS)

    def rows(self) -> list[Part]:
        """The rows that are filled in."""
        return [
            Part(
                name=row["name"].strip(),
                weight=row["weight"],
                maximum=row["maximum"] or Decimal(100),
                step=row["step"],
                combine=row["combine"],
            )
            for row in self.parts.data
            if (row["name"] or "").strip() and row["weight"] is not None
        ]

    def complaints(self) -> Iterator[str]:
        """What is wrong with the rows, in words; nothing when they hold."""
        for number, row in enumerate(self.parts, start=1):
            if (row.form.name.data or "").strip() and row.form.weight.data is None:
                yield gettext("Row %(number)s: the weight is missing.", number=number)
            for field in row.form:
                for fault in field.errors:
                    yield gettext("Row %(number)s: %(fault)s", number=number, fault=fault)
        for part in () if self.errors else self.rows():
            try:
                part.factor()
            except RuleViolation as problem:
                yield said(problem)


class WorkbookForm(BaseForm):
    """The workbook to look into."""

    workbook = FileField(_l("Workbook (.xlsx)"), [FileRequired()])


class ConfirmForm(BaseForm):
    """What was looked at, sealed, to be saved."""

    sealed = HiddenField(validators=[InputRequired()])
