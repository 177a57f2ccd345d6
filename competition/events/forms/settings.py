"""All settings of an event, and how they are kept in the columns of the event."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    Form,
    FormField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from competition.database import Document
from competition.events.forms.events import BasicsForm
from competition.events.forms.lists import criteria_of, list_of, metrics_of
from competition.events.models import Event
from competition.events.rules import TitlePolicy
from competition.forms import MOST, ExactField, MomentField, at_least_zero
from competition.language import local

ROWS_OF_BANDS = 6
LONGEST_CHAIN = 5
AS_THEY_ARE = (
    *("name_zh", "name_en", "group", "event_format", "occupation", "occupation_code", "level"),
    *("event_kind", "held_on", "registration_closes_at", "born_from", "per_delegation"),
    *("most_entries", "minimum_field", "notice_days", "scale", "positions", "advancing_places"),
    *("advancing_per_delegation", "hide_maxima", "registration_opens_at", "marking_starts_at"),
    *("marking_ends_at", "final_by_itself"),
    *("least_level", "title_policy", "prior_titles", "once_only"),
)
ON_THE_SCALE = ("worldskills_2024", "worldskills_2026")


class BandForm(Form):
    """One award: how many places get it. A row without an award is left out."""

    code = SelectField(_l("Award"), choices=list_of("Award"))
    measure = SelectField(_l("Measure"), choices=list_of("BandMeasure"))
    amount = StringField(_l("Places"), [Optional(), Length(max=20)])
    rounding = SelectField(_l("Rounding"), choices=list_of("BandRounding"))
    max_count = IntegerField(_l("At most"), [Optional(), NumberRange(1), NumberRange(max=MOST)])
    minimum = ExactField(_l("Lowest mark"), [Optional(), at_least_zero])
    minimum_field = IntegerField(
        _l("Only in a field of"), [Optional(), NumberRange(1), NumberRange(max=MOST)]
    )


class SettingsForm(BasicsForm):
    """All settings of an event."""

    registration_opens_at = MomentField(_l("Registration opens"), [Optional()])
    marking_starts_at = MomentField(_l("Marking starts"), [Optional()])
    marking_ends_at = MomentField(_l("Marking ends"), [Optional()])
    final_by_itself = BooleanField(
        _l("Results become final by themselves when the notice period ends")
    )
    born_from = DateField(_l("Born on or after"), [Optional()])
    per_delegation = IntegerField(
        _l("Entries a delegation may send"), [Optional(), NumberRange(1), NumberRange(max=MOST)]
    )
    most_entries = IntegerField(
        _l("Entries at most"), [Optional(), NumberRange(1), NumberRange(max=MOST)]
    )
    minimum_field = IntegerField(
        _l("Smallest field"), [InputRequired(), NumberRange(0), NumberRange(max=MOST)]
    )
    notice_days = IntegerField(_l("Days of public notice"), [InputRequired(), NumberRange(0, 365)])
    metrics = FieldList(SelectField(_l("Ranked by")), min_entries=LONGEST_CHAIN)
    ties = SelectField(_l("Equal in all of these"), [InputRequired()], choices=list_of("Ties"))
    least_level = SelectField(_l("Lowest skill level"), choices=list_of("SkillLevel"))
    title_policy = SelectField(
        _l("Who holds a title already"), choices=list_of("TitlePolicy"), coerce=TitlePolicy
    )
    prior_titles = TextAreaField(_l("Titles that count"), [Optional(), Length(max=500)])
    once_only = BooleanField(_l("Who took part on this tier before does not enter again"))
    scale = SelectField(_l("Scale"), [InputRequired()], choices=list_of("Scale"))
    positions = SelectField(
        _l("Published positions"), [InputRequired()], choices=list_of("Positions")
    )
    medal_rule = SelectField(
        _l("Medals and prizes"), [InputRequired()], choices=list_of("MedalRule")
    )
    floor = IntegerField(
        _l("Lowest scale score for a medal"), [Optional(), NumberRange(0), NumberRange(max=MOST)]
    )
    tolerance = IntegerField(
        _l("Points within a medal group"), [Optional(), NumberRange(0), NumberRange(max=MOST)]
    )
    bands = FieldList(FormField(BandForm), min_entries=ROWS_OF_BANDS)
    minimum_score = ExactField(_l("Lowest mark for a prize"), [Optional(), at_least_zero])
    hide_maxima = BooleanField(_l("Judges do not see how many marks an aspect is worth"))
    theory_criterion = SelectField(_l("Theory is criterion"))
    theory_mark = ExactField(_l("Pass mark of theory, of 100"), [Optional(), at_least_zero])
    practical_criterion = SelectField(_l("Practical is criterion"))
    practical_mark = ExactField(
        _l("Pass mark of the practical, of 100"), [Optional(), at_least_zero]
    )
    advances_to_id = SelectField(_l("Winners go to the event"), [Optional()], coerce=int)
    advancing_places = IntegerField(
        _l("Places there"), [InputRequired(), NumberRange(0), NumberRange(max=MOST)]
    )
    advancing_per_delegation = IntegerField(
        _l("Places for one delegation at most"), [Optional(), NumberRange(1), NumberRange(max=MOST)]
    )

    def validate_registration_closes_at(self, field: MomentField) -> None:
        super().validate_registration_closes_at(field)
        opens = self.registration_opens_at.data
        if opens and field.data and field.data <= opens:
            raise ValidationError(gettext("Registration must close after it opens."))

    def validate_marking_starts_at(self, field: MomentField) -> None:
        closes = self.registration_closes_at.data
        if field.data and closes and field.data < closes:
            raise ValidationError(gettext("Marking must start after registration closes."))

    def validate_marking_ends_at(self, field: MomentField) -> None:
        starts = self.marking_starts_at.data or self.registration_closes_at.data
        if field.data and starts and field.data <= starts:
            raise ValidationError(gettext("Marking must end after it starts."))

    def offer(self, event: Event, goals: list[Event]) -> None:
        """Fill the lists that depend on the event."""
        parts = [part.get("criterion", "") for part in event.pass_marks.values()]
        self.theory_criterion.choices = criteria_of(event, *parts)
        self.practical_criterion.choices = criteria_of(event, *parts)
        for field in self.metrics:
            field.choices = metrics_of(event, event.ranking.get("metrics", []))
        self.advances_to_id.choices = [
            (0, gettext("nowhere")),
            *((goal.id, f"{local(goal.competition)}: {local(goal)}") for goal in goals),
        ]

    def settings(self) -> dict[str, Any]:
        """Keyword arguments of `operations.change_event`."""
        values = {name: self[name].data for name in AS_THEY_ARE}
        values["prior_titles"] = "\n".join((self.prior_titles.data or "").split())
        metrics = [field.data for field in self.metrics if field.data]
        return values | {
            "ranking": {"metrics": metrics or ["total"], "ties": self.ties.data},
            "medals": self.medals(),
            "pass_marks": dict(self.pass_marks()),
            "advances_to_id": self.advances_to_id.data or None,
        }

    def medals(self) -> Document:
        """The medal rule, as in the result bundle; what the rule has no use for is left out."""
        rule: Document = {"rule": self.medal_rule.data}
        if self.medal_rule.data in ON_THE_SCALE:
            numbers = {"floor": self.floor.data, "tolerance": self.tolerance.data}
            rule |= {name: value for name, value in numbers.items() if value is not None}
        if self.medal_rule.data == "bands":
            rule["bands"] = [band(row) for row in self.bands.data if row["code"]]
            if self.minimum_score.data is not None:
                rule["minimum_score"] = f"{self.minimum_score.data:f}"
        return rule

    def pass_marks(self) -> Iterator[tuple[str, Document]]:
        """The parts that have both a criterion and a mark."""
        for part in ("theory", "practical"):
            criterion, mark = self[f"{part}_criterion"].data, self[f"{part}_mark"].data
            if criterion and mark is not None:
                yield part, {"criterion": criterion, "mark": f"{mark:f}"}


def band(row: dict[str, Any]) -> Document:
    """One band, as in the result bundle."""
    amount = (row["amount"] or "").strip()
    counted = row["measure"] == "count"
    found: Document = {"code": row["code"], row["measure"]: amount}
    if counted and amount.isdecimal():
        found["count"] = int(amount)
    if not counted:
        found["rounding"] = row["rounding"]
    if row["minimum"] is not None:
        found["minimum"] = f"{row['minimum']:f}"
    for name in ("max_count", "minimum_field"):
        if row[name]:
            found[name] = row[name]
    return found


def values_of(event: Event) -> dict[str, Any]:
    """What the form shows at first."""
    values: dict[str, Any] = {name: getattr(event, name) for name in AS_THEY_ARE}
    for part, kept in event.pass_marks.items():
        values |= {f"{part}_criterion": kept["criterion"], f"{part}_mark": Decimal(kept["mark"])}
    score = event.medals.get("minimum_score")
    return values | {
        "metrics": event.ranking.get("metrics", []),
        "ties": event.ranking.get("ties", "share"),
        "medal_rule": event.medals.get("rule", "none"),
        "floor": event.medals.get("floor"),
        "tolerance": event.medals.get("tolerance"),
        "bands": [row_of(kept) for kept in event.medals.get("bands", [])],
        "minimum_score": Decimal(score) if score is not None else None,
        "advances_to_id": event.advances_to_id or 0,
    }


def row_of(kept: Document) -> dict[str, Any]:
    """A band as a row of the form."""
    measure = next(name for name in ("count", "fraction", "to_fraction") if name in kept)
    return {
        "code": kept["code"],
        "measure": measure,
        "amount": str(kept[measure]),
        "rounding": kept.get("rounding", "floor"),
        "max_count": kept.get("max_count"),
        "minimum": Decimal(kept["minimum"]) if "minimum" in kept else None,
        "minimum_field": kept.get("minimum_field"),
    }
