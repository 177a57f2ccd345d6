"""The blueprint of these views, and what their pages share."""

from typing import Any

from flask import Blueprint

from competition.advancement.rules import CandidateState

bp = Blueprint("advancement", __name__)
SHAPES = {
    CandidateState.OFFERED: ("draft", "act"),
    CandidateState.ACCEPTED: ("verified", "good"),
    CandidateState.DECLINED: ("gone", ""),
    CandidateState.RESERVE: ("open", ""),
    CandidateState.LEFT_OUT: ("unmet", ""),
}
"""The shape and the tone of a candidate's state."""


@bp.context_processor
def words() -> dict[str, Any]:
    """What the templates of this stage say things with."""
    return {"shapes": SHAPES, "CandidateState": CandidateState}
