"""JSON text -> values, with everything that a reader would otherwise lose or choke on."""

import json
from typing import Any

from judging.errors import RuleViolation


class JsonObject(dict[str, Any]):
    """An object as it was written, with the keys that were written twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        keys = [key for key, _ in pairs]
        self.repeated = sorted({key for key in keys if keys.count(key) > 1})


def read_json(text: str) -> object:
    """Read a document; raises RuleViolation when it is not JSON."""
    try:
        return json.loads(text, object_pairs_hook=JsonObject, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise RuleViolation("This is not JSON: {problem}.", problem=str(error)) from error


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not a JSON number")
