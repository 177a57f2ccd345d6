"""A row of a publication: what the public, the rule sets and the certificates read.

`Publication.rows` keeps `document()` of each row in ranking order; `Publication.standings` gives
them back. Amounts are exact and carry the scheme's decimals.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

RANKED = "ranked"


@dataclass(frozen=True)
class PublishedRow:
    """One entry as it was published; a team is one row with several persons.

    `person_ids`, `names` and `names_en` go together, in the order of the team. `rank` is the place
    by the event's metrics; `position` is what is shown as the place under the event's rule for
    positions. Both are None for whoever is not ranked, as `status` says. `criteria` are the marks
    after the criterion's factor.
    """

    entry_id: int
    person_ids: tuple[int, ...]
    code: str
    names: tuple[str, ...]
    names_en: tuple[str, ...]
    delegation: str
    delegation_en: str
    delegation_code: str
    status: str = RANKED
    rank: int | None = None
    position: int | None = None
    total: Decimal | None = None
    scale_score: int | None = None
    medal: str | None = None
    decided_by: str | None = None
    criteria: Mapping[str, Decimal | None] = field(default_factory=dict)

    @property
    def place(self) -> int | None:
        """What is shown as the place."""
        return self.rank if self.position is None else self.position

    def names_in(self, language: str) -> tuple[str, ...]:
        """The names in Latin letters for English, where they are known."""
        if language != "en":
            return self.names
        return tuple(latin or name for name, latin in zip(self.names, self.names_en, strict=True))

    def document(self) -> dict[str, Any]:
        """The row as it is kept: plain JSON, amounts as text."""
        return {
            **self.__dict__,
            "person_ids": list(self.person_ids),
            "names": list(self.names),
            "names_en": list(self.names_en),
            "total": _text(self.total),
            "criteria": {code: _text(amount) for code, amount in self.criteria.items()},
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "PublishedRow":
        """The row that `document()` was made of."""
        amounts = {code: _amount(text) for code, text in document["criteria"].items()}
        return cls(
            **{
                **document,
                "person_ids": tuple(document["person_ids"]),
                "names": tuple(document["names"]),
                "names_en": tuple(document["names_en"]),
                "total": _amount(document["total"]),
                "criteria": amounts,
            }
        )


@dataclass(frozen=True)
class Table:
    """Published rows as a table: which columns it needs, and who is in it."""

    rows: tuple[PublishedRow, ...]

    @cached_property
    def ranked(self) -> list[PublishedRow]:
        """Who has a rank, best first."""
        return [row for row in self.rows if row.rank is not None]

    @cached_property
    def unranked(self) -> dict[str, int]:
        """How many are not ranked, by their status; the public is told no names."""
        return dict(Counter(row.status for row in self.rows if row.rank is None))

    @cached_property
    def has_medals(self) -> bool:
        return any(row.medal for row in self.rows)

    @cached_property
    def has_scale(self) -> bool:
        return any(row.scale_score is not None for row in self.rows)

    @cached_property
    def is_apart(self) -> bool:
        """Whether published positions differ from ranks somewhere, so that both are shown."""
        return any(row.place != row.rank for row in self.ranked)


@dataclass(frozen=True)
class Change:
    """An entry before and after; None where it was not in the publication."""

    before: PublishedRow | None
    after: PublishedRow | None

    @property
    def row(self) -> PublishedRow:
        """The entry, as it is known now."""
        row = self.after or self.before
        assert row is not None
        return row


def shown_part(row: PublishedRow | None) -> object:
    """What a reader of the results would notice."""
    return row and (row.rank, row.place, row.total, row.scale_score, row.medal, row.status)


def changes(before: Sequence[PublishedRow], after: Sequence[PublishedRow]) -> list[Change]:
    """The entries whose published line is another one, in the new order; the vanished last."""
    old = {row.entry_id: row for row in before}
    new = {row.entry_id: row for row in after}
    pairs = [Change(old.get(key), new.get(key)) for key in [*new, *(old.keys() - new.keys())]]
    return [pair for pair in pairs if shown_part(pair.before) != shown_part(pair.after)]


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
