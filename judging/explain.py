"""Why an entry has its result: the whole way from marks to rank, as sentences.

Templates with values, so that the application can translate them; the command line prints them.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import reduce

from judging.bands import reaches
from judging.errors import UnknownName
from judging.marking.criteria import Criterion
from judging.marking.entries import Entry
from judging.marking.explain_aspect import explain_aspect
from judging.marks import EntryScore, criterion_sum
from judging.numbers import exactly, root, round_to
from judging.results import Results, Row
from judging.scale import POINTS
from judging.sentences import Sentence, say
from judging.standings import DECISION, Standing

_STATUS = {
    "guest": say("A guest: there is a total, but no scale score, rank or medal."),
    "absent": say("Absent: listed without a rank."),
    "withdrawn": say("Withdrawn: listed without a rank."),
    "disqualified": say("Disqualified: listed without a rank."),
}

_UNITS = {
    "MAD": say("{unit} is 1.4826 times the median distance from the median, {middle}."),
    "IQR": say(
        "{unit} is 0.7413 times the distance between the quartiles around the median, {middle}."
    ),
    "SD": say("{unit} is the standard deviation of the totals; the middle is {middle}."),
}

_RULES = {
    "worldskills_2024": say(
        "Medals go to groups within {tolerance} points of the best of the group; "
        "medals for excellence to everybody else from {floor} up."
    ),
    "worldskills_2026": say(
        "Medals go to the three highest scale scores; medals for excellence to "
        "everybody else from {floor} up."
    ),
    "bands": say("Awards go by place: {bands}."),
}


def explain(results: Results, code: str) -> tuple[Sentence, ...]:
    """The whole way from marks to rank of one entry; raises UnknownName for a code of nobody."""
    entry, row = _found(results, code)
    with exactly():
        return tuple(_sentences(results, entry, row))


def explain_standing(results: Results, code: str) -> tuple[Sentence, ...]:
    """The end of that way, from the total on: scale, rank, award."""
    entry, row = _found(results, code)
    with exactly():
        return tuple(_standing(results, entry, row))


def _found(results: Results, code: str) -> tuple[Entry, Row]:
    row = results.by_code.get(code)
    if row is None:
        raise UnknownName("there is no entry {code}", code=code)
    return next(entry for entry in results.bundle.entries if entry.code == code), row


def _sentences(results: Results, entry: Entry, row: Row) -> Iterator[Sentence]:
    yield say("{event}: the result of {code}.", event=_event(results), code=row.code)
    if row.status != "ranked":
        yield _STATUS[row.status]
    score = results.bundle.scores.get(row.code)
    if score is not None:
        yield from _marks(results, entry, score)
    elif row.total is not None:
        yield say("The total was given: {total}.", total=row.total)
    yield from _standing(results, entry, row)


def _standing(results: Results, entry: Entry, row: Row) -> Iterator[Sentence]:
    if row.scale_score is not None:
        yield from _scale(results, entry, row)
    if row.code in results.standings:
        yield from _rank(results, row)
        yield from _medal(results, row)


def _event(results: Results) -> str:
    return results.bundle.event.name or results.bundle.event.id


def _marks(results: Results, entry: Entry, score: EntryScore) -> Iterator[Sentence]:
    bundle = results.bundle
    yield say(
        "Values are rounded to {decimals} decimals ({rounding}) at every step.",
        decimals=bundle.scheme.decimals,
        rounding=bundle.scheme.rounding,
    )
    for criterion in bundle.scheme.criteria:
        for part in criterion.sub_criteria:
            for aspect in part.aspects:
                given = entry.marks[aspect.code]
                yield from explain_aspect(
                    aspect, bundle.panels.get(part.code), given, bundle.scheme
                )
        yield from _criterion(criterion, score, bundle.scheme.decimals)
    for penalty in entry.penalties:
        yield say(
            "Penalty: {points} off the total: {reason}",
            points=penalty.points,
            reason=penalty.reason,
        )
    yield say(
        "Total: {sum} = {total}, of {maximum}.",
        sum=_addition([*score.criteria.values(), *(-p.points for p in entry.penalties)]),
        total=score.total,
        maximum=bundle.scheme.maximum,
    )


def _criterion(criterion: Criterion, score: EntryScore, decimals: int) -> Iterator[Sentence]:
    parts = [
        -score.aspects[aspect.code] if aspect.is_deduction else score.aspects[aspect.code]
        for aspect in criterion.aspects
    ]
    found = round_to(criterion_sum(criterion, score.aspects), decimals)
    yield say(
        "Criterion {criterion}: {sum} = {value}.",
        criterion=f"{criterion.code} {criterion.name}".rstrip(),
        sum=_addition(parts),
        value=found,
    )
    if found != sum(parts, Decimal(0)):
        yield say("A criterion is not below 0 nor above its maximum: {value}.", value=found)
    if criterion.factor != 1:
        yield say(
            "Criterion {code}: {value} x {factor} = {weighed}.",
            code=criterion.code,
            value=found,
            factor=criterion.factor,
            weighed=score.criteria[criterion.code],
        )


def _addition(parts: list[Decimal]) -> str:
    """ "24.70 + 51.80 - 5"."""
    text = " + ".join(f"{part:f}" for part in parts)
    return text.replace("+ -", "- ")


def _scale(results: Results, entry: Entry, row: Row) -> Iterator[Sentence]:
    scaling = results.scaling
    if entry.scale_score is not None or scaling is None:
        yield say("The scale score was given: {score}.", score=row.scale_score)
    elif not scaling.square:
        yield say("All totals are equal: the scale score is {score}.", score=row.scale_score)
    else:
        unit, middle = root(scaling.square, 4), round_to(scaling.middle, 4)
        yield say(
            "Scale score: {centre} + {points} x ({total} - {middle}) / {unit}, rounded: {score}.",
            centre=scaling.centre,
            points=POINTS,
            total=row.total,
            middle=middle,
            unit=unit,
            score=row.scale_score,
        )
        yield Sentence(_UNITS[scaling.measure].template, {"unit": unit, "middle": middle})


def _rank(results: Results, row: Row) -> Iterator[Sentence]:
    standing = results.standings[row.code]
    field = len(results.standings)
    if standing.rank is None:
        others = next(codes for codes in results.undecided if row.code in codes)
        yield say("No rank yet: people must decide between {codes}.", codes=", ".join(others))
        return
    yield say("Rank {rank} of {field}.", rank=standing.rank, field=field)
    equals = [s.code for s in results.standings.values() if s.rank == standing.rank]
    if len(equals) > 1:
        yield say("{codes} are equal in everything and share it.", codes=", ".join(equals))
    above = [s for s in results.standings.values() if s.place < standing.place]
    if above:
        yield _parted(results, standing, above[-1])


def _parted(results: Results, standing: Standing, above: Standing) -> Sentence:
    """What parted the entry, or the group of equals that it is in, from the one above."""
    group = (s for s in results.standings.values() if s.place == standing.place)
    metric = next(s.decided_by for s in group)
    if metric == DECISION:
        return say("A decision put it below {above}.", above=above.code)
    return say("{metric} parted it from {above} above.", metric=metric, above=above.code)


def _medal(results: Results, row: Row) -> Iterator[Sentence]:
    medals = results.bundle.medals
    if row.position is not None:
        yield say("Published position: {position}.", position=row.position)
    if medals.rule == "none":
        return
    facts = {"tolerance": medals.tolerance, "floor": medals.floor, "bands": _ends(results)}
    yield Sentence(_RULES[medals.rule].template, facts)
    if medals.minimum_score is not None:
        yield say("No award below a total of {minimum}.", minimum=medals.minimum_score)
    if row.medal is None:
        yield say("No award by the rule {rule}.", rule=medals.rule)
    else:
        yield say("Award by the rule {rule}: {medal}.", rule=medals.rule, medal=row.medal)


def _ends(results: Results) -> Sentence:
    """ "gold to place 1, silver to place 3"."""
    bands = results.bundle.medals.bands
    ends = reaches(bands, len(results.standings))
    parts = [
        say("{award} to place {place}", award=band.code, place=end)
        for band, end in zip(bands, ends, strict=True)
    ]
    if not parts:
        return say("no award")
    return reduce(lambda first, rest: say("{first}, {rest}", first=first, rest=rest), parts)
