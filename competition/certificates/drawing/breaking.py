"""Where lines end: Chinese line-end rules, words and phrases that stay whole, balance."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import takewhile

from competition.lettering.fonts import is_han

NO_START = frozenset("，。、；：！？）》”’】」』…·,.;:!?)%")
NO_END = frozenset("（《“‘【「『([")
HANGING = frozenset("，。、；：）》”")  # their right half is empty
SHORT_BRACKET = re.compile(r"（[^（）]{1,8}）")
DATED = re.compile(r"\d+[年月日届]")
LAST_LINE = 4  # letters, at least

Measure = Callable[[str], float]


def break_points(text: str, together: Iterable[str]) -> list[int]:
    """The places where a new line may begin."""
    spans = [match.span() for match in protected(text, together)]
    return [
        i
        for i in range(1, len(text))
        if allowed(text[i - 1], text[i]) and not any(start < i < end for start, end in spans)
    ]


def protected(text: str, together: Iterable[str]) -> Iterator[re.Match[str]]:
    """What stays on one line."""
    yield from SHORT_BRACKET.finditer(text)
    yield from DATED.finditer(text)
    for phrase in filter(None, together):
        yield from re.finditer(re.escape(phrase), text)


def allowed(before: str, after: str) -> bool:
    if after in NO_START or before in NO_END or after == " ":
        return False
    return before in " -" or is_han(before) or is_han(after)


def wrap(
    text: str, width: float, measure: Measure, together: Iterable[str] = (), indent: float = 0
) -> list[str] | None:
    """Fill lines of `width`, the first one `indent` shorter; None when a word is too long.

    The last line has at least four letters.
    """
    ends = [*break_points(text, together), len(text)]
    lines: list[str] = []
    start = 0
    while start < len(text):
        room = width - (0 if lines else indent)
        later = (end for end in ends if end > start)
        fitting = list(takewhile(lambda e: measure(text[start:e].strip()) <= room, later))  # noqa: B023
        if not fitting:
            return None
        end = max(fitting)
        if 0 < len(text) - end < LAST_LINE:
            end = max((e for e in fitting if len(text) - e >= LAST_LINE), default=end)
        lines.append(text[start:end].strip())
        start = end
    return lines


def balance(
    text: str, width: float, measure: Measure, together: Iterable[str] = ()
) -> list[str] | None:
    """Like `wrap`, with lines as equal as they get without needing more of them."""
    measure = cache(measure)
    best = wrap(text, width, measure, together)
    if best is None:
        return None
    low, high = 0.0, width
    while high - low > 0.5:
        middle = (low + high) / 2
        lines = wrap(text, middle, measure, together)
        if lines is not None and len(lines) <= len(best):
            best, high = lines, middle
        else:
            low = middle
    return best
