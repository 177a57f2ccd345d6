"""An event as a result bundle: everything that its result depends on, with codes for names.

What is shown, published and downloaded is computed from this document and nothing else, so that
`saiwu recompute` gives the same on any machine.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from competition.database import Document, db
from competition.draw.models import Draw, DrawKind, Lot
from competition.events.models import Event
from competition.marking.models import PanelMember
from competition.marking.queries import marks_of
from competition.registration.models import Delegation, Entry, Penalty
from competition.registration.rules import EntryState, Part
from competition.results.models import TieDecision

FORMAT = "saiwu-results/1"
Marks = dict[int, dict[str, dict[str, str]]]  # entry -> aspect -> judge -> value


def bundle_of(event: Event) -> Document:
    """The event's bundle as it is now; its scheme is empty when the event has none yet."""
    panels, judges = panels_of(event.id)
    scheme = event.marking_scheme
    return {
        "format": FORMAT,
        "event": {
            "id": str(event.id),
            "name": event.name_zh,
            "date": event.held_on.isoformat(),
            "group": event.group.value,
            "event_format": event.event_format.value,
        },
        "scheme": scheme.document if scheme else {"criteria": []},
        "panels": panels,
        "ranking": ranking_of(event),
        "scale": event.scale,
        "medals": event.medals,
        "positions": event.positions,
        "entries": entries_of(event.id, coded_marks(event.id, judges)),
    }


def panels_of(event_id: int) -> tuple[dict[str, list[str]], dict[int, str]]:
    """The panels with a code for each judge, and the code of each judge's key."""
    members = db.session.execute(
        select(PanelMember.sub_criterion, PanelMember.judge_id)
        .where(PanelMember.event_id == event_id)
        .order_by(PanelMember.sub_criterion, PanelMember.position)
    )
    panels: dict[str, list[str]] = defaultdict(list)
    judges: dict[int, str] = {}
    for sub_criterion, judge_id in members:
        panels[sub_criterion].append(judge_code(judges, judge_id))
    return dict(panels), judges


def judge_code(judges: dict[int, str], judge_id: int) -> str:
    """J1, J2 … in the order of the panels."""
    return judges.setdefault(judge_id, f"J{len(judges) + 1}")


def ranking_of(event: Event) -> Document:
    """How the event ranks; what the chief judge decided about equals is part of it."""
    if event.ranking.get("ties", "share") == "share":
        return dict(event.ranking)
    decided = db.session.scalars(
        select(TieDecision.codes)
        .where(TieDecision.event_id == event.id)
        .order_by(TieDecision.id.desc())
    ).all()
    if not decided:
        return dict(event.ranking)
    return {**event.ranking, "ties": "decided", "decisions": latest(decided)}


def latest(decisions: Iterable[list[str]]) -> list[list[str]]:
    """Decisions, the newest first, without those whose entries a newer one is about."""
    kept: list[list[str]] = []
    for codes in decisions:
        if not any(set(codes) & set(newer) for newer in kept):
            kept.append(codes)
    return sorted(kept)


def coded_marks(event_id: int, judges: dict[int, str]) -> Marks:
    """Every mark of the event, by entry, aspect and judge's code.

    A mark by somebody who is in no panel keeps a code of its own: the rule book refuses it by name.
    """
    marks: Marks = defaultdict(lambda: defaultdict(dict))
    for entry_id, aspect, judge_id, amount, word, _reason in marks_of(event_id):
        judge = judges.get(judge_id) or judge_code(judges, judge_id)
        marks[entry_id][aspect][judge] = word if amount is None else f"{amount:f}"
    return marks


def entries_of(event_id: int, marks: Marks) -> list[Document]:
    """Every entry that has drawn a code, in the order of the codes."""
    penalties = penalties_of(event_id)
    drawn = db.session.execute(
        select(
            Entry.id,
            Lot.code,
            Delegation.code.label("delegation"),
            Entry.state,
            Entry.part,
            Entry.time,
        )
        .join(Draw, Lot.draw_id == Draw.id)
        .join(Entry, Lot.entry_id == Entry.id)
        .join(Delegation, Entry.delegation_id == Delegation.id)
        .where(
            Draw.event_id == event_id,
            Draw.kind == DrawKind.ENTRY_CODE,
            Draw.ended_at.is_(None),
        )
        .order_by(Lot.code)
    )
    return [entry_document(row, marks.get(row.id, {}), penalties.get(row.id, [])) for row in drawn]


def entry_document(
    row: Any, marks: dict[str, dict[str, str]], penalties: list[Document]
) -> Document:
    """One entry of the bundle; somebody who withdrew after the draw keeps the code."""
    gone = row.state is not EntryState.ACCEPTED
    document: Document = {
        "code": row.code,
        "delegation": row.delegation,
        "status": Part.WITHDRAWN.value if gone else row.part.value,
        "marks": {aspect: dict(given) for aspect, given in marks.items()},
    }
    if row.time is not None:
        document["time"] = f"{row.time:f}"
    if penalties:
        document["penalties"] = penalties
    return document


def penalties_of(event_id: int) -> dict[int, list[Document]]:
    """The penalties of each entry, in the order in which they were given."""
    found = db.session.execute(
        select(Penalty.entry_id, Penalty.points, Penalty.reason)
        .join(Entry, Penalty.entry_id == Entry.id)
        .where(Entry.event_id == event_id)
        .order_by(Penalty.id)
    )
    penalties: dict[int, list[Document]] = defaultdict(list)
    for entry_id, points, reason in found:
        penalties[entry_id].append({"points": f"{points:f}", "reason": reason})
    return penalties


def digest_of(document: Document) -> str:
    """SHA-256 of the bundle, written with sorted keys and no spaces."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
