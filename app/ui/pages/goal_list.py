"""The goals as rows: state, name, unit and day, the chips of the thread, and the scale from baseline to target."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QWidget

from app.domain.baseline import interval_of
from app.domain.goals import Goal, goal_code
from app.formats import show_date, show_number
from app.services.goals import GoalRow
from app.ui import theme
from app.ui.pages.goal_chips import Chip, paint_goal_chips, placed
from app.ui.pages.goal_scale import paint_flag, paint_goal_scale, paint_ring, paint_whisker
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph
from app.ui.parts.tables import paint_row_ground, paint_words
from app.wording import _


def told(row: GoalRow) -> str:
    """The goal as a sentence, with what it still lacks."""
    goal = row.goal
    sentence = _(
        "{code} {title}: {way}",
        code=goal_code(goal),
        title=goal.title,
        way=way(goal),
    )
    interval = interval_of(goal)
    known = [interval.words] if interval else []
    return ". ".join([sentence, *known, *(gap.words for gap in row.gaps), *(each.words for each in row.doubts)])


def way(goal: Goal) -> str:
    """From where to where: "88,5 → 100 %"."""
    now = show_number(goal.baseline) if goal.baseline is not None else _("chưa đo")
    then = show_number(goal.target) if goal.target is not None else _("chưa đặt")
    return f"{now} → {then} {goal.unit}".strip()


def facts(goal: Goal) -> str:
    """Day, owner, unit and indicator, as far as they are known."""
    due = _("đến {day}", day=show_date(goal.due_on)) if goal.due_on else ""
    parts = [due, goal.owner, goal.unit if goal.unit != "%" else "", goal.indicator]
    return "  ·  ".join(each for each in parts if each)


class GoalDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        _paint(painter, QRectF(option.rect), index.data(RECORD))
        painter.restore()


def _paint(painter: QPainter, rect: QRectF, row: GoalRow) -> None:
    goal, scale = row.goal, _scale_place(rect)
    words = QRectF(rect.x() + theme.px(44), rect.y(), scale.x() - rect.x() - theme.px(44) - 14, rect.height())
    paint_glyph(painter, QRectF(rect.x() + 16, rect.y() + theme.px(13), 16, 16), row.state)
    paint_words(painter, words, theme.px(11), "strong", goal.title)
    lacking, doubt = ", ".join(gap.words for gap in row.gaps), row.doubts[0].words if row.doubts else ""
    token = "bad" if row.state == "bad" else "warn" if lacking or doubt else ""
    paint_words(painter, words, theme.px(33), "small", lacking or doubt or facts(goal), token)
    paint_goal_chips(painter, chips_place(rect), row)
    paint_goal_scale(painter, scale, goal, row.before)


def _scale_place(rect: QRectF) -> QRectF:
    wide = min(theme.px(250), rect.width() * 0.34)
    return QRectF(rect.right() - wide - 14, rect.y() + 6, wide, rect.height() - 10)


def chips_place(rect: QRectF) -> QRectF:
    """Where the chips stand within a row."""
    left = rect.x() + theme.px(44)
    return QRectF(left, rect.y() + theme.px(55), _scale_place(rect).x() - left - 10, theme.px(22))


class GoalList(ReadingList[GoalRow]):
    """followed(kind, id, goal id): a chip was clicked; id is "" for what is missing."""

    followed = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__(_("Các mục tiêu"), told, height=86)
        self.setItemDelegate(GoalDelegate(self))
        self._on_chip = False

    def chip_at(self, point: QPoint) -> tuple[Chip, GoalRow] | None:
        index = self.indexAt(point)
        if not index.isValid():
            return None
        row: GoalRow = index.data(RECORD)
        place = chips_place(QRectF(self.visualRect(index)))
        hit = (chip for chip, body in placed(row, place) if body.contains(QPointF(point)))
        chip = next(hit, None)
        return None if chip is None or chip.kind == "goals" else (chip, row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A chip is its own way; the row under it only becomes the current one."""
        found = self.chip_at(event.position().toPoint())
        self._on_chip = found is not None and event.button() == Qt.MouseButton.LeftButton
        if found is None or not self._on_chip:
            super().mousePressEvent(event)
            return
        self.setFocus()
        self.setCurrentIndex(self.indexAt(event.position().toPoint()))
        self.followed.emit(found[0].kind, found[0].id, found[1].goal.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._on_chip:
            super().mouseReleaseEvent(event)
        self._on_chip = False


class Legend(QWidget):
    """What ring, whisker and flag mean."""

    MARK, AIR = 20, 16

    def __init__(self) -> None:
        super().__init__()
        self._words = (_("hiện tại"), _("khoảng 95 %"), _("cần đạt"))
        self.setAccessibleName(", ".join(self._words))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("small"))
        marks = len(self._words) * (self.MARK + self.AIR)
        return QSize(sum(map(metrics.horizontalAdvance, self._words)) + marks, theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = 0.0, self.height() / 2
        for mark, words in zip((_ring, _whisker, _flag), self._words, strict=True):
            mark(painter, x, middle)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text3"))
            wide = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRectF(x + self.MARK, 0, wide + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            x += self.MARK + wide + self.AIR


def _ring(painter: QPainter, x: float, middle: float) -> None:
    paint_ring(painter, QPointF(x + 8, middle))


def _whisker(painter: QPainter, x: float, middle: float) -> None:
    paint_whisker(painter, x + 1, x + 15, middle + 6, sampled=False)


def _flag(painter: QPainter, x: float, middle: float) -> None:
    paint_flag(painter, x + 6, middle + 8)
