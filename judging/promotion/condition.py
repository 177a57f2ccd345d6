"""A condition of a rule as it came out: required, actual, met, and a sentence that says it."""

from dataclasses import dataclass

from judging.sentences import Sentence, say


@dataclass(frozen=True)
class Condition:
    """One line of the table of reasons; `text` says the whole of it in one sentence.

    `pending` conditions are not met, but a fact from outside may still come and meet them.
    """

    subject: Sentence
    required: Sentence
    actual: Sentence
    met: bool
    text: Sentence
    pending: bool = False


def plain(value: object) -> Sentence:
    """A value alone, or that it is not known."""
    return say("not known") if value is None else say("{value}", value=value)
