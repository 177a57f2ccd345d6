"""What can go wrong in an operation, besides a RuleViolation.

OperationError
    Locked          what should change is closed: marks are locked, results are out
    NotYet          something else has to happen first
    Clash           somebody or something is there already
"""


class OperationError(Exception):
    """The state of things forbids this; the sentence may be shown to the user.

    `template` is an English sentence with `{names}`; it is translated where it is shown.
    """

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values)


class Locked(OperationError):
    """What should change is closed."""


class NotYet(OperationError):
    """Something else has to happen first."""


class Clash(OperationError):
    """Somebody or something is there already."""
