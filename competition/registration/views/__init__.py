"""What is shown of delegations, entries and lists, a module for each kind of page."""

from competition.registration.views import (
    checkin,
    conduct,
    delegations,
    entries,
    entry,
    lists,
    mine,
    obstacles,
    recusal,
)
from competition.registration.views.blueprint import bp

__all__ = [
    "bp",
    "checkin",
    "conduct",
    "delegations",
    "entries",
    "entry",
    "lists",
    "mine",
    "obstacles",
    "recusal",
]
