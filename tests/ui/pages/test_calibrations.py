"""Typing a certificate: its points, the error over the years at one of them, and the paper beside the fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.instruments import CalibrationPoint, Instrument
from app.services import inventory
from app.services.calibration_points import add_points, points_of
from app.services.evidence import add_evidence, evidence_of
from app.services.findings import add_finding
from app.storage.unit import Unit
from app.ui.page import Frame
from app.ui.pages.certificate_view import CertificateView
from app.ui.pages.error_chart import point_choices, series_of
from app.ui.pages.instruments import InstrumentsPage
from app.ui.pages.paper_sheet import PaperSheet
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]
BLOCK = "0\t0\t\t0,005\t2\n60\t0,018\t\t0,01\t2\n150\t0,041\t0,005\t0,01\t2\n"


def photo(width: int = 400, height: int = 600) -> bytes:
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(held, "PNG")  # type: ignore[call-overload]
    return bytes(held.data().data())


@pytest.fixture
def scale(workspace: Workspace) -> Instrument:
    return workspace.run(
        "Thêm",
        lambda unit: inventory.add_instrument(unit, code="CB-04", name="Cân bàn", unit="kg", mpe_text="±0,03 kg"),
    )


@pytest.fixture
def page(workspace: Workspace, scale: Instrument, qtbot: QtBot) -> Iterator[InstrumentsPage]:
    made = InstrumentsPage(workspace)
    qtbot.addWidget(made)
    made.resize(1220, 822)
    made.use_frame(Frame.WIDE)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    if isValid(made):
        made.hide()


def type_into(page: InstrumentsPage, **typed: str) -> None:
    for name, words in typed.items():
        editor = page.panel.fields[name].editor
        assert isinstance(editor, QLineEdit)
        editor.setText(words)
        page.panel.fields[name].commit()


def paste_points(page: InstrumentsPage, qtbot: QtBot, block: str = BLOCK) -> None:
    grid = page.panel.points.grid
    grid.setFocus()
    QGuiApplication.clipboard().setText(block)
    qtbot.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def points(workspace: Workspace) -> list[CalibrationPoint]:
    return workspace.read(lambda unit: [p for c in unit.calibrations.all() for p in points_of(unit, c.id)])


def with_years(workspace: Workspace, scale: Instrument) -> None:
    def fill(unit: Unit) -> None:
        for year, found in ((2024, "0,012"), (2025, "0,018")):
            made = inventory.keep_calibration(
                unit,
                scale.id,
                performed_on=date(year, 8, 31),
                certificate_number=f"KĐ-{year}",
                result_unit="kg",
            )
            lines = [{"point": "60", "as_found": found}, {"point": "150", "as_found": "0,041", "as_left": "0,02"}]
            add_points(unit, made.id, lines)

    workspace.run("Thêm", fill)


def test_points_are_pasted_into_a_new_calibration_and_kept_with_it_as_one_deed(
    page: InstrumentsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.form.start_calibration()
    type_into(page, performed_on="31/08/2026", certificate_number="KĐ-118")

    paste_points(page, qtbot)
    shown = {name: page.panel.fields[name].value() for name in ("point", "error")}
    page.panel.keep.click()

    assert shown == {"point": "60", "error": "0,018"}
    assert [(each.point, each.as_left) for each in points(workspace)] == [
        (Decimal(0), None),
        (Decimal(60), None),
        (Decimal(150), Decimal("0.005")),
    ]
    kept = workspace.read(lambda unit: unit.calibrations.all())
    assert [(each.certificate_number, each.error) for each in kept] == [("KĐ-118", Decimal("0.018"))]
    workspace.undo()
    assert points(workspace) == [] and workspace.read(lambda unit: unit.calibrations.all()) == []


def test_what_was_found_beyond_its_limit_is_told(page: InstrumentsPage, qtbot: QtBot) -> None:
    page.form.start_calibration()

    paste_points(page, qtbot)

    assert page.panel.points._outside.isVisibleTo(page.panel)
    assert "vượt sai số cho phép ở 1 điểm" in page.panel.points._outside.words()


def test_what_is_left_beyond_a_limit_printed_beside_the_point_is_told_first(
    page: InstrumentsPage, qtbot: QtBot
) -> None:
    page.form.start_calibration()

    paste_points(page, qtbot, "150\t0,041\t0,02\t0,01\t2\t0,015\n")

    assert "Sau cùng vẫn vượt sai số cho phép ở 1 điểm" in page.panel.points._outside.words()


def test_a_point_is_typed_by_keys_into_a_kept_calibration(
    page: InstrumentsPage, workspace: Workspace, scale: Instrument, qtbot: QtBot, type_text: TypeText
) -> None:
    with_years(workspace, scale)
    page.form.open_calibration(page.form.row.calibrations[0])  # type: ignore[union-attr]
    grid = page.panel.points.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.table.index(0, 1))

    type_text(grid, "0")
    editor = next(each for each in grid.viewport().findChildren(QLineEdit) if each.isVisible())
    editor.setText("0,025")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()

    assert [each.as_found for each in points(workspace)][2] == Decimal("0.025")
    assert page.panel.fields["error"].value() == "0,025"
    assert page.panel.fields["error"].editor.isReadOnly()  # type: ignore[attr-defined]


def test_a_refused_point_stays_in_its_cell(page: InstrumentsPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.form.start_calibration()

    paste_points(page, qtbot, "0\tkhông\n60\t0,018\n")

    table = page.panel.points
    assert table.model.index(0, 1).data() == "không" and table.model.count() == 2
    assert "1 ô không đọc được" in table.message.words()


def test_the_error_is_drawn_at_any_point_over_the_years(
    page: InstrumentsPage, workspace: Workspace, scale: Instrument
) -> None:
    with_years(workspace, scale)
    row = page.form.row
    assert row is not None

    def read(unit: Unit) -> dict[str, list[CalibrationPoint]]:
        return {each.id: points_of(unit, each.id) for each in row.calibrations}

    every = workspace.read(read)
    at_150 = series_of(row.instrument, row.calibrations, every, Decimal(150))
    worst = series_of(row.instrument, row.calibrations, every)

    assert point_choices(row.calibrations, every) == [Decimal(60), Decimal(150)]
    assert at_150 is not None and worst is not None
    assert [(each.error, each.found) for each in at_150.points] == [(Decimal("0.02"), Decimal("0.041"))] * 2
    assert worst.at == Decimal(150)
    assert page.form.errors.at.isVisibleTo(page.form) and page.form.errors.at.count() == 3
    assert "trước khi chỉnh +0,041 kg" in page.form.errors.chart.accessibleDescription()


def test_the_history_tells_how_many_points_there_are(
    page: InstrumentsPage, workspace: Workspace, scale: Instrument
) -> None:
    with_years(workspace, scale)

    told = page.form.history.records.index(0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert told.endswith("2 điểm")


@pytest.fixture
def view(page: InstrumentsPage, workspace: Workspace, scale: Instrument, qtbot: QtBot) -> CertificateView:
    """A photo of the certificate beside the blank fields of a new calibration."""
    workspace.run("Thêm", lambda unit: add_evidence(unit, photo(), "giay.png", linked_to=("instruments", scale.id)))
    page.form.start_calibration()
    page.desk.turn()
    shown = page.desk.view
    assert shown is not None
    qtbot.waitUntil(shown.sheet.has_picture)
    return shown


def test_the_certificate_stands_in_the_place_of_the_table_and_moves_while_one_types(
    page: InstrumentsPage, view: CertificateView, qtbot: QtBot
) -> None:
    field = page.panel.fields["performed_on"].editor
    field.setFocus()
    alt = Qt.KeyboardModifier.AltModifier

    QTest.keyClick(field, Qt.Key.Key_Equal, alt)
    QTest.keyClick(field, Qt.Key.Key_Down, alt)
    zoomed, moved = view.sheet.zoom(), view.sheet.corner()
    QTest.keyClick(field, Qt.Key.Key_0, alt)

    assert view.isVisible() and not page.grid.isVisible()
    assert zoomed == 1.25 and moved.y() > 0
    assert (view.sheet.zoom(), view.sheet.corner()) == (1.0, QPointF())
    assert field.hasFocus() and isinstance(field, QLineEdit) and field.text() == ""


def test_what_is_typed_from_a_paper_is_linked_to_it(
    page: InstrumentsPage, view: CertificateView, workspace: Workspace
) -> None:
    type_into(page, performed_on="31/08/2026", certificate_number="KĐ-118")
    page.panel.keep.click()

    made = workspace.read(lambda unit: unit.calibrations.all()[0])
    assert [each.name for each in workspace.read(lambda unit: evidence_of(unit, "calibrations", made.id))] == [
        "giay.png"
    ]
    assert page.grid.isVisible() and not view.isVisible()


def test_a_page_of_a_pdf_is_read_in_turn_and_a_damaged_one_says_so(
    page: InstrumentsPage, workspace: Workspace, scale: Instrument, qtbot: QtBot
) -> None:
    workspace.run(
        "Thêm",
        lambda unit: add_evidence(unit, b"%PDF-1.4 broken", "hong.pdf", linked_to=("instruments", scale.id)),
    )
    page.form.start_calibration()

    page.desk.turn()

    shown = page.desk.view
    assert shown is not None
    qtbot.waitUntil(lambda: "hỏng hoặc có mật khẩu" in shown.sheet.words())
    assert not shown.sheet.has_picture()


def test_a_paper_cannot_be_moved_out_of_sight(qtbot: QtBot) -> None:
    sheet = PaperSheet()
    qtbot.addWidget(sheet)
    sheet.resize(400, 300)
    picture = QImage(400, 600, QImage.Format.Format_RGB32)
    picture.fill(0)
    sheet.show_picture(picture)

    sheet.pan(3, 30)
    lowest = sheet.corner()
    sheet.turn()

    assert lowest == QPointF(0, 300)
    assert sheet.corner() == QPointF()


def test_the_form_shows_evidence_findings_and_sightings(
    page: InstrumentsPage, workspace: Workspace, scale: Instrument
) -> None:
    from app.domain.findings import Link
    from app.domain.floor import Sighting
    from app.domain.keys import new_key

    def fill(unit: Unit) -> None:
        finding = add_finding(unit, workspace.cycle_id, title="Cân lệch", subject=4)
        unit.links.keep(
            Link(id=new_key(), from_kind="findings", from_id=finding.id, to_kind="instruments", to_id=scale.id)
        )
        unit.sightings.keep(
            Sighting(id=new_key(), cycle_id=workspace.cycle_id, instrument_id=scale.id, state="seen", place="Kho A")
        )

    workspace.run("Thêm", fill)

    names = [each.accessibleName() for each in page.form.thread_box.findChildren(QWidget)]
    assert any("Cân lệch" in each for each in names)
    assert page.form.thread_box.isVisibleTo(page.form) and page.form.evidence.isVisibleTo(page.form)
