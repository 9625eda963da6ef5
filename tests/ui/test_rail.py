from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.ui.rail import Rail, RailModel, RailRow

ROWS = (
    RailRow("caption", "Mười bước"),
    RailRow("step", "Khảo sát thực trạng", "survey", number=1, state="doing", share=0.5, spoken="Bước 1: đang làm"),
    RailRow("next", "Trả lời 12 câu còn lại", "survey", "/survey/s1/q1"),
    RailRow("step", "Phân tích, đánh giá", "analysis", number=2),
    RailRow("line"),
    RailRow("data", "Phương tiện đo", "instruments", icon="instrument", count=412),
)


def a_rail(qtbot: QtBot) -> Rail:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.resize(rail.width(), 700)
    rail.show_rows(ROWS, "survey")
    rail.show()
    return rail


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = RailModel()
    model.show_rows(ROWS)

    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_rows(ROWS[1:])

    assert tester.model() is model
    assert model.rowCount() == len(ROWS) - 1


def test_arrows_and_enter_lead_to_a_page(qtbot: QtBot) -> None:
    rail = a_rail(qtbot)
    went: list[tuple[str, str]] = []
    rail.chosen.connect(lambda key, target: went.append((key, target)))

    qtbot.keyClick(rail.list, Qt.Key.Key_Down)
    qtbot.keyClick(rail.list, Qt.Key.Key_Return)
    qtbot.keyClick(rail.list, Qt.Key.Key_Down)
    qtbot.keyClick(rail.list, Qt.Key.Key_Return)

    assert went == [("survey", "/survey/s1/q1"), ("analysis", "")]


def test_a_click_on_a_step_leads_to_its_page(qtbot: QtBot) -> None:
    rail = a_rail(qtbot)
    place = rail.list.visualRect(rail.list.rail_model.index(5)).center()

    with qtbot.waitSignal(rail.chosen) as went:
        qtbot.mouseClick(rail.list.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert went.args == ["instruments", ""]


def test_headings_cannot_be_chosen(qtbot: QtBot) -> None:
    rail = a_rail(qtbot)

    assert rail.list.rail_model.flags(rail.list.rail_model.index(0)) == Qt.ItemFlag.NoItemFlags


def test_a_step_says_its_state_to_a_screen_reader(qtbot: QtBot) -> None:
    rail = a_rail(qtbot)

    spoken = rail.list.rail_model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "Bước 1: đang làm"


def test_the_narrow_rail_shows_all_ten_steps_on_a_low_screen(qtbot: QtBot) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    rail.use_width(narrow=True)
    rail.resize(rail.width(), 442)
    steps = [RailRow("step", f"Bước {number}", f"step{number}", number=number) for number in range(1, 11)]
    rail.show_rows((RailRow("caption", "Mười bước"), *steps, RailRow("line"), ROWS[-1]), "step1")
    rail.show()

    last = rail.list.visualRect(rail.list.rail_model.index(12))

    assert last.bottom() <= rail.list.viewport().height()


def test_the_way_out_is_marked_while_one_is_there(qtbot: QtBot) -> None:
    rail = a_rail(qtbot)

    rail.show_current("leave")

    assert rail.leave.isChecked()
