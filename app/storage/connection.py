"""Connections to the dossier file: one driver (sqlcipher3) on every system, rollback journal, every commit on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

if TYPE_CHECKING:
    from sqlalchemy import Engine

APPLICATION_ID = 0x444F4368
"""The letters DOCh: what SQLite's application_id says in a dossier."""

SCHEMA_VERSION = 4
"""Kept as the file's user_version; the number of the newest migration."""

WAIT_SECONDS = 5.0
"""How long a write waits for another program that is reading the file, a backup or a virus scanner."""


def connect(path: Path, *, read_only: bool = False) -> Any:
    """A plain driver connection in autocommit; the file must exist."""
    mode = "ro" if read_only else "rw"
    address = f"file:{quote(path.resolve().as_posix())}?mode={mode}"
    connection = driver.connect(address, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cell_size_check = ON")
    if not read_only:
        connection.execute("PRAGMA journal_mode = DELETE")
    return connection


def make_engine(connection: Any) -> Engine:
    """SQLAlchemy on this one connection. Loads SQLAlchemy.

    Transactions are begun by SQLAlchemy and not by the driver, whose default would leave half a migration behind; they
    begin at once with the writer's lock, so that none can fail half way.
    """
    from sqlalchemy import Connection, create_engine, event
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", module=driver, creator=lambda: connection, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(started: Connection) -> None:
        started.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
