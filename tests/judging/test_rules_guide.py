"""The example of the guide is a rule set, and its case comes out as the guide says."""

import re
from pathlib import Path

from judging.documents.cases import parse_cases
from judging.documents.json_text import read_json
from judging.rulesets import parse_rule_book
from judging.upgrades import evaluate

GUIDE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_example_of_the_guide_gives_what_the_guide_says():
    examples = re.findall(r"```json\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    book = parse_rule_book(read_json(examples[0]))

    (case,) = parse_cases(read_json(examples[1]), book)
    decision = evaluate(case.rule_set, case.result)

    assert decision.granted_level == "technician"
    assert [award.code for award in decision.awards] == ["first"]
    assert len(decision.reasons) == 4
