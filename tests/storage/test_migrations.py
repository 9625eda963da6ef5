"""What the migrations build is what rows.py says; an older file is backed up, then brought up to date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.storage import migrations
from app.storage.backups import backups_of
from app.storage.connection import APPLICATION_ID, SCHEMA_VERSION, connect, make_engine
from app.storage.rows import metadata
from app.storage.store import Store
from tests.storage.builders import a_store, closing


def schema(connection: object) -> dict[str, str]:
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()  # type: ignore[attr-defined]
    return {name: re.sub(r"\s+", " ", sql.replace(chr(34), "")) for name, sql in found if name != "alembic_version"}


def an_old_file(path: Path) -> Path:
    """As if before the first edition: marked as ours, with nothing in it."""
    path.touch()
    connection = connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("VACUUM")
    connection.close()
    return path


def test_the_migrations_build_what_the_tables_say(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        migrated = schema(store._raw)
    (tmp_path / "b.db").touch()
    connection = connect(tmp_path / "b.db")
    engine = make_engine(connection)

    metadata.create_all(engine)

    assert migrated == schema(connection)
    connection.close()


def test_the_schema_version_is_that_of_the_newest_migration() -> None:
    folder = Path(migrations.__file__).parent / "versions"

    numbers = [int(each.name[:4]) for each in folder.glob("0*.py")]

    assert max(numbers) == SCHEMA_VERSION
    assert sorted(numbers) == list(range(1, SCHEMA_VERSION + 1))


def test_an_older_file_is_backed_up_and_then_migrated(tmp_path: Path) -> None:
    path = an_old_file(tmp_path / "a.dochuan")

    with closing(Store.open(path, backups=False)) as store, store.reading() as unit:
        assert not store.read_only
        assert unit.sites.all() == []
    backup = connect(backups_of(path)[0].path, read_only=True)
    assert backup.execute("PRAGMA user_version").fetchone() == (0,)
    backup.close()


def test_an_older_file_that_may_not_be_written_is_left_alone(tmp_path: Path) -> None:
    path = an_old_file(tmp_path / "a.dochuan")
    before = path.read_bytes()

    with pytest.raises(UserError, match="phiên bản cũ"):
        Store.open(path, read_only=True)

    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = an_old_file(tmp_path / "a.dochuan")
    before = path.read_bytes()
    run = migrations._run

    def fail_at_the_end(connection: object) -> None:
        run(connection)  # type: ignore[arg-type]
        raise ZeroDivisionError

    monkeypatch.setattr(migrations, "_run", fail_at_the_end)

    with pytest.raises(ZeroDivisionError):
        Store.open(path, backups=False)

    assert path.read_bytes() == before
