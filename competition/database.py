"""The database: one session a request, exact column types, SQLite and PostgreSQL alike.

SQLite runs in WAL mode with `synchronous=FULL`, so that what is acknowledged is on the disk, and
every transaction that may write begins with `BEGIN IMMEDIATE`: writers wait for each other at the
start instead of failing at the end. Requests that only read say so with `reading()`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    TypeDecorator,
    event,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
FINEST = 10_000


class Exact(TypeDecorator[Decimal]):
    """A Decimal of up to four places, kept as an integer: SQLite would turn it into a float."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        scaled = value * FINEST
        if scaled != int(scaled):
            raise ValueError(f"{value} has more than four decimal places")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / FINEST


class UTCDateTime(TypeDecorator[datetime]):
    """An aware time; kept in UTC, and aware again when read (SQLite drops the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("A time without a zone cannot be kept.")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


def _values(members: type[StrEnum]) -> list[str]:
    return [member.value for member in members]


Key = Annotated[int, mapped_column(primary_key=True)]
Document = dict[str, Any]


class Base(DeclarativeBase):
    # On the registry, not on the class: Flask-SQLAlchemy copies the class body (its issue 1361).
    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            Decimal: Exact,
            datetime: UTCDateTime,
            Document: JSON,
            list[Any]: JSON,
            StrEnum: Enum(StrEnum, native_enum=False, length=40, values_callable=_values),
        },
    )


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:

    class Model(Base):  # what the type checker sees: it cannot follow a class made at run time
        __abstract__ = True
else:
    Model = db.Model

migrate = Migrate(db=db, render_as_batch=True, compare_type=True)


def migrated_type(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """How migrations write our column types: as what they are in the database."""
    if kind == "type" and isinstance(thing, Exact):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, Enum):
        return f"sa.String(length={thing.length})"
    return False


_reading: ContextVar[bool] = ContextVar("reading", default=False)


@contextmanager
def reading() -> Iterator[None]:
    """Transactions begun in here only read, and need not wait for a writer."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def only_reads(answer: bool) -> None:
    """Say for the current request whether its transactions only read."""
    _reading.set(answer)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we begin transactions ourselves, below
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if _reading.get() else "BEGIN IMMEDIATE")
