"""The papers of steps 7 and 8 say what the pages say: tasks, difficulties, gaps, forecast, actions, trace codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.domain.document import Document, Figures, Paragraph, Plotted, State, Table
from app.domain.reading_fields import Typed
from app.reports.assignment_plan import build as build_plan
from app.reports.progress_report import ProgressPaper
from app.reports.progress_workbook import build as build_figures
from app.reports.sheets import Entry, Workbook
from app.services import carrying_out, corrective_actions, indicator_readings, programme_reviews
from app.services.evidence import add_evidence
from app.services.exporting import export_files
from app.services.progress_papers import progress_document, progress_paper
from app.services.reporting import gather_dossier
from tests.services.monitored import TODAY, Case, a_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = a_case(tmp_path)
    made.plan(name="Chương trình 2026")
    goal, finding = made.goal(target=Decimal(90)), made.finding(severity="high")
    late = made.task(goal, finding, title="Kiểm định áp kế", ends_on=TODAY - timedelta(days=5))
    done = made.task(goal, owner="KCS", title="Đào tạo")
    made.task(owner="", title="Mua quả cân")
    made.instrument("PI-1", "01/11/2026")
    with made.writing() as unit:
        carrying_out.note_progress(unit, late.id, TODAY, 40, difficulty="Thiếu chuẩn.", today=TODAY)
        carrying_out.note_progress(unit, done.id, TODAY, 100, today=TODAY)
        add_evidence(unit, b"%PDF-1.4", "danh sách.pdf", linked_to=("tasks", done.id))
        action = corrective_actions.proposed_actions(unit, made.cycle_id, TODAY)[0]
        corrective_actions.keep_action(unit, replace(action, due_on=date(2026, 12, 5)))
        slots = indicator_readings.slots_of_goal(unit, goal, TODAY)
        for day, value in (("30/04/2026", "66"), ("31/10/2026", "79")):
            key = next(each.key for each in slots if f"{each.planned_on:%d/%m/%Y}" == day)
            indicator_readings.keep_reading(unit, goal.id, Typed(read_on=day, value=value), TODAY, key)
            slots = indicator_readings.slots_of_goal(unit, goal, TODAY)
        gap = next(each for each in slots if each.planned_on == date(2026, 7, 31))
        indicator_readings.keep_reading(unit, goal.id, Typed(note="Dừng lò"), TODAY, gap.key)
        programme_reviews.hold_review(unit, made.cycle_id, "20/11/2026", "Tiếp tục", TODAY)
    yield made
    made.store.close()


def paper(case: Case, spoken: str = "vi") -> ProgressPaper:
    with case.store.reading() as unit:
        return progress_paper(unit, gather_dossier(unit, case.cycle_id), TODAY, spoken)


def tables(document: Document) -> list[Table]:
    return [each for each in document.blocks if isinstance(each, Table)]


def words(document: Document) -> str:
    return "\n".join(each.text for each in document.blocks if isinstance(each, Paragraph))


def test_the_lead_says_how_many_tasks_are_done_and_late(case: Case) -> None:
    document = progress_document(paper(case))

    lead = next(each.text for each in document.blocks if isinstance(each, Paragraph) and each.role == "lead")
    assert lead == (
        "Đến 24/11/2026: 1 trong 3 nhiệm vụ đã xong, 1 nhiệm vụ chậm; 1 trong 1 chỉ tiêu đã được đọc lại; "
        "1 hành động khắc phục chưa xong."
    )
    assert document.as_of == TODAY


def test_tasks_stand_with_state_difficulty_trace_and_evidence(case: Case) -> None:
    found = tables(progress_document(paper(case)))

    assert found[0].rows[0][0] == "NV-01"
    assert found[0].rows[0][5] == State("bad", "Đang làm, chậm 5 ngày")
    assert found[0].rows[0][6] == "MT-01, PH-01"
    assert found[1].rows[0] == ("NV-01", "Thiếu chuẩn.", "")
    assert ("NV-02", "danh sách.pdf") in found[2].rows


def test_gaps_are_told_with_their_reason_and_the_plot_is_there(case: Case) -> None:
    document = progress_document(paper(case))

    assert "Kỳ 31/07/2026 chưa đọc: Dừng lò." in words(document)
    plots = [each.plot for each in document.blocks if isinstance(each, Plotted)]
    assert any(each.title.startswith("MT-01") for each in plots)
    assert "Ngày 20/11/2026: Tiếp tục." in words(document)


def test_figures_never_show_zero_of_zero(tmp_path: Path) -> None:
    empty = a_case(tmp_path)
    empty.goal()
    empty.task()

    document = progress_document(paper(empty))
    empty.store.close()

    figures = next(each for each in document.blocks if isinstance(each, Figures))
    assert "—" in [each.value for each in figures.items]


def sheet(workbook: Workbook, name: str) -> list[tuple[object, ...]]:
    return [each.cells for each in next(one for one in workbook.sheets if one.name == name).rows if each.cells]


def test_the_workbook_keeps_figures_as_numbers(case: Case) -> None:
    made = build_figures(paper(case))

    assert sheet(made, "Nhiệm vụ")[0][7] == 40
    readings = sheet(made, "Các lần đọc")
    assert [each[4] for each in readings] == [
        State("ok", "đã đọc"),
        State("na", "chưa đọc, có lý do"),
        State("ok", "đã đọc"),
        State("todo", "chưa tới kỳ"),
    ]
    assert sheet(made, "Khắc phục")[0][0] == "KP-01"
    assert sheet(made, "Quá hạn")[0][0] == "PI-1"


def test_the_plan_groups_tasks_by_owner_and_leaves_columns_to_fill_in(case: Case) -> None:
    made = build_plan(paper(case))

    bands = [each.band for each in made.sheets[0].rows if each.band]
    assert bands == ["KCS", "Phòng kỹ thuật", "Chưa giao ai"]
    entries = [cell for cell in sheet(made, "Kế hoạch")[0] if isinstance(cell, Entry)]
    assert [each.kind for each in entries] == ["choice", "whole", "text"]
    assert sheet(made, "Theo người làm")[-1][2] is None


def test_the_papers_are_exported_in_both_languages(case: Case, tmp_path: Path) -> None:
    keys = ("assignment_plan", "progress_report", "progress_data")

    for spoken in ("vi", "en"):
        made = export_files(case.store, tmp_path / spoken, None, keys, today=TODAY, spoken=spoken)

        assert [each.key for each in made] == list(keys)
        assert all(each.size > 4000 for each in made)
    plan = load_workbook(next((tmp_path / "en").glob("*phan-cong*.xlsx")))
    assert plan.sheetnames[:2] == ["Plan", "By owner"]
