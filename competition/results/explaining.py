"""The way from an entry's marks to its rank, in the steps in which a page tells it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from competition.results.rules import named
from competition.words import word
from judging.explain import explain_standing
from judging.marking.criteria import Criterion
from judging.marking.entries import Entry, Penalty
from judging.marking.explain_aspect import explain_aspect
from judging.numbers import exactly
from judging.results import Results
from judging.sentences import Sentence

EXAMPLES = ("judgement", "score", "measurement")
"""The kinds of aspects that show best how a mark comes about, in this order."""

CODES = {
    "medal": "Medal",
    "award": "Medal",
    "rule": "MedalRule",
    "method": "Method",
    "calculation": "Calculation",
}
"""Values of sentences that are codes of the rule book, and the list with their words."""


def in_words(sentence: Sentence) -> Sentence:
    """The sentence with words for the codes in it, in the language of the request."""
    return Sentence(
        sentence.template,
        {name: _word(name, value) for name, value in sentence.values.items()},
    )


def _word(name: str, value: Any) -> Any:
    if isinstance(value, Sentence):
        return in_words(value)
    if name == "metric":
        return named(value)
    if name == "marks":
        return ", ".join(word("Measured", mark) for mark in value.split(", "))
    return word(CODES[name], value) if name in CODES else value


@dataclass(frozen=True)
class Told:
    """How one aspect got its value."""

    kind: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Explanation:
    """Aspects by criterion, what was taken off, and the way from the total on."""

    criteria: tuple[tuple[Criterion, tuple[Told, ...]], ...]
    penalties: tuple[Penalty, ...]
    standing: tuple[Sentence, ...]

    @property
    def count(self) -> int:
        return sum(len(aspects) for _, aspects in self.criteria)

    @property
    def examples(self) -> list[Told]:
        """One aspect of each of the first two kinds that there are."""
        found = {told.kind: told for _, aspects in self.criteria for told in reversed(aspects)}
        return [found[kind] for kind in EXAMPLES if kind in found][:2]


def explanation(results: Results, code: str) -> Explanation:
    """The steps for one entry; raises UnknownName for a code of nobody."""
    standing = tuple(in_words(sentence) for sentence in explain_standing(results, code))
    entry = next(entry for entry in results.bundle.entries if entry.code == code)
    marked = code in results.bundle.scores
    with exactly():
        criteria = tuple(_criteria(results, entry)) if marked else ()
    return Explanation(criteria, entry.penalties, standing)


def _criteria(results: Results, entry: Entry) -> Iterator[tuple[Criterion, tuple[Told, ...]]]:
    bundle = results.bundle
    for criterion in bundle.scheme.criteria:
        yield (
            criterion,
            tuple(
                Told(
                    aspect.kind,
                    tuple(
                        in_words(sentence)
                        for sentence in explain_aspect(
                            aspect,
                            bundle.panels.get(part.code),
                            entry.marks[aspect.code],
                            bundle.scheme,
                        )
                    ),
                )
                for part in criterion.sub_criteria
                for aspect in part.aspects
            ),
        )
