"""What is shown of results, a module for each kind of page."""

from competition.results.views import computed, deciding, public, publishing
from competition.results.views.blueprint import bp

__all__ = ["bp", "computed", "deciding", "public", "publishing"]
