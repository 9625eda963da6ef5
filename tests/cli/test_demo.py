"""What the worked sample leaves, opened and read again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from PIL import Image

from app.cli import main as command
from app.cli.demo import CHECKLIST, DOSSIER, FILES, LIST, SUMMARY, run_demo
from app.domain.errors import UserError
from app.services import dossiers, progress
from app.services.analysis import analyse
from app.services.drawn_photos import PICTURES
from app.services.evidence import evidence_of
from app.services.goals import goal_rows
from app.services.register_analysis import register_analysis
from app.services.sample import read_sample
from app.storage.store import Store
from app.storage.unit import Unit
from app.wording import speaking

SAMPLE = read_sample()
DAY = SAMPLE.surveyed_on


@dataclass(frozen=True)
class Left:
    folder: Path
    files: list[Path]
    told: list[str]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    folder = tmp_path_factory.mktemp("demo") / "mẫu"
    told: list[str] = []
    return Left(folder, run_demo(folder, told.append), told)


@pytest.fixture
def unit(left: Left) -> Iterator[Unit]:
    store = Store.open(left.folder / DOSSIER, read_only=True, backups=False)
    with store.reading() as unit:
        yield unit
    store.close()


def pages_of(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def test_it_leaves_a_dossier_a_workbook_and_a_summary_and_nothing_else(left: Left) -> None:
    assert [each.name for each in left.files] == list(FILES)
    assert {each.name for each in left.folder.iterdir()} == {*FILES, LIST}


def test_it_says_what_it_did(left: Left) -> None:
    assert "Đã ghi 119 phương tiện đo và 220 lần kiểm định, hiệu chuẩn." in left.told
    assert "Đã trả lời 274/274 câu của phiếu “Khảo sát thực trạng đo lường”." in left.told
    assert left.told[-1] == f"Xong: {left.folder / FILES[-1]}"


def test_the_dossier_holds_a_factory_of_about_120_instruments_over_two_years(unit: Unit) -> None:
    instruments = {each.id for each in unit.instruments.all(kind="instrument")}
    days = [
        each.performed_on for each in unit.calibrations.all() if each.performed_on and each.instrument_id in instruments
    ]

    assert 110 <= len(instruments) <= 130
    assert 600 <= (max(days) - min(days)).days <= 800
    assert max(days) <= DAY
    assert all(each.expanded_uncertainty for each in unit.calibrations.all() if each.error is not None)


def test_some_instruments_are_overdue_and_some_of_group_2_were_never_verified(unit: Unit) -> None:
    found = analyse(unit, dossiers.current_cycle(unit).id, DAY)

    assert (found.legal.expired, found.legal.missing) == (5, 3)
    assert found.counts["overdue"] == 12
    assert any(key.startswith("register:drift:") for key in found.all_proposals)


def test_steps_one_and_two_are_approved_and_step_three_waits_for_approval(unit: Unit) -> None:
    views = progress.step_views(unit, dossiers.current_cycle(unit).id, DAY)

    assert [each.state for each in views] == ["approved", "approved", "submitted"] + ["todo"] * 7


def test_every_level_question_is_answered_or_set_aside_with_a_reason(unit: Unit) -> None:
    answers = unit.answers.all(form="survey")
    aside = [each for each in answers if each.status == "not_applicable"]

    assert len(SAMPLE.survey) == 268
    assert len(aside) == 14 and all(each.reason for each in aside)
    assert sum(each.note != "" for each in answers) > 50


def test_registers_floor_walk_readings_and_talks_are_there(unit: Unit) -> None:
    sighted = {each.state for each in unit.sightings.all()}
    lots = [each.value for study in unit.studies.all(kind="lot") for each in unit.readings.all(study_id=study.id)]

    assert {each.kind for each in unit.instruments.all()} == {"instrument", "standard", "reference_material"}
    assert min(getattr(unit, kind).count() for kind in ("processes", "people", "procedures", "environment")) >= 6
    assert sighted == {"seen", "label_wrong", "damaged", "moved", "not_seen"}
    assert lots.count("25,31") == 1 and len(lots) == 70
    assert unit.readings.count(mark="suspect") == 1
    assert unit.interviews.count() == 3
    assert {each.auditor for each in unit.assignments.all()} == {"Thu Hà", "Lê Văn Bình"}


def test_calibrations_as_found_and_as_left_give_rates_intervals_and_look_backs(unit: Unit) -> None:
    told = register_analysis(unit, DAY)

    counted = {each.label: each.counted for each in told.rates if each.counted}
    decided = {each.method for row in told.intervals for each in row.answers if each.months is not None}
    assert counted["Cân đóng bao tự động"] == 24 and counted["Cân vi lượng"] == 15
    assert {"staircase", "a3", "drift"} <= decided
    assert {each.instrument.code for each in told.look_back} == {"CD-04", "CV-02", "NK-07"}
    assert [each.change for each in told.intervals if each.instrument.code == "CD-04"] == ["shorter"]


def test_findings_were_accepted_edited_and_dismissed_with_reasons(unit: Unit) -> None:
    findings = unit.findings.all()

    assert {each.state for each in findings} == {"accepted", "edited", "dismissed", "merged"}
    assert all(each.reason for each in findings if each.state == "dismissed")
    assert analyse(unit, dossiers.current_cycle(unit).id, DAY).proposals == ()


def test_what_two_rules_found_of_one_matter_is_one_finding(unit: Unit) -> None:
    by_id = {each.id: each for each in unit.findings.all()}

    taken = {each.origin: by_id[each.merged_into].origin for each in by_id.values() if each.state == "merged"}

    assert taken == {
        "register:failed": "analysis:look_back",
        "evaluation:uncertainty_above_need": "analysis:uncertainty_too_large",
        "evaluation:measuring_system": "evaluation:type1",
    }


def test_goals_are_complete_and_their_baselines_come_from_the_data(unit: Unit) -> None:
    rows = goal_rows(unit, dossiers.current_cycle(unit).id)

    assert len(rows) == 6
    assert [each.goal.title for each in rows if each.gaps] == []
    assert sum("Danh mục:" in each.goal.baseline_source for each in rows) == 2
    assert all(each.findings for each in rows)


def test_photos_prove_answers_and_instruments(unit: Unit) -> None:
    photos = unit.evidence.all()
    gauge = next(each for each in unit.instruments.all() if each.code == "AK-02")

    assert len(photos) == len(SAMPLE.photos) == 8
    assert [each.name for each in evidence_of(unit, "instruments", gauge.id)] == ["ap-ke-noi-hoi-2.jpg"]
    assert all(Image.open(BytesIO(unit.file(each.sha256))).size == (1280, 960) for each in photos)
    assert {row["picture"] for row in SAMPLE.photos} == set(PICTURES)


def test_the_survey_day_is_on_every_photo(unit: Unit) -> None:
    taken = [each.taken_at for each in unit.evidence.all()]

    assert all(each is not None and abs((each.date() - DAY).days) <= 1 for each in taken)


def test_the_workbook_opens_with_survey_and_instruments(left: Left) -> None:
    workbook = load_workbook(left.folder / CHECKLIST)

    words = {str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value}

    assert "CK-02" in words
    assert any("Phương tiện đo có nhãn cho biết tình trạng hiệu chuẩn" in each for each in words)


def test_the_summary_reads_in_vietnamese_and_names_findings_and_goals(left: Left) -> None:
    text = " ".join("\n".join(pages_of(left.folder / SUMMARY)).split())

    assert "Thức ăn chăn nuôi Đồng Nắng" in text
    assert "PH-01" in text and "MT-06" in text
    assert "Lượng đóng thừa trung bình" in text


def test_a_second_run_replaces_what_the_first_one_left(left: Left, tmp_path: Path) -> None:
    copies = tmp_path / "lần hai"
    copies.mkdir()
    for each in (*left.files, left.folder / LIST):
        (copies / each.name).write_bytes(each.read_bytes())
    told: list[str] = []

    files = run_demo(copies, told.append)

    assert [each.name for each in files] == list(FILES)
    assert f"Thay “{DOSSIER}” của lần chạy trước." in told


def test_a_file_that_is_not_its_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / DOSSIER).write_text("hồ sơ của tôi", "utf-8")
    told: list[str] = []

    files = run_demo(tmp_path, told.append)

    assert (tmp_path / DOSSIER).read_text("utf-8") == "hồ sơ của tôi"
    assert files[0].name == "nha-may-pho-ha-2.dochuan"
    assert f"Giữ nguyên “{DOSSIER}” đã có; bản mới là “nha-may-pho-ha-2.dochuan”." in told


def test_numbers_are_kept_the_same_when_the_command_speaks_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with speaking("en"):
        code = command.main(["demo", "--out", str(tmp_path), "--json"])
    store = Store.open(tmp_path / DOSSIER, backups=False)
    with store.reading() as unit:
        scale = next(each for each in unit.instruments.all() if each.code == "CK-02")
        errors = [str(each.error) for each in unit.calibrations.all(instrument_id=scale.id)]
    store.close()

    assert code == 0
    assert [Path(each).name for each in json.loads(capsys.readouterr().out)["files"]] == list(FILES)
    assert errors == ["0.003", "0.009", "0.016"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", "utf-8")

    with pytest.raises(UserError, match="Không ghi được vào thư mục"):
        run_demo(tmp_path / "tệp" / "trong", print)
