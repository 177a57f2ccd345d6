"""What comes in about rule sets and decisions."""

import json
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectMultipleField, TextAreaField, widgets
from wtforms.validators import InputRequired, Length

from competition.forms import BaseForm


class FileForm(BaseForm):
    """A rule-set file; `document` is what it holds once the form is valid."""

    file = FileField(_l("Rule-set file (JSON)"), [FileRequired()])
    document: Any = None

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        try:
            self.document = json.loads(self.file.data.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.refuse("file", _("This is not a text in UTF-8."))
        except json.JSONDecodeError as fault:
            self.refuse(
                "file",
                _(
                    "This is not JSON: line %(line)s, column %(column)s.",
                    line=fault.lineno,
                    column=fault.colno,
                ),
            )
        except ValueError:
            self.refuse("file", _("This file has a number of too many digits."))
        except RecursionError:
            self.refuse("file", _("This file is nested too deeply."))
        if not self.errors and not can_be_written(self.document):
            self.refuse("file", _("This file has characters that are no text."))
        return not self.errors


def can_be_written(document: Any) -> bool:
    """Whether a database keeps the texts: JSON can spell a NUL, and halves of characters."""
    text = json.dumps(document, ensure_ascii=False)
    return "\\u0000" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


class ChooseForm(BaseForm):
    """Which rule sets of a file to take."""

    keys = SelectMultipleField(
        _l("Rule sets to take"),
        [InputRequired(_l("Choose at least one."))],
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
    )


class InForceForm(BaseForm):
    """The rule set of an event."""

    version_id = RadioField(_l("Rule set"), [InputRequired()], coerce=int)


class WithdrawForm(BaseForm):
    """Why a decision is taken back."""

    reason = TextAreaField(_l("Reason"), [InputRequired(), Length(max=500)])
