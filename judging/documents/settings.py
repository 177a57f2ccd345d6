"""Ranking and medal rules as JSON: reading them with every fault, and writing them back."""

from typing import Any

from judging.bands import Band
from judging.documents.reading import Reading
from judging.errors import Fault, RuleViolation
from judging.medals import MEDALS, MedalRule
from judging.numbers import ROUNDINGS
from judging.scheme import Scheme
from judging.standings import TIES, Metric, Ranking

_EXTENTS = ("count", "fraction", "to_fraction")
_BAND_OPTIONAL = (*_EXTENTS, "rounding", "max_count", "minimum", "minimum_field")


def read_ranking(reading: Reading, value: object, path: str, scheme: Scheme | None) -> Ranking:
    """The ranking, with the default in place of what is wrong."""
    table = reading.table(value, path, (), ("metrics", "ties", "decisions")) or {}
    parts: dict[str, Any] = {}
    if "metrics" in table:
        items = reading.items(table["metrics"], f"{path}.metrics", least=1)
        metrics = [_read_metric(reading, item, where, scheme) for where, item in items]
        parts["metrics"] = tuple(metric for metric in metrics if metric is not None)
    if "ties" in table:
        ties = reading.choice(table["ties"], f"{path}.ties", TIES)
        parts["ties"] = ties or "share"
    items = reading.items(table.get("decisions", []), f"{path}.decisions")
    parts["decisions"] = tuple(_read_decision(reading, item, where) for where, item in items)
    return Ranking(**parts)


def _read_metric(
    reading: Reading, value: object, path: str, scheme: Scheme | None
) -> Metric | None:
    text = reading.text(value, path, empty=False)
    if text is None:
        return None
    try:
        metric = Metric.parse(text)
        if scheme is not None:
            metric.check(scheme)
    except RuleViolation as violation:
        reading.faults.append(Fault.of(path, violation))
        return None
    return metric


def _read_decision(reading: Reading, value: object, path: str) -> tuple[str, ...]:
    """Entries, best first. An entry is in one decision at most, or they could contradict."""
    codes = [reading.name(item, at, "decided entry") for at, item in reading.items(value, path)]
    return tuple(code for code in codes if code is not None)


def check_decisions(reading: Reading, ranking: Ranking, path: str, codes: set[str]) -> None:
    """Every decision is between entries that exist."""
    for index, decision in enumerate(ranking.decisions):
        for code in decision:
            if code not in codes:
                reading.fault(f"{path}.decisions[{index}]", "there is no entry {code}", code=code)


def read_medals(reading: Reading, value: object, path: str) -> MedalRule:
    """The medal rule, or the default after noting what is wrong."""
    optional = ("floor", "tolerance", "bands", "minimum_score")
    table = reading.table(value, path, ("rule",), optional) or {}
    before = len(reading.faults)
    parts: dict[str, Any] = {}
    if "rule" in table:
        parts["rule"] = reading.choice(table["rule"], f"{path}.rule", MEDALS)
    if "floor" in table:
        parts["floor"] = reading.count(table["floor"], f"{path}.floor", None)
    if "tolerance" in table:
        parts["tolerance"] = reading.count(table["tolerance"], f"{path}.tolerance")
    if "minimum_score" in table:
        parts["minimum_score"] = reading.amount(table["minimum_score"], f"{path}.minimum_score")
    items = reading.items(table.get("bands", []), f"{path}.bands")
    bands = [_read_band(reading, item, where) for where, item in items]
    parts["bands"] = tuple(band for band in bands if band is not None)
    if parts.get("rule") == "bands" and "bands" not in table:
        reading.fault(f"{path}.bands", "missing")
    return MedalRule() if len(reading.faults) > before else MedalRule(**parts)


def _read_band(reading: Reading, value: object, path: str) -> Band | None:
    table = reading.table(value, path, ("code",), _BAND_OPTIONAL)
    if table is None:
        return None
    parts: dict[str, Any] = {}
    if "code" in table:
        parts["code"] = reading.text(table["code"], f"{path}.code", empty=False)
    for key in ("count", "max_count", "minimum_field"):
        if key in table:
            parts[key] = reading.count(table[key], f"{path}.{key}")
    for key in ("fraction", "to_fraction"):
        if key in table:
            parts[key] = _read_share(reading, table[key], f"{path}.{key}")
    if "rounding" in table:
        parts["rounding"] = reading.choice(table["rounding"], f"{path}.rounding", ROUNDINGS)
    if "minimum" in table:
        parts["minimum"] = reading.amount(table["minimum"], f"{path}.minimum")
    if sum(key in table for key in _EXTENTS) != 1:
        reading.fault(path, "needs exactly one of {options}", options=", ".join(_EXTENTS))
        return None
    return Band(**parts) if None not in parts.values() and "code" in parts else None


def _read_share(reading: Reading, value: object, path: str) -> Any:
    share = reading.fraction(value, path)
    if share is not None and not 0 <= share <= 1:
        reading.fault(path, "{value} is not between 0 and {maximum}", value=str(share), maximum=1)
        return None
    return share


def ranking_document(ranking: Ranking) -> dict[str, Any]:
    """The JSON that `read_ranking` reads back."""
    return {
        "metrics": [str(metric) for metric in ranking.metrics],
        "ties": ranking.ties,
        "decisions": [list(decision) for decision in ranking.decisions],
    }


def medals_document(medals: MedalRule) -> dict[str, Any]:
    """The JSON that `read_medals` reads back."""
    document: dict[str, Any] = {"rule": medals.rule}
    document |= {"floor": medals.floor, "tolerance": medals.tolerance}
    if medals.bands:
        document["bands"] = [_band_document(band) for band in medals.bands]
    if medals.minimum_score is not None:
        document["minimum_score"] = f"{medals.minimum_score:f}"
    return document


def _band_document(band: Band) -> dict[str, Any]:
    document: dict[str, Any] = {"code": band.code}
    for key in ("count", "max_count"):
        if getattr(band, key) is not None:
            document[key] = getattr(band, key)
    for key in ("fraction", "to_fraction"):
        if getattr(band, key) is not None:
            document[key] = str(getattr(band, key))
    if band.count is None:
        document["rounding"] = band.rounding
    if band.minimum is not None:
        document["minimum"] = f"{band.minimum:f}"
    if band.minimum_field:
        document["minimum_field"] = band.minimum_field
    return document
