"""An event with final results and a rule set of our own invention."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from competition.database import db
from competition.events.models import Event
from competition.people.models import User
from competition.registration.models import Entry, Member
from competition.results.models import Publication, PublicationKind
from competition.results.operations import publish
from competition.upgrades.models import RuleSetVersion
from competition.upgrades.operations import import_rule_sets, put_in_force
from judging.promotion.ladder import LADDER
from tests.builders import NOW
from tests.competition.results.marked import Marks, marked_event

# 0.30 x theory, 0.70 x mean of two: 93.33, 86.60, 83.50, 63.35 as worked in `results.marked`;
# the pass marks are 60 of 100 before the factor.
PASS_MARKS = {
    "theory": {"criterion": "A", "mark": "60"},
    "practical": {"criterion": "B", "mark": "60"},
}
RULES: list[dict[str, Any]] = [
    {
        "rule_id": "title",
        "group": "staff",
        "event_format": "any",
        "rank": {"from": 1, "to": 1},
        "reward": {
            "type": "title",
            "title_zh": "湖滨市技术能手",
            "title_en": "Lakeside Skills Expert",
            "action": "confer_after_verification",
        },
    },
    {
        "rule_id": "skill",
        "group": "any",
        "event_format": "any",
        "rank": {"from": 1, "to": 3},
        "min_scores": {"theory": "pass", "practical": "pass"},
        "reward": {
            "type": "skill_level",
            "map": [
                {"current": ["none", "intermediate"], "grant": "senior"},
                {"current": ["senior"], "grant": "technician"},
            ],
        },
    },
]
RULE_SET: dict[str, Any] = {
    "id": "lakeside-2026",
    "tier": "municipal",
    "region": "湖滨市",
    "name_zh": "湖滨市职业技能大赛晋升办法",
    "name_en": "Lakeside rules on promotion",
    "date": "2026-01",
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
    "certainty": "single source",
    "completeness": "complete",
    "sources": [
        {
            "url": "https://lakeside.example/notice",
            "title": "湖人社发〔2026〕3号",
            "publisher": "湖滨市人社局",
        }
    ],
    "rules": RULES,
}


def a_file(*rule_sets: dict[str, Any]) -> dict[str, Any]:
    """A rule-set file; without arguments it holds RULE_SET."""
    return {
        "schema_version": 1,
        "levels_low_to_high": [str(level) for level in LADDER],
        "level_names": {str(level): str(level) for level in LADDER},
        "rulesets": [deepcopy(one) for one in rule_sets or (RULE_SET,)],
    }


def a_version(**changes: Any) -> RuleSetVersion:
    [version] = import_rule_sets(a_file(RULE_SET | changes), now=NOW, by=None)
    return version


@dataclass(frozen=True)
class Decided:
    """The event with its entries by code, who organises it, and its rule set."""

    event: Event
    entries: dict[str, Entry]
    organiser: User
    version: RuleSetVersion


def finished(
    marks: Marks | None = None, rules: dict[str, Any] | None = None, **values: Any
) -> Decided:
    """Final results and a rule set in force; nothing decided yet.

    `winner`: who won as E02; `partner`: who was in the team with them.
    """
    winner, partner = values.pop("winner", None), values.pop("partner", None)
    arranged = marked_event(marks, **{"pass_marks": PASS_MARKS} | values)
    if winner is not None:
        arranged.entries["E02"].members[0].person = winner
    if partner is not None:
        arranged.entries["E02"].members.append(Member(person=partner, position=2))
    version = a_version(**rules or {})
    put_in_force(arranged.event, version, now=NOW, by=arranged.organiser)
    make_final(arranged.event)
    return Decided(arranged.event, arranged.entries, arranged.organiser, version)


def make_final(event: Event) -> Publication:
    publish(event, PublicationKind.PROVISIONAL, now=NOW, by=None)
    later = NOW + timedelta(days=event.notice_days, hours=1)
    return publish(event, PublicationKind.FINAL, now=later, by=None)


def correct(event: Event) -> Publication:
    """What is recorded now becomes the final results in place of those before."""
    db.session.flush()
    return publish(event, PublicationKind.FINAL, now=NOW, by=None, reason="计分错误")
