"""What is painted for a closing meeting: the nine scales, the way of a goal, the tasks, a pill, all large."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.meeting_points import GoalPoint, Said, TaskPoint
from app.domain.scores import SubjectScore, one_place
from app.formats import show_date, show_number
from app.reports.closing_minutes import way
from app.ui import theme
from app.ui.pages.floor_looks import walk_font
from app.ui.parts import paint_glyph
from app.ui.parts.states import tint_of, tone_of
from app.wording import _

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
FILLS = {"ok": "accent", "part": "warn_fill", "bad": "bad_fill"}


def _write(
    painter: QPainter, rect: QRectF, words: str, size: int, weight: int = 400, token: str = "text",
    flags: Qt.AlignmentFlag = _MIDDLE,
) -> None:  # fmt: skip
    painter.setFont(walk_font(size, weight))
    painter.setPen(theme.color(token))
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, int(flags.value), fitting)


class BigPill(QWidget):
    """A state in glyph and word."""

    def __init__(self, state: str, word: str) -> None:
        super().__init__()
        self._state, self._word = state, word
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(walk_font(20, 600)).horizontalAdvance(self._word)
        return QSize(wide + theme.px(54), theme.px(38))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(tint_of(self._state)))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        side = theme.px(20)
        paint_glyph(painter, QRectF(theme.px(12), (self.height() - side) / 2, side, side), self._state)
        place = QRectF(theme.px(40), 0, self.width() - theme.px(48), self.height())
        _write(painter, place, self._word, 20, 600, tone_of(self._state))
        painter.end()


class SubjectScales(QWidget):
    """Nine rows from 1 to 5 with what is required; a subject without a score says why."""

    ROW = 42

    def __init__(self, subjects: Sequence[SubjectScore]) -> None:
        super().__init__()
        self._subjects = subjects
        self.setAccessibleName(". ".join(map(told_subject, subjects)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(700, theme.px(self.ROW) * len(self._subjects) + theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        left, right = self.width() * 0.46, self.width() - theme.px(120)
        top = float(theme.px(26))

        def at(level: float) -> float:
            return left + (level - 1) / 4 * (right - left)

        painter.setPen(QPen(theme.color("line"), 1))
        for level in range(1, 6):
            painter.drawLine(QPointF(at(level), top), QPointF(at(level), self.height()))
            place = QRectF(at(level) - 20, 0, 40, top - 4)
            _write(painter, place, str(level), 20, 400, "text3", Qt.AlignmentFlag.AlignCenter)
            painter.setPen(QPen(theme.color("line"), 1))
        for each in self._subjects:
            self._paint_row(painter, each, QRectF(0, top, self.width(), theme.px(self.ROW)), (left, right))
            top += theme.px(self.ROW)
        painter.end()

    def _paint_row(self, painter: QPainter, each: SubjectScore, rect: QRectF, ends: tuple[float, float]) -> None:
        left, right = ends
        name = _("{number}. {title}", number=each.subject, title=each.title)
        _write(
            painter, QRectF(rect.x(), rect.y(), left - 16, rect.height()), name, 20, 600 if each.state == "bad" else 400
        )
        if each.score is None:
            _write(painter, QRectF(left + 6, rect.y(), right - left, rect.height()), each.reason, 20, 400, "text3")
            return
        thick = theme.px(18)
        long = max((float(each.score) - 1) / 4 * (right - left), 3.0)
        painter.fillRect(
            QRectF(left, rect.center().y() - thick / 2, long, thick), theme.color(FILLS.get(each.state, "chart2"))
        )
        if each.required is not None:
            x = left + (float(each.required) - 1) / 4 * (right - left)
            painter.setPen(QPen(theme.color("text"), 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, rect.y() + 5), QPointF(x, rect.bottom() - 5))
        shown = show_number(one_place(each.score))
        _write(painter, QRectF(right + 4, rect.y(), theme.px(60), rect.height()), shown, 22, 600, "text", _RIGHT)
        side = theme.px(20)
        paint_glyph(painter, QRectF(self.width() - side - 8, rect.center().y() - side / 2, side, side), each.state)


def told_subject(each: SubjectScore) -> str:
    if each.score is None:
        return _("Nội dung {number}, {title}: {reason}", number=each.subject, title=each.title, reason=each.reason)
    level = show_number(one_place(each.score))
    return _("Nội dung {number}, {title}: mức {level}", number=each.subject, title=each.title, level=level)


class GoalScale(QWidget):
    """From baseline to target, with both figures written large."""

    def __init__(self, point: GoalPoint) -> None:
        super().__init__()
        self._point = point
        self.setAccessibleName(_("{title}: {way}", title=point.title, way=way(point)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(600, theme.px(124))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        point = self._point
        half = self.width() / 2
        for x, name, value, absent, token in (
            (0.0, _("Hiện tại"), point.baseline, _("chưa đo"), "text2"),
            (half, _("Cần đạt"), point.target, _("chưa đặt"), "accent"),
        ):
            shown = f"{show_number(value)} {point.unit}".strip() if value is not None else absent
            _write(painter, QRectF(x, 0, half - 8, theme.px(26)), name, 20, 400, "text3")
            _write(painter, QRectF(x, theme.px(26), half - 8, theme.px(38)), shown, 28, 600, token)
        self._paint_way(painter, float(theme.px(92)))
        painter.end()

    def _paint_way(self, painter: QPainter, line: float) -> None:
        left, right = 12.0, self.width() - 24.0
        painter.setPen(QPen(theme.color("edge"), 2))
        painter.drawLine(QPointF(left, line), QPointF(right, line))
        for tick in range(11):
            x = left + (right - left) * tick / 10
            painter.drawLine(QPointF(x, line), QPointF(x, line + (12 if tick % 5 == 0 else 7)))
        now, then = self._share(self._point.baseline), self._share(self._point.target)
        spots = [None if each is None else left + (right - left) * each for each in (now, then)]
        if spots[0] is not None and spots[1] is not None:
            band = theme.color("chart2")
            band.setAlpha(140)
            painter.fillRect(QRectF(min(spots[0], spots[1]), line - 14, abs(spots[1] - spots[0]), 12), band)
        if spots[1] is not None:
            self._paint_flag(painter, spots[1], line)
        if spots[0] is not None:
            painter.setPen(QPen(theme.color("text2"), 2.4))
            painter.setBrush(theme.color("surface"))
            painter.drawEllipse(QPointF(spots[0], line - 8), 8, 8)

    def _paint_flag(self, painter: QPainter, x: float, line: float) -> None:
        painter.setPen(QPen(theme.color("accent"), 3))
        painter.drawLine(QPointF(x, line), QPointF(x, line - 28))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawPolygon(QPolygonF([QPointF(x, line - 28), QPointF(x + 13, line - 22), QPointF(x, line - 16)]))

    def _share(self, value: object) -> float | None:
        """Where a value stands between 0 and the end of the scale."""
        if value is None:
            return None
        point = self._point
        most = max((abs(each) for each in (point.baseline, point.target) if each is not None), default=None)
        end = 100.0 if point.unit == "%" else float(most or 1) * 1.1
        return max(0.0, min(1.0, float(str(value)) / end))


class TaskTable(QWidget):
    """Tasks with owner and days; the one that is spoken of has the accent edge."""

    ROW = 66

    def __init__(self, tasks: Sequence[TaskPoint], chosen: str, said: Mapping[str, Sequence[Said]]) -> None:
        super().__init__()
        self._tasks, self._chosen, self._said = tasks, chosen, said
        self.setAccessibleName(". ".join(told_task(each) for each in tasks))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(700, theme.px(self.ROW) * len(self._tasks))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, each in enumerate(self._tasks):
            rect = QRectF(0, number * theme.px(self.ROW), self.width(), theme.px(self.ROW))
            if each.id == self._chosen:
                painter.fillRect(rect, theme.color("select"))
                painter.fillRect(QRectF(rect.x(), rect.y(), 4, rect.height()), theme.color("accent"))
            painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.color("line"))
            self._paint_task(painter, rect.adjusted(16, 4, -12, -4), each)
        painter.end()

    def _paint_task(self, painter: QPainter, rect: QRectF, each: TaskPoint) -> None:
        code, days, half = theme.px(84), theme.px(250), rect.height() / 2
        _write(painter, QRectF(rect.x(), rect.y(), code, half), each.code, 20, 600, "accent")
        title = QRectF(rect.x() + code, rect.y(), rect.width() - code - days - 12, half)
        _write(painter, title, each.title, 20, 600)
        owner = ", ".join(filter(None, (each.owner, each.partner))) or _("chưa có người phụ trách")
        _write(painter, title.translated(0, half), owner, 20, 400, "text2")
        when = QRectF(rect.right() - days, rect.y(), days, half)
        _write(painter, when, task_days(each), 20, 400, "text", _RIGHT)
        said = self._said.get(each.id, ())
        side = theme.px(20)
        for number, one in enumerate(reversed(said)):
            place = QRectF(rect.right() - (number + 1) * (side + 6), rect.y() + half + 4, side, side)
            paint_glyph(painter, place, "ok" if one.kind == "agreement" else "bad")


def task_days(each: TaskPoint) -> str:
    if each.starts_on is None and each.ends_on is None:
        return _("chưa đặt ngày")
    return f"{show_date(each.starts_on) or '…'}–{show_date(each.ends_on) or '…'}"


def told_task(each: TaskPoint) -> str:
    return ", ".join(filter(None, (each.code, each.title, each.owner, task_days(each))))
