"""Tiers, competitions and events are made, get their marking scheme and go from phase to phase.

Operations change the session and leave the commit to their caller.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from competition import audit
from competition.database import Document, db
from competition.errors import Clash, Locked, NotYet
from competition.events.ladder import USUAL_LADDER
from competition.events.models import Competition, Event, MarkingScheme, Tier
from competition.events.presets import preset as preset_settings
from competition.events.regions import region_name
from competition.events.rules import (
    ContestClass,
    Group,
    Phase,
    check_result_rules,
    enter,
    obstacles_to_registration,
    refuse_locked_scheme,
    together,
)
from competition.events.timing.rules import reason_to_close, reason_to_open, refuse_without
from competition.people.models import User
from judging.errors import RuleViolation
from judging.scheme import parse_scheme


def add_tier(
    code: str,
    *,
    name_zh: str,
    name_en: str,
    height: int,
    now: datetime,
    by: User | None,
    feeds: Tier | None = None,
) -> Tier:
    """A new rung of the ladder; raises Clash when the code is taken."""
    if db.session.scalar(select(Tier.id).where(Tier.code == code)):
        raise Clash("There is a tier {code} already.", code=code)
    tier = Tier(code=code, name_zh=name_zh, name_en=name_en, height=height, feeds=feeds)
    db.session.add(tier)
    db.session.flush()
    audit.record("tier.added", now=now, by=by, tier=tier.id, code=code)
    return tier


def add_usual_tiers(*, now: datetime, by: User | None) -> dict[str, Tier]:
    """Add what is missing of the usual ladder; all its tiers by their code."""
    tiers = {tier.code: tier for tier in db.session.scalars(select(Tier))}
    for rung in USUAL_LADDER:
        if rung.code not in tiers:
            tiers[rung.code] = add_tier(
                rung.code,
                name_zh=rung.name_zh,
                name_en=rung.name_en,
                height=rung.height,
                feeds=tiers[rung.feeds] if rung.feeds else None,
                now=now,
                by=by,
            )
    return tiers


def add_competition(
    tier: Tier,
    *,
    name_zh: str,
    name_en: str,
    organiser_zh: str,
    organiser_en: str,
    starts_on: date,
    ends_on: date,
    now: datetime,
    by: User | None,
    region: str = "",
    region_code: str = "",
    contest_class: str = "",
    industry: str = "",
) -> Competition:
    """A new edition of a contest; a region without a name is named by its code.

    Raises Clash when the Chinese name is taken, RuleViolation for a code that names no region.
    """
    if region_code and region_name(region_code) is None:
        raise RuleViolation("{code} is no region of GB/T 2260 today.", code=region_code)
    if db.session.scalar(select(Competition.id).where(Competition.name_zh == name_zh)):
        raise Clash("There is a competition 「{name}」 already.", name=name_zh)
    competition = Competition(
        tier=tier,
        name_zh=name_zh,
        name_en=name_en,
        organiser_zh=organiser_zh,
        organiser_en=organiser_en,
        starts_on=starts_on,
        ends_on=ends_on,
        region=region or region_name(region_code) or "",
        region_code=region_code,
        contest_class=ContestClass(contest_class) if contest_class else None,
        industry=industry,
        created_at=now,
    )
    db.session.add(competition)
    db.session.flush()
    audit.record("competition.added", now=now, by=by, competition_id=competition.id, name=name_zh)
    return competition


def add_event(
    competition: Competition,
    *,
    name_zh: str,
    name_en: str,
    held_on: date,
    registration_closes_at: datetime,
    now: datetime,
    by: User | None,
    preset: str = "municipal",
    **settings: Any,
) -> Event:
    """A new event in draft; `settings` are columns of Event and replace those of the preset.

    Raises Clash when the competition has the event in this group already.
    """
    group = Group(settings.pop("group", Group.STAFF))
    refuse_twin(competition, name_zh, group)
    event = Event(
        competition=competition,
        name_zh=name_zh,
        name_en=name_en,
        group=group,
        phase=Phase.DRAFT,
        held_on=held_on,
        registration_closes_at=registration_closes_at,
        created_at=now,
        **(preset_settings(preset) | settings),
    )
    db.session.add(event)
    db.session.flush()
    record("event.added", event, now=now, by=by, name=name_zh, preset=preset)
    return event


def refuse_twin(
    competition: Competition, name_zh: str, group: Group, *, but: Event | None = None
) -> None:
    """Raise Clash when another event of the competition has this name and group."""
    twin = db.session.scalar(
        select(Event).filter_by(competition_id=competition.id, name_zh=name_zh, group=group)
    )
    if twin is not None and twin is not but:
        raise Clash(
            "「{name}」 of the group {group} is in this competition already.",
            name=name_zh,
            group=group,
        )


def change_event(event: Event, *, now: datetime, by: User | None, **settings: Any) -> list[str]:
    """Change columns of an event; the names of those that changed.

    Raises Locked once results are out, Clash when another event has the new name and group,
    Faults when the rules of the result contradict themselves or the marking scheme.
    """
    if event.phase in (Phase.PROVISIONAL, Phase.FINAL):
        raise Locked("Results are published: the settings of the event stay as they are.")
    refuse_twin(
        event.competition,
        settings.get("name_zh", event.name_zh),
        settings.get("group", event.group),
        but=event,
    )
    check_result_rules(event, settings)
    changed = [name for name, value in settings.items() if getattr(event, name) != value]
    for name in changed:
        setattr(event, name, settings[name])
    if changed:
        record("event.changed", event, now=now, by=by, settings=changed)
    return changed


def save_scheme(
    event: Event,
    document: Document,
    *,
    source: str,
    now: datetime,
    by: User | None,
    warnings: Sequence[Any] = (),
) -> MarkingScheme:
    """Give the event its marking scheme, in place of an earlier one.

    Raises Faults for a document that is no scheme, Locked once marking has begun.
    """
    parse_scheme(document)
    refuse_locked_scheme(event)
    if event.marking_scheme is not None:
        db.session.delete(event.marking_scheme)
        db.session.flush()
    scheme = MarkingScheme(
        event=event, document=document, source=source, warnings=list(warnings), saved_at=now
    )
    db.session.add(scheme)
    db.session.flush()
    record("scheme.saved", event, now=now, by=by, source=source)
    return scheme


def move(event: Event, phase: Phase, *, now: datetime, by: User | None, reason: str = "") -> None:
    """Take the event to another phase; raises RuleViolation when it may not follow.

    The conditions of a phase are checked by the stage that knows them, before it calls this.
    """
    before = event.phase
    event.phase = enter(phase, after=before)
    after = {"after": phase.value} | ({"reason": reason} if reason else {})
    record("event.moved", event, now=now, by=by, before=before.value, **after)


def open_registration(event: Event, *, now: datetime, by: User | None, reason: str = "") -> None:
    """From draft to registration; raises NotYet with everything that is missing.

    Before the announced time it takes a reason: RuleViolation without one.
    """
    wanted = reason_to_open(event, now)
    refuse_without(wanted, reason)
    missing = obstacles_to_registration(event, now)
    if missing:
        raise NotYet("Registration cannot open yet: {reasons}", reasons=together(missing))
    move(event, Phase.REGISTRATION, now=now, by=by, reason=reason if wanted else "")


def close_registration(event: Event, *, now: datetime, by: User | None, reason: str = "") -> None:
    """From registration to the draw; before the announced time only with a reason."""
    wanted = reason_to_close(event, now)
    refuse_without(wanted, reason)
    move(event, Phase.DRAW, now=now, by=by, reason=reason if wanted else "")


def back_to_draft(event: Event, *, now: datetime, by: User | None) -> None:
    """From registration back to draft; entries stay, and the clock opens it no second time."""
    move(event, Phase.DRAFT, now=now, by=by)
    if event.registration_opens_at is not None and event.registration_opens_at <= now:
        event.registration_opens_at = None


def record(action: str, event: Event, *, now: datetime, by: User | None, **details: object) -> None:
    """An audit record about an event, found again at its competition too."""
    audit.record(
        action,
        now=now,
        by=by,
        competition_id=event.competition_id,
        event_id=event.id,
        **details,
    )
