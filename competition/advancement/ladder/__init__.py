"""The ladder of a year: which competitions stand on which tier, and who rises from where."""
