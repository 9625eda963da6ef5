"""A walk over the floor in the real window, by keys and a scanner alone, up to the reconciled lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.reconciling import Match
from app.services import dossiers, exchange, floor
from app.storage.store import Store
from app.ui import theme
from app.ui.background import Background
from app.ui.pages.floor import FloorPage
from app.ui.pages.reconcile import ReconcilePage
from app.ui.preferences import Preferences
from app.ui.window import MainWindow
from app.ui.workspace import Workspace

pytestmark = [pytest.mark.qt_log_level_fail("WARNING"), pytest.mark.qt_log_ignore("propagateSizeHints")]

TODAY = date(2026, 11, 24)
BOOK = """Mã;Tên phương tiện đo;Số chế tạo;Nơi dùng
AP-031;Áp kế lò xo;20417;Phân xưởng chiết, dây 2
AP-033;Áp kế lò xo;20421;Phân xưởng chiết, dây 2
CD-005;Cân kiểm tra động;CW-0091;Phân xưởng chiết, dây 1
LL-007;Lưu lượng kế điện từ;FM-23118;Phân xưởng chiết, dây 1
NK-004;Nhiệt kế điện trở;T-0608;Kho thành phẩm
"""


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    """A dossier whose register is the enterprise's own book, open in the window."""
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.use("light")
    theme.apply(qapp)
    (tmp_path / "so.csv").write_text(BOOK, "utf-8")
    path = tmp_path / "an-lac.dochuan"
    store = dossiers.create_dossier(path, person="Nguyễn Thu Hà", enterprise="An Lạc", surveyed_on=TODAY)
    with store.unit("Nhập danh mục") as unit:
        exchange.take_in(unit, exchange.preview_list(tmp_path / "so.csv"))
    store.close()
    preferences, background = Preferences(person="Nguyễn Thu Hà", theme="light"), Background()
    made = MainWindow(preferences, background, TODAY)
    made.resize(1366, 768)
    made.show()
    made.show_workspace(Workspace(dossiers.open_dossier(path, person="Nguyễn Thu Hà"), preferences, background, TODAY))
    made.activateWindow()
    qapp.processEvents()
    yield made
    made.close()


class Hands:
    """Keys go to whatever has the focus; what they bring about is waited for, as a person looks up."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot, self._window = qtbot, window

    def press(self, *keys: str | Qt.Key) -> None:
        for key in keys:
            focused = self._window.focusWidget()
            assert focused is not None
            if isinstance(key, str):
                self._qtbot.keyClicks(focused, key)
            else:
                self._qtbot.keyClick(focused, key)

    def answer(self, digit: str, code: str, state: str) -> None:
        self.press(digit)
        self._qtbot.waitUntil(lambda: states(self._store()).get(code) == state)

    def type(self, words: str) -> None:
        focused = self._window.focusWidget()
        assert isinstance(focused, QWidget)
        for letter in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(focused, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def scan(self, code: str) -> None:
        self.press(code, Qt.Key.Key_Return)

    def _store(self) -> Store:
        assert self._window.workspace is not None
        return self._window.workspace.store


def states(store: Store) -> dict[str, str]:
    with store.reading() as unit:
        rows = floor.floor_rows(unit, dossiers.current_cycle(unit).id, TODAY)
    return {each.instrument.code or each.instrument.name: each.state for each in rows}


def test_the_floor_is_walked_and_the_lists_reconciled_without_a_mouse(qtbot: QtBot, window: MainWindow) -> None:
    hands = Hands(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    page = window.dossier.page()  # type: ignore[union-attr]
    assert isinstance(page, FloorPage) and window.focusWidget() is page.list
    assert not window.top.isVisible() and not window.status.isVisible()

    hands.scan("AP-031")
    hands.answer("1", "AP-031", "seen")
    hands.press(Qt.Key.Key_Down)
    hands.answer("2", "AP-033", "label_wrong")
    hands.press("n")
    qtbot.waitUntil(lambda: window.focusWidget() is page.list.bar.line)
    hands.type("nhãn bong")
    hands.press(Qt.Key.Key_Return)
    hands.press("/")
    qtbot.waitUntil(lambda: window.focusWidget() is page.top.finder)
    hands.press("091", Qt.Key.Key_Return)
    hands.answer("4", "CD-005", "not_seen")
    hands.press("1")
    qtbot.waitUntil(lambda: page.list.bar.asking == "")
    hands.scan("LL-007")
    hands.answer("3", "LL-007", "damaged")
    hands.answer("1", "LL-007", "seen")
    qtbot.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hands.press("+")
    qtbot.waitUntil(lambda: window.focusWidget() is page.panel.editor("name"))
    hands.type("Cân bàn")
    hands.press(*[Qt.Key.Key_Return] * 5)
    page.reconcile()

    lists = window.dossier.page()  # type: ignore[union-attr]
    assert isinstance(lists, ReconcilePage)
    found = {each.instrument.code or each.instrument.name: each.match for each in lists.lists.rows}
    assert found == {
        "AP-031": Match.AGREED,
        "AP-033": Match.AGREED,
        "CD-005": Match.MISSING,
        "LL-007": Match.AGREED,
        "NK-004": Match.UNSEEN,
        "Cân bàn": Match.UNLISTED,
    }
    assert states(window.workspace.store)["LL-007"] == "damaged"  # type: ignore[union-attr]
    assert "1 chưa xem lại" in lists.said.text()
    assert window.top.isVisible() and window.status.isVisible()
