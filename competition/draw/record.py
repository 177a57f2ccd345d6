"""A draw as a file that anyone can check: each entry with its position, and the seed.

Columns are in English and stay so: a program reads them. Names stand in it for people only.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from competition.draw.rules import draw_lots
from judging.errors import RuleViolation
from judging.sentences import Sentence, say

COLUMNS = ("draw", "seed", "position", "entry", "code", "turn", "name", "delegation")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
Line = tuple[str | int, ...]


@dataclass(frozen=True)
class Recorded:
    """One draw: its kind, its seed, and the numbers of the entries in the order that was drawn."""

    kind: str
    seed: str
    order: tuple[int, ...]


def as_csv(lines: Iterable[Line]) -> bytes:
    """The lines under COLUMNS, with the mark by which Excel knows UTF-8."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([harmless(str(cell)) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_typed(text: str) -> str:
    """What `harmless` was given."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS) else text


def read_csv(data: bytes) -> list[Recorded]:
    """The draws of a file; raises RuleViolation for what is no such file, with the line."""
    drawn: dict[tuple[str, str], dict[int, int]] = {}
    try:
        rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise RuleViolation("The file is no draw list.") from error
    for number, row in enumerate(rows, start=2):
        try:
            order = drawn.setdefault((row["draw"], as_typed(row["seed"])), {})
            position, entry = int(row["position"]), int(row["entry"])
        except (KeyError, TypeError, ValueError) as error:
            raise RuleViolation("Line {line} is none of a draw list.", line=number) from error
        if position in order:
            raise RuleViolation("Line {line}: the position is taken.", line=number)
        order[position] = entry
    if not drawn:
        raise RuleViolation("The file has no draw.")
    return [
        Recorded(kind, seed, tuple(order[position] for position in sorted(order)))
        for (kind, seed), order in drawn.items()
    ]


def difference(recorded: Recorded) -> Sentence | None:
    """Where the recorded order is not the one of the seed; None when they agree."""
    again = draw_lots(recorded.order, recorded.seed)
    for position, (entry, drawn) in enumerate(zip(recorded.order, again, strict=True), start=1):
        if entry != drawn:
            return say(
                "Position {position}: the seed gives entry {drawn}, the list has {entry}.",
                position=position,
                drawn=drawn,
                entry=entry,
            )
    return None
