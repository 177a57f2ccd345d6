"""Identity numbers are unreadable in the database, found again, and masked on pages."""

import pytest
from cryptography.exceptions import InvalidTag

from competition.people.models import Person
from competition.vault import masked, vault
from tests.builders import make_person

NUMBER = "11010519491231002X"


def test_what_is_sealed_opens_again_and_does_not_show(app):
    sealed = vault.seal(NUMBER)

    assert vault.open(sealed) == NUMBER
    assert NUMBER.encode() not in sealed


def test_the_same_number_is_sealed_differently_but_found_by_the_same_hash(app):
    assert vault.seal(NUMBER) != vault.seal(NUMBER)
    assert vault.lookup(NUMBER) == vault.lookup(NUMBER)
    assert vault.lookup(NUMBER) != vault.lookup(NUMBER[:-1] + "1")


def test_sealed_bytes_that_were_changed_do_not_open(app):
    sealed = bytearray(vault.seal(NUMBER))
    sealed[-1] ^= 1

    with pytest.raises(InvalidTag):
        vault.open(bytes(sealed))


@pytest.mark.parametrize(
    "number, shown",
    [(NUMBER, "1101**********002X"), ("E1234567", "E1****67"), ("E12", "***"), ("", "")],
)
def test_only_the_ends_of_a_number_are_shown(number, shown):
    assert masked(number) == shown


def test_a_person_shows_a_masked_number(app):
    person = make_person(document=NUMBER)

    assert isinstance(person, Person)
    assert person.document_masked == "1101**********002X"
