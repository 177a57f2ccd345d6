"""A draw as a file that anyone can check: each entry with its position, and the seed.

Columns are in English and stay so: a program reads them. Names stand in it for people only.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from competition.draw.rules import digest_of, draw_lots, keep_apart
from competition.formulas import as_typed, harmless
from judging.errors import RuleViolation
from judging.sentences import Sentence, say

COLUMNS = (
    "draw",
    "seed",
    "position",
    "entry",
    "code",
    "turn",
    "name",
    "delegation",
    "apart",
    "announced",
)
APART = "yes"
Line = tuple[str | int, ...]
Row = dict[str, str]


@dataclass(frozen=True)
class Recorded:
    """One draw: its kind, its seed, and the numbers of the entries in the order that was drawn.

    `delegations` by entry; `stations` of a turn when neighbours were kept apart, else 0;
    `announced` is the hash given before the draw, or empty.
    """

    kind: str
    seed: str
    order: tuple[int, ...]
    delegations: tuple[str, ...] = ()
    stations: int = 0
    announced: str = ""

    def again(self) -> list[int]:
        """The order that the seed gives."""
        order = draw_lots(self.order, self.seed)
        if not self.stations:
            return order
        return keep_apart(
            order, dict(zip(self.order, self.delegations, strict=True)), self.stations
        )


def as_csv(lines: Iterable[Line]) -> bytes:
    """The lines under COLUMNS, with the mark by which Excel knows UTF-8."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([harmless(str(cell)) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def read_csv(data: bytes) -> list[Recorded]:
    """The draws of a file; raises RuleViolation for what is no such file, with the line."""
    drawn: dict[tuple[str, str], dict[int, Row]] = {}
    try:
        rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise RuleViolation("The file is no draw list.") from error
    for number, row in enumerate(rows, start=2):
        try:
            lots = drawn.setdefault((row["draw"], as_typed(row["seed"])), {})
            position, _ = int(row["position"]), int(row["entry"])
        except (KeyError, TypeError, ValueError) as error:
            raise RuleViolation("Line {line} is none of a draw list.", line=number) from error
        if position in lots:
            raise RuleViolation("Line {line}: the position is taken.", line=number)
        lots[position] = row
    if not drawn:
        raise RuleViolation("The file has no draw.")
    return [
        recorded(kind, seed, [lots[position] for position in sorted(lots)])
        for (kind, seed), lots in drawn.items()
    ]


def recorded(kind: str, seed: str, lots: Sequence[Row]) -> Recorded:
    """One draw from its rows in the order of the positions."""
    apart = lots[0].get("apart") == APART
    return Recorded(
        kind,
        seed,
        tuple(int(lot["entry"]) for lot in lots),
        delegations=tuple(lot.get("delegation", "") for lot in lots),
        stations=sum(lot.get("turn") == "1" for lot in lots) if apart else 0,
        announced=lots[0].get("announced", ""),
    )


def difference(recorded: Recorded) -> Sentence | None:
    """Where the seed is not the announced one, or the order not its order; None when all agree."""
    if recorded.announced and recorded.announced != digest_of(recorded.seed):
        return say("The seed is not the one whose hash was announced.")
    for position, (entry, drawn) in enumerate(
        zip(recorded.order, recorded.again(), strict=True), start=1
    ):
        if entry != drawn:
            return say(
                "Position {position}: the seed gives entry {drawn}, the list has {entry}.",
                position=position,
                drawn=drawn,
                entry=entry,
            )
    return None
