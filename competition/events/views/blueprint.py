"""The blueprint that the views of this folder belong to."""

from decimal import Decimal

from flask import Blueprint

bp = Blueprint("events", __name__)


@bp.app_template_filter()
def plain(value: Decimal) -> str:
    """A maximum or a factor without noughts at its end: 100, 0.3."""
    return f"{value.normalize():f}"
