"""Places by hand: one point in four fields, a line or an outline as a list of points."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.domain.errors import UserError
from app.domain.forms.definition import QuestionType
from app.formats import nfc, show_number
from app.ui import theme
from app.ui.forms.coordinates import (
    Point,
    fault_of,
    kept_point,
    length_of,
    plain,
    read_point,
    read_points,
    shown_points,
)
from app.ui.forms.editor import Editor, repolish
from app.ui.forms.line_editors import AnswerLine
from app.ui.forms.note_field import NoteField
from app.ui.parts import column, row, text
from app.wording import N_, _

_FIELDS = (
    (N_("Vĩ độ"), "20.9212"),
    (N_("Kinh độ"), "106.0534"),
    (N_("Độ cao, m"), ""),
    (N_("Sai số, m"), ""),
)


class GeopointEditor(Editor):
    """Judged when all four fields are left; a whole point pasted or typed into the first one is spread over them."""

    keeps_typed = True

    def __init__(self, parent: QWidget | None = None) -> None:
        self.fields = tuple(AnswerLine() for _each in _FIELDS)
        cells = []
        for line, (label, example) in zip(self.fields, _FIELDS, strict=True):
            line.setPlaceholderText(example)
            words = text(_(label), "small")
            words.setBuddy(line)
            line.setAccessibleName(_(label))
            line.setMaximumWidth(theme.px(128))
            cells.append(column(words, line, gap=2))
        shown = QWidget()
        shown.setLayout(row(*cells, None, gap=8))
        super().__init__(self.fields[0], parent, shown=shown)
        self._kept = Point("", "")
        for line in self.fields:
            line.installEventFilter(self)
            line.returnPressed.connect(self.flush)
        self.fields[0].editingFinished.connect(self._spread)

    def show_value(self, value: str) -> None:
        point = kept_point(value)
        if point != self._kept or not self.unread():
            for line, part in zip(self.fields, point, strict=True):
                if line.text() != part:
                    line.setText(part)
        self._kept = point

    def flush(self) -> None:
        self._spread()
        point = self._typed()
        if point == self._kept or self.fields[0].isReadOnly():
            return
        if not any(point):
            self.committed.emit("")
            return
        wrong = fault_of(point)
        if wrong:
            self.show_problem(wrong)
        else:
            self.committed.emit(point.value())

    def forget(self) -> None:
        super().forget()
        self._kept = Point("", "")
        for line in self.fields:
            line.clear()

    def unread(self) -> str:
        point = self._typed()
        return " ".join(filter(None, point)) if point != self._kept else ""

    def set_read_only(self, still: bool) -> None:
        for line in self.fields:
            if line.isReadOnly() != still:
                line.setReadOnly(still)
                repolish(line)

    def tab_order(self) -> list[QWidget]:
        return list(self.fields)

    def marked(self) -> list[QWidget]:
        return list(self.fields[:2])

    def name(self, words: str) -> None:
        for line, (label, _example) in zip(self.fields, _FIELDS, strict=True):
            line.setAccessibleName(f"{words}: {_(label)}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._left)
        elif event.type() is QEvent.Type.KeyPress and event.matches(QKeySequence.StandardKey.Paste):  # type: ignore[attr-defined]
            return isinstance(watched, QLineEdit) and self._paste()
        return False

    def _left(self) -> None:
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self.flush()

    def _paste(self) -> bool:
        """A whole point from the clipboard goes into all fields; anything else is pasted as usual."""
        point = read_point(QApplication.clipboard().text())
        if point is None or self.fields[0].isReadOnly():
            return False
        self._put(point)
        self.flush()
        return True

    def _spread(self) -> None:
        point = read_point(self.fields[0].text())
        if point is not None and not self.fields[0].isReadOnly():
            self._put(point)

    def _put(self, point: Point) -> None:
        for line, part in zip(self.fields, point, strict=True):
            if part:
                line.setText(part)

    def _typed(self) -> Point:
        return Point(*(plain(nfc(line.text())) for line in self.fields))


class PointsEditor(Editor):
    """A line or an outline: one point a line, pasted or typed; told how many there are and how long it is."""

    keeps_typed = True

    def __init__(self, kind: QuestionType, parent: QWidget | None = None) -> None:
        self.area = NoteField(least_lines=3, pauses=False)
        self._said = text("", "small")
        shown = QWidget()
        shown.setLayout(column(self.area, self._said, gap=4))
        shown.setMaximumWidth(theme.px(440))
        super().__init__(self.area, parent, shown=shown)
        self._closed = kind is QuestionType.GEOSHAPE
        self.area.committed.connect(self._take)

    def show_value(self, value: str) -> None:
        if not self.problem():
            self.area.show_text(shown_points(value, closed=self._closed))
        self._say(value)

    def flush(self) -> None:
        self.area.flush()

    def forget(self) -> None:
        super().forget()
        self.area.forget()

    def unread(self) -> str:
        return self.area.toPlainText() if self.problem() else ""

    def set_read_only(self, still: bool) -> None:
        if self.area.isReadOnly() != still:
            self.area.setReadOnly(still)
            repolish(self.area)

    def _take(self, typed: str) -> None:
        try:
            value = read_points(typed, closed=self._closed)
        except UserError as mistake:
            self.show_problem(str(mistake))
            return
        self.show_problem("")
        self.committed.emit(value)

    def _say(self, value: str) -> None:
        points = len(shown_points(value, closed=self._closed).splitlines())
        if not points:
            self._said.setText(_("Mỗi dòng một điểm: vĩ độ, kinh độ. Dán được cả danh sách."))
            return
        metres = show_number(round(length_of(value)))
        if self._closed:
            self._said.setText(_("{points} điểm, chu vi {metres} m", points=points, metres=metres))
        else:
            self._said.setText(_("{points} điểm, dài {metres} m", points=points, metres=metres))
