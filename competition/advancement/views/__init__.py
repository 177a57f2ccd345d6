"""What is shown of places at the next tier, a module for each kind of page."""

from competition.advancement.views import ladder, offers, places
from competition.advancement.views.blueprint import bp

__all__ = ["bp", "ladder", "offers", "places"]
