"""Sentences as data: a template and its values, so that the application can translate them."""

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


def _plain(value: object) -> object:
    """A decimal never prints with an exponent."""
    return f"{value:f}" if isinstance(value, Decimal) else value
