"""Which Word template the programme is printed with: the shipped one or the office's own, and the ways to change it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import UserError
from app.services import word_templates
from app.ui.parts import InlineMessage, button, column, row, text
from app.ui.workspace import Workspace
from app.wording import _


class WordTemplateLine(QWidget):
    """What is in use, and three buttons: take the template out to change it, use one's own, go back to the shipped."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.told = text("", "small")
        self.message = InlineMessage("info", "")
        self.out = button(_("Xuất mẫu để sửa…"), self._ask_out, kind="ghost", icon_name="export")
        self.own = button(_("Dùng mẫu của cơ quan…"), self._ask_own, kind="ghost", icon_name="import")
        self.back = button(_("Về mẫu kèm theo"), self._go_back, kind="ghost", icon_name="undo")
        line = row(text(_("Mẫu Word của chương trình"), "cap"), self.told, None, gap=8)
        self.setLayout(column(line, row(self.out, self.own, self.back, None, gap=6), self.message, gap=4))
        self.message.hide()
        self._show()

    def _show(self) -> None:
        own = word_templates.has_own_template()
        self.told.setText(_("mẫu riêng của cơ quan") if own else _("mẫu kèm theo, Nghị định 30/2020"))
        self.back.setVisible(own)

    def _ask_out(self) -> None:
        usual = self.workspace.store.path.with_name("mau-chuong-trinh.docx")
        name, _kind = QFileDialog.getSaveFileName(self, _("Xuất mẫu Word để sửa"), str(usual), "Word (*.docx)")
        if name:
            self.take_out(Path(name).with_suffix(".docx"))

    def _ask_own(self) -> None:
        folder = str(self.workspace.store.path.parent)
        name, _kind = QFileDialog.getOpenFileName(self, _("Chọn mẫu Word của cơ quan"), folder, "Word (*.docx)")
        if name:
            self.use(Path(name))

    def take_out(self, path: Path) -> None:
        """Writes the template in use and the list of its names."""
        self._run(
            lambda: word_templates.export_template(path),
            lambda made: _("Đã ghi {name} và bảng tên bên cạnh.", name=made.name),
            _("Đang ghi mẫu…"),
        )

    def use(self, path: Path) -> None:
        """Checks a template and uses it from now on."""
        self._run(
            lambda: word_templates.take_template(path),
            lambda _made: _("Từ nay dùng mẫu {name}.", name=path.name),
            _("Đang kiểm tra mẫu…"),
        )

    def _go_back(self) -> None:
        word_templates.give_up_template()
        self._show()
        self.message.say("ok", _("Từ nay dùng mẫu kèm theo."))

    def _run(self, work: Callable[[], Path], words: Callable[[Path], str], meanwhile: str) -> None:
        def done(made: Path) -> None:
            self._show()
            self.message.say("ok", words(made))

        def failed(error: UserError) -> None:
            self.message.say("bad", str(error))

        self.workspace.background.run(work, done, failed, words=meanwhile, owner=self)
