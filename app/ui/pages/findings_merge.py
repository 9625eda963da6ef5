"""Picking the finding that one is merged into: those that may be the same matter first, then the rest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.formats import fold
from app.services.finding_list import FindingRow
from app.ui import theme
from app.ui.pages.findings_words import PRIORITY_STATES
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import Foot, SearchField, button, column, paint_glyph, text
from app.ui.parts.tables import paint_row_ground, paint_words
from app.wording import _


class _Delegate(RowsDelegate):
    """keys: of those that may be the same matter, with why."""

    why: dict[str, str]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        each: FindingRow = index.data(RECORD)
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = QRectF(option.rect).adjusted(14, 0, -14, 0)
        level = each.priority.level
        glyph = PRIORITY_STATES[level] if level else "todo"
        paint_glyph(painter, QRectF(rect.x(), rect.y() + theme.px(9), 14, 14), glyph)
        paint_words(painter, rect.adjusted(24, 0, 0, 0), theme.px(6), "strong", f"{each.code}  {each.title}".strip())
        paint_words(
            painter, rect.adjusted(24, 0, 0, 0), theme.px(26), "small", self.why.get(each.key) or each.state_words[1]
        )
        painter.restore()


def _told(each: FindingRow) -> str:
    return f"{each.code}, {each.title}, {each.state_words[1]}".strip(", ")


class MergePicker(QWidget):
    """picked(row): the one that shall stand. left: none of them."""

    picked = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._others: list[FindingRow] = []
        self._title = text("", "strong", wrap=True)
        self.search = SearchField(_("Mã hoặc tên phát hiện"))
        self.list: ReadingList[FindingRow] = ReadingList(_("Gộp vào phát hiện nào"), _told, height=50)
        self._delegate = _Delegate(self.list)
        self._delegate.why = {}
        self.list.setItemDelegate(self._delegate)
        take = button(_("Gộp vào phát hiện này"), self._pick, kind="primary", icon_name="merge")
        give_up = button(_("Thôi"), self.left.emit, kind="ghost")
        head = column(
            self._title,
            text(_("Mã của cả hai được giữ; liên kết chuyển sang phát hiện đứng lại."), "small", wrap=True),
            self.search,
            gap=6,
            margins=(16, 12, 16, 8),
        )
        body = column(head, gap=0)
        body.addWidget(self.list, 1)
        body.addWidget(Foot(take, give_up, None))
        self.setLayout(body)
        self.search.textChanged.connect(lambda _words: self._sift())
        self.list.opened.connect(lambda _record: self._pick())

    def offer(self, one: FindingRow, others: Sequence[FindingRow]) -> None:
        """What may be picked for this one."""
        same = {each.key: each.words for each in one.same}
        open_ones = [each for each in others if each.is_open and each.key != one.key]
        self._others = sorted(open_ones, key=lambda each: each.key not in same)
        self._delegate.why = {key: _("có thể cùng một việc: {why}", why=why) for key, why in same.items()}
        self._title.setText(_("Gộp “{title}” vào:", title=f"{one.code} {one.title}".strip()))
        self.search.setText("")
        self._sift()

    def _sift(self) -> None:
        typed = fold(self.search.text()).split()
        found = [each for each in self._others if all(one in each.searchable for one in typed)]
        self.list.show_records(found, key=lambda each: each.key)
        if found and self.list.current() is None:
            self.list.choose(0)

    def _pick(self) -> None:
        if each := self.list.current():
            self.picked.emit(each)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
