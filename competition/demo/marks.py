"""Plausible marks: better contestants get better ones, and judges differ a little."""

from decimal import Decimal
from random import Random

from judging.marking.aspect import Aspect
from judging.measurement import PassFail

MICROMETRES = 45
DISPUTED = "D2.5"


def plausible(aspect: Aspect, ability: float, luck: Random) -> str:
    """A value that the aspect allows, for somebody of this ability (0 to 1)."""
    if aspect.kind == "judgement":
        return judged(ability, luck)
    if aspect.kind == "score" or aspect.calculation is None:
        return on_step(aspect, ability, luck)
    if isinstance(aspect.calculation, PassFail):
        return "pass" if luck.random() < 0.35 + 0.6 * ability else "fail"
    return str(int((1.45 - ability) * luck.random() * MICROMETRES))


def judged(ability: float, luck: Random) -> str:
    """A score of 0 to 3; two judges of one entry are never more than 1 apart."""
    low = min(2, int(ability * 3))
    return str(low + (luck.random() < ability * 3 - low))


def on_step(aspect: Aspect, ability: float, luck: Random) -> str:
    """A share of the maximum, on the aspect's step."""
    share = min(100, max(0, round(100 * (ability * 0.9 + 0.05 + 0.12 * luck.random()))))
    step = aspect.step or Decimal(1)
    return f"{aspect.maximum * share / 100 // step * step:f}"


def disputed(aspect: Aspect, ability: float, luck: Random) -> str:
    """The same, but for one aspect about which judges differ too much now and then."""
    if aspect.code == DISPUTED and luck.random() < 0.2:
        return "0"
    return plausible(aspect, ability, luck)
