"""What was done to an instrument, the latest first: day, certificate, error with its uncertainty, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.domain.instruments import Calibration, CalibrationPoint
from app.domain.typed_fields import KIND_WORDS, RESULT_WORDS
from app.formats import show_date, show_number
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.pages.error_chart import signed
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import paint_glyph
from app.ui.parts.tables import paint_row_ground
from app.wording import _

GLYPHS = {"pass": "ok", "fail": "bad", "": "na"}
ROW = 32


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A calibration with its points, which may be none."""

    calibration: Calibration
    points: tuple[CalibrationPoint, ...] = ()


def day_of(calibration: Calibration) -> str:
    return show_date(calibration.performed_on) or calibration.performed_text or "—"


def told(line: HistoryLine) -> str:
    """A calibration in one line, for tooltips and screen readers."""
    calibration = line.calibration
    due = show_date(calibration.valid_until) or calibration.valid_until_text
    parts = (
        f"{_(KIND_WORDS[calibration.kind])} {day_of(calibration)}",
        calibration.certificate_number,
        calibration.body,
        _error(calibration),
        _(RESULT_WORDS[calibration.result]),
        _("có giá trị đến {day}", day=due) if due else "",
        _points_told(line),
    )
    return ", ".join(each for each in parts if each)


def calibration_list() -> ReadingList[HistoryLine]:
    made: ReadingList[HistoryLine] = ReadingList(_("Lịch sử kiểm định, hiệu chuẩn"), told, height=ROW)
    made.setItemDelegate(_Delegate(made))
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


class _Delegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.hasFocus() and view.currentIndex() == index
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        _paint(painter, option.rect.adjusted(2, 0, -2, 0), index.data(RECORD))
        painter.restore()


def _paint(painter: QPainter, rect: QRect, shown: HistoryLine) -> None:
    calibration = shown.calibration
    word = _(RESULT_WORDS[calibration.result]) if calibration.result else ""
    day_wide, verdict_wide, error_wide = theme.px(74), theme.px(60), theme.px(88)
    day = QRect(rect.x(), rect.y(), day_wide, rect.height())
    verdict = QRect(rect.right() - verdict_wide, rect.y(), verdict_wide, rect.height())
    error = QRect(verdict.x() - error_wide - 4, rect.y(), error_wide, rect.height())
    paper = QRect(day.right() + 8, rect.y(), error.x() - day.right() - 10, rect.height())
    _line(painter, day, day_of(calibration), "body", "text")
    if shown.points:  # the error is that of one point among several
        paint_icon(painter, "table", QRectF(paper.x(), paper.center().y() - 6, 13, 13), "text3")
        paper = paper.adjusted(18, 0, 0, 0)
    _line(painter, paper, calibration.certificate_number or calibration.body or "—", "body", "text2")
    _line(painter, error, _error(calibration, with_unit=False), "small", "text2", Qt.AlignmentFlag.AlignRight)
    glyph = QRectF(verdict.x() + 4, verdict.center().y() - 6.5, 14, 14)
    if word:
        paint_glyph(painter, glyph, GLYPHS[calibration.result])
    _line(painter, verdict.adjusted(23, 0, 0, 0), word or "—", "body", "text" if word else "text3")


def _points_told(line: HistoryLine) -> str:
    return _("{count} điểm", count=show_number(len(line.points))) if line.points else ""


def _error(calibration: Calibration, *, with_unit: bool = True) -> str:
    if calibration.error is None:
        return ""
    uncertainty = calibration.expanded_uncertainty
    unit = calibration.result_unit if with_unit else ""
    spread = f" ± {show_number(uncertainty)}" if uncertainty is not None else ""
    return f"{signed(calibration.error)}{spread} {unit}".strip()


def _line(
    painter: QPainter,
    rect: QRect,
    words: str,
    role: str,
    token: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(token))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, shown)
