"""What the window says: beside the trouble, after a deed, and where there is nothing yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from app.ui import theme
from app.ui.icons import pixmap
from app.ui.parts.buttons import button, icon_button
from app.ui.parts.states import Glyph, fill_of, tint_of
from app.ui.parts.surfaces import column, row
from app.ui.parts.texts import text
from app.wording import _

TOAST_MILLISECONDS = 8000


class InlineMessage(QWidget):
    """One sentence on the tint of its kind, where the trouble is; it stays until it is put right.

    kind: bad, warn, ok or info. link: the words that lead to the very place; followed is emitted.
    strong: the first words, in bold. closable: it can be put away once it was read.
    """

    followed = Signal()

    def __init__(
        self,
        kind: str = "info",
        words: str = "",
        link: str = "",
        followed: Callable[[], object] | None = None,
        *,
        strong: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._glyph = Glyph(kind, 16)
        self._strong = text(strong, "strong")
        self._words = text(words, "body", wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._link = button(link, self.followed.emit, kind="link")
        line = row(self._glyph, self._strong, gap=8, margins=(14, 3, 8, 3))
        line.addWidget(self._words, 1)
        line.addWidget(self._link)
        if closable:
            line.addWidget(icon_button("close", _("Đã hiểu"), lambda: self.say(self._kind, "")))
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(theme.px(38))
        if followed is not None:
            self.followed.connect(followed)
        self.say(kind, words, link, strong=strong)

    def say(self, kind: str, words: str, link: str = "", *, strong: str = "") -> None:
        """Say something else; empty words hide the message."""
        self._kind = kind
        self._glyph.show_state(kind)
        self._strong.setText(strong)
        self._strong.setVisible(bool(strong))
        self._words.setText(words)
        self._link.setText(link)
        self._link.setVisible(bool(link))
        self.setAccessibleName(f"{strong} {words}".strip())
        if not (words or strong):
            self.hide()
        elif self.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            self.show()  # hidden by an earlier say(""); a new one is shown with its parent
        self.update()

    def words(self) -> str:
        return self._words.text()

    def add_way(self, way: QWidget) -> None:
        """A second way on, at the right end of the message."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(way)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(tint_of(self._kind)))
        if theme.name() == "contrast":
            painter.setPen(QPen(theme.color(fill_of(self._kind)), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.fillRect(0, 0, 3, self.height(), theme.color(fill_of(self._kind)))


class EmptyState(QWidget):
    """What is missing, how it usually gets here, and one or two ways to begin."""

    def __init__(
        self,
        icon_name: str,
        words: str,
        hint: str = "",
        buttons: Sequence[QPushButton] = (),
        *,
        sunken: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sunken = sunken
        picture = QLabel()
        picture.setPixmap(pixmap(icon_name, "text3", 32))
        picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        title = text(words, "strong", wrap=True)
        self.hint = text(hint, "second", wrap=True)
        for label in (title, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if not hint:
            self.hint.hide()
        line = row(None, *buttons, None, gap=8)
        self.setLayout(column(None, picture, title, self.hint, 6, line, None, gap=4, margins=(24, 16, 24, 16)))
        self.setAccessibleName(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._sunken:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sunken"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)


class Toast(QWidget):
    """For a deed that can be undone: bottom left, eight seconds, paused under the pointer or while focused."""

    taken_back = Signal()

    def __init__(self, parent: QWidget, words_of_undo: str) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._undo = QPushButton(words_of_undo)
        self._undo.setAutoDefault(False)
        self._undo.clicked.connect(self._take_back)
        self.setLayout(row(self._words, 24, self._undo, gap=8, margins=(14, 2, 6, 2)))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
        self._window = parent
        self._timer = QTimer(self, singleShot=True, interval=TOAST_MILLISECONDS)
        self._timer.timeout.connect(self.hide)
        self._undo.installEventFilter(self)
        self.hide()

    def tell(self, words: str) -> None:
        self._dress()
        self._words.setText(words)
        self.setAccessibleName(words)
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._timer.start()

    def place(self) -> None:
        """At the bottom left of the parent, above the status line."""
        self.move(16, self._window.height() - self.height() - theme.px(30) - 12)

    def _dress(self) -> None:
        ground, ink = theme.hex_of("text"), theme.hex_of("surface")
        plain = f"color: {ink}; background: transparent; border: 2px solid transparent; border-radius: 4px;"
        self._words.setStyleSheet(f"color: {ink}; background: {ground};")
        self._undo.setStyleSheet(
            f"QPushButton {{ {plain} font-weight: 600; }} QPushButton:hover {{ text-decoration: underline; }}"
            f" QPushButton:focus {{ border-color: {ink}; padding: 0 11px; }}"
        )

    def _take_back(self) -> None:
        self.hide()
        self.taken_back.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def eventFilter(self, _watched: object, event: object) -> bool:
        if isinstance(event, QEvent) and event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        if isinstance(event, QEvent) and event.type() == QEvent.Type.FocusOut:
            self._timer.start()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hex_of("text")))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
