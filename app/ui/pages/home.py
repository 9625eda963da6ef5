"""Where a day begins: go on where one stopped, start a dossier, see what is due in all dossiers of a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.formats import fold
from app.ui import theme
from app.ui.frames import Frame
from app.ui.pages.home_rows import DossierDelegate, DossierModel, HomeRow, step_words
from app.ui.pages.home_side import StartCard, WatchCard
from app.ui.parts import (
    Card,
    FilterButton,
    InlineMessage,
    SearchField,
    button,
    column,
    dress_list,
    hairline,
    row,
    text,
)
from app.wording import _

if TYPE_CHECKING:
    from app.services.dossiers import DossierCard
    from app.ui.pages.home_calendar import CalendarCard


class HomePage(QWidget):
    """Rows are shown as soon as their files were read; the page itself stands at once.

    Signals are wishes: opening a file (path), the file dialog, a new dossier, a sample (by key), taking one off the
    list, the calendar, which was just made and waits for what is due.
    """

    open_asked = Signal(Path)
    choose_asked = Signal()
    new_asked = Signal()
    sample_asked = Signal(str)
    forget_asked = Signal(Path)
    calendar_asked = Signal()
    keys_changed = Signal()

    def __init__(self, recent: Sequence[Path], today: date) -> None:
        super().__init__()
        self._today = today
        self._rows = {path: HomeRow(path=path) for path in recent}
        self._search: SearchField | None = None
        self.list: QListView | None = None
        self.calendar: CalendarCard | None = None
        self._lead = text("", "title", wrap=True)
        self._sub = text(_("Mọi thay đổi nằm trong một tệp trên máy này. Không cần mạng."), "second", wrap=True)
        self._way_out: Callable[[], object] | None = None
        self.wrong = InlineMessage("bad", "", followed=self._follow, closable=True)
        self.setAccessibleName(_("Trang đầu"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._column = column(self.wrong, gap=0)
        self._column.addLayout(self._filled(), 1)
        self.setLayout(self._column)
        self._say_lead()

    # --- what it shows

    def show_card(self, path: Path, card: DossierCard) -> None:
        """What was read of one of the files."""
        self._put(HomeRow(path=path, card=card))

    def show_trouble(self, path: Path, sentence: str) -> None:
        """Why one of the files cannot be read."""
        self._put(HomeRow(path=path, trouble=sentence))

    def say_wrong(self, sentence: str, link: str = "", followed: Callable[[], object] | None = None) -> None:
        """link: the words that lead out of it, and what they do."""
        self._way_out = followed
        self.wrong.say("bad", sentence, link)

    def _follow(self) -> None:
        if self._way_out is not None:
            self._way_out()

    def keys(self) -> list[tuple[str, str]]:
        listed = [("↑↓", _("chọn")), ("Enter", _("mở")), ("L", _("lịch"))] if self._rows else []
        if self.calendar is not None and self._stack.currentWidget() is self.calendar:
            listed = [("←→↑↓", _("ngày")), ("PgUp PgDn", _("tháng")), ("L", _("hồ sơ"))]
        return [*listed, ("Ctrl+N", _("hồ sơ mới")), ("Ctrl+O", _("mở tệp"))]

    def panes(self) -> Sequence[QWidget]:
        if self.calendar is not None and self._stack.currentWidget() is self.calendar:
            return [self.calendar.list, self.calendar.sheet]
        return [each for each in (self.list, self._search) if each is not None]

    def use_frame(self, frame: Frame) -> None:
        narrow = frame is Frame.SMALL
        self._side.setVisible(not narrow)
        self._margins.setContentsMargins(*((16, 12, 16, 12) if narrow else (40, 28, 40, 16)))

    def focus_list(self) -> None:
        if self.list is not None:
            self.list.setFocus()
        else:
            self.setFocus()

    # --- how it is made

    def _filled(self) -> QVBoxLayout:
        actions = row(
            button(_("Mở tệp khác…"), self.choose_asked.emit, icon_name="folder"),
            button(_("Hồ sơ mới"), self.new_asked.emit, kind="primary", icon_name="plus"),
        )
        heading = row(gap=16)
        heading.addLayout(column(self._lead, self._sub, gap=2), 1)
        heading.addLayout(actions)
        self._start = StartCard()
        self._start.open_asked.connect(self.choose_asked)
        self._start.new_asked.connect(self.new_asked)
        self._start.sample_asked.connect(self.sample_asked)
        self._watch = WatchCard()
        self._watch.open_asked.connect(self.open_asked)
        self._side = QWidget()
        self._side.setLayout(column(self._start, self._watch, None, gap=14))
        self._side.setFixedWidth(theme.px(316))
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addLayout(self._main(), 1)
        body.addWidget(self._side)
        self._margins = column(heading, gap=18)
        self._margins.addLayout(body, 1)
        return self._margins

    def _main(self) -> QVBoxLayout:
        """The list or the calendar under their two words; the first start has neither."""
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list_card() if self._rows else self._first_start())
        self._tabs = (FilterButton(_("Hồ sơ gần đây")), FilterButton(_("Lịch đến hạn")))
        for place, each in enumerate(self._tabs):
            each.setAutoExclusive(True)
            each.clicked.connect(lambda _on=False, place=place: self.show_part(place))
        self._tabs[0].setChecked(True)
        tabs = QWidget()
        tabs.setLayout(row(*self._tabs, None, gap=6))
        tabs.setVisible(bool(self._rows))
        main = column(tabs, gap=10)
        main.addWidget(self._stack, 1)
        return main

    def show_part(self, place: int) -> None:
        """0: the list of dossiers; 1: the calendar, made when it is first asked for."""
        if place and self.calendar is None:
            from app.ui.pages.home_calendar import CalendarCard

            self.calendar = CalendarCard(self._today)
            self._stack.addWidget(self.calendar)
            self.calendar_asked.emit()
        self._tabs[place].setChecked(True)
        self._stack.setCurrentIndex(place)
        if place and self.calendar is not None:
            self.calendar.sheet.setFocus()
        else:
            self.focus_list()
        self.keys_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing = self.focusWidget() if isinstance(self.focusWidget(), QLineEdit) else None
        if event.key() == Qt.Key.Key_L and not event.modifiers() and typing is None and self._rows:
            self.show_part(1 - self._stack.currentIndex())
            return
        super().keyPressEvent(event)

    def _first_start(self) -> QWidget:
        from app.ui.pages.home_first import first_card

        buttons = [
            button(_("Hồ sơ mới"), self.new_asked.emit),
            button(_("Mở hồ sơ mẫu"), lambda: self.sample_asked.emit("mill")),
        ]
        return first_card(buttons)

    def _list_card(self) -> QWidget:
        card = Card(padding=(0, 0, 0, 0))
        self._search = SearchField(_("Tìm doanh nghiệp, nhà máy…"))
        self._search.setMaximumWidth(theme.px(320))
        self._search.textChanged.connect(self._filter)
        self._search.left_by_key.connect(self.focus_list)
        head = row(margins=(12, 9, 12, 9))
        head.addWidget(self._search, 1)
        head.addStretch(1)
        card.content.addLayout(head)
        card.content.addWidget(hairline())
        card.content.setSpacing(0)
        self._model = DossierModel()
        self.list = _DossierList(self._model, self._today)
        self.list.opened.connect(self.open_asked)
        self.list.forgotten.connect(self.forget_asked)
        card.content.addWidget(self.list, 1)
        hint = row(
            text(_("Mở bằng bàn phím: ↑ ↓ chọn hồ sơ, Enter mở, Delete bỏ khỏi danh sách."), "small", cut=True),
            margins=(16, 8, 16, 8),
        )
        card.content.addLayout(hint)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._filter("")
        return card

    # --- what happens

    def _put(self, shown: HomeRow) -> None:
        if shown.path not in self._rows:
            return
        self._rows[shown.path] = shown
        self._filter(self._search.text() if self._search else "")
        self._watch.show_rows(list(self._rows.values()), self._today)
        self._say_lead()

    def _filter(self, typed: str) -> None:
        wanted = fold(typed).split()
        rows = [each for each in self._rows.values() if all(word in each.searchable for word in wanted)]
        self._model.show_rows(rows)
        if self.list is not None and rows:
            self.list.setCurrentIndex(self._model.index(0))

    def _say_lead(self) -> None:
        """The sentence with what is left to do, from the dossier that was open last."""
        latest = next(iter(self._rows.values()), None)
        if latest is None:
            self._lead.setText(_("Bắt đầu bằng một hồ sơ."))
        elif latest.card is None:
            self._lead.setText(_("Làm tiếp việc đang dở."))
        else:
            self._lead.setText(_lead_of(latest.card))


def _lead_of(card: DossierCard) -> str:
    left = card.questions - card.answered
    where = card.site_name or card.enterprise
    if card.step > 1:
        return _("{place} đang ở bước {number}: {step}.", place=where, number=card.step, step=step_words(card))
    if left > 0:
        return _("Ở {place} còn {count} câu chưa trả lời.", place=where, count=left)
    return _("Khảo sát ở {place} đã trả lời đủ {count} câu.", place=where, count=card.questions)


class _DossierList(QListView):
    opened = Signal(Path)
    forgotten = Signal(Path)

    def __init__(self, model: DossierModel, today: date) -> None:
        super().__init__()
        dress_list(self)
        self.setModel(model)
        self.setItemDelegate(DossierDelegate(self, today))
        self.setAccessibleName(_("Hồ sơ gần đây"))
        self.clicked.connect(self._open)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer_menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self.currentIndex())
            case Qt.Key.Key_Delete:
                self._forget(self.currentIndex())
            case Qt.Key.Key_L:
                event.ignore()
            case _:
                super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        each = index.data(DossierModel.ROW)
        if isinstance(each, HomeRow):
            self.opened.emit(each.path)

    def _forget(self, index: QModelIndex) -> None:
        each = index.data(DossierModel.ROW)
        if isinstance(each, HomeRow):
            self.forgotten.emit(each.path)

    def _offer_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            return
        menu = QMenu(self)
        for words, deed in ((_("Mở"), self._open), (_("Bỏ khỏi danh sách, giữ tệp"), self._forget)):
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, deed=deed: deed(index))
            menu.addAction(action)
        menu.exec(self.viewport().mapToGlobal(place))
