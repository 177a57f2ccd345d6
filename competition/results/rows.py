"""A row of a publication: what the public, the rule sets and the certificates read.

`Publication.rows` keeps `document()` of each row in ranking order; `Publication.standings` gives
them back. Amounts are exact and carry the scheme's decimals.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
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


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
