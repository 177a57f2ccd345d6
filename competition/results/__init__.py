"""Scores and standings, the gate before publication, and frozen publications."""
