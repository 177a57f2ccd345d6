"""A marking scheme made of few criteria that are marked as a whole: theory 30 %, practical 70 %.

Pure: numbers and names in, the document of the scheme out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_uppercase
from typing import Any

from judging.errors import RuleViolation
from judging.numbers import EXACT

AGREED = "agreed"  # the panel gives one mark together: a measurement
FINEST_FACTOR = Decimal("0.000001")


@dataclass(frozen=True)
class Part:
    """A criterion with one aspect; `combine` is AGREED or a method of the rule book."""

    name: str
    weight: Decimal
    maximum: Decimal = Decimal(100)
    step: Decimal | None = None
    combine: str = "mean"

    def factor(self) -> Decimal:
        """What marks are multiplied by; raises RuleViolation when it is no exact decimal."""
        if self.weight <= 0 or self.maximum <= 0:
            raise RuleViolation("{name}: weight and maximum are above 0.", name=self.name)
        factor = (self.weight / self.maximum).quantize(FINEST_FACTOR)
        if EXACT.multiply(factor, self.maximum) != self.weight:
            raise RuleViolation(
                "{name}: {weight} % of {maximum} is no exact factor; take a maximum such as 100.",
                name=self.name,
                weight=self.weight,
                maximum=self.maximum,
            )
        return factor.normalize()

    def aspect(self, code: str) -> dict[str, Any]:
        """The one aspect, as in the scheme's document."""
        kind = "measurement" if self.combine == AGREED else "score"
        aspect: dict[str, Any] = {
            "code": code,
            "name": self.name,
            "kind": kind,
            "maximum": f"{self.maximum:f}",
        }
        if self.step is not None:
            aspect["step"] = f"{self.step:f}"
        if self.combine != AGREED:
            aspect["combine"] = {"method": self.combine}
        return aspect


def scheme_by_hand(parts: Sequence[Part]) -> dict[str, Any]:
    """The document of a scheme; criteria are lettered A, B, C in their order.

    Raises RuleViolation unless the weights add up to 100 and every factor is exact.
    """
    total = sum((part.weight for part in parts), Decimal(0))
    if total != 100:
        raise RuleViolation("The weights add up to {total} %, not to 100 %.", total=total)
    return {
        "decimals": 2,
        "criteria": [criterion(*pair) for pair in zip(ascii_uppercase, parts, strict=False)],
    }


def criterion(code: str, part: Part) -> dict[str, Any]:
    """One criterion with its one sub-criterion."""
    return {
        "code": code,
        "name": part.name,
        "factor": f"{part.factor():f}",
        "sub_criteria": [
            {"code": f"{code}1", "name": part.name, "aspects": [part.aspect(f"{code}1.1")]}
        ],
    }
