"""The way to work copies from a page: one button with both directions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.ui.icons import icon
from app.ui.parts import button
from app.ui.workspace import Workspace
from app.wording import _


def work_copy_button(workspace: Workspace, page: QWidget, wanted: Callable[[], str]) -> QPushButton:
    """A button with its menu. wanted: the key of the part the page shows, asked when it is opened."""
    menu = QMenu(page)
    menu.addAction(
        icon("export", "text2", 16), _("Xuất bản làm việc Excel…"), lambda: open_export(workspace, page, wanted())
    )
    menu.addAction(icon("import", "text2", 16), _("Nhận lại bản làm việc…"), lambda: open_import(workspace, page))
    made = button(_("Excel"), icon_name="table", tip=_("Bản làm việc Excel: xuất, nhận lại"))
    made.setAccessibleName(_("Bản làm việc Excel"))
    made.setMenu(menu)
    return made


def open_export(workspace: Workspace, parent: QWidget, wanted: str = "") -> None:
    from app.ui.pages.work_copy_export import WorkCopyExport

    WorkCopyExport(workspace, wanted, parent).open()


def open_import(workspace: Workspace, parent: QWidget, path: Path | None = None) -> None:
    from app.ui.pages.work_copy_dialog import WorkCopyDialog

    dialog = WorkCopyDialog(workspace, parent)
    dialog.open()
    if path is not None:
        dialog.open_file(path)
