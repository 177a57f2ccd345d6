"""Audit records in words: what each code means, and which of its values people read.

Keyed by the code, so that no later stage has to be imported.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from competition.words import word

ACTS: dict[str, LazyString] = {
    "user.added": _l("User added"),
    "user.password_set": _l("Password set"),
    "user.closed": _l("Account closed"),
    "user.opened": _l("Account opened again"),
    "appointment.made": _l("Appointed"),
    "appointment.ended": _l("Appointment ended"),
    "appointment.conflict": _l("Appointed in spite of a conflict of interest"),
    "recusal.blocks": _l("Conflicts of interest block appointments"),
    "recusal.warns": _l("Conflicts of interest only warn"),
    "pool.added": _l("Taken into the judges' pool"),
    "pool.kept": _l("Record in the judges' pool saved"),
    "pool.relation_declared": _l("Relation declared"),
    "pool.relation_ended": _l("Relation ended"),
    "tier.added": _l("Tier added"),
    "competition.added": _l("Competition made"),
    "filing.saved": _l("Filing sheet saved"),
    "filing.submitted": _l("Filing submitted"),
    "filing.taken_back": _l("Filing taken back by the organiser"),
    "filing.accepted": _l("Filing accepted"),
    "filing.returned": _l("Filing returned"),
    "event.added": _l("Event made"),
    "event.changed": _l("Settings of the event changed"),
    "event.moved": _l("Event taken to another phase"),
    "scheme.saved": _l("Marking scheme saved"),
    "delegation.added": _l("Delegation added"),
    "entry.submitted": _l("Entry submitted"),
    "entry.corrected": _l("Entry corrected and submitted again"),
    "entry.accepted": _l("Entry accepted"),
    "entry.returned": _l("Entry returned"),
    "entry.rejected": _l("Entry rejected"),
    "entry.withdrawn": _l("Entry withdrawn"),
    "entry.waived": _l("Obstacle waived"),
    "entries.decided": _l("Entries decided together"),
    "entries.undecided": _l("Decision about entries taken back"),
    "entry.undecided": _l("Decision taken back"),
    "entry.part": _l("How an entry takes part was changed"),
    "entry.time": _l("Time of an entry recorded"),
    "entry.penalty": _l("Penalty given"),
    "entry.penalty_taken_back": _l("Penalty taken back"),
    "list.read": _l("List of entries read, not imported"),
    "list.forgotten": _l("List of entries done with"),
    "account.given": _l("Account given to a contestant"),
    "list.imported": _l("List of entries imported"),
    "entries.exported": _l("List of entries exported"),
    "checkin.time": _l("Start of the event written down"),
    "checkin.arrived": _l("Checked in"),
    "checkin.taken_back": _l("Check-in taken back"),
    "seed.announced": _l("Seed announced by its hash"),
    "draw.made": _l("Lots drawn"),
    "registration.reopened": _l("Registration opened again"),
    "panel.set": _l("Panel set"),
    "marking.started": _l("Marking started"),
    "marking.locked": _l("Marking locked"),
    "marking.unlocked": _l("Marking opened again"),
    "marks.entered": _l("Marks entered"),
    "sheet.submitted": _l("Sheet submitted"),
    "sheets.submitted": _l("Sheets submitted"),
    "sheet.taken_back": _l("Sheet taken back by its judge"),
    "aspect.returned": _l("Aspect returned to its panel"),
    "judge.excused": _l("Judge excused"),
    "judge.readmitted": _l("Judge admitted again"),
    "results.tie_decided": _l("Tie decided"),
    "results.scale_confirmed": _l("Unusual scale confirmed"),
    "results.published": _l("Results published"),
    "rule_set.imported": _l("Rule set imported"),
    "rule_set.in_force": _l("Rule set put in force"),
    "promotion.decided": _l("Promotions decided"),
    "promotion.approved": _l("Promotion approved"),
    "promotion.withdrawn": _l("Promotion withdrawn"),
    "places.goal_set": _l("Where the winners go was settled"),
    "places.filled": _l("Places at the next tier filled"),
    "places.tie_decided": _l("Tie at the cut decided"),
    "place.accepted": _l("Place accepted"),
    "place.declined": _l("Place declined"),
    "results.reopened": _l("Results taken back for correction"),
    "certificates.issued": _l("Certificates issued"),
    "certificate.revoked": _l("Certificate revoked"),
    "certificate.replaced": _l("Certificate replaced"),
}
READ_AS_WRITTEN = (
    "name",
    "username",
    "sub_criterion",
    "aspect",
    "number",
    "seed",
    "digest",
    "points",
)
READ_AS_WORDS = {"role": "Role", "source": "SchemeSource", "part": "Part", "obstacle": "Waivable"}


def act(action: str) -> str:
    """What was done, in words; a code without words is shown as it is."""
    return str(ACTS.get(action, action))


def particulars(details: Mapping[str, Any]) -> Iterator[str]:
    """The values of a record that people read, the reason last."""
    for name in READ_AS_WRITTEN:
        if details.get(name) not in (None, ""):
            yield str(details[name])
    for name, kind in READ_AS_WORDS.items():
        if isinstance(details.get(name), str):
            yield word(kind, details[name])
    if "before" in details and "after" in details:
        yield f"{word('Phase', details['before'])} → {word('Phase', details['after'])}"
    if details.get("reason"):
        yield str(details["reason"])
