"""Cropping a photo, drawing arrows and numbers on it, blurring what nobody should read; by keys or by mouse."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.photo_marks import read_edits
from app.services.photo_copies import WORKING_PIXELS, as_jpeg, decoded
from app.services.photo_edits import Baked, bake, keep_edits
from app.storage.unit import Unit
from app.ui.forms.evidence_tiles import caption_of
from app.ui.icons import icon
from app.ui.pages.annotate_canvas import CROP, WORDS, Canvas
from app.ui.parts import Foot, InlineMessage, KeyCap, button, column, hairline, row, text
from app.ui.workspace import Workspace
from app.wording import N_, _

TOOLS = (
    (CROP, N_("Cắt ảnh"), "crop", Qt.Key.Key_C, "C"),
    ("arrow", N_("Mũi tên"), "mark_arrow", Qt.Key.Key_M, "M"),
    ("blur", N_("Che mờ"), "blur", Qt.Key.Key_B, "B"),
    ("number", N_("Đánh số"), "mark_number", Qt.Key.Key_S, "S"),
)


class AnnotateDialog(QDialog):
    """Enter keeps, Esc leaves. The photo is read beside the window, and the edited one is made there, too."""

    def __init__(self, parent: QWidget, workspace: Workspace, evidence: Evidence) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace, self._evidence = workspace, evidence
        self.canvas: Canvas | None = None
        self.setWindowTitle(_("Chỉnh ảnh: {name}", name=caption_of(evidence)))
        size = parent.window().size()
        self.resize(round(size.width() * 0.92), round(size.height() * 0.92))
        self.tools = {kind: self._tool(kind, words, name, cap) for kind, words, name, _key, cap in TOOLS}
        self._undo = button(_("Hoàn tác"), self._take_back, kind="ghost", icon_name="undo", tip="Ctrl+Z")
        self._redo = button(_("Làm lại"), self._do_again, kind="ghost", icon_name="redo", tip="Ctrl+Y")
        self._said = text("", "small", cut=True)
        self._wrong = InlineMessage("bad", "")
        self._clear = button(_("Trở lại ảnh gốc"), self._show_original, kind="ghost")
        self._leave = button(_("Thôi"), self.reject, kind="ghost", tip="Esc")
        self.keep = button(_("Giữ ảnh này"), self.accept_edits, kind="primary", tip="Enter")
        self._stack = QStackedWidget()
        waiting = QLabel(_("Đang mở ảnh…"))
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(waiting)
        self.setLayout(self._whole())
        self._show_state()
        self._read()

    def _whole(self) -> QVBoxLayout:
        line = row(gap=6, margins=(12, 8, 12, 8))
        for kind, _words, _name, _key, cap in TOOLS:
            line.addWidget(self.tools[kind])
            line.addWidget(KeyCap(cap))
            line.addSpacing(6)
        line.addStretch(1)
        line.addWidget(self._undo)
        line.addWidget(self._redo)
        whole = column(gap=0)
        whole.addLayout(line)
        whole.addWidget(hairline())
        whole.addWidget(self._wrong)
        whole.addWidget(self._stack, 1)
        foot = Foot()
        foot.line.addWidget(self._said, 1)
        for each in (self._clear, self._leave, self.keep):
            foot.line.addWidget(each)
        whole.addWidget(foot)
        return whole

    def _tool(self, kind: str, words: str, icon_name: str, cap: str) -> QPushButton:
        made = button(_(words), partial(self._arm, kind), icon_name=icon_name, tip=cap)
        made.setCheckable(True)
        made.setProperty("kind", "filter")
        made.setIcon(icon(icon_name, "text", 16))
        return made

    # ---- reading

    def _read(self) -> None:
        """The original, upright, no larger than it is shown."""

        def look(unit: Unit) -> bytes:
            return unit.working_copy(self._evidence.sha256)

        def work() -> QImage:
            picture = decoded(self._workspace.read(look), WORKING_PIXELS)
            if picture is None:
                raise UserError(_("Không đọc được ảnh “{name}” nên không chỉnh được.", name=self._evidence.name))
            return QImage.fromData(as_jpeg(picture, 95))

        self._workspace.background.run(work, self._begin, self._refuse, owner=self)

    def _begin(self, image: QImage) -> None:
        self.canvas = Canvas(image, read_edits(self._evidence.edits))
        self.canvas.changed.connect(self._show_state)
        self._stack.addWidget(self.canvas)
        self._stack.setCurrentWidget(self.canvas)
        self.canvas.setFocus()
        self._show_state()

    def _refuse(self, mistake: UserError) -> None:
        self._wrong.say("bad", str(mistake))

    # ---- deeds

    def _arm(self, kind: str) -> None:
        if self.canvas is not None:
            self.canvas.arm(kind)
            self.canvas.setFocus()
            self._show_state()

    def _take_back(self) -> None:
        if self.canvas is not None:
            self.canvas.undo()

    def _do_again(self) -> None:
        if self.canvas is not None:
            self.canvas.redo()

    def _show_original(self) -> None:
        if self.canvas is not None:
            self.canvas.clear()

    def accept_edits(self) -> None:
        """Close, and make the edited picture beside the window; nothing happens where nothing was changed."""
        if self.canvas is None:
            return
        edits, workspace, evidence = self.canvas.edits, self._workspace, self._evidence
        self.accept()
        if edits == read_edits(evidence.edits):
            return

        def work() -> Baked | None:
            if not edits:
                return None
            return bake(workspace.read(lambda unit: unit.file(evidence.sha256)), edits, evidence.name)

        def made(baked: Baked | None) -> None:
            workspace.run_aside(
                _("Chỉnh ảnh {name}", name=caption_of(evidence)),
                lambda unit: keep_edits(unit, evidence.id, edits, baked),
                lambda _kept: None,
                failed,
                toast=_("Đã giữ ảnh đã chỉnh; ảnh gốc vẫn nằm trong hồ sơ."),
            )

        def failed(mistake: UserError) -> None:
            workspace.wrong.emit(str(mistake))

        workspace.background.run(work, made, failed, words=_("Đang lưu ảnh đã chỉnh…"), owner=workspace)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        canvas = self.canvas
        tool = next((kind for kind, _w, _n, key, _c in TOOLS if key == event.key()), None)
        if canvas is None:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Undo):
            canvas.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or _is_ctrl_y(event):
            canvas.redo()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept_edits()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            canvas.remove()
        elif event.key() == Qt.Key.Key_Escape:
            if not canvas.let_go():
                self.reject()
        elif tool is not None and not event.modifiers():
            canvas.add(tool)
            canvas.setFocus()
        else:
            super().keyPressEvent(event)

    def _show_state(self) -> None:
        canvas = self.canvas
        for kind, made in self.tools.items():
            made.setChecked(canvas is not None and canvas.tool == kind)
            made.setEnabled(canvas is not None)
        self._undo.setEnabled(canvas is not None and canvas.can_undo())
        self._redo.setEnabled(canvas is not None and canvas.can_redo())
        self._clear.setVisible(canvas is not None and bool(canvas.edits))
        self.keep.setEnabled(canvas is not None)
        self._said.setText(self._help())

    def _help(self) -> str:
        if self.canvas is None:
            return ""
        mark = self.canvas.mark()
        if mark is not None:
            return _(
                "{mark}. Phím mũi tên: dời · thêm Shift: đổi cỡ, đổi hướng · thêm Ctrl: từng chút · Delete: bỏ",
                mark=_(WORDS[mark.kind]),
            )
        if self.canvas.tool:
            return _("Kéo trên ảnh để vẽ, hoặc bấm một lần.")
        return _("Ảnh gốc giữ nguyên. Ảnh đã chỉnh là ảnh được xem, in và xuất ra. Tab: chọn lần lượt.")


def _is_ctrl_y(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
