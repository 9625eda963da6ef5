"""What tests of the window share: a dressed application, preferences, an open dossier, typing Vietnamese."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.ui import theme
from app.ui.background import Background
from app.ui.preferences import Preferences
from app.ui.workspace import Workspace

TODAY = date(2026, 11, 24)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A Qt warning fails a test; what the offscreen screen cannot do is no fault of ours."""
    for item in items:
        if "/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application in the light theme, with the window's own fonts."""
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.use("light")
    theme.apply(qapp)
    return qapp


@pytest.fixture(autouse=True)
def in_light(dressed: QApplication) -> Iterator[None]:
    """Each test begins in the light theme at 100 %."""
    theme.use("light")
    yield
    theme.use("light")


@pytest.fixture
def preferences() -> Preferences:
    return Preferences(person="Nguyễn Thu Hà", theme="light")


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture(scope="session")
def new_dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new dossier, made once; tests work on copies."""
    from app.services import dossiers

    path = tmp_path_factory.mktemp("new") / "an-lac.dochuan"
    dossiers.create_dossier(
        path,
        person="Nguyễn Thu Hà",
        enterprise="Công ty CP Thực phẩm An Lạc",
        site_name="Nhà máy Mỹ Hào",
        province="Hưng Yên",
        cycle_name="2026–2027",
        surveyed_on=TODAY,
    ).close()
    return path


@pytest.fixture
def workspace(
    tmp_path: Path, new_dossier: Path, preferences: Preferences, background: Background
) -> Iterator[Workspace]:
    """A new dossier, open."""
    from app.services import dossiers

    store = dossiers.open_dossier(Path(shutil.copy(new_dossier, tmp_path)), person="Nguyễn Thu Hà")
    made = Workspace(store, preferences, background, TODAY)
    yield made
    made.close()


@pytest.fixture
def type_text() -> Callable[[QWidget, str], None]:
    """Types any letters; qtbot.keyClicks ends the process on a Vietnamese one."""

    def type_into(widget: QWidget, words: str) -> None:
        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    return type_into
