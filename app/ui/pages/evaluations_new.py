"""Beginning an evaluation: the method, found by any of its words; instrument and process; all can be changed after."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.metrology.catalogue import calculations
from app.domain.metrology.declared import Calculation
from app.domain.metrology.method_names import METHOD_NAMES
from app.domain.processes import Process
from app.domain.studies import Study, study_code
from app.formats import fold
from app.services.evaluation_sources import evaluates
from app.services.inventory import MEASURING, STANDARDS
from app.storage.unit import Unit
from app.ui import theme
from app.ui.instrument_picker import InstrumentPicker
from app.ui.pages.evaluation_about import process_words
from app.ui.parts import (
    Card,
    Choice,
    Field,
    Foot,
    SearchField,
    button,
    column,
    dress_list,
    hairline,
    row,
    scrolled,
    text,
)
from app.ui.parts.tables import Index, paint_row_ground
from app.ui.workspace import Workspace
from app.wording import _

KEY = Qt.ItemDataRole.UserRole
HEAD, ROW = 32, 50
LIST_WIDTH = 470


class NewEvaluationPanel(QWidget):
    """begun(calculation, what it is about by the names of add_evaluation): start it. left: back to the list."""

    begun = Signal(str, dict)
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.search = SearchField(_("Tìm phương pháp: Cgk, tuyến tính, M10…"))
        self.search.textChanged.connect(lambda _words: self._offer())
        self.search.installEventFilter(self)
        self.methods = QListView()
        dress_list(self.methods)
        self.methods.setUniformItemSizes(False)
        self.methods.setItemDelegate(_MethodDelegate(self.methods))
        self.methods.setAccessibleName(_("Phương pháp"))
        self._model = QStandardItemModel(self)
        self.methods.setModel(self._model)
        self.methods.selectionModel().currentChanged.connect(lambda _now, _before: self._show_method())
        self.methods.doubleClicked.connect(lambda _index: self.begin())
        self.nothing = text(_("Không có phương pháp nào khớp."), "second")
        self.instrument = InstrumentPicker(workspace, MEASURING + STANDARDS)
        self.process = Choice()
        self.study = Choice()
        self._study_field = Field(_("Lấy số đọc từ phiếu"), self.study)
        self._studies: Sequence[Study] = ()
        self._title = text("", "h2", wrap=True)
        self._purpose = text("", "body", wrap=True)
        self._wants = text("", "second", wrap=True)
        self._source = text("", "small", wrap=True)
        for each in (self._title, self._purpose, self._wants, self._source):
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.start = button(_("Bắt đầu đánh giá"), self.begin, kind="primary", tip="Ctrl+Enter")
        self._build()

    def _build(self) -> None:
        left = QWidget()
        left.setProperty("surface", "surface")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = column(row(self.search, margins=(16, 12, 16, 8)), gap=0)
        inner.addWidget(self.methods, 1)
        inner.addLayout(row(self.nothing, None, margins=(16, 8, 16, 8)))
        left.setLayout(inner)
        left.setFixedWidth(theme.px(LIST_WIDTH))
        what = Card()
        for each in (self._title, self._purpose, self._wants, self._source):
            what.content.addWidget(each)
        about = Card(_("Đánh giá về"), _("không bắt buộc, đổi sau cũng được"))
        about.content.addWidget(self._study_field)
        about.content.addWidget(Field(_("Phương tiện đo"), self.instrument))
        about.content.addWidget(Field(_("Quá trình đo"), self.process))
        content = QWidget()
        cards = column(what, about, None, gap=12, margins=(20, 14, 20, 14))
        content.setLayout(cards)
        content.setMaximumWidth(theme.px(640))
        side = row(gap=0)
        side.addWidget(content, 1)
        side.addStretch(1)
        side.setStretch(0, 10)
        holder = QWidget()
        holder.setLayout(side)
        across = row(left, hairline(upright=True), gap=0)
        across.addWidget(scrolled(holder), 1)
        whole = column(gap=0)
        whole.addLayout(across, 1)
        whole.addWidget(Foot(button(_("Thôi"), self.left.emit, kind="ghost", tip="Esc"), None, self.start))
        self.setLayout(whole)
        self._left = left

    # ---- methods

    def open_with(self, instrument_id: str = "", calculation: str = "") -> None:
        """Begin anew; with an instrument or a method where one is at hand."""
        self.instrument.show_instrument(instrument_id)
        cycle_id = self._workspace.cycle_id

        def registers(unit: Unit) -> tuple[Sequence[Process], Sequence[Study]]:
            return unit.processes.all(), unit.studies.all(cycle_id=cycle_id)

        every, self._studies = self._workspace.read(registers)
        self.process.offer([("", _("Không gắn")), *((each.id, process_words(each)) for each in every)])
        self.search.clear()
        self._offer()
        if calculation:
            self.choose(calculation)
        self.search.setFocus()

    def _offer(self) -> None:
        """The methods with a word that begins as each one typed, else those that hold it; under the heads M00 to M22.

        The cursor goes to the first that has it in its name.
        """
        chosen, wanted = self.chosen(), fold(self.search.text()).split()
        every = calculations().values()
        fitting = [each for each in every if _begin(wanted, _found_by(each))]
        fitting = fitting or [each for each in every if all(word in _found_by(each) for word in wanted)]
        self._model.clear()
        head = ""
        for each in fitting:
            if each.method != head:
                head = each.method
                title = QStandardItem(f"{head}  {_(METHOD_NAMES.get(head, head))}")
                title.setFlags(Qt.ItemFlag.NoItemFlags)
                self._model.appendRow(title)
            item = QStandardItem(_(each.words))
            item.setData(each.key, KEY)
            item.setEditable(False)
            item.setAccessibleText(f"{_(each.words)}. {_(each.purpose)}")
            self._model.appendRow(item)
        self.nothing.setVisible(not self._model.rowCount())
        named = next((each.key for each in fitting if wanted and _begin(wanted, fold(_(each.words)))), "")
        self.choose(named or chosen)
        self._show_method()

    def chosen(self) -> str:
        """The key of the method the cursor stands on; "" for none."""
        return str(self.methods.currentIndex().data(KEY) or "")

    def choose(self, key: str) -> None:
        """This method, or the first there is."""
        rows = [row for row in range(self._model.rowCount()) if self._model.index(row, 0).data(KEY)]
        at = next((row for row in rows if self._model.index(row, 0).data(KEY) == key), rows[0] if rows else -1)
        if at >= 0:
            self.methods.setCurrentIndex(self._model.index(at, 0))
            if at <= 1:
                self.methods.scrollToTop()

    def _show_method(self) -> None:
        method = calculations().get(self.chosen())
        self.start.setEnabled(method is not None)
        if method is None:
            return
        self._title.setText(_(method.words))
        self._purpose.setText(_(method.purpose))
        wants = "; ".join(_(each.words) for each in method.inputs if each.required and each.default is None)
        self._wants.setText(_("Cần có: {names}.", names=wants) if wants else "")
        self._wants.setVisible(bool(wants))
        fitting = [each for each in self._studies if evaluates(method, each.kind)]
        named = [(each.id, f"{study_code(each)}  {each.title}".strip()) for each in fitting]
        self.study.offer([("", _("Nhập tại đây")), *named])
        self._study_field.setVisible(bool(fitting))
        self._source.setText(" · ".join(_(each) for each in method.source))

    # ---- begin

    def begin(self) -> None:
        if self.chosen():
            about = {"instrument_id": self.instrument.chosen_id(), "process_id": self.process.value()}
            self.begun.emit(self.chosen(), {**about, "study_id": self.study.value()})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down go through the methods while one types, Enter goes on to what it is about."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() == Qt.Key.Key_Escape and not self.search.text():
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.begin()
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        at = self.methods.currentIndex().row() + by
        while 0 <= at < self._model.rowCount() and not self._model.index(at, 0).data(KEY):
            at += by
        if 0 <= at < self._model.rowCount():
            self.methods.setCurrentIndex(self._model.index(at, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin()
        elif event.text() == "/":
            self.search.setFocus()
        else:
            super().keyPressEvent(event)

    def use_small(self, small: bool) -> None:
        self._left.setFixedWidth(theme.px(330 if small else LIST_WIDTH))


def _begin(wanted: Sequence[str], folded: str) -> bool:
    """Whether each of these begins one of the words."""
    words = re.findall(r"\w+", folded)
    return all(any(word.startswith(each) for word in words) for each in wanted)


def _found_by(method: Calculation) -> str:
    name = METHOD_NAMES.get(method.method, "")
    return fold(" ".join((method.key, method.method, _(name), _(method.words), _(method.purpose))))


class _MethodDelegate(QStyledItemDelegate):
    """A head as small capitals over a hairline; a method with its purpose below its name."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.px(ROW if index.data(KEY) else HEAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        painter.save()
        rect: QRect = option.rect.adjusted(16, 0, -14, 0)
        left = Qt.AlignmentFlag.AlignLeft
        if not index.data(KEY):
            painter.fillRect(option.rect, theme.color("surface"))
            painter.setFont(theme.font("cap"))
            painter.setPen(theme.color("text2"))
            low = rect.adjusted(0, 0, 0, -5)
            words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, low.width())
            painter.drawText(low, left | Qt.AlignmentFlag.AlignBottom, words)
            painter.restore()
            return
        view = option.widget
        current = isinstance(view, QListView) and view.currentIndex() == index
        paint_row_ground(painter, option, first=True, last=True, current=current)
        half = rect.height() // 2
        method = calculations()[str(index.data(KEY))]
        lines = (("strong", "text", _(method.words)), ("small", "text2", _(method.purpose)))
        for number, (role, ink, words) in enumerate(lines):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(ink))
            box = QRect(rect.x(), rect.y() + 4 + number * (half - 3), rect.width(), half - 3)
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, left | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
