"""The blueprint that the views of this folder belong to."""

from flask import Blueprint

bp = Blueprint("events", __name__)
