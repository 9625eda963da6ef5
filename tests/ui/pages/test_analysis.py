from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.findings import Finding
from app.services.inventory import add_instrument, keep_calibration
from app.services.survey import answer_question, open_form
from app.storage.unit import Unit
from app.ui import theme
from app.ui.page import Frame
from app.ui.pages.analysis import AnalysisPage
from app.ui.pages.analysis_ring import angles, shown_share
from app.ui.workspace import Workspace

TypeText = Callable[[QWidget, str], None]


def answer_all(workspace: Workspace, levels: str = "4321") -> None:
    """Every level question answered, the levels taken in turn."""

    def work(unit: Unit) -> None:
        filling = open_form(unit, workspace.cycle_id, "survey")
        asked = [each.path for each in filling.form.questions() if each.is_level]
        for number, path in enumerate(each for each in asked if filling.relevant(each)):
            answer_question(unit, workspace.cycle_id, filling, path, levels[number % len(levels)])

    workspace.run("Trả lời câu hỏi", work)


def add_gauges(workspace: Workspace, count: int = 3) -> list[str]:
    """Group 2 gauges whose verification has expired."""

    def work(unit: Unit) -> list[str]:
        ids = []
        for number in range(1, count + 1):
            fields = {"code": f"AP-{number}", "name": "Áp kế", "range_text": "0 ÷ 10 bar", "location": "Lò hơi"}
            id = add_instrument(unit, **fields, group="2", legal_code="31").id
            keep_calibration(unit, id, kind="Kiểm định", performed_on="01/10/2024", valid_until="31/10/2025")
            ids.append(id)
        return ids

    return workspace.run("Nhập danh mục", work)


def findings(workspace: Workspace, **equal: str) -> list[Finding]:
    return workspace.read(lambda unit: unit.findings.all(**equal))


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[AnalysisPage]:
    answer_all(workspace)
    add_gauges(workspace)
    made = AnalysisPage(workspace)
    qtbot.addWidget(made)
    made.resize(1220, 822)
    made.use_frame(Frame.WIDE)
    with qtbot.waitSignal(made.computed):
        made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    qtbot.waitUntil(workspace.background.is_idle)
    if isValid(made):  # closing may have come first
        made.hide()


def press(page: AnalysisPage, qtbot: QtBot, key: Qt.Key) -> None:
    """A key on what has focus, and the analysis computed again after it."""
    target = QApplication.focusWidget() or page
    with qtbot.waitSignal(page.computed):
        qtbot.keyClick(target, key)


def first_key(page: AnalysisPage) -> str:
    card = page.decisions.proposals.current()
    assert card is not None
    return card.proposal.key


def test_the_page_opens_with_one_sentence_the_weakest_named(page: AnalysisPage) -> None:
    assert page._lead.text().startswith("Mức chung 2,")
    assert "Yếu nhất là" in page._lead.text()
    assert page._second.text().startswith("3 trong 3 phương tiện đo quá hạn")
    assert "theo ngày 24/11/2026" in page.head.note.text()


def test_a_accepts_the_current_proposal_and_goes_on_to_the_next(
    page: AnalysisPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.decisions.proposals.choose(0)
    key = first_key(page)
    assert key == "register:group2_overdue"

    press(page, qtbot, Qt.Key.Key_A)

    (finding,) = findings(workspace)
    assert (finding.origin, finding.number, finding.state) == (key, 1, "accepted")
    assert first_key(page) != key
    assert page.decisions.tabs["findings"].text() == "Đã nhận 1"


def test_three_quick_presses_accept_three(page: AnalysisPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.decisions.proposals.choose(0)

    for _press in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_A)

    assert [each.number for each in findings(workspace)] == [1, 2, 3]


def test_e_edits_in_place_and_keeps_the_words(
    page: AnalysisPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    page.decisions.proposals.choose(0)
    qtbot.keyClick(page.decisions.proposals.cards[0], Qt.Key.Key_E)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    type_text(field, "Ba áp kế lò hơi quá hạn")

    with qtbot.waitSignal(page.computed):
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    (finding,) = findings(workspace)
    assert (finding.title, finding.state) == ("Ba áp kế lò hơi quá hạn", "edited")


def test_letters_go_into_the_field_while_one_types(page: AnalysisPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.decisions.proposals.choose(0)
    qtbot.keyClick(page.decisions.proposals.cards[0], Qt.Key.Key_X)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)

    qtbot.keyClicks(field, "aex")

    assert field.text() == "aex"
    assert findings(workspace) == []


def test_x_asks_for_the_reason_in_place_and_dismisses(
    page: AnalysisPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    page.decisions.proposals.choose(0)
    qtbot.keyClick(page.decisions.proposals.cards[0], Qt.Key.Key_X)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)

    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert findings(workspace) == []
    assert field.property("state") == "bad"

    type_text(field, "Đã gửi kiểm định")
    with qtbot.waitSignal(page.computed):
        qtbot.keyClick(field, Qt.Key.Key_Return)

    (finding,) = findings(workspace, state="dismissed")
    assert finding.reason == "Đã gửi kiểm định"
    assert page.decisions.tabs["dismissed"].text() == "Đã bỏ 1"


def test_escape_leaves_the_reason_and_nothing_is_dismissed(
    page: AnalysisPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.decisions.proposals.choose(0)
    card = page.decisions.proposals.cards[0]
    qtbot.keyClick(card, Qt.Key.Key_X)

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert card.mode == "view"
    assert findings(workspace) == []


def test_undo_brings_an_accepted_proposal_back(page: AnalysisPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.decisions.proposals.choose(0)
    key = first_key(page)
    press(page, qtbot, Qt.Key.Key_A)

    with qtbot.waitSignal(page.computed):
        workspace.undo()

    assert first_key(page) == key or key in {each.proposal.key for each in page.decisions.proposals.cards}
    assert findings(workspace) == []


def test_arrows_move_between_proposals(page: AnalysisPage, qtbot: QtBot) -> None:
    panel = page.decisions.proposals
    panel.choose(0)

    qtbot.keyClick(panel.cards[0], Qt.Key.Key_Down)

    assert panel.current() is panel.cards[1]


def test_f9_computes_again(page: AnalysisPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.computed):
        qtbot.keyClick(page, Qt.Key.Key_F9)


def test_enter_on_a_bad_answer_goes_to_its_question(page: AnalysisPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.worst.choose(0)
    worst = page.worst.current()
    assert worst is not None

    with qtbot.waitSignal(workspace.go) as gone:
        qtbot.keyClick(page.worst, Qt.Key.Key_Return)

    assert gone.args == ["survey", worst.path]


def test_a_click_on_a_proposals_origin_goes_there(page: AnalysisPage, workspace: Workspace, qtbot: QtBot) -> None:
    ids = workspace.read(lambda unit: [each.id for each in unit.instruments.all()])

    with qtbot.waitSignal(workspace.go) as gone:
        page.decisions.proposals.cards[0].source.emit()

    assert gone.args is not None
    assert gone.args[0] == "instruments"
    assert gone.args[1] in ids


def test_the_charts_are_read_by_arrows_and_speak(page: AnalysisPage, qtbot: QtBot) -> None:
    page.scales.list.choose(0)
    qtbot.keyClick(page.scales.list, Qt.Key.Key_Down)
    index = page.scales.list.currentIndex()

    assert index.row() == 1
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("Nội dung 2, Nhân lực")
    assert "Không có hiệu lực: 3, 100 %" in page.ring.ring.accessibleDescription()
    assert page.ring.list.accessibleName()


def test_a_finding_becomes_a_goal_and_both_know_each_other(
    page: AnalysisPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.decisions.proposals.choose(0)
    press(page, qtbot, Qt.Key.Key_A)
    page.decisions.show_tab("findings")
    page.decisions.findings.list.setFocus()

    with qtbot.waitSignals([workspace.go, page.computed]):
        qtbot.keyClick(page.decisions.findings.list, Qt.Key.Key_G)

    (goal,) = workspace.read(lambda unit: unit.goals.all())
    assert goal.title == "100 % phương tiện đo nhóm 2 đang dùng có kiểm định còn hiệu lực"
    decided = page.decisions.findings.list.current()
    assert decided is not None
    assert decided.goals == (goal.id,)


def test_an_own_finding_is_named_at_once(
    page: AnalysisPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    with qtbot.waitSignal(page.computed):
        page._add.click()
    field = page.decisions.findings.form.fields["title"].editor
    assert isinstance(field, QLineEdit)
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    type_text(field, "Cân kho thiếu niêm phong")

    with qtbot.waitSignal(page.computed):
        qtbot.keyClick(field, Qt.Key.Key_Return)

    (finding,) = findings(workspace)
    assert (finding.title, finding.state) == ("Cân kho thiếu niêm phong", "own")


def test_the_fields_of_a_finding_are_kept_when_they_are_left(
    page: AnalysisPage, workspace: Workspace, qtbot: QtBot, type_text: TypeText
) -> None:
    page.decisions.proposals.choose(0)
    press(page, qtbot, Qt.Key.Key_A)
    page.decisions.show_tab("findings")
    panel = page.decisions.findings
    panel._open_form()

    for name, words in (("owner", "Cơ điện"), ("due_on", "31/11/2026")):
        editor = panel.form.fields[name].editor
        editor.setFocus()
        type_text(editor, words)
        qtbot.keyClick(editor, Qt.Key.Key_Return)

    (finding,) = findings(workspace)
    assert (finding.owner, finding.due_on, finding.state) == ("Cơ điện", None, "accepted")
    assert panel.form.fields["due_on"].error().startswith("Tháng 11 có 30 ngày")


def test_a_target_leads_to_a_finding_or_a_proposal(page: AnalysisPage, workspace: Workspace, qtbot: QtBot) -> None:
    last = page.analysis.proposals[-1].key if page.analysis else ""

    page.show_target(last)

    assert page.place() == last


@pytest.mark.parametrize(("width", "height", "frame"), [(1146, 634, Frame.MEDIUM), (851, 442, Frame.SMALL)])
def test_nothing_is_wider_than_a_small_window(page: AnalysisPage, width: int, height: int, frame: Frame) -> None:
    page.use_frame(frame)
    page.head.hide()
    page.resize(width, height)
    QApplication.processEvents()

    assert page.minimumSizeHint().width() <= width
    assert page.minimumSizeHint().height() <= height


def test_the_nine_scales_are_really_painted(page: AnalysisPage) -> None:
    picture: QImage = page.scales.list.viewport().grab().toImage()
    colours = {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)
    }

    assert {theme.hex_of("accent").lower(), theme.hex_of("warn_fill").lower()} & colours


@pytest.mark.parametrize(
    ("shares", "expected"),
    [([1.0, 0.0], [360, 0]), ([0.999, 0.001], [357, 3]), ([0.5, 0.5], [180, 180]), ([0.0, 0.0], [0, 0])],
)
def test_slivers_of_the_ring_get_three_degrees(shares: list[float], expected: list[float]) -> None:
    assert angles(shares) == pytest.approx(expected)


def test_a_few_are_never_shown_as_none() -> None:
    assert (shown_share(0.004, 2), shown_share(0.0, 0), shown_share(0.92, 377)) == ("< 1 %", "0 %", "92 %")


def test_the_thread_of_a_finding_stands_in_place_of_the_list(
    page: AnalysisPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.decisions.proposals.choose(0)
    press(page, qtbot, Qt.Key.Key_A)
    page.decisions.show_tab("findings")
    panel = page.decisions.findings
    decided = panel.list.current()
    assert decided is not None

    panel.thread_wanted.emit(decided.finding.id)

    assert panel.knots.isVisible()
    assert not panel.list.isVisible()
    assert [each.code for each in panel.knots.records.records] == ["Điều khoản", "AP-1", "AP-2", "AP-3", "PH-01"]


def test_how_the_figures_come_about_is_said_with_the_settings_used(page: AnalysisPage) -> None:
    page.show_how()
    popup = QApplication.activePopupWidget()
    assert popup is not None

    words = popup.accessibleName()
    popup.close()

    assert "dưới 50 % số câu" in words
    assert "còn 30 ngày" in words
    assert "TT 04/2026/TT-BKHCN Đ.4 (chưa đối chiếu" in words


def test_a_name_is_settled_as_group_1_or_2_with_one_key(page: AnalysisPage, workspace: Workspace, qtbot: QtBot) -> None:
    assert page.decisions.tabs["groups"].isHidden()
    with qtbot.waitSignal(page.computed):
        workspace.run("Thêm", lambda unit: add_instrument(unit, code="CB-1", name="Cân bàn 300 kg", location="Kho"))
    page.decisions.show_tab("groups")
    page.decisions.groups.list.setFocus()
    assert "chưa đối chiếu" in page.decisions.groups._about.text()

    with qtbot.waitSignal(page.computed):
        qtbot.keyClick(page.decisions.groups.list, Qt.Key.Key_2)

    (scale,) = workspace.read(lambda unit: unit.instruments.all(code="CB-1"))
    assert (scale.group, scale.legal_code) == ("2", "8b")
    assert page.decisions.tab() == "proposals"
