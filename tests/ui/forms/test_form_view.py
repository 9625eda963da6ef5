from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.forms.file_editor import FileEditor, size_in_words
from app.ui.forms.form_view import FormView
from app.ui.forms.session import FormSession
from tests.bench import forms as bench

OpenForm = Callable[[str], FormSession]
TypeText = Callable[[QWidget, str], None]

SMALL = """
| survey |
| | type | name | label | guidance_hint | appearance | choice_filter | relevant |
| | text | who | Ai trả lời | Hỏi thẻ nhân viên. | | | |
| | note | thanks | Cảm ơn ${who}. | | | | |
| | select_one region | region | Vùng | | | | |
| | select_one town | town | Tỉnh | | | region = ${region} | |
| | image | photo | Ảnh cổng | | | | |
| | file | plan | Sơ đồ | | | | |
| | barcode | code | Mã nhãn | | | | |
| | begin group | t | Bảng | | table-list | | |
| | select_one agree | t1 | Nhãn rõ | | | | |
| | select_one agree | t2 | Nơi sạch | | | | |
| | end group | | | | | | |
| choices |
| | list_name | name | label | region |
| | region | north | Miền Bắc | |
| | region | south | Miền Nam | |
| | town | hy | Hưng Yên | north |
| | town | ct | Cần Thơ | south |
| | agree | yes | Đồng ý | |
| | agree | no | Không | |
"""


@pytest.fixture
def view(open_form: OpenForm, qtbot: QtBot) -> FormView:
    return shown(open_form(SMALL), qtbot)


def shown(session: FormSession, qtbot: QtBot) -> FormView:
    made = FormView(session)
    qtbot.addWidget(made)
    made.resize(800, 900)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


def a_photo(path: Path) -> Path:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    image.save(str(path))
    return path


def file_editor(view: FormView, name: str) -> FileEditor:
    editor = view.blocks[f"/thu/{name}"].editor
    assert isinstance(editor, FileEditor)
    return editor


def test_a_choice_that_a_filter_removes_is_cleared_and_said(view: FormView) -> None:
    session = view.session
    session.answer("/thu/region", "north")
    session.answer("/thu/town", "hy")

    session.answer("/thu/region", "south")

    assert session.filling.value("/thu/town") == ""
    fallen = view.blocks["/thu/town"]._fallen
    assert not fallen.isHidden() and "Hưng Yên" in fallen.words()
    session.answer("/thu/town", "ct")
    assert fallen.isHidden()


def test_a_note_tells_with_answers_put_in(view: FormView) -> None:
    view.session.answer("/thu/who", "chị Lan")

    assert view.parts.notes["/thu/thanks"]._words.text() == "Cảm ơn chị Lan."


def test_guidance_is_folded_until_it_is_wanted(view: FormView) -> None:
    more = view.blocks["/thu/who"]._more

    folded = not more.is_open()
    more.toggle()

    assert folded and more.is_open()
    assert more.words() == "Hỏi thẻ nhân viên."


def test_a_table_shows_its_choices_once_and_counts_only_its_rows(view: FormView) -> None:
    paths = [path for path in view.session.outline.rows if path.startswith("/thu/t/")]

    assert paths == ["/thu/t/t1", "/thu/t/t2"]
    assert view.blocks["/thu/t/t1"].editor.picker._delegate.bare  # type: ignore[attr-defined]


def test_a_dropped_photo_is_the_answer_and_its_evidence(view: FormView, tmp_path: Path, qtbot: QtBot) -> None:
    editor = file_editor(view, "photo")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(a_photo(tmp_path / "cổng.png")))])

    with qtbot.waitSignal(view.session.changed):
        editor.take_mime(data)

    assert view.session.filling.value("/thu/photo") == "cổng.png"
    assert [each.name for each in view.session.evidence("/thu/photo")] == ["cổng.png"]
    assert not editor._picture.isHidden() and editor.choose.isHidden()


def test_a_replaced_file_leaves_the_answer_and_a_removed_one_comes_back(
    view: FormView, tmp_path: Path, qtbot: QtBot
) -> None:
    session, editor = view.session, file_editor(view, "plan")
    (tmp_path / "cũ.txt").write_text("1", "utf-8")
    (tmp_path / "mới.txt").write_text("2", "utf-8")
    for name in ("cũ.txt", "mới.txt"):
        with qtbot.waitSignal(session.changed):
            editor.take_file(tmp_path / name)

    assert [each.name for each in session.evidence("/thu/plan")] == ["mới.txt"]

    editor.remove.click()
    assert session.filling.value("/thu/plan") == "" and session.evidence("/thu/plan") == []
    session.workspace.undo()
    session._load()

    assert session.filling.value("/thu/plan") == "mới.txt"


def test_an_empty_file_is_told_beside_its_field(view: FormView, tmp_path: Path, qtbot: QtBot) -> None:
    editor = file_editor(view, "plan")
    (tmp_path / "trống.txt").write_bytes(b"")

    editor.take_file(tmp_path / "trống.txt")
    qtbot.waitUntil(lambda: editor.problem() != "")

    assert "trống.txt" in editor.problem()
    assert view.session.filling.value("/thu/plan") == ""


def test_a_code_is_read_out_of_a_photo(view: FormView, tmp_path: Path, qtbot: QtBot) -> None:
    import segno

    segno.make("TM-014").save(str(tmp_path / "nhan.png"), scale=8, border=4)
    editor = view.blocks["/thu/code"].editor

    editor.read_picture(tmp_path / "nhan.png")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: view.session.filling.value("/thu/code") == "TM-014")


def test_a_photo_without_a_code_says_so(view: FormView, tmp_path: Path, qtbot: QtBot) -> None:
    editor = view.blocks["/thu/code"].editor

    editor.read_picture(a_photo(tmp_path / "cổng.png"))  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: editor.problem() != "")

    assert "cổng.png" in editor.problem()


def test_a_thousand_questions_are_shown_portion_by_portion(open_form: OpenForm, qtbot: QtBot) -> None:
    view = shown(open_form(bench.source()), qtbot)

    first = set(view.blocks)
    view.go_to("/thu/g451/q475")

    assert len(first) <= 40 and len(view.blocks) <= 40
    assert "/thu/g451/q475" in view.blocks and not first & set(view.blocks)


def test_the_portions_hold_every_question_once(open_form: OpenForm) -> None:
    from app.ui.forms.portions import portions_of

    form = open_form(bench.source()).filling.form

    inside = [path for each in portions_of(form) for path in each.paths]

    assert sorted(inside) == sorted(each.path for each in form.questions())


@pytest.mark.parametrize(("size", "words"), [(12, "12 byte"), (12_400, "12,4 KB"), (3_250_000, "3,2 MB")])
def test_a_size_is_told_in_words(size: int, words: str) -> None:
    assert size_in_words(size) == words
