"""Taking a work copy back: see cell by cell what differs, settle what both sides changed, agree."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.domain.work_copy_preview import CellKey
from app.formats import show_number
from app.ui import theme
from app.ui.pages.import_choose import ChooseFile
from app.ui.pages.incoming import IncomingDialog
from app.ui.pages.work_copy_session import WorkCopySession
from app.ui.pages.work_copy_table import WorkCopyTable
from app.ui.parts import Foot, InlineMessage, KeyCap, button, column, row, text
from app.ui.workspace import Workspace
from app.wording import _


class WorkCopyDialog(IncomingDialog):
    """One work copy on its way in. Nothing is written before the primary button; then all of it as one deed."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        session = WorkCopySession(workspace)
        super().__init__(session, parent)
        self.setWindowTitle(_("Nhận lại bản làm việc Excel"))
        self._workspace = workspace
        self._noted: Path | None = None
        self.session = session
        self.dropped.connect(self.open_file)
        self.choose = ChooseFile(
            _("Thả bản làm việc Excel vào đây"),
            _("Tệp .xlsx đã xuất từ hồ sơ này. Tệp chỉ được đọc; chưa ghi gì trước khi bạn đồng ý."),
        )
        self.older = button(_("Chỉ nhận những câu không đổi"), self._take_fitting)
        self.older.hide()
        self.choose.wrong.add_way(self.older)
        self.wrong = InlineMessage("bad", "")
        self.wrong.followed.connect(self._follow)
        self.table = WorkCopyTable(still=workspace.read_only)
        self._summary = text("", "lead", cut=True)
        self._from = text("", "small", cut=True)
        self._sentence = text("", "second", wrap=True)
        self.notes = button(_("Ghi bản có ghi chú lỗi"), self.session.annotate, icon_name="comment")
        self._cancel = button(_("Hủy"), self.reject, kind="ghost")
        self.agree = button(_("Nhận"), self._take_in, kind="primary", tip="Ctrl+Enter")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.choose)
        self._stack.addWidget(self._preview_page())
        self.setLayout(column(self._stack, gap=0))
        self._connect()
        self._fit()

    def _preview_page(self) -> QWidget:
        told = column(self._summary, self._from, gap=2)
        other = button(_("Chọn tệp khác…"), self._ask_for_file, icon_name="folder")
        self.table.search.setFixedWidth(theme.px(170))
        head = row(told, self.table.search, other, gap=12, margins=(20, 10, 16, 8))
        head.setStretch(0, 1)
        foot = Foot(self._sentence, self.notes, self._cancel, self.agree, KeyCap("Ctrl+Enter"))
        foot.line.setStretch(0, 1)
        whole = column(head, self.wrong, gap=0)
        whole.addWidget(self.table, 1)
        whole.addWidget(foot)
        page = QWidget()
        page.setProperty("surface", "surface")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page.setLayout(whole)
        return page

    def _connect(self) -> None:
        self.choose.wanted.connect(self._ask_for_file)
        self.choose.chosen.connect(self.open_file)
        self.choose.stopped.connect(self.session.stop)
        self.session.previewed.connect(self._show_preview)
        self.session.failed.connect(self._show_wrong)
        self.session.working.connect(self._show_working)
        self.session.decided.connect(self._show_decided)
        self.session.taken.connect(lambda _taken: self.accept())
        self.session.annotated.connect(self._show_noted)
        self.table.chosen.connect(self.session.choose)
        for keys, act in (
            ("Ctrl+Return", self._take_in),
            ("Ctrl+Enter", self._take_in),
            ("F6", self._next_pane),
            ("Ctrl+F", self.table.search.setFocus),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def _fit(self) -> None:
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else QSize(theme.px(1280), theme.px(800))
        wide = min(max(room.width() - 80, 760), theme.px(1360), room.width())
        high = min(max(room.height() - 60, 440), theme.px(860), room.height())
        self.resize(wide, high)

    def open_file(self, path: Path) -> None:
        """Read this copy and show what it would bring."""
        self._begin(path)

    def _begin(self, path: Path, *, fitting: bool = False) -> None:
        self.choose.show_wrong("")
        self.older.hide()
        self.wrong.say("bad", "")
        self._stack.setCurrentIndex(0)
        self.session.open(path, fitting=fitting)

    def _take_fitting(self) -> None:
        if self.session.path is not None:
            self._begin(self.session.path, fitting=True)

    def _ask_for_file(self) -> None:
        notes = self._workspace.preferences.notes
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Bản làm việc Excel"), notes.get("work_copy.folder", ""), _("Bản làm việc (*.xlsx);;Mọi tệp (*)")
        )
        if chosen:
            notes["work_copy.folder"] = str(Path(chosen).parent)
            self._workspace.preferences.save()
            self.open_file(Path(chosen))

    def _show_working(self, share: float, words: str) -> None:
        reading = self.session.found is None
        self.choose.show_working(share, words if reading else "")
        busy = bool(words) and not reading
        self.agree.setEnabled(not busy and self._may_agree())
        self.notes.setEnabled(not busy)
        self._cancel.setEnabled(not self.session.is_writing)
        if busy:
            self._sentence.setText(words)
        elif not reading:
            self._show_sentence()

    def _show_wrong(self, sentence: str, older: bool) -> None:
        if self.session.found is None:
            self.older.setVisible(older)
            self.choose.show_wrong(sentence)
            self._stack.setCurrentIndex(0)
            self.choose.choose.setFocus()
        else:
            self._noted = None
            self.wrong.say("bad", sentence, _("Đọc lại tệp"))

    def _show_preview(self) -> None:
        preview = self.session.preview
        head = preview.head
        self._noted = None
        self._summary.setText(self._summary_words())
        self._from.setText(
            _("{file} · xuất {when} bởi {who} · bản {revision}", **_origin(preview.file, head))
            if head.made_by
            else _("{file} · xuất {when} · bản {revision}", **_origin(preview.file, head))
        )
        self.notes.setVisible(preview.wrong > 0)
        self.table.show_lines(self.session.found.lines if self.session.found else [])
        self._show_sentence()
        self._stack.setCurrentIndex(1)
        self.table.view.setFocus()

    def _summary_words(self) -> str:
        preview, would = self.session.preview, self.session.to_take()
        conflicts = len(preview.conflicts)
        if not preview.cells and not preview.new and not preview.gone and not preview.told:
            return _("Tệp này giống hệt hồ sơ, không có gì để nhận.")
        if conflicts:
            return _(
                "{cells} ô nhận được từ tệp, {conflicts} ô hai bên cùng sửa cần bạn chọn.",
                cells=show_number(would.cells),
                conflicts=show_number(conflicts),
            )
        if preview.wrong:
            return _(
                "{cells} ô nhận được từ tệp, {wrong} chỗ không nhận được.",
                cells=show_number(would.cells),
                wrong=show_number(preview.wrong),
            )
        return _(
            "{cells} ô nhận được từ tệp, {new} dòng mới.", cells=show_number(would.cells), new=show_number(would.new)
        )

    def _show_decided(self, keys: frozenset[CellKey]) -> None:
        self.table.show_decisions(self.session.preview, self.session.decisions, keys)
        self._show_sentence()

    def _show_sentence(self) -> None:
        if self.session.found is None:
            return
        would = self.session.to_take()
        self.agree.setText(_("Nhận {count} thay đổi", count=show_number(would.total)))
        self.agree.setEnabled(self._may_agree())
        if self._workspace.read_only:
            self._sentence.setText(_("Hồ sơ đang mở chỉ để đọc nên không nhận được."))
        elif would.open:
            self._sentence.setText(_("Còn {count} ô hai bên cùng sửa chưa chọn.", count=show_number(would.open)))
        elif would.cleared:
            self._sentence.setText(
                _(
                    "Sẽ ghi {cells} ô, trong đó xóa trắng {cleared} ô; thêm {new} dòng, bỏ {removed} dòng.",
                    cells=show_number(would.cells),
                    cleared=show_number(would.cleared),
                    new=show_number(would.new),
                    removed=show_number(would.removed),
                )
            )
        else:
            self._sentence.setText(
                _(
                    "Sẽ ghi {cells} ô, thêm {new} dòng, bỏ {removed} dòng; hoàn tác được một lần.",
                    cells=show_number(would.cells),
                    new=show_number(would.new),
                    removed=show_number(would.removed),
                )
            )

    def _may_agree(self) -> bool:
        if self.session.found is None or self._workspace.read_only or self.session.is_writing:
            return False
        would = self.session.to_take()
        return would.total > 0 and not would.open

    def _take_in(self) -> None:
        if self._may_agree() and self.agree.isEnabled():
            self.wrong.say("bad", "")
            self.session.take_in()

    def _show_noted(self, path: Path) -> None:
        self._noted = path
        words = _("Đã ghi {name} cạnh tệp được giao: ô không nhận được tô đỏ, có lý do.", name=path.name)
        self.wrong.say("ok", words, _("Mở thư mục"))

    def _follow(self) -> None:
        """To the folder of the copy with notes, or to a fresh look at a dossier that changed meanwhile."""
        if self._noted is None and self.session.path is not None:
            self._begin(self.session.path, fitting=self.session.fitting)
        elif self._noted is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._noted.parent)))

    def _next_pane(self) -> None:
        panes = [
            each for each in (self.table.view, self.table.search, self.agree) if each.isVisible() and each.isEnabled()
        ]
        inside = next((place for place, each in enumerate(panes) if each.hasFocus()), -1)
        if panes:
            panes[(inside + 1) % len(panes)].setFocus()


def _origin(file: str, head: object) -> dict[str, object]:
    return {
        "file": file,
        "when": getattr(head, "made_at", ""),
        "who": getattr(head, "made_by", ""),
        "revision": getattr(head, "revision", 0),
    }
