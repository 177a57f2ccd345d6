"""Which judge marks what, when a panel fits the scheme, and what a save would change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from competition.errors import Clash
from competition.registration.rules import Part
from judging.errors import Fault, Faults, InvalidMark, RuleViolation
from judging.marking.aspect import EXCUSED, Aspect
from judging.marking.criteria import SubCriterion
from judging.numbers import EXACT
from judging.sentences import Sentence, say

TAKES_PART = frozenset({Part.RANKED, Part.GUEST})  # others are listed without marks
FINEST, MOST_DIGITS = 10_000, 14  # four digits after the point, 14 before: kept exactly


def on_sheet(sub_criterion: SubCriterion, position: int) -> list[Aspect]:
    """What the judge at this position of the panel marks: the first also writes what is agreed."""
    return [a for a in sub_criterion.aspects if position == 1 or not a.is_agreed]


def smallest_panel(aspect: Aspect) -> int:
    """How many judges' marks the aspect needs at least."""
    return aspect.combine.needs if aspect.combine else aspect.judges or 1


def panel_faults(sub_criterion: SubCriterion, size: int) -> Iterator[Sentence]:
    """Why a panel of this size cannot mark the sub-criterion; nothing when it can."""
    if not size:
        yield say("{code} has no judges.", code=sub_criterion.code)
        return
    for aspect in sub_criterion.aspects:
        needs = smallest_panel(aspect)
        if aspect.judges and size != needs:
            yield say(
                "{code} needs {needs} judges, not {size}.", code=aspect.code, needs=needs, size=size
            )
        elif size < needs:
            yield say(
                "{code} needs at least {needs} judges; the panel has {size}.",
                code=aspect.code,
                needs=needs,
                size=size,
            )


@dataclass(frozen=True)
class Held:
    """A mark as it is kept; `text` None: cleared, or not given yet (version 0)."""

    text: str | None = None
    reason: str = ""
    version: int = 0


@dataclass(frozen=True)
class Change:
    """What one mark becomes; `amount` and `word` both None clear it."""

    aspect: str
    before: Held
    amount: Decimal | None = None
    word: str | None = None
    reason: str = ""

    @property
    def after(self) -> str | None:
        return as_text(self.amount, self.word)


@dataclass(frozen=True)
class Typed:
    """What a judge sends: values by aspect (empty: cleared), reasons, and the versions seen."""

    values: Mapping[str, str]
    reasons: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, int] | None = None  # None: the sender knows that nobody else writes


class Stale(Clash):
    """Marks were changed elsewhere since the page was opened; `marks` are the ones kept."""

    def __init__(self, marks: Mapping[str, Held]) -> None:
        super().__init__(
            "{codes}: changed elsewhere since this page was opened. Nothing has been saved.",
            codes=", ".join(marks),
        )
        self.marks = marks


def as_text(amount: Decimal | None, word: str | None) -> str | None:
    """A kept mark as the result bundle writes it; None when there is none."""
    if amount is None:
        return word
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def changes(aspects: Mapping[str, Aspect], held: Mapping[str, Held], typed: Typed) -> list[Change]:
    """What a save changes; raises Faults with every refused value, Stale for an outdated page."""
    found: list[Change] = []
    faults: list[Fault] = []
    for code, text in typed.values.items():
        before = held.get(code, Held())
        try:
            change = _change(
                aspects, code, text.strip(), typed.reasons.get(code, "").strip(), before
            )
        except RuleViolation as violation:
            faults.append(Fault.of(code, violation))
        else:
            if (change.after, change.reason) != (before.text, before.reason):
                found.append(change)
    if faults:
        raise Faults(faults)
    refuse_stale(found, typed)
    return found


def unsaved(
    aspects: Mapping[str, Aspect], held: Mapping[str, Held], typed: Typed
) -> dict[str, Held]:
    """What was typed and is not what is kept, by aspect: it would be lost with the page."""
    lost: dict[str, Held] = {}
    for code, text in typed.values.items():
        now, reason = held.get(code, Held()), typed.reasons.get(code, "").strip()
        try:
            read = as_text(*kept(aspects[code], text.strip()))
        except RuleViolation:
            read = text.strip()
        if (read and read != now.text) or (reason and reason != now.reason):
            lost[code] = Held(text.strip(), reason)
    return lost


def refuse_stale(found: Sequence[Change], typed: Typed) -> None:
    """Raise Stale when a mark to be changed is not the one that the page showed."""
    if typed.versions is None:
        return
    stale = [c for c in found if c.before.version != typed.versions.get(c.aspect, 0)]
    if stale:
        raise Stale({change.aspect: change.before for change in stale})


def _change(
    aspects: Mapping[str, Aspect], code: str, text: str, reason: str, before: Held
) -> Change:
    if code not in aspects:
        raise InvalidMark("is not on this sheet")
    if before.text == EXCUSED and text == EXCUSED:
        return Change(code, before, word=EXCUSED)
    if before.text == EXCUSED:
        raise InvalidMark("The chief judge has excused the judge from this aspect.")
    if not text:
        return Change(code, before)
    if text == EXCUSED:
        raise InvalidMark("Only the chief judge can excuse a judge.")
    amount, word = kept(aspects[code], text)
    if not aspects[code].is_deduction:
        return Change(code, before, amount, word)
    if amount and not reason:
        raise InvalidMark("A deduction needs a reason.")
    return Change(code, before, amount, word, reason)


def kept(aspect: Aspect, text: str) -> tuple[Decimal | None, str | None]:
    """A checked value as the database keeps it: a number or a word."""
    mark = aspect.read(text)
    if isinstance(mark, str):
        return None, mark
    if EXACT.remainder(EXACT.multiply(mark, FINEST), 1):
        raise InvalidMark("{mark} has more than four decimal places", mark=mark)
    if mark.adjusted() >= MOST_DIGITS:
        raise InvalidMark("{mark} is too large", mark=mark)
    return mark, None
