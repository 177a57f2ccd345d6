"""What an approved decision writes into a person's record, and ends when it is withdrawn."""

from datetime import datetime

from sqlalchemy import update

from competition.database import db
from competition.people.models import LevelHeld, TitleHeld
from competition.upgrades.models import Decision
from competition.upgrades.rules import CONFERRED, ENTERS_RECORD


def enter_record(decision: Decision, now: datetime) -> None:
    """The level and the titles that the approval confers; what has to be applied for is not."""
    about = {
        "person": decision.person,
        "since": now.date(),
        "source": source_of(decision),
        "decision_id": decision.id,
    }
    promotion = next(iter(decision.content["promotions"]), None)
    if promotion and promotion["state"] in ENTERS_RECORD:
        db.session.add(
            LevelHeld(
                occupation_code=decision.event.occupation_code, level=promotion["level"], **about
            )
        )
    for reward in decision.content["given"]:
        if reward["sort"] == "title" and reward["action"] in CONFERRED:
            db.session.add(TitleHeld(title_zh=reward["title_zh"], **about))


def leave_record(decision: Decision, now: datetime) -> None:
    """End what the decision gave; it stays to be seen as ended."""
    for held in (LevelHeld, TitleHeld):
        db.session.execute(
            update(held)
            .where(held.decision_id == decision.id, held.ended_at.is_(None))
            .values(ended_at=now)
        )


def source_of(decision: Decision) -> str:
    """The competition and the document that the decision rests on."""
    documents = decision.version.rule_set.information.get("sources") or []
    titles = [document.get("title") or "" for document in documents]
    name = titles[0] if titles and titles[0] else decision.version.name_zh
    return f"{decision.event.competition.name_zh}，{name}"
