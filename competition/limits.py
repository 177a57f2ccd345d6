"""How often one address may try: a hall full of judges shares one, a guesser has one too."""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from competition.certificates import views as certificates
from competition.people import views as people

FROM_ONE_ADDRESS = "300 per minute"


def init_app(app: Flask) -> None:
    """Limit log-ins by name and by address, and checks of certificates by address."""
    limiter = Limiter(get_remote_address, app=app)
    limiter.limit(
        lambda: app.config["LOGIN_LIMIT"],
        key_func=name_and_address,
        methods=["POST"],
    )(people.bp)
    limiter.limit(FROM_ONE_ADDRESS, methods=["POST"])(people.bp)
    limiter.limit(certificates.CHECKS_ALLOWED, exempt_when=certificates.is_not_a_check)(
        certificates.bp
    )


def name_and_address() -> str:
    """Who tries: the judges of a venue come from one address, but each with a name of their own."""
    return f"{request.form.get('username', '').strip().lower()}@{get_remote_address()}"
