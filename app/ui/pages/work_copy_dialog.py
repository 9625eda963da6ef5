"""Taking a work copy back: see cell by cell what differs, settle what both sides changed, agree."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHeaderView, QStackedWidget, QTableView, QWidget

from app.formats import show_number
from app.ui import theme
from app.ui.pages.import_choose import ChooseFile, dropped_file
from app.ui.pages.work_copy_rows import GROUPS, MINE, THEIRS, Line, accepts, columns, lines_of
from app.ui.pages.work_copy_session import WorkCopySession
from app.ui.parts import (
    FilterButton,
    Foot,
    InlineMessage,
    KeyCap,
    SearchField,
    button,
    column,
    dress_table,
    hairline,
    row,
    text,
)
from app.ui.tables.delegates import CellDelegate
from app.ui.tables.model import TableModel
from app.ui.workspace import Workspace
from app.wording import _


class WorkCopyDialog(QDialog):
    """One work copy on its way in. Nothing is written before the primary button; then all of it as one deed."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Nhận lại bản làm việc Excel"))
        self.setAcceptDrops(True)
        self._workspace = workspace
        self._group = "all"
        self._noted: Path | None = None
        self.session = WorkCopySession(workspace, self)
        self.choose = ChooseFile(
            _("Thả bản làm việc Excel vào đây"),
            _("Tệp .xlsx đã xuất từ hồ sơ này. Tệp chỉ được đọc; chưa ghi gì trước khi bạn đồng ý."),
        )
        self.older = button(_("Chỉ nhận những câu không đổi"), self._take_fitting)
        self.older.hide()
        self.choose.wrong.add_way(self.older)
        self.wrong = InlineMessage("bad", "")
        self.wrong.followed.connect(self._open_noted)
        self.model: TableModel[Line] = TableModel(columns(), lambda each: each.id, sorts=False)
        self.view = self._make_view()
        self.filters = {key: FilterButton(_(word), 0) for key, word in GROUPS}
        self.search = SearchField(_("Tìm trong các thay đổi"))
        self._summary = text("", "lead", cut=True)
        self._from = text("", "small", cut=True)
        self.detail = text("", "second", wrap=True)
        self._sentence = text("", "second", wrap=True)
        self.keep = button(_("Giữ của hồ sơ"), lambda: self._choose(MINE))
        self.receive = button(_("Nhận của tệp"), lambda: self._choose(THEIRS))
        self.notes = button(_("Ghi bản có ghi chú lỗi"), self.session.annotate, icon_name="comment")
        self._cancel = button(_("Hủy"), self.reject, kind="ghost")
        self.agree = button(_("Nhận"), self._take_in, kind="primary", tip="Ctrl+Enter")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.choose)
        self._stack.addWidget(self._preview_page())
        self.setLayout(column(self._stack, gap=0))
        self._connect()
        self._fit()

    def _make_view(self) -> QTableView:
        view = QTableView()
        view.setModel(self.model)
        dress_table(view)
        view.setItemDelegate(CellDelegate(view))
        view.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        view.setAccessibleName(_("Các ô khác nhau giữa hồ sơ và tệp"))
        header = view.horizontalHeader()
        for place, each in enumerate(self.model.columns):
            if each.width:
                view.setColumnWidth(place, theme.px(each.width))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        return view

    def _preview_page(self) -> QWidget:
        told = column(self._summary, self._from, gap=2)
        other = button(_("Chọn tệp khác…"), self._ask_for_file, icon_name="folder")
        head = row(told, other, gap=12, margins=(20, 10, 16, 8))
        head.setStretch(0, 1)
        sieve = row(*self.filters.values(), None, gap=6, margins=(20, 0, 16, 4))
        self.search.setMinimumWidth(theme.px(180))
        seek = row(self.search, None, gap=6, margins=(20, 0, 16, 8))
        choice = row(self.detail, KeyCap("1"), self.keep, KeyCap("2"), self.receive, gap=8, margins=(20, 6, 16, 6))
        choice.setStretch(0, 1)
        foot = Foot(self._sentence, self.notes, self._cancel, self.agree, KeyCap("Ctrl+Enter"))
        foot.line.setStretch(0, 1)
        whole = column(head, sieve, seek, hairline(), self.wrong, gap=0)
        whole.addWidget(self.view, 1)
        whole.addWidget(hairline())
        whole.addLayout(choice)
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
        for key, each in self.filters.items():
            each.clicked.connect(lambda _on, key=key: self._use_group(key))
        self.search.textChanged.connect(lambda _text: self._filter())
        self.view.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_detail())
        for keys, act in (
            ("Ctrl+Return", self._take_in),
            ("Ctrl+Enter", self._take_in),
            ("F6", self._next_pane),
            ("Ctrl+F", self.search.setFocus),
        ):
            QShortcut(QKeySequence(keys), self, act)
        for cap, side in (("1", MINE), ("2", THEIRS)):
            shortcut = QShortcut(QKeySequence(cap), self.view, lambda side=side: self._choose(side))
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

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
            self.wrong.say("bad", sentence)

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
        self._fill()
        first = next((key for key in ("conflict", "wrong") if self._count(key)), "all")
        self._use_group(first if first == "conflict" else "all")
        self._stack.setCurrentIndex(1)
        self.view.setFocus()

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

    def _fill(self) -> None:
        self._lines = lines_of(self.session.preview, self.session.decisions)
        self.model.show_records(self._lines)
        for key, each in self.filters.items():
            count = self._count(key)
            each.show_count(count)
            each.setVisible(count > 0 or key in ("all", "conflict", "take", "wrong"))

    def _count(self, group: str) -> int:
        return len(self._lines) if group == "all" else sum(each.group == group for each in self._lines)

    def _show_decided(self) -> None:
        lines = lines_of(self.session.preview, self.session.decisions)
        before = {each.id: each for each in self._lines}
        self._lines = lines
        self.model.replace(each for each in lines if before.get(each.id) != each)
        self._show_detail()
        self._show_sentence()

    def _use_group(self, group: str) -> None:
        self._group = group
        for key, each in self.filters.items():
            each.setChecked(key == group)
        self._filter()

    def _filter(self) -> None:
        self.model.filter_by(accepts(self._group, self.search.text()))
        if self.model.count():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._show_detail()
        self._show_sentence()

    def _current(self) -> Line | None:
        place = self.view.currentIndex().row()
        return self.model.record(place) if 0 <= place < self.model.count() else None

    def _show_detail(self) -> None:
        line = self._current()
        self.detail.setText(line.why or self._in_full(line) if line is not None else "")
        for each in (self.keep, self.receive):
            each.setEnabled(line is not None and not line.fixed and not self._workspace.read_only)
        gone = line is not None and line.group == "gone"
        new = line is not None and line.group == "new"
        self.keep.setText(_("Giữ lại") if gone else _("Không thêm") if new else _("Giữ của hồ sơ"))
        self.receive.setText(_("Bỏ khỏi hồ sơ") if gone else _("Thêm") if new else _("Nhận của tệp"))

    def _in_full(self, line: Line) -> str:
        return _("{title}: khi xuất “{base}”, trong hồ sơ “{mine}”, trong tệp “{theirs}”.", **_cut(line))

    def _choose(self, side: str) -> None:
        """For every chosen line; then on to the next conflict."""
        chosen = [self.model.record(index.row()) for index in self.view.selectionModel().selectedRows()]
        lines = [each for each in chosen if not each.fixed]
        if not lines or self._workspace.read_only:
            return
        self.session.choose((each.key for each in lines), side)
        if len(lines) == 1:
            place = self.view.currentIndex().row() + 1
            if place < self.model.count():
                self.view.setCurrentIndex(self.model.index(place, 0))

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

    def _open_noted(self) -> None:
        if self._noted is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._noted.parent)))

    def _next_pane(self) -> None:
        panes = [each for each in (self.view, self.search, self.agree) if each.isVisible() and each.isEnabled()]
        inside = next((place for place, each in enumerate(panes) if each.hasFocus()), -1)
        if panes:
            panes[(inside + 1) % len(panes)].setFocus()

    def reject(self) -> None:
        """Leave, unless it is being written: that ends by itself, and undo takes it back."""
        if not self.session.is_writing:
            self.session.stop()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.is_writing:
            event.ignore()
            return
        self.session.stop()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := dropped_file(event):
            event.acceptProposedAction()
            self.open_file(path)


def _origin(file: str, head: object) -> dict[str, object]:
    return {
        "file": file,
        "when": getattr(head, "made_at", ""),
        "who": getattr(head, "made_by", ""),
        "revision": getattr(head, "revision", 0),
    }


def _cut(line: Line) -> dict[str, str]:
    """The values of a line, each short enough for a sentence."""
    short = {name: getattr(line, name).replace("\n", " ") for name in ("base", "mine", "theirs")}
    return {"title": line.title} | {name: each if len(each) < 120 else each[:119] + "…" for name, each in short.items()}
