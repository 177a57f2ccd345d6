"""Pages of the stage: an event's certificates, contestants' accounts, one's own, the check."""

from competition.certificates.views import accounts, checking, event, one, own
from competition.certificates.views.blueprint import CHECKS_ALLOWED, bp, is_not_a_check

__all__ = ["CHECKS_ALLOWED", "accounts", "bp", "checking", "event", "is_not_a_check", "one", "own"]
