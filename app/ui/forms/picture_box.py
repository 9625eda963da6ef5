"""A piece of evidence seen large: over the page, Esc closes it, arrows go to the next one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.domain.evidence import Evidence
from app.formats import show_date, show_time
from app.services.evidence import picture_of
from app.ui.forms.evidence_tiles import caption_of
from app.ui.parts import button, column, row, text
from app.ui.pictures import decode
from app.wording import _

if TYPE_CHECKING:
    from app.ui.workspace import Workspace


class PictureBox(QDialog):
    """Shows one of several pieces as large as the window allows; marked(evidence): E was pressed."""

    marked = Signal(object)

    def __init__(self, parent: QWidget, workspace: Workspace, items: Sequence[Evidence], at: int = 0) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace, self._items, self._at = workspace, list(items), at
        window = parent.window().size()
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
        line = row(gap=12)
        line.addWidget(self._caption)
        line.addWidget(self._said, 1)
        line.addWidget(self._which)
        line.addWidget(self._mark)
        self.setLayout(column(self.picture, line, gap=8, margins=(12, 12, 12, 12)))
        self._show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Up | Qt.Key.Key_PageUp:
                self._go(-1)
            case Qt.Key.Key_Right | Qt.Key.Key_Down | Qt.Key.Key_PageDown:
                self._go(1)
            case Qt.Key.Key_E if self._mark.isVisible():
                self._edit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.accept()
            case _:
                super().keyPressEvent(event)

    def _go(self, step: int) -> None:
        self._at = min(max(0, self._at + step), len(self._items) - 1)
        self._show()

    def _edit(self) -> None:
        chosen = self._items[self._at]
        self.accept()
        self.marked.emit(chosen)

    def _show(self) -> None:
        each = self._items[self._at]
        self.setWindowTitle(caption_of(each))
        self.picture.setAccessibleName(caption_of(each))
        is_photo = each.media_type.startswith("image/")
        self.picture.setText(
            _("Đang mở ảnh…") if is_photo else _("Tệp {type}, nằm trong hồ sơ này.", type=each.media_type)
        )
        self._caption.setText(caption_of(each))
        self._said.setText("   ".join(part for part in (_name_of(each), when_taken(each), each.place) if part))
        self._which.setText(f"{self._at + 1}/{len(self._items)}" if len(self._items) > 1 else "")
        self._mark.setVisible(is_photo and not self._workspace.read_only)
        if is_photo:
            self._read(each)

    def _read(self, each: Evidence) -> None:
        """Beside the window: a photo just added has no small copy yet."""
        ratio = self.devicePixelRatioF()
        wide, high = round(self._wide * ratio), round(self._high * ratio)

        def work() -> QImage | None:
            return decode(self._workspace.read(lambda unit: picture_of(unit, each)), wide, high)

        def done(image: QImage | None) -> None:
            if each is not self._items[self._at]:
                return
            if image is None:
                self.picture.setText(_("Không đọc được ảnh này. Tệp gốc vẫn nằm trong hồ sơ."))
                return
            image.setDevicePixelRatio(ratio)
            self.picture.setPixmap(QPixmap.fromImage(image))

        self._workspace.background.run(work, done, owner=self)


def _name_of(each: Evidence) -> str:
    return each.name if each.name != caption_of(each) else ""


def when_taken(each: Evidence) -> str:
    """Day and time of a photo, in the time of this place; "" where the camera did not say."""
    if each.taken_at is None:
        return ""
    here = each.taken_at.astimezone()
    return _("Chụp ngày {day}, {time}", day=show_date(here.date()), time=show_time(here)[:5])
