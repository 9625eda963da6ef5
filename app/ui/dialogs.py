"""Opens the short dialogs of the window. Each module is imported when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog

    from app.ui.window import MainWindow


def open_palette(window: MainWindow) -> None:
    from app.ui.palette import Palette
    from app.ui.palette_entries import entries_of

    Palette(window, entries_of(window)).open_below(window.top.command_field())


def show_settings(window: MainWindow) -> None:
    from app.ui.settings_dialog import SettingsDialog

    dialog = SettingsDialog(window, window.preferences)
    dialog.renamed.connect(window.take_person)
    dialog.changed.connect(lambda: _dress_anew(window, dialog))
    dialog.open()


def _dress_anew(window: MainWindow, dialog: QDialog) -> None:
    """A setting acts at once, on the dialog it was chosen in too."""
    dialog.done(0)
    dialog.deleteLater()
    window.take_settings()
    show_settings(window)


def show_keys(window: MainWindow) -> None:
    from app.ui.commands import general_keys
    from app.ui.keys_dialog import KeysDialog

    page = window.dossier.page() if window.dossier is not None else None
    if page is not None:
        title, keys = page.accessibleName(), [*page.keys(), *page.more_keys()]
    else:
        title, keys = "", window.home.page.keys() if window.home is not None else []
    KeysDialog(window, title, keys, general_keys(with_dossier=page is not None)).open()


def export_work_copy(window: MainWindow) -> None:
    from app.ui.pages.work_copy_menu import open_export

    if window.workspace is not None:
        open_export(window.workspace, window)


def import_work_copy(window: MainWindow, path: Path | None = None) -> None:
    from app.ui.pages.work_copy_menu import open_import

    if window.workspace is not None:
        open_import(window.workspace, window, path)


def take_workbook(window: MainWindow, path: Path) -> None:
    """A workbook that was dropped on the window: a work copy that comes back, else a list of the enterprise."""
    from app.services.work_copies import looks_like_work_copy
    from app.ui.pages.import_dialog import ImportDialog

    if window.workspace is None:
        return
    if looks_like_work_copy(path):
        import_work_copy(window, path)
        return
    dialog = ImportDialog(window.workspace, window)
    dialog.open()
    dialog.open_file(path)


def show_history(window: MainWindow) -> None:
    from app.ui.history_dialog import HistoryDialog

    if window.workspace is not None:
        HistoryDialog(window, window.workspace).open()


def start_cycle(window: MainWindow) -> None:
    from app.ui.new_cycle import NewCycleDialog

    if window.workspace is not None:
        NewCycleDialog(window, window.workspace).open()


def sign_file(window: MainWindow) -> None:
    from app.ui.pages.sign_dialog import SignDialog

    if window.workspace is not None:
        SignDialog(window.workspace, window).open()


def check_signatures(window: MainWindow, path: Path | None = None) -> None:
    from app.ui.pages.verify_dialog import VerifyDialog

    dialog = VerifyDialog(window.background, window)
    dialog.open()
    if path is not None:
        dialog.open_file(path)


def choose_profile(window: MainWindow) -> None:
    from app.ui.pages.office_profile_dialog import OfficeProfileDialog

    if window.workspace is not None:
        OfficeProfileDialog(window.workspace, window).open()
