"""Certificate numbers, such as SW-2026-7K3M9QXD-4: not to be guessed, easy to read and type.

The year of issue, eight letters drawn at random (2^40 possibilities), and a check letter by ISO
7064 (the hybrid system, modulo 33 and 32): a slip of the finger is told from a forgery.
"""

import secrets
import unicodedata

from stdnum.iso7064 import mod_37_36

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing looks like 0 or 1, or spells
LOOK_ALIKES = str.maketrans("ILO", "110")
PREFIX = "SW"
YEAR, DRAWN = 4, 8
SPECIMEN = "SPECIMEN 样张"  # what a preview is numbered: never one of ours


def new_number(year: int) -> str:
    """A number that nobody can foresee."""
    body = f"{year:04}" + "".join(secrets.choice(LETTERS) for _ in range(DRAWN))
    return written(body + mod_37_36.calc_check_digit(body, LETTERS))


def written(letters: str) -> str:
    """The thirteen letters as they are printed, in groups."""
    year, drawn, check = letters[:YEAR], letters[YEAR:-1], letters[-1:]
    return "-".join((PREFIX, year, drawn, check))


def tidy(typed: str) -> str | None:
    """The number that was meant, whatever its case, spaces and hyphens.

    None when it is mistyped: too short or too long, or its check letter does not fit.
    """
    plain = unicodedata.normalize("NFKC", typed).upper()
    letters = "".join(letter for letter in plain if letter.isalnum())
    letters = letters.removeprefix(PREFIX).translate(LOOK_ALIKES)
    if len(letters) != YEAR + DRAWN + 1 or not mod_37_36.is_valid(letters, LETTERS):
        return None
    return written(letters)
