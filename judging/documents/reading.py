"""Reading a JSON document: every fault is noted with its path, and reading goes on."""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from judging.errors import Fault, Faults, RuleViolation
from judging.numbers import is_whole, parse_fraction, parse_number
from judging.sentences import shown

Number = TypeVar("Number", Decimal, Fraction)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Reading:
    """Collects faults. Each method returns a usable value, or None after noting a fault."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.names: dict[str, set[str]] = {}

    def fault(self, path: str, template: str, **values: object) -> None:
        """Note what is wrong at `path`; the whole is called “document”."""
        self.faults.append(Fault(path or "document", template, **values))

    def take(self, path: str, faults: Faults) -> None:
        """Note the faults of a part, their paths seen from the whole."""
        for fault in faults.faults:
            self.fault(joined(path, fault.path), fault.template, **fault.values)

    def refuse(self) -> None:
        """Raise what was found, if anything."""
        if self.faults:
            raise Faults(self.faults)

    def table(
        self, value: object, path: str, required: Collection[str], optional: Collection[str] = ()
    ) -> dict[str, Any] | None:
        """An object with the required keys and no unknown ones."""
        if not isinstance(value, dict):
            self.fault(path, "is not an object")
            return None
        self._note_repeated(value, path)
        for key in value:
            if key not in required and key not in optional:
                self.fault(joined(path, key), "unknown key")
        for key in required:
            if key not in value:
                self.fault(joined(path, key), "missing")
        return value

    def items(self, value: object, path: str, *, least: int = 0) -> Iterator[tuple[str, Any]]:
        """The path and value of each item of a list of at least so many."""
        if not isinstance(value, list):
            self.fault(path, "is not a list")
            return
        if not value and least:
            self.fault(path, "is empty")
        elif len(value) < least:
            self.fault(path, "has fewer than {least} values", least=least)
        for index, item in enumerate(value):
            yield f"{path}[{index}]", item

    def members(self, value: object, path: str) -> Iterator[tuple[str, str, Any]]:
        """The path, key and value of each member of an object with keys of the author's own."""
        if not isinstance(value, dict):
            self.fault(path, "is not an object")
            return
        self._note_repeated(value, path)
        for key, item in value.items():
            yield joined(path, key), key, item

    def _note_repeated(self, value: dict[str, Any], path: str) -> None:
        """A key that the file has twice; which of the two was meant nobody can tell."""
        for key in getattr(value, "repeated", ()):
            self.fault(joined(path, key), "is written twice")

    def text(self, value: object, path: str, *, empty: bool = True) -> str | None:
        if not isinstance(value, str):
            self.fault(path, "{value} is not a text", value=shown(value))
            return None
        if not empty and not value.strip():
            self.fault(path, "is empty")
            return None
        if not value.isprintable() and not _is_encodable(value):
            self.fault(path, "{value} cannot be printed", value=shown(value))
            return None
        return value

    def name(self, value: object, path: str, sort: str) -> str | None:
        """A code, not empty, that no other thing of its sort has."""
        name = self.text(value, path, empty=False)
        if name is None:
            return None
        if not name.isprintable():
            self.fault(path, "{value} cannot be printed", value=shown(name))
            return None
        names = self.names.setdefault(sort, set())
        if name in names:
            self.fault(path, "{code} is there twice", code=shown(name))
        names.add(name)
        return name

    def choice(self, value: object, path: str, options: Collection[str]) -> str | None:
        if isinstance(value, str) and value in options:
            return value
        self.fault(
            path, "{value} is not one of {options}", value=shown(value), options=", ".join(options)
        )
        return None

    def count(
        self, value: object, path: str, least: int | None = 0, most: int | None = None
    ) -> int | None:
        """A JSON integer, not below `least` and not above `most`."""
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(path, "{value} is not a whole number without quotes", value=shown(value))
            return None
        if most is not None and not (least or 0) <= value <= most:
            self.fault(
                path,
                "{value} is not between {minimum} and {maximum}",
                value=value,
                minimum=least or 0,
                maximum=most,
            )
            return None
        if least is not None and value < least:
            self.fault(path, "{value} is less than {least}", value=value, least=least)
            return None
        return value

    def whole(self, value: object, path: str, least: int = 0) -> int | None:
        """A whole number not below `least`: a JSON integer, or in quotes as other numbers are."""
        if not isinstance(value, str):
            return self.count(value, path, least)
        number = self.number(value, path)
        if number is None:
            return None
        if not is_whole(number):
            self.fault(path, "{value} is not a whole number", value=number)
            return None
        return self.count(int(number), path, least)

    def number(self, value: object, path: str) -> Decimal | None:
        return self._parsed(parse_number, value, path)

    def amount(self, value: object, path: str) -> Decimal | None:
        """A number that is not negative."""
        number = self.number(value, path)
        if number is not None and number < 0:
            self.fault(path, "{value} is less than 0", value=number)
            return None
        return number

    def positive(self, value: object, path: str) -> Decimal | None:
        """A number above 0."""
        number = self.number(value, path)
        if number is not None and number <= 0:
            self.fault(path, "{value} is not above 0", value=number)
            return None
        return number

    def fraction(self, value: object, path: str) -> Fraction | None:
        return self._parsed(parse_fraction, value, path)

    def _parsed(self, parse: Callable[[object], Number], value: object, path: str) -> Number | None:
        try:
            return parse(value)
        except RuleViolation as violation:
            self.faults.append(Fault.of(path, violation))
            return None

    def day(self, text: str, path: str) -> date | None:
        """A date as ISO 8601 writes it, with hyphens."""
        try:
            return date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError:
            self.fault(path, "{value} is not a date like 2026-09-20", value=shown(text))
            return None


def joined(path: str, rest: str) -> str:
    """`scheme` and `decimals` -> `scheme.decimals`; either may be empty."""
    rest = rest if rest.isprintable() else shown(rest)
    return f"{path}.{rest}" if path and rest else path or rest


def _is_encodable(text: str) -> bool:
    """Half of a surrogate pair is valid JSON, but no text."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
