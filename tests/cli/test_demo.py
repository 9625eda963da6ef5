"""What the worked sample leaves, opened and read again."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from PIL import Image

from app.cli import main as command
from app.cli.demo import DOSSIER, LIST, TEA, put, run_demo
from app.domain.errors import UserError
from app.reports.catalogue import REPORTS, report
from app.services import progress, signing
from app.services.analysis import analyse
from app.services.drawn_photos import PICTURES
from app.services.effect_report import effect_report_of
from app.services.evidence import evidence_of
from app.services.goals import goal_rows
from app.services.register_analysis import register_analysis
from app.services.sample import read_sample
from app.services.thread import thread_of
from app.services.versions import version_problem, versions_of
from app.services.worked_sample import ENDED
from app.storage.store import Store
from app.storage.unit import Unit
from app.wording import speaking

SAMPLE = read_sample()
DAY = SAMPLE.surveyed_on
FIRST, SECOND = "chu-ky-2025-2026", "chu-ky-2026-2027"


def paper(key: str) -> str:
    """The place of a paper of the first cycle."""
    found = report(key)
    return f"{FIRST}/{found.step:02d}-{found.ending}"


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


def first_of(unit: Unit) -> str:
    """The id of the first cycle."""
    return unit.cycles.all()[0].id


def names_in(folder: Path) -> set[str]:
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def pages_of(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def test_it_leaves_two_dossiers_and_every_paper_of_every_step_and_nothing_else(left: Left) -> None:
    first = {each.removeprefix(f"{FIRST}/") for each in names_in(left.folder) if each.startswith(FIRST)}
    second = {each.removeprefix(f"{SECOND}/") for each in names_in(left.folder) if each.startswith(SECOND)}

    usual = {f"{each.step:02d}-{each.ending}" for each in REPORTS}
    assert first == usual | {"06-quyet-dinh-phe-duyet_da-ky.pdf"}
    assert second < first
    assert {name[:2] for name in second} >= {"01", "02", "03", "06", "07"}
    assert {each.relative_to(left.folder).as_posix() for each in left.files} == names_in(left.folder) - {LIST}
    assert {DOSSIER, TEA} <= names_in(left.folder)


def test_it_says_what_it_did(left: Left) -> None:
    assert "Đã ghi 119 phương tiện đo và 220 lần kiểm định, hiệu chuẩn." in left.told
    assert "Đã trả lời 274/274 câu của phiếu “Khảo sát thực trạng đo lường”." in left.told
    assert left.told[-1] == f"Xong: {left.files[-1]}"


def test_the_dossier_holds_a_factory_of_about_120_instruments_over_three_years(unit: Unit) -> None:
    instruments = {each.id for each in unit.instruments.all(kind="instrument")}
    days = [
        each.performed_on for each in unit.calibrations.all() if each.performed_on and each.instrument_id in instruments
    ]

    assert 110 <= len(instruments) <= 130
    assert 1000 <= (max(days) - min(days)).days <= 1200
    assert all(each.expanded_uncertainty for each in unit.calibrations.all() if each.error is not None)


def test_some_instruments_are_overdue_and_some_of_group_2_were_never_verified(unit: Unit) -> None:
    found = analyse(unit, first_of(unit), DAY)

    assert (found.legal.expired, found.legal.missing) == (5, 3)
    assert found.counts["overdue"] == 12
    assert any(key.startswith("register:drift:") for key in found.all_proposals)


def test_ten_steps_are_approved_in_the_first_cycle_and_six_in_the_second(unit: Unit) -> None:
    first, second = unit.cycles.all()

    states = [
        [each.state for each in progress.step_views(unit, cycle.id, cycle.surveyed_on or DAY)]
        for cycle in (first, second)
    ]

    assert states[0] == ["approved"] * 10
    assert states[1] == ["approved"] * 6 + ["doing"] + ["todo"] * 3


def test_the_programme_was_approved_twice_and_both_versions_fit_their_hash(unit: Unit) -> None:
    versions = versions_of(unit, first_of(unit))

    assert [(each.number, each.decision_number) for each in versions] == [(1, "27/QĐ-ĐN"), (2, "11/QĐ-ĐN")]
    assert [version_problem(unit, each) for each in versions] == ["", ""]
    assert versions[1].reason


def test_the_effect_is_told_against_the_frozen_baseline(unit: Unit) -> None:
    told = effect_report_of(unit, first_of(unit), ENDED)

    outcomes = {each.goal.number: each.outcome for each in told.goals}
    assert told.baseline is not None and told.baseline.number == 1
    assert len(outcomes) == 6 and len(set(outcomes.values())) > 1, "not everything went well"
    assert told.tasks_done == len(told.tasks) == 14


def test_the_thread_of_a_finding_runs_to_task_evidence_effect_and_back(unit: Unit) -> None:
    overfill = next(each for each in unit.findings.all(cycle_id=first_of(unit)) if "prepack_overfill" in each.origin)

    down = thread_of(unit, "findings", overfill.id)
    up = thread_of(unit, "effects", down.of("effects")[0].id)

    assert [each.code for each in down.of("goals")] == ["MT-03"]
    assert [each.code for each in down.of("tasks")] == ["NV-05"]
    assert down.of("evidence") and down.of("solutions") and down.of("indicator_readings")
    assert overfill.id in [each.id for each in up.of("findings")]


def test_goals_that_were_not_finished_go_on_in_the_second_cycle(unit: Unit) -> None:
    first, second = unit.cycles.all()
    before = {each.id: each.number for each in unit.goals.all(cycle_id=first.id)}

    carried = {before[each.previous_id] for each in unit.goals.all(cycle_id=second.id) if each.previous_id}

    assert carried == {1, 3, 6}


def test_the_decision_is_signed_and_a_changed_byte_is_found_out(left: Left, unit: Unit, tmp_path: Path) -> None:
    signed = left.folder / FIRST / "06-quyet-dinh-phe-duyet_da-ky.pdf"
    content = bytearray(signed.read_bytes())
    content[len(content) // 2] ^= 1
    changed = tmp_path / "sua.pdf"
    changed.write_bytes(content)

    kept = [each.sha256 for each in evidence_of(unit, "versions", versions_of(unit, first_of(unit))[-1].id)]

    assert signing.verify_pdf(signed).holds
    assert not signing.verify_pdf(changed).holds
    assert hashlib.sha256(signed.read_bytes()).hexdigest() in kept


def test_every_level_question_is_answered_or_set_aside_with_a_reason(unit: Unit) -> None:
    answers = unit.answers.all(form="survey", cycle_id=first_of(unit))
    aside = [each for each in answers if each.status == "not_applicable"]

    assert len(SAMPLE.survey) == 268
    assert len(aside) == 14 and all(each.reason for each in aside)
    assert sum(each.note != "" for each in answers) > 50


def test_registers_floor_walk_readings_and_talks_are_there(unit: Unit) -> None:
    sighted = {each.state for each in unit.sightings.all(cycle_id=first_of(unit))}
    first = first_of(unit)
    studies = unit.studies.all(kind="lot", cycle_id=first)
    lots = [each.value for study in studies for each in unit.readings.all(study_id=study.id)]

    assert {each.kind for each in unit.instruments.all()} == {"instrument", "standard", "reference_material"}
    assert min(getattr(unit, kind).count() for kind in ("processes", "people", "procedures", "environment")) >= 6
    assert sighted == {"seen", "label_wrong", "damaged", "moved", "not_seen"}
    assert lots.count("25,31") == 1 and len(lots) == 70
    assert unit.readings.count(mark="suspect") == 1
    assert unit.interviews.count(cycle_id=first) == 3
    assert {each.auditor for each in unit.assignments.all(cycle_id=first)} == {"Thu Hà", "Lê Văn Bình"}


def test_calibrations_as_found_and_as_left_give_rates_intervals_and_look_backs(unit: Unit) -> None:
    told = register_analysis(unit, DAY)

    counted = {each.label: each.counted for each in told.rates if each.counted}
    decided = {each.method for row in told.intervals for each in row.answers if each.months is not None}
    assert counted["Cân đóng bao tự động"] == 24 and counted["Cân vi lượng"] == 15
    assert {"staircase", "a3", "drift"} <= decided
    assert {each.instrument.code for each in told.look_back} == {"CD-04", "CV-02", "NK-07"}
    assert [each.change for each in told.intervals if each.instrument.code == "CD-04"] == ["shorter"]


def test_findings_were_accepted_edited_and_dismissed_with_reasons(unit: Unit) -> None:
    findings = unit.findings.all(cycle_id=first_of(unit))

    assert {each.state for each in findings} == {"accepted", "edited", "dismissed", "merged"}
    assert all(each.reason for each in findings if each.state == "dismissed")
    assert analyse(unit, first_of(unit), DAY).proposals == ()


def test_what_two_rules_found_of_one_matter_is_one_finding(unit: Unit) -> None:
    by_id = {each.id: each for each in unit.findings.all(cycle_id=first_of(unit))}

    taken = {each.origin: by_id[each.merged_into].origin for each in by_id.values() if each.state == "merged"}

    assert taken == {
        "register:failed": "analysis:look_back",
        "evaluation:uncertainty_above_need": "analysis:uncertainty_too_large",
        "evaluation:measuring_system": "evaluation:type1",
    }


def test_goals_are_complete_and_their_baselines_come_from_the_data(unit: Unit) -> None:
    rows = goal_rows(unit, first_of(unit))

    assert len(rows) == 6
    assert [each.goal.title for each in rows if each.gaps] == []
    assert sum("Danh mục:" in each.goal.baseline_source for each in rows) == 2
    assert all(each.findings for each in rows)


def test_photos_prove_answers_and_instruments(unit: Unit) -> None:
    survey = [each for each in unit.evidence.all() if each.name in {row["file"] for row in SAMPLE.photos}]
    photos = [each for each in unit.evidence.all() if each.media_type == "image/jpeg"]
    gauge = next(each for each in unit.instruments.all() if each.code == "AK-02")

    assert len(survey) == len(SAMPLE.photos) == 8
    assert len(photos) > 20
    assert [each.name for each in evidence_of(unit, "instruments", gauge.id)] == ["ap-ke-noi-hoi-2.jpg"]
    assert all(Image.open(BytesIO(unit.file(each.sha256))).size == (1280, 960) for each in photos)
    assert {row["picture"] for row in SAMPLE.photos} == set(PICTURES)


def test_the_survey_day_is_on_every_photo(unit: Unit) -> None:
    taken = [each.taken_at for each in unit.evidence.all() if each.name in {row["file"] for row in SAMPLE.photos}]

    assert all(each is not None and abs((each.date() - DAY).days) <= 1 for each in taken)


def test_the_workbook_opens_with_survey_and_instruments(left: Left) -> None:
    workbook = load_workbook(left.folder / paper("checklist"))

    words = {str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value}

    assert "CK-02" in words
    assert any("Phương tiện đo có nhãn cho biết tình trạng hiệu chuẩn" in each for each in words)


def test_the_summary_reads_in_vietnamese_and_names_findings_and_goals(left: Left) -> None:
    text = " ".join("\n".join(pages_of(left.folder / paper("summary"))).split())

    assert "Thức ăn chăn nuôi Đồng Nắng" in text
    assert "PH-01" in text and "MT-06" in text
    assert "Lượng đóng thừa trung bình" in text


def test_a_second_run_replaces_its_own_files_and_leaves_a_foreign_one_alone(
    left: Left, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In English: the sample's numbers are typed with a comma and stay what they are."""
    copies = tmp_path / "lần hai"
    shutil.copytree(left.folder, copies)
    foreign = paper("summary")
    (copies / foreign).write_text("bản của tôi", "utf-8")

    with speaking("en"):
        code = command.main(["demo", "--out", str(copies), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (copies / foreign).read_text("utf-8") == "bản của tôi"
    assert len(told["files"]) == len(left.files)
    assert names_in(copies) - names_in(left.folder) == {foreign.replace(".pdf", "-2.pdf")}
    with Store.open(copies / DOSSIER, read_only=True, backups=False).reading() as unit:
        scale = next(each for each in unit.instruments.all() if each.code == "CK-02")
        errors = [str(each.error) for each in unit.calibrations.all(instrument_id=scale.id)]
    assert errors[:3] == ["0.003", "0.009", "0.016"]


def test_what_is_replaced_and_what_is_left_alone_is_told(tmp_path: Path) -> None:
    made, out, told = tmp_path / "made", tmp_path / "out", list[str]()
    for folder in (made, out):
        (folder / "chu-ky").mkdir(parents=True)
    names = [Path("chu-ky/a.pdf"), Path("b.dochuan")]

    for content in ("first", "second"):
        for each in names:
            (made / each).write_text(content, "utf-8")
        put(names, made, out, told.append)
        (out / "b.dochuan").write_text("changed by hand", "utf-8")

    assert (out / "chu-ky/a.pdf").read_text("utf-8") == "second"
    assert (out / "b.dochuan").read_text("utf-8") == "changed by hand"
    assert told == [
        "Thay “a.pdf” của lần chạy trước.",
        "Giữ nguyên “b.dochuan” đã có; bản mới là “b-2.dochuan”.",
    ]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", "utf-8")

    with pytest.raises(UserError, match="Không ghi được vào thư mục"):
        run_demo(tmp_path / "tệp" / "trong", print)
