"""A document as it will be printed: the pages of its PDF below each other, zoomed and walked through by keys."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from app.ui import theme
from app.ui.background import Background
from app.ui.pdf_pages import PageSizes, read_sizes, render_page
from app.wording import _

GAP, MARGIN = 10, 10
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Of the width that fits the view; 1.0 is the whole width of a page."""

KEPT_AROUND = 2
"""Pictures of pages farther away than so many pages are let go."""


class DocumentView(QAbstractScrollArea):
    """Shows a PDF. page_changed(page, of): the page in the middle of the view, from 1; (0, 0) for none.

    Pages are rendered in the background when they come into sight, and shown as white paper until then.
    """

    page_changed = Signal(int, int)
    focus_changed = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._content = b""
        self._pages = PageSizes((), ())
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._asked: set[tuple[int, float]] = set()
        self._showing = 0
        self._zoom = 1.0
        self._current = 0
        self._words = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(180, 120))
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._moved())
        self._name_page()

    # --- what it shows

    def show_pdf(self, content: bytes) -> None:
        """Show these pages; the place stays where it was when there are as many as before."""
        self._showing += 1
        showing = self._showing
        self._background.run(lambda: read_sizes(content), lambda pages: self._take(showing, content, pages), owner=self)

    def say(self, words: str) -> None:
        """A sentence in place of the pages: that they are being made, or why there are none."""
        self._showing += 1
        self._content, self._pages, self._words = b"", PageSizes((), ()), words
        self._pictures.clear()
        self._asked.clear()
        self._lay_out()

    def page_count(self) -> int:
        return len(self._pages.sizes)

    def current_page(self) -> int:
        """From 1; 0 when there is none."""
        return self._current

    def zoom(self) -> float:
        return self._zoom

    def is_rendered(self, page: int) -> bool:
        """Whether a page, from 1, is drawn at the present size."""
        held = self._pictures.get(page - 1)
        return held is not None and held[0] == self._scale()

    # --- moving

    def go_to(self, page: int) -> None:
        """Bring a page, from 1, to the top of the view."""
        if self.page_count():
            page = min(max(page, 1), self.page_count())
            self.verticalScrollBar().setValue(int(self._rects()[page - 1].top()) - MARGIN)
            self._show_page(page)

    def next_page(self) -> None:
        self.go_to(self._current + 1)

    def previous_page(self) -> None:
        self.go_to(self._current - 1)

    def zoom_in(self) -> None:
        self.use_zoom(next((each for each in ZOOMS if each > self._zoom + 0.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        self.use_zoom(next((each for each in reversed(ZOOMS) if each < self._zoom - 0.01), ZOOMS[0]))

    def use_zoom(self, zoom: float) -> None:
        """1.0 fits the width of a page; the page in view stays in view."""
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._zoom = zoom
        self._lay_out()
        bar.setValue(round(share * bar.maximum()))

    def fit_page(self) -> None:
        """The whole page in view."""
        if not self.page_count():
            return
        width, height = self._pages.sizes[self._current - 1]
        room = max(self.viewport().height() - 2 * MARGIN, 50)
        self.use_zoom(min(room / height / (self._room() / width), 1.0))
        self.go_to(self._current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Qt.Key.Key_PageDown:
                self.next_page()
            case Qt.Key.Key_PageUp:
                self.previous_page()
            case Qt.Key.Key_Home:
                self.go_to(1)
            case Qt.Key.Key_End:
                self.go_to(self.page_count())
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal if not control:
                self.zoom_in()
            case Qt.Key.Key_Minus if not control:
                self.zoom_out()
            case Qt.Key.Key_Asterisk:
                self.fit_page()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
        self.focus_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        self.viewport().update()

    # --- pages in their places

    def _take(self, showing: int, content: bytes, pages: PageSizes) -> None:
        if showing != self._showing:
            return
        place = self.verticalScrollBar().value() if len(pages.sizes) == self.page_count() else 0
        self._content, self._pages, self._words = content, pages, ""
        self._pictures.clear()
        self._asked.clear()
        self._lay_out()
        self.verticalScrollBar().setValue(place)
        self._moved()

    def _room(self) -> int:
        return max(self.viewport().width() - 2 * MARGIN, 60)

    def _scale(self) -> float:
        """Pixels of the screen for each point of the first page's width, in steps fine enough to be sharp."""
        widest = max((width for width, _height in self._pages.sizes), default=595.0)
        return round(self._room() * self._zoom / widest, 4)

    def _rects(self) -> list[QRect]:
        """Where each page lies in the whole column."""
        scale, top, rects = self._scale(), MARGIN, []
        across = max(self.viewport().width(), ceil(self._room() * self._zoom) + 2 * MARGIN)
        for width, height in self._pages.sizes:
            wide, high = round(width * scale), round(height * scale)
            rects.append(QRect((across - wide) // 2, top, wide, high))
            top += high + GAP
        return rects

    def _lay_out(self) -> None:
        rects = self._rects()
        total = rects[-1].bottom() + MARGIN if rects else 0
        seen = self.viewport().size()
        upright, flat = self.verticalScrollBar(), self.horizontalScrollBar()
        upright.setPageStep(seen.height())
        upright.setSingleStep(theme.px(34))
        upright.setRange(0, max(total - seen.height(), 0))
        flat.setPageStep(seen.width())
        flat.setRange(0, max(round(self._room() * self._zoom) + 2 * MARGIN - seen.width(), 0))
        self._moved()

    def _moved(self) -> None:
        rects = self._rects()
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = next((number for number, rect in enumerate(rects, 1) if rect.bottom() + GAP >= middle), len(rects))
        self._show_page(page)
        self._ask_for_pictures(rects)
        self.viewport().update()

    def _show_page(self, page: int) -> None:
        if page != self._current:
            self._current = page
        self._name_page()
        self.page_changed.emit(page, self.page_count())

    def _name_page(self) -> None:
        if not self.page_count():
            self.setAccessibleName(self._words or _("Xem trước"))
            self.setAccessibleDescription("")
            return
        self.setAccessibleName(_("Xem trước, trang {page} trên {total}", page=self._current, total=self.page_count()))
        self.setAccessibleDescription(self._pages.words[self._current - 1])

    # --- pictures

    def _ask_for_pictures(self, rects: list[QRect]) -> None:
        """Ask for the pages in sight, and let go of those far away."""
        view = self.viewport().rect().translated(0, self.verticalScrollBar().value())
        seen = [
            number for number, rect in enumerate(rects) if rect.bottom() >= view.top() and rect.top() <= view.bottom()
        ]
        if not seen or not self.isVisible():
            return
        near = range(seen[0] - KEPT_AROUND, seen[-1] + KEPT_AROUND + 1)
        self._pictures = {number: held for number, held in self._pictures.items() if number in near}
        scale = self._scale()
        for number in seen:
            held = self._pictures.get(number)
            if (held is None or held[0] != scale) and (number, scale) not in self._asked:
                self._ask(number, scale)

    def _ask(self, number: int, scale: float) -> None:
        self._asked.add((number, scale))
        showing, content, ratio = self._showing, self._content, self.devicePixelRatioF()
        self._background.run(
            lambda: render_page(content, number, scale * ratio),
            lambda picture: self._hang(showing, number, scale, picture),
            owner=self,
        )

    def _hang(self, showing: int, number: int, scale: float, picture: QImage) -> None:
        self._asked.discard((number, scale))
        if showing == self._showing:
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            self._pictures[number] = (scale, picture)
            self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._moved()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("sunken"))
        if not self.page_count():
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text2"))
            room = self.viewport().rect().adjusted(16, 16, -16, -16)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._words)
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, rect in enumerate(self._rects()):
            place = rect.translated(-across, -down)
            if place.intersects(self.viewport().rect()):
                self._paint_page(painter, number, place)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_page(self, painter: QPainter, number: int, place: QRect) -> None:
        painter.fillRect(place, Qt.GlobalColor.white)
        held = self._pictures.get(number)
        if held is not None:
            painter.drawImage(place, held[1])
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
