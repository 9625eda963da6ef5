"""The table of the three lists: a glyph and a word for each list, and the verdict in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelection, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyleOptionViewItem, QTableView

from app.domain.floor import SIGHTING_GLYPHS, SIGHTING_WORDS
from app.domain.reconciling import MATCH_GLYPHS, MATCH_WORDS, Match
from app.formats import fold
from app.services.reconcile import Reconciled
from app.ui import theme
from app.ui.parts import RowDelegate, dress_table, paint_glyph, paint_pill
from app.ui.tables.column import STATE, Column, Index
from app.ui.tables.model import TableModel
from app.wording import N_, _

_URGENCY = {each: place for place, each in enumerate(Match)}
NOT_LOOKED = (Match.UNSEEN, Match.UNSEEN_UNLISTED)

SIEVES: tuple[tuple[str, str, tuple[Match, ...]], ...] = (
    ("all", N_("Tất cả"), tuple(Match)),
    ("not_found", N_("Không thấy"), (Match.MISSING, Match.NOT_FOUND, Match.GONE)),
    ("unlisted", N_("Không có trong sổ"), (Match.UNLISTED,)),
    ("unseen", N_("Chưa xem lại"), NOT_LOOKED),
    ("agreed", N_("Không lệch"), (Match.AGREED, Match.NEW, Match.SEEN)),
)
"""key, word, the verdicts that pass."""

VERDICT = "verdict"


def listed(there: bool | None) -> tuple[str, str]:
    """Glyph and word of a list; "" where there is no such list."""
    if there is None:
        return "", ""
    return ("ok", _("có")) if there else ("na", _("không có"))


def found(row: Reconciled) -> tuple[str, str]:
    state = row.row.state
    return SIGHTING_GLYPHS[state], _(SIGHTING_WORDS[state]) if state else _("Chưa xem")


def columns() -> tuple[Column[Reconciled], ...]:
    """In the language in use; those that give way go first where the table is narrow."""
    return (
        Column(title=_("Mã"), show=lambda each: each.instrument.code, width=84, strong=lambda each: True),
        Column(title=_("Tên phương tiện đo"), show=lambda each: each.instrument.name, width=0),
        Column(title=_("Số chế tạo"), show=lambda each: each.instrument.serial, width=104, gives_way=2),
        Column(
            title=_("Nơi dùng"),
            show=lambda each: each.instrument.location,
            width=150,
            gives_way=1,
            tone=lambda each: "text2",
        ),
        Column(
            title=_("Chu kỳ trước"),
            show=lambda each: listed(each.in_previous)[1],
            width=104,
            state=lambda each: listed(each.in_previous),
        ),
        Column(
            title=_("Sổ doanh nghiệp"),
            show=lambda each: listed(each.in_book)[1],
            width=124,
            state=lambda each: listed(each.in_book),
        ),
        Column(title=_("Hiện trường"), show=lambda each: found(each)[1], width=184, state=found),
        Column(
            title=_("Kết luận đối chiếu"),
            name=VERDICT,
            show=lambda each: _(MATCH_WORDS[each.match]),
            sort=lambda each: (_URGENCY[each.match], each.row.code_key),
            width=226,
            state=lambda each: (MATCH_GLYPHS[each.match], _(MATCH_WORDS[each.match])),
        ),
    )


def accepts(words: str, sieve: str) -> Callable[[Reconciled], bool]:
    """What passes: the verdicts of the pressed filter, and every folded word somewhere in the row."""
    wanted = fold(words).split()
    kinds = frozenset(next(each for key, _word, each in SIEVES if key == sieve))
    if not wanted:
        return lambda each: each.match in kinds
    return lambda each: all(word in each.row.searchable for word in wanted) and each.match in kinds


class ReconcileTable(QTableView):
    """chosen_changed: other rows are chosen. pressed(letter): a key that is the page's. opened: Enter."""

    chosen_changed = Signal()
    opened = Signal()
    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.table: TableModel[Reconciled] = TableModel(columns(), key=lambda each: each.instrument.id)
        self.setModel(self.table)
        dress_table(self)
        self.setItemDelegate(ListsDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(_("Đối chiếu ba danh sách"))
        self._dress_header()

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        for place, each in enumerate(self.table.columns):
            if each.width:
                header.resizeSection(place, theme.px(each.width))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(len(self.table.columns) - 1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def chosen(self) -> list[Reconciled]:
        """The chosen rows from above; the current one where none is chosen."""
        rows = sorted({each.row() for each in self.selectedIndexes()})
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return [self.table.record(each) for each in rows]

    def show_rows(self, rows: Sequence[Reconciled]) -> None:
        """The cursor stays on its instrument, or where it was."""
        at, kept = self.currentIndex().row(), {each.instrument.id for each in self.chosen()}
        self.table.show_records(rows)
        self._return(at, kept)

    def filter_by(self, words: str, sieve: str) -> None:
        at, kept = self.currentIndex().row(), {each.instrument.id for each in self.chosen()}
        self.table.filter_by(accepts(words, sieve))
        self._return(at, kept)

    def go_to(self, key: str) -> bool:
        row = self.table.row_of(key)
        if row >= 0:
            self.selectRow(row)
            self.scrollTo(self.currentIndex())
        return row >= 0

    def _return(self, at: int, kept: set[str]) -> None:
        if len(kept) == 1 and self.go_to(next(iter(kept))):
            return
        if self.table.rowCount():
            self.selectRow(max(0, min(at, self.table.rowCount() - 1)))
        self.chosen_changed.emit()

    # ---- Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif plain and event.text() and event.text().isprintable() and event.text() != " ":
            self.pressed.emit(event.text().casefold())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def _make_room(self) -> None:
        """Leave out what the name needs the room of."""
        wide = self.viewport().width() - theme.px(150)
        hidden: set[int] = set()
        order = sorted((each.gives_way, place) for place, each in enumerate(self.table.columns) if each.gives_way)
        for _rank, place in order:
            taken = sum(theme.px(each.width) for at, each in enumerate(self.table.columns) if at not in hidden)
            if taken > wide:
                hidden.add(place)
        for place in range(len(self.table.columns)):
            self.setColumnHidden(place, place in hidden)


class ListsDelegate(RowDelegate):
    """A glyph and its word for each list; the verdict alone is a pill."""

    def paint_content(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        state = index.data(STATE)
        if not state or not state[0]:
            super().paint_content(painter, rect, option, index)
            return
        glyph, words = state
        view = option.widget
        columns = view.table.columns if isinstance(view, ReconcileTable) else ()
        if columns and columns[index.column()].key == VERDICT:
            paint_pill(painter, QRectF(rect), glyph, words)
            return
        side = theme.px(14)
        paint_glyph(painter, QRectF(rect.x(), rect.center().y() - side / 2 + 0.5, side, side), glyph)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text" if glyph not in ("na", "todo") else "text2"))
        place = rect.adjusted(side + 7, 0, 0, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter.value), shown)
