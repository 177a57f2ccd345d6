"""Seeds are announced, codes and stations drawn; before, registration may open once more.

Operations change the session and leave the commit to their caller.
"""

import secrets
from datetime import datetime

from competition import audit
from competition.database import db
from competition.draw.models import AnnouncedSeed, Draw, DrawKind, Lot
from competition.draw.queries import announced_seed, delegations_in, standing_draw
from competition.draw.rules import digest_of, draw_lots, entry_codes, keep_apart, stations
from competition.errors import Clash, Locked, NotYet
from competition.events.models import Event
from competition.events.operations import move
from competition.events.rules import Phase, obstacles_to_registration, together
from competition.people.models import User
from competition.registration.queries import accepted_ids, undecided
from competition.registration.review import hindered
from competition.vault import vault
from judging.errors import RuleViolation

BEFORE_MARKING = (Phase.DRAFT, Phase.REGISTRATION, Phase.DRAW)
OTHER = {DrawKind.ENTRY_CODE: DrawKind.STATION, DrawKind.STATION: DrawKind.ENTRY_CODE}


def make_draw(
    event: Event,
    kind: DrawKind,
    *,
    now: datetime,
    by: User | None,
    seed: str = "",
    prefix: str = "K",
    places: int | None = None,
    apart: bool = False,
    reason: str = "",
) -> Draw:
    """Draw for all accepted entries, from the announced seed, from `seed` or a new random one.

    `prefix` begins the entry codes; `places` is the number of stations, one an entry when None;
    `apart` keeps neighbours at the stations of different delegations where possible.
    A draw that stands is repeated only for a `reason`, and stays on record. Raises NotYet, Locked,
    Clash.
    """
    entries = may_draw(event)
    if event.phase is not Phase.DRAW:
        raise NotYet("The event is in phase {phase}; lots are drawn in Draw.", phase=event.phase)
    announced = announced_seed(event.id, kind)
    seed = _seed(announced, seed.strip())
    _refuse_same_seed(event, kind, seed)
    _end_standing(event, kind, reason.strip(), now=now)
    order, apart = draw_lots(entries, seed), apart and kind is DrawKind.STATION
    if apart:
        order = keep_apart(order, delegations_in(event.id), places or len(entries))
    what = _what(kind, len(entries), prefix, places)
    draw = Draw(
        event=event,
        kind=kind,
        seed=seed,
        apart=apart,
        drawn_at=now,
        drawn_by=by,
    )
    draw.lots = [
        Lot(entry_id=entry_id, position=position, code=code, turn=turn)
        for position, (entry_id, (code, turn)) in enumerate(zip(order, what, strict=True), start=1)
    ]
    db.session.add(draw)
    if announced:
        announced.draw = draw
    db.session.flush()
    audit.record(
        "draw.made",
        now=now,
        by=by,
        competition_id=event.competition_id,
        event_id=event.id,
        draw=draw.id,
        kind=kind.value,
        seed=seed,
        entries=len(entries),
        reason=reason.strip(),
    )
    return draw


def _what(kind: DrawKind, count: int, prefix: str, places: int | None) -> list[tuple[str, int]]:
    """What is drawn: code and turn for each of the entries."""
    if kind is DrawKind.ENTRY_CODE:
        return [(code, 1) for code in entry_codes(prefix.strip().upper(), count)]
    return stations(places or count, count)


def announce_seed(event: Event, kind: DrawKind, *, now: datetime, by: User | None) -> AnnouncedSeed:
    """Make a seed for the next draw of this kind, seal it and give its hash.

    Nobody chooses it and nobody sees it before the draw. Raises Clash when one waits already,
    Locked once marking has begun.
    """
    if event.phase not in BEFORE_MARKING:
        raise Locked("Marking has begun: the codes stand.")
    if announced_seed(event.id, kind):
        raise Clash("A seed is announced already.")
    seed = secrets.token_hex(16)
    announced = AnnouncedSeed(
        event_id=event.id,
        kind=kind,
        sealed=vault.seal(seed),
        digest=digest_of(seed),
        announced_at=now,
    )
    db.session.add(announced)
    db.session.flush()
    audit.record(
        "seed.announced",
        now=now,
        by=by,
        competition_id=event.competition_id,
        event_id=event.id,
        kind=kind.value,
        digest=announced.digest,
    )
    return announced


def _seed(announced: AnnouncedSeed | None, typed: str) -> str:
    """The announced seed, else the one typed, else a new one."""
    if announced is None:
        return typed or secrets.token_hex(16)
    if typed:
        raise RuleViolation("A seed is announced for this draw: leave the seed empty.")
    return vault.open(announced.sealed)


def may_draw(event: Event) -> list[int]:
    """The keys of the entries to be drawn; raises Locked or NotYet when it may not be."""
    if event.phase in (Phase.MARKING, Phase.REVIEW, Phase.PROVISIONAL, Phase.FINAL):
        raise Locked("Marking has begun: the codes stand.")
    waiting = undecided(event.id)
    if waiting:
        raise NotYet(
            "Entries not decided yet: {count}. Accept or reject them first.", count=waiting
        )
    met = hindered(event)
    if met:
        raise NotYet(
            "Accepted entries that meet an obstacle: {count}. See the check before the draw.",
            count=len(met),
        )
    entries = accepted_ids(event.id)
    if not entries:
        raise NotYet("No entry is accepted yet.")
    return entries


def reopen_registration(
    event: Event, closes_at: datetime, reason: str, *, now: datetime, by: User | None
) -> None:
    """From draw back to registration until `closes_at`; entries stay as they are.

    Raises Locked in another phase or when something is drawn, RuleViolation without a reason,
    NotYet for a time that is past or after the day of the final.
    """
    if event.phase is not Phase.DRAW:
        raise Locked("Registration is opened again from Draw only.")
    if any(standing_draw(event.id, kind) for kind in DrawKind):
        raise Locked("Lots are drawn: registration stays closed.")
    if not reason.strip():
        raise RuleViolation("Registration is opened again for a reason only.")
    before, event.registration_closes_at = event.registration_closes_at, closes_at
    missing = obstacles_to_registration(event, now)
    if missing:
        event.registration_closes_at = before
        raise NotYet("Registration cannot open yet: {reasons}", reasons=together(missing))
    move(event, Phase.REGISTRATION, now=now, by=by)
    audit.record(
        "registration.reopened",
        now=now,
        by=by,
        competition_id=event.competition_id,
        event_id=event.id,
        closes_at=closes_at.isoformat(),
        reason=reason.strip(),
    )


def _refuse_same_seed(event: Event, kind: DrawKind, seed: str) -> None:
    """One seed for both draws would give both the same order."""
    other = standing_draw(event.id, OTHER[kind])
    if other and other.seed == seed:
        raise RuleViolation("This seed made the other draw of the event; use another one.")


def _end_standing(event: Event, kind: DrawKind, reason: str, *, now: datetime) -> None:
    standing = standing_draw(event.id, kind)
    if standing is None:
        return
    if not reason:
        raise Clash("This is drawn already. Write why it is drawn again.")
    standing.ended_at, standing.ended_reason = now, reason
    db.session.flush()
