"""Panels, the judges' sheets and their marks, spreads, and the lock at the end."""
