"""The numbered migrations, applied in order by Alembic inside the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import paths

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


def migrate(engine: Engine, application_id: int, version: int) -> None:
    """Bring the file to the newest schema in one transaction, with foreign keys off and checked at the end.

    Foreign keys are off because a rebuilt parent table would otherwise take its children along. Loads Alembic: called
    for new files and for files that are behind only.
    """
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys = OFF")  # through SQLAlchemy it would begin a transaction, where it is ignored
        with connection.begin():
            _run(connection)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise ValueError(f"the migration leaves {len(broken)} rows without their parent")
            connection.exec_driver_sql(f"PRAGMA application_id = {application_id}")
            connection.exec_driver_sql(f"PRAGMA user_version = {version}")
        raw.execute("PRAGMA foreign_keys = ON")


def _run(connection: Connection) -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    folder = paths.shipped("app", "storage", "migrations")
    script = ScriptDirectory(str(folder))

    def steps(current: Any, context: Any) -> Any:
        return script._upgrade_revs("head", current)

    context = MigrationContext.configure(connection, opts={"fn": steps, "script": script})
    with Operations.context(context):
        context.run_migrations()
