"""Medal and award rules: the MEDALS table.

A rule turns the standings, best first, into entry code -> award. To add one: one function, one
line in MEDALS. The WorldSkills rules act on the rounded scale scores and nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from judging.bands import Band, award_at, reaches

GOLD, SILVER, BRONZE, EXCELLENCE = "gold", "silver", "bronze", "excellence"
PODIUM = (GOLD, SILVER, BRONZE)


@dataclass(frozen=True)
class MedalRule:
    """Which rule, and its settings. `minimum_score`: nobody below that total gets an award."""

    rule: str = "none"
    floor: int = 700
    tolerance: int = 2
    bands: tuple[Band, ...] = ()
    minimum_score: Decimal | None = None


@dataclass(frozen=True)
class Candidate:
    """A ranked entry as the medal rules see it; `place` to `last` as in a Standing."""

    code: str
    place: int
    last: int
    is_decided: bool
    total: Decimal | None
    scale_score: int | None


Awards = dict[str, str]


def none(_candidates: Sequence[Candidate], _rule: MedalRule) -> Awards:
    return {}


def worldskills_2024(candidates: Sequence[Candidate], rule: MedalRule) -> Awards:
    """Two-point groups, anchored on their best or on the last medallist; up to 2024."""
    ordered = _by_scale_score(candidates)
    scores = [score for _, score in ordered]
    gold = _reach(scores, 0, 0, rule.tolerance)
    silver = _reach(scores, gold, gold, rule.tolerance) if gold == 1 else gold
    anchor = silver - 1 if silver - gold > 1 or gold > 2 else silver
    bronze = _reach(scores, silver, anchor, rule.tolerance)
    medals = [GOLD] * gold + [SILVER] * (silver - gold) + [BRONZE] * (bronze - silver)
    awards = {}
    for index, (code, score) in enumerate(ordered):
        medal = medals[index] if index < bronze else EXCELLENCE
        if score >= rule.floor or medal in (GOLD, SILVER):
            awards[code] = medal
    return awards


def _reach(scores: Sequence[int], start: int, anchor: int, tolerance: int) -> int:
    """Where the group from `start` ends whose scores are within the tolerance of the anchor's."""
    end = start
    while end < len(scores) and scores[anchor] - scores[end] <= tolerance:
        end += 1
    return end


def worldskills_2026(candidates: Sequence[Candidate], rule: MedalRule) -> Awards:
    """The three highest distinct scale scores; everybody else from the floor up: excellence."""
    ordered = _by_scale_score(candidates)
    best = sorted({score for _, score in ordered}, reverse=True)[:3]
    podium = dict(zip(best, PODIUM, strict=False))
    return {
        code: podium.get(score, EXCELLENCE)
        for code, score in ordered
        if score in podium or score >= rule.floor
    }


def bands(candidates: Sequence[Candidate], rule: MedalRule) -> Awards:
    """By place. A tie across a boundary takes the better award; nothing while it is undecided."""
    ends = reaches(rule.bands, len(candidates))
    awards = {}
    for candidate in candidates:
        award = award_at(candidate.place, candidate.total, rule.bands, ends)
        if not candidate.is_decided:
            at_last = award_at(candidate.last, candidate.total, rule.bands, ends)
            award = award if award == at_last else None
        if award is not None:
            awards[candidate.code] = award
    return awards


MEDALS: dict[str, Callable[[Sequence[Candidate], MedalRule], Awards]] = {
    "none": none,
    "worldskills_2024": worldskills_2024,
    "worldskills_2026": worldskills_2026,
    "bands": bands,
}

ON_THE_SCALE = frozenset({"worldskills_2024", "worldskills_2026"})
"""Rules that need a scale score of every ranked entry."""


def allot(candidates: Sequence[Candidate], rule: MedalRule) -> Mapping[str, str]:
    """Entry code -> award, by the rule; who is below the minimum score gets none."""
    awards = MEDALS[rule.rule](candidates, rule)
    if rule.minimum_score is None:
        return awards
    totals = {candidate.code: candidate.total for candidate in candidates}
    return {code: award for code, award in awards.items() if _enough(totals[code], rule)}


def _enough(total: Decimal | None, rule: MedalRule) -> bool:
    assert rule.minimum_score is not None
    return total is not None and total >= rule.minimum_score


def _by_scale_score(candidates: Sequence[Candidate]) -> list[tuple[str, int]]:
    scored = [(c.code, c.scale_score) for c in candidates if c.scale_score is not None]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))
