"""What is shown of marking, a module for each kind of page."""

from competition.marking.views import cell, overview, panels, sheets
from competition.marking.views.blueprint import bp

__all__ = ["bp", "cell", "overview", "panels", "sheets"]
