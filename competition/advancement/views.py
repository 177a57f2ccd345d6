from flask import Blueprint

bp = Blueprint("advancement", __name__)
