from decimal import Decimal as D

import pytest

from competition.events.by_hand import AGREED, Part, scheme_by_hand
from judging.errors import RuleViolation
from judging.scheme import parse_scheme


def test_theory_and_practical_make_a_scheme_of_100_marks():
    document = scheme_by_hand(
        [Part("理论", D(30), combine=AGREED), Part("实操", D(70), step=D("0.5"))]
    )

    scheme = parse_scheme(document)
    assert scheme.maximum == 100
    assert [(c.code, c.name, c.factor) for c in scheme.criteria] == [
        ("A", "理论", D("0.3")),
        ("B", "实操", D("0.7")),
    ]
    assert scheme.aspects["A1.1"].kind == "measurement"
    assert scheme.aspects["B1.1"].kind == "score"
    assert scheme.aspects["B1.1"].step == D("0.5")


def test_weights_must_add_up_to_100():
    with pytest.raises(RuleViolation, match="add up to 90 %"):
        scheme_by_hand([Part("理论", D(30)), Part("实操", D(60))])


def test_a_factor_that_is_no_exact_decimal_is_refused():
    assert Part("理论", D(30), maximum=D(150)).factor() == D("0.2")
    with pytest.raises(RuleViolation, match="no exact factor"):
        Part("理论", D(70), maximum=D(90)).factor()
    with pytest.raises(RuleViolation, match="above 0"):
        Part("理论", D(0)).factor()


def test_the_judges_marks_are_combined_as_chosen():
    document = scheme_by_hand([Part("表演", D(100), combine="trimmed_mean")])

    aspect = parse_scheme(document).aspects["A1.1"]
    assert (aspect.combine.drop_highest, aspect.combine.drop_lowest) == (1, 1)
