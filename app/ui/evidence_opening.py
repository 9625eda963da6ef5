"""Opening a piece of evidence: large, or to crop it and draw on it. One way for every page that shows some."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.evidence import Evidence
from app.ui.forms.picture_box import PictureBox
from app.ui.workspace import Workspace


def open_large(parent: QWidget, workspace: Workspace, items: Sequence[Evidence], chosen: Evidence) -> None:
    """Over the page; arrows go to the others, E crops and draws."""
    at = next((place for place, each in enumerate(items) if each.id == chosen.id), 0)
    box = PictureBox(parent, workspace, items or [chosen], at)
    box.marked.connect(lambda each: mark(parent, workspace, each))
    box.open()


def mark(parent: QWidget, workspace: Workspace, chosen: Evidence) -> None:
    """Crop a photo, draw arrows, blur what nobody should read."""
    from app.ui.pages.annotate import AnnotateDialog

    AnnotateDialog(parent, workspace, chosen).open()
