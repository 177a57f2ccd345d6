"""Many judges' marks -> one: the METHODS table.

A method turns the marks that count into a sum and a divisor, both exact; the one who asks rounds.
To add a method: one function, one line in METHODS.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from judging.errors import Fault, IncompletePanel, InvalidScheme
from judging.sentences import shown

Marks = Sequence[Decimal]
Ratio = tuple[Decimal, int]


def mean(marks: Marks) -> Ratio:
    return sum(marks, Decimal(0)), len(marks)


def median(marks: Marks) -> Ratio:
    """The middle mark, or the mean of the two in the middle."""
    ordered = sorted(marks)
    middle = len(ordered) // 2
    return mean(ordered[middle : middle + 1] if len(ordered) % 2 else ordered[middle - 1 :][:2])


def total(marks: Marks) -> Ratio:
    return sum(marks, Decimal(0)), 1


METHODS: dict[str, Callable[[Marks], Ratio]] = {
    "mean": mean,
    "median": median,
    "sum": total,
    "trimmed_mean": mean,
    "trimmed_sum": total,
}
"""Name -> how the marks that are left after the drops become one."""


@dataclass(frozen=True)
class Combine:
    """How a panel's marks become one: drop so many highest and lowest, then the method."""

    method: str = "mean"
    drop_highest: int = 0
    drop_lowest: int = 0

    @classmethod
    def of(
        cls, method: str, drop_highest: int | None = None, drop_lowest: int | None = None
    ) -> "Combine":
        """Where no drop is stated, the trimmed methods drop one at each end, the others none."""
        if drop_highest is None and drop_lowest is None and method.startswith("trimmed_"):
            return cls(method, 1, 1)
        return cls(method, drop_highest or 0, drop_lowest or 0)

    def __post_init__(self) -> None:
        problems = tuple(self._problems())
        if problems:
            raise InvalidScheme(problems)

    def _problems(self) -> Iterator[Fault]:
        if self.method not in METHODS:
            yield Fault(
                "method",
                "{value} is not one of {options}",
                value=shown(self.method),
                options=", ".join(METHODS),
            )
        for name in ("drop_highest", "drop_lowest"):
            if getattr(self, name) < 0:
                yield Fault(name, "{value} is less than 0", value=getattr(self, name))

    @property
    def needs(self) -> int:
        """The smallest panel: what is dropped, and one more."""
        return self.drop_highest + self.drop_lowest + 1

    def kept(self, marks: Marks) -> Marks:
        """The marks that count, or IncompletePanel when the drops leave none."""
        if len(marks) < self.needs:
            raise IncompletePanel(
                "{count} marks, but {method} needs at least {needs}",
                count=len(marks),
                method=self.method,
                needs=self.needs,
            )
        if self.needs == 1:
            return marks
        return sorted(marks)[self.drop_lowest : len(marks) - self.drop_highest]

    def ratio(self, marks: Marks) -> Ratio:
        """The panel's value as an exact sum and divisor."""
        return METHODS[self.method](self.kept(marks))
