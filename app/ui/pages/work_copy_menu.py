"""The way to work copies from a page: one button with both directions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.ui import theme
from app.ui.icons import icon
from app.ui.parts import button
from app.ui.workspace import Workspace
from app.wording import _

NARROW = 1000
"""Below this width of the page, at 100 %, the button is an icon alone."""


def work_copy_button(workspace: Workspace, page: QWidget, wanted: Callable[[], str]) -> QPushButton:
    """A button with its menu. wanted: the key of the part the page shows, asked when it is opened."""
    menu = QMenu(page)
    menu.addAction(
        icon("export", "text2", 16), _("Xuất bản làm việc Excel…"), lambda: open_export(workspace, page, wanted())
    )
    back = menu.addAction(
        icon("import", "text2", 16), _("Nhận lại bản làm việc…"), lambda: open_import(workspace, page)
    )
    back.setEnabled(not workspace.read_only)
    made = button(_("Bản làm việc"), icon_name="table", tip=_("Bản làm việc Excel: xuất, nhận lại"), parent=page)
    made.setAccessibleName(_("Bản làm việc Excel"))
    made.setMenu(menu)
    page.installEventFilter(_Folding(made))
    return made


class _Folding(QObject):
    """Takes the word off a button while its page is narrow."""

    def __init__(self, folded: QPushButton) -> None:
        super().__init__(folded)
        self._button, self._word = folded, folded.text()

    def eventFilter(self, page: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(page, QWidget):
            self._button.setText(self._word if page.width() >= theme.px(NARROW) else "")
        return False


def open_export(workspace: Workspace, parent: QWidget, wanted: str = "") -> None:
    from app.ui.pages.work_copy_export import WorkCopyExport

    WorkCopyExport(workspace, wanted, parent).open()


def open_import(workspace: Workspace, parent: QWidget, path: Path | None = None) -> None:
    from app.ui.pages.work_copy_dialog import WorkCopyDialog

    dialog = WorkCopyDialog(workspace, parent)
    dialog.open()
    if path is not None:
        dialog.open_file(path)
