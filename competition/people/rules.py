"""Roles, and what a user name and a password must be."""

from collections.abc import Iterator
from enum import StrEnum

from judging.sentences import Sentence, say

SHORTEST_PASSWORD = 8


class Role(StrEnum):
    """What somebody is appointed to do, at the site, a competition, an event or a delegation."""

    ADMINISTRATOR = "administrator"
    ORGANISER = "organiser"
    CHIEF_JUDGE = "chief_judge"
    JUDGE = "judge"
    SCOREKEEPER = "scorekeeper"
    INSPECTOR = "inspector"
    DELEGATION_LEADER = "delegation_leader"
    CHECK_IN_REFEREE = "check_in_referee"
    EXPERT = "expert"
    WORKSHOP_MANAGER = "workshop_manager"
    TECHNICAL_TRANSLATOR = "technical_translator"


def password_faults(password: str, username: str) -> Iterator[Sentence]:
    """Why a password may not be used; nothing when it may."""
    if len(password) < SHORTEST_PASSWORD:
        yield say("The password needs at least {least} characters.", least=SHORTEST_PASSWORD)
    if username and username.lower() in password.lower():
        yield say("The password must not contain the user name.")
