"""Rule sets are imported and put in force; decisions are made, approved, withdrawn.

Operations change the session and leave the commit to their caller.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from competition import audit
from competition.database import Document, db
from competition.errors import Clash, Locked, NotYet
from competition.events.models import Event
from competition.people.models import User
from competition.results.models import Publication
from competition.results.queries import final_publication
from competition.upgrades.content import content_of
from competition.upgrades.deciding import Proposal, propose
from competition.upgrades.models import Decision, RuleSetDraft, RuleSetInForce, RuleSetVersion
from competition.upgrades.queries import (
    decisions_on,
    in_force,
    known_digests,
    promotions_of_year,
    standing_decisions,
)
from competition.upgrades.record import enter_record, leave_record
from competition.upgrades.rules import APPROVABLE
from judging.errors import RuleViolation, UnknownName
from judging.promotion.decisions import Outcome
from judging.rulesets import digest, parse_rule_book


def import_rule_sets(
    document: Document, wanted_keys: Sequence[str] | None = None, *, now: datetime, by: User | None
) -> list[RuleSetVersion]:
    """The wanted rule sets of a file (None: all), in its order; the same text is kept once.

    Raises Faults with every fault of the file, UnknownName for a key that it does not have.
    """
    book = parse_rule_book(document)
    wanted = list(book.rule_sets) if wanted_keys is None else list(wanted_keys)
    if strange := sorted(set(wanted) - set(book.rule_sets)):
        raise UnknownName("The file has no rule set {keys}.", keys=", ".join(strange))
    texts = [text for text in document["rulesets"] if text["id"] in wanted]
    known = known_digests(digest(text) for text in texts)
    return [known.get(digest(text)) or _import(text, now=now, by=by) for text in texts]


def keep_draft(document: Document, filename: str, *, now: datetime, by: User) -> RuleSetDraft:
    """Keep a file until its rule sets are chosen, in place of the user's earlier one.

    Raises Faults with every fault of the file.
    """
    parse_rule_book(document)
    db.session.execute(delete(RuleSetDraft).where(RuleSetDraft.owner_id == by.id))
    draft = RuleSetDraft(owner_id=by.id, filename=filename, document=document, read_at=now)
    db.session.add(draft)
    db.session.flush()
    return draft


def _import(text: Document, *, now: datetime, by: User | None) -> RuleSetVersion:
    version = RuleSetVersion(
        key=text["id"],
        name_zh=text["name_zh"],
        name_en=text["name_en"],
        document=text,
        digest=digest(text),
        imported_at=now,
        imported_by=by,
    )
    db.session.add(version)
    db.session.flush()
    audit.record(
        "rule_set.imported",
        now=now,
        by=by,
        version=version.id,
        key=version.key,
        name=text["name_zh"],
    )
    return version


def put_in_force(
    event: Event, version: RuleSetVersion, *, now: datetime, by: User | None
) -> RuleSetInForce:
    """Let this version decide about the winners of the event, in place of an earlier choice.

    Raises Locked once something was decided with another, RuleViolation when it does not govern
    contests on the day of the final.
    """
    if standing_decisions(event.id):
        raise Locked("Decisions were made with the rule set in force: it stays.")
    if not version.rule_set.governs(event.held_on):
        raise RuleViolation(
            "「{name}」 does not govern a final on {day}.", name=version.name_zh, day=event.held_on
        )
    choice = db.session.scalar(select(RuleSetInForce).filter_by(event_id=event.id))
    if choice is None:
        choice = RuleSetInForce(event=event)
        db.session.add(choice)
    choice.version = version
    db.session.flush()
    record("rule_set.in_force", event, now=now, by=by, version=version.id, name=version.name_zh)
    return choice


def decide(event: Event, *, now: datetime, by: User | None) -> list[Decision]:
    """Freeze what the rule set gives everybody for the final results.

    After a correction the decisions made before are withdrawn, and made again. Raises NotYet
    before results are final or without a rule set, Clash when these results were decided about.
    """
    publication, version = final_publication(event.id), in_force(event.id)
    if publication is None:
        raise NotYet("The results are not final: nothing can be decided yet.")
    if version is None:
        raise NotYet("No rule set is in force for this event: choose one first.")
    if decisions_on(publication.id):
        raise Clash(
            "Version {number} of the results is decided already.", number=publication.number
        )
    for earlier in standing_decisions(event.id):
        _withdraw(earlier, f"correction, version {publication.number}", now=now, by=by)
    proposals = propose(event, publication.standings, publication.bundle, version.rule_set)
    decisions = [_decision(event, publication, version, one, now) for one in proposals]
    db.session.add_all(decisions)
    db.session.flush()
    record(
        "promotion.decided",
        event,
        now=now,
        by=by,
        number=publication.number,
        rule_set=version.digest,
        count=len(decisions),
    )
    return decisions


def _decision(
    event: Event, publication: Publication, version: RuleSetVersion, one: Proposal, now: datetime
) -> Decision:
    return Decision(
        event=event,
        publication=publication,
        version=version,
        entry_id=one.row.entry_id,
        person=one.facts.person,
        rank=one.row.rank or 0,
        outcome=str(one.decision.outcome),
        granted_level=one.decision.granted_level and str(one.decision.granted_level),
        content=content_of(one),
        decided_at=now,
    )


def approve(
    decisions: Decision | Sequence[Decision], *, now: datetime, by: User | None
) -> list[Decision]:
    """Let decisions hold: levels and titles enter the people's records, once.

    What is approved already is passed over; the newly approved are returned. Raises Locked for a
    withdrawn decision, RuleViolation where there is nothing to approve or the year's limit is
    reached by another promotion.
    """
    several = [decisions] if isinstance(decisions, Decision) else list(decisions)
    fresh = [one for one in several if one.approved_at is None]
    for event_id, publication_id in {(one.event_id, one.publication_id) for one in fresh}:
        _refuse_outdated(event_id, publication_id)
    for decision in fresh:
        _refuse_approval(decision)
        decision.approved_at, decision.approved_by = now, by
        enter_record(decision, now)
        _record_about(decision, "promotion.approved", now=now, by=by)
    db.session.flush()
    return fresh


def _refuse_outdated(event_id: int, publication_id: int) -> None:
    latest = final_publication(event_id)
    if latest is not None and latest.id != publication_id:
        raise Locked(
            "The results were corrected by version {number}: decide again first.",
            number=latest.number,
        )


def _refuse_approval(decision: Decision) -> None:
    name = decision.person.name
    if decision.withdrawn_at is not None:
        raise Locked("The decision about {name} was withdrawn.", name=name)
    outcome = Outcome(decision.outcome)
    if outcome not in APPROVABLE:
        raise RuleViolation(
            "{name}: {outcome}. There is nothing to approve.", name=name, outcome=outcome
        )
    limit = decision.version.rule_set.yearly_promotions
    if limit is None or decision.granted_level is None:
        return
    year = decision.event.held_on.year
    person = select(Decision.person_id).where(Decision.id == decision.id)
    others = db.session.scalars(promotions_of_year(year, person)).all()
    if len(others) >= limit:
        raise RuleViolation(
            "{name} was promoted by {competition} in {year}: withdraw that decision first.",
            name=name,
            competition=others[0].event.competition.name_zh,
            year=year,
        )


def withdraw(decision: Decision, reason: str, *, now: datetime, by: User | None) -> None:
    """Take a decision back, with the reason; what it gave ends in the person's record."""
    if not reason.strip():
        raise RuleViolation("A withdrawal needs its reason.")
    if decision.withdrawn_at is not None:
        raise Locked("The decision about {name} was withdrawn.", name=decision.person.name)
    _withdraw(decision, reason.strip(), now=now, by=by)


def _withdraw(decision: Decision, reason: str, *, now: datetime, by: User | None) -> None:
    decision.withdrawn_at, decision.withdrawn_because = now, reason
    leave_record(decision, now)
    _record_about(decision, "promotion.withdrawn", now=now, by=by, reason=reason)


def _record_about(
    decision: Decision, action: str, *, now: datetime, by: User | None, **details: object
) -> None:
    record(
        action,
        decision.event,
        now=now,
        by=by,
        decision=decision.id,
        name=decision.person.name,
        level=decision.granted_level,
        **details,
    )


def record(action: str, event: Event, *, now: datetime, by: User | None, **details: object) -> None:
    audit.record(
        action, now=now, by=by, competition_id=event.competition_id, event_id=event.id, **details
    )
