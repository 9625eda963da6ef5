"""The rows of the home page: whose dossier, how far on the scale of ten steps, what is open, when backed up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from app.formats import fold
from app.ui import theme
from app.ui.icons import paint_icon
from app.ui.pages.catalogue import PAGES
from app.ui.parts import paint_glyph
from app.ui.parts.scales import paint_steps
from app.ui.parts.tables import paint_row_ground
from app.ui.status_line import local_moment
from app.wording import _

if TYPE_CHECKING:
    from app.services.dossiers import DossierCard

Index = QModelIndex | QPersistentModelIndex
OLD_BACKUP_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRow:
    """One recent file: what was read of it (card), or why it cannot be read (trouble); neither while it is read."""

    path: Path
    card: DossierCard | None = None
    trouble: str = ""

    @property
    def searchable(self) -> str:
        known = f"{self.card.enterprise} {self.card.site_name} {self.card.cycle_name}" if self.card else ""
        return fold(f"{known} {self.path.stem}")

    @property
    def title(self) -> str:
        return self.card.enterprise if self.card else self.path.stem

    @property
    def second(self) -> str:
        if self.card is None:
            return str(self.path.parent)
        return " · ".join(each for each in (self.card.site_name, self.card.cycle_name) if each)


class DossierModel(QAbstractListModel):
    ROW = Qt.ItemDataRole.UserRole

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[HomeRow] = []

    def show_rows(self, rows: Sequence[HomeRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        each = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return each.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(part for part in (each.title, each.second, each.trouble or open_words(each)) if part)
            case Qt.ItemDataRole.ToolTipRole:
                return str(each.path)
            case self.ROW:
                return each
        return None


def step_words(card: DossierCard) -> str:
    title = next((each.title for each in PAGES if each.step == card.step), "")
    return _(title)


def open_words(each: HomeRow) -> str:
    """What is still open in a dossier, in a few words."""
    if each.card is None:
        return _("Đang đọc…")
    card, states = each.card, each.card.step_states
    if "needs_work" in states:
        return _("Bước {number} cần sửa", number=states.index("needs_work") + 1)
    if all(state == "approved" for state in states):
        return _("Đã khóa, sẵn sàng chu kỳ mới")
    if "submitted" in states:
        return _("Bước {number} chờ duyệt", number=states.index("submitted") + 1)
    if card.step > 1:
        return _("Đang làm bước {number}", number=card.step)
    if card.answered < card.questions:
        return _("{answered}/{questions} câu", answered=card.answered, questions=card.questions)
    return _("Đủ {questions} câu", questions=card.questions)


def open_state(card: DossierCard) -> tuple[str, float]:
    """Glyph and share that stand before open_words."""
    states = card.step_states
    share = card.answered / card.questions if card.questions else 0.0
    if "needs_work" in states:
        return "warn", 0.0
    if all(state == "approved" for state in states):
        return "lock", 0.0
    if "submitted" in states:
        return "sent", 0.0
    if card.step > 1:
        return "doing", (card.step - 1) / len(states)
    return ("ok" if share >= 1 else "doing" if share else "todo"), share


class DossierDelegate(QStyledItemDelegate):
    """64 high: two lines a column; columns given as shares of the width."""

    def __init__(self, view: QListView, today: date) -> None:
        super().__init__(view)
        self._view = view
        self._today = today

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, theme.px(64))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        each: HomeRow = index.data(DossierModel.ROW)
        current = self._view.currentIndex().row() == index.row()
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = option.rect
        left, wide = rect.x() + 16, rect.width() - 16 - 44
        first, second, third = round(wide * 0.34), round(wide * 0.29), round(wide * 0.21)
        top, low = QRect(left, rect.y() + 9, first - 16, theme.px(22)), rect.y() + 9 + theme.px(22)
        _line(painter, top, each.title, "h2", "text")
        _line(painter, QRect(left, low, first - 16, theme.px(20)), each.second, "body", "text2")
        if each.trouble:
            self._trouble(painter, QRect(left + first, rect.y(), wide - first, rect.height()), each)
        else:
            self._steps(painter, QRect(left + first, rect.y(), second - 24, rect.height()), each)
            self._open(painter, QRect(left + first + second, rect.y(), third - 12, rect.height()), each)
            fourth = left + first + second + third
            self._backup(painter, QRect(fourth, rect.y(), rect.right() - 40 - fourth, rect.height()), each)
        paint_icon(painter, "right", QRectF(rect.right() - 30, rect.center().y() - 8, 18, 18), "text2")
        painter.restore()

    def _trouble(self, painter: QPainter, rect: QRect, each: HomeRow) -> None:
        paint_glyph(painter, QRectF(rect.x(), rect.center().y() - 7, 15, 15), "bad")
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("bad"))
        place = rect.adjusted(24, 6, 0, -6)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place, int(flags), each.trouble)

    def _steps(self, painter: QPainter, rect: QRect, each: HomeRow) -> None:
        if each.card is None:
            return
        number = _("Bước {number}", number=each.card.step)
        top = QRect(rect.x(), rect.y() + 9, rect.width(), theme.px(20))
        _line(painter, top, number, "strong", "text")
        taken = painter.fontMetrics().horizontalAdvance(number) + 8
        _line(painter, top.adjusted(taken, 0, 0, 0), step_words(each.card), "body", "text")
        bar = QRectF(rect.x(), rect.y() + 9 + theme.px(20) + 6, rect.width(), 14)
        paint_steps(painter, bar, each.card.step_states)

    def _open(self, painter: QPainter, rect: QRect, each: HomeRow) -> None:
        if each.card is not None:
            state, share = open_state(each.card)
            glyph = QRectF(rect.x(), rect.y() + 9 + (theme.px(20) - 14) / 2, 14, 14)
            paint_glyph(painter, glyph, state, share)
        top = QRect(rect.x() + 21, rect.y() + 9, rect.width() - 21, theme.px(20))
        _line(painter, top, open_words(each), "body", "text")
        if each.card is not None and each.card.saved_at is not None:
            low = QRect(rect.x(), rect.y() + 9 + theme.px(22), rect.width(), theme.px(20))
            _line(painter, low, local_moment(each.card.saved_at, self._today), "small", "text3")

    def _backup(self, painter: QPainter, rect: QRect, each: HomeRow) -> None:
        if each.card is None:
            return
        late = has_old_backup(each.card, self._today)
        icon = QRectF(rect.x(), rect.center().y() - 7, 14, 14)
        paint_icon(painter, "shield", icon, "warn" if late else "ok")
        words = (
            _("Sao lưu {time}", time=local_moment(each.card.backup_at, self._today))
            if each.card.backup_at
            else _("Chưa sao lưu")
        )
        _line(painter, rect.adjusted(20, 0, 0, 0), words, "small", "warn" if late else "text3")


def has_old_backup(card: DossierCard, today: date) -> bool:
    """No backup since the last change, for some days; a dossier nobody touches needs no newer one."""
    if card.saved_at is None:
        return False
    if card.backup_at is None:
        return True
    return card.backup_at < card.saved_at and (today - card.backup_at.astimezone().date()).days >= OLD_BACKUP_DAYS


def _line(painter: QPainter, rect: QRect, words: str, role: str, token: str) -> None:
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(token))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
