"""What a rule set gives a person, and in which state; words shared by rewards and upgrades."""

from enum import StrEnum


class Outcome(StrEnum):
    """The state of something given, the surest first."""

    GRANTED = "granted"
    MAY_APPLY = "may apply"
    SUBJECT_TO_REVIEW = "subject to review"
    WAITING = "waiting"
    NOT_ELIGIBLE = "not eligible"

    @property
    def order(self) -> int:
        """Smaller is surer."""
        return tuple(Outcome).index(self)


ACTIONS: dict[str, Outcome] = {
    "confer": Outcome.GRANTED,
    "auto_recognise": Outcome.GRANTED,
    "confer_after_verification": Outcome.SUBJECT_TO_REVIEW,
    "confer_if_qualified": Outcome.SUBJECT_TO_REVIEW,
    "recommend": Outcome.SUBJECT_TO_REVIEW,
    "apply": Outcome.MAY_APPLY,
    "priority_to_apply": Outcome.MAY_APPLY,
}
"""What the authority does about a title, and the state it leaves the winner in."""

LEVEL_ACTIONS: dict[str, Outcome] = {
    **ACTIONS,
    "may_apply": Outcome.MAY_APPLY,
    "may-apply": Outcome.MAY_APPLY,
}
"""The same about a skill level, which a winner may also only apply for."""
