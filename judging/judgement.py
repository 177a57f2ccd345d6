"""0-3 scores -> mark, or why they must be given again.

mark = maximum x sum / (3 x judges), exact until the aspect rounds it. The limit on the spread
holds for every kind that several judges mark.
"""

from collections.abc import Sequence
from decimal import Decimal

from judging.errors import InvalidAspect, InvalidMark
from judging.numbers import parse_number
from judging.sentences import shown

HIGHEST = 3
"""0 below the standard of the trade, 1 meets it, 2 exceeds it in parts, 3 excellent."""

SCORES = {str(score): Decimal(score) for score in range(HIGHEST + 1)}


def read_score(text: str) -> Decimal:
    """A whole number from 0 to 3; raises InvalidMark or InvalidNumber."""
    score = SCORES.get(text)
    if score is not None:
        return score
    number = parse_number(text)
    if number not in SCORES.values():
        raise InvalidMark(
            "{mark} is not a whole number from 0 to {maximum}", mark=shown(text), maximum=HIGHEST
        )
    return number


def judged(maximum: Decimal, scores: Sequence[Decimal]) -> tuple[Decimal, int]:
    """The mark as an exact product and divisor."""
    return maximum * sum(scores, Decimal(0)), HIGHEST * len(scores)


def check_spread(marks: Sequence[Decimal], spread: Decimal | None) -> None:
    """Raise InvalidAspect when highest - lowest is more than the spread allows."""
    if spread is None or len(marks) < 2:
        return
    low, high = min(marks), max(marks)
    if high - low > spread:
        raise InvalidAspect(
            "{low} to {high} is further apart than {spread}: the panel scores again",
            low=low,
            high=high,
            spread=spread,
        )
