"""Cells that a spreadsheet would take for formulas: put out of harm's way, and read back."""

# What OWASP lists, and its full-width twins, which some programs fold.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_typed(text: str) -> str:
    """What `harmless` was given."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS) else text
