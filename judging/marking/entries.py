"""Entry: who competes under which code, with which marks, and whether they are ranked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from judging.marking.aspect import Mark

Status = Literal["ranked", "guest", "absent", "withdrawn", "disqualified"]
STATUSES: tuple[Status, ...] = get_args(Status)
"""In the order in which results list them."""

Marks = Mapping[str, Mapping[str, Mark]]
"""Aspect code -> judge code -> mark."""


@dataclass(frozen=True)
class Penalty:
    """Points off the total, and why."""

    points: Decimal
    reason: str


@dataclass(frozen=True)
class Entry:
    """One entry. A `total` or `scale_score` that is known stands in place of marks."""

    code: str
    delegation: str = ""
    status: Status = "ranked"
    marks: Marks = field(default_factory=dict)
    time: Decimal | None = None
    penalties: tuple[Penalty, ...] = ()
    total: Decimal | None = None
    scale_score: int | None = None

    @property
    def is_ranked(self) -> bool:
        return self.status == "ranked"

    @property
    def is_marked(self) -> bool:
        """Whether its marks make the total. Who is absent, withdrawn or disqualified has none."""
        given = self.total is not None or self.scale_score is not None
        return self.status in ("ranked", "guest") and not given
