"""Blind numbers: entry codes and stations, drawn from a recorded seed that anyone can check."""
