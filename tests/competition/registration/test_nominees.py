"""What people type is read forgivingly, and never taken for something else."""

from datetime import date

import pytest
from stdnum.cn import ric

from competition.registration.nominees import DocumentType, read_nominee
from judging.errors import Faults


def identity_number(born="19980517", order="001", place="500103"):
    digits = f"{place}{born}{order}"
    return digits + ric.calc_check_digit(f"{digits}0")


def read(**cells):
    return read_nominee({"name": "王小明", "document": identity_number()} | cells)


def faults(**cells):
    with pytest.raises(Faults) as refusal:
        read(**cells)
    return [(fault.path, str(fault.sentence)) for fault in refusal.value.faults]


def test_the_check_digit_is_that_of_the_standard():
    # The worked example of GB 11643-1999: 11010519491231002X.
    assert read(document="11010519491231002X").born == date(1949, 12, 31)
    assert faults(document="110105194912310021")[0][0] == "document"


def test_the_identity_card_says_the_date_of_birth():
    assert read().born == date(1998, 5, 17)
    assert read(born="1998/5/17").born == date(1998, 5, 17)
    assert faults(born="1998-05-18") == [("born", "The identity number says 1998-05-17.")]


@pytest.mark.parametrize(
    "written",
    ["５００１０３19980517001X", "'50010319980517001x", " 5001 0319 9805 1700 1X "],
)
def test_a_number_may_be_written_wide_with_spaces_or_excels_apostrophe(written):
    assert read(document=written).document == identity_number()
    assert identity_number() == "50010319980517001X"


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("", "missing"),
        ("50010319980517001", "18 characters; this one has 17"),
        ("50010319980517001A", "17 digits, then a digit or X"),
        (identity_number(born="19981317"), "no date of birth"),
        ("5.001E+17", "rounded"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_the_reason(document, says):
    [(path, sentence)] = faults(document=document)

    assert path == "document"
    assert says in sentence


@pytest.mark.parametrize(
    "day", ["2001-02-03", "2001/2/3", "2001.02.03", "2001年2月3日", "20010203"]
)
def test_a_day_is_read_however_people_write_it(day):
    passport = read(document_type="护照", document="e1234567", born=day)

    assert passport.born == date(2001, 2, 3)
    assert passport.document == "E1234567"
    assert passport.document_type is DocumentType.PASSPORT


def test_a_document_that_says_no_birth_needs_it_typed():
    assert faults(document_type="Passport", document="E1234567")[0][0] == "born"
    assert faults(document_type="Passport", document="E1234567", born="soon") == [
        ("born", "Not a date. Write it as 1998-05-17.")
    ]


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("", "none"),
        ("高级工（三级）", "senior"),
        ("高级工(三级)", "senior"),
        ("三级", "senior"),
        ("Level 3 skilled worker", "senior"),
        ("senior", "senior"),
        ("技师", "technician"),
        ("高级技师", "senior_technician"),
    ],
)
def test_a_level_is_read_in_both_languages(written, level):
    assert read(current_level=written).current_level == level


def test_a_level_that_is_none_is_refused():
    assert faults(current_level="三级技师")[0][0] == "current_level"


def test_everything_wrong_is_told_at_once():
    found = faults(name=" ", document="1", current_level="?", document_type="x", born="y")

    assert [path for path, _ in found] == [
        "name",
        "document_type",
        "current_level",
        "born",
        "document",
    ]


@pytest.mark.parametrize("column", ["name", "name_en", "organisation"])
@pytest.mark.parametrize("letter", ["\0", "\x07", "\x7f", "\ud800"])
def test_what_cannot_be_seen_is_in_no_name(column, letter):
    """PostgreSQL keeps no NUL, UTF-8 no half of a character, a spreadsheet no bell."""
    [(path, reason)] = faults(**{column: f"王{letter}明"})

    assert path == column
    assert "cannot be seen" in reason


@pytest.mark.parametrize("column, most", [("name", 80), ("name_en", 80), ("organisation", 200)])
def test_no_name_is_longer_than_a_page_shows(column, most):
    assert getattr(read(**{column: "王" * most}), column) == "王" * most
    assert faults(**{column: "王" * (most + 1)})[0][0] == column
