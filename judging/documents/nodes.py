"""A document part by part: a `Node` is a value with its path in a `Reading`.

Its readers return a harmless value of the promised type where the reading notes a fault, so that
going on finds the next one; whoever started the reading refuses the document in the end.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import TypeVar

from judging.documents.reading import Reading, joined
from judging.sentences import Sentence, say, shown

T = TypeVar("T")
Word = TypeVar("Word", bound=str)
MISSING = object()
LARGEST_COUNT = 10**12


class Node:
    """A value in a document, with its path and the reading that notes its faults."""

    def __init__(self, value: object, path: str, reading: Reading) -> None:
        self.value = value
        self.path = path
        self.reading = reading

    def refuse(self, why: Sentence) -> None:
        """Note a fault at this path."""
        self.reading.fault(self.path, why.template, **why.values)

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> "Fields":
        """Read an object that has all the `required` keys and no others than the `optional`."""
        return Fields(self, required, optional)

    def items(self, *, minimum: int = 0) -> list["Node"]:
        """Read a list of at least so many values."""
        if self.value is MISSING:
            return []
        items = self.reading.items(self.value, self.path, least=minimum)
        return [Node(value, path, self.reading) for path, value in items]

    def distinct(self, read: "Callable[[Node], T]", *, minimum: int = 1) -> tuple[T, ...]:
        """Read a list of values that do not repeat."""
        values: list[T] = []
        for item in self.items(minimum=minimum):
            before = len(self.reading.faults)
            value = read(item)
            if len(self.reading.faults) == before and value in values:
                item.refuse(say("{code} is there twice", code=shown(item.value)))
            values.append(value)
        return tuple(values)

    def text(self, *, empty: bool = False) -> str:
        """Read a text, which is not blank unless it may be `empty`."""
        if self.value is MISSING:
            return ""
        return self.reading.text(self.value, self.path, empty=empty) or ""

    def remark(self) -> str:
        """Read a text that is only shown, and may be blank."""
        return self.text(empty=True)

    def count(self, minimum: int = 1) -> int:
        """Read a whole number, written without quotes."""
        if self.value is MISSING:
            return minimum
        count = self.reading.count(self.value, self.path, minimum, LARGEST_COUNT)
        return minimum if count is None else count

    def choice(self, choices: Iterable[Word]) -> Word:
        """Read one of these words."""
        known = list(choices)
        if self.value is MISSING:
            return known[0]
        word = self.reading.choice(self.value, self.path, known)
        return next((choice for choice in known if choice == word), known[0])

    def fraction(self) -> Fraction:
        """Read a share like "1/2": above 0, at most 1, exact."""
        if self.value is MISSING:
            return Fraction(0)
        if "/" not in str(self.value):
            self.refuse(say('{value} is not a fraction like "1/2"', value=shown(self.value)))
            return Fraction(0)
        share = self.reading.fraction(self.value, self.path)
        if share is None or 0 < share <= 1:
            return share or Fraction(0)
        self.refuse(say("{value} is not above 0 and at most 1", value=shown(self.value)))
        return Fraction(0)

    def true(self) -> bool:
        """Read `true`: the key is left out where it does not hold."""
        if self.value is not MISSING and self.value is not True:
            self.refuse(say("{value} is not true", value=shown(self.value)))
        return True

    def boolean(self) -> bool:
        """Read `true` or `false`."""
        if self.value is not MISSING and not isinstance(self.value, bool):
            self.refuse(say("{value} is not true or false", value=shown(self.value)))
        return self.value is True

    def day(self) -> date:
        """Read a date like "2026-05-01"."""
        text = self.text()
        return (self.reading.day(text, self.path) if text else None) or date.min


class Fields:
    """The keys of an object; a key that is absent reads as a harmless value."""

    def __init__(self, node: Node, required: Collection[str], optional: Collection[str]) -> None:
        self.node = node
        self._noted = len(node.reading.faults)
        self._values: dict[str, object] = {}
        if node.value is not MISSING:
            self._values = node.reading.table(node.value, node.path, required, optional) or {}

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __getitem__(self, key: str) -> Node:
        path = joined(self.node.path, key)
        return Node(self._values.get(key, MISSING), path, self.node.reading)

    def optional(self, key: str, read: Callable[[Node], T]) -> T | None:
        """Read a key, or None when it is absent."""
        return read(self[key]) if key in self else None

    @property
    def sound(self) -> bool:
        """No fault was noted since this object was opened."""
        return len(self.node.reading.faults) == self._noted
