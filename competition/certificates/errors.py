"""Why a certificate cannot be printed.

Unprintable             (a RuleViolation) nothing was drawn
    UncoveredLetters    no font has a letter of the text
    NoRoom              a text does not fit, even at the smallest size
"""

from collections.abc import Iterable

from judging.errors import RuleViolation


class Unprintable(RuleViolation):
    """The design cannot show this; nothing was drawn, nothing was clipped."""


class UncoveredLetters(Unprintable):
    """No font has a letter: it would come out as a box."""

    def __init__(self, name: str, letters: Iterable[str]) -> None:
        super().__init__(
            "{name}: no font has {letters}.", name=name, letters=" ".join(sorted(letters))
        )


class NoRoom(Unprintable):
    """A text does not fit, even at the smallest size."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__("{name}: no room for “{text}”.", name=name, text=text)
