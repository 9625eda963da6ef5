"""Missing, foreign, damaged, newer, older, locked, read-only files: each has its sentence, and stays as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.errors import DamagedError, UserError
from app.services.dossiers import describe_dossier
from app.storage.backups import back_up, folder_of
from app.storage.connection import SCHEMA_VERSION, connect
from app.storage.lock import lock_path
from app.storage.store import Store
from tests.storage.builders import a_site, a_store, an_instrument, closing

DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "An Lạc.dochuan"
    with closing(a_store(path)) as store, store.unit("Thêm") as unit:
        unit.sites.keep(a_site())
        unit.instruments.keep_all(an_instrument(code=str(number)) for number in range(400))
    return path


def refusal(path: Path) -> str:
    """The same sentence from opening and from the home page, the file untouched, no lock left."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(UserError) as opening:
        Store.open(path)
    with pytest.raises(UserError) as describing:
        describe_dossier(path)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert not lock_path(path).exists()
    assert str(describing.value) == str(opening.value)
    return str(opening.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "Không tìm thấy hồ sơ" in refusal(tmp_path / "không có.dochuan")


@pytest.mark.parametrize("content", [b"PK\x03\x04 a workbook", b"x" * 5000, "chữ".encode()])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.dochuan"
    path.write_bytes(content)

    assert refusal(path) == "Tệp “a.dochuan” không phải là hồ sơ Đo Chuẩn."


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.dochuan").touch()

    assert "trống" in refusal(tmp_path / "a.dochuan")


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.dochuan"
    path.touch()
    other = connect(path)
    other.execute("CREATE TABLE sites (id TEXT)")
    other.close()

    assert refusal(path) == "Tệp “a.dochuan” không phải là hồ sơ Đo Chuẩn."


def test_a_file_cut_short_is_damaged(dossier: Path) -> None:
    os.truncate(dossier, dossier.stat().st_size // 2)

    assert refusal(dossier) == "Hồ sơ “An Lạc.dochuan” bị hỏng và không có bản sao lưu nào mở được."


def test_flipped_bytes_in_the_records_are_noticed(dossier: Path) -> None:
    content = bytearray(dossier.read_bytes())
    for place in range(4096, len(content), 64):
        content[place] ^= 0xFF
    dossier.write_bytes(content)

    with pytest.raises(UserError, match="bị hỏng"):
        Store.open(dossier)


def test_a_damaged_file_names_the_newest_good_backup(dossier: Path) -> None:
    good = back_up(dossier)
    spoilt = folder_of(dossier) / "An Lạc 2999-01-01 00-00-00.dochuan"
    spoilt.write_bytes(dossier.read_bytes()[:9000])
    os.truncate(dossier, 5000)

    said = refusal(dossier)
    with pytest.raises(DamagedError) as refused:
        Store.open(dossier)

    assert refused.value.backup == good.path
    assert f"“{good.path.name}”" in said
    assert "khôi phục" in said


def test_a_spoilt_beginning_counts_as_damage_where_there_are_backups(dossier: Path) -> None:
    good = back_up(dossier)
    with dossier.open("r+b") as file:
        file.write(b"\x00" * 200)

    assert good.path.name in refusal(dossier)


def test_a_newer_file_opens_to_be_read_only(dossier: Path) -> None:
    newer = connect(dossier)
    newer.execute("PRAGMA user_version = 999")
    newer.close()
    before = dossier.read_bytes()

    with closing(Store.open(dossier)) as store:
        assert store.read_only
        assert "mới hơn" in store.notice
        with store.reading() as unit:
            assert unit.sites.count() == 1
        with pytest.raises(UserError, match="mới hơn"), store.unit("Thêm") as unit:
            unit.sites.keep(a_site())
        assert store.next_undo() is None
    assert dossier.read_bytes() == before


def test_a_second_window_reads_and_knows_who_writes(dossier: Path) -> None:
    with closing(Store.open(dossier, person="Nguyễn Thu Hà", backups=False)) as first:
        with closing(Store.open(dossier, person="Trần Minh")) as second:
            assert second.read_only
            assert second.notice.startswith("Nguyễn Thu Hà đang mở hồ sơ này trên máy ")

            with first.unit("Thêm") as unit:
                unit.instruments.keep(an_instrument(code="mới"))
            with second.reading() as unit:
                assert unit.instruments.count(code="mới") == 1
        assert not first.read_only

    with closing(Store.open(dossier, backups=False)) as third:
        assert not third.read_only


def test_a_window_that_was_killed_keeps_no_one_out(dossier: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from app.storage.store import Store;"
        "store = Store.open(Path(sys.argv[1]), person='x', backups=False); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program, str(dossier)], check=False)
    assert lock_path(dossier).exists()

    with closing(Store.open(dossier, backups=False)) as store:
        assert not store.read_only


def a_torn_write(dossier: Path) -> Path:
    """A copy taken while half of a write had reached the disk, as after a power cut."""
    torn = dossier.with_name("torn.dochuan")
    writing = connect(dossier)
    writing.execute("PRAGMA cache_size = 1")
    writing.execute("BEGIN IMMEDIATE")
    writing.execute("UPDATE instruments SET code = 'half', note = 'half'")
    for ending in ("", "-journal"):
        shutil.copy(f"{dossier}{ending}", f"{torn}{ending}")
    writing.close()
    assert b"half" in torn.read_bytes()
    return torn


def test_a_torn_write_is_taken_back_on_opening(dossier: Path) -> None:
    torn = a_torn_write(dossier)

    with closing(Store.open(torn, backups=False)) as store, store.reading() as unit:
        assert unit.instruments.count(code="half") == 0
        assert unit.instruments.count() == 400
    assert b"half" not in torn.read_bytes()


def test_a_torn_write_is_taken_back_for_the_home_page_too(dossier: Path) -> None:
    torn = a_torn_write(dossier)

    assert describe_dossier(torn).enterprise == "Công ty CP Thực phẩm An Lạc"


def test_a_torn_write_where_nothing_can_be_written_is_not_called_damage(dossier: Path) -> None:
    torn = a_torn_write(dossier)

    with pytest.raises(UserError, match="chỉ cho đọc") as refused:
        Store.open(torn, read_only=True)

    assert not isinstance(refused.value, DamagedError)


def test_a_read_only_file_stays_as_it_is(dossier: Path) -> None:
    dossier.chmod(0o444)

    with closing(Store.open(dossier)) as store:
        assert store.notice == "Tệp này chỉ cho đọc nên hồ sơ chỉ mở để xem."
        with store.reading() as unit:
            assert unit.sites.count() == 1
    assert not folder_of(dossier).exists()
    assert not lock_path(dossier).exists()


def test_a_read_only_folder_allows_reading(dossier: Path) -> None:
    dossier.parent.chmod(0o555)

    try:
        with closing(Store.open(dossier)) as store:
            assert store.notice.startswith("Thư mục chứa hồ sơ không cho ghi")
            assert store.read_only
    finally:
        dossier.parent.chmod(0o755)


def test_a_file_can_be_opened_to_be_read_on_purpose(dossier: Path) -> None:
    with closing(Store.open(dossier, read_only=True)) as store:
        assert store.notice == "Hồ sơ được mở chỉ để xem."
        assert store.back_up() is None


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_the_stored_file_of_each_version_opens(tmp_path: Path, version: int) -> None:
    path = Path(shutil.copy(DATA / f"version_{version}.dochuan", tmp_path))

    with closing(Store.open(path)) as store, store.reading() as unit:
        site = unit.sites.all()[0]
        instrument = unit.instruments.all(code="PI-101")[0]
        photo = unit.evidence.all()[0]
        assert site.enterprise == "Công ty CP Thực phẩm An Lạc"
        assert str(instrument.range_high) == "1.600"
        assert unit.calibrations.all(instrument_id=instrument.id)[0].certificate_number == "KĐ-2026/0117"
        assert unit.file(photo.sha256) == b"first"
        assert [each.value for each in unit.answers.all(form="survey")] == ["4"]
    assert describe_dossier(path).enterprise == site.enterprise


def test_deeds_of_a_file_of_version_1_can_be_undone_and_redone_after_the_migration(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "version_1.dochuan", tmp_path))
    with closing(Store.open(path)) as store:
        with store.reading() as unit:
            before = unit.fingerprint()

        while store.undo():
            pass
        with store.reading() as unit:
            assert unit.instruments.all() == []
        while store.redo():
            pass

        with store.reading() as unit:
            assert unit.fingerprint() == before
            assert [each.kind for each in unit.instruments.all()] == ["instrument"]
