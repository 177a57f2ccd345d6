"""The parts of a CIS marking-scheme workbook: how `events.workbook` reads it."""
