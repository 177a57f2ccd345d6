"""Sentences as data: a template and its values, so that the application can translate them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Sentence:
    """An English sentence with named placeholders, `{code}: no mark.`, and its values."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**{name: _plain(value) for name, value in self.values.items()})


def say(template: str, **values: object) -> Sentence:
    """Make a Sentence; the values are named as in the template."""
    return Sentence(template, values)


def shown(value: object) -> str:
    """A value out of a document as it may stand in a sentence: short and on one line."""
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    text = value if isinstance(value, str) and value.strip() == value != "" else repr(value)
    text = text if text.isprintable() else repr(text)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _plain(value: object) -> object:
    """A decimal never prints with an exponent."""
    return f"{value:f}" if isinstance(value, Decimal) else value
