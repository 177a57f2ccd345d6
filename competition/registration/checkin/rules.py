"""When the door closes, and how the code of a pass is written."""

import re
from datetime import datetime, timedelta

from competition.events.rules import Phase

USUAL_MINUTES = 15  # late by 15 minutes counts as not having come
MOST_MINUTES = 24 * 60
ARRIVING = frozenset({Phase.DRAW, Phase.MARKING})
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another one
CHECK_LETTERS = 5
CODE = re.compile(rf"(\d{{1,9}})-?([{LETTERS}]{{{CHECK_LETTERS}}})")


def door_closes(starts_at: datetime, late_minutes: int) -> datetime:
    """The last moment at which somebody is let in without a reason."""
    return starts_at + timedelta(minutes=late_minutes)


def code_of(member_id: int, digest: str) -> str:
    """The code of a pass: the number of the member and letters of a keyed `digest` in hex."""
    value, letters = int(digest, 16), ""
    for _ in range(CHECK_LETTERS):
        value, place = divmod(value, len(LETTERS))
        letters += LETTERS[place]
    return f"{member_id}-{letters}"


def written(code: str) -> str:
    """A code as passes have it, whatever spaces, dash and small letters it was typed with."""
    found = CODE.fullmatch("".join(code.split()).upper())
    return f"{found[1]}-{found[2]}" if found else ""


def member_in(code: str) -> int | None:
    """The number of the member in a code as it is typed; None for what is no code."""
    number, dash, _ = written(code).partition("-")
    return int(number) if dash else None
