"""A piece of evidence seen large: over the page, Esc closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.domain.evidence import Evidence
from app.formats import show_date
from app.ui.forms.evidence_strip import thumbnail
from app.ui.forms.evidence_tiles import caption_of
from app.ui.parts import EmptyState, column, row, text
from app.wording import _


def show_picture(parent: QWidget, evidence: Evidence, content: bytes) -> None:
    """Show the picture as large as the window allows; a file that is no picture tells what it is."""
    box = QDialog(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(caption_of(evidence))
    window = parent.window().size()
    wide, high = round(window.width() * 0.8), round(window.height() * 0.75)
    if evidence.media_type.startswith("image/"):
        picture = QLabel()
        picture.setAccessibleName(caption_of(evidence))
        pixels = thumbnail(content, wide, high).scaled(
            wide, high, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        picture.setPixmap(pixels)
        shown: QWidget = picture
    else:
        shown = EmptyState("clip", evidence.name, _("Tệp {type}, nằm trong hồ sơ này.", type=evidence.media_type))
    taken = evidence.taken_at
    said = _("Chụp ngày {day}", day=show_date(taken.astimezone().date())) if taken else ""
    if evidence.name != caption_of(evidence):
        said = f"{evidence.name}   {said}".strip()
    caption = row(text(caption_of(evidence), "strong", cut=True), text(said, "small"), None, gap=12)
    box.setLayout(column(shown, caption, gap=8, margins=(12, 12, 12, 12)))
    box.open()
