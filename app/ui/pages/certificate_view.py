"""A certificate shown large beside the fields one types from it: zoom, pan and pages by keys, the cursor stays put."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.services.certificates import PDF, paper_of
from app.ui import theme
from app.ui.pages.paper_sheet import STEP, PaperSheet
from app.ui.parts import Choice, column, icon_button, row, text
from app.ui.workspace import Workspace
from app.wording import _

PDF_SCALE = 2.5
"""Pixels for each point of a PDF page: 180 dpi."""
MOST_PIXELS = 40_000_000


class CertificateView(QWidget):
    """Papers of one calibration. left: it was put away.

    Keys, also while a field of the form has the cursor: Alt with arrows, plus, minus, 0, R and page up or down.
    """

    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._papers: list[Evidence] = []
        self._content = b""
        self._pages, self._page = 1, 0
        self._asked = ""
        self.sheet = PaperSheet()
        self.choice = Choice()
        self.choice.setAccessibleName(_("Giấy đang xem"))
        self.choice.setMinimumWidth(theme.px(180))
        self._page_words = text("", "small")
        keys = text(_("Alt + ↑↓←→ dời, Alt + + − phóng, Alt + 0 vừa khung, Alt + PgDn trang sau"), "small", cut=True)
        bar = row(self.choice, self._page_words, gap=8, margins=(12, 6, 8, 6))
        bar.addWidget(keys, 1)
        for icon_name, tip, key, act in (
            ("plus", _("Phóng to"), "Alt++", lambda: self.sheet.zoom_by(STEP)),
            ("dash", _("Thu nhỏ"), "Alt+-", lambda: self.sheet.zoom_by(1 / STEP)),
            ("redo", _("Xoay"), "Alt+R", self.sheet.turn),
            ("close", _("Cất giấy, xem lại bảng"), "Alt+G", self.left.emit),
        ):
            bar.addWidget(icon_button(icon_name, tip, act, key=key))
        ground = QWidget()
        ground.setLayout(bar)
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        ground.setProperty("surface", "surface")
        whole = column(ground, gap=0)
        whole.addWidget(self.sheet, 1)
        self.setLayout(whole)
        self.choice.picked.connect(self._load)
        acts = dict(self.sheet.moves)
        acts[Qt.Key.Key_PageDown] = lambda: self.turn_page(1)
        acts[Qt.Key.Key_PageUp] = lambda: self.turn_page(-1)
        for pressed, move in acts.items():  # of the window, but heard only while this is seen
            QShortcut(QKeySequence(Qt.Modifier.ALT | pressed), self, move)

    # ---- papers

    def show_papers(self, papers: Sequence[Evidence]) -> None:
        """Show the first of these, unless one of them is shown already."""
        shown = self.shown()
        self._papers = list(papers)
        self.choice.offer([(each.id, each.note or each.name) for each in papers])
        if not papers:
            self._asked = ""
            self.sheet.show_picture(QImage(), _("Chưa có ảnh hay tệp PDF nào gắn với lần này hoặc phương tiện này."))
            return
        keep = shown if any(each.id == shown for each in papers) else papers[0].id
        self.choice.show_value(keep)
        if keep != shown or not self.sheet.has_picture():
            self._load(keep)

    def shown(self) -> str:
        """The paper that is shown, "" for none."""
        return self._asked

    def _load(self, evidence_id: str) -> None:
        self._asked, self._page = evidence_id, 0
        evidence = next(each for each in self._papers if each.id == evidence_id)
        self.sheet.show_picture(QImage(), _("Đang mở giấy…"))
        self._workspace.background.run(
            lambda: self._read(evidence),
            lambda read: self._arrived(evidence_id, *read),
            lambda error: self._failed(evidence_id, error),
            owner=self,
        )

    def _read(self, evidence: Evidence) -> tuple[bytes, int, QImage]:
        """In the background: the bytes, how many pages, and the first one."""
        content = self._workspace.read(lambda unit: paper_of(unit, evidence))
        if evidence.media_type == PDF:
            return content, *_pdf_page(content, 0, evidence.name)
        return content, 1, _picture(content, evidence.name)

    def _arrived(self, evidence_id: str, content: bytes, pages: int, picture: QImage) -> None:
        if evidence_id != self._asked:
            return
        self._content, self._pages = content, pages
        self._show_page(picture)

    def _failed(self, evidence_id: str, error: UserError) -> None:
        if evidence_id == self._asked:
            self.sheet.show_picture(QImage(), str(error))

    def turn_page(self, step: int) -> None:
        at = self._page + step
        if not 0 <= at < self._pages:
            return
        self._page, asked, content = at, self._asked, self._content
        self._workspace.background.run(
            lambda: _pdf_page(content, at, "")[1],
            lambda picture: self._show_page(picture) if (asked, at) == (self._asked, self._page) else None,
            lambda error: self._failed(asked, error),
            owner=self,
        )

    def _show_page(self, picture: QImage) -> None:
        self.sheet.show_picture(picture)
        words = _("trang {page}/{pages}", page=self._page + 1, pages=self._pages) if self._pages > 1 else ""
        self._page_words.setText(words)


def _pdf_page(content: bytes, number: int, name: str) -> tuple[int, QImage]:
    import pypdfium2 as pdfium

    from app.ui.pdf_pages import read_sizes, render_page

    try:
        pages = len(read_sizes(content).sizes)
        return pages, render_page(content, number, PDF_SCALE)
    except pdfium.PdfiumError as failed:
        raise UserError(_("Tệp PDF “{name}” bị hỏng hoặc có mật khẩu, không xem được.", name=name)) from failed


def _picture(content: bytes, name: str) -> QImage:
    """Upright, at most so many pixels, so that no photo fills the memory."""
    held = QBuffer()
    held.setData(QByteArray(content))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(held)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and size.width() * size.height() > MOST_PIXELS:
        share = (MOST_PIXELS / (size.width() * size.height())) ** 0.5
        reader.setScaledSize(QSize(round(size.width() * share), round(size.height() * share)))
    picture = reader.read()
    if picture.isNull():
        raise UserError(_("Ảnh “{name}” bị hỏng, không đọc được. Hãy chép lại từ máy ảnh hoặc điện thoại.", name=name))
    return picture
