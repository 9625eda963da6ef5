"""A dossier file becomes papers: gathered at one moment, written, opened again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest

from app.domain.errors import UserError
from app.domain.floor import Sighting
from app.domain.keys import new_key
from app.services import reporting
from app.services.dossiers import create_dossier, open_dossier
from app.services.exporting import copy_dossier, export_files
from app.services.leaving import leaving_checks
from app.storage.store import Store
from tests.reports.samples import AS_OF, a_dossier


def fill(store: Store, instruments: int = 12) -> None:
    """The sample's records in a real file, in the cycle that is there."""
    sample = a_dossier(instruments, pictures=2)
    with store.unit("Nạp mẫu") as unit:
        cycle = unit.cycles.all()[0].id
        for kind in ("instruments", "calibrations", "answers", "findings", "goals", "links", "settings"):
            records = getattr(sample, kind)
            moved = [
                dataclasses.replace(each, cycle_id=cycle) if hasattr(each, "cycle_id") else each for each in records
            ]
            getattr(unit, kind).keep_all(moved)
        for each in sample.evidence:
            photo = sample.pictures[each.sha256]
            unit.evidence.keep(dataclasses.replace(each, sha256=unit.keep_file(photo, photo)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create_dossier(
        tmp_path / "mau.dochuan",
        person="Hà",
        enterprise="Công ty CP Thực phẩm An Lạc",
        site_name="Nhà máy Mỹ Hào",
        surveyed_on=AS_OF,
    )
    fill(made)
    yield made
    made.close()


def text_of(path: Path) -> str:
    pdf = pdfium.PdfDocument(path)
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    pdf.close()
    return text


def test_a_gathered_dossier_holds_the_cycle_its_pictures_and_the_revision(store: Store) -> None:
    with store.reading() as unit:
        dossier = reporting.gather_dossier(unit)
        plain = reporting.gather_dossier(unit, dossier.cycle.id, pictures=False)
        revision, fingerprint = unit.revision, unit.fingerprint()

    assert len(dossier.instruments) == 12
    assert {each.sha256 for each in dossier.evidence} == set(dossier.pictures)
    assert plain.pictures == {}
    assert (dossier.revision, dossier.fingerprint) == (revision, fingerprint)
    assert {each.name for each in dossier.forms} == {"profile", "opening_meeting", "survey", "closing_meeting"}


def test_summary_and_checklist_of_a_file_carry_its_code(store: Store, tmp_path: Path) -> None:
    made = export_files(store, tmp_path / "ra", keys=("summary", "checklist"), today=date(2030, 1, 1))

    with store.reading() as unit:
        dossier = reporting.gather_dossier(unit)
    code = reporting.short_code(dossier)
    pdf, book = (each.path for each in made)
    assert f"bản {dossier.revision} · mã {code}" in text_of(pdf)
    assert code in str(openpyxl.load_workbook(book)["Khảo sát"].oddFooter.left.text)
    assert pdf.name.endswith("_2026-11-24_bao-cao.pdf")
    assert "An Lạc" not in pdf.name


def test_the_same_revision_gives_the_same_paper_and_a_change_gives_another_code(store: Store, tmp_path: Path) -> None:
    first = export_files(store, tmp_path / "1", keys=("summary",), today=AS_OF)[0].path.read_bytes()
    again = export_files(store, tmp_path / "2", keys=("summary",), today=AS_OF)[0].path.read_bytes()
    with store.unit("Sửa") as unit:
        reporting.set_paper_setting(unit, "paper.place", "Hải Dương")
    changed = export_files(store, tmp_path / "3", keys=("summary",), today=AS_OF)[0].path

    assert first == again
    assert "Hải Dương, ngày" in text_of(changed)
    assert first != changed.read_bytes()


def test_the_day_of_judgement_may_be_another_one(store: Store, tmp_path: Path) -> None:
    made = export_files(store, tmp_path, date(2026, 3, 1), ("summary",), today=AS_OF)

    assert "Số liệu tính đến ngày 01/03/2026" in text_of(made[0].path)
    assert "_2026-03-01_" in made[0].path.name


def test_progress_is_told_up_to_the_end(store: Store, tmp_path: Path) -> None:
    told: list[tuple[float, str]] = []

    export_files(store, tmp_path / "ra", today=AS_OF, tell=lambda share, words: told.append((share, words)))

    shares = [share for share, _words in told]
    assert shares[0] == 0.0
    assert shares[-1] == 1.0
    assert all(0 <= share <= 1 for share in shares)
    assert any("Báo cáo" in words for _share, words in told)


def test_the_copy_of_a_dossier_opens_and_holds_the_same(store: Store, tmp_path: Path) -> None:
    path = copy_dossier(store, tmp_path / "nơi khác" / "ho-so.dochuan")

    copy = open_dossier(path, person="Văn phòng")
    try:
        with copy.reading() as unit, store.reading() as original:
            assert unit.fingerprint() == original.fingerprint()
    finally:
        copy.close()


def test_a_dossier_is_never_copied_over_itself(store: Store) -> None:
    before = store.path.read_bytes()

    with pytest.raises(UserError, match="chính là hồ sơ đang mở"):
        copy_dossier(store, store.path)

    assert store.path.read_bytes() == before


def test_a_checklist_must_be_named_xlsx(store: Store, tmp_path: Path) -> None:
    with store.reading() as unit:
        dossier = reporting.gather_dossier(unit)

    with pytest.raises(UserError, match=r"phải kết thúc bằng \.xlsx"):
        reporting.write_checklist(dossier, AS_OF, tmp_path / "a.xls")

    assert not (tmp_path / "a.xls").exists()


def test_a_paper_with_number_and_date_is_no_draft_any_more(store: Store) -> None:
    def is_draft() -> bool:
        with store.reading() as unit:
            return reporting.summary_document(reporting.gather_dossier(unit), AS_OF).draft

    before = is_draft()
    with store.unit("Số, ngày") as unit:
        reporting.set_paper_setting(unit, "paper.number", "05/BC-TĐC")
        reporting.set_paper_setting(unit, "paper.signed_on", "1/12/2026")

    assert (before, is_draft()) == (True, False)


def test_a_date_of_signing_that_is_no_date_changes_nothing(store: Store) -> None:
    with pytest.raises(UserError, match="không phải là ngày"), store.unit("Ngày") as unit:
        reporting.set_paper_setting(unit, "paper.signed_on", "31/11/2026")

    with store.reading() as unit:
        assert unit.settings.all(name="paper.signed_on") == []


def test_what_is_forgotten_stands_first_and_leads_to_its_place(store: Store) -> None:
    with store.reading() as unit:
        checks = leaving_checks(unit, unit.cycles.all()[0].id, AS_OF)

    states = [each.state for each in checks]
    assert states == sorted(states, key=["bad", "warn", "ok"].index)
    loose = next(each for each in checks if "chưa gắn" in each.title and each.state == "bad")
    assert (loose.title, loose.page, loose.target) == ("1 ảnh, tệp chưa gắn", "evidence", "loose")
    assert loose.detail.startswith("Gắn vào câu hỏi, phương tiện đo: ")
    assert all(each.way and each.page for each in checks if each.state != "ok")
    assert not any(each.way for each in checks if each.state == "ok")


def test_instruments_that_nobody_looked_for_are_told_before_leaving(store: Store) -> None:
    def floor_check() -> tuple[str, str]:
        with store.reading() as unit:
            checks = leaving_checks(unit, unit.cycles.all()[0].id, AS_OF)
        return next((each.state, each.page) for each in checks if "hiện trường" in each.title)

    before = floor_check()
    with store.unit("Đi hiện trường") as unit:
        cycle_id = unit.cycles.all()[0].id
        for each in unit.instruments.all(kind="instrument"):
            unit.sightings.keep(Sighting(id=new_key(), cycle_id=cycle_id, instrument_id=each.id, state="seen"))

    assert before == ("warn", "floor")
    assert floor_check() == ("ok", "")


def test_a_new_dossier_asks_for_everything_and_nothing_breaks(tmp_path: Path) -> None:
    store = create_dossier(tmp_path / "moi.dochuan", person="Hà", enterprise="Công ty A")
    try:
        made = export_files(store, tmp_path / "ra", today=AS_OF)
        with store.reading() as unit:
            checks = leaving_checks(unit, unit.cycles.all()[0].id, AS_OF)
    finally:
        store.close()

    assert "Danh mục chưa có phương tiện đo nào." in text_of(made[0].path)
    assert any(each.page == "instruments" and each.state == "bad" for each in checks)
