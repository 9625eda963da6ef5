"""The preview of one table: a drop-down over each column, the rows as they would be written, what was passed over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.exchange.grid import Sheet
from app.exchange.preview import Table
from app.ui import theme
from app.ui.pages.import_mapping import MappingBar
from app.ui.pages.import_rows import RowNumbers, RowsModel, field_words, shown_columns
from app.ui.pages.import_session import Found
from app.ui.pages.import_words import table_words
from app.ui.parts import button, column, dress_table, hairline, row, text
from app.wording import _

_WIDTHS = {"name": 220, "range_text": 160, "location": 160, "used_for": 160, "note": 170, "body": 190, "maker": 140}


class ImportTable(QWidget):
    """picked(table key, column letter, fields): a column means something else. toggled(sheet, row): out or in again."""

    picked = Signal(str, str, tuple)
    toggled = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.key = ""
        self._name_column, self._name_width = -1, 0
        self.model = RowsModel()
        self.view = self._make_view()
        self.mapping = MappingBar(self.view)
        self._about = text("", "small", cut=True)
        self.leave_out = button(_("Bỏ dòng này"), self._toggle, kind="ghost", tip=_("Bỏ hoặc lấy lại dòng  Delete"))
        caption = row(self._about, self.leave_out, gap=8, margins=(12, 2, 12, 2))
        caption.setStretch(0, 1)
        body = column(self.mapping, hairline(), gap=0)
        body.addWidget(self.view, 1)
        body.addWidget(hairline())
        body.addLayout(caption)
        self.setLayout(body)
        self.mapping.picked.connect(lambda letter, fields: self.picked.emit(self.key, letter, fields))
        self.view.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_row_button())
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.view, self._toggle)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _make_view(self) -> QTableView:
        view = QTableView()
        view.setModel(self.model)
        dress_table(view)
        view.setVerticalHeader(RowNumbers(self.model, view))
        upright = view.verticalHeader()
        upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        upright.setDefaultSectionSize(theme.px(34))
        view.horizontalHeader().hide()
        view.viewport().installEventFilter(self)
        view.setCornerWidget(QWidget())
        view.setAccessibleName(_("Phương tiện đo đọc được từ tệp"))
        return view

    def show_table(self, found: Found, shown: Table, sheet: Sheet) -> None:
        """Another table, or the same one read again; then row and scrolling stay where they were."""
        same = shown.key == self.key and self.model.columnCount() == len(shown_columns(shown))
        self.key = shown.key
        place, sideways = self.view.currentIndex(), self.view.horizontalScrollBar().value()
        upright = self.view.verticalScrollBar().value()
        self.model.show(found.preview, shown, sheet, found.present)
        if not same:
            self._set_widths(shown)
        self.mapping.show_table(shown)
        self._about.setText(table_words(found.preview, shown))
        self.view.setCurrentIndex(self.model.index(max(place.row(), 0) if same else 0, max(place.column(), 0)))
        if same:
            self.view.horizontalScrollBar().setValue(sideways)
            self.view.verticalScrollBar().setValue(upright)
        self._show_row_button()

    def clear(self) -> None:
        """No table is taken in."""
        self.key = ""
        self.model.clear()
        self.mapping.show_table(None)
        self._about.setText("")
        self._show_row_button()

    def go_to(self, file_row: int, letter: str) -> None:
        """The row, or where there is none the drop-down of the column."""
        choice = self.mapping.choice_of(letter) if letter and not file_row else None
        place = self.model.place_of(file_row)
        if choice is not None:
            choice.setFocus()
        elif place >= 0:
            index = self.model.index(place, 0)
            self.view.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            )
            self.view.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)
            self.view.setFocus()

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.mapping.first() or self.view

    def _set_widths(self, shown: Table) -> None:
        self._name_column = -1
        for place, settled in enumerate(shown_columns(shown)):
            name = settled.fields[0] if settled.fields else ""
            words = QFontMetrics(theme.font("body")).horizontalAdvance(field_words(settled.fields))
            self.view.setColumnWidth(place, max(theme.px(_WIDTHS.get(name, 110)), words + 56))
            if name == "name":
                self._name_column, self._name_width = place, self.view.columnWidth(place)
        self._stretch_name()

    def _stretch_name(self) -> None:
        """The name takes what the other columns leave."""
        if 0 <= self._name_column < self.model.columnCount():
            others = self.view.horizontalHeader().length() - self.view.columnWidth(self._name_column)
            left = self.view.viewport().width() - others
            self.view.setColumnWidth(self._name_column, max(self._name_width, left))

    def _toggle(self) -> None:
        chosen = self.model.row_at(self.view.currentIndex().row())
        if chosen is not None:
            self.toggled.emit(chosen.sheet, chosen.row)

    def _show_row_button(self) -> None:
        chosen = self.model.row_at(self.view.currentIndex().row())
        self.leave_out.setEnabled(chosen is not None)
        if chosen is not None:
            is_out = self.model.is_left_out(chosen)
            self.leave_out.setText(
                _("Lấy lại dòng {row}", row=chosen.row) if is_out else _("Bỏ dòng {row}", row=chosen.row)
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.view.viewport():
            self._stretch_name()
        return False
