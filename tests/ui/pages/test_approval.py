"""Step 6 in the window: the road, whom the draft was sent to, the answers, the decision, the versions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.approval import Approval
from app.domain.programme_papers import Comment, Version
from app.services import comments, goals
from app.services.approval import approval_of
from app.services.progress import approve_step, submit_step
from app.services.versions import versions_of
from app.ui.page import Frame
from app.ui.pages.approval import STATIONS, ApprovalPage
from app.ui.workspace import Workspace
from tests.services.an_approved_programme import collect_comments, draft_programme, prepare, set_steps
from tests.services.programme_dossier import DAY

TypeText = Callable[[QWidget, str], None]


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[ApprovalPage]:
    """A drafted programme; steps 1 to 5 are approved."""

    def draft(unit: object) -> None:
        draft_programme(unit, workspace.cycle_id)  # type: ignore[arg-type]
        set_steps(unit, workspace.cycle_id, "approved", 1, 2, 3, 4, 5)  # type: ignore[arg-type]

    workspace.run("Lập chương trình", draft)
    made = ApprovalPage(workspace)
    qtbot.addWidget(made)
    made.keys_changed.connect(lambda: made.keys())  # as the window does
    made.resize(1220, 822)
    made.use_frame(Frame.WIDE)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(workspace.background.is_idle)
    QApplication.processEvents()
    yield made
    qtbot.waitUntil(workspace.background.is_idle)
    if isValid(made):
        made.hide()


def approval(page: ApprovalPage) -> Approval:
    return page.workspace.read(lambda unit: approval_of(unit, page.workspace.cycle_id))


def stored(page: ApprovalPage) -> list[Comment]:
    return list(approval(page).comments)


def versions(page: ApprovalPage) -> list[Version]:
    return page.workspace.read(lambda unit: versions_of(unit, page.workspace.cycle_id))


def do(page: ApprovalPage, work: Callable[..., object]) -> None:
    page.workspace.run("Việc", lambda unit: work(unit, page.workspace.cycle_id))


def settle(page: ApprovalPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.workspace.background.is_idle)
    QApplication.processEvents()


def facts(page: ApprovalPage) -> list[str]:
    return [each.fact for each in page.road.records.records]


def fill(editor: QWidget, words: str, type_text: TypeText, qtbot: QtBot) -> None:
    assert isinstance(editor, QLineEdit)
    editor.clear()
    type_text(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def a_comment(page: ApprovalPage, words: str = "MT-02: hạn gấp.") -> None:
    do(page, lambda unit, cycle_id: comments.new_comment(unit, cycle_id, given_by="Kho", words=words))


def ready(page: ApprovalPage) -> None:
    do(page, collect_comments)
    do(page, prepare)


def hand_in_and_approve(page: ApprovalPage) -> None:
    do(page, lambda unit, cycle_id: submit_step(unit, cycle_id, 6, DAY))
    do(page, lambda unit, cycle_id: approve_step(unit, cycle_id, 6, DAY))


def test_the_road_tells_where_each_station_stands(page: ApprovalPage) -> None:
    spoken = page.road.records.index(0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "Dự thảo, xong: 1 mục tiêu, 1 nhiệm vụ, 1 giải pháp"
    assert facts(page)[1:] == [
        "Chưa gửi nơi nào",
        "Không có ý kiến nào",
        "Chưa lập",
        "Chưa có số và ngày",
        "Chưa chốt bản nào",
    ]
    assert page.road.current() is page.road.records.records[1]


def test_the_gate_leads_to_the_station_where_something_lacks(page: ApprovalPage, qtbot: QtBot) -> None:
    page.go_to("versions")
    assert page.gate.message.words().startswith("Chưa gửi dự thảo cho bộ phận nào lấy ý kiến")

    page.gate.message.followed.emit()

    assert page.stations.currentWidget() is page.stations.sending
    assert page.stations.sending.names.editor.hasFocus()


@pytest.mark.parametrize("place", range(len(STATIONS)))
def test_a_digit_goes_to_its_station(page: ApprovalPage, qtbot: QtBot, place: int) -> None:
    page.road.setFocus()

    qtbot.keyClick(page.road, Qt.Key(Qt.Key.Key_1 + place))

    assert page.stations.currentWidget() is page.stations.view_of(STATIONS[place])
    assert page.place() == STATIONS[place]


def test_units_are_written_down_as_asked_by_keys(page: ApprovalPage, qtbot: QtBot, type_text: TypeText) -> None:
    page.show_target("sending")
    fill(page.stations.sending.sent_on.editor, "01/11/2026", type_text, qtbot)
    fill(page.stations.sending.answer_by.editor, "10/11/2026", type_text, qtbot)

    fill(page.stations.sending.names.editor, "Phòng KCS; Kho", type_text, qtbot)

    assert [each.unit for each in approval(page).asked] == ["Kho", "Phòng KCS"]
    assert page.stations.sending.names.value() == ""
    assert facts(page)[1] == "0/2 nơi đã có ý kiến, 2 quá hạn"


def test_a_day_that_cannot_be_read_is_said_beside_the_field(
    page: ApprovalPage, qtbot: QtBot, type_text: TypeText
) -> None:
    page.show_target("sending")
    page.stations.sending.sent_on.show_value("31/11/2026")

    fill(page.stations.sending.names.editor, "Kho", type_text, qtbot)

    assert page.stations.sending.sent_on.error() != ""
    assert page.stations.sending.names.value() == "Kho"
    assert approval(page).asked == ()


def test_no_comment_is_written_down_by_a_key_and_taken_back(page: ApprovalPage, qtbot: QtBot) -> None:
    do(page, lambda unit, cycle_id: comments.ask_unit(unit, cycle_id, "Kho", "01/11/2026", "10/11/2026"))
    page.show_target("sending")
    assert page.stations.sending.list.current() is not None

    qtbot.keyClick(page.stations.sending.list, Qt.Key.Key_K)
    noted = approval(page).asked[0].no_comment_on
    page.stations.sending.take_back()

    assert noted == page.workspace.today
    assert approval(page).asked[0].no_comment_on is None


def test_a_comment_is_added_by_keys(page: ApprovalPage, qtbot: QtBot, type_text: TypeText) -> None:
    page.go_to("answers")
    page.road.setFocus()

    qtbot.keyClick(page.road, Qt.Key.Key_N)
    fill(page.stations.answers.who.editor, "Phòng KCS", type_text, qtbot)
    fill(page.stations.answers.what.editor, "NV-03 nên tách hai buổi.", type_text, qtbot)

    (comment,) = stored(page)
    assert (comment.given_by, comment.about_kind, comment.given_on) == ("Phòng KCS", "tasks", page.workspace.today)
    assert page.stations.answers.panel.title_line.text() == "YK-01  Phòng KCS"


def test_a_comment_is_taken_by_one_key(page: ApprovalPage, qtbot: QtBot) -> None:
    a_comment(page)
    page.show_target(stored(page)[0].id)

    qtbot.keyClick(page.stations.answers.list, Qt.Key.Key_A)

    assert stored(page)[0].decision == "accepted"
    assert facts(page)[2] == "1 ý kiến đã trả lời"


def test_keeping_the_draft_asks_for_the_explanation_first(
    page: ApprovalPage, qtbot: QtBot, type_text: TypeText
) -> None:
    a_comment(page)
    page.show_target(stored(page)[0].id)
    editor = page.stations.answers.panel.answer.editor
    assert isinstance(editor, QPlainTextEdit)

    qtbot.keyClick(page.stations.answers.list, Qt.Key.Key_K)
    before = stored(page)[0].decision
    asked = editor.hasFocus()
    type_text(editor, "Giữ để kịp kỳ kiểm định.")
    page.stations.answers.list.setFocus()

    assert (before, asked) == ("", True)
    assert (stored(page)[0].decision, stored(page)[0].answer) == ("kept", "Giữ để kịp kỳ kiểm định.")


def test_an_answer_can_be_taken_back(page: ApprovalPage, qtbot: QtBot) -> None:
    a_comment(page)
    page.show_target(stored(page)[0].id)
    qtbot.keyClick(page.stations.answers.list, Qt.Key.Key_A)

    page.stations.answers.panel.take_back()

    assert stored(page)[0].decision == ""


def test_pasted_lines_are_taken_or_named(page: ApprovalPage, qtbot: QtBot) -> None:
    page.go_to("answers")
    page.stations.answers.begin_pasting()
    page.stations.answers.lines.show_value("Kho; Được\nkhông dấu")

    page.stations.answers.take_lines()
    wrong = page.stations.answers.lines.error()
    page.stations.answers.lines.show_value("Kho; Được\nKế toán; GP-01 thiếu nguồn")
    page.stations.answers.take_lines()

    assert wrong == "Dòng 2 không có dạng “đơn vị; nội dung”: không dấu"
    assert [each.given_by for each in stored(page)] == ["Kho", "Kế toán"]
    assert not page.stations.answers.is_adding()


def test_the_way_leads_to_what_the_comment_is_about(page: ApprovalPage, qtbot: QtBot) -> None:
    a_comment(page)
    page.show_target(stored(page)[0].id)

    with qtbot.waitSignal(page.workspace.go) as gone:
        page.stations.answers.panel.way.click()

    assert gone.args == ["goals", "g"]


def test_a_taken_comment_opens_the_step_of_what_it_is_about(page: ApprovalPage, qtbot: QtBot) -> None:
    a_comment(page)
    page.show_target(stored(page)[0].id)
    qtbot.keyClick(page.stations.answers.list, Qt.Key.Key_A)
    offered = page.stations.answers.panel.way.text()

    with qtbot.waitSignal(page.workspace.go):
        page.stations.answers.panel.way.click()

    assert offered == "Mở bước 3 để sửa"
    assert page.stations.answers.panel.way.text() == "Đến mục đó để sửa"
    assert facts(page)[0] == "Bước 3 đến 5 chưa nộp xong"


def test_a_comment_is_withdrawn_with_a_reason_and_undo_brings_it_back(page: ApprovalPage, qtbot: QtBot) -> None:
    a_comment(page)
    page.show_target(stored(page)[0].id)

    page.stations.answers.panel.asker.given.emit("Ghi nhầm")
    gone = stored(page)
    page.workspace.undo()

    assert gone == []
    assert len(stored(page)) == 1


def test_the_minutes_are_kept_field_by_field(page: ApprovalPage, qtbot: QtBot, type_text: TypeText) -> None:
    page.show_target("minutes")

    fill(page.stations.minutes.fields.fields["started_at"].editor, "19/11/2026", type_text, qtbot)
    fill(page.stations.minutes.fields.fields["chair"].editor, "Giám đốc", type_text, qtbot)

    minutes = approval(page).minutes
    assert minutes is not None
    assert minutes.chair == "Giám đốc"
    assert facts(page)[3] == "19/11/2026, Giám đốc"


def test_a_wrong_day_of_the_decision_is_said_below_its_field(
    page: ApprovalPage, qtbot: QtBot, type_text: TypeText
) -> None:
    page.show_target("decision")
    field = page.stations.decision.fields.fields["decided_on"]

    fill(field.editor, "11/2026", type_text, qtbot)

    assert field.error() == "Ngày quyết định cần đủ ngày, tháng, năm, như 05/12/2026."
    assert field.value() == "11/2026"


def test_a_version_is_frozen_by_one_key_once_all_is_there(page: ApprovalPage, qtbot: QtBot) -> None:
    ready(page)
    page.show_target("freezing")

    qtbot.keyClick(page.stations.versions.freeze, Qt.Key.Key_C)
    settle(page, qtbot)

    (version,) = versions(page)
    assert (version.number, version.decision_number) == (1, "12/QĐ-ĐN")
    assert not page.stations.versions.freeze.isVisible()
    assert version.sha256[:16] in page.stations.versions.facts.text()


def test_freezing_too_early_says_why_and_leads_there(page: ApprovalPage, qtbot: QtBot) -> None:
    page.go_to("versions")

    page.stations.versions.freeze.click()
    said = page.stations.versions.state.words()

    assert said.startswith("Chưa chốt được chương trình. Chưa gửi dự thảo")
    assert versions(page) == []


def test_an_approved_programme_is_read_only_until_a_new_version_is_opened(page: ApprovalPage, qtbot: QtBot) -> None:
    ready(page)
    page.freeze()
    hand_in_and_approve(page)
    settle(page, qtbot)
    page.go_to("versions")
    locked = (
        page.stations.answers.add.isVisibleTo(page.stations.answers),
        page.stations.decision.fields.fields["number"].editor.isReadOnly(),
    )  # type: ignore[attr-defined]

    qtbot.keyClick(page.stations.versions.list, Qt.Key.Key_M)
    page.gate._with_reason("Giá đổi.")
    settle(page, qtbot)

    assert locked == (False, True)
    assert not page.stations.versions._can_open
    assert page.head.note.text() == "Bản 1 có hiệu lực"
    assert approval(page).decision.reason == "Giá đổi."


def test_what_is_different_stands_before_and_after(page: ApprovalPage, qtbot: QtBot) -> None:
    ready(page)
    page.freeze()
    do(page, lambda unit, cycle_id: set_steps(unit, cycle_id, "doing", 3))
    do(page, lambda unit, _cycle: goals.edit_goal(unit, "g", "target", "800"))
    do(page, lambda unit, cycle_id: set_steps(unit, cycle_id, "approved", 3))

    page.go_to("versions")
    shown = [each.text() for each in page.stations.versions.changes.findChildren(QLabel) if each.isVisible()]

    assert page.stations.versions.title.text() == "Bây giờ khác bản 1 ở 1 chỗ"
    assert [each for each in shown if "triệu" in each] == ["900 triệu đồng/năm", "800 triệu đồng/năm"]
    assert facts(page)[5] == "Đã khác bản 1"


def test_a_number_that_was_taken_back_is_told(page: ApprovalPage, qtbot: QtBot) -> None:
    ready(page)
    page.freeze()

    page.workspace.undo()

    assert page.stations.versions.withdrawn.text() == "Bản đã rút lại, số không dùng nữa: 1."
    assert page.stations.versions.freeze.text() == "Chốt bản 2"


def test_escape_leads_from_field_to_list_to_road(page: ApprovalPage, qtbot: QtBot) -> None:
    a_comment(page)
    page.show_target(stored(page)[0].id)
    page.stations.answers.begin()

    qtbot.keyClick(page.stations.answers.who.editor, Qt.Key.Key_Escape)
    in_list = page.stations.answers.list.hasFocus()
    qtbot.keyClick(page.stations.answers.list, Qt.Key.Key_Escape)

    assert in_list
    assert page.road.hasFocus()


@pytest.mark.parametrize(
    "frame, width", [(Frame.WIDE, 1220), (Frame.MEDIUM, 1146), (Frame.NARROW, 1140), (Frame.SMALL, 851)]
)
def test_every_station_fits_every_frame(page: ApprovalPage, qtbot: QtBot, frame: Frame, width: int) -> None:
    ready(page)
    a_comment(page)
    page.use_frame(frame)

    for station in STATIONS:
        page.go_to(station)
        QApplication.processEvents()

        assert page.stations.currentWidget() is page.stations.view_of(station)
        assert page.panes()[0] is page.road
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() <= width)


def test_papers_are_written_where_the_person_wants_them(
    page: ApprovalPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(page)
    bar = page.stations.minutes.papers
    path = tmp_path / "bien-ban.pdf"
    monkeypatch.setattr(bar.writer, "ask", lambda *_words: path)

    bar.buttons["comment_minutes"].click()
    settle(page, qtbot)

    assert path.read_bytes().startswith(b"%PDF")
    assert bar.message.words() == "Đã ghi bien-ban.pdf"


def test_a_written_pdf_may_be_signed_and_a_working_copy_by_hand(
    page: ApprovalPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(page)
    page.freeze()
    page.go_to("decision")
    bar = page.stations.decision.papers
    before = (bar.by_hand.isVisible(), bar.digitally.isVisible())
    monkeypatch.setattr(bar.writer, "ask", lambda *_words: tmp_path / "quyet-dinh.pdf")

    bar.buttons["decision"].click()
    settle(page, qtbot)
    bar.digitally.click()
    bar.by_hand.click()
    dialogs = {type(each).__name__ for each in bar.window().findChildren(QDialog)}

    assert before == (True, False)
    assert dialogs == {"SignDialog", "HandSignDialog"}
    for each in bar.window().findChildren(QDialog):
        each.close()
