"""Aspect: one thing that is marked, out of how much and how; valid by construction."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, get_args

from judging.aggregation import Combine
from judging.errors import Fault, InvalidMark, InvalidScheme
from judging.judgement import read_score
from judging.measurement import Calculation
from judging.numbers import EXACT, parse_number

Kind = Literal["measurement", "judgement", "score", "deduction"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Mark = Decimal | str
"""A mark or measured number; or a word: a label, "pass", "fail", NOT_ATTEMPTED, EXCUSED."""

NOT_ATTEMPTED = "not_attempted"  # a mark of 0, with the flag kept
EXCUSED = "excused"  # this judge is out of the panel for this aspect
SPECIAL = frozenset({NOT_ATTEMPTED, EXCUSED})


@dataclass(frozen=True)
class Aspect:
    """One thing that is marked.

    `maximum` is what one judge gives at most; `step`, when there is one, what marks are a multiple
    of; `spread` how far apart judges may be; `judges` how many 0-3 scores a judgement has.
    `description`, `requirement` and `levels` (the texts of 0 to 3) are for the judges to read.
    """

    code: str
    kind: Kind
    maximum: Decimal
    name: str = ""
    step: Decimal | None = None
    factor: Decimal = Decimal(1)
    section: str = ""
    combine: Combine | None = None
    spread: Decimal | None = None
    judges: int | None = None
    calculation: Calculation | None = None
    description: str = ""
    requirement: str = ""
    levels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind == "judgement":
            self._default("judges", 3)
            self._default("spread", Decimal(1))
        elif self.kind == "score":
            self._default("combine", Combine())
        problems = tuple(self._problems())
        if problems:
            raise InvalidScheme(problems)

    def _default(self, name: str, value: object) -> None:
        if getattr(self, name) is None:
            object.__setattr__(self, name, value)  # still under construction

    def _problems(self) -> Iterator[Fault]:
        if not self.code.strip():
            yield Fault("code", "is empty")
        for name in ("maximum", "step", "factor"):
            value = getattr(self, name)
            if value is not None and value <= 0:
                yield Fault(name, "{value} is not above 0", value=value)
        if self.judges is not None and self.judges < 1:
            yield Fault("judges", "{value} is less than {least}", value=self.judges, least=1)
        if self.spread is not None and self.spread < 0:
            yield Fault("spread", "{value} is less than 0", value=self.spread)
        if self.levels and len(self.levels) != 4:
            yield Fault("levels", "{count} texts instead of four", count=len(self.levels))
        yield from self._misplaced()

    def _misplaced(self) -> Iterator[Fault]:
        """What this kind of aspect has no use for is a mistake, not something to ignore."""
        for name, kinds in _BELONGS_TO.items():
            if getattr(self, name) not in (None, ()) and self.kind not in kinds:
                yield Fault(name, "an aspect of the kind {kind} has none", kind=self.kind)

    @property
    def is_deduction(self) -> bool:
        return self.kind == "deduction"

    @property
    def is_agreed(self) -> bool:
        """Whether the panel gives one value together."""
        return self.kind in ("measurement", "deduction")

    @cached_property
    def worth(self) -> Decimal:
        """What it adds to the criterion's maximum: maximum x factor; a deduction adds nothing."""
        return Decimal(0) if self.is_deduction else EXACT.multiply(self.maximum, self.factor)

    def read(self, text: str) -> Mark:
        """What a judge entered, checked.

        A decimal, or a word (see Mark). Raises InvalidMark or InvalidNumber with the sentence.
        """
        if text in SPECIAL:
            return text
        if self.kind == "judgement":
            return read_score(text)
        if self.calculation is not None:
            return self.calculation.read(text)
        return self._on_step(parse_number(text))

    def _on_step(self, mark: Decimal) -> Decimal:
        if not 0 <= mark <= self.maximum:
            raise InvalidMark(
                "{mark} is not between 0 and {maximum}", mark=mark, maximum=self.maximum
            )
        if self.step is not None and EXACT.remainder(mark, self.step):
            raise InvalidMark("{mark} is not a multiple of {step}", mark=mark, step=self.step)
        return mark


_BELONGS_TO: dict[str, tuple[Kind, ...]] = {
    "combine": ("score",),
    "spread": ("judgement", "score"),
    "judges": ("judgement",),
    "levels": ("judgement",),
    "calculation": ("measurement",),
}
