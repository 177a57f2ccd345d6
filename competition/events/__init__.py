"""Tiers, competitions, events, their marking schemes and their phases."""
