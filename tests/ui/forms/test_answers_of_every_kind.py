from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.forms.definition import Choice, Question, QuestionType
from app.ui.forms.choice_editors import ChoiceEditor, columns_of
from app.ui.forms.line_editors import PartialDateEditor
from app.ui.forms.long_choice_editor import LongChoiceEditor
from app.ui.forms.place_editors import GeopointEditor, PointsEditor
from app.ui.forms.range_editor import RangeEditor
from app.ui.forms.rank_editor import RankEditor

TypeText = Callable[[QWidget, str], None]

TOWNS = ["Hà Nội", "Hải Phòng", "Hưng Yên", "Thái Bình", "Đà Nẵng", "Cần Thơ"]


def choices(*titles: str) -> list[Choice]:
    return [Choice(name=f"c{place}", label={"vi": title}) for place, title in enumerate(titles, 1)]


def question(kind: QuestionType, appearance: str = "", **bounds: float) -> Question:
    return Question(path="/f/q", name="q", type=kind, appearance=appearance, **bounds)


def said_by(editor: ChoiceEditor | LongChoiceEditor | RankEditor | RangeEditor | GeopointEditor) -> list[str]:
    said: list[str] = []
    editor.committed.connect(said.append)
    return said


def shown(qtbot: QtBot, editor: QWidget) -> None:
    qtbot.addWidget(editor)
    editor.resize(600, 300)
    editor.show()
    editor.activateWindow()
    QApplication.processEvents()


# ---- long lists


@pytest.fixture
def town(qtbot: QtBot) -> LongChoiceEditor:
    editor = LongChoiceEditor(question(QuestionType.SELECT_ONE), "vi")
    editor.offer(choices(*TOWNS))
    shown(qtbot, editor)
    editor.finder.setFocus()
    return editor


def test_a_long_list_is_searched_without_accents(town: LongChoiceEditor, qtbot: QtBot, type_text: TypeText) -> None:
    said = said_by(town)

    type_text(town.finder, "da n")
    qtbot.keyClick(town.finder, Qt.Key.Key_Return)

    assert said == ["c5"]


def test_the_list_opens_while_one_seeks_and_the_typed_words_stay(town: LongChoiceEditor, type_text: TypeText) -> None:
    town.show_value("c1")
    town.finder.selectAll()
    type_text(town.finder, "hư")

    town.show_value("c1")

    assert town.is_open()
    assert town.finder.text() == "hư"
    assert town.list.rows.rowCount() == 1


def test_leaving_puts_the_chosen_words_back(town: LongChoiceEditor, type_text: TypeText) -> None:
    said = said_by(town)
    town.show_value("c1")
    town.finder.selectAll()
    type_text(town.finder, "hư")

    town.finder.clearFocus()

    assert town.finder.text() == "Hà Nội"
    assert not town.is_open() and said == []


def test_tab_leaves_the_open_list_for_the_next_field(town: LongChoiceEditor, qtbot: QtBot, type_text: TypeText) -> None:
    said = said_by(town)
    type_text(town.finder, "hư")

    qtbot.keyClick(town.finder, Qt.Key.Key_Tab)

    assert not town.list.hasFocus()
    assert said == []


def test_an_emptied_line_takes_the_choice_away(town: LongChoiceEditor, qtbot: QtBot) -> None:
    said = said_by(town)
    town.show_value("c1")
    town.finder.selectAll()

    qtbot.keyClick(town.finder, Qt.Key.Key_Backspace)
    town.finder.clearFocus()

    assert said == [""]


def test_a_composition_is_not_disturbed_by_what_is_kept_meanwhile(town: LongChoiceEditor) -> None:
    QApplication.sendEvent(town.finder, QInputMethodEvent("hu", []))

    town.show_value("")
    commit = QInputMethodEvent()
    commit.setCommitString("hưng")
    QApplication.sendEvent(town.finder, commit)

    assert town.finder.text() == "hưng"
    assert town.list.rows.rowCount() == 1


def test_several_are_ticked_by_space_and_counted(qtbot: QtBot, type_text: TypeText) -> None:
    editor = LongChoiceEditor(question(QuestionType.SELECT_MULTIPLE), "vi")
    editor.offer(choices(*TOWNS))
    shown(qtbot, editor)
    editor.committed.connect(editor.show_value)
    said = said_by(editor)
    editor.finder.setFocus()

    type_text(editor.finder, "h")
    qtbot.keyClick(editor.finder, Qt.Key.Key_Down)
    qtbot.keyClick(editor.list, Qt.Key.Key_Down)
    qtbot.keyClick(editor.list, Qt.Key.Key_Space)
    qtbot.keyClick(editor.list, Qt.Key.Key_Up)
    qtbot.keyClick(editor.list, Qt.Key.Key_Space)

    assert said == ["c2", "c1 c2"]
    assert editor._only.text() == "Đã chọn 2"


def test_five_thousand_rows_hold_no_more_than_is_seen(town: LongChoiceEditor, type_text: TypeText) -> None:
    town.offer(choices(*(f"Xã số {number}" for number in range(5000))))

    type_text(town.finder, "xa so 4999")

    assert town.list.rows.rowCount() == 1
    assert town.list.rows.data(town.list.rows.index(0)) == "Xã số 4999"


# ---- rank, range


@pytest.fixture
def rank(qtbot: QtBot) -> RankEditor:
    editor = RankEditor("vi")
    editor.offer(choices("Cân", "Áp kế", "Nhiệt kế"))
    shown(qtbot, editor)
    editor.list.setFocus()
    return editor


def test_a_row_moves_with_alt_and_an_arrow(rank: RankEditor, qtbot: QtBot) -> None:
    said = said_by(rank)
    rank.list.setCurrentRow(2)

    qtbot.keyClick(rank.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)

    assert said == ["c1 c3 c2"]


def test_the_order_there_is_counts_only_once_it_was_taken(rank: RankEditor, qtbot: QtBot) -> None:
    said = said_by(rank)
    rank.show_value("")
    before = rank.list.is_answered

    qtbot.keyClick(rank.list, Qt.Key.Key_Return)
    rank.show_value(said[-1])

    assert not before and said == ["c1 c2 c3"]
    assert rank.list.is_answered


def test_a_kept_order_is_shown_and_new_choices_come_last(rank: RankEditor) -> None:
    rank.show_value("c3 c1")

    assert rank.list.names() == ["c3", "c1", "c2"]


@pytest.fixture
def scale(qtbot: QtBot) -> RangeEditor:
    editor = RangeEditor(question(QuestionType.RANGE, start=0, end=1, step=0.1))
    shown(qtbot, editor)
    editor.scale.setFocus()
    return editor


def test_arrows_step_exactly_and_the_value_is_kept_when_one_rests(scale: RangeEditor, qtbot: QtBot) -> None:
    said = said_by(scale)
    scale.show_value("0.2")

    qtbot.keyClick(scale.scale, Qt.Key.Key_Right)
    qtbot.keyClick(scale.scale, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bool(said))

    assert said == ["0,4"]


def test_the_scale_stops_at_its_ends(scale: RangeEditor, qtbot: QtBot) -> None:
    moved: list[Decimal] = []
    scale.scale.moved.connect(moved.append)

    qtbot.keyClick(scale.scale, Qt.Key.Key_End)
    qtbot.keyClick(scale.scale, Qt.Key.Key_Right)

    assert moved == [Decimal(1)]


def test_a_typed_value_moves_the_mark(scale: RangeEditor) -> None:
    scale.show_value("0.7")

    assert scale.line.text() == "0,7"
    assert "0,7" in scale.scale.accessibleDescription()


# ---- days, places


@pytest.mark.parametrize(
    ("appearance", "typed", "kept"),
    [("month-year", "3/2026", "01/03/2026"), ("year", "2025", "01/01/2025"), ("month-year", "2026-11", "01/11/2026")],
)
def test_a_month_or_a_year_is_kept_as_its_first_day(
    qtbot: QtBot, type_text: TypeText, appearance: str, typed: str, kept: str
) -> None:
    editor = PartialDateEditor(question(QuestionType.DATE, appearance))
    shown(qtbot, editor)
    said: list[str] = []
    editor.committed.connect(said.append)
    type_text(editor.line, typed)

    editor.flush()

    assert said == [kept]


def test_what_is_no_month_says_how_to_type_one(qtbot: QtBot, type_text: TypeText) -> None:
    editor = PartialDateEditor(question(QuestionType.DATE, "month-year"))
    shown(qtbot, editor)
    type_text(editor.line, "13/2026")

    editor.flush()

    assert "Gõ tháng/năm" in editor.problem()
    assert editor.line.text() == "13/2026"


@pytest.fixture
def place(qtbot: QtBot) -> GeopointEditor:
    editor = GeopointEditor()
    shown(qtbot, editor)
    return editor


def test_a_pasted_point_fills_its_fields(place: GeopointEditor, qtbot: QtBot) -> None:
    said = said_by(place)
    QApplication.clipboard().setText("20.92, 106.05")
    place.fields[0].setFocus()

    qtbot.keyClick(place.fields[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert said == ["20.92 106.05 0 0"]
    assert [each.text() for each in place.fields] == ["20.92", "106.05", "", ""]


def test_half_a_point_is_told_and_not_kept(place: GeopointEditor, type_text: TypeText) -> None:
    said = said_by(place)
    type_text(place.fields[0], "20,92")

    place.flush()

    assert said == []
    assert place.problem().startswith("Kinh độ")


def test_altitude_and_accuracy_come_along(place: GeopointEditor, type_text: TypeText) -> None:
    said = said_by(place)
    for field, typed in zip(place.fields, ("20,92", "106,05", "12", "4"), strict=True):
        type_text(field, typed)

    place.flush()

    assert said == ["20.92 106.05 12 4"]


def test_an_outline_is_closed_and_measured(qtbot: QtBot) -> None:
    editor = PointsEditor(QuestionType.GEOSHAPE)
    shown(qtbot, editor)
    said: list[str] = []
    editor.committed.connect(said.append)
    editor.area.setPlainText("20.92, 106.05\n20.93, 106.05\n20.93, 106.06")

    editor.flush()
    editor.show_value(said[-1])

    assert said[-1].split(";")[0] == said[-1].split(";")[-1]
    assert editor._said.text().startswith("3 điểm")


def test_a_wrong_line_of_a_list_of_points_is_named(qtbot: QtBot) -> None:
    editor = PointsEditor(QuestionType.GEOTRACE)
    shown(qtbot, editor)
    editor.area.setPlainText("20.92, 106.05\ncổng sau")

    editor.flush()

    assert editor.problem().startswith("Dòng 2")


# ---- rows side by side


@pytest.mark.parametrize(
    ("appearance", "columns"),
    [("", 1), ("likert", 5), ("columns", 3), ("columns-2", 2), ("horizontal", 3), ("quick", 1), ("list-nolabel", 5)],
)
def test_an_appearance_says_how_many_stand_side_by_side(appearance: str, columns: int) -> None:
    assert columns_of(appearance, 5) == columns


def test_arrows_go_sideways_where_choices_stand_side_by_side(qtbot: QtBot) -> None:
    editor = ChoiceEditor(question(QuestionType.SELECT_ONE, "likert"), "vi")
    shown(qtbot, editor)
    editor.offer(choices("Kém", "Vừa", "Tốt"))
    said = said_by(editor)
    editor.picker.setFocus()
    QApplication.processEvents()

    qtbot.keyClick(editor.picker, Qt.Key.Key_Right)
    qtbot.keyClick(editor.picker, Qt.Key.Key_Space)

    assert said == ["c2"]


@pytest.mark.parametrize("width", [180, 380, 500, 640])
def test_choices_side_by_side_are_all_seen_at_any_width(qtbot: QtBot, width: int) -> None:
    editor = ChoiceEditor(question(QuestionType.SELECT_ONE, "likert"), "vi")
    qtbot.addWidget(editor)
    editor.offer(choices("Kém", "Vừa", "Tốt", "Rất tốt", "Không rõ"))
    picker = editor.picker
    picker.resize(width, picker.heightForWidth(width))
    picker.doItemsLayout()

    last = picker.visualRect(picker.model().index(4, 0))

    assert last.bottom() <= picker.viewport().height() and last.right() <= width


def test_files_are_no_texts_to_paste_into_a_place(place: GeopointEditor) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/a.jpg")])
    QApplication.clipboard().setMimeData(data)

    assert place._paste() is False
