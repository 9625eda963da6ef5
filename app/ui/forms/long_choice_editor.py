"""The editor of a choice from a long list: one line to find in, the rows below it, and how many are chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from app.domain.forms.definition import Choice, Question, QuestionType
from app.formats import show_number
from app.ui import theme
from app.ui.forms.editor import Editor, repolish
from app.ui.forms.long_choices import ROWS_SHOWN, LongChoiceList
from app.ui.icons import icon
from app.ui.parts import FilterButton, column, row, text
from app.wording import _

MOST_NAMED = 4
"""So many chosen ones are named below the list; more are counted."""


class LongChoiceEditor(Editor):
    """One choice: the line shows it, and the list opens while one seeks. Several: the list stays open.

    What is typed here only seeks; it is never an answer, so leaving puts the chosen words back. An emptied line takes
    the answer away.
    """

    def __init__(self, question: Question, language: str, parent: QWidget | None = None) -> None:
        self.several = question.type is QuestionType.SELECT_MULTIPLE
        self.finder = _Finder()
        self.list = LongChoiceList(several=self.several)
        self._box = QFrame()
        self._box.setProperty("surface", "card")
        self._box.setLayout(column(self.list, gap=0, margins=(1, 1, 1, 1)))
        self._said = text("", "small", cut=True)
        self._only = FilterButton(_("Đã chọn"))
        self._only.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._only.clicked.connect(lambda _checked=False: self._seek())
        foot = QWidget()
        line = row(gap=8)
        line.addWidget(self._only)
        line.addWidget(self._said, 1)
        foot.setLayout(line)
        self._only.setVisible(self.several)
        shown = QWidget()
        shown.setLayout(column(self.finder, self._box, foot, gap=4))
        super().__init__(self.finder, parent, shown=shown)
        self._language = language
        self._choices: list[Choice] = []
        self._value = ""
        self._still = False
        if not self.several:
            self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes on to the next field
        self.finder.setMaximumWidth(theme.px(560))
        self._box.setMaximumWidth(theme.px(560))
        self._box.setVisible(self.several)
        self.finder.textEdited.connect(lambda _typed: self._seek(opens=True))
        self.finder.stepped.connect(self._step)
        self.finder.entered.connect(self._enter)
        self.finder.given_up.connect(self._close)
        self.finder.opened.connect(self._open)
        self.finder.left.connect(self._leave)
        self.list.picked.connect(self._pick)
        self.list.left_upwards.connect(self.finder.setFocus)
        self.list.installEventFilter(self)
        self._say()

    def offer(self, choices: list[Choice]) -> None:
        if choices is not self._choices and choices != self._choices:
            self._choices = choices
            self.list.rows.offer(choices, self._language)
            self._seek()
            self._show_words()

    def show_value(self, value: str) -> None:
        self._value = value
        self.list.rows.mark(frozenset(value.split()))
        self._show_words()

    def set_read_only(self, still: bool) -> None:
        self._still = self.list.still = still
        if self.finder.isReadOnly() != still:
            self.finder.setReadOnly(still)
            repolish(self.finder)

    def set_one_line(self, one_line: bool) -> None:
        self.list.most_rows = 4 if one_line else ROWS_SHOWN
        self.list.fit()

    def tab_order(self) -> list[QWidget]:
        return [self.finder, self.list, self._only] if self.several else [self.finder]

    def is_open(self) -> bool:
        """Whether the rows are seen."""
        return not self._box.isHidden()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self._leave()
        return False

    # ---- seeking

    def _seek(self, *, opens: bool = False) -> None:
        words = self.finder.text() if self.finder.is_seeking or self.several else ""
        self.list.rows.seek(words, only_chosen=self.several and self._only.isChecked())
        first = self.list.rows.row_of(self._value.partition(" ")[0]) if not words else 0
        self.list.setCurrentIndex(self.list.rows.index(max(0, first)))
        self.list.fit()
        if opens:
            self._show_rows()
        self._say()

    def _open(self) -> None:
        if not self._still:
            self._show_rows()
            self._seek()

    def _show_rows(self) -> None:
        if self._box.isHidden():
            self._box.show()
            self.grew.emit()

    def _close(self) -> None:
        if not self.several:
            self._box.hide()
        self.finder.is_seeking = False
        self._show_words()
        self._seek()

    def _leave(self) -> None:
        """The keyboard went elsewhere; within the editor the list stays open."""
        inside = QApplication.focusWidget()
        if inside is not None and (inside is self or self.isAncestorOf(inside)):
            return
        if not self.several:
            emptied = self.finder.is_seeking and not self.finder.text().strip()
            self._close()
            if emptied and self._value:
                self.committed.emit("")

    def _step(self, by: int) -> None:
        if not self.is_open():
            self._open()
            return
        if self.several and by > 0:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return
        place = max(0, min(self.list.rows.rowCount() - 1, self.list.currentIndex().row() + by))
        self.list.setCurrentIndex(self.list.rows.index(place))

    def _enter(self) -> None:
        if self.is_open():
            self.list.pick(max(0, self.list.currentIndex().row()))
        else:
            self._open()

    # ---- choosing

    def _pick(self, name: str) -> None:
        if self.several:
            names = self._value.split()
            names = [each for each in names if each != name] if name in names else [*names, name]
            self.committed.emit(" ".join(self.list.rows.in_order(names)))
            return
        self.committed.emit(name)
        self._close()
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finder.selectAll()

    # ---- telling

    def _show_words(self) -> None:
        """The chosen one stands in the line, but never over what is being typed."""
        if not self.several and not self.finder.is_seeking:
            shown = self.list.rows.title_of(self._value) if self._value else ""
            if self.finder.text() != shown:
                self.finder.setText(shown)
                self.finder.setCursorPosition(0)
        self._say()

    def _say(self) -> None:
        rows, names = self.list.rows, self._value.split()
        self._only.show_count(len(names))
        whole = show_number(rows.whole())
        if not rows.whole():
            words = _("Chưa có mục nào để chọn: danh sách này phụ thuộc câu trả lời ở trên.")
        elif not rows.rowCount() and self.finder.is_seeking:
            words = _("Không mục nào có “{sought}”. Thử ít chữ hơn; không cần gõ dấu.", sought=self.finder.text())
        elif self.finder.is_seeking:
            words = _("{found} trong {whole} mục", found=show_number(rows.rowCount()), whole=whole)
        elif self.several and names:
            named = ", ".join(rows.title_of(each) for each in names[:MOST_NAMED])
            words = f"{named}, …" if len(names) > MOST_NAMED else named
        else:
            words = _("{whole} mục; gõ vài chữ để tìm, không cần dấu", whole=whole)
        self._said.setText(words)
        self.finder.setPlaceholderText(_("Tìm và chọn") if rows.whole() else "")


class _Finder(QLineEdit):
    """is_seeking: what stands here was typed to seek. opened: by the arrow or a click; left: the keyboard went away."""

    stepped = Signal(int)
    entered = Signal()
    given_up = Signal()
    opened = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_seeking = False
        self.textEdited.connect(self._typed)
        self._arrow = QAction(icon("down", "text2", 14), _("Mở danh sách"), self)
        self._arrow.triggered.connect(self._toggle)
        self.addAction(self._arrow, QLineEdit.ActionPosition.TrailingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                self.stepped.emit(6 if event.key() == Qt.Key.Key_PageDown else -6)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self.entered.emit()
            case Qt.Key.Key_Escape if self.is_seeking:
                self.is_seeking = False
                self.clear()
                self.given_up.emit()
            case Qt.Key.Key_Escape:
                event.ignore()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.isReadOnly() and not self.is_seeking:
            self.selectAll()
            self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.is_seeking and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _typed(self, _words: str) -> None:
        self.is_seeking = True

    def _toggle(self) -> None:
        if not self.isReadOnly():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.opened.emit()
