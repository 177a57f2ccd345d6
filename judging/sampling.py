"""Which sheets are re-checked (成绩复核): all of the top group, and some of the rest by lot.

The seed is recorded with the sample, so anybody can draw it again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from judging.errors import RuleViolation
from judging.numbers import round_whole

USUAL_SHARE = Fraction(15, 100)
USUAL_ERROR_LIMIT = Fraction(5, 100)


@dataclass(frozen=True)
class Sheet:
    """A sheet and the rank of the entry it is about; None: the entry is not ranked."""

    code: str
    rank: int | None


@dataclass(frozen=True)
class Sample:
    """The codes to re-check: those of the `top` group, and the `drawn` in the order of the lot."""

    top: tuple[str, ...]
    drawn: tuple[str, ...]


def draw_sample(
    sheets: Iterable[Sheet], *, top: int, seed: str, share: Fraction = USUAL_SHARE
) -> Sample:
    """All sheets of ranks 1..`top`, and at least `share` of the rest, rounded up.

    Only `Random.random` is promised to stay the same in later Pythons, so no sample().
    """
    if not 0 <= share <= 1:
        raise RuleViolation("{share} is not between 0 and 1.", share=str(share))
    if top < 0:
        raise RuleViolation("{top} is not a number of ranks.", top=top)
    first, rest = _parted(sheets, top)
    lots = Random(seed)  # noqa: S311 - a lot that anybody can draw again, no secret
    order = [code for _, code in sorted((lots.random(), code) for code in rest)]
    return Sample(tuple(first), tuple(order[: round_whole(share * len(rest), "ceil")]))


def everything_is_rechecked(checked: int, wrong: int, limit: Fraction = USUAL_ERROR_LIMIT) -> bool:
    """Whether the error rate of the sample is above the limit, so that nothing is left out."""
    if not 0 <= wrong <= checked:
        raise RuleViolation(
            "{wrong} of {checked} sheets cannot be wrong.", wrong=wrong, checked=checked
        )
    return wrong > limit * checked


def _parted(sheets: Iterable[Sheet], top: int) -> tuple[list[str], list[str]]:
    """The codes of the top group and of the rest, sorted: no other order may leak in."""
    ordered = sorted(sheets, key=lambda sheet: sheet.code)
    first = [s.code for s in ordered if s.rank is not None and s.rank <= top]
    return first, [s.code for s in ordered if s.rank is None or s.rank > top]
