"""Confirmation and intervals in the window: computed in the background, read and accepted by keys alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.instruments import Calibration, CalibrationPoint, Instrument
from app.domain.processes import Process
from app.services.register_rows import use_instrument
from app.storage.unit import Unit
from app.ui.page import Frame, Page
from app.ui.pages.analysis import AnalysisPage
from app.ui.pages.confirmation import ConfirmationPage
from app.ui.pages.intervals import IntervalsPage
from app.ui.parts.plots import PlotCard
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]


@pytest.fixture
def opened(qtbot: QtBot, workspace: Workspace) -> Iterator[Callable[[type[Page]], Page]]:
    pages: list[Page] = []

    def show(kind: type[Page]) -> Page:
        page = kind(workspace)
        qtbot.addWidget(page)
        page.resize(1220, 822)
        page.use_frame(Frame.WIDE)
        page.show()
        page.activateWindow()
        pages.append(page)
        return page

    yield show
    for page in pages:
        if isValid(page):
            page.hide()


@pytest.fixture
def register(workspace: Workspace) -> Workspace:
    """Three gauges: one good for its process, one found far outside its limit, one without any process."""

    def keep(unit: Unit) -> None:
        for key, code, name in (("i1", "AK-01", "Áp kế lò xo"), ("i2", "AK-02", "Áp kế số"), ("i3", "AK-03", "Áp kế")):
            unit.instruments.keep(
                Instrument(
                    id=key, code=code, name=name, unit="bar", resolution="0,01", mpe=Decimal("0.1"),
                    range_low=Decimal(0), range_high=Decimal(10), period_months=12,
                )
            )  # fmt: skip
        unit.processes.keep(
            Process(
                id="p1", code="QT-01", name="Áp suất chiết", unit="bar", nominal=Decimal(5),
                tolerance_low=Decimal(4), tolerance_high=Decimal(6),
            )
        )  # fmt: skip
        use_instrument(unit, "p1", "i1")
        use_instrument(unit, "p1", "i2")
        for year in (2022, 2023, 2024, 2025, 2026):
            calibrate(unit, "i1", year, "0.01")
            calibrate(unit, "i2", year, "0.3" if year == 2026 else "0.02")

    workspace.run("Nhận danh mục", keep)
    return workspace


def calibrate(unit: Unit, instrument: str, year: int, error: str) -> None:
    key = f"{instrument}-{year}"
    unit.calibrations.keep(
        Calibration(
            id=key,
            instrument_id=instrument,
            kind="calibration",
            performed_on=date(year, 6, 1),
            valid_until=date(year + 1, 6, 1),
            certificate_number=f"HC-{year}",
            result_unit="bar",
            coverage_factor=Decimal(2),
        )
    )
    unit.calibration_points.keep(
        CalibrationPoint(
            id=f"{key}-1",
            calibration_id=key,
            place=1,
            point=Decimal(5),
            as_found=Decimal(error),
            expanded_uncertainty=Decimal("0.02"),
            coverage_factor=Decimal(2),
        )
    )


@pytest.fixture
def confirmation(qtbot: QtBot, opened: Callable[[type[Page]], Page], register: Workspace) -> ConfirmationPage:
    page = opened(ConfirmationPage)
    assert isinstance(page, ConfirmationPage)
    compute(qtbot, page)
    return page


@pytest.fixture
def intervals(qtbot: QtBot, opened: Callable[[type[Page]], Page], register: Workspace) -> IntervalsPage:
    page = opened(IntervalsPage)
    assert isinstance(page, IntervalsPage)
    compute(qtbot, page)
    return page


def compute(qtbot: QtBot, page: ConfirmationPage | IntervalsPage) -> None:
    with qtbot.waitSignal(page.session.changed, timeout=60_000):
        page.session.compute()


def codes(page: ConfirmationPage) -> list[str]:
    return [each.instrument.code for each in page.table.model.records()]


# ---- confirmation


def test_every_instrument_stands_with_its_process_the_worst_first(confirmation: ConfirmationPage) -> None:
    first = confirmation.table.model.record(0)

    assert sorted(codes(confirmation)) == ["AK-01", "AK-02", "AK-03"]
    assert first.instrument.code == "AK-02" and first.state == "bad"
    assert confirmation.session.analysis is not None
    assert confirmation._lead.text().startswith("1 trên 3 cặp")


def test_the_panel_tells_sentence_pictures_figures_and_ways(confirmation: ConfirmationPage) -> None:
    confirmation.table.choose("i1:p1")

    told = words(confirmation.side)
    assert "TUR" in told and "U/MPE" in told
    assert any("Áp kế lò xo → Áp suất chiết" in each for each in told)
    assert any("ISO 10012:2003" in each for each in told)
    assert len(confirmation.side.findChildren(PlotCard)) >= 2


def words(widget: QWidget) -> list[str]:
    from PySide6.QtWidgets import QLabel

    QApplication.sendPostedEvents(None, 52)  # deferred deletes
    return [each.text() for each in widget.findChildren(QLabel) if each.text()]


def test_what_is_missing_is_said_and_leads_to_the_processes(
    qtbot: QtBot, confirmation: ConfirmationPage, workspace: Workspace
) -> None:
    confirmation.table.choose("i3:")

    assert "Còn thiếu" in words(confirmation.side)
    with qtbot.waitSignal(workspace.go) as gone:
        confirmation.side.went.emit("processes", "")
    assert gone.args == ["processes", ""]


def test_filter_buttons_leave_the_rows_of_one_verdict(confirmation: ConfirmationPage) -> None:
    confirmation.table.choose_filter("bad")

    assert codes(confirmation) == ["AK-02"]


def test_the_slash_key_leads_to_the_search_and_words_narrow_the_rows(
    qtbot: QtBot, confirmation: ConfirmationPage, type_text: TypeText
) -> None:
    confirmation.table.grid.setFocus()

    qtbot.keyClick(confirmation.table.grid, "/")
    type_text(confirmation.table.search, "ak-03")

    assert codes(confirmation) == ["AK-03"]


def test_enter_opens_the_instrument_and_p_the_process(
    qtbot: QtBot, confirmation: ConfirmationPage, workspace: Workspace
) -> None:
    confirmation.table.choose("i1:p1")
    confirmation.table.grid.setFocus()

    with qtbot.waitSignal(workspace.go) as instrument:
        qtbot.keyClick(confirmation.table.grid, Qt.Key.Key_Return)
    with qtbot.waitSignal(workspace.go) as process:
        qtbot.keyClick(confirmation.table.grid, Qt.Key.Key_P)

    assert instrument.args == ["instruments", "i1"]
    assert process.args == ["processes", "p1"]


def test_a_target_is_shown_once_the_rows_are_there(
    qtbot: QtBot, opened: Callable[[type[Page]], Page], register: Workspace
) -> None:
    page = opened(ConfirmationPage)
    assert isinstance(page, ConfirmationPage)
    page.show_target("i3")

    compute(qtbot, page)

    current = page.table.current()
    assert current is not None and current.instrument.code == "AK-03"
    assert page.place() == "i3:"


def test_without_instruments_the_page_says_what_it_needs(
    qtbot: QtBot, opened: Callable[[type[Page]], Page], workspace: Workspace
) -> None:
    page = opened(ConfirmationPage)
    assert isinstance(page, ConfirmationPage)

    compute(qtbot, page)

    assert page.table.empty.isVisible()
    assert not page.side.isVisible()


@pytest.mark.parametrize("frame", [Frame.WIDE, Frame.NARROW, Frame.SMALL])
def test_the_panel_never_grows_wider_than_its_place(confirmation: ConfirmationPage, frame: Frame) -> None:
    confirmation.use_frame(frame)

    for row in confirmation.table.rows():
        confirmation.table.choose(row.key)
        QApplication.processEvents()
        content = confirmation.side.area.widget()
        assert content.minimumSizeHint().width() <= confirmation.side.area.viewport().width()


# ---- intervals


def test_each_interval_says_what_every_method_would(intervals: IntervalsPage) -> None:
    row = next(each for each in intervals.intervals.rows() if each.instrument.code == "AK-01")

    intervals.intervals.choose(row.key)

    assert row.change == "longer"
    told = words(intervals.side)
    assert "Bậc thang" in told and "Tỷ lệ của nhóm (A3)" in told


def test_a_proposal_is_accepted_by_keys_with_a_reason_and_undone(
    qtbot: QtBot, intervals: IntervalsPage, workspace: Workspace, type_text: TypeText
) -> None:
    row = next(each for each in intervals.intervals.rows() if each.instrument.code == "AK-01")
    intervals.intervals.choose(row.key)
    intervals.intervals.grid.setFocus()

    qtbot.keyClick(intervals.intervals.grid, Qt.Key.Key_A)
    type_text(intervals.bar.line, "Bốn năm ổn định")
    qtbot.keyClick(intervals.bar.line, Qt.Key.Key_Return)
    changed = workspace.read(lambda unit: unit.instruments.get("i1").period_months)
    workspace.undo()

    assert changed == row.proposed
    assert workspace.read(lambda unit: unit.instruments.get("i1").period_months) == 12


def test_no_interval_changes_without_a_reason(qtbot: QtBot, intervals: IntervalsPage, workspace: Workspace) -> None:
    intervals.intervals.choose("i1")
    intervals.bar.ask()

    qtbot.keyClick(intervals.bar.line, Qt.Key.Key_Return)
    still_asking = intervals.bar.is_asking()
    qtbot.keyClick(intervals.bar.line, Qt.Key.Key_Escape)

    assert still_asking and not intervals.bar.is_asking()
    assert workspace.read(lambda unit: unit.instruments.get("i1").period_months) == 12


def test_a_row_that_proposes_nothing_cannot_be_accepted(intervals: IntervalsPage) -> None:
    intervals.intervals.choose("i3")

    intervals.bar.ask()

    assert not intervals.bar.is_asking()


def test_the_look_back_lists_what_was_measured_since_the_last_good_check(
    qtbot: QtBot, intervals: IntervalsPage
) -> None:
    qtbot.keyClick(intervals, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    intervals.tabs.setCurrentIndex(1)

    (row,) = intervals.look_back.rows()
    assert row.instrument.code == "AK-02" and row.process is not None and row.process.code == "QT-01"
    assert (row.since, row.until) == (date(2025, 6, 1), date(2026, 6, 1))
    assert row.share_of_tolerance == pytest.approx(0.15)
    assert any("365 ngày" in each for each in words(intervals.side))


def test_a_target_may_name_the_look_back_of_an_instrument(intervals: IntervalsPage) -> None:
    intervals.show_target("look_back:i2")

    assert intervals.shown_table() is intervals.look_back
    assert intervals.place() == "look_back:i2"


# ---- settings


def test_a_setting_of_the_office_changes_the_verdict_and_is_undone(
    qtbot: QtBot, confirmation: ConfirmationPage, workspace: Workspace, type_text: TypeText
) -> None:
    confirmation.table.grid.setFocus()
    qtbot.keyClick(confirmation.table.grid, Qt.Key.Key_S)
    field = confirmation.settings.fields["u_ratio_limit"]

    with qtbot.waitSignal(confirmation.session.changed, timeout=60_000):
        field.editor.setFocus()
        field.editor.selectAll()  # type: ignore[attr-defined]
        type_text(field.editor, "0,05")
        workspace.changed.connect(confirmation.refresh)
        qtbot.keyClick(field.editor, Qt.Key.Key_Return)

    assert confirmation.settings.isVisible() and not confirmation.side.isVisible()
    state = next(each.state for each in confirmation.table.rows() if each.instrument.code == "AK-01")
    assert state != "ok"
    assert confirmation.session.analysis is not None and confirmation.session.analysis.settings.u_ratio_limit == 0.05
    with qtbot.waitSignal(confirmation.session.changed, timeout=60_000):
        workspace.undo()
    assert confirmation.session.analysis.settings.u_ratio_limit == pytest.approx(1 / 3)
    assert field.value() == "0,3333"


def test_a_setting_that_cannot_be_used_stays_in_its_field_with_the_reason(
    qtbot: QtBot, confirmation: ConfirmationPage, type_text: TypeText
) -> None:
    confirmation.turn_settings()
    field = confirmation.settings.fields["pfa_limit"]
    field.editor.setFocus()
    field.editor.selectAll()  # type: ignore[attr-defined]

    type_text(field.editor, "90")
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)

    assert field.value() == "90"
    assert field.editor.property("state") == "bad"


def test_escape_leads_from_the_settings_back_to_the_row(qtbot: QtBot, confirmation: ConfirmationPage) -> None:
    confirmation.turn_settings()

    qtbot.keyClick(confirmation.settings, Qt.Key.Key_Escape)

    assert confirmation.side.isVisible() and not confirmation.settings.isVisible()


# ---- ways from the analysis


def test_the_analysis_leads_to_both_pages(
    qtbot: QtBot, opened: Callable[[type[Page]], Page], workspace: Workspace
) -> None:
    page = opened(AnalysisPage)
    assert isinstance(page, AnalysisPage)

    for key in ("confirmation", "intervals"):
        with qtbot.waitSignal(workspace.go) as gone:
            page.ways.links[key].click()
        assert gone.args == [key, ""]
