"""English words for the codes of the rule book in the sentences of `saiwu recompute --explain`."""

from typing import Any

from competition.results.rules import named
from judging.sentences import Sentence

WORDS = {
    "half_up": "halves up",
    "half_even": "halves to the even digit",
    "down": "always down",
    "floor": "always down",
    "ceil": "always up",
    "trimmed_mean": "mean",
    "trimmed_sum": "sum",
    "PASS_FAIL": "pass or fail",
    "NUMBER_COMPLETED": "number completed",
    "CHOICE": "choice",
    "RANGED_SCORE": "ranges",
    "REGULAR_DIFFERENCE_DEDUCTION": "a deduction for every step away",
    "worldskills_2024": "WorldSkills to 2024",
    "worldskills_2026": "WorldSkills 2026",
    "bands": "places",
}
CODES = ("rounding", "method", "calculation", "rule", "medal", "award")
"""The values of sentences that are codes; one that is a word already is not in WORDS."""


def in_words(sentence: Sentence) -> Sentence:
    """The sentence as a contestant reads it."""
    return Sentence(
        sentence.template,
        {name: _word(name, value) for name, value in sentence.values.items()},
    )


def _word(name: str, value: Any) -> Any:
    if isinstance(value, Sentence):
        return in_words(value)
    if name == "metric":
        return named(value)
    return WORDS.get(value, value.replace("_", " ")) if name in CODES else value
