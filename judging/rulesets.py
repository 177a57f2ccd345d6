"""The rule-set file: parse, validate, name every fault by its path."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from judging.documents.nodes import Node
from judging.documents.presets import PRESETS, read_presets
from judging.documents.reading import Reading
from judging.documents.rules import read_rule_set
from judging.promotion.ladder import LADDER
from judging.promotion.rules import RuleSet
from judging.sentences import say

SCHEMA_VERSION = 1


@dataclass(frozen=True)
class RuleBook:
    """A whole file: its rule sets by id, and its presets for an event's settings as written."""

    rule_sets: Mapping[str, RuleSet]
    presets: Mapping[str, Sequence[Mapping[str, Any]]]

    @property
    def rule_count(self) -> int:
        return sum(len(rule_set.rules) for rule_set in self.rule_sets.values())


def parse_rule_book(document: object) -> RuleBook:
    """Read a file; raises Faults with every fault and its path."""
    reading = Reading()
    fields = Node(document, "", reading).fields(
        ("schema_version", "levels_low_to_high", "level_names", "rulesets"),
        ("language", "semantics", *PRESETS),
    )
    _check_version(fields["schema_version"])
    _check_ladder(fields["levels_low_to_high"])
    _check_names(fields["level_names"])
    rule_sets = _read_rule_sets(fields["rulesets"])
    presets = read_presets(fields)
    reading.refuse()
    return RuleBook(rule_sets, presets)


def parse_rule_set(document: object) -> RuleSet:
    """Read one rule set, as it stands in a file's `rulesets`; raises Faults with every fault."""
    reading = Reading()
    rule_set = read_rule_set(Node(document, "", reading), digest(document))
    reading.refuse()
    return rule_set


def digest(document: object) -> str:
    """The content hash: the same for the same content, whatever the order of keys."""
    canonical = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _read_rule_sets(node: Node) -> dict[str, RuleSet]:
    rule_sets: dict[str, RuleSet] = {}
    for item in node.items():
        rule_set = read_rule_set(item, digest(item.value))
        if rule_set.key and rule_set.key in rule_sets:
            key = Node(rule_set.key, f"{item.path}.id", node.reading)
            key.refuse(say("{id} is used by a rule set before.", id=rule_set.key))
        rule_sets[rule_set.key] = rule_set
    return rule_sets


def _check_version(node: Node) -> None:
    if node.count(minimum=SCHEMA_VERSION) > SCHEMA_VERSION:
        node.refuse(say("Only version {version} is known.", version=SCHEMA_VERSION))


def _check_ladder(node: Node) -> None:
    before = len(node.reading.faults)
    levels = node.distinct(lambda item: item.choice(LADDER), minimum=len(LADDER))
    if len(node.reading.faults) == before and levels and levels != LADDER:
        node.refuse(say("The order is {levels}.", levels=", ".join(LADDER)))


def _check_names(node: Node) -> None:
    fields = node.fields(tuple(LADDER))
    for level in LADDER:
        fields[level].text()
