"""The bar at the top: whose dossier it is, the way to any command, undo and redo, theme, settings, person."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from app.ui import icons, theme
from app.ui.icons import icon
from app.ui.parts import Head, KeyCap, hairline, icon_button, menu_button, row, text
from app.wording import _


class TopBar(QFrame):
    """Signals are wishes; the window carries them out."""

    home_asked = Signal()
    palette_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    history_asked = Signal()
    theme_asked = Signal(str)
    settings_asked = Signal()
    keys_asked = Signal()
    cycle_asked = Signal(str)

    def __init__(self, chosen_theme: str) -> None:
        super().__init__()
        self.setProperty("surface", "bar-top")
        self._mark = self._mark_button()
        self._names = self._names_block()
        self._command = self._command_field()
        self._cap = KeyCap("Ctrl+P")
        self._search = icon_button("search", _("Tìm mọi thứ"), self.palette_asked.emit, key="Ctrl+P")
        self._undo = icon_button("undo", _("Hoàn tác"), self.undo_asked.emit, key="Ctrl+Z")
        self._redo = icon_button("redo", _("Làm lại"), self.redo_asked.emit, key="Ctrl+Y")
        self._history = icon_button("history", _("Các việc đã làm"), self.history_asked.emit, key="Ctrl+H")
        self._line = hairline(upright=True)
        self._line.setFixedHeight(theme.px(26))
        self._theme = menu_button("theme", _("Màu nền"), self._theme_menu(chosen_theme))
        self._settings = icon_button("settings", _("Thiết lập"), self.settings_asked.emit, key="Ctrl+,")
        self._person = self._person_button()
        self._more = menu_button("more", _("Việc khác"), self._more_menu(chosen_theme))
        self._fold_place = row()
        self._where = text("", "small", cut=True)
        self._head: Head | None = None
        self.setLayout(self._filled())
        self.show_dossier("", "", "")
        self.use_frame(small=False)

    # --- what it shows

    def show_dossier(self, enterprise: str, site: str, cycle: str) -> None:
        """Empty texts: no dossier is open, and the program names itself."""
        self._is_open = bool(enterprise)
        self._enterprise.setText(enterprise or _("Đo Chuẩn"))
        self._site.setText(site if enterprise else _("Đảm bảo đo lường tại doanh nghiệp"))
        self._cycle.setText(cycle)
        self._cycle.setVisible(bool(cycle))
        self._where.setText(site or enterprise)
        for widget in (self._undo, self._redo, self._history):
            widget.setVisible(self._is_open)

    def show_cycles(self, cycles: Sequence[tuple[str, str]], shown: str) -> None:
        """The cycles of the dossier by key and name, the newest first, and the one that is shown."""
        menu = QMenu(self._cycle)
        for key, name in cycles:
            action = menu.addAction(name, partial(self.cycle_asked.emit, key))
            action.setCheckable(True)
            action.setChecked(key == shown)
        menu.addSeparator()
        menu.addAction(_("Mở chu kỳ mới…"), partial(self.cycle_asked.emit, ""))
        self._cycle.setMenu(menu)

    def show_person(self, person: str) -> None:
        self._person.setText(person or _("Chưa ghi tên"))

    def show_undo(self, undo: str | None, redo: str | None) -> None:
        """The names of the deeds that can be taken back or done again; None when there are none."""
        self._undo.setEnabled(undo is not None)
        self._redo.setEnabled(redo is not None)
        self._undo.setToolTip(
            _("Chưa có việc nào để hoàn tác") if undo is None else _("Hoàn tác: {deed}  Ctrl+Z", deed=undo)
        )
        self._redo.setToolTip(
            _("Không có việc nào để làm lại") if redo is None else _("Làm lại: {deed}  Ctrl+Y", deed=redo)
        )

    def use_frame(self, *, small: bool) -> None:
        for widget in (self._command, self._cap, self._line, self._theme, self._settings, self._person):
            widget.setVisible(not small)
        for widget in (self._search, self._more):
            widget.setVisible(small)
        self._site.setVisible(not small)
        self._cycle.setVisible(not small and self._is_open)
        self.setFixedHeight(theme.px(40 if small else 48))
        folded = small and self._head is not None
        self._names.setVisible(not folded)
        self._where.setVisible(folded)

    def take_head(self, head: Head | None, *, narrow: bool) -> None:
        """On a small screen the head of the page stands here, in place of the names."""
        if self._head is not None and self._head is not head:
            self._fold_place.removeWidget(self._head)
        self._head = head
        if head is not None:
            head.fold(True, narrow=narrow)
            self._fold_place.addWidget(head)
            head.show()

    def command_field(self) -> QWidget:
        """Where the palette opens below."""
        return self._command if self._command.isVisible() else self

    # --- how it is made

    def _filled(self) -> QHBoxLayout:
        line = row(self._mark, self._names, gap=6, margins=(10, 0, 12, 0))
        line.addLayout(self._fold_place, 0)
        line.addStretch(1)
        line.addWidget(self._command, 3)
        line.addWidget(self._cap)
        line.addStretch(1)
        line.addWidget(self._where)
        for widget in (self._search, self._undo, self._redo, self._history, self._line, self._theme, self._settings):
            line.addWidget(widget)
        line.addWidget(self._person)
        line.addWidget(self._more)
        return line

    def _mark_button(self) -> QToolButton:
        made = icon_button("home", _("Về trang đầu"), self.home_asked.emit)
        made.setIcon(QIcon(icons.mark(28)))
        made.setIconSize(QSize(28, 28))
        return made

    def _names_block(self) -> QWidget:
        self._enterprise = text("", "strong", cut=True)
        self._site = text("", "second", cut=True)
        self._cycle = self._cycle_button()
        block = QWidget()
        block.setLayout(row(self._enterprise, self._site, self._cycle, gap=10))
        for label in (self._enterprise, self._site):
            label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        return block

    def _cycle_button(self) -> QToolButton:
        made = icon_button("down", _("Chu kỳ"), size=14)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        made.setProperty("kind", "person")
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return made

    def _command_field(self) -> QPushButton:
        made = _CommandButton(_("Tìm câu hỏi, phương tiện đo, lệnh…"))
        made.setProperty("kind", "command")
        made.setIcon(icon("search", "text3", 16))
        made.setAccessibleName(_("Tìm mọi thứ"))
        made.setMaximumWidth(theme.px(380))
        made.setMinimumWidth(theme.px(160))
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.clicked.connect(lambda _checked=False: self.palette_asked.emit())
        return made

    def _person_button(self) -> QToolButton:
        made = icon_button("person", _("Người làm"), self.settings_asked.emit)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setProperty("kind", "person")
        return made

    def _theme_menu(self, chosen: str) -> QMenu:
        """Filled when it is first opened: a start does not wait for it."""
        menu = QMenu(_("Màu nền"), self)

        def fill() -> None:
            group = QActionGroup(menu)
            for name, words in theme.THEMES.items():
                action = QAction(_(words), group, checkable=True, checked=name == chosen)
                action.triggered.connect(lambda _checked=False, name=name: self.theme_asked.emit(name))
                menu.addAction(action)

        menu.aboutToShow.connect(fill, Qt.ConnectionType.SingleShotConnection)
        return menu

    def _more_menu(self, chosen: str) -> QMenu:
        menu = QMenu(self)
        menu.addMenu(self._theme_menu(chosen))
        for words, wish in (
            (_("Thiết lập…"), self.settings_asked),
            (_("Các phím của trang này"), self.keys_asked),
            (_("Về trang đầu"), self.home_asked),
        ):
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, wish=wish: wish.emit())
            menu.addAction(action)
        return menu


class _CommandButton(QPushButton):
    """Looks like the field it opens; its words end with … where there is little room."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words

    def sizeHint(self) -> QSize:
        return QSize(theme.px(380), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - theme.px(46)
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))
