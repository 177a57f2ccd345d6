"""Make an instance, fill it with the demo season, serve it.

The application is imported inside the commands: `saiwu recompute` must not wait for Flask.
"""
# ruff: noqa: PLC0415

import socket
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from competition import config
from competition.commands import progress

if TYPE_CHECKING:
    from flask import Flask

THREADS = 8


def settings() -> dict[str, Any]:
    """What the application is configured with; says in a sentence what is not set up."""
    try:
        return config.flask_config(config.instance_folder())
    except config.NotSetUp as problem:
        raise click.ClickException(str(problem)) from problem


def application() -> "Flask":
    """The application of the instance; a sentence instead of a traceback when it is not set up."""
    from competition.app import create_app

    settings()
    return create_app()


@click.command()
def init() -> None:
    """Make the secrets and the database, or bring the database up to date."""
    from flask_migrate import upgrade

    folder = config.instance_folder()
    made = config.make_secrets(folder)
    with application().app_context():
        upgrade()
    click.echo(f"{folder}: {'secrets made, ' if made else ''}database up to date.")


@click.command()
@click.option("--logins", is_flag=True, help="Only print who can sign in to the demo.")
def demo(logins: bool) -> None:
    """Load the demo season into an empty database, and print the log-ins."""
    from competition.demo import cast, season

    with application().app_context():
        if not logins and season.is_empty():
            progress.show(season.load(datetime.now(UTC)), season.CHAPTERS)
        elif not logins:
            click.echo("The database is not empty: the demo season was not loaded.")
        if cast.is_demo():
            for username, role in cast.LOG_INS:
                click.echo(f"{role:<18} {username:<12} {cast.PASSWORD}")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True, help="More than one needs PostgreSQL.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the application with granian; on SQLite the clock runs in the same process."""
    from granian import Granian
    from granian.constants import Interfaces

    address = settings()["SQLALCHEMY_DATABASE_URI"]  # says at once what is not set up
    if workers > 1 and address.startswith("sqlite"):
        raise click.ClickException("SQLite takes one worker only; several need PostgreSQL.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise click.ClickException(f"{host}:{port} is taken: {problem.strerror}.") from problem
    Granian(
        "competition.server:serving_app",
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        factory=True,
        websockets=False,
    ).serve()


@click.command()
def jobs() -> None:
    """Run what the clock starts, in a process of its own: beside web workers on PostgreSQL."""
    from competition import jobs as timetable

    app = application()
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        raise click.ClickException("On SQLite the clock runs inside `saiwu serve`.")
    timetable.run_forever(app)
