"""Backups: made when something changed, verified, thinned with age; restored beside, never over."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.storage import backups
from app.storage.backups import STAMP, Backup, backups_of, folder_of, restore
from app.storage.store import Store
from tests.storage.builders import a_site, a_store, an_instrument, closing


def test_closing_a_changed_dossier_leaves_a_backup_that_opens(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "Nhà máy.dochuan", backups=True)) as store, store.unit("Thêm") as unit:
        unit.sites.keep(a_site())

    (backup,) = backups_of(tmp_path / "Nhà máy.dochuan")

    assert backup.path.parent.name == "Nhà máy sao lưu"
    assert store.last_backup == backup.path and store.last_backup_at == backup.at
    with closing(Store.open(backup.path)) as copy, copy.reading() as unit:
        assert unit.sites.count() == 1
        assert "bản sao lưu" in copy.notice


def test_what_did_not_change_is_not_copied_again(tmp_path: Path) -> None:
    path = tmp_path / "a.dochuan"
    with closing(a_store(path, backups=True)) as store, store.unit("Thêm") as unit:
        unit.sites.keep(a_site())

    with closing(Store.open(path)) as store:
        first = store.back_up()
        assert store.back_up() == first

    assert len(backups_of(path)) == 1


def test_a_change_since_the_last_backup_is_copied_on_opening(tmp_path: Path) -> None:
    path = tmp_path / "a.dochuan"
    with closing(a_store(path)) as store, store.unit("Thêm") as unit:
        unit.sites.keep(a_site())
    assert backups_of(path) == []

    with closing(Store.open(path)) as store:
        assert store._first_backup is not None
        store._first_backup.join()

        assert store.last_backup is not None


def test_work_goes_on_while_a_backup_is_made(tmp_path: Path) -> None:
    path = tmp_path / "a.dochuan"
    with closing(a_store(path)) as store:
        with store.unit("Thêm ảnh") as unit:
            unit.sites.keep(a_site())
            for number in range(40):
                unit.keep_file(bytes([number]) * 500_000)
        copying = threading.Thread(target=store.back_up)

        copying.start()
        for number in range(20):
            with store.unit("Thêm") as unit:
                unit.instruments.keep(an_instrument(code=str(number)))
        copying.join()

        assert store.back_up() is not None
        assert store.backup_problem == ""
        with closing(Store.open(backups_of(path)[0].path)) as copy, copy.reading() as unit:
            assert unit.instruments.count() == 20


def test_a_folder_that_cannot_take_a_backup_is_said_and_work_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.dochuan"
    with closing(a_store(path, backups=True)) as store:
        with store.unit("Thêm") as unit:
            unit.sites.keep(a_site())
        folder_of(path).write_text("a file where the folder should be")

        with pytest.raises(UserError, match="Không sao lưu được"):
            store.back_up()

        assert "Không sao lưu được" in store.backup_problem
        with store.unit("Thêm") as unit:
            unit.sites.keep(a_site())


def test_a_restored_copy_stands_beside_the_dossier(tmp_path: Path) -> None:
    path = tmp_path / "a.dochuan"
    with closing(a_store(path, backups=True)) as store, store.unit("Thêm") as unit:
        unit.sites.keep(a_site())
    before = path.read_bytes()
    backup = backups_of(path)[0]

    first, second = restore(backup.path), restore(backup.path)

    assert first.parent == second.parent == tmp_path
    assert first != second
    assert path.read_bytes() == before
    with closing(Store.open(first, backups=False)) as restored, restored.unit("Thêm") as unit:
        assert unit.sites.count() == 1


def test_a_spoilt_backup_is_not_restored(tmp_path: Path) -> None:
    spoilt = tmp_path / "a 2026-01-01 00-00-00.dochuan"
    spoilt.write_bytes(b"SQLite format 3\x00" + b"x" * 500)

    with pytest.raises(UserError, match="không khôi phục"):
        restore(spoilt)

    assert list(tmp_path.iterdir()) == [spoilt]


def test_old_backups_are_thinned(tmp_path: Path) -> None:
    now = datetime(2026, 11, 24, 10, tzinfo=UTC)
    moments = [now - timedelta(hours=each) for each in range(24 * 400)]
    hourly = [Backup(tmp_path / each.strftime(STAMP), each) for each in moments]

    superfluous = {each.path for each in backups._superfluous(hourly)}
    kept = [each for each in hourly if each.path not in superfluous]

    assert [each.at for each in kept[:12]] == [each.at for each in hourly[:12]]
    assert len({each.at.date() for each in kept}) >= 14
    assert len({(each.at.year, each.at.month) for each in kept}) == 12
    assert len(kept) < 45


def test_a_half_made_copy_is_not_taken_for_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "a.dochuan"
    folder = folder_of(path)
    folder.mkdir()
    (folder / ".a 2026-01-01 00-00-00.dochuan.part").write_bytes(b"half")

    assert backups_of(path) == []


def test_large_backups_are_kept_in_smaller_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = [datetime(2026, 11, 24, hour, tzinfo=UTC) for hour in range(10, 0, -1)]
    copies = [Backup(tmp_path / f"a {each.strftime(STAMP)}.dochuan", each) for each in moments]
    for each in copies:
        each.path.write_bytes(b"x" * 100)

    monkeypatch.setattr(backups, "MOST_BYTES", 550)
    assert backups._superfluous(copies) == copies[5:]
    monkeypatch.setattr(backups, "MOST_BYTES", 50)
    assert backups._superfluous(copies) == copies[3:]
