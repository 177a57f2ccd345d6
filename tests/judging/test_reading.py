"""JSON is read with everything that a reader would otherwise lose or choke on."""

import pytest

from judging.documents.json_text import JsonObject, read_json
from judging.documents.nodes import Node
from judging.documents.reading import Reading
from judging.errors import RuleViolation
from judging.sentences import shown


@pytest.mark.parametrize("text", ["", "{", "{'a': 1}", "[NaN]", "[Infinity]", "[" * 100_000])
def test_what_is_not_json_is_refused_in_one_sentence(text):
    with pytest.raises(RuleViolation, match=r"^This is not JSON: .+\.$"):
        read_json(text)


def test_keys_that_are_written_twice_are_remembered():
    document = read_json('{"a": 1, "b": 2, "a": 3}')

    assert isinstance(document, JsonObject)
    assert document.repeated == ["a"]


def test_a_long_or_unprintable_value_is_shown_short_and_printable():
    assert shown("x" * 500) == "x" * 57 + "..."
    assert shown("\ud800") == r"'\ud800'"


def test_a_value_is_shown_as_the_file_has_it():
    assert [shown(value) for value in (None, True, False, 1, "1", "")] == [
        *("null", "true", "false", "1", "1", "''")
    ]


def test_a_missing_value_reads_as_something_harmless_without_a_second_fault():
    absent = Node({}, "", Reading()).fields(("a",))["a"]
    noted = len(absent.reading.faults)

    values = [absent.text(), absent.items(), absent.true(), absent.boolean(), absent.count(4)]

    assert values == ["", [], True, False, 4]
    assert (absent.choice(["x", "y"]), absent.fraction()) == ("x", 0)
    assert len(absent.reading.faults) == noted == 1
