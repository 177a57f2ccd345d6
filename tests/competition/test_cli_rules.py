"""`saiwu rules`: answers on standard output, faults one a line on standard error."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from competition.commands.rules import rules
from tests.rule_builders import CHAMPION, TO_TECHNICIAN, a_file, a_rule, a_set_document

SETS = a_file(
    a_set_document(
        [
            a_rule({"from": 1, "to": 3}),
            a_rule({"from": 1, "to": 1}, CHAMPION),
            a_rule({"from": 1, "to": 6}, TO_TECHNICIAN | {"discretionary": "可破格"}),
            a_rule({"from": 1, "to": 2}, {"type": "cash", "amount_cny": 500}),
        ]
    )
)
INPUT = {
    "rank": 1,
    "field_size": 43,
    "group": "staff",
    "event_format": "individual",
    "current_level": "senior",
}


def a_case(key: str, **values: Any) -> dict[str, Any]:
    return {"id": key, "ruleset": "a-set", "input": INPUT | values}


def run(folder: Path, command: str, *documents: object) -> Result:
    files = []
    for number, document in enumerate(documents):
        file = folder / f"{number}.json"
        file.write_text(json.dumps(document), "utf-8")
        files.append(str(file))
    return CliRunner().invoke(rules, [command, *files])


def test_a_good_file_is_counted(tmp_path):
    result = run(tmp_path, "validate", SETS)

    assert (result.exit_code, result.stdout, result.stderr) == (0, "1 rule sets, 4 rules\n", "")


def test_a_bad_file_gives_one_fault_a_line_on_standard_error_only(tmp_path):
    bad = a_file(a_set_document([a_rule({"from": 3, "to": 2}), a_rule({"form": 1})]))

    result = run(tmp_path, "validate", bad)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "rulesets[0].rules[0].rank.to: 2 is before place 3.",
        "rulesets[0].rules[1].rank.form: unknown key",
    ]


def test_each_case_gives_one_line_in_order(tmp_path):
    cases = {"cases": [a_case("second", rank=2), a_case("first"), a_case("last", rank=43)]}

    result = run(tmp_path, "evaluate", SETS, cases)

    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [line["id"] for line in lines] == ["second", "first", "last"]
    assert {key: value for key, value in lines[1].items() if key != "reasons"} == {
        "id": "first",
        "granted_level": "technician",
        "titles_zh": ["状元"],
        "awards": ["gold"],
        "cash_cny": 500,
        "outcome": "subject to review",
    }
    assert lines[2]["granted_level"] is None
    assert lines[2]["reasons"][2] == "r2: not eligible – place 43 of 43 is outside 1–6"


def test_a_bad_case_is_refused_with_its_path_and_nothing_is_printed(tmp_path):
    result = run(tmp_path, "evaluate", SETS, {"cases": [a_case("a"), a_case("b", rank=0)]})

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("cases[1].input.rank: 0 is not between 1 and")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b'{"schema_version": ', "This is not JSON: "),
        (b"\xff\xfe\x00", "is not a text in UTF-8."),
        (None, "cannot be read: No such file or directory."),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(tmp_path, content, complaint):
    file = tmp_path / "rules.json"
    if content is not None:
        file.write_bytes(content)

    result = CliRunner().invoke(rules, ["validate", str(file)])

    assert (result.exit_code, result.stdout) == (1, "")
    assert complaint in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_byte_order_mark_does_no_harm(tmp_path):
    file = tmp_path / "rules.json"
    file.write_text(json.dumps(SETS), "utf-8-sig")

    assert CliRunner().invoke(rules, ["validate", str(file)]).exit_code == 0
