"""Editing a photo by keys and by mouse; what is kept is what is then shown, and the original stays."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.evidence import Evidence
from app.domain.photo_marks import Edits, Mark, read_edits
from app.services.evidence import add_evidence, picture_of
from app.ui.pages.annotate import AnnotateDialog
from app.ui.pages.annotate_canvas import CROP, Canvas
from app.ui.workspace import Workspace

NO, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def a_jpeg(size: tuple[int, int] = (800, 600)) -> bytes:
    written = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(written, "JPEG")
    return written.getvalue()


@pytest.fixture
def photo(workspace: Workspace) -> Evidence:
    return workspace.run("Thêm ảnh", lambda unit: add_evidence(unit, a_jpeg(), "a.jpg"))


@pytest.fixture
def dialog(qtbot: QtBot, workspace: Workspace, photo: Evidence) -> Iterator[AnnotateDialog]:
    ground = QWidget()
    ground.resize(1200, 800)
    qtbot.addWidget(ground)
    ground.show()
    made = AnnotateDialog(ground, workspace, photo)
    made.open()
    qtbot.waitUntil(lambda: made.canvas is not None)
    yield made


def canvas_of(dialog: AnnotateDialog) -> Canvas:
    assert dialog.canvas is not None
    return dialog.canvas


def test_a_key_makes_an_arrow_that_arrow_keys_move_and_turn(qtbot: QtBot, dialog: AnnotateDialog) -> None:
    canvas = canvas_of(dialog)

    qtbot.keyClick(canvas, Qt.Key.Key_M)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, SHIFT)

    (mark,) = canvas.edits.marks
    assert (mark.x1, mark.y1, mark.x2, mark.y2) == pytest.approx((0.31, 0.3, 0.51, 0.51))


def test_undo_takes_back_a_whole_run_of_keys_and_then_the_mark(qtbot: QtBot, dialog: AnnotateDialog) -> None:
    canvas = canvas_of(dialog)
    qtbot.keyClick(canvas, Qt.Key.Key_B)
    made = canvas.edits
    for _turn in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Left)

    qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert canvas.edits == made
    qtbot.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert canvas.edits == Edits()
    qtbot.keyClick(canvas, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert canvas.edits == made


def test_tab_walks_through_the_marks_and_delete_removes_one(qtbot: QtBot, dialog: AnnotateDialog) -> None:
    canvas = canvas_of(dialog)
    for key in (Qt.Key.Key_M, Qt.Key.Key_S, Qt.Key.Key_C):
        qtbot.keyClick(canvas, key)
    assert canvas.chosen == CROP
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)

    qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    assert canvas.chosen == 0
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)

    assert [each.kind for each in canvas.edits.marks] == ["number"]
    assert canvas.edits.crop == (0.1, 0.1, 0.9, 0.9)


def test_a_drag_draws_with_the_tool_and_a_handle_is_dragged_on(qtbot: QtBot, dialog: AnnotateDialog) -> None:
    canvas = canvas_of(dialog)
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(dialog.tools["blur"], left)

    def at(x: float, y: float) -> QPoint:
        return canvas._place(x, y).toPoint()

    def drag(start: QPoint, end: QPoint) -> None:
        qtbot.mousePress(canvas, left, pos=start)
        qtbot.mouseMove(canvas, end)
        canvas.mouseMoveEvent(_moved(canvas, end))
        qtbot.mouseRelease(canvas, left, pos=end)

    drag(at(0.2, 0.2), at(0.5, 0.6))
    drag(at(0.5, 0.6), at(0.7, 0.8))

    (mark,) = canvas.edits.marks
    assert mark.box == pytest.approx((0.2, 0.2, 0.7, 0.8), abs=0.01)
    canvas.undo()
    assert canvas.edits.marks[0].box == pytest.approx((0.2, 0.2, 0.5, 0.6), abs=0.01)


def _moved(canvas: Canvas, to: QPoint) -> object:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    return QMouseEvent(QEvent.Type.MouseMove, QPointF(to), canvas.mapToGlobal(QPointF(to)), left, left, NO)


def test_a_single_click_makes_a_mark_of_ordinary_size(qtbot: QtBot, dialog: AnnotateDialog) -> None:
    canvas = canvas_of(dialog)
    dialog.tools["arrow"].click()

    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas._place(0.4, 0.4).toPoint())

    left, top, right, bottom = canvas.edits.marks[0].box
    assert (right - left, bottom - top) == pytest.approx((0.15, 0.15))


def test_enter_keeps_the_edited_picture_and_undo_brings_the_original_back(
    qtbot: QtBot, workspace: Workspace, photo: Evidence, dialog: AnnotateDialog
) -> None:
    canvas = canvas_of(dialog)
    qtbot.keyClick(canvas, Qt.Key.Key_C)

    with qtbot.waitSignal(workspace.told):
        qtbot.keyClick(canvas, Qt.Key.Key_Return)

    kept = workspace.read(lambda unit: unit.evidence.get(photo.id))
    assert read_edits(kept.edits) == Edits((0.1, 0.1, 0.9, 0.9))
    shown = workspace.read(lambda unit: picture_of(unit, kept))
    assert Image.open(io.BytesIO(shown)).size == (640, 480)
    workspace.undo()
    assert workspace.read(lambda unit: unit.evidence.get(photo.id)) == photo


def test_escape_lets_go_first_and_then_leaves_without_a_change(
    qtbot: QtBot, workspace: Workspace, photo: Evidence, dialog: AnnotateDialog
) -> None:
    canvas = canvas_of(dialog)
    qtbot.keyClick(canvas, Qt.Key.Key_S)

    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert dialog.isVisible() and canvas.chosen is None
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(canvas, Qt.Key.Key_Escape)

    assert workspace.read(lambda unit: unit.evidence.get(photo.id)) == photo


def test_marks_that_were_kept_can_be_changed_later(qtbot: QtBot, workspace: Workspace, photo: Evidence) -> None:
    from app.services.photo_edits import bake, keep_edits

    edits = Edits(None, (Mark("number", 0.5, 0.5, 0.5, 0.5),))
    kept = workspace.run("Chỉnh", lambda unit: keep_edits(unit, photo.id, edits, bake(a_jpeg(), edits, "a")))
    ground = QWidget()
    qtbot.addWidget(ground)

    dialog = AnnotateDialog(ground, workspace, kept)
    qtbot.waitUntil(lambda: dialog.canvas is not None)

    assert canvas_of(dialog).edits == edits
