"""What is shown of tiers, competitions and events, a module for each kind of page."""

from competition.events.views import (
    audit,
    competitions,
    event,
    filings,
    home,
    people,
    plan,
    pool,
    schemes,
    settings,
    timing,
    workbooks,
)
from competition.events.views.blueprint import bp

__all__ = [
    "audit",
    "bp",
    "competitions",
    "event",
    "filings",
    "home",
    "people",
    "plan",
    "pool",
    "schemes",
    "settings",
    "timing",
    "workbooks",
]
