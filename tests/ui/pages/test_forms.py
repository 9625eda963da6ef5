from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.services.extra_forms import count_extra_forms
from app.ui.page import Frame
from app.ui.pages.forms import FormsPage
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]

FORM = """
| survey |
| | type | name | label |
| | text | who | Ai trả lời |
| | integer | scales | Số cân |
| settings |
| | form_title | version |
| | Phiếu của Sở | 3 |
"""
SPOILT = FORM.replace("integer", "nguyên").replace("who", "who là ai")


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[FormsPage]:
    made = FormsPage(workspace)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.use_frame(Frame.WIDE)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(workspace.background.is_idle)
    QApplication.processEvents()
    yield made
    if isValid(made):
        made.hide()


@pytest.fixture
def form_file(tmp_path: Path) -> Path:
    path = tmp_path / "phieu-so.md"
    path.write_text(FORM, "utf-8")
    return path


def settle(page: FormsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.workspace.background.is_idle)
    QApplication.processEvents()


def names(page: FormsPage) -> list[str]:
    return [page.list.rows.item(place).text() for place in range(page.list.rows.count())]


def test_without_a_form_the_page_says_what_it_is_for(page: FormsPage) -> None:
    assert page._empty.isVisible()
    assert "XLSForm" in page._empty.hint.text()


def test_a_form_dropped_on_the_page_is_listed_and_counted(page: FormsPage, form_file: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(form_file))])
    both = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier

    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *both))
    qtbot.waitUntil(lambda: page.list.rows.count() == 1)

    assert names(page) == ["Phiếu của Sở"]
    assert page.workspace.read(count_extra_forms) == 1


def test_a_spoilt_form_names_every_mistake_and_changes_nothing(page: FormsPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "hong.md"
    path.write_text(SPOILT, "utf-8")

    page.add_file(path)
    qtbot.waitUntil(page.wrong.isVisible)

    assert page.wrong.words()
    assert page.workspace.read(count_extra_forms) == 0


def test_no_file_is_asked_for_while_the_step_is_locked(page: FormsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def ask(*given: object) -> tuple[str, str]:
        asked.append(given)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    cycle = page.workspace.cycle_id
    with page.workspace.store.unit("Duyệt bước") as unit:
        step = unit.steps.all(cycle_id=cycle, step=1)[0]
        unit.steps.keep(dataclasses.replace(step, state="approved", version=1))

    page.choose_file()

    assert not asked
    assert "Bước 1" in page.wrong.words()


def test_a_form_is_filled_in_by_keys_and_its_count_follows(
    page: FormsPage, form_file: Path, qtbot: QtBot, type_text: TypeText
) -> None:
    page.add_file(form_file)
    qtbot.waitUntil(lambda: page.list.rows.count() == 1)
    page.list.setFocus()

    qtbot.keyClick(page.list.rows, Qt.Key.Key_Return)
    assert page.pane is not None
    first = QApplication.focusWidget()
    assert first is not None
    type_text(first, "Trần Văn Bình")
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    page.close_form()
    settle(page, qtbot)

    each = page.list.rows.item(0).data(Qt.ItemDataRole.UserRole)
    assert (each.answered, each.asked) == (1, 2)


def test_a_removed_form_comes_back_with_its_answers(page: FormsPage, form_file: Path, qtbot: QtBot) -> None:
    page.add_file(form_file)
    qtbot.waitUntil(lambda: page.list.rows.count() == 1)
    name = page.list.current()
    page.open_form(name)
    assert page.pane is not None
    page.pane.session.answer("/phieu-so/who", "An")
    page.close_form()

    qtbot.keyClick(page.list.rows, Qt.Key.Key_Delete)
    settle(page, qtbot)
    assert names(page) == []
    page.workspace.undo()
    settle(page, qtbot)

    assert names(page) == ["Phiếu của Sở"]
    assert page.list.rows.item(0).data(Qt.ItemDataRole.UserRole).answered == 1


@pytest.mark.parametrize(("kind", "ending"), [("csv", ".csv"), ("xml", ".xml")])
def test_answers_are_exported_as_files(
    page: FormsPage, form_file: Path, tmp_path: Path, qtbot: QtBot, kind: str, ending: str
) -> None:
    page.add_file(form_file)
    qtbot.waitUntil(lambda: page.list.rows.count() == 1)
    folder = tmp_path / "ra"
    folder.mkdir()

    page.export_into(page.list.current(), kind, folder)
    qtbot.waitUntil(page.advice.isVisible)

    assert any(each.suffix == ending for each in folder.rglob("*"))
    assert str(folder) in page.advice.words()
