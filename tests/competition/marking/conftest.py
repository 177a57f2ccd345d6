"""Counting what is asked of the database."""

from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from competition.database import db


@pytest.fixture
def statements(app: Any) -> Any:
    """`with statements() as seen:` collects every SELECT, INSERT, UPDATE and DELETE."""

    @contextmanager
    def collect() -> Any:
        seen: list[str] = []

        def note(connection: Any, cursor: Any, statement: str, *others: Any) -> None:
            seen.append(statement)

        sa.event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            sa.event.remove(db.engine, "before_cursor_execute", note)

    return collect
