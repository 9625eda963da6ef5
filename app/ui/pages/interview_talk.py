"""One question of a talk in large type: what to ask, what was said, the level as the person sees it, and a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from app.domain.interviews import Statement
from app.services.interviews import CHECKED, TO_CHECK
from app.ui import theme
from app.ui.forms.note_field import NoteField
from app.ui.page import Frame
from app.ui.pages.floor_answers import KeyButton
from app.ui.pages.floor_looks import walk_font
from app.ui.parts import Pill, column, row, scrolled, text
from app.wording import _


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question shows while one asks it. levels: the words of the five levels, () where it has none.

    others: what others said to it, in one line; "" for nobody.
    """

    path: str
    code: str
    section: str
    label: str
    where: str
    levels: Sequence[str]
    others: str


class BigNote(NoteField):
    """As high as there is room. Keys that belong to the talk are left to the page."""

    def __init__(self) -> None:
        super().__init__(least_lines=2, most_lines=100)
        self.setFont(walk_font(18))
        self.setStyleSheet(f"QPlainTextEdit {{ font-size: {theme.px(18)}px; }}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.px(96))
        self.setAccessibleName(_("Lời người được hỏi"))

    def leave(self) -> None:
        """Keep what was typed, a composition that is still open included."""
        if self.hasFocus():
            QGuiApplication.inputMethod().commit()
        self.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        paging = event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if paging or (held & Qt.KeyboardModifier.AltModifier) or (enter and held):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        """The layout gives the height."""


class TalkView(QFrame):
    """said(words), level_seen(level), marked(on): of the question that is shown."""

    said = Signal(str)
    level_seen = Signal(str)
    marked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._level, self._to_check, self._still, self._small = "", "", False, False
        self._code = _large("", 16, tone="text2")
        self._label = _large("", 20, 600)
        self._where = _large("", 16, tone="text2")
        self._others = _large("", 16, tone="text2")
        self.note = BigNote()
        self.note.committed.connect(self.said)
        self.levels = [KeyButton(str(number)) for number in range(1, 6)]
        for each in self.levels:
            each.clicked.connect(lambda _checked=False, each=each: self.press(each.key))
        self.check = KeyButton("K", _("Cần kiểm chứng"))
        self.check.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.check.setFixedSize(theme.px(232), theme.px(46))
        self.check.clicked.connect(lambda _checked=False: self.press("k"))
        self._checked = Pill("ok", _("Đã kiểm chứng"))
        self._checked.hide()
        self._caption = _large(_("Mức người được hỏi nói (không bắt buộc)"), 16, 600)
        self._build()

    def _build(self) -> None:
        self._hint = QFrame()
        self._hint.setProperty("surface", "sunken")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._hint.setLayout(column(self._where, gap=0, margins=(14, 10, 14, 10)))
        self._levels_line = row(gap=8)
        for each in self.levels:
            self._levels_line.addWidget(each, 1)
        self._question = QWidget()
        self._question.setLayout(column(self._label, self._hint, self._others, gap=8))
        self._asking = scrolled(self._question)
        self._asking.installEventFilter(self)
        above = row(gap=12)
        above.addWidget(self._code, 1)
        above.addWidget(self._checked)
        above.addWidget(self.check)
        self._whole = column(gap=10, margins=(28, 14, 28, 16))
        self._whole.addLayout(above)
        self._whole.addWidget(self._asking)
        self._whole.addWidget(self.note, 1)
        self._whole.addWidget(self._caption)
        self._whole.addLayout(self._levels_line)
        inside = QWidget()
        inside.setLayout(self._whole)
        inside.setMaximumWidth(theme.px(1080))
        line = row(gap=0)
        line.addStretch(1)
        line.addWidget(inside, 40)
        line.addStretch(1)
        self.setLayout(line)

    def use_frame(self, frame: Frame) -> None:
        small = frame is Frame.SMALL
        self._whole.setContentsMargins(*((14, 6, 14, 8) if small else (28, 14, 28, 16)))
        self._whole.setSpacing(6 if small else 10)
        self._caption.setVisible(not small and any(not each.isHidden() for each in self.levels))
        self._small = small
        self.note.setMinimumHeight(theme.px(64 if small else 96))

    # ---- showing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        """The question as high as its words, up to half of the room; what is longer scrolls."""
        layout = self._question.layout()
        if layout is None:
            return
        room = max(200, self._asking.width() - theme.px(12))
        wanted = layout.totalHeightForWidth(room) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        self._question.setFixedHeight(max(0, wanted))
        high = max(0, min(wanted, round(self.height() * 0.46)))
        if self._asking.height() != high:
            self._asking.setFixedHeight(high)

    def show_question(self, asked: Asked, said: Statement | None, *, still: bool) -> None:
        """Show a question and what was said to it; what is being typed is never rewritten."""
        self._still = still
        self._code.setText("  ·  ".join(each for each in (asked.code, asked.section) if each))
        self._label.setText(asked.label)
        self._where.setText(asked.where)
        self._hint.setVisible(bool(asked.where))
        self._others.setText(asked.others)
        self._others.setVisible(bool(asked.others))
        for number, each in enumerate(self.levels):
            each.say(asked.levels[number] if number < len(asked.levels) else "")
        self._caption.setVisible(bool(asked.levels) and not self._small)
        self.note.setReadOnly(still)
        self._asking.verticalScrollBar().setValue(0)
        self._fit()
        self.show_said(said)

    def show_said(self, said: Statement | None) -> None:
        self._level = said.level if said else ""
        self._to_check = said.to_check if said else ""
        self.note.show_text(said.words if said else "")
        for each in self.levels:
            each.setChecked(each.key == self._level)
        self.check.setChecked(self._to_check == TO_CHECK)
        self._checked.setVisible(self._to_check == CHECKED)

    # ---- answering

    def press(self, key: str) -> bool:
        """A key that answers: 1 to 5 a level (again: none), 0 none, K the mark."""
        if self._still:
            return False
        if key == "k":
            self.marked.emit(self._to_check != TO_CHECK)
            return True
        if key == "0":
            self.level_seen.emit("")
            return True
        if any(each.key == key and not each.isHidden() for each in self.levels):
            self.level_seen.emit("" if key == self._level else key)
            return True
        return False


def _large(words: str, size: int, weight: int = 400, *, tone: str = "") -> QLabel:
    label = text(words, "body", tone=tone, wrap=True)
    label.setFont(walk_font(size, weight))
    label.setStyleSheet(f"font-size: {theme.px(size)}px; font-weight: {weight};")
    return label
