from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.forms.form_view import FormView
from app.ui.forms.repeat_box import RepeatBox
from app.ui.forms.session import FormSession
from app.ui.forms.words import within

TypeText = Callable[[QWidget, str], None]

LINES = """
| survey |
| | type | name | label | repeat_count |
| | integer | n | Số mẫu | |
| | begin repeat | line | Dây chuyền | |
| | text | name | Tên | |
| | begin repeat | scale | Cân | |
| | text | code | Mã cân | |
| | end repeat | | | |
| | end repeat | | | |
| | begin repeat | sample | Mẫu | ${n} |
| | decimal | mass | Khối lượng | |
| | end repeat | | | |
"""


@pytest.fixture
def view(open_form: Callable[[str], FormSession], qtbot: QtBot) -> FormView:
    made = FormView(open_form(LINES))
    qtbot.addWidget(made)
    made.resize(800, 900)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


def lines(view: FormView) -> RepeatBox:
    return view.parts.repeats["/thu/line"]


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def kept(view: FormView) -> dict[str, str]:
    session = view.session
    answers = session.workspace.read(lambda unit: unit.answers.all(form="thu"))
    return {each.question: each.value for each in answers if each.value}


def called(box: RepeatBox) -> list[str]:
    return [box.list.item(place).text() for place in range(box.list.count())]


def test_instances_are_added_filled_and_removed_by_keys_alone(
    view: FormView, qtbot: QtBot, type_text: TypeText
) -> None:
    box = lines(view)
    box.list.setFocus()

    qtbot.keyClick(box.list, Qt.Key.Key_Return)
    type_text(focus(), "Chiết rót")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    box.list.setFocus()
    qtbot.keyClick(box.list, Qt.Key.Key_Insert)
    type_text(focus(), "Đóng bao")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)

    assert called(box) == ["Chiết rót", "Đóng bao"]

    box.list.setFocus()
    qtbot.keyClick(box.list, Qt.Key.Key_Up)
    qtbot.keyClick(box.list, Qt.Key.Key_Delete)

    assert called(box) == ["Đóng bao"]
    assert kept(view)["/thu/line[1]/name"] == "Đóng bao"


def test_a_removed_instance_comes_back_with_undo(view: FormView) -> None:
    view.session.answer("/thu/line[1]/name", "Chiết rót")
    lines(view).remove()

    view.session.workspace.undo()
    view.session._load()
    view.refresh()

    assert called(lines(view)) == ["Chiết rót"]
    assert view.blocks["/thu/line[1]/name"].editor.control.text() == "Chiết rót"  # type: ignore[attr-defined]


def test_going_through_instances_shows_each_its_own_answers(view: FormView) -> None:
    box = lines(view)
    view.session.answer("/thu/line[1]/name", "Chiết rót")
    box.add()
    view.session.answer("/thu/line[2]/name", "Đóng bao")

    box.list.setCurrentRow(0)
    first = view.blocks["/thu/line[1]/name"].editor.control.text()  # type: ignore[attr-defined]
    box.list.setCurrentRow(1)

    assert first == "Chiết rót"
    assert view.blocks["/thu/line[2]/name"].editor.control.text() == "Đóng bao"  # type: ignore[attr-defined]
    assert "/thu/line[1]/name" not in view.blocks


def test_text_that_could_not_be_kept_does_not_wander_into_another_instance(view: FormView) -> None:
    view.session.answer("/thu/n", "2")
    box = view.parts.repeats["/thu/sample"]
    line = view.blocks["/thu/sample[1]/mass"].editor.control
    line.setText("không cân")  # type: ignore[attr-defined]

    box.list.setCurrentRow(1)

    block = view.blocks["/thu/sample[2]/mass"]
    assert block.editor.control.text() == ""  # type: ignore[attr-defined]
    assert block.editor.problem() == ""


def test_sections_within_sections_keep_their_own_instances(view: FormView) -> None:
    box = lines(view)
    inner = box.parts.repeats["/thu/line[1]/scale"]
    inner.add()
    view.session.answer("/thu/line[1]/scale[2]/code", "C-02")
    box.add()
    box.parts.repeats["/thu/line[2]/scale"].add()

    assert called(box.parts.repeats["/thu/line[2]/scale"]) == ["chưa điền"]
    box.list.setCurrentRow(0)

    assert called(box.parts.repeats["/thu/line[1]/scale"]) == ["chưa điền", "C-02"]


def test_a_number_that_another_answer_decides_is_followed_and_said(view: FormView) -> None:
    box = view.parts.repeats["/thu/sample"]

    view.session.answer("/thu/n", "3")

    assert box.list.count() == 3
    assert box.add_button.isHidden() and box.remove_button.isHidden()
    assert "quyết định" in box._fixed.text()
    view.session.answer("/thu/n", "1")
    assert box.list.count() == 1


def test_a_target_inside_an_instance_opens_it(view: FormView) -> None:
    box = lines(view)
    box.add()
    box.list.setCurrentRow(0)

    view.go_to("/thu/line[2]/name")

    assert box.list.currentRow() == 1
    assert focus() is view.blocks["/thu/line[2]/name"].editor.control


def test_fifty_instances_have_the_fields_of_one(view: FormView) -> None:
    box = lines(view)
    for _turn in range(49):
        view.session.add_instance("/thu/line")
    view.refresh()

    assert box.list.count() == 50
    assert len(box.parts.every_block()) == 2


def test_progress_counts_every_instance(view: FormView) -> None:
    before = view.session.outline.count().total

    lines(view).add()

    assert view.session.outline.count().total == before + 1


@pytest.mark.parametrize(("title", "word"), [("Dây chuyền", "dây chuyền"), ("QC", "QC"), ("Ô tô", "ô tô")])
def test_a_title_within_a_sentence_is_small(title: str, word: str) -> None:
    assert within(title) == word
