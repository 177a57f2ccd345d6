"""What the rule book refuses, with the reason as a sentence that can be translated.

RuleViolation           the rules forbid it
    InvalidNumber       not a number in plain decimal notation
    InvalidMark         a value that the aspect does not allow
    IncompletePanel     marks are missing, or nobody is left to give them
    InvalidAspect       the judges are too far apart: the panel scores again
    InvalidRuleSet      a rule set contradicts itself
    UnresolvedTie       people must decide between equals
    UnknownName         a code that names nothing
    Faults              everything that is wrong with a document, each fault with its path
        InvalidScheme   a marking scheme, or a part of one, contradicts itself
"""

from collections.abc import Iterable

from judging.sentences import Sentence


class RuleViolation(Exception):
    """The rules forbid this; the sentence may be shown to the user."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values

    @property
    def sentence(self) -> Sentence:
        return Sentence(self.template, self.values)

    def __str__(self) -> str:
        return str(self.sentence)


class InvalidNumber(RuleViolation):
    """Not a number in plain decimal notation."""


class InvalidMark(RuleViolation):
    """A value that the aspect does not allow."""


class IncompletePanel(RuleViolation):
    """Marks are missing, or nobody is left to give them."""


class InvalidAspect(RuleViolation):
    """The judges are too far apart: the panel discusses and scores again."""


class InvalidRuleSet(RuleViolation):
    """A rule set contradicts itself."""


class UnresolvedTie(RuleViolation):
    """People must decide between equals."""


class UnknownName(RuleViolation):
    """A code that names nothing."""


class Fault:
    """One thing that is wrong in a document: where, and what, as a template with values."""

    def __init__(self, path: str, template: str, **values: object) -> None:
        self.path = path
        self.template = template
        self.values = values

    @classmethod
    def of(cls, path: str, violation: RuleViolation) -> "Fault":
        """The fault that a refused value is, at `path`."""
        return cls(path, violation.template, **violation.values)

    @property
    def sentence(self) -> Sentence:
        return Sentence(self.template, self.values)

    def __str__(self) -> str:
        return f"{self.path or 'document'}: {self.sentence}"


class Faults(RuleViolation):
    """A document is refused; `faults` lists everything that is wrong with it, in reading order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("{count} faults: {faults}", count=len(self.faults), faults=self._lines())

    def _lines(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)

    def __str__(self) -> str:
        return self._lines()


class InvalidScheme(Faults):
    """A marking scheme, or a part of one, contradicts itself; paths are relative to the part."""
