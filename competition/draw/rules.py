"""Seed in, order out: a draw that anyone can check."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from hashlib import sha256
from random import Random

from judging.errors import RuleViolation

NARROWEST = 2  # K-01, not K-1


def draw_lots(entries: Iterable[int], seed: str) -> list[int]:
    """Put the entries in the random order that belongs to `seed`.

    Only `Random.random` is promised to stay the same in later Pythons, so no shuffle(). The
    entries are sorted first: the order of the database cannot leak in.
    """
    lots = Random(seed)  # noqa: S311 - it must be repeatable; what is secret is the seed
    return [entry for _, entry in sorted((lots.random(), entry) for entry in sorted(entries))]


def keep_apart(order: Sequence[int], delegations: Mapping[int, Hashable], number: int) -> list[int]:
    """The order with no two of a delegation at neighbouring stations of one turn, where possible.

    Place by place, `number` places a turn: the first entry left whose delegation is not the
    neighbour's; a delegation with more than half of the entries left comes first.
    """
    left, placed = list(order), list[int]()
    while left:
        before = delegations[placed[-1]] if len(placed) % number else None
        most, count = Counter(delegations[entry] for entry in left).most_common(1)[0]
        pressing = 2 * count > len(left) and most != before
        fits = (
            entry
            for entry in left
            if (delegations[entry] == most if pressing else delegations[entry] != before)
        )
        chosen = next(fits, left[0])
        left.remove(chosen)
        placed.append(chosen)
    return placed


def digest_of(seed: str) -> str:
    """What is announced of a seed before the draw: its SHA-256 in hexadecimal."""
    return sha256(seed.encode()).hexdigest()


def entry_codes(prefix: str, count: int) -> list[str]:
    """K-01, K-02, …: as wide as the last needs; raises RuleViolation for a prefix to misread."""
    if not re.fullmatch(r"[A-Z0-9]{0,4}", prefix):
        raise RuleViolation("The prefix is at most 4 capital letters and digits.")
    width = max(NARROWEST, len(str(count)))
    dash = "-" if prefix else ""
    return [f"{prefix}{dash}{number:0{width}}" for number in range(1, count + 1)]


def stations(number: int, count: int) -> list[tuple[str, int]]:
    """Station and turn for `count` entries: 1 to `number` in the first turn, then again."""
    if number < 1:
        raise RuleViolation("There is at least one station.")
    return [(str(place % number + 1), place // number + 1) for place in range(count)]
