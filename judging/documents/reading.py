"""Reading a JSON document: every fault is noted with its path, nothing is ignored.

A `Node` is a value with its path. Its readers note a fault and return a harmless value of the
promised type, so that reading goes on; whoever started raises `Faults` when any were noted.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from judging.errors import Fault, InvalidNumber, RuleViolation
from judging.numbers import parse_fraction
from judging.sentences import Sentence, say

T = TypeVar("T")
MISSING = object()
LONGEST_SHOWN = 60
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LARGEST_COUNT = 10**12


class JsonObject(dict[str, Any]):
    """An object as it was written, with the keys that were written twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        keys = [key for key, _ in pairs]
        self.repeated = sorted({key for key in keys if keys.count(key) > 1})


def read_json(text: str) -> object:
    """Read a document; raises RuleViolation when it is not JSON."""
    try:
        return json.loads(text, object_pairs_hook=JsonObject, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise RuleViolation("This is not JSON: {problem}.", problem=str(error)) from error


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not a JSON number")


def shown(value: object) -> str:
    """The value as JSON, short and printable."""
    text = printable(json.dumps(value, ensure_ascii=False, default=repr))
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def printable(text: str) -> str:
    """Halves of surrogate pairs cannot be printed."""
    return text.encode("utf-8", "backslashreplace").decode()


class Node:
    """A value in a document, with its path and the list that faults are noted in."""

    def __init__(self, value: object, path: str, faults: list[Fault]) -> None:
        self.value = value
        self.path = path
        self.faults = faults

    def refuse(self, why: Sentence) -> None:
        """Note a fault at this path."""
        self.faults.append(Fault(self.path or "document", why.template, **why.values))

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> "Fields":
        """Read an object that has all the `required` keys and no others than the `optional`."""
        return Fields(self, required, optional)

    def items(self, *, minimum: int = 0) -> list["Node"]:
        """Read a list of at least so many values."""
        if self.value is MISSING:
            return []
        if not isinstance(self.value, list):
            self.refuse(say("{value} is not a list.", value=shown(self.value)))
            return []
        if len(self.value) < minimum:
            self.refuse(say("The list has fewer than {minimum} values.", minimum=minimum))
        return [self._item(i, value) for i, value in enumerate(self.value)]

    def _item(self, index: int, value: object) -> "Node":
        return Node(value, f"{self.path}[{index}]", self.faults)

    def distinct(self, read: "Callable[[Node], T]", *, minimum: int = 1) -> tuple[T, ...]:
        """Read a list of values that do not repeat."""
        values: list[T] = []
        for item in self.items(minimum=minimum):
            before = len(self.faults)
            value = read(item)
            if len(self.faults) == before and value in values:
                item.refuse(say("{value} is listed twice.", value=shown(item.value)))
            values.append(value)
        return tuple(values)

    def text(self) -> str:
        """Read a text that is not blank."""
        text = self.remark()
        blank = isinstance(self.value, str) and not text.strip()
        if blank or printable(text) != text:
            self.refuse(say("The text is blank or cannot be printed."))
        return text

    def remark(self) -> str:
        """Read a text that is only shown, and may be blank."""
        if isinstance(self.value, str):
            return self.value
        if self.value is not MISSING:
            self.refuse(say("{value} is not a text.", value=shown(self.value)))
        return ""

    def count(self, minimum: int = 1) -> int:
        """Read a whole number, written without quotes."""
        if self.value is MISSING:
            return minimum
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.refuse(say("{value} is not a whole number.", value=shown(self.value)))
            return minimum
        if not minimum <= self.value <= LARGEST_COUNT:
            self.refuse(
                say(
                    "{value} is not between {minimum} and {maximum}.",
                    value=shown(self.value),
                    minimum=minimum,
                    maximum=LARGEST_COUNT,
                )
            )
        return self.value

    def choice(self, choices: Iterable[T]) -> T:
        """Read one of these words."""
        known = list(choices)
        if self.value is MISSING:
            return known[0]
        if isinstance(self.value, str) and self.value in known:
            return known[known.index(self.value)]
        words = ", ".join(map(str, known))
        self.refuse(say("{value} is not one of {words}.", value=shown(self.value), words=words))
        return known[0]

    def fraction(self) -> Fraction:
        """Read a share like "1/2": above 0, at most 1, exact."""
        if self.value is MISSING:
            return Fraction(0)
        try:
            share = parse_fraction(self.value if "/" in str(self.value) else None)
        except InvalidNumber:
            self.refuse(say('{value} is not a fraction like "1/2".', value=shown(self.value)))
            return Fraction(0)
        if 0 < share <= 1:
            return share
        self.refuse(say("{value} is not above 0 and at most 1.", value=shown(self.value)))
        return Fraction(0)

    def true(self) -> bool:
        """Read `true`: the key is left out where it does not hold."""
        if self.value is not MISSING and self.value is not True:
            self.refuse(say("{value} is not true.", value=shown(self.value)))
        return True

    def boolean(self) -> bool:
        """Read `true` or `false`."""
        if self.value is not MISSING and not isinstance(self.value, bool):
            self.refuse(say("{value} is not true or false.", value=shown(self.value)))
        return self.value is True

    def day(self) -> date:
        """Read a date like "2026-05-01"."""
        text = self.text()
        try:
            return date.fromisoformat(text if DAY.fullmatch(text) else "")
        except ValueError:
            if text:
                self.refuse(say('{value} is not a date like "2026-05-01".', value=shown(text)))
            return date.min


class Fields:
    """The keys of an object; a key that is absent reads as a harmless value."""

    def __init__(self, node: Node, required: Collection[str], optional: Collection[str]) -> None:
        self.node = node
        self._noted = len(node.faults)
        self._values: dict[str, object] = node.value if isinstance(node.value, dict) else {}
        if isinstance(node.value, dict):
            self._check(set(required), set(required) | set(optional))
        elif node.value is not MISSING:
            node.refuse(say("{value} is not an object.", value=shown(node.value)))

    def _check(self, required: set[str], known: set[str]) -> None:
        for key in getattr(self._values, "repeated", ()):
            self[key].refuse(say("This key is written twice."))
        for key in self._values:
            if key not in known:
                self[key].refuse(say("This key is unknown."))
        for key in sorted(required - set(self._values)):
            self[key].refuse(say("This key is missing."))

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __getitem__(self, key: str) -> Node:
        path = f"{self.node.path}.{printable(key)}".lstrip(".")
        return Node(self._values.get(key, MISSING), path, self.node.faults)

    def optional(self, key: str, read: Callable[[Node], T]) -> T | None:
        """Read a key, or None when it is absent."""
        return read(self[key]) if key in self else None

    @property
    def sound(self) -> bool:
        """No fault was noted since this object was opened."""
        return len(self.node.faults) == self._noted
