from flask import Blueprint

bp = Blueprint("upgrades", __name__)
