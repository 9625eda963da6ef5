"""Every command of the window, with its key: the shortcuts, the palette and F1 all read this one list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from app.ui import dialogs, opening
from app.ui.pages import catalogue
from app.wording import N_, _

if TYPE_CHECKING:
    from app.ui.window import MainWindow


@dataclass(frozen=True, slots=True)
class Command:
    """words: what it does, a verb. needs_dossier: it acts only while one is open. hidden: not in the palette."""

    words: str
    keys: str
    icon: str
    run: Callable[[MainWindow], object]
    needs_dossier: bool = True
    hidden: bool = False


def _step(number: int) -> Callable[[MainWindow], object]:
    return lambda window: window.dossier.go_step(number) if window.dossier else None


def _page(key: str) -> Callable[[MainWindow], object]:
    return lambda window: window.dossier.go(key) if window.dossier else None


def _leave(window: MainWindow) -> None:
    """To the page of papers; pressed there again, it exports."""
    if window.dossier is not None:
        window.dossier.go("leave", "export" if window.dossier.place()[0] == "leave" else "")


def _labels(window: MainWindow) -> None:
    """Labels for what the register lists, or for the rows that are marked in it."""
    from app.ui.pages.instrument_ways import print_labels
    from app.ui.pages.instruments import InstrumentsPage

    if window.dossier is not None:
        window.dossier.go("instruments")
        page = window.dossier.page()
        if isinstance(page, InstrumentsPage):
            print_labels(page)


def _thread(window: MainWindow) -> None:
    """The thread of what is shown, whatever page it is on."""
    from app.services.thread_start import thread_start
    from app.ui.pages.thread_view import thread_target

    if window.dossier is None or window.workspace is None:
        return
    workspace, (page, place) = window.workspace, window.dossier.place()
    start = workspace.read(lambda unit: thread_start(unit, workspace.cycle_id, page, place))
    if start is None:
        workspace.wrong.emit(_("Ở đây chưa có mục nào để xem mạch liên kết. Chọn một dòng hoặc trả lời câu hỏi trước."))
    else:
        window.dossier.go("findings", thread_target(*start))


def _meet(window: MainWindow) -> None:
    """Into the closing meeting at what is shown; pressed there again, back."""
    if window.dossier is None:
        return
    page, place = window.dossier.place()
    if page == "meeting":
        window.dossier.go(*(place.split(" ")[0], ""))
    else:
        window.dossier.go("meeting", f"{page} {place}".strip() if page in ("goals", "tasks", "findings") else page)


def _pane(step: int) -> Callable[[MainWindow], object]:
    return lambda window: window.next_pane(step)


COMMANDS = (
    Command(N_("Tìm mọi thứ"), "Ctrl+P", "search", dialogs.open_palette, needs_dossier=False, hidden=True),
    Command(N_("Hồ sơ mới"), "Ctrl+N", "plus", opening.make_dossier, needs_dossier=False),
    Command(N_("Mở hồ sơ…"), "Ctrl+O", "folder", opening.choose_dossier, needs_dossier=False),
    Command(N_("Mở hồ sơ mẫu"), "", "report", opening.open_sample, needs_dossier=False),
    Command(N_("Hoàn tác"), "Ctrl+Z", "undo", lambda window: window.undo()),
    Command(N_("Làm lại"), "Ctrl+Y", "redo", lambda window: window.redo()),
    Command(N_("Các việc đã làm"), "Ctrl+H", "history", dialogs.show_history),
    Command(N_("Xuất và rời hiện trường"), "Ctrl+E", "export", _leave),
    Command(N_("Xuất bản làm việc Excel…"), "", "export", dialogs.export_work_copy),
    Command(N_("Nhận lại bản làm việc…"), "", "import", dialogs.import_work_copy),
    Command(N_("Phương tiện đo"), "Ctrl+I", "instrument", _page("instruments")),
    Command(N_("Mạch liên kết của mục đang xem"), "Ctrl+M", "thread", _thread),
    Command(N_("Mở chu kỳ mới…"), "", "improve", dialogs.start_cycle),
    Command(N_("Đi hiện trường"), "Ctrl+T", "walk", _page("floor")),
    Command(N_("In nhãn phương tiện đo…"), "", "print", _labels),
    Command(N_("Chế độ họp kết thúc"), "F5", "eye", _meet),
    Command(N_("Mẫu cơ quan: tên, người ký, số…"), "", "settings", dialogs.choose_profile),
    Command(N_("Ký số một tệp PDF…"), "", "shield", dialogs.sign_file),
    Command(N_("Kiểm tra chữ ký số của tệp PDF…"), "", "shield", dialogs.check_signatures, needs_dossier=False),
    Command(N_("Đóng hồ sơ, về trang đầu"), "Ctrl+W", "home", lambda window: window.show_home()),
    Command(N_("Thiết lập"), "Ctrl+,", "settings", dialogs.show_settings, needs_dossier=False),
    Command(N_("Các phím của trang này"), "F1", "keyboard", dialogs.show_keys, needs_dossier=False),
    Command(N_("Khung kế tiếp"), "F6", "columns", _pane(1), needs_dossier=False, hidden=True),
    Command(N_("Khung trước"), "Shift+F6", "columns", _pane(-1), needs_dossier=False, hidden=True),
)


def add_shortcuts(window: MainWindow) -> None:
    """Once a window: its actions act wherever the focus is, a text field keeps its own typing keys."""
    for command in (each for each in COMMANDS if each.keys):
        _add(window, command.keys, command.run, needs_dossier=command.needs_dossier)
    _add(window, "Ctrl+Shift+Z", lambda window: window.redo(), needs_dossier=True)
    for number in range(1, 11):
        _add(window, f"Ctrl+{number % 10}", _step(number), needs_dossier=True)


def _add(window: MainWindow, keys: str, run: Callable[[MainWindow], object], *, needs_dossier: bool) -> None:
    action = QAction(window)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.triggered.connect(
        lambda _checked=False: run(window) if window.dossier is not None or not needs_dossier else None
    )
    window.addAction(action)


def general_keys(*, with_dossier: bool) -> list[tuple[str, str]]:
    """The keys that act on every page, for F1."""
    keys = [(each.keys, _(each.words)) for each in COMMANDS if each.keys and (with_dossier or not each.needs_dossier)]
    return [*keys, ("Ctrl+1…0", _("bước 1 đến 10"))] if with_dossier else keys


def go_commands(window: MainWindow) -> list[tuple[str, str, str, Callable[[], object]]]:
    """(words, keys, icon, run) of everything the palette can do now."""
    open_now = window.dossier is not None
    listed = [
        (_(each.words), each.keys, each.icon, partial(each.run, window))
        for each in COMMANDS
        if not each.hidden and (open_now or not each.needs_dossier)
    ]
    if window.dossier is not None:
        listed += [
            (
                _page_words(each),
                f"Ctrl+{each.step % 10}" if each.step else "",
                each.icon,
                partial(_page(each.key), window),
            )
            for each in catalogue.PAGES
            if each.key not in ("leave", "instruments", "floor", "meeting")
        ]
    return list(listed)


def _page_words(entry: catalogue.PageEntry) -> str:
    title = _(entry.title)
    return _("Bước {number}. {title}", number=entry.step, title=title) if entry.step else title
