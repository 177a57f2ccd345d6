"""Results are published, equals decided between, a scale confirmed, a notice taken back.

Operations change the session and leave the commit to their caller.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from competition import audit
from competition.database import db
from competition.errors import Locked, NotYet, OperationError
from competition.events.models import Event
from competition.events.operations import move
from competition.events.rules import Phase, together
from competition.people.models import User
from competition.results.models import Publication, PublicationKind, ScaleConfirmation, TieDecision
from competition.results.publications import gate
from competition.results.queries import latest_publication
from competition.results.rules import (
    COMPUTED_PHASES,
    PUBLISHED_PHASES,
    Before,
    kinds_open,
    reason_wanted,
    refuse_repetition,
)
from competition.results.standings import Standings, published_rows, standings
from judging.errors import RuleViolation
from judging.sentences import Sentence

__all__ = ["blockers", "confirm_scale", "decide_tie", "publish", "reopen", "standings"]
AFTER = {PublicationKind.PROVISIONAL: Phase.PROVISIONAL, PublicationKind.FINAL: Phase.FINAL}


def publish(
    event: Event,
    kind: PublicationKind,
    *,
    now: datetime,
    by: User | None,
    reason: str = "",
) -> Publication:
    """Freeze the results as they are now; provisional first, then final, corrections any time.

    Raises NotYet while something is open or a reason is missing, Locked in the wrong phase,
    OperationError when nothing has changed since the same was published.
    """
    last = latest_publication(event.id)
    refuse_kind(event, kind, last)
    found = standings(event)
    obstacles = gate.blockers(event, found)
    if obstacles or found.results is None:
        raise NotYet("Not ready to publish: {reasons}", reasons=together(obstacles))
    refuse_repetition(kind, event.phase, before(last, found))
    wanted = reason_wanted(kind, before(last, found), now)
    if wanted and not reason.strip():
        raise NotYet("A reason has to be written down. {why}", why=wanted)
    publication = Publication(
        event=event,
        number=last.number + 1 if last else 1,
        kind=kind,
        bundle=found.bundle,
        rows=[row.document() for row in published_rows(event, found.results)],
        digest=found.digest,
        published_at=now,
        published_by=by,
        notice_ends_at=notice_end(event, kind, now),
        note=reason.strip(),
    )
    db.session.add(publication)
    event.notice_ends_at = publication.notice_ends_at
    if event.phase is not AFTER[kind]:
        move(event, AFTER[kind], now=now, by=by)
    record(
        "results.published",
        event,
        now=now,
        by=by,
        kind=kind.value,
        number=publication.number,
        digest=found.digest,
        reason=publication.note,
    )
    db.session.flush()
    return publication


def refuse_kind(event: Event, kind: PublicationKind, last: Publication | None) -> None:
    """Raise when this phase does not come to such a publication, after `last`."""
    if kind in kinds_open(event.phase, once_final=is_final(last)):
        return
    if event.phase in COMPUTED_PHASES and is_final(last):
        raise Locked("The results are final: a correction is final too.")
    if event.phase is Phase.REVIEW:
        raise NotYet("Results are published provisionally first, then they become final.")
    raise NotYet("The marks are not locked: the event is in phase {phase}.", phase=event.phase)


def is_final(last: Publication | None) -> bool:
    """Whether what was published last is final."""
    return last is not None and last.kind is PublicationKind.FINAL


def before(last: Publication | None, found: Standings) -> Before | None:
    """What was published last, compared with what would be published now."""
    if last is None:
        return None
    return Before(
        number=last.number,
        is_final=is_final(last),
        same=last.digest == found.digest,
        notice_ends_at=last.notice_ends_at,
    )


def notice_end(event: Event, kind: PublicationKind, now: datetime) -> datetime | None:
    """When the notice period of a provisional publication ends."""
    return now + timedelta(days=event.notice_days) if kind == "provisional" else None


def blockers(event: Event) -> list[Sentence]:
    """Why the event's results cannot be published; nothing when they can."""
    return gate.blockers(event, standings(event))


def decide_tie(
    event: Event, codes: Sequence[str], reason: str, *, now: datetime, by: User | None
) -> TieDecision:
    """The chief judge's order of equals, best first.

    Raises RuleViolation unless these are exactly the entries of a tie that is open now.
    """
    if not reason.strip():
        raise RuleViolation("A decision between equals needs its reason.")
    if sorted(codes) not in [sorted(group) for group in standings(event).ties]:
        raise RuleViolation(
            "{codes} are not equals that wait for a decision.", codes=", ".join(codes)
        )
    decision = TieDecision(
        event_id=event.id,
        codes=list(codes),
        reason=reason.strip(),
        decided_at=now,
        decided_by=by,
    )
    db.session.add(decision)
    db.session.flush()
    record("results.tie_decided", event, now=now, by=by, codes=list(codes), reason=reason.strip())
    return decision


def confirm_scale(
    event: Event, reason: str, *, now: datetime, by: User | None
) -> ScaleConfirmation:
    """A person has looked at a degenerate scale; holds until a mark or decision changes."""
    found = standings(event)
    if found.scale_flag is None:
        raise OperationError("The scale of these results needs no confirmation.")
    confirmation = ScaleConfirmation(
        event_id=event.id,
        digest=found.digest,
        reason=reason.strip(),
        confirmed_at=now,
        confirmed_by=by,
    )
    db.session.add(confirmation)
    db.session.flush()
    record("results.scale_confirmed", event, now=now, by=by, reason=reason.strip())
    return confirmation


def reopen(event: Event, reason: str, *, now: datetime, by: User | None) -> None:
    """From notice or final back to review, so that marks can be corrected.

    What is published stays public and in force until the next version. Raises Locked while nothing
    is published, RuleViolation without a reason.
    """
    if event.phase not in PUBLISHED_PHASES:
        raise Locked(
            "Only published results can be opened for correction; the event is in phase {phase}.",
            phase=event.phase,
        )
    if not reason.strip():
        raise RuleViolation("A correction needs its reason.")
    move(event, Phase.REVIEW, now=now, by=by)
    event.notice_ends_at = None
    record("results.reopened", event, now=now, by=by, reason=reason.strip())


def record(action: str, event: Event, *, now: datetime, by: User | None, **details: object) -> None:
    audit.record(
        action, now=now, by=by, competition_id=event.competition_id, event_id=event.id, **details
    )
