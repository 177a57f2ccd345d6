"""Standings -> places and reserves for the next tier, each with its reason.

    standings as published -> Cut -> Advancement

Who replaces somebody is no second algorithm: `advance` is called again with the same published
standings and everybody who declined. Results that were corrected later do not come into it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from judging.errors import RuleViolation, UnknownName
from judging.places.cut import Cut
from judging.places.filling import Filling
from judging.places.seats import Advancement, Candidate, Standing
from judging.sentences import say


def advance(candidates: Iterable[Candidate], cut: Cut, declined: Iterable[str] = ()) -> Advancement:
    """Fill the places from the top, with at most `cut.per_delegation` from one delegation.

    Raises UnresolvedTie, naming who is tied, when equals contend for fewer places and
    `cut.decisions` do not say who goes first; UnknownName for a code that is no candidate's.
    """
    everybody = sorted(candidates, key=lambda candidate: candidate.code)
    gone = frozenset(declined)
    _check_codes(everybody, cut, gone)
    filling = Filling(cut)
    for rank in sorted({c.rank for c in everybody if c.rank is not None}):
        tied = [candidate for candidate in everybody if candidate.rank == rank]
        for candidate in tied:
            if candidate.code in gone:
                filling.note(candidate, Standing.DECLINED, say("declined the place"))
        filling.seat([candidate for candidate in tied if candidate.code not in gone])
    for candidate in everybody:
        if candidate.rank is None:
            filling.note(candidate, Standing.LEFT_OUT, say("not ranked"))
    return Advancement(tuple(filling.seats))


def replacement(
    candidates: Sequence[Candidate], cut: Cut, declined: Iterable[str], leaving: str
) -> str | None:
    """Who gets the place when `leaving` declines too, after those who `declined`; None: nobody.

    Nobody who has a place loses it. Raises what `advance` raises.
    """
    gone = frozenset(declined)
    before = advance(candidates, cut, gone).advancing
    after = advance(candidates, cut, gone | {leaving}).advancing
    return next((code for code in after if code not in before), None)


def _check_codes(everybody: Sequence[Candidate], cut: Cut, gone: frozenset[str]) -> None:
    repeated = [code for code, n in Counter(c.code for c in everybody).items() if n > 1]
    if repeated:
        raise RuleViolation("{codes}: listed twice in the standings.", codes=", ".join(repeated))
    ranks = {candidate.code: candidate.rank for candidate in everybody}
    named = gone.union(*cut.decisions)
    if strange := sorted(named - ranks.keys()):
        raise UnknownName("{codes}: not in the standings.", codes=", ".join(strange))
    for decision in cut.decisions:
        if len({ranks[code] for code in decision}) > 1:
            raise RuleViolation("{codes} do not share a rank.", codes=", ".join(decision))
