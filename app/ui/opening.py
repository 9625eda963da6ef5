"""Opening and making dossiers: the work is done beside the window, which stays alive and says what it waits for."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.domain.errors import DamagedError, UserError
from app.ui.preferences import DEFAULT_PROFILE, documents_folder
from app.wording import _

if TYPE_CHECKING:
    from app.storage.store import Store
    from app.ui.new_dossier import NewDossier
    from app.ui.window import MainWindow


SAMPLE = "ho-so-mau.dochuan"
REMIND_MILLISECONDS = 1500
"""What is due is told once the first page stands."""


def choose_dossier(window: MainWindow) -> None:
    """The file dialog, in the folder used last."""
    from PySide6.QtWidgets import QFileDialog  # costs 9 ms, which a start does not wait for

    chosen, _kind = QFileDialog.getOpenFileName(
        window, _("Mở hồ sơ"), str(documents_folder(window.preferences)), _("Hồ sơ Đo Chuẩn (*.dochuan)")
    )
    if chosen:
        open_dossier(window, Path(chosen))


def open_dossier(window: MainWindow, path: Path) -> None:
    """Open a file and show it; what is wrong with it is said where one is."""
    if window.workspace is not None and window.workspace.store.path == path:
        return
    person = window.preferences.person
    tell_loaded = window.background.teller(lambda _share, _words: _load_what_is_shown_first(), owner=window)

    def work() -> Store:
        from app.services import dossiers

        tell_loaded(0.5, "")
        return dossiers.open_dossier(path, person=person)

    _carry_out(window, work, _("Đang mở {name}…", name=path.name))


def _load_what_is_shown_first() -> None:
    """While SQLite checks the file in the other thread, which leaves Python to this one."""
    import app.ui.dossier_view
    import app.ui.pages.survey  # noqa: F401


def restore_backup(window: MainWindow, backup: Path) -> None:
    """Make a dossier of its own from a backup, beside the one it came from, and open it."""
    person = window.preferences.person

    def work() -> Store:
        from app.services import dossiers

        return dossiers.open_dossier(dossiers.restore_backup(backup), person=person)

    _carry_out(window, work, _("Đang khôi phục từ {name}…", name=backup.name))


def make_dossier(window: MainWindow) -> None:
    """Ask for the few things a dossier begins with, make it and show it."""
    from app.ui.new_dossier import NewDossierDialog

    dialog = NewDossierDialog(window, window.preferences, window.today())
    if dialog.exec() and dialog.result_dossier is not None:
        begin_dossier(window, dialog.result_dossier)


def open_sample(window: MainWindow, which: str = "mill") -> None:
    """A sample, made anew among the person's dossiers where it is not there yet. which: a key of SAMPLES."""
    name, make = SAMPLES[which]
    path = documents_folder(window.preferences) / name

    def work() -> Store:
        from app.services import dossiers

        if path.exists():
            return dossiers.open_dossier(path, person=window.preferences.person)
        try:
            with tempfile.TemporaryDirectory(dir=path.parent) as folder:
                made = Path(folder) / name
                make(made).close()
                made.replace(path)
        except OSError as error:
            raise UserError(_("Không ghi được vào thư mục “{folder}”.", folder=path.parent)) from error
        return dossiers.open_dossier(path, person=window.preferences.person)

    _carry_out(window, work, _("Đang dựng hồ sơ mẫu…"))


def _mill(path: Path) -> Store:
    from app.services.sample import read_sample
    from app.services.worked_sample import work_through

    return work_through(read_sample(), path, lambda _text, **_values: None)


def _tea(path: Path) -> Store:
    from app.services.worked_tea import begin_tea

    return begin_tea(path)


SAMPLES: Mapping[str, tuple[str, Callable[[Path], Store]]] = {
    "mill": (SAMPLE, _mill),
    "tea": ("xuong-che-tan-son.dochuan", _tea),
}
"""By key: the name of its file, and how it is made; the store of a new one is still open."""


def begin_dossier(window: MainWindow, wanted: NewDossier) -> None:
    window.preferences.person = wanted.person
    window.preferences.save()
    window.top.show_person(wanted.person)

    profile, today = window.preferences.notes.get(DEFAULT_PROFILE, ""), window.today()

    def work() -> Store:
        from app.services import dossiers, office_profiles

        store = dossiers.create_dossier(
            wanted.path,
            person=wanted.person,
            enterprise=wanted.enterprise,
            site_name=wanted.site_name,
            kind=wanted.kind,
            province=wanted.province,
            cycle_name=wanted.cycle_name,
            surveyed_on=wanted.surveyed_on,
        )
        if profile:
            office_profiles.begin_with(store, Path(profile), today)
        return store

    _carry_out(window, work, _("Đang tạo hồ sơ…"))


def _remind(window: MainWindow) -> None:
    from app.ui.reminder_card import remind

    remind(window)


def _carry_out(window: MainWindow, work: object, words: str) -> None:
    """One at a time: a second press while a file is being opened is the same wish again."""
    if window.is_opening:
        return
    window.is_opening = True

    def show(store: Store) -> None:
        from app.ui.workspace import Workspace

        window.is_opening = False
        window.show_workspace(Workspace(store, window.preferences, window.background, window.fixed_today))
        QTimer.singleShot(REMIND_MILLISECONDS, window, lambda: _remind(window))

    def fail(error: UserError) -> None:
        window.is_opening = False
        backup = error.backup if isinstance(error, DamagedError) else None
        if backup is None:
            window.say_wrong(str(error))
        else:
            window.say_wrong(str(error), _("Khôi phục từ bản sao lưu này"), lambda: restore_backup(window, backup))

    window.background.run(work, show, fail, words=words, owner=window)  # type: ignore[arg-type]
