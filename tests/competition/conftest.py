"""The application and its database, for the tests of every stage."""

from tests.application import app, application, client, sign_in

__all__ = ["app", "application", "client", "sign_in"]
