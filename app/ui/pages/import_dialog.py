"""Taking in an enterprise's own list: choose it, see how it was read, settle what is open, agree."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.exchange.encodings import ENCODINGS
from app.exchange.preview import Ask
from app.services.exchange import TakenIn
from app.services.work_copies import looks_like_work_copy
from app.ui import theme
from app.ui.pages.import_choose import ChooseFile, ask_for_file
from app.ui.pages.import_questions import DUPLICATES, EXISTING, own_questions
from app.ui.pages.import_session import ImportSession
from app.ui.pages.import_side import ImportSide
from app.ui.pages.import_table import ImportTable
from app.ui.pages.import_words import encoding_words, reader_words, summary_words, will_write_words
from app.ui.pages.incoming import IncomingDialog
from app.ui.parts import Choice, Foot, InlineMessage, KeyCap, button, column, hairline, row, splitter, text
from app.ui.workspace import Workspace
from app.wording import _


class ImportDialog(IncomingDialog):
    """One list on its way in. Nothing is written before the primary button; then all of it as one deed."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        session = ImportSession(workspace)
        super().__init__(session, parent)
        self.setWindowTitle(_("Nhập danh mục của doanh nghiệp"))
        self._workspace = workspace
        self._side_width = 0
        self.session = session
        self.dropped.connect(self.open_file)
        self.choose = ChooseFile()
        self.side = ImportSide()
        self.table = ImportTable()
        self.wrong = InlineMessage("bad", "")
        self._summary = text("", "lead", cut=True)
        self._reader = text("", "small", cut=True)
        self.encoding = Choice([("", _("Bảng mã: tự nhận"))])
        self.encoding.setAccessibleName(_("Bảng mã của chữ trong tệp"))
        self.encoding.setFixedWidth(theme.px(230))
        self._sentence = text("", "second", wrap=True)
        self._cancel = button(_("Hủy"), self.reject, kind="ghost")
        self.agree = button(_("Nhập"), self._take_in, kind="primary", tip="Ctrl+Enter")
        self._parts = splitter(self.side, self.table, sizes=(theme.px(300), theme.px(860)))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.choose)
        self._stack.addWidget(self._preview_page())
        self.setLayout(column(self._stack, gap=0))
        self._connect()
        self._fit()

    def _preview_page(self) -> QWidget:
        told = column(self._summary, self._reader, gap=2)
        other = button(_("Chọn tệp khác…"), self._ask_for_file, icon_name="folder")
        head = row(told, self.encoding, other, gap=12, margins=(20, 10, 16, 8))
        head.setStretch(0, 1)
        foot = Foot(self._sentence, self._cancel, self.agree, KeyCap("Ctrl+Enter"))
        foot.line.setStretch(0, 1)
        whole: QVBoxLayout = column(head, hairline(), self.wrong, gap=0)
        whole.addWidget(self._parts, 1)
        whole.addWidget(foot)
        page = QWidget()
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
        self.side.sheets.shown.connect(self._show_table)
        self.side.sheets.included.connect(self.session.include)
        self.side.questions.answered.connect(self._answer)
        self.side.followed.connect(self._go_to)
        self.table.picked.connect(self.session.map_column)
        self.table.toggled.connect(self.session.toggle_row)
        for keys, act in (("Ctrl+Return", self._take_in), ("Ctrl+Enter", self._take_in), ("F6", self._next_pane)):
            QShortcut(QKeySequence(keys), self, act)

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
        self.table.clear()
        self._stack.setCurrentIndex(0)
        if looks_like_work_copy(path):
            words = _("{file} là bản làm việc Excel của một hồ sơ. Hãy dùng “Nhận lại bản làm việc”.", file=path.name)
            self.choose.show_wrong(words)
            return
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
        own = self._own_questions()
        self.wrong.say("bad", "")
        self._summary.setText(summary_words(preview, own))
        self._reader.setText(reader_words(preview))
        self._offer_encodings()
        keys = [table.key for table in preview.tables]
        key = self.table.key if self.table.key in keys else (keys[0] if keys else "")
        self.side.show_preview(preview, own, key)
        self._show_table(key)
        self._show_sentence()
        if self._stack.currentIndex() == 0:
            self._stack.setCurrentIndex(1)
            self.table.first().setFocus()

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
            self.table.clear()
        else:
            self.table.show_table(found, shown, self.session.sheet(shown.sheet))

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
        if key != self.table.key:
            self._show_table(key)
            self.side.sheets.show_preview(self.session.preview, key)
        self.table.go_to(file_row, letter)

    def _next_pane(self) -> None:
        panes = (self.side.sheets.list, self.side.ask_tab, self.table.first(), self.table.view, self.agree)
        usable = [each for each in panes if each.isVisible() and each.isEnabled()]
        inside = next((place for place, each in enumerate(usable) if each.hasFocus()), -1)
        if usable:
            usable[(inside + 1) % len(usable)].setFocus()

    def _take_in(self) -> None:
        if self._may_agree() and self.agree.isEnabled():
            self.wrong.say("bad", "")
            self.session.take_in()

    def _finish(self, _taken: TakenIn) -> None:
        self.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reader.setVisible(self.height() > theme.px(480))
        side = theme.px(320 if self.width() > theme.px(1000) else 256)
        if side != self._side_width:
            self._side_width = side
            self._parts.setSizes([side, max(self.width() - side, 1)])
