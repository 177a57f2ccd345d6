"""What is shown of rule sets and decisions, a module for each kind of page."""

from competition.upgrades.views import acts, decisions, rule_sets
from competition.upgrades.views.blueprint import bp

__all__ = ["acts", "bp", "decisions", "rule_sets"]
