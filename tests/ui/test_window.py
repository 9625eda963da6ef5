"""The real window, driven as a person would."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from app import wording
from app.domain.sites import Cycle
from app.services.evaluations import add_evaluation
from app.services.inventory import add_instrument
from app.services.tasks import new_task
from app.storage.unit import Unit
from app.ui import dialogs, theme
from app.ui.background import Background
from app.ui.commands import COMMANDS
from app.ui.frames import Frame, frame_of
from app.ui.history_dialog import HistoryDialog
from app.ui.language import speak
from app.ui.pages.findings import FindingsPage
from app.ui.palette import Palette
from app.ui.preferences import Preferences
from app.ui.steps import counts_of
from app.ui.window import MainWindow
from app.ui.workspace import Workspace
from tests.ui.conftest import TODAY

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    """Open on the new dossier, 1440 × 900."""
    speak("vi")
    made = MainWindow(workspace.preferences, workspace.background, TODAY)
    made.resize(1440, 900)
    made.start(None)
    made.show()
    made.show_workspace(workspace)
    made.activateWindow()
    qtbot.waitUntil(workspace.background.is_idle)
    yield made
    workspace.background.close()
    made.close()
    made.deleteLater()
    speak("vi")
    wording.use("vi")


def rename_cycle(workspace: Workspace, name: str) -> None:
    def work(unit: Unit) -> None:
        from dataclasses import replace

        cycle: Cycle = unit.cycles.get(workspace.cycle_id)
        unit.cycles.keep(replace(cycle, name=name))

    workspace.run("Đổi tên chu kỳ", work, toast="Đã đổi tên chu kỳ.")


def shown_page(window: MainWindow) -> str:
    assert window.dossier is not None
    return window.dossier.place()[0]


def test_a_dossier_opens_on_the_survey_and_names_its_owner(window: MainWindow) -> None:
    assert shown_page(window) == "survey"
    assert window.windowTitle().startswith("Công ty CP Thực phẩm An Lạc")


@pytest.mark.parametrize(("key", "page"), [("4", "tasks"), ("0", "improvement"), ("2", "analysis"), ("1", "survey")])
def test_ctrl_and_a_digit_lead_to_a_step(qtbot: QtBot, window: MainWindow, key: str, page: str) -> None:
    qtbot.keyClick(window, getattr(Qt.Key, f"Key_{key}"), CTRL)

    assert shown_page(window) == page


def test_ctrl_m_walks_the_thread_of_what_is_shown_or_says_that_there_is_none(qtbot: QtBot, window: MainWindow) -> None:
    workspace = window.workspace
    assert workspace is not None and window.dossier is not None
    instrument = workspace.run("Thêm", lambda unit: add_instrument(unit, code="PN-002", name="Panme"))
    window.dossier.go("goals")
    with qtbot.waitSignal(workspace.wrong) as said:
        qtbot.keyClick(window, Qt.Key.Key_M, CTRL)
    assert said.args[0].startswith("Ở đây chưa có mục nào")
    window.dossier.go("instruments", instrument.id)

    qtbot.keyClick(window, Qt.Key.Key_M, CTRL)

    page = window.dossier.page()
    assert isinstance(page, FindingsPage)
    qtbot.waitUntil(lambda: page.side.mode() == "thread")
    assert [each.code for each in page.side.knots.records.records] == ["PN-002"]
    qtbot.waitUntil(window.background.is_idle)


def test_the_rail_shows_the_single_next_action_of_the_step_one_is_at(qtbot: QtBot, window: MainWindow) -> None:
    assert window.dossier is not None
    window.dossier.read_rail()
    qtbot.waitUntil(window.background.is_idle)
    qtbot.waitUntil(lambda: any(each.kind == "next" for each in window.dossier.rail.list.rail_model.rows))

    kinds = [each.kind for each in window.dossier.rail.list.rail_model.rows]

    assert kinds[:3] == ["caption", "step", "next"]
    assert kinds.count("step") == 10


def test_a_theme_is_changed_at_once_and_the_place_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    window.dossier.go("solutions")

    window.use_theme("dark")
    qtbot.waitUntil(lambda: theme.name() == "dark")

    assert shown_page(window) == "solutions"
    assert QApplication.palette().window().color().name().upper() == theme.TOKENS["dark"]["window"]


def test_a_language_is_changed_at_once_and_the_place_is_kept(window: MainWindow) -> None:
    window.dossier.go("solutions")

    window.preferences.language = "en"
    window.take_settings()

    assert shown_page(window) == "solutions"
    assert window.dossier.page().accessibleName() == "Solutions"
    assert window.dossier.rail.leave.accessibleName() == "Export and leave the site"


def test_a_larger_text_size_makes_the_rail_wider(window: MainWindow) -> None:
    before = window.dossier.rail.width()

    window.preferences.text_size = 130
    window.take_settings()
    window.resize(1900, 1000)

    assert window.dossier.rail.width() > before
    window.preferences.text_size = 100
    window.take_settings()


def test_ctrl_z_takes_back_the_last_deed_and_ctrl_y_does_it_again(qtbot: QtBot, window: MainWindow) -> None:
    rename_cycle(window.workspace, "2027")

    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert window.workspace.cycle.name == "2026–2027"
    qtbot.keyClick(window, Qt.Key.Key_Y, CTRL)

    assert window.workspace.cycle.name == "2027"


def test_a_toast_offers_to_take_a_deed_back(qtbot: QtBot, window: MainWindow) -> None:
    rename_cycle(window.workspace, "2027")
    assert window.toast.isVisible()
    assert window.toast.accessibleName() == "Đã đổi tên chu kỳ."

    window.toast.taken_back.emit()

    assert window.workspace.cycle.name == "2026–2027"


def test_the_undo_button_names_the_deed(window: MainWindow) -> None:
    rename_cycle(window.workspace, "2027")

    assert window.top._undo.toolTip() == "Hoàn tác: Đổi tên chu kỳ  Ctrl+Z"
    assert not window.top._redo.isEnabled()
    assert window.top._redo.toolTip() == "Không có việc nào để làm lại"


def test_the_status_line_says_when_it_was_saved(window: MainWindow) -> None:
    rename_cycle(window.workspace, "2027")

    assert window.status._facts.accessibleName().startswith("Đã lưu ")


def test_a_page_begins_with_its_first_pane_and_not_with_a_button_of_its_head(window: MainWindow) -> None:
    window.workspace.run("Nhập", lambda unit: add_instrument(unit, code="A-1", name="Áp kế"))  # type: ignore[union-attr]
    view = window.dossier
    assert view is not None

    view.go("instruments")

    page = view.page()
    assert page is not None and window.focusWidget() is next(each for each in page.panes() if each.isVisible())


def test_a_mistake_that_nobody_caught_stands_on_the_page(window: MainWindow) -> None:
    window.say_wrong("Ổ đĩa đầy. Xóa bớt tệp rồi thử lại.")

    assert window.dossier.page().wrong.words() == "Ổ đĩa đầy. Xóa bớt tệp rồi thử lại."
    assert window.dossier.page().wrong.isVisible()


def test_f6_goes_from_pane_to_pane_and_comes_around(qtbot: QtBot, window: MainWindow) -> None:
    window.dossier.go("tasks")
    window.dossier.rail.list.setFocus()

    qtbot.keyClick(window, Qt.Key.Key_F6)

    assert window.dossier.rail.list.hasFocus()  # a page without panes leaves the rail alone in the round


@pytest.mark.parametrize(
    ("width", "height", "frame"),
    [
        (1440, 900, Frame.WIDE),
        (1366, 768, Frame.MEDIUM),
        (1280, 800, Frame.NARROW),
        (1199, 800, Frame.SMALL),
        (911, 512, Frame.SMALL),
        (1440, 599, Frame.SMALL),
    ],
)
def test_the_frame_follows_the_logical_size(width: int, height: int, frame: Frame) -> None:
    assert frame_of(width, height) is frame


def test_on_a_small_screen_the_head_folds_into_the_top_bar_and_comes_back(window: MainWindow) -> None:
    page = window.dossier.page()

    window.resize(911, 512)
    assert page.head.parentWidget() is not page
    assert window.dossier.rail.list.narrow
    window.resize(1440, 900)

    assert page.head.parentWidget() is page
    assert page.head.isVisible()


def test_every_icon_alone_says_its_word(window: MainWindow) -> None:
    window.resize(911, 512)

    nameless = [each for each in window.findChildren(QToolButton) if not each.text() and not each.accessibleName()]

    assert [each for each in nameless if each.isVisible() and each.parent().__class__.__name__ != "SearchField"] == []


def test_going_home_closes_the_dossier_and_it_stands_first_in_the_list(qtbot: QtBot, window: MainWindow) -> None:
    path = window.workspace.store.path

    qtbot.keyClick(window, Qt.Key.Key_W, CTRL)

    assert window.workspace is None
    assert window.home is not None
    qtbot.waitUntil(lambda: window.home.page._model.rows[0].card is not None)
    assert window.home.page._model.rows[0].path == path
    assert window.home.page._model.rows[0].title == "Công ty CP Thực phẩm An Lạc"


def test_a_dossier_opens_again_at_the_page_it_was_left_at(qtbot: QtBot, window: MainWindow) -> None:
    path = window.workspace.store.path
    window.dossier.go("approval")
    window.show_home()

    window.open_dossier(path)
    qtbot.waitUntil(lambda: window.dossier is not None, timeout=20_000)

    assert shown_page(window) == "approval"


def test_a_file_that_is_no_dossier_is_named_and_the_home_page_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    foreign = tmp_path / "la.dochuan"
    foreign.write_text("đây không phải hồ sơ", "utf-8")
    window.show_home()

    window.open_dossier(foreign)
    qtbot.waitUntil(lambda: bool(window.home.page.wrong.words()))

    assert window.dossier is None
    assert window.home.page.wrong.isVisible()


def test_a_damaged_dossier_is_restored_from_its_backup_beside_it(qtbot: QtBot, window: MainWindow) -> None:
    path = window.workspace.store.path  # type: ignore[union-attr]
    window.show_home()
    with path.open("r+b") as file:
        file.truncate(5000)

    window.open_dossier(path)
    qtbot.waitUntil(lambda: window.home is not None and "bị hỏng" in window.home.page.wrong.words())
    window.home.page.wrong.followed.emit()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: window.workspace is not None)

    restored = window.workspace
    assert restored is not None and restored.site.enterprise == "Công ty CP Thực phẩm An Lạc"
    assert restored.store.path.parent == path.parent and restored.store.path != path
    assert not restored.read_only
    assert path.stat().st_size == 5000


def test_a_backup_is_read_only_and_offers_to_become_a_dossier(qtbot: QtBot, window: MainWindow) -> None:
    store = window.workspace.store  # type: ignore[union-attr]
    backup = store.back_up()
    assert backup is not None
    window.open_dossier(backup)
    qtbot.waitUntil(lambda: window.workspace is not None and window.workspace.store.path == backup)
    assert window.workspace is not None and window.workspace.read_only and window.dossier is not None

    window.dossier._notice.followed.emit()
    qtbot.waitUntil(lambda: window.workspace is not None and not window.workspace.read_only)

    assert window.workspace.store.path.parent == store.path.parent


def test_a_double_click_opens_a_dossier_once(qtbot: QtBot, window: MainWindow) -> None:
    path = window.workspace.store.path
    window.show_home()

    window.open_dossier(path)
    window.open_dossier(path)
    qtbot.waitUntil(lambda: window.dossier is not None, timeout=20_000)
    qtbot.waitUntil(window.background.is_idle)

    assert not window.workspace.read_only


def test_a_dropped_file_is_opened(qtbot: QtBot, window: MainWindow) -> None:
    path = window.workspace.store.path
    window.show_home()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton

    window.dropEvent(QDropEvent(QPointF(QPoint(10, 10)), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: window.dossier is not None, timeout=20_000)

    assert window.workspace.store.path == path


def test_a_second_window_is_read_only_and_says_so(qtbot: QtBot, window: MainWindow, preferences: Preferences) -> None:
    from app.services import dossiers

    store = dossiers.open_dossier(window.workspace.store.path, person="Lê Văn Bình")
    second = MainWindow(preferences, window.background, TODAY)
    qtbot.addWidget(second)
    second.start(None)
    second.show()
    second.show_workspace(Workspace(store, preferences, window.background, TODAY))

    assert store.read_only
    assert second.dossier._notice.words() == store.notice
    qtbot.waitUntil(second.dossier._notice.isVisible)
    assert "Chỉ đọc" in second.status._facts.accessibleName()
    qtbot.waitUntil(window.background.is_idle)
    second._close_workspace()


def test_the_palette_finds_a_task_by_its_code_and_goes_there(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, type_text: Callable[[object, str], None]
) -> None:
    made = workspace.run("Thêm", lambda unit: new_task(unit, workspace.cycle_id, "Soạn quy trình cân"))
    dialogs.open_palette(window)
    palette = next(each for each in window.findChildren(Palette) if each.isVisible())

    type_text(palette.field, "nv-01")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert shown_page(window) == "tasks"
    assert window.dossier.page().place() == made.id


def test_the_palette_finds_a_question_without_accents_and_goes_there(
    qtbot: QtBot, window: MainWindow, type_text: Callable[[object, str], None]
) -> None:
    window.dossier.go("carrying_out")
    dialogs.open_palette(window)
    palette = next(each for each in window.findChildren(Palette) if each.isVisible())

    type_text(palette.field, "khu vuc khong xem")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert shown_page(window) == "survey"


def test_the_history_names_deed_person_and_count(window: MainWindow) -> None:
    rename_cycle(window.workspace, "2027")

    dialogs.show_history(window)

    dialog = next(each for each in window.findChildren(HistoryDialog) if each.isVisible())
    model = dialog.table.model()
    first = [model.index(0, column).data() for column in range(3)]
    assert first == ["Đổi tên chu kỳ", "1", "Nguyễn Thu Hà"]
    dialog._take_back()
    assert dialog.table.model().index(0, 0).data() == "Hoàn tác: Đổi tên chu kỳ"
    dialog.reject()


def test_the_day_of_the_survey_rules_the_judging(window: MainWindow) -> None:
    from dataclasses import replace

    later = TODAY + timedelta(days=30)
    workspace = window.workspace
    workspace.run(
        "Đổi ngày", lambda unit: unit.cycles.keep(replace(unit.cycles.get(workspace.cycle_id), surveyed_on=later))
    )

    assert workspace.as_of == later


def test_every_page_of_the_catalogue_can_be_shown_in_every_frame(qtbot: QtBot, window: MainWindow) -> None:
    from app.ui.pages.catalogue import PAGES

    for width, height in ((1440, 900), (911, 512)):
        window.resize(width, height)
        for each in PAGES:
            window.dossier.go(each.key)
            qtbot.waitUntil(window.background.is_idle)
            assert shown_page(window) == each.key
            assert not window.grab().isNull()


def test_the_sample_factory_is_made_once_and_opened(
    qtbot: QtBot, preferences: Preferences, background: Background, tmp_path: Path
) -> None:
    preferences.folder = str(tmp_path)
    window = MainWindow(preferences, background, TODAY)
    qtbot.addWidget(window)
    window.start(None)
    window.show()

    window.home.page.sample_asked.emit("mill")
    qtbot.waitUntil(lambda: window.dossier is not None, timeout=60_000)

    assert window.workspace.store.path == tmp_path / "ho-so-mau.dochuan"
    qtbot.waitUntil(background.is_idle)
    window.close()


def test_a_start_on_a_file_that_is_gone_ends_on_the_home_page_with_the_reason(
    qtbot: QtBot, preferences: Preferences, background: Background, tmp_path: Path
) -> None:
    window = MainWindow(preferences, background, TODAY)
    qtbot.addWidget(window)

    window.start(tmp_path / "mat.dochuan")
    window.show()
    qtbot.waitUntil(lambda: window.home is not None and bool(window.home.page.wrong.words()))

    assert "mat.dochuan" in window.home.page.wrong.words()


def test_a_start_on_a_dossier_is_ready_with_its_first_page(
    qtbot: QtBot, preferences: Preferences, background: Background, new_dossier: Path, tmp_path: Path
) -> None:
    window = MainWindow(preferences, background, TODAY)
    path = Path(shutil.copy(new_dossier, tmp_path))

    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.start(path)
        window.show()

    assert shown_page(window) == "survey"
    qtbot.waitUntil(background.is_idle)
    window.close()


def test_an_undo_that_empties_the_register_leaves_the_focus_on_the_page(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    assert window.dossier is not None
    made = workspace.run("Nhập", lambda unit: add_instrument(unit, name="Cân bàn", code="CB-01"), toast="Đã nhập.")
    window.dossier.go("instruments", made.id)
    qtbot.waitUntil(lambda: _focus_is_on_page(window))
    in_the_form = [each for each in window.dossier.page().findChildren(QToolButton) if each.isVisible()]
    in_the_form[-1].setFocus()

    window.undo()

    qtbot.waitUntil(lambda: workspace.read(lambda unit: unit.instruments.count()) == 0)
    qtbot.waitUntil(lambda: _focus_is_on_page(window))
    assert not window.toast.isVisible()


def _focus_is_on_page(window: MainWindow) -> bool:
    page = window.dossier.page() if window.dossier is not None else None
    focused = window.focusWidget()
    return page is not None and focused is not None and focused.isVisible() and page.isAncestorOf(focused)


def test_no_page_takes_a_key_that_the_window_has_already() -> None:
    """Two shortcuts of one key are ambiguous, and then neither acts. Dialogs are windows of their own."""
    everything = Path(dialogs.__file__).parent.rglob("*.py")
    pages = [
        each for each in everything if each.name not in ("commands.py", "annotate.py") and "dialog" not in each.name
    ]
    taken = {each.keys for each in COMMANDS if each.keys}

    bound = {
        (page.name, keys)
        for page in pages
        for keys in re.findall(r'(?:QKeySequence\(|\(\s*)"([^"]+)"\)?, (?:self|lambda)', page.read_text("utf-8"))
        if keys in taken
    }

    assert bound == set()


def test_the_rail_counts_an_evaluation_that_was_begun(qtbot: QtBot, window: MainWindow) -> None:
    workspace, dossier = window.workspace, window.dossier
    assert workspace is not None and dossier is not None

    workspace.run("Thêm", lambda unit: add_evaluation(unit, workspace.cycle_id, "type1"))

    qtbot.waitUntil(lambda: workspace.read(counts_of) == dossier._steps[1] and dossier._steps[1]["evaluations"] == 1)
