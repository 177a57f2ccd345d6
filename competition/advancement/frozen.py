"""The cut of a selection as it was frozen, and who has declined since."""

from competition.advancement.models import Selection
from competition.advancement.rules import CandidateState
from judging.places.cut import Cut


def cut_of(selection: Selection) -> Cut:
    """The rule as it was frozen, with what was decided since."""
    return Cut(
        selection.places,
        selection.per_delegation,
        decisions=[decision.codes for decision in selection.decisions],
    )


def declined_codes(selection: Selection) -> list[str]:
    return [one.code for one in selection.candidates if one.state is CandidateState.DECLINED]
