from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.services.dossiers import DossierCard
from app.ui.pages.home import HomePage
from app.ui.pages.home_rows import DossierModel, has_old_backup
from app.ui.pages.home_side import WayIn
from tests.ui.conftest import TODAY

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


def a_card(
    name: str = "An Lạc", *, answered: int = 0, states: tuple[str, ...] = ("doing",), **values: object
) -> DossierCard:
    given = {"saved_at": NOON, "backup_at": NOON, "site_name": "", "cycle_name": "2026", "step": 1, "questions": 158}
    return DossierCard(
        path=Path(f"{name}.dochuan"), enterprise=name, answered=answered, step_states=states, **(given | values)
    )


@pytest.fixture
def page(qtbot: QtBot) -> HomePage:
    made = HomePage([Path("a.dochuan"), Path("b.dochuan")], TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def titles(page: HomePage) -> list[str]:
    return [each.title for each in page._model.rows]


def test_rows_stand_before_their_files_are_read(page: HomePage) -> None:
    assert titles(page) == ["a", "b"]


def test_the_first_sentence_says_what_is_left_to_do(page: HomePage) -> None:
    page.show_card(Path("a.dochuan"), a_card("Công ty An Lạc", answered=77, site_name="Mỹ Hào"))

    assert page._lead.text() == "Ở Mỹ Hào còn 81 câu chưa trả lời."


def test_the_list_is_filtered_without_accents(page: HomePage) -> None:
    page.show_card(Path("a.dochuan"), a_card("Nhựa Đông Khê"))
    page.show_card(Path("b.dochuan"), a_card("Nước sạch Phố Nối"))

    page._search.setText("dong")

    assert titles(page) == ["Nhựa Đông Khê"]


def test_enter_opens_and_delete_takes_off_the_list(qtbot: QtBot, page: HomePage) -> None:
    opened: list[Path] = []
    forgotten: list[Path] = []
    page.open_asked.connect(opened.append)
    page.forget_asked.connect(forgotten.append)

    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)

    assert opened == [Path("b.dochuan")]
    assert forgotten == [Path("b.dochuan")]


def test_a_file_that_cannot_be_read_says_why_and_is_worth_a_look(page: HomePage) -> None:
    page.show_trouble(Path("a.dochuan"), "Không tìm thấy hồ sơ.")

    spoken = page._model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    watched = [each.accessibleName() for each in page._watch.findChildren(WayIn)]
    assert "Không tìm thấy hồ sơ." in spoken
    assert watched == ["Không đọc được tệp. a.dochuan"]


def test_a_step_that_was_sent_back_is_worth_a_look(page: HomePage) -> None:
    page.show_card(Path("a.dochuan"), a_card("An Lạc", states=("needs_work",)))

    assert [each.accessibleName() for each in page._watch.findChildren(WayIn)] == ["Có bước cần sửa. An Lạc"]


@pytest.mark.parametrize(
    ("saved_days_ago", "backup_days_ago", "old"), [(0, 0, False), (0, 5, True), (30, 29, False), (0, None, True)]
)
def test_a_backup_is_old_when_something_changed_after_it(
    saved_days_ago: int, backup_days_ago: int | None, old: bool
) -> None:
    backup = None if backup_days_ago is None else NOON - timedelta(days=backup_days_ago)

    card = a_card(saved_at=NOON - timedelta(days=saved_days_ago), backup_at=backup)

    assert has_old_backup(card, TODAY) is old


def test_before_the_first_dossier_the_page_shows_the_ten_steps_and_ways_to_begin(qtbot: QtBot) -> None:
    page = HomePage([], TODAY)
    qtbot.addWidget(page)
    asked: list[str] = []
    page.new_asked.connect(lambda: asked.append("new"))
    page.sample_asked.connect(asked.append)

    for way in page._start.findChildren(WayIn):
        way.pressed.emit()

    assert asked == ["new", "mill", "tea"]
    assert page.list is None
    assert page.keys() == [("Ctrl+N", "hồ sơ mới"), ("Ctrl+O", "mở tệp")]


def test_the_rows_are_a_model_that_speaks(qtbot: QtBot) -> None:
    model = DossierModel()

    assert model.rowCount() == 0
    assert model.data(model.index(0)) is None
