"""The first sight of an import: a place to drop the file on, and how far the reading is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from app.ui import theme
from app.ui.parts import EmptyState, InlineMessage, ScaleBar, button, column, text
from app.wording import _


def ask_for_file(parent: QWidget, folder: str) -> Path | None:
    """The person's choice of a list, or None."""
    chosen, _kind = QFileDialog.getOpenFileName(
        parent,
        _("Danh mục phương tiện đo"),
        folder,
        _("Danh mục (*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.tsv);;Mọi tệp (*)"),
    )
    return Path(chosen) if chosen else None


def dropped_file(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """The one file that is dragged here, or None."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


class ChooseFile(QWidget):
    """chosen(path); wanted: the person asks for the file dialog; stopped: leave what is being read."""

    chosen = Signal(Path)
    wanted = Signal()
    stopped = Signal()

    def __init__(self, words: str = "", hint: str = "") -> None:
        """words, hint: what is to be dropped here, a list of instruments unless something else is said."""
        super().__init__()
        self.setAcceptDrops(True)
        self._is_over = False
        self.wrong = InlineMessage("bad", "")
        self.choose = button(_("Chọn tệp…"), self.wanted.emit, kind="primary", icon_name="folder")
        self._empty = EmptyState(
            "import",
            words or _("Thả danh mục của doanh nghiệp vào đây"),
            hint
            or _(
                "Excel (.xlsx, .xls), LibreOffice (.ods) hoặc .csv. Tệp chỉ được đọc; chưa ghi gì trước khi bạn đồng ý."
            ),
            [self.choose],
        )
        self._words = text("", "strong")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._scale = ScaleBar(0.0, width=260)
        stop = button(_("Dừng đọc"), self.stopped.emit)
        reading = QWidget()
        for each in (self._empty, reading):
            each.setProperty("surface", "clear")
        lines = column(None, self._words, 8, gap=6)
        for widget in (self._scale, stop):
            lines.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(1)
        reading.setLayout(lines)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(reading)
        whole = column(self.wrong, gap=20, margins=(28, 24, 28, 28))
        whole.addLayout(self._stack, 1)
        self.setLayout(whole)

    def show_working(self, share: float, words: str) -> None:
        """Reading, with how much of it is done; "" when it has ended."""
        self._words.setText(words)
        self._scale.show_share(max(share, 0.0))
        self._stack.setCurrentIndex(1 if words else 0)

    def show_wrong(self, sentence: str) -> None:
        self.wrong.say("bad", sentence)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event):
            event.acceptProposedAction()
            self._show_over(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(False)
        if path := dropped_file(event):
            event.acceptProposedAction()
            self.chosen.emit(path)

    def _show_over(self, is_over: bool) -> None:
        self._is_over = is_over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self._stack.currentWidget() or self._empty
        box = QRectF(shown.geometry()).adjusted(-8.5, -8.5, 8.5, 8.5)
        pen = QPen(theme.color("accent" if self._is_over else "line2"), 2 if self._is_over else 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("accent_tint" if self._is_over else "surface"))
        painter.drawRoundedRect(box, 6, 6)
