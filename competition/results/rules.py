"""When results may be published and as what; what the reader is told about broken ties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from competition.errors import OperationError
from competition.events.rules import Phase
from competition.results.rows import PublishedRow
from judging.sentences import Sentence, say
from judging.standings import DECISION

PUBLISHED_PHASES = frozenset({Phase.PROVISIONAL, Phase.FINAL})
COMPUTED_PHASES = frozenset({Phase.REVIEW, Phase.PROVISIONAL, Phase.FINAL})
REOPENED_PHASES = frozenset({Phase.REVIEW, Phase.MARKING})  # of an event with a publication


@dataclass(frozen=True)
class Before:
    """What was published last: its number, whether these results are the same, the notice's end."""

    number: int
    is_final: bool
    same: bool
    notice_ends_at: datetime | None


def kinds_open(phase: Phase, *, once_final: bool) -> tuple[str, ...]:
    """What may be published in this phase: the usual next step first.

    `once_final`: the results were final before, so a correction is final too.
    """
    return {
        Phase.REVIEW: ("final",) if once_final else ("provisional",),
        Phase.PROVISIONAL: ("final", "provisional"),
        Phase.FINAL: ("final",),
    }.get(phase, ())


def reason_wanted(kind: str, before: Before | None, now: datetime) -> Sentence | None:
    """Why a reason has to be written down for this publication; None when none is needed."""
    if before is None:
        return None
    if kind == "provisional" or before.is_final:
        return say("This corrects version {number}: say what was corrected.", number=before.number)
    if not before.same:
        return say(
            "The results differ from version {number}: say what was corrected.",
            number=before.number,
        )
    if before.notice_ends_at and now < before.notice_ends_at:
        return say(
            "The notice period ends {time}: say why the results become final earlier.",
            time=before.notice_ends_at,
        )
    return None


def refuse_repetition(kind: str, phase: Phase, before: Before | None) -> None:
    """Raise OperationError when the same results are published as the same thing already."""
    if before is None or not before.same or phase not in PUBLISHED_PHASES:
        return
    if before.is_final == (kind == "final"):
        raise OperationError(
            "Nothing has changed since version {number}: there is nothing to correct.",
            number=before.number,
        )


def reasons(rows: Sequence[PublishedRow], metrics: Sequence[str]) -> dict[str, list[Sentence]]:
    """Entry code -> what parted it from the row above and the row below.

    The first metric breaks no tie, and what a tie shares needs no reason.
    """
    found: dict[str, list[Sentence]] = {}
    for above, below in pairwise(rows):
        metric = below.decided_by
        if metric is None or (metric in metrics[:1]):
            continue
        found.setdefault(above.code, []).append(
            say(
                "Level with rank {rank}, ahead by {what}",
                rank=below.rank,
                what=named(metric, above),
            )
        )
        found.setdefault(below.code, []).append(
            say(
                "Level with rank {rank}, behind by {what}",
                rank=above.rank,
                what=named(metric, below),
            )
        )
    return found


def named(metric: str, row: PublishedRow | None = None) -> Sentence:
    """A metric in words, with the row's value where the row has it."""
    sort, _, code = metric.removeprefix("-").partition(":")
    if sort == "criterion" and row is not None:
        return say("criterion {code}: {value}", code=code, value=row.criteria.get(code))
    if sort == "criterion":
        return say("criterion {code}", code=code)
    if sort == "aspect":
        return say("aspect {code}", code=code)
    return NAMED[sort]


NAMED: Mapping[str, Sentence] = {
    DECISION: say("the chief judge's decision"),
    "time": say("time"),
    "total": say("total"),
    "scale_score": say("scale score"),
}
