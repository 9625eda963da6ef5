"""Taking in an enterprise's own list: choose it, see how it was read, settle what is open, agree."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHeaderView, QStackedWidget, QTableView, QVBoxLayout, QWidget

from app.exchange.encodings import ENCODINGS
from app.exchange.preview import Ask, Table
from app.services.exchange import TakenIn
from app.ui import theme
from app.ui.pages.import_choose import ChooseFile, ask_for_file, dropped_file
from app.ui.pages.import_mapping import MappingBar
from app.ui.pages.import_problems import Problems
from app.ui.pages.import_questions import DUPLICATES, EXISTING, Questions, own_questions
from app.ui.pages.import_rows import RowNumbers, RowsModel, field_words, shown_columns
from app.ui.pages.import_session import ImportSession
from app.ui.pages.import_sheets import Sheets
from app.ui.pages.import_words import encoding_words, reader_words, summary_words, table_words, will_write_words
from app.ui.parts import (
    Choice,
    FilterButton,
    Foot,
    InlineMessage,
    button,
    column,
    dress_table,
    hairline,
    row,
    scrolled,
    splitter,
    text,
)
from app.ui.workspace import Workspace
from app.wording import _

_WIDTHS = {"name": 220, "range_text": 160, "location": 160, "used_for": 160, "note": 170, "body": 190, "maker": 140}


class ImportDialog(QDialog):
    """One list on its way in. Nothing is written before the primary button; then all of it as one deed."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Nhập danh mục của doanh nghiệp"))
        self.setAcceptDrops(True)
        self._workspace = workspace
        self._table_key = ""
        self._side_width = 0
        self._name_column, self._name_width = -1, 0
        self.session = ImportSession(workspace, self)
        self.choose = ChooseFile()
        self.wrong = InlineMessage("bad", "")
        self._make_head()
        self._make_side()
        self._make_table()
        self._make_foot()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.choose)
        self._stack.addWidget(self._preview_page())
        self.setLayout(column(self._stack, gap=0))
        self._connect()
        self._fit()

    def _make_head(self) -> None:
        self._summary = text("", "lead", cut=True)
        self._reader = text("", "small", cut=True)
        self.encoding = Choice([("", _("Bảng mã: tự nhận"))])
        self.encoding.setAccessibleName(_("Bảng mã của chữ trong tệp"))
        self.encoding.setFixedWidth(theme.px(230))
        self._other = button(_("Chọn tệp khác…"), self._ask_for_file, icon_name="folder")

    def _make_side(self) -> None:
        self.sheets = Sheets()
        self.questions = Questions()
        self.problems = Problems()
        self.ask_tab = FilterButton(_("Điều cần xem"), 0)
        self.problem_tab = FilterButton(_("Vấn đề"), 0)
        self.ask_tab.setChecked(True)
        self._side_stack = QStackedWidget()
        self._side_stack.addWidget(scrolled(self.questions))
        self._side_stack.addWidget(self.problems)

    def _make_table(self) -> None:
        self.model = RowsModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        dress_table(self.table)
        self.table.setVerticalHeader(RowNumbers(self.model, self.table))
        upright = self.table.verticalHeader()
        upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        upright.setDefaultSectionSize(theme.px(34))
        self.table.horizontalHeader().hide()
        self.table.viewport().installEventFilter(self)
        self.table.setCornerWidget(QWidget())
        self.table.setAccessibleName(_("Phương tiện đo đọc được từ tệp"))
        self.mapping = MappingBar(self.table)
        self._about = text("", "small", cut=True)
        self.leave_out = button(_("Bỏ dòng này"), self._toggle_row, kind="ghost", tip=_("Bỏ hoặc lấy lại dòng  Delete"))

    def _make_foot(self) -> None:
        self._sentence = text("", "second", wrap=True)
        self._cancel = button(_("Hủy"), self.reject, kind="ghost")
        self.agree = button(_("Nhập"), self._take_in, kind="primary", tip="Ctrl+Enter")

    def _preview_page(self) -> QWidget:
        head = row(
            column(self._summary, self._reader, gap=2), self.encoding, self._other, gap=12, margins=(20, 10, 16, 8)
        )
        head.setStretch(0, 1)
        side = QWidget()
        side.setProperty("surface", "side-left")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tabs = row(self.ask_tab, self.problem_tab, None, gap=6, margins=(16, 8, 12, 8))
        lines = column(self.sheets, tabs, hairline(), gap=0)
        lines.addWidget(self._side_stack, 1)
        side.setLayout(lines)
        side.setMinimumWidth(theme.px(230))
        right = QWidget()
        caption = row(self._about, self.leave_out, gap=8, margins=(12, 2, 12, 2))
        caption.setStretch(0, 1)
        body = column(self.mapping, hairline(), gap=0)
        body.addWidget(self.table, 1)
        body.addWidget(hairline())
        body.addLayout(caption)
        right.setLayout(body)
        right.setProperty("surface", "surface")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        foot = Foot(self._sentence, self._cancel, self.agree)
        foot.line.setStretch(0, 1)
        page = QWidget()
        whole: QVBoxLayout = column(head, hairline(), self.wrong, gap=0)
        self._parts = splitter(side, right, sizes=(theme.px(300), theme.px(860)))
        whole.addWidget(self._parts, 1)
        whole.addWidget(foot)
        page.setLayout(whole)
        return page

    def _connect(self) -> None:
        self.choose.wanted.connect(self._ask_for_file)
        self.choose.chosen.connect(self.open_file)
        self.choose.stopped.connect(self.session.stop)
        self.session.previewed.connect(self._show_preview)
        self.session.failed.connect(self._show_wrong)
        self.session.working.connect(self._show_working)
        self.session.taken.connect(self._finish)
        self.encoding.picked.connect(lambda value: self.session.settle(encoding=value))
        self.sheets.shown.connect(self._show_table)
        self.sheets.included.connect(self.session.include)
        self.questions.answered.connect(self._answer)
        self.questions.followed.connect(self._go_to)
        self.problems.followed.connect(lambda sheet, place: self._go_to(sheet, place, ""))
        self.ask_tab.clicked.connect(lambda: self._show_side(0))
        self.problem_tab.clicked.connect(lambda: self._show_side(1))
        self.mapping.picked.connect(lambda letter, fields: self.session.map_column(self._table_key, letter, fields))
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_row_button())
        for keys, act in (("Ctrl+Return", self._take_in), ("Ctrl+Enter", self._take_in), ("F6", self._next_pane)):
            QShortcut(QKeySequence(keys), self, act)
        QShortcut(
            QKeySequence(Qt.Key.Key_Delete), self.table, self._toggle_row, context=Qt.ShortcutContext.WidgetShortcut
        )

    def _fit(self) -> None:
        """Most of the window it stands over, but no more than one can take in."""
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else QSize(theme.px(1280), theme.px(800))
        wide = min(max(room.width() - 80, 760), theme.px(1360), room.width())
        high = min(max(room.height() - 60, 440), theme.px(860), room.height())
        self.resize(wide, high)

    def open_file(self, path: Path) -> None:
        """Read this list and show what it would bring."""
        self.choose.show_wrong("")
        self.wrong.say("bad", "")
        self._table_key = ""
        self._stack.setCurrentIndex(0)
        self.session.open(path)

    def _ask_for_file(self) -> None:
        notes = self._workspace.preferences.notes
        path = ask_for_file(self, notes.get("import.folder", ""))
        if path is not None:
            notes["import.folder"] = str(path.parent)
            self._workspace.preferences.save()
            self.open_file(path)

    def _show_working(self, share: float, words: str) -> None:
        self.choose.show_working(share, words if self.session.found is None else "")
        busy = bool(words) and self.session.found is not None
        self.agree.setEnabled(not busy and self._may_agree())
        self._cancel.setEnabled(not self.session.is_writing)
        if busy:
            self._sentence.setText(words)
        elif self.session.found is not None:
            self._show_sentence()

    def _show_wrong(self, sentence: str) -> None:
        if self.session.found is None:
            self.choose.show_wrong(sentence)
            self._stack.setCurrentIndex(0)
            self.choose.choose.setFocus()
        else:
            self.wrong.say("bad", sentence)

    def _show_preview(self) -> None:
        preview = self.session.preview
        self.wrong.say("bad", "")
        self._summary.setText(summary_words(preview, self._own_questions()))
        self._reader.setText(reader_words(preview))
        self._offer_encodings()
        keys = [table.key for table in preview.tables]
        if self._table_key not in keys:
            self._table_key = keys[0] if keys else ""
        self.sheets.show_preview(preview, self._table_key)
        asked = [*self._own_questions(), *preview.ask]
        self.questions.ask(asked)
        self.problems.tell(preview.report, with_sheet=len({table.sheet for table in preview.tables}) > 1)
        self.ask_tab.show_count(len(asked))
        self.problem_tab.show_count(len(preview.report))
        self._show_table(self._table_key)
        self._show_sentence()
        if self._stack.currentIndex() == 0:
            self._stack.setCurrentIndex(1)
            (self.mapping.first() or self.table).setFocus()

    def _own_questions(self) -> list[Ask]:
        found = self.session.found
        return own_questions(found.preview, len(found.present)) if found else []

    def _offer_encodings(self) -> None:
        preview = self.session.preview
        names = [name for name in ENCODINGS if name not in ("utf-8-sig", "utf-16-le", "utf-16-be")]
        if preview.kind != "csv":
            names = ["unicode", "tcvn3", "vni"]
        self.encoding.offer(
            [("", _("Tự nhận: {name}", name=encoding_words(preview.encoding or "unicode")))]
            + [(name, encoding_words(name)) for name in names]
        )
        self.encoding.show_value(preview.decisions.encoding)

    def _show_table(self, key: str) -> None:
        found = self.session.found
        shown = next((table for table in found.preview.tables if table.key == key), None) if found else None
        if found is None or shown is None:
            self.model.clear()
            self.mapping.show_table(None)
            self._about.setText("")
            self._show_row_button()
            return
        same = key == self._table_key and self.model.columnCount() == len(shown_columns(shown))
        self._table_key = key
        place, sideways = self.table.currentIndex(), self.table.horizontalScrollBar().value()
        upright = self.table.verticalScrollBar().value()
        self.model.show(found.preview, shown, self.session.sheet(shown.sheet), found.present)
        if not same:
            self._set_widths(shown)
        self.mapping.show_table(shown)
        self._about.setText(table_words(found.preview, shown))
        self.table.setCurrentIndex(self.model.index(max(place.row(), 0) if same else 0, max(place.column(), 0)))
        if same:
            self.table.horizontalScrollBar().setValue(sideways)
            self.table.verticalScrollBar().setValue(upright)
        self._show_row_button()

    def _set_widths(self, shown: Table) -> None:
        self._name_column = -1
        for place, settled in enumerate(shown_columns(shown)):
            name = settled.fields[0] if settled.fields else ""
            words = QFontMetrics(theme.font("body")).horizontalAdvance(field_words(settled.fields))
            self.table.setColumnWidth(place, max(theme.px(_WIDTHS.get(name, 110)), words + 56))
            if name == "name":
                self._name_column, self._name_width = place, self.table.columnWidth(place)
        self._stretch_name()

    def _stretch_name(self) -> None:
        """The name takes what the other columns leave."""
        if 0 <= self._name_column < self.model.columnCount():
            others = self.table.horizontalHeader().length() - self.table.columnWidth(self._name_column)
            left = self.table.viewport().width() - others
            self.table.setColumnWidth(self._name_column, max(self._name_width, left))

    def _show_sentence(self) -> None:
        waits = self.session.preview.open_questions
        write = self.session.to_write()
        self.agree.setText(_("Nhập {count} phương tiện đo", count=write.total))
        self.agree.setEnabled(self._may_agree())
        if self._workspace.read_only:
            self._sentence.setText(_("Hồ sơ đang mở chỉ để đọc nên không nhập được."))
        elif waits:
            self._sentence.setText(_("Còn {count} câu hỏi cần trả lời trước khi nhập.", count=len(waits)))
        else:
            found = self.session.found
            self._sentence.setText(will_write_words(write, found.group2 if found else 0))

    def _may_agree(self) -> bool:
        found = self.session.found
        if found is None or found.preview.open_questions or self._workspace.read_only:
            return False
        return self.session.to_write().total > 0

    def _show_side(self, place: int) -> None:
        self._side_stack.setCurrentIndex(place)
        self.ask_tab.setChecked(place == 0)
        self.problem_tab.setChecked(place == 1)

    def _answer(self, question: Ask, answer: str) -> None:
        if question.code == EXISTING:
            self.session.settle(existing=answer)
        elif question.code == DUPLICATES:
            self.session.settle(duplicates=answer)
        else:
            self.session.answer(question.key, answer)

    def _go_to(self, sheet: str, file_row: int, letter: str) -> None:
        """Show the table and the row, or the column, that a question or a problem speaks of."""
        tables = [table for table in self.session.preview.tables if table.sheet == sheet]
        holding = [table for table in tables if any(each.row == file_row for each in table.rows)]
        if not tables:
            return
        key = (holding or tables)[0].key
        if key != self._table_key:
            self._show_table(key)
            self.sheets.show_preview(self.session.preview, key)
        if not file_row and letter and (choice := self.mapping.choice_of(letter)):
            choice.setFocus()
            return
        place = self.model.place_of(file_row)
        if place >= 0:
            index = self.model.index(place, 0)
            self.table.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            )
            self.table.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)
            self.table.setFocus()

    def _toggle_row(self) -> None:
        chosen = self.model.row_at(self.table.currentIndex().row())
        if chosen is not None:
            self.session.toggle_row(chosen.sheet, chosen.row)

    def _show_row_button(self) -> None:
        chosen = self.model.row_at(self.table.currentIndex().row())
        self.leave_out.setEnabled(chosen is not None)
        if chosen is not None:
            words = _("Lấy lại dòng {row}") if self.model.is_left_out(chosen) else _("Bỏ dòng {row}")
            self.leave_out.setText(words.format(row=chosen.row))

    def _next_pane(self) -> None:
        panes: list[QWidget | None] = [self.sheets.list, self.ask_tab, self.mapping.first(), self.table, self.agree]
        usable = [each for each in panes if each is not None and each.isVisible() and each.isEnabled()]
        inside = next(
            (i for i, each in enumerate(usable) if each.hasFocus() or each.isAncestorOf(self.focusWidget())), -1
        )
        if usable:
            usable[(inside + 1) % len(usable)].setFocus()

    def _take_in(self) -> None:
        if self._may_agree() and self.agree.isEnabled():
            self.wrong.say("bad", "")
            self.session.take_in()

    def _finish(self, _taken: TakenIn) -> None:
        self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.table.viewport():
            self._stretch_name()
        return False

    def reject(self) -> None:
        """Leave, unless the list is being written: that ends by itself, and undo takes it back."""
        if not self.session.is_writing:
            self.session.stop()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.is_writing:
            event.ignore()
            return
        self.session.stop()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reader.setVisible(self.height() > theme.px(480))
        side = theme.px(320 if self.width() > theme.px(1000) else 256)
        if side != self._side_width:
            self._side_width = side
            self._parts.setSizes([side, max(self.width() - side, 1)])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := dropped_file(event):
            event.acceptProposedAction()
            self.open_file(path)
