from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.answers import Answer
from app.ui.page import Frame
from app.ui.pages.survey import SurveyPage
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[SurveyPage]:
    made = SurveyPage(workspace)
    qtbot.addWidget(made)
    made.resize(1220, 760)
    made.use_frame(Frame.WIDE)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    if isValid(made):  # closing may have come first
        made.hide()


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def levels(page: SurveyPage) -> list[str]:
    assert page.session is not None
    outline = page.session.outline
    return [path for path in outline.rows if page.session.question(path).is_level]


def called(page: SurveyPage, name: str) -> str:
    assert page.session is not None
    return next(path for path in page.session.outline.rows if path.endswith(f"/{name}"))


def kept(workspace: Workspace, path: str) -> Answer | None:
    found = workspace.read(lambda unit: unit.answers.all(form="survey", question=path))
    return found[0] if found else None


def go(page: SurveyPage, path: str) -> None:
    page.go_to(path)
    page.detail.focus_answer()


def test_a_digit_answers_and_the_answer_is_in_the_file(page: SurveyPage, workspace: Workspace, qtbot: QtBot) -> None:
    path = levels(page)[0]
    go(page, path)

    qtbot.keyClick(focus(), "4")

    answer = kept(workspace, path)
    assert answer is not None and answer.value == "4"
    assert page.session is not None and page.session.outline.rows[path].answer == "mức 4"


def test_nothing_moves_on_by_itself_after_an_answer(page: SurveyPage, qtbot: QtBot) -> None:
    path = levels(page)[0]
    go(page, path)

    qtbot.keyClick(focus(), "2")

    assert page.detail.path == path


def test_zero_asks_why_in_place_and_keeps_the_reason(
    page: SurveyPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    path = levels(page)[0]
    go(page, path)

    qtbot.keyClick(focus(), "0")
    assert focus() is page.detail.reason.field
    type_text(focus(), "Không có 5 phòng")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)

    answer = kept(workspace, path)
    assert answer is not None and (answer.status, answer.reason) == ("not_applicable", "Không có 5 phòng")
    assert page.detail.editor is not None and focus() is page.detail.editor.control


def test_an_empty_reason_is_asked_for_again(page: SurveyPage, workspace: Workspace, qtbot: QtBot) -> None:
    path = levels(page)[0]
    go(page, path)
    qtbot.keyClick(focus(), "0")

    page.detail.reason._enter()

    assert kept(workspace, path) is None
    assert "Ghi lý do" in page.detail.reason.field.accessibleDescription()


def test_escape_gives_up_the_reason_and_hands_the_digits_back(
    page: SurveyPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    path = levels(page)[0]
    go(page, path)
    qtbot.keyClick(focus(), "0")
    type_text(focus(), "chưa")

    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    qtbot.keyClick(focus(), "3")

    answer = kept(workspace, path)
    assert answer is not None and (answer.value, answer.status) == ("3", "")


def test_letters_and_digits_are_text_while_a_field_is_typed_in(
    page: SurveyPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    path = levels(page)[0]
    go(page, path)
    qtbot.keyClick(focus(), "n")
    assert focus() is page.detail.proof.note

    type_text(focus(), "5 nhãn mờ, [b] 0/n")
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    qtbot.keyClick(focus(), "2")

    answer = kept(workspace, path)
    assert answer is not None and (answer.note, answer.value) == ("5 nhãn mờ, [b] 0/n", "2")


def test_brackets_walk_through_the_questions(page: SurveyPage, qtbot: QtBot) -> None:
    first, second = levels(page)[0], levels(page)[1]
    go(page, first)

    qtbot.keyClick(focus(), "]")
    forward = page.detail.path
    qtbot.keyClick(focus(), "[")

    assert (forward, page.detail.path) == (second, first)


def test_ctrl_enter_goes_to_the_next_unanswered_even_in_another_section(page: SurveyPage, qtbot: QtBot) -> None:
    assert page.session is not None
    asked = [row.path for row in page.session.outline.visible(None) if row.path in levels(page)]
    go(page, asked[0])
    for path in asked[1:4]:
        page.session.answer(path, "3")

    qtbot.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert page.detail.path == asked[4]
    assert page.browser.section is not None and asked[4] in page.browser.section.questions


def test_ctrl_f_finds_without_accents(page: SurveyPage, qtbot: QtBot) -> None:
    go(page, levels(page)[0])

    qtbot.keyClick(focus(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(focus(), "phuong tien do")

    assert focus() is page.browser.search
    listed = page.browser.list.paths()
    assert page.session is not None and 0 < len(listed) < len(page.session.outline.rows)
    words = ["phuong", "tien", "do"]
    assert all(word in page.session.outline.rows[path].searchable for path in listed for word in words)


def test_a_question_just_answered_stays_in_the_list_of_the_unanswered(page: SurveyPage, qtbot: QtBot) -> None:
    path = levels(page)[0]
    go(page, path)
    page.browser.choose_sieve("todo")
    before = page.browser.list.paths()

    qtbot.keyClick(focus(), "4")

    assert page.browser.list.paths() == before
    assert page.detail.path == path


def test_a_day_that_is_none_is_told_below_the_field_and_kept_nowhere(
    page: SurveyPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    path = called(page, "survey_started_on")
    go(page, path)
    type_text(focus(), "31/11/2026")

    qtbot.keyClick(focus(), Qt.Key.Key_Return)

    assert page.detail.editor is not None
    assert page.detail.editor.problem() == "Tháng 11 năm 2026 có 30 ngày. Nhập lại ngày."
    assert page.detail.editor.unread() == "31/11/2026"
    assert kept(workspace, path) is None


def test_a_text_that_could_not_be_kept_is_still_there_when_one_comes_back(
    page: SurveyPage, qtbot: QtBot, type_text: TypeText
) -> None:
    path = called(page, "survey_started_on")
    go(page, path)
    type_text(focus(), "31/11/2026")

    page.go_to(levels(page)[0])
    page.go_to(path)

    assert page.detail.editor is not None
    assert page.detail.editor.unread() == "31/11/2026"
    assert "30 ngày" in page.detail.editor.problem()


def test_an_answer_against_the_form_s_rule_is_kept_and_told(
    page: SurveyPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    path = called(page, "survey_started_on")
    go(page, path)
    type_text(focus(), "1/1/2100")

    qtbot.keyClick(focus(), Qt.Key.Key_Return)

    assert page.detail.editor is not None and "sau hôm nay" in page.detail.editor.problem()
    answer = kept(workspace, path)
    assert answer is not None and answer.value == "2100-01-01"


def test_undo_and_redo_show_the_question_concerned(page: SurveyPage, workspace: Workspace, qtbot: QtBot) -> None:
    first, last = levels(page)[0], levels(page)[-1]
    go(page, first)
    qtbot.keyClick(focus(), "2")
    qtbot.keyClick(focus(), "5")
    page.go_to(last)

    workspace.undo()
    undone = (page.detail.path, page.session.outline.rows[first].answer if page.session else "")
    page.go_to(last)
    workspace.redo()

    assert undone == (first, "mức 2")
    assert page.detail.path == first
    assert page.session is not None and page.session.outline.rows[first].answer == "mức 5"


def test_undoing_the_first_answer_leaves_the_question_unanswered(
    page: SurveyPage, workspace: Workspace, qtbot: QtBot
) -> None:
    path = levels(page)[0]
    go(page, path)
    qtbot.keyClick(focus(), "2")

    workspace.undo()

    assert page.session is not None and page.session.outline.rows[path].state == "todo"


def test_questions_appear_when_another_answer_calls_for_them(page: SurveyPage, qtbot: QtBot) -> None:
    assert page.session is not None
    path = called(page, "plant_kind")
    before = page.session.outline.count().total
    go(page, path)

    qtbot.keyClick(focus(), "2")

    assert page.session.outline.count().total > before


def test_an_approved_step_is_read_and_not_changed(page: SurveyPage, workspace: Workspace, qtbot: QtBot) -> None:
    path = levels(page)[0]
    go(page, path)
    qtbot.keyClick(focus(), "4")

    def approve(unit: object) -> None:
        step = unit.steps.all(cycle_id=workspace.cycle_id, step=1)[0]  # type: ignore[attr-defined]
        unit.steps.keep(dataclasses.replace(step, state="approved"))  # type: ignore[attr-defined]

    workspace.run("Duyệt bước 1", approve)
    go(page, path)
    qtbot.keyClick(focus(), "1")
    qtbot.keyClick(focus(), "0")

    answer = kept(workspace, path)
    assert answer is not None and answer.value == "4"
    assert page.detail.reason.isHidden()
    assert page.detail.proof.note.isReadOnly()


def test_a_photo_added_is_linked_shown_named_and_undone(
    page: SurveyPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    path = levels(page)[0]
    page.go_to(path)
    photo = tmp_path / "TM-014.png"
    QImage(320, 240, QImage.Format.Format_RGB32).save(str(photo))

    assert page.session is not None
    with qtbot.waitSignal(page.session.changed):
        page.detail.proof.take_files([photo])
    added = page.session.evidence(path)
    page.session.caption(path, added[0].id, "Nhãn mờ ở khu chiết")
    named = page.session.evidence(path)[0].note
    workspace.undo()
    workspace.undo()

    assert [each.media_type for each in added] == ["image/png"]
    assert named == "Nhãn mờ ở khu chiết"
    assert page.session.evidence(path) == []
    assert page.session.outline.rows[path].evidence == 0


def test_a_picture_dropped_on_the_note_becomes_evidence(page: SurveyPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = levels(page)[0]
    page.go_to(path)
    photo = tmp_path / "so.png"
    QImage(32, 24, QImage.Format.Format_RGB32).save(str(photo))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])

    assert page.session is not None
    with qtbot.waitSignal(page.session.changed):
        page.detail.proof.note.insertFromMimeData(data)

    assert page.session.outline.rows[path].evidence == 1
    assert page.detail.proof.note.toPlainText() == ""


def test_files_that_cannot_be_read_are_told_and_the_others_come_in(
    page: SurveyPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = levels(page)[0]
    page.go_to(path)
    (tmp_path / "sổ.txt").write_text("theo dõi", "utf-8")
    (tmp_path / "trống.txt").write_bytes(b"")

    assert page.session is not None
    with qtbot.waitSignal(page.session.changed):
        page.detail.proof.take_files([tmp_path / name for name in ("không có.jpg", "sổ.txt", "trống.txt")])

    assert [each.name for each in page.session.evidence(path)] == ["sổ.txt"]
    qtbot.waitUntil(lambda: "trống.txt" in page.detail.proof._wrong.words())
    assert "không có.jpg" in page.detail.proof._wrong.words()


def test_evidence_that_comes_in_late_takes_nobody_back(page: SurveyPage, qtbot: QtBot, tmp_path: Path) -> None:
    first, second = levels(page)[0], levels(page)[1]
    page.go_to(first)
    (tmp_path / "sổ.txt").write_text("theo dõi", "utf-8")

    assert page.session is not None
    with qtbot.waitSignal(page.session.changed):
        page.detail.proof.take_files([tmp_path / "sổ.txt"])
        page.go_to(second)

    assert page.detail.path == second
    assert page.session.outline.rows[first].evidence == 1


def test_f_raises_a_finding_and_then_leads_to_it(page: SurveyPage, workspace: Workspace, qtbot: QtBot) -> None:
    path = levels(page)[0]
    went: list[tuple[str, str]] = []
    workspace.go.connect(lambda key, target: went.append((key, target)))
    go(page, path)
    qtbot.keyClick(focus(), "1")

    qtbot.keyClick(focus(), "f")
    assert page.session is not None
    raised = page.session.findings(path)
    qtbot.keyClick(focus(), "f")

    assert len(raised) == 1 and page.session.outline.rows[path].findings == 1
    assert went == [("analysis", raised[0].id)]


def test_a_finding_without_an_answer_is_refused_beside_the_answer(page: SurveyPage, qtbot: QtBot) -> None:
    go(page, levels(page)[0])

    qtbot.keyClick(focus(), "f")

    assert page.detail.editor is not None and "Trả lời câu này trước" in page.detail.editor.problem()


def test_leaving_the_page_keeps_what_was_being_typed(
    page: SurveyPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    path = levels(page)[0]
    go(page, path)
    qtbot.keyClick(focus(), "n")
    type_text(focus(), "đang gõ dở")

    page.hide()

    answer = kept(workspace, path)
    assert answer is not None and answer.note == "đang gõ dở"


def test_a_target_from_elsewhere_is_shown(workspace: Workspace, page: SurveyPage) -> None:
    path = levels(page)[20]

    page.show_target(path)

    assert page.detail.path == path
    assert page.place() == path


@pytest.mark.parametrize(("frame", "wide", "high"), [(Frame.SMALL, 851, 442), (Frame.MEDIUM, 1146, 634)])
def test_the_page_fits_the_small_screens(page: SurveyPage, frame: Frame, wide: int, high: int) -> None:
    page.use_frame(frame)

    for path in levels(page):
        page.go_to(path)
        least = page.minimumSizeHint()
        assert least.width() <= wide and least.height() <= high, path


def test_in_the_small_frame_a_drop_down_stands_for_the_tree(page: SurveyPage) -> None:
    page.use_frame(Frame.SMALL)
    page.browser.open_sections()

    popup = QApplication.activePopupWidget()
    assert popup is not None
    tree = popup.findChild(type(page.browser.tree))
    assert tree is not None
    tree.go_to(page.session.outline.sections[-1].path if page.session else "")
    tree.picked.emit(tree.current_path())

    assert page.browser.section is not None and page.session is not None
    assert page.browser.section.path == page.session.outline.sections[-1].path


def test_a_screen_reader_hears_the_list_and_the_tree(page: SurveyPage) -> None:
    path = levels(page)[0]
    page.go_to(path)
    listed = QAccessible.queryAccessibleInterface(page.browser.list)
    tree = QAccessible.queryAccessibleInterface(page.browser.tree)

    assert listed is not None and listed.text(QAccessible.Text.Name) == "Danh sách câu hỏi"
    assert listed.role() is QAccessible.Role.List
    row = listed.child(page.browser.list.currentIndex().row())
    assert row is not None and row.text(QAccessible.Text.Name).endswith("chưa trả lời")
    assert tree is not None and tree.role() is QAccessible.Role.Tree
    item = page.browser.tree.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "trên" in item and item.endswith("chưa làm")


def test_tab_walks_from_the_list_through_the_answer_to_the_foot_and_back(page: SurveyPage, qtbot: QtBot) -> None:
    page.go_to(levels(page)[3])
    page.browser.list.setFocus()
    assert page.detail.editor is not None
    wanted = [page.detail.editor.control, page.detail.proof.note, page.detail.proof.strip]

    walked = []
    for _each in range(12):
        qtbot.keyClick(focus(), Qt.Key.Key_Tab)
        walked.append(focus())
    back = []
    page.detail.proof.note.setFocus()
    for _each in range(6):
        qtbot.keyClick(focus(), Qt.Key.Key_Backtab)
        back.append(focus())

    assert walked[0] is page.detail.editor.control
    assert [each for each in walked if each in wanted][:3] == wanted
    assert page.foot.isAncestorOf(walked[7])
    assert page.detail.editor.control in back and page.browser.list in back


def test_enter_in_the_finder_goes_to_what_was_found_and_to_its_answer(page: SurveyPage, qtbot: QtBot) -> None:
    go(page, levels(page)[0])
    qtbot.keyClick(focus(), "/")
    qtbot.keyClicks(focus(), "hieu chuan ke hoach")

    qtbot.keyClick(focus(), Qt.Key.Key_Return)

    assert page.detail.path in page.browser.list.paths()
    assert page.detail.editor is not None and focus() is page.detail.editor.control


def test_clearing_an_answer_tells_that_it_can_be_taken_back(
    page: SurveyPage, workspace: Workspace, qtbot: QtBot
) -> None:
    path = levels(page)[0]
    told: list[str] = []
    workspace.told.connect(told.append)
    go(page, path)
    qtbot.keyClick(focus(), "4")

    qtbot.keyClick(focus(), Qt.Key.Key_Delete)

    answer = kept(workspace, path)
    assert answer is not None and answer.value == ""
    assert told == ["Đã xóa câu trả lời."]


def test_delete_on_a_question_without_an_answer_does_nothing(
    page: SurveyPage, workspace: Workspace, qtbot: QtBot
) -> None:
    go(page, levels(page)[0])

    qtbot.keyClick(focus(), Qt.Key.Key_Delete)

    assert kept(workspace, levels(page)[0]) is None


def test_evidence_taken_away_from_an_answer_stays_in_the_dossier(
    page: SurveyPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    path = levels(page)[0]
    page.go_to(path)
    (tmp_path / "sổ.txt").write_text("theo dõi", "utf-8")
    assert page.session is not None
    with qtbot.waitSignal(page.session.changed):
        page.detail.proof.take_files([tmp_path / "sổ.txt"])
    strip = page.detail.proof.strip
    strip.setFocus()
    strip.setCurrentIndex(strip.model().index(0, 0))

    qtbot.keyClick(strip, Qt.Key.Key_Delete)

    assert page.session.evidence(path) == []
    assert workspace.read(lambda unit: unit.evidence.count()) == 1


def test_a_read_only_dossier_is_read_and_not_changed(
    workspace: Workspace, qtbot: QtBot, type_text: TypeText, tmp_path: Path
) -> None:
    from app.services import dossiers

    workspace.close()
    store = dossiers.open_dossier(workspace.store.path, person="Lê Văn Bình", read_only=True)
    reader = Workspace(store, workspace.preferences, workspace.background, workspace.today)
    page = SurveyPage(reader)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    path = levels(page)[0]
    go(page, path)

    for key in ("4", "0", "f", "b", "n"):
        qtbot.keyClick(focus(), key)
    type_text(page.detail.proof.note, "thử ghi")
    page.hide()

    assert reader.read(lambda unit: unit.answers.count(form="survey")) == 0
    assert page.detail.proof.note.isReadOnly() and page.detail.reason.isHidden()
    assert page.keys()[0] == ("[", "câu trước")
    page.let_go()
    reader.close()


def test_a_picture_on_the_clipboard_is_pasted_as_evidence(page: SurveyPage, qtbot: QtBot) -> None:
    path = levels(page)[0]
    go(page, path)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    QApplication.clipboard().setImage(image)

    assert page.session is not None
    with qtbot.waitSignal(page.session.changed):
        qtbot.keyClick(focus(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert [each.media_type for each in page.session.evidence(path)] == ["image/png"]
