"""How often one address may try: a hall full of judges shares one, a guesser has one too."""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user

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
        exempt_when=asks_for_no_password,
    )(people.bp)
    limiter.limit(FROM_ONE_ADDRESS, methods=["POST"])(people.bp)
    limiter.limit(certificates.CHECKS_ALLOWED, exempt_when=certificates.is_not_a_check)(
        certificates.bp
    )


def asks_for_no_password() -> bool:
    """Whether nothing can be guessed here: a hall may sign out, or change its language, at once."""
    return request.endpoint not in ("people.login", "people.password")


def name_and_address() -> str:
    """Who tries: the judges of a venue come from one address, but each with a name of their own."""
    if current_user.is_authenticated:
        return f"user {current_user.id}"
    return f"{request.form.get('username', '').strip().lower()}@{get_remote_address()}"
