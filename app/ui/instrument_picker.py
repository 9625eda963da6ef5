"""Choosing one instrument by typing its code, the end of its serial number or its name; an overdue one is told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.metrology.calibration_status import GOOD, NOT_COUNTED
from app.services.instrument_search import find_instruments
from app.services.inventory import MEASURING, InstrumentRow, instrument_row, instrument_rows
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingModel
from app.ui.parts import InlineMessage, Pill, SearchField, column, dress_list, paint_pill, pill_width, row, text
from app.ui.parts.tables import paint_row_ground
from app.ui.workspace import Workspace
from app.wording import _

READS = ("instruments", "calibrations", "cycles")
AT_ONCE = 600
"""Up to so many instruments are read at once; more are read beside the window."""
ROW, MOST_ROWS = 46, 7


def told(shown: InstrumentRow) -> str:
    """An instrument in one line: code, name, serial number."""
    own = shown.instrument
    return " · ".join(each for each in (own.code, own.name, own.serial) if each) or _("Chưa đặt tên")


class InstrumentPicker(QWidget):
    """picked(id): another instrument was chosen, "" when the field was emptied.

    kinds: which registers are looked through (see services.inventory.MEASURING and STANDARDS). warns: the sentence on
    an overdue, failed or undocumented instrument stands below; where it is False only the pill does.
    """

    picked = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        kinds: Sequence[str] = MEASURING,
        *,
        placeholder: str = "",
        warns: bool = True,
        empties: bool = False,
    ) -> None:
        """empties: a choice is handed over and the field is blank again, to add one after the other."""
        super().__init__()
        self._workspace, self._kinds, self._warns, self._empties = workspace, tuple(kinds), warns, empties
        self._rows: dict[str, InstrumentRow] | None = None
        self._chosen = ""
        self._is_reading = False
        self.editor = SearchField(placeholder or _("Mã, tên, ba số cuối…"))
        self.editor.setAccessibleName(_("Phương tiện đo"))
        self._hits: ReadingModel[InstrumentRow] = ReadingModel(told)
        self._completer = QCompleter(self)
        self._list = QListView()
        self._build()
        workspace.changed.connect(self._forget)

    def _build(self) -> None:
        self._completer.setModel(self._hits)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self.editor)
        self._completer.setPopup(self._list)
        dress_list(self._list)
        self._list.setItemDelegate(_HitDelegate(self._list))
        self._list.setAccessibleName(_("Phương tiện đo khớp"))
        self._completer.setMaxVisibleItems(MOST_ROWS)
        by_row = self._completer.activated[QModelIndex]  # type: ignore[index]
        by_row.connect(lambda index: self._take(index.data(RECORD)))
        self._pill = Pill()
        self._facts = text("", "small", tone="text2", wrap=True)
        self._facts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._state = QWidget()
        state = row(self._pill, gap=8)
        state.addWidget(self._facts, 1)
        self._state.setLayout(state)
        self.message = InlineMessage("warn")
        self.setLayout(column(self.editor, self._state, self.message, gap=6))
        self.setFocusProxy(self.editor)
        self.editor.textEdited.connect(lambda _words: self._search())
        self.editor.installEventFilter(self)
        self._show_chosen()

    # ---- what is chosen

    def chosen_id(self) -> str:
        return self._chosen

    def chosen(self) -> InstrumentRow | None:
        """The chosen instrument with its state as of the day of the survey."""
        if not self._chosen:
            return None
        if self._rows is not None:
            return self._rows.get(self._chosen)
        key, as_of = self._chosen, self._workspace.as_of
        return self._workspace.read(
            lambda unit: instrument_row(unit, key, as_of) if unit.instruments.find(key) else None
        )

    def show_instrument(self, instrument_id: str) -> None:
        """Show this one as chosen; "" for none. picked is not told."""
        self._chosen = instrument_id
        self._show_chosen()

    def set_read_only(self, still: bool) -> None:
        self.editor.setReadOnly(still)

    def leave_out(self, ids: Sequence[str]) -> None:
        """Offer these no more (they stand in the list already)."""
        self._left_out = frozenset(ids)

    _left_out: frozenset[str] = frozenset()

    # ---- the register behind it

    def _read(self) -> dict[str, InstrumentRow]:
        as_of, kinds = self._workspace.as_of, self._kinds
        rows = self._workspace.read(lambda unit: instrument_rows(unit, as_of, kinds=kinds))
        return {each.instrument.id: each for each in rows}

    def _forget(self, changes: object) -> None:
        if changes.touches(*READS):  # type: ignore[attr-defined]
            self._rows = None
            if self._chosen:
                self._show_chosen()

    def _prepare(self) -> None:
        """Read the register before the first key is pressed; a long one beside the window."""
        if self._rows is not None or self._is_reading:
            return
        if self._workspace.read(lambda unit: unit.instruments.count()) <= AT_ONCE:
            self._rows = self._read()
            return
        self._is_reading = True
        self._workspace.background.run(self._read, self._prepared, lambda _error: None, owner=self)

    def _prepared(self, rows: dict[str, InstrumentRow]) -> None:
        self._is_reading, self._rows = False, rows
        if self.editor.hasFocus() and self.editor.text() and self.editor.isModified():
            self._search()

    # ---- search

    def _search(self) -> None:
        if self._rows is None:
            self._prepare()
        if self._rows is None:
            return
        words = self.editor.text()
        offered = [each for key, each in self._rows.items() if key not in self._left_out]
        self._hits.show_records(find_instruments(offered, words))
        if not self._hits.records:
            self._list.hide()
            return
        self._completer.complete(QRect(0, 0, max(self.editor.width(), theme.px(340)), self.editor.height()))
        self._list.setCurrentIndex(self._hits.index(0))

    def _take(self, shown: InstrumentRow | None) -> None:
        if shown is None:
            return
        self._list.hide()
        if self._empties:
            self.editor.clear()
            self.picked.emit(shown.instrument.id)
            return
        is_new = shown.instrument.id != self._chosen
        self._chosen = shown.instrument.id
        self._show_chosen()
        if is_new:
            self.picked.emit(self._chosen)

    def _left(self) -> None:
        """The field is left: an emptied one chooses nothing, other words that were not taken go back."""
        if self._list.isVisible() or self._empties:
            return
        if not self.editor.text().strip() and self._chosen:
            self._chosen = ""
            self._show_chosen()
            self.picked.emit("")
        else:
            self._show_chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            self._prepare()
        elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._left()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self.editor.isReadOnly():
            if event.key() == Qt.Key.Key_Down and not self._list.isVisible():
                self._search()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.editor.isModified():
                self._search()
                if len(self._hits.records) == 1:
                    self._take(self._hits.records[0])
                return True
        return super().eventFilter(watched, event)

    # ---- show

    def _show_chosen(self) -> None:
        shown = self.chosen() if self._chosen else None
        if not self._empties:
            self.editor.setText(told(shown) if shown else "")
            self.editor.setCursorPosition(0)
            self.editor.setModified(False)
        self._state.setVisible(shown is not None)
        self.message.say("warn", "")
        if shown is None:
            return
        status = shown.status
        self._pill.show_state(status.glyph, status.word)
        facts = (shown.instrument.range_text, shown.instrument.accuracy_class, shown.instrument.location)
        self._facts.setText(" · ".join(each for each in facts if each))
        if self._warns and status.state not in GOOD:
            kind = "bad" if status.glyph == "bad" or status.state in NOT_COUNTED else "warn"
            self.message.say(kind, status.reason, strong=status.word + ".")


class _HitDelegate(QStyledItemDelegate):
    """Two lines: code and name; serial number, place and the state as a pill."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown: InstrumentRow = index.data(RECORD)
        own, status = shown.instrument, shown.status
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=False)
        rect = option.rect.adjusted(10, 4, -10, -4)
        wide = pill_width(status.word)
        pill = QRectF(rect.right() - wide, rect.center().y() - theme.px(11), wide, theme.px(22))
        paint_pill(painter, pill, status.glyph, status.word)
        room, half = int(pill.x()) - rect.x() - 8, rect.height() // 2
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text"))
        head = " · ".join(each for each in (own.code, own.name) if each) or _("Chưa đặt tên")
        _draw(painter, QRect(rect.x(), rect.y(), room, half), head)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        _draw(
            painter,
            QRect(rect.x(), rect.y() + half, room, half),
            " · ".join(each for each in (own.serial, own.location, own.range_text) if each) or "—",
        )
        painter.restore()


def _draw(painter: QPainter, rect: QRect, words: str) -> None:
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
