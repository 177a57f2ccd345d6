"""Posts that the pool holds people for, and whether a card is in force."""

from datetime import date
from enum import StrEnum

from competition.people.rules import Role


class Post(StrEnum):
    """What somebody of the pool may be asked to do."""

    JUDGE = "judge"
    EXPERT = "expert"
    INSPECTOR = "inspector"
    WORKSHOP_MANAGER = "workshop_manager"
    TECHNICAL_TRANSLATOR = "technical_translator"


ROLES: dict[Post, tuple[Role, ...]] = {
    Post.JUDGE: (Role.JUDGE, Role.CHIEF_JUDGE),
    Post.EXPERT: (Role.EXPERT,),
    Post.INSPECTOR: (Role.INSPECTOR,),
    Post.WORKSHOP_MANAGER: (Role.WORKSHOP_MANAGER,),
    Post.TECHNICAL_TRANSLATOR: (Role.TECHNICAL_TRANSLATOR,),
}


class Card(StrEnum):
    """Whether the card of somebody is in force on a day."""

    NONE = "none"
    EXPIRED = "expired"
    VALID = "valid"


def card_on(day: date, number: str, expires_on: date | None) -> Card:
    """The last day counts; a card without an end does not expire."""
    if not number:
        return Card.NONE
    return Card.EXPIRED if expires_on is not None and expires_on < day else Card.VALID
