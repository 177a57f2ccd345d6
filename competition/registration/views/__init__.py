"""What is shown of delegations, entries and lists, a module for each kind of page."""

from competition.registration.views import conduct, delegations, entries, entry, lists, mine
from competition.registration.views.blueprint import bp

__all__ = ["bp", "conduct", "delegations", "entries", "entry", "lists", "mine"]
