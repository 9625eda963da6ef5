"""A piece of evidence seen large: over the page, Esc closes it, arrows go to the next one; a PDF page by page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QWidget

from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.formats import show_date, show_time
from app.services.evidence import picture_of
from app.ui.forms.evidence_tiles import caption_of
from app.ui.parts import button, column, row, text
from app.ui.pictures import decode
from app.wording import _

if TYPE_CHECKING:
    from app.ui.workspace import Workspace


PDF = "application/pdf"


class PictureBox(QDialog):
    """Shows one of several pieces as large as the window allows; marked(evidence): E was pressed."""

    marked = Signal(object)

    def __init__(self, parent: QWidget, workspace: Workspace, items: Sequence[Evidence], at: int = 0) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace, self._items, self._at = workspace, list(items), at
        window = parent.window().size()
        self._page, self._pages = 0, 1
        self._wide, self._high = round(window.width() * 0.8), round(window.height() * 0.75)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setWordWrap(True)
        self.picture.setFixedSize(self._wide, self._high)
        self._caption = text("", "strong", cut=True)
        self._said = text("", "small", cut=True)
        self._which = text("", "small")
        self._mark = button(_("Cắt, vẽ, che mờ…"), self._edit, icon_name="edit")
        self._mark.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._save = button(_("Lưu ra tệp…"), self.save_as, kind="ghost", icon_name="export")
        self._save.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line = row(gap=12)
        line.addWidget(self._caption)
        line.addWidget(self._said, 1)
        line.addWidget(self._which)
        line.addWidget(self._save)
        line.addWidget(self._mark)
        self.setLayout(column(self.picture, line, gap=8, margins=(12, 12, 12, 12)))
        self._show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self._go(-1)
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self._go(1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                self._turn(-1 if event.key() == Qt.Key.Key_PageUp else 1)
            case Qt.Key.Key_E if self._mark.isVisible():
                self._edit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.accept()
            case _:
                super().keyPressEvent(event)

    def _go(self, step: int) -> None:
        self._at = min(max(0, self._at + step), len(self._items) - 1)
        self._page, self._pages = 0, 1
        self._show()

    def _turn(self, step: int) -> None:
        """To another page of a PDF; elsewhere to another piece."""
        if self._pages == 1:
            self._go(step)
            return
        self._page = min(max(0, self._page + step), self._pages - 1)
        self._show()

    def save_as(self) -> None:
        """A photo as it is shown, without particulars; any other file as it was given."""
        each = self._items[self._at]
        is_photo = each.media_type.startswith("image/")
        name = f"{PurePath(each.name).stem}.jpg" if is_photo else each.name
        folder = Path(self._workspace.preferences.folder or Path.home())
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Lưu bằng chứng ra tệp"), str(folder / name))
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, target: Path) -> None:
        each, workspace = self._items[self._at], self._workspace
        is_photo = each.media_type.startswith("image/")

        def work() -> None:
            content = workspace.read(lambda unit: picture_of(unit, each) if is_photo else unit.file(each.sha256))
            try:
                target.write_bytes(content)
            except OSError as failed:
                raise UserError(_("Không ghi được “{name}”. Chọn thư mục khác.", name=target.name)) from failed

        def done(_nothing: None) -> None:
            self._said.setText(_("Đã lưu {name}", name=str(target)))

        workspace.background.run(work, done, lambda mistake: self._said.setText(str(mistake)), owner=self)

    def _edit(self) -> None:
        chosen = self._items[self._at]
        self.accept()
        self.marked.emit(chosen)

    def _show(self) -> None:
        each = self._items[self._at]
        self.setWindowTitle(caption_of(each))
        self.picture.setAccessibleName(caption_of(each))
        is_photo = each.media_type.startswith("image/")
        can_be_seen = is_photo or each.media_type == PDF
        self.picture.setText(
            _("Đang mở…") if can_be_seen else _("Tệp {type}, nằm trong hồ sơ này.", type=each.media_type)
        )
        self._caption.setText(caption_of(each))
        self._said.setText("   ".join(part for part in (_name_of(each), when_taken(each), each.place) if part))
        self._mark.setVisible(is_photo and not self._workspace.read_only)
        self._show_which()
        if can_be_seen:
            self._read(each)

    def _show_which(self) -> None:
        parts = [f"{self._at + 1}/{len(self._items)}"] if len(self._items) > 1 else []
        if self._pages > 1:
            parts.insert(0, _("trang {n}/{all}, PgUp PgDn", n=self._page + 1, all=self._pages))
        self._which.setText("   ".join(parts))

    def _read(self, each: Evidence) -> None:
        """Beside the window: a photo just added has no small copy yet."""
        ratio = self.devicePixelRatioF()
        wide, high = round(self._wide * ratio), round(self._high * ratio)
        page = self._page

        def work() -> tuple[QImage | None, int]:
            if each.media_type == PDF:
                return page_of(self._workspace.read(lambda unit: unit.file(each.sha256)), page, wide, high)
            return decode(self._workspace.read(lambda unit: picture_of(unit, each)), wide, high), 1

        def done(seen: tuple[QImage | None, int]) -> None:
            if each is not self._items[self._at] or page != self._page:
                return
            image, self._pages = seen
            self._show_which()
            if image is None:
                self.picture.setText(_("Không đọc được tệp này. Bản gốc vẫn nằm trong hồ sơ."))
                return
            image.setDevicePixelRatio(ratio)
            self.picture.setPixmap(QPixmap.fromImage(image))

        self._workspace.background.run(work, done, owner=self)


def page_of(content: bytes, number: int, wide: int, high: int) -> tuple[QImage | None, int]:
    """A page of a PDF as large as this room, and how many there are; None for bytes that are no PDF."""
    from app.ui.pdf_pages import read_sizes, render_page

    try:
        sizes = read_sizes(content).sizes
        scale = min(wide / sizes[number][0], high / sizes[number][1])
        return render_page(content, number, scale), len(sizes)
    except (RuntimeError, IndexError, ZeroDivisionError):  # PDFium's own error is a RuntimeError
        return None, 1


def _name_of(each: Evidence) -> str:
    return each.name if each.name != caption_of(each) else ""


def when_taken(each: Evidence) -> str:
    """Day and time of a photo, in the time of this place; "" where the camera did not say."""
    if each.taken_at is None:
        return ""
    here = each.taken_at.astimezone()
    return _("Chụp ngày {day}, {time}", day=show_date(here.date()), time=show_time(here)[:5])
