"""A bar code: typed, from a hand scanner (which types), or read from a photo of the label."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import UserError
from app.domain.forms.definition import Question
from app.services.barcodes import read_code
from app.ui import theme
from app.ui.forms.answer_desk import AnswerDesk, content_of
from app.ui.forms.line_editors import LineEditor
from app.ui.parts import button, row
from app.wording import _


class BarcodeEditor(LineEditor):
    """What is read is answered at once; a photo without a code is told below."""

    def __init__(self, question: Question, desk: AnswerDesk | None, parent: QWidget | None = None) -> None:
        shown = QWidget()
        super().__init__(question, parent, shown=shown)
        self._desk = desk
        self.line.setMaximumWidth(theme.px(320))
        self.read = button(_("Đọc từ ảnh…"), self.choose_picture, icon_name="camera")
        self.read.setVisible(desk is not None)
        line = row(gap=8)
        line.addWidget(self.line, 1)
        line.addWidget(self.read)
        line.addStretch(0)
        shown.setLayout(line)

    def set_read_only(self, still: bool) -> None:
        super().set_read_only(still)
        self.read.setVisible(self._desk is not None and not still)

    def tab_order(self) -> list[QWidget]:
        return [self.line, self.read]

    def choose_picture(self) -> None:
        """Ask for a photo and read it."""
        if self._desk is not None:
            folder = self._desk.workspace.preferences.folder
            name, _kind = QFileDialog.getOpenFileName(self, _("Ảnh chụp nhãn có mã"), folder)
            if name:
                self.read_picture(Path(name))

    def read_picture(self, path: Path) -> None:
        """Read the code of a photo beside the window, and answer with it."""
        if self._desk is None:
            return
        work: Callable[[], str] = lambda: read_code(content_of(path), path.name)  # noqa: E731
        background = self._desk.workspace.background
        background.run(work, self._found, partial(self._not_found), words=_("Đang đọc mã…"), owner=self)

    def _found(self, code: str) -> None:
        self.line.setText(code)
        self.flush()

    def _not_found(self, mistake: UserError) -> None:
        self.show_problem(str(mistake))
