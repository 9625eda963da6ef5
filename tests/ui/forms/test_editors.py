from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QCalendarWidget, QWidget
from pytestqt.qtbot import QtBot

from app.domain.forms.definition import Choice, Question, QuestionType
from app.ui import theme
from app.ui.forms.barcode_editor import BarcodeEditor
from app.ui.forms.editors import (
    AcknowledgeEditor,
    AreaEditor,
    ChoiceEditor,
    DropDownEditor,
    Editor,
    LineEditor,
    make_editor,
)
from app.ui.forms.file_editor import FileEditor
from app.ui.forms.line_editors import PartialDateEditor
from app.ui.forms.long_choice_editor import LongChoiceEditor
from app.ui.forms.place_editors import GeopointEditor, PointsEditor
from app.ui.forms.rank_editor import RankEditor

TypeText = Callable[[QWidget, str], None]


def a_question(kind: QuestionType, appearance: str = "") -> Question:
    return Question(path="/survey/q", name="q", type=kind, label={"vi": "Câu hỏi"}, appearance=appearance)


def choices(count: int) -> list[Choice]:
    return [Choice(name=f"c{number}", label={"vi": f"Ý {number}"}) for number in range(count)]


@pytest.fixture
def line(qtbot: QtBot) -> LineEditor:
    made = LineEditor(a_question(QuestionType.DECIMAL))
    qtbot.addWidget(made)
    made.show()
    made.line.setFocus()
    return made


@pytest.mark.parametrize(
    ("kind", "appearance", "count", "editor"),
    [
        (QuestionType.TEXT, "", 0, LineEditor),
        (QuestionType.TEXT, "multiline", 0, AreaEditor),
        (QuestionType.INTEGER, "", 0, LineEditor),
        (QuestionType.DATE, "", 0, LineEditor),
        (QuestionType.SELECT_ONE, "", 5, ChoiceEditor),
        (QuestionType.SELECT_ONE, "", 60, LongChoiceEditor),
        (QuestionType.SELECT_MULTIPLE, "", 60, LongChoiceEditor),
        (QuestionType.SELECT_ONE, "autocomplete", 5, LongChoiceEditor),
        (QuestionType.SELECT_ONE, "minimal", 3, DropDownEditor),
        (QuestionType.SELECT_MULTIPLE, "", 8, ChoiceEditor),
        (QuestionType.RANK, "", 4, RankEditor),
        (QuestionType.DATE, "month-year", 0, PartialDateEditor),
        (QuestionType.GEOPOINT, "", 0, GeopointEditor),
        (QuestionType.GEOSHAPE, "", 0, PointsEditor),
        (QuestionType.BARCODE, "", 0, BarcodeEditor),
        (QuestionType.IMAGE, "", 0, FileEditor),
        (QuestionType.VIDEO, "", 0, FileEditor),
        (QuestionType.ACKNOWLEDGE, "", 0, AcknowledgeEditor),
    ],
)
def test_each_kind_of_question_has_its_editor(
    qtbot: QtBot, kind: QuestionType, appearance: str, count: int, editor: type[Editor]
) -> None:
    made = make_editor(a_question(kind, appearance), choices(count), "vi")
    qtbot.addWidget(made)

    assert type(made) is editor


def test_a_number_is_shown_as_it_is_written_here(line: LineEditor) -> None:
    line.show_value("1234.50")

    assert line.line.text() == "1.234,50"


def test_a_field_commits_on_enter_and_only_what_is_new(line: LineEditor, qtbot: QtBot, type_text: TypeText) -> None:
    said: list[str] = []
    line.committed.connect(said.append)
    type_text(line.line, "12,5")

    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    line.show_value("12.5")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)

    assert said == ["12,5"]


def test_what_could_not_be_kept_stays_in_the_field(line: LineEditor, type_text: TypeText) -> None:
    line.show_value("20")
    line.line.clear()
    type_text(line.line, "hai mươi")

    line.show_problem("“hai mươi” không phải là số.")
    line.show_value("20")

    assert line.line.text() == "hai mươi"
    assert line.unread() == "hai mươi"
    assert line.problem() == "“hai mươi” không phải là số."


def test_a_read_only_field_commits_nothing(line: LineEditor, type_text: TypeText) -> None:
    said: list[str] = []
    line.committed.connect(said.append)
    line.set_read_only(True)
    type_text(line.line, "5")

    line.flush()

    assert said == []


def test_a_confirmation_is_given_and_taken_back(qtbot: QtBot) -> None:
    made = AcknowledgeEditor(a_question(QuestionType.ACKNOWLEDGE), "vi")
    qtbot.addWidget(made)
    said: list[str] = []
    made.committed.connect(said.append)

    made.press("1")
    made.show_value("OK")
    made.press("1")

    assert said == ["OK", ""]


def test_a_drop_down_can_be_left_without_a_choice(qtbot: QtBot) -> None:
    made = DropDownEditor("vi")
    qtbot.addWidget(made)
    made.offer(choices(20))
    made.show_value("c3")

    assert made.box.value() == "c3"
    assert made.box.itemText(0) == "— chưa chọn —"


def test_a_day_picked_in_the_calendar_is_committed_as_one_writes_it(qtbot: QtBot) -> None:
    made = LineEditor(a_question(QuestionType.DATE))
    qtbot.addWidget(made)
    said: list[str] = []
    made.committed.connect(said.append)

    made._take_day(date(2026, 3, 5))

    assert said == ["05/03/2026"]


def test_the_calendar_wears_the_window_s_colours(qtbot: QtBot) -> None:
    made = LineEditor(a_question(QuestionType.DATE))
    qtbot.addWidget(made)
    made.show()
    seen: list[QCalendarWidget] = []

    def look() -> None:
        popup = QApplication.activePopupWidget()
        assert popup is not None
        seen.extend(popup.findChildren(QCalendarWidget))
        popup.close()

    QTimer.singleShot(0, look)
    made._open_calendar()

    saturday = seen[0].weekdayTextFormat(Qt.DayOfWeek.Saturday)
    assert saturday.foreground().color() == theme.color("text")
