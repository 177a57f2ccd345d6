"""Runs the migrations with the application's own database; Alembic executes this file."""

from alembic import context
from flask import current_app

from competition.database import db, migrated_type


def run() -> None:
    """Bring the database of the current application to the wanted revision."""
    options = current_app.extensions["migrate"].configure_args
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=migrated_type,
            **options,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
