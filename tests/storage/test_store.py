"""Units of work: all or nothing, still there tomorrow, and never without their history."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.domain.answers import Answer
from app.domain.errors import UserError
from app.domain.keys import new_key
from app.storage.convert import RECORDS
from app.storage.store import Store
from app.storage.unit import Unit
from tests.storage.builders import a_calibration, a_cycle, a_full_record, a_site, a_store, an_instrument, closing


def test_a_typed_answer_is_still_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    cycle = a_cycle()
    answer = Answer(id=new_key(), cycle_id=cycle.id, form="survey", question="/survey/a", value="1.230")
    with closing(a_store(tmp_path / "a.dochuan")) as store, store.unit("Trả lời câu hỏi") as unit:
        unit.cycles.keep(cycle)
        unit.answers.keep(answer)

    with closing(Store.open(tmp_path / "a.dochuan")) as store, store.reading() as unit:
        assert unit.answers.all(cycle_id=cycle.id, form="survey") == [answer]


def test_a_unit_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        with pytest.raises(ZeroDivisionError), store.unit("Thêm") as unit:
            unit.sites.keep(a_site())
            raise ZeroDivisionError

        with store.reading() as unit:
            assert unit.sites.all() == []
            assert unit.revision == 0
        assert store.next_undo() is None


def test_only_changed_fields_are_noted(tmp_path: Path) -> None:
    instrument = an_instrument(location="Xưởng 1", range_high=Decimal("10"))
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        with store.unit("Thêm") as unit:
            unit.instruments.keep(instrument)

        with store.unit("Sửa") as unit:
            unit.instruments.keep(dataclasses.replace(instrument, location="Xưởng 2"), reason="chuyển chỗ")

        with store.reading() as unit:
            made, moved = unit.history("instruments", instrument.id)
    assert (made.field, made.new) == (
        "",
        {"code": "PI-1", "name": "Áp kế", "range_high": "10", "location": "Xưởng 1", "status": "in_use"}
        | {"kind": "instrument"},
    )
    assert (moved.field, moved.old, moved.new, moved.reason) == ("location", "Xưởng 1", "Xưởng 2", "chuyển chỗ")
    assert (moved.parent, moved.person, moved.deed) == (made.id, "Nguyễn Thu Hà", "Sửa")
    assert moved.sequence == made.sequence + 1


def test_keeping_what_is_kept_already_leaves_no_deed(tmp_path: Path) -> None:
    instrument = an_instrument()
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        with store.unit("Thêm") as unit:
            unit.instruments.keep(instrument)

        with store.unit("Sửa") as unit:
            unit.instruments.keep(instrument)
            assert not unit.changes

        assert store.next_undo() == "Thêm"


def test_a_change_names_the_change_it_replaces(tmp_path: Path) -> None:
    instrument = an_instrument()
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        for code in ("PI-1", "PI-2", "PI-3"):
            with store.unit("Sửa") as unit:
                unit.instruments.keep(dataclasses.replace(instrument, code=code))

        with store.reading() as unit:
            first, second, third = unit.history("instruments", instrument.id)
    assert (first.parent, second.parent, third.parent) == ("", first.id, second.id)


PARENTS: dict[str, str] = {
    "cycle_id": "cycles",
    "instrument_id": "instruments",
    "calibration_id": "calibrations",
    "study_id": "studies",
    "interview_id": "interviews",
    "task_id": "tasks",
    "solution_id": "solutions",
    "goal_id": "goals",
}


def keep_parents(unit: Unit, record: Any) -> None:
    """The records that this one belongs to, and theirs."""
    for field, kind in PARENTS.items():
        if hasattr(record, field):
            parent = dataclasses.replace(a_full_record(kind), id=getattr(record, field))
            keep_parents(unit, parent)
            getattr(unit, kind).keep(parent)


@pytest.mark.parametrize("kind", RECORDS)
def test_every_kind_of_record_is_kept_and_journaled(tmp_path: Path, kind: str) -> None:
    record = a_full_record(kind)
    with closing(a_store(tmp_path / "a.dochuan")) as store, store.unit("Thêm") as unit:
        keep_parents(unit, record)

        getattr(unit, kind).keep(record)

        assert getattr(unit, kind).get(record.id) == record
        assert unit.changes.ids[kind] == {record.id}
        assert [each.record_id for each in unit.history(kind)] == [record.id]


def test_a_retired_record_is_gone_from_lists_but_not_from_history(tmp_path: Path) -> None:
    instrument = an_instrument()
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        with store.unit("Thêm") as unit:
            unit.instruments.keep(instrument)

        with store.unit("Loại bỏ") as unit:
            unit.instruments.retire(instrument.id, reason="hỏng")

        with store.reading() as unit:
            assert unit.instruments.all() == []
            assert unit.instruments.find(instrument.id) is None
            assert unit.instruments.count() == 0
            assert unit.history("instruments", instrument.id)[-1].reason == "hỏng"
            with pytest.raises(KeyError):
                unit.instruments.get(instrument.id)


def test_a_retired_record_that_is_kept_again_lives(tmp_path: Path) -> None:
    instrument = an_instrument()
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        with store.unit("Thêm") as unit:
            unit.instruments.keep(instrument)
            unit.instruments.retire(instrument.id)

        with store.unit("Đưa lại") as unit:
            unit.instruments.keep(instrument)

        with store.reading() as unit:
            assert unit.instruments.all() == [instrument]


def test_records_come_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    instruments = [an_instrument(code=code) for code in "CAB"]
    with closing(a_store(tmp_path / "a.dochuan")) as store, store.unit("Nhập") as unit:
        unit.instruments.keep_all(reversed(instruments))

        assert [each.code for each in unit.instruments.all()] == ["C", "A", "B"]


def test_records_are_found_by_equal_fields(tmp_path: Path) -> None:
    known = an_instrument(code="X", range_low=Decimal("0.50"))
    with closing(a_store(tmp_path / "a.dochuan")) as store, store.unit("Nhập") as unit:
        unit.instruments.keep_all([known, an_instrument(code="X"), an_instrument(code="Y")])

        assert unit.instruments.all(code="X", range_low=Decimal("0.50")) == [known]
        assert unit.instruments.count(code="X", range_low=None) == 1


def test_a_child_without_its_parent_is_refused(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        with pytest.raises(Exception, match="FOREIGN KEY"), store.unit("Thêm") as unit:
            unit.calibrations.keep(a_calibration(an_instrument()))

        with store.reading() as unit:
            assert unit.revision == 0


def test_reading_writes_nothing(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        with store.reading() as unit, pytest.raises(RuntimeError):
            unit.sites.keep(a_site())
        with store.reading() as unit, pytest.raises(RuntimeError):
            unit.keep_file(b"x")


def test_reading_inside_a_unit_sees_what_the_unit_wrote(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store, store.unit("Thêm") as unit:
        unit.sites.keep(a_site())

        with store.reading() as look:
            assert look.sites.count() == 1


def test_a_unit_inside_a_unit_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store, store.unit("Ngoài") as outer:
        with pytest.raises(RuntimeError), store.unit("Trong"):
            pass

        outer.sites.keep(a_site())


def test_the_bytes_of_evidence_are_kept_once(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store, store.unit("Thêm ảnh") as unit:
        key = unit.keep_file(b"photo", b"small")

        assert unit.keep_file(b"photo") == key
        assert (unit.file(key), unit.working_copy(key)) == (b"photo", b"small")


def test_a_file_without_a_working_copy_is_its_own(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store, store.unit("Thêm tệp") as unit:
        assert unit.working_copy(unit.keep_file(b"paper")) == b"paper"


def test_bytes_that_were_never_given_are_not_found(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store, store.reading() as unit:
        with pytest.raises(KeyError):
            unit.file("0" * 64)
        with pytest.raises(KeyError):
            unit.working_copy("0" * 64)


def test_the_fingerprint_follows_the_content_and_not_the_way_there(tmp_path: Path) -> None:
    instrument = an_instrument()
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        with store.unit("Thêm") as unit:
            unit.instruments.keep(instrument)
            first = unit.fingerprint()
        with store.unit("Sửa") as unit:
            unit.instruments.keep(dataclasses.replace(instrument, code="PI-2"))
            second = unit.fingerprint()

        store.undo()

        with store.reading() as unit:
            assert unit.fingerprint() == first != second


def test_the_moment_of_the_last_commit_is_known_after_opening(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        assert store.saved_at is None
        with store.unit("Thêm") as unit:
            unit.sites.keep(a_site())
        saved = store.saved_at

    with closing(Store.open(tmp_path / "a.dochuan")) as store:
        assert saved and store.saved_at and abs((store.saved_at - saved).total_seconds()) < 5


def test_a_file_is_never_created_over_another(tmp_path: Path) -> None:
    (tmp_path / "a.dochuan").write_text("quan trọng")

    with pytest.raises(UserError, match=r"Đã có tệp “a\.dochuan”"):
        a_store(tmp_path / "a.dochuan")

    assert (tmp_path / "a.dochuan").read_text() == "quan trọng"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Không có thư mục"):
        a_store(tmp_path / "none" / "a.dochuan")


def test_a_name_with_marks_spaces_and_signs_opens(tmp_path: Path) -> None:
    path = tmp_path / "Nhà máy #1 100% ? Mỹ Hào.dochuan"
    with closing(a_store(path)) as store, store.unit("Thêm") as unit:
        unit.sites.keep(a_site())

    with closing(Store.open(path)) as store, store.reading() as unit:
        assert unit.sites.count() == 1


def test_when_the_disk_is_full_nothing_is_kept_and_work_goes_on(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store:
        with store.unit("Thêm") as unit:
            unit.sites.keep(a_site())
        pages = store._raw.execute("PRAGMA page_count").fetchone()[0]
        store._raw.execute(f"PRAGMA max_page_count = {pages}")

        with pytest.raises(UserError, match="Đĩa đã đầy"), store.unit("Nhập") as unit:
            unit.instruments.keep_all(an_instrument(note="x" * 500) for _ in range(200))
        store._raw.execute("PRAGMA max_page_count = 1000000")

        assert store.next_undo() == "Thêm"
        with store.unit("Nhập") as unit:
            unit.instruments.keep(an_instrument())
        with store.reading() as unit:
            assert unit.instruments.count() == 1


def test_a_file_held_by_another_program_is_a_sentence(tmp_path: Path) -> None:
    from app.storage.connection import connect

    with closing(a_store(tmp_path / "a.dochuan")) as store:
        store._raw.execute("PRAGMA busy_timeout = 1")
        other = connect(tmp_path / "a.dochuan")
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(UserError, match="chương trình khác giữ"), store.unit("Thêm") as unit:
            unit.sites.keep(a_site())

        other.close()
        with store.unit("Thêm") as unit:
            unit.sites.keep(a_site())


def test_importing_the_store_does_not_load_sqlalchemy() -> None:
    import subprocess
    import sys

    program = "import sys, app.storage.store, app.services.dossiers; sys.exit('sqlalchemy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_single_texts_of_live_records_are_read_without_the_records(tmp_path: Path) -> None:
    with closing(a_store(tmp_path / "a.dochuan")) as store, store.unit("Nhập") as unit:
        gone = unit.instruments.keep(an_instrument(code="A", location="Kho"))
        unit.instruments.keep(an_instrument(code="B", location="Xưởng"))
        unit.instruments.retire(gone.id)

        assert unit.instruments.texts("code", "location") == [("B", "Xưởng")]
        with pytest.raises(KeyError, match="nonsense"):
            unit.instruments.texts("nonsense")
