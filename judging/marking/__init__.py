"""Marking: what is marked, who competes, and whose marks count."""
