"""What opens below the current row: five answers with their keys, or the question that one of them asks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.domain.floor import SIGHTING_WORDS
from app.formats import tidy
from app.ui import theme
from app.ui.pages.floor_looks import controls_sheet, paint_big_cap, paint_sighting, walk_font
from app.ui.parts import button, column, row, text
from app.wording import _

ANSWERS = ("seen", "label_wrong", "damaged", "not_seen", "moved")
"""The states by their keys 1 to 5."""
STACKED_BELOW = 216
"""Narrower than this, the words stand under the key."""


class KeyButton(QAbstractButton):
    """A large button with its key, its words and, where it has one, its state."""

    def __init__(self, key: str, words: str = "", state: str = "") -> None:
        super().__init__()
        self.key, self.state = key, state
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: str) -> None:
        self.setText(words)
        self.setToolTip(words)
        self.setAccessibleName(f"{self.key} {words}")

    def nextCheckState(self) -> None:
        """What is chosen is shown by the dossier, not by the press."""

    def sizeHint(self) -> QSize:
        return QSize(theme.px(180), theme.px(84 if self.state else 64))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, edge = self.isChecked(), 2 if self.isChecked() else max(1, theme.border())
        body = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        pressed = self.isDown() or self.underMouse()
        painter.setPen(QPen(theme.color("accent" if chosen else "edge"), edge))
        painter.setBrush(theme.color("accent_tint" if chosen else "hover" if pressed else "surface"))
        painter.drawRoundedRect(body, 6, 6)
        inner = body.adjusted(theme.px(12), theme.px(7), -theme.px(12), -theme.px(7))
        if self.width() < theme.px(STACKED_BELOW):
            self._paint_stacked(painter, inner)
        else:
            self._paint_in_line(painter, inner)

    def _paint_in_line(self, painter: QPainter, inner: QRectF) -> None:
        side, mark = theme.px(38), theme.px(24)
        cap = QRectF(inner.x(), inner.center().y() - side / 2, side, side)
        paint_big_cap(painter, cap, self.key, size=20, chosen=self.isChecked())
        right = inner.right()
        if self.state:
            right -= mark
            paint_sighting(painter, QRectF(right, inner.center().y() - mark / 2, mark, mark), self.state)
            right -= theme.px(8)
        place = QRectF(cap.right() + theme.px(12), inner.y(), right - cap.right() - theme.px(12), inner.height())
        self._paint_words(painter, place, 18 if self.state else 16, Qt.AlignmentFlag.AlignVCenter)

    def _paint_stacked(self, painter: QPainter, inner: QRectF) -> None:
        side, mark = theme.px(26), theme.px(20)
        if not self.state:
            cap = QRectF(inner.x() - theme.px(4), inner.center().y() - side / 2, side, side)
            paint_big_cap(painter, cap, self.key, chosen=self.isChecked())
            size = 16 if self.width() >= theme.px(190) else 14  # three lines where there is least room
            self._paint_words(painter, inner.adjusted(side + 2, -6, 9, 6), size, Qt.AlignmentFlag.AlignVCenter)
            return
        paint_big_cap(painter, QRectF(inner.x(), inner.y(), side, side), self.key, chosen=self.isChecked())
        paint_sighting(painter, QRectF(inner.right() - mark, inner.y() + 2, mark, mark), self.state)
        place = inner.adjusted(-theme.px(4), side + 2, theme.px(8), theme.px(5))
        self._paint_words(painter, place, 16, Qt.AlignmentFlag.AlignVCenter)

    def _paint_words(self, painter: QPainter, place: QRectF, size: int, upright: Qt.AlignmentFlag) -> None:
        painter.setFont(walk_font(size, 600))
        painter.setPen(theme.color("text"))
        flags = int(upright.value) | int(Qt.TextFlag.TextWordWrap.value)
        painter.drawText(place, flags, self.text())


class AnswerBar(QWidget):
    """answered(state), chosen(words): a reason, place or note was given; taken_over: the register takes the new place.

    asking: "" while it shows the answers, else "reason", "place" or "note". left: the question was put away.
    """

    answered = Signal(str)
    chosen = Signal(str, str)
    taken_over = Signal()
    left = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asking = ""
        self._suggestions: Sequence[str] = ()
        self.answers = [KeyButton(str(key), _(SIGHTING_WORDS[state]), state) for key, state in _KEYED]
        self.choices = [KeyButton(str(key)) for key, _state in _KEYED]
        self.question = text("", "strong")
        self.line = _Line()
        self.line.returnPressed.connect(self._enter)
        self.line.given_up.connect(self.give_up)
        self._offer_words = text("", "body", cut=True)
        self._offer_words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.offer = button(_("Sửa danh mục theo nơi mới  D"), self.taken_over.emit, icon_name="edit")
        self.offer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for each in (self.question, self._offer_words):
            each.setFont(walk_font(16, 600 if each is self.question else 400))
            each.setStyleSheet(f"font-size: {theme.px(16)}px;")
        self._build()
        self.setStyleSheet(controls_sheet())
        self.show_answers()

    def _build(self) -> None:
        self._ask_row = _held(row(self.question, gap=14))
        layout = self._ask_row.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.addWidget(self.line, 1)
        self._offer_row = _held(row(gap=14))
        layout = self._offer_row.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.addWidget(self._offer_words, 1)
        layout.addWidget(self.offer)
        self._answer_row, self._choice_row = _held(_equal(self.answers)), _held(_equal(self.choices))
        self._column = column(
            self._ask_row, self._offer_row, self._answer_row, self._choice_row, gap=8, margins=(28, 0, 28, 18)
        )
        self.setLayout(self._column)
        for place, state in enumerate(ANSWERS):
            self.answers[place].clicked.connect(lambda _on=False, state=state: self.answered.emit(state))
            self.choices[place].clicked.connect(lambda _on=False, place=place: self.choose(place + 1))

    def use_little_room(self, little: bool) -> None:
        self._column.setContentsMargins(*((16, 0, 16, 12) if little else (28, 0, 28, 18)))
        self._column.setSpacing(6 if little else 8)

    # ---- what it shows

    def show_answers(self, state: str = "", offer: str = "") -> None:
        """The five answers, the one that was given marked. offer: what the register still says of a moved one."""
        self.asking = ""
        for place, each in enumerate(ANSWERS):
            self.answers[place].setChecked(each == state)
        self._offer_words.setText(offer)
        self._show(asks=False, offers=bool(offer), answers=True, choices=False)

    def ask(self, what: str, question: str, suggestions: Sequence[str] = (), given: str = "") -> None:
        """Ask for a reason, place or note; a digit takes a suggestion, letters begin to type another."""
        self.asking, self._suggestions = what, tuple(suggestions[: len(self.choices)])
        self.question.setText(question)
        self.line.setText(given)
        self.line.setAccessibleName(question)
        self.line.setPlaceholderText(
            _("hoặc gõ ở đây, Enter ghi, Esc thôi") if suggestions else _("Enter ghi, Esc thôi")
        )
        for place, each in enumerate(self.choices):
            words = self._suggestions[place] if place < len(self._suggestions) else ""
            each.say(words)
            each.setVisible(bool(words))
            each.setChecked(bool(words) and words == given)
        self._show(asks=True, offers=False, answers=False, choices=bool(self._suggestions))
        if not suggestions:
            self.line.setFocus()

    def type_into(self, letters: str) -> None:
        """The first letters of a reason or place of one's own."""
        self.line.setFocus()
        self.line.insert(letters)

    def choose(self, number: int) -> bool:
        """Take the suggestion of this key; False where there is none."""
        if not 1 <= number <= len(self._suggestions) or not self.asking:
            return False
        self.chosen.emit(self.asking, self._suggestions[number - 1])
        return True

    def give_up(self) -> None:
        self.asking = ""
        self.left.emit()

    def _enter(self) -> None:
        self.chosen.emit(self.asking, tidy(self.line.text()))

    def _show(self, *, asks: bool, offers: bool, answers: bool, choices: bool) -> None:
        before = self.sizeHint().height()
        self._ask_row.setVisible(asks)
        self._offer_row.setVisible(offers)
        self._answer_row.setVisible(answers)
        self._choice_row.setVisible(choices)
        self._column.invalidate()
        if self.sizeHint().height() != before:
            self.resized.emit()


class _Line(QLineEdit):
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc end here: the list below would go on to the next row."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)
            event.accept()


_KEYED = tuple(enumerate(ANSWERS, 1))


def _held(layout: QHBoxLayout) -> QWidget:
    held = QWidget()
    held.setLayout(layout)
    return held


def _equal(buttons: Sequence[QWidget]) -> QHBoxLayout:
    line = row(gap=11)
    for each in buttons:
        line.addWidget(each, 1)
    return line
