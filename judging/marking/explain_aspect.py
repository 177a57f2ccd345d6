"""How the marks for one aspect became its value, as sentences."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from judging.judgement import HIGHEST
from judging.marking.aspect import EXCUSED, NOT_ATTEMPTED, Aspect, Mark
from judging.marking.panels import counted
from judging.marks import panel_value, weighed
from judging.measurement import TYPES, Choice, PassFail
from judging.scheme import Scheme
from judging.sentences import Sentence, say


def explain_aspect(
    aspect: Aspect, panel: Sequence[str] | None, given: Mapping[str, Mark], scheme: Scheme
) -> Iterator[Sentence]:
    """From the marks given to the aspect's value. Call it inside `exactly()`."""
    marks = counted(aspect, panel, given)
    value = panel_value(aspect, marks, scheme)
    yield _panel_sentence(aspect, marks, value)
    excused = sorted(judge for judge, mark in given.items() if mark == EXCUSED)
    if excused:
        yield say("{code}: {judges} excused.", code=aspect.code, judges=", ".join(excused))
    if NOT_ATTEMPTED in marks:
        yield say("{code}: not attempted, which counts 0.", code=aspect.code)
    if aspect.factor != 1:
        yield say(
            "{code}: {value} x {factor} = {weighed}.",
            code=aspect.code,
            value=value,
            factor=aspect.factor,
            weighed=weighed(value, aspect.factor, scheme),
        )


def _panel_sentence(aspect: Aspect, marks: Sequence[Mark], value: Decimal) -> Sentence:
    facts = {
        "aspect": f"{aspect.code} {aspect.name}".rstrip(),
        "marks": ", ".join(_readable(mark) for mark in sorted(marks, key=_size)),
        "maximum": aspect.maximum,
        "value": value,
    }
    if aspect.kind == "deduction":
        return say("{aspect}: {value} taken off.", **facts)
    if aspect.kind == "judgement":
        return say(
            "{aspect}: scores {marks}; {maximum} x {sum} / {highest} = {value}.",
            sum=sum(map(_size, marks)),
            highest=HIGHEST * len(marks),
            **facts,
        )
    if aspect.combine is not None:
        return _score_sentence(aspect, facts)
    if aspect.calculation is None:
        return say("{aspect}: the panel agreed on {value} of {maximum}.", **facts)
    if isinstance(aspect.calculation, PassFail | Choice):
        return say("{aspect}: {marks}, which gives {value}.", **facts)
    return say(
        "{aspect}: measured {marks}; by {calculation} that is {value} of {maximum}.",
        calculation=TYPES[type(aspect.calculation)],
        **facts,
    )


def _score_sentence(aspect: Aspect, facts: Mapping[str, object]) -> Sentence:
    combine = aspect.combine
    assert combine is not None
    if combine.needs == 1:
        return say(
            "{aspect}: marks {marks}; their {method} is {value} of {maximum}.",
            method=combine.method,
            **facts,
        )
    return say(
        "{aspect}: marks {marks}; without the {highest} highest and {lowest} lowest "
        "their {method} is {value} of {maximum}.",
        method=combine.method,
        highest=combine.drop_highest,
        lowest=combine.drop_lowest,
        **facts,
    )


def _size(mark: Mark) -> Decimal:
    return mark if isinstance(mark, Decimal) else Decimal(0)


def _readable(mark: Mark) -> str:
    return f"{mark:f}" if isinstance(mark, Decimal) else mark.replace("_", " ")
