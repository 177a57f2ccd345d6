"""Delegations, entries, decisions and lists as they are typed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, Regexp

from competition.forms import BaseForm, ExactField, can_be_kept
from competition.language import local, sentence
from competition.registration.models import Delegation, Entry
from competition.registration.nominees import Nominee, read_nominee
from competition.registration.rules import Obstacle, Waivable
from competition.vault import vault
from competition.words import choices
from judging.errors import Fault, Faults

LONGEST = 200
PERSONAL = (
    "name",
    "name_en",
    "document_type",
    "document",
    "born",
    "organisation",
    "current_level",
    "titles",
)


class Needed:
    """Marks a field as required; `read_nominee` says all that is missing at once."""

    field_flags: Mapping[str, bool] = {"required": True}

    def __call__(self, form: BaseForm, field: Field) -> None:
        """Nothing to check here."""


class DelegationForm(BaseForm):
    """A new delegation of a competition."""

    code = StringField(
        _l("Code"),
        [
            InputRequired(),
            Regexp(r"^\s*[A-Za-z0-9-]{1,12}\s*$", message=_l("1 to 12 letters and digits.")),
        ],
    )
    name_zh = StringField(_l("Name in Chinese"), [InputRequired(), Length(max=LONGEST)])
    name_en = StringField(_l("Name in English"), [Optional(), Length(max=LONGEST)])
    organisation = StringField(_l("Organisation"), [Optional(), Length(max=LONGEST)])
    credit_code = StringField(_l("Unified social credit code"), [Optional(), Length(max=30)])


class LeaderForm(BaseForm):
    """Somebody who enters contestants for a delegation."""

    username = StringField(_l("User name"), [InputRequired(), Length(max=LONGEST)])


class EntryForm(BaseForm):
    """An entry; `entry_form` adds the fields of each member, `name_1`, `born_1`, …"""

    delegation = SelectField(_l("Delegation"), coerce=int)
    waive = SelectMultipleField(
        _l("Waive"), [Optional()], choices=lambda: choices("Waivable"), coerce=Waivable
    )
    because = StringField(_l("Reason for waiving"), [Optional(), Length(max=LONGEST)])
    size = 1
    entry: Entry | None = None  # the one that is corrected
    met: set[Waivable]
    form_errors: list[str]

    def waivable(self) -> list[Waivable]:
        """The obstacles that were met and may be waived, with those chosen already."""
        return [one for one in Waivable if one in self.met or one in (self.waive.data or [])]

    def nominees(self) -> list[Nominee]:
        """The members that were typed; raises Faults, `2.born` for the second member's."""
        read: list[Nominee] = []
        faults: list[Fault] = []
        for n in range(1, self.size + 1):
            cells = {code: self[f"{code}_{n}"].data or "" for code in PERSONAL}
            cells["document"] = self.document(n, cells["document"])
            try:
                read.append(read_nominee(cells))
            except Faults as wrong:
                faults += [_at(n, fault) for fault in wrong.faults]
        if faults:
            raise Faults(faults)
        return read

    def document(self, n: int, typed: str) -> str:
        """The whole number: the page shows a masked one, which comes back when it is left alone."""
        members = self.entry.members[n - 1 : n] if self.entry else []
        for member in members:
            if typed == member.person.document_masked:
                return vault.open(member.person.document_sealed)
        return typed

    def place(self, faults: Iterable[Fault]) -> None:
        """Put each fault beside the field it is about, or on top."""
        for fault in faults:
            if isinstance(fault, Obstacle):
                self.met.add(fault.waivable)
            n, _, code = fault.path.rpartition(".")
            name = f"{code}_{n}" if n else code
            said = sentence(fault.sentence.template, fault.sentence.values)
            if name and name in self:
                self.refuse(name, said)
            else:
                self.form_errors.append(said)


def _at(n: int, fault: Fault) -> Fault:
    return Fault(f"{n}.{fault.path}", fault.sentence.template, **fault.sentence.values)


def entry_form(
    size: int, delegations: Sequence[Delegation], entry: Entry | None = None
) -> EntryForm:
    """The form of an entry of `size` persons; filled in with `entry`."""
    fields: dict[str, Any] = {"size": size, "met": set()}
    for n in range(1, size + 1):
        fields |= _member_fields(n)
    form_class: type[EntryForm] = type("EntryForm", (EntryForm,), fields)
    form = form_class(data=_typed(entry) if entry else None)
    form.entry = entry
    form.delegation.choices = [(one.id, local(one)) for one in delegations]
    return form


def _member_fields(n: int) -> dict[str, Field]:
    return {
        f"name_{n}": StringField(_l("Full name"), [Needed(), Length(max=LONGEST)]),
        f"name_en_{n}": StringField(_l("Name in Latin letters"), [Length(max=LONGEST)]),
        f"document_type_{n}": SelectField(
            _l("Document"), [Needed()], choices=lambda: choices("DocumentType")
        ),
        f"document_{n}": StringField(_l("Document number"), [Needed(), Length(max=LONGEST)]),
        f"born_{n}": StringField(_l("Date of birth"), [Length(max=LONGEST)]),
        f"organisation_{n}": StringField(_l("Employer or school"), [Length(max=LONGEST)]),
        f"current_level_{n}": SelectField(
            _l("Skill level held in the occupation"),
            [Needed()],
            choices=lambda: choices("SkillLevel"),
        ),
        f"titles_{n}": StringField(_l("Titles held"), [Length(max=LONGEST)]),
    }


def _typed(entry: Entry) -> dict[str, Any]:
    """What the form of an entry was sent with."""
    typed: dict[str, Any] = {"delegation": entry.delegation_id}
    for n, member in enumerate(entry.members, start=1):
        person = member.person
        typed |= {
            f"name_{n}": person.name,
            f"name_en_{n}": person.name_en,
            f"document_type_{n}": person.document_type,
            f"document_{n}": person.document_masked,
            f"born_{n}": person.born.isoformat(),
            f"organisation_{n}": person.organisation.name_zh if person.organisation else "",
            f"current_level_{n}": member.current_level,
            f"titles_{n}": member.titles,
        }
    return typed


class WaiverForm(BaseForm):
    """One obstacle of one member, set aside."""

    person = IntegerField(_l("Person"), [InputRequired()])
    obstacle = SelectField(
        _l("Obstacle"), [InputRequired()], choices=lambda: choices("Waivable"), coerce=Waivable
    )
    reason = StringField(_l("Reason"), [Length(max=LONGEST)])


class ReasonForm(BaseForm):
    """Why an entry is returned, rejected or withdrawn; accepting needs no reason."""

    reason = TextAreaField(_l("Reason"), [Length(max=LONGEST)])


class PartForm(BaseForm):
    """How an accepted entry takes part."""

    part = SelectField(_l("Takes part as"), choices=lambda: choices("Part"))
    reason = StringField(_l("Reason"), [Length(max=LONGEST)])


class TimeForm(BaseForm):
    """How long an entry took."""

    time = ExactField(_l("Time in seconds"), [can_be_kept])


class PenaltyForm(BaseForm):
    """Points taken from the total."""

    points = ExactField(_l("Points taken off"), [InputRequired(), can_be_kept])
    reason = StringField(_l("Reason"), [InputRequired(), Length(max=LONGEST)])


class ListForm(BaseForm):
    """A list of entries as a file."""

    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])
