"""What the users call the codes of our closed lists, in the language of the request.

Keyed by the name of the enumeration (or list) and its value, so that no stage has to be imported.
"""

from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

WORDS: dict[str, dict[str, LazyString]] = {
    "Role": {
        "administrator": _l("Administrator"),
        "organiser": _l("Organiser"),
        "chief_judge": _l("Chief judge"),
        "judge": _l("Judge"),
        "scorekeeper": _l("Scorekeeper"),
        "inspector": _l("Inspector"),
        "delegation_leader": _l("Delegation leader"),
        "check_in_referee": _l("Check-in referee"),
        "expert": _l("Expert"),
        "workshop_manager": _l("Workshop manager"),
        "technical_translator": _l("Technical translator"),
    },
    "Post": {
        "judge": _l("Judge"),
        "expert": _l("Expert"),
        "inspector": _l("Inspector"),
        "workshop_manager": _l("Workshop manager"),
        "technical_translator": _l("Technical translator"),
    },
    "Card": {"none": _l("no card"), "expired": _l("card expired"), "valid": _l("card in force")},
    "Phase": {
        "draft": _l("Draft"),
        "registration": _l("Registration"),
        "draw": _l("Draw"),
        "marking": _l("Marking"),
        "review": _l("Review"),
        "provisional": _l("Provisional"),
        "final": _l("Final"),
    },
    "FilingState": {
        "draft": _l("Being written"),
        "submitted": _l("Submitted"),
        "accepted": _l("Filed"),
        "returned": _l("Returned"),
    },
    "Group": {
        "staff": _l("Staff"),
        "student": _l("Students"),
        "teacher": _l("Teachers"),
        "open": _l("Open group"),
    },
    "ContestClass": {
        "class_one": _l("Class I, across industries"),
        "class_two": _l("Class II, one industry"),
        "comprehensive": _l("Comprehensive"),
        "special": _l("Special"),
    },
    "EventFormat": {
        "individual": _l("Individual event"),
        "team2": _l("Teams of two"),
        "team3": _l("Teams of three"),
    },
    "EventKind": {
        "": _l("No special kind"),
        "worldskills_selection": _l("Selection for WorldSkills"),
        "national_selected": _l("Selected national event"),
        "skilled_occupation": _l("Skilled occupation"),
        "professional_technology": _l("Professional technology"),
    },
    "SkillLevel": {
        "none": _l("No level"),
        "apprentice": _l("Apprentice"),
        "junior": _l("Level 5, junior worker"),
        "intermediate": _l("Level 4, intermediate worker"),
        "senior": _l("Level 3, skilled worker"),
        "technician": _l("Level 2, technician"),
        "senior_technician": _l("Level 1, senior technician"),
        "special_technician": _l("Special-grade technician"),
        "chief_technician": _l("Chief technician"),
    },
    "DocumentType": {
        "resident_id": _l("Resident identity card"),
        "passport": _l("Passport"),
        "other": _l("Other document"),
    },
    "EntryState": {
        "submitted": _l("To review"),
        "accepted": _l("Accepted"),
        "returned": _l("Returned"),
        "rejected": _l("Rejected"),
        "withdrawn": _l("Withdrawn"),
    },
    "Part": {
        "ranked": _l("Competes"),
        "absent": _l("Absent"),
        "withdrawn": _l("Withdrawn"),
        "disqualified": _l("Disqualified"),
        "guest": _l("Guest, not ranked"),
    },
    "Waivable": {
        "age": _l("Age"),
        "level": _l("Skill level"),
        "title": _l("Title held"),
        "once": _l("Once in a lifetime"),
        "two_events": _l("One event each"),
    },
    "TitlePolicy": {
        "open": _l("Competes like everybody"),
        "guest": _l("Competes as a guest, places pass down"),
        "barred": _l("Does not enter"),
    },
    "DrawKind": {"entry_code": _l("Entry codes"), "station": _l("Stations")},
    "PublicationKind": {"provisional": _l("Provisional"), "final": _l("Final")},
    "Outcome": {
        "granted": _l("Granted"),
        "may apply": _l("May apply"),
        "subject to review": _l("Subject to review"),
        "waiting": _l("Waiting"),
        "not eligible": _l("Not eligible"),
    },
    "Component": {
        "theory": _l("Theory"),
        "practical": _l("Practical"),
        "total": _l("Total"),
        "all_components": _l("Every part"),
    },
    "OutsideFact": {
        "title_conferred": _l("the title is conferred"),
        "joined_national_training_squad": _l("joined the national training squad"),
    },
    "RuleAward": {
        "any_prize": _l("any prize"),
        "first": _l("First prize"),
        "second": _l("Second prize"),
        "third": _l("Third prize"),
        "team": _l("Teams"),
    },
    "TierCode": {
        "national_comprehensive": _l("National, comprehensive"),
        "national_class1": _l("National, class I"),
        "national_class2": _l("National, class II"),
        "provincial_comprehensive": _l("Provincial, comprehensive"),
        "provincial_class1": _l("Provincial, class I"),
        "provincial_class2": _l("Provincial, class II"),
        "provincial_policy": _l("Policy of a province"),
        "municipal_comprehensive": _l("Municipal, comprehensive"),
        "municipal_class1": _l("Municipal, class I"),
        "municipal_class2": _l("Municipal, class II"),
        "industry_or_district": _l("Industry or district"),
        "worldskills": _l("WorldSkills Competition"),
        "national": _l("National"),
        "industry": _l("Industry"),
        "provincial": _l("Provincial"),
        "municipal": _l("Municipal"),
        "county": _l("County"),
        "school": _l("School"),
        "enterprise": _l("Enterprise"),
    },
    "TitleAct": {
        "confer": _l("conferred"),
        "confer_after_verification": _l("conferred after verification"),
        "confer_if_qualified": _l("conferred if qualified"),
        "auto_recognise": _l("recognised without an application"),
        "recommend": _l("recommended"),
        "apply": _l("has to be applied for"),
        "priority_to_apply": _l("may be applied for with priority"),
    },
    "CandidateState": {
        "offered": _l("Place offered"),
        "accepted": _l("Place accepted"),
        "declined": _l("Declined"),
        "reserve": _l("Reserve"),
        "left_out": _l("Left out"),
    },
    "CertificateState": {
        "valid": _l("Valid"),
        "revoked": _l("Revoked"),
        "replaced": _l("Replaced"),
    },
    "Design": {
        "formal_zh": _l("Chinese, formal"),
        "minimal_bilingual": _l("Chinese and English"),
    },
    "Medal": {
        "gold": _l("Gold"),
        "silver": _l("Silver"),
        "bronze": _l("Bronze"),
        "excellence": _l("Excellence"),
        "first_prize": _l("First prize"),
        "second_prize": _l("Second prize"),
        "third_prize": _l("Third prize"),
    },
    "Award": {
        "": _l("No award"),
        "gold": _l("Gold"),
        "silver": _l("Silver"),
        "bronze": _l("Bronze"),
        "excellence": _l("Excellence"),
        "first_prize": _l("First prize"),
        "second_prize": _l("Second prize"),
        "third_prize": _l("Third prize"),
    },
    "BandMeasure": {
        "count": _l("places"),
        "fraction": _l("of the field"),
        "to_fraction": _l("of the field, with the awards above"),
    },
    "BandRounding": {
        "floor": _l("down"),
        "ceil": _l("up"),
        "half_up": _l("half up"),
    },
    "Combine": {
        "agreed": _l("One mark that the panel agrees"),
        "mean": _l("Mean"),
        "median": _l("Median"),
        "trimmed_mean": _l("Mean without the highest and the lowest"),
        "sum": _l("Sum"),
    },
    "Preset": {
        "municipal": _l("Province or city: theory and practical"),
        "enterprise": _l("Enterprise or school contest"),
        "national": _l("National competition"),
        "worldskills_2026": _l("WorldSkills 2026"),
    },
    "Scale": {
        "none": _l("No scale"),
        "worldskills_700": _l("WorldSkills 700 scale"),
        "worldskills_500": _l("WorldSkills 500 scale, to 2015"),
    },
    "MedalRule": {
        "none": _l("No medals"),
        "worldskills_2024": _l("WorldSkills to 2024, groups of two points"),
        "worldskills_2026": _l("WorldSkills 2026, equal scores share"),
        "bands": _l("Bands of places"),
    },
    "Positions": {
        "standard": _l("Standard: 1, 2, 2, 4"),
        "medal_groups": _l("Medal groups share a position"),
        "tolerance_groups": _l("Groups of two points share a position"),
    },
    "SchemeSource": {"by hand": _l("by hand")},
    "MarkKind": {
        "measurement": _l("Measurement"),
        "judgement": _l("Judgement"),
        "score": _l("Score"),
        "deduction": _l("Deduction"),
    },
    "Calculation": {
        "PASS_FAIL": _l("pass or fail"),
        "NUMBER_COMPLETED": _l("number completed"),
        "CHOICE": _l("choice"),
        "RANGED_SCORE": _l("ranges"),
        "REGULAR_DIFFERENCE_DEDUCTION": _l("a deduction for every step away"),
    },
    "Method": {
        "mean": _l("mean"),
        "median": _l("median"),
        "sum": _l("sum"),
        "trimmed_mean": _l("mean"),
        "trimmed_sum": _l("sum"),
    },
    "Measured": {
        "pass": _l("pass"),
        "fail": _l("fail"),
        "not attempted": _l("not attempted"),
    },
    "Ties": {
        "share": _l("Equal entries share a rank"),
        "refuse": _l("A tie is refused until it is decided"),
        "decided": _l("The chief judge decides"),
    },
}

WORDS["Level"] = WORDS["SkillLevel"]  # what the rule book calls it


def word(kind: str, code: str) -> str:
    """What users call `code` of the list `kind`; a code that data brought is shown as it is."""
    return str(WORDS[kind].get(code, code))


def label(value: StrEnum) -> str:
    """What users call a member of one of our enumerations."""
    return word(type(value).__name__, value.value)


def choices(kind: str) -> list[tuple[str, str]]:
    """The list for a select field."""
    return [(code, str(text)) for code, text in WORDS[kind].items()]
