"""The blueprint of these views, and the words that their pages share."""

from typing import Any

from flask import Blueprint

from competition.upgrades.wording import SHAPES, in_words, local_text, proposal, reward_text, told

bp = Blueprint("upgrades", __name__)


@bp.context_processor
def words() -> dict[str, Any]:
    """What the templates of this stage say things with."""
    return {
        "told": told,
        "in_words": in_words,
        "reward_text": reward_text,
        "local_text": local_text,
        "proposal": proposal,
        "shapes": SHAPES,
        "web": is_web,
    }


def is_web(address: object) -> bool:
    """Whether an address out of a file may become a link."""
    return isinstance(address, str) and address.startswith(("https://", "http://"))
