"""The goals as rows: state, name, unit and day, the chips of the thread, and the scale from baseline to target."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QWidget

from app.domain.findings import finding_code
from app.domain.goals import Goal, goal_code
from app.formats import show_date, show_number
from app.services.goals import GoalRow
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.pages.goal_scale import paint_flag, paint_goal_scale, paint_ring
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph
from app.ui.parts.tables import paint_row_ground, paint_words
from app.wording import _

CHIPS, GAP = 4, 7


def told(row: GoalRow) -> str:
    """The goal as a sentence, with what it still lacks."""
    goal = row.goal
    sentence = _(
        "{code} {title}: {way}",
        code=goal_code(goal),
        title=goal.title,
        way=way(goal),
    )
    return ". ".join([sentence, *(gap.words for gap in row.gaps)])


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
    goal = row.goal
    scale_wide = min(theme.px(270), rect.width() * 0.36)
    scale = QRectF(rect.right() - scale_wide - 14, rect.y() + 10, scale_wide, rect.height() - 14)
    words = QRectF(rect.x() + theme.px(44), rect.y(), scale.x() - rect.x() - theme.px(44) - 14, rect.height())
    paint_glyph(painter, QRectF(rect.x() + 16, rect.y() + theme.px(13), 16, 16), row.state)
    paint_words(painter, words, theme.px(11), "strong", goal.title)
    missing = ", ".join(gap.words for gap in row.gaps)
    paint_words(painter, words, theme.px(33), "small", facts(goal) or missing)
    _paint_chips(painter, QRectF(words.x(), rect.y() + theme.px(55), words.width(), theme.px(22)), row)
    paint_goal_scale(painter, scale, goal)


def _paint_chips(painter: QPainter, rect: QRectF, row: GoalRow) -> None:
    """PH → MT, in this order; a missing finding is dashed."""
    x = rect.x()
    codes = [finding_code(each) for each in row.findings]
    if not codes:
        x = _chip(painter, rect, x, _("chưa nối phát hiện"), "missing")
    room = rect.width() - 20 - _chip_width(goal_code(row.goal))
    most = max(1, min(CHIPS, int(room // _chip_width("PH-00")) - (len(codes) > CHIPS)))
    for code in codes[:most]:
        x = _chip(painter, rect, x, code, "plain")
    if len(codes) > most:
        x = _chip(painter, rect, x, f"+{len(codes) - most}", "plain")
    paint_icon(painter, "arrow", QRectF(x, rect.center().y() - 7, 14, 14), "text3")
    x = _chip(painter, rect, x + 20, goal_code(row.goal), "current")
    lacking = ", ".join(gap.words for gap in row.gaps if gap.field != "findings")
    if lacking and x < rect.right() - 60:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("bad" if row.state == "bad" else "warn"))
        place = QRectF(x + 4, rect.y(), rect.right() - x - 4, rect.height())
        fitting = painter.fontMetrics().elidedText(lacking, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, fitting)


def _chip(painter: QPainter, rect: QRectF, x: float, words: str, kind: str) -> float:
    """Draw one chip; the x behind it."""
    wide = _chip_width(words) - GAP
    body = QRectF(x + 0.5, rect.y() + 0.5, wide, rect.height() - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    match kind:
        case "current":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            ink = "on_accent"
        case "missing":
            painter.setPen(QPen(theme.color("warn_fill"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(theme.color("surface"))
            ink = "warn"
        case _:
            painter.setPen(QPen(theme.color("line2"), 1))
            painter.setBrush(theme.color("surface"))
            ink = "accent"
    painter.drawRoundedRect(body, 4, 4)
    painter.setFont(theme.font("body"))
    painter.setPen(theme.color(ink))
    painter.drawText(body, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
    return x + wide + GAP


def _chip_width(words: str) -> int:
    """How far a chip moves what follows it."""
    return QFontMetrics(theme.font("body")).horizontalAdvance(words) + 16 + GAP


class Legend(QWidget):
    """What ring and flag mean."""

    def __init__(self) -> None:
        super().__init__()
        self._words = (_("hiện tại"), _("cần đạt"))
        self.setAccessibleName(", ".join(self._words))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("small"))
        return QSize(sum(map(metrics.horizontalAdvance, self._words)) + 56, theme.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        paint_ring(painter, QPointF(7, middle))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        second = 18 + painter.fontMetrics().horizontalAdvance(self._words[0]) + 16
        painter.drawText(QRectF(18, 0, 200, self.height()), Qt.AlignmentFlag.AlignVCenter, self._words[0])
        painter.drawText(QRectF(second + 14, 0, 200, self.height()), Qt.AlignmentFlag.AlignVCenter, self._words[1])
        paint_flag(painter, second, middle + 8)


def goal_list() -> ReadingList[GoalRow]:
    made: ReadingList[GoalRow] = ReadingList(_("Các mục tiêu"), told, height=86)
    made.setItemDelegate(GoalDelegate(made))
    return made
