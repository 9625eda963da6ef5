"""The schedule moved by keys and by mouse; each move is one deed and one undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.findings import Link
from app.domain.goals import Goal
from app.domain.keys import new_key
from app.domain.tasks import Task
from app.services.schedule import schedule_view
from app.services.tasks import set_waits_for
from app.storage.unit import Unit
from app.ui.page import Frame
from app.ui.pages.schedule import SchedulePage
from app.ui.pages.schedule_rows import Band, TaskLine
from app.ui.workspace import Workspace

Days = tuple[date | None, date | None]


def link(unit: Unit, one: str, kind: str, other: str) -> None:
    unit.links.keep(Link(id=new_key(), from_kind="tasks", from_id=one, to_kind=kind, to_id=other))


def keep_tasks(workspace: Workspace) -> None:
    """NV-01 (2–20 Nov) for a goal due on 30 Nov; NV-02 (21–25 Nov) waits for it; NV-03 has no dates."""

    def work(unit: Unit) -> None:
        cycle_id = workspace.cycle_id
        goal = unit.goals.keep(
            Goal(id="goal", cycle_id=cycle_id, number=1, title="Giảm chiết dư", due_on=date(2026, 11, 30))
        )
        usual = {"cycle_id": cycle_id, "kind": "calibration", "owner": "Phòng QA"}
        for number, first, last in (
            (1, date(2026, 11, 2), date(2026, 11, 20)),
            (2, date(2026, 11, 21), date(2026, 11, 25)),
            (3, None, None),
        ):
            unit.tasks.keep(
                Task(id=f"t{number}", number=number, title=f"Việc {number}", starts_on=first, ends_on=last, **usual)  # type: ignore[arg-type]
            )
        link(unit, "t1", "goals", goal.id)
        link(unit, "t2", "goals", goal.id)
        link(unit, "t2", "tasks", "t1")

    workspace.run("Lập nhiệm vụ", work)


def shown(workspace: Workspace, qtbot: QtBot) -> SchedulePage:
    page = SchedulePage(workspace)
    qtbot.addWidget(page)
    page.resize(1220, 822)
    page.use_frame(Frame.WIDE)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    page.gantt.setFocus()
    return page


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[SchedulePage]:
    keep_tasks(workspace)
    made = shown(workspace, qtbot)
    yield made
    made.hide()


def days(page: SchedulePage, id: str) -> Days:
    task = page.workspace.read(lambda unit: unit.tasks.get(id))
    return task.starts_on, task.ends_on


def waits(page: SchedulePage, id: str) -> list[str]:
    cycle_id = page.workspace.cycle_id
    return list(page.workspace.read(lambda unit: schedule_view(unit, cycle_id)).plan.waits_for.get(id, ()))


def press(page: SchedulePage, qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        qtbot.keyClick(page.gantt, key, modifier or Qt.KeyboardModifier.NoModifier)


def drag(page: SchedulePage, qtbot: QtBot, start: QPointF, end: QPointF) -> None:
    view = page.gantt.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start.toPoint())
    qtbot.mouseMove(view, (start + (end - start) / 2).toPoint())
    qtbot.mouseMove(view, end.toPoint())
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end.toPoint())


def bar_middle(page: SchedulePage, id: str) -> QPointF:
    bar = page.gantt.bar_of(page.gantt._row_of(id))
    assert bar is not None
    return bar.center()


def test_an_empty_schedule_says_where_tasks_come_from(workspace: Workspace, qtbot: QtBot) -> None:
    page = shown(workspace, qtbot)

    assert not page._card.isVisibleTo(page)
    assert page._empty.isVisibleTo(page)
    assert page.keys() == []


def test_tasks_stand_under_their_goal_and_each_is_told_whole(page: SchedulePage) -> None:
    lines = page.gantt.lines

    assert [each.title if isinstance(each, Band) else each.code for each in lines] == [
        "MT-01 Giảm chiết dư",
        "NV-01",
        "NV-02",
        "Chưa nối với mục tiêu nào",
        "NV-03",
    ]
    assert "3 nhiệm vụ, 2 trên đường găng, xong sớm nhất 25/11/2026" in page.head.note.text()
    assert "NV-01 Việc 1. 02/11/2026–20/11/2026. Phòng QA" in page.gantt.accessibleName()
    assert "trên đường găng" in page.gantt.accessibleName()


def test_arrows_go_over_headings_and_move_what_waits_along(page: SchedulePage, qtbot: QtBot) -> None:
    press(page, qtbot, Qt.Key.Key_Right)
    press(page, qtbot, Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.ControlModifier)

    assert days(page, "t1") == (date(2026, 10, 27), date(2026, 11, 14))
    assert days(page, "t2") == (date(2026, 11, 15), date(2026, 11, 19))
    press(page, qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert page.gantt.current_id() == "t3"


def test_shift_moves_the_end_alone_and_what_then_contradicts_stands_over_the_bars(
    page: SchedulePage, qtbot: QtBot
) -> None:
    press(page, qtbot, Qt.Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)

    assert days(page, "t1") == (date(2026, 11, 2), date(2026, 11, 21))
    assert days(page, "t2") == (date(2026, 11, 21), date(2026, 11, 25))
    assert page.message.words() == "NV-02 bắt đầu khi NV-01 mà nó chờ chưa xong: chồng 1 ngày."
    page.workspace.undo()
    assert days(page, "t1") == (date(2026, 11, 2), date(2026, 11, 20))


def test_moving_past_the_goals_day_is_done_and_pointed_out(page: SchedulePage, qtbot: QtBot) -> None:
    press(page, qtbot, Qt.Key.Key_Down)
    press(page, qtbot, Qt.Key.Key_Right, modifier=Qt.KeyboardModifier.ControlModifier)

    assert days(page, "t2") == (date(2026, 11, 28), date(2026, 12, 2))
    assert page.message.words() == "NV-02 kết thúc sau hạn của mục tiêu (30/11/2026) 2 ngày."


def test_k_leaves_what_waits_where_it_is(page: SchedulePage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_K)

    press(page, qtbot, Qt.Key.Key_Left)

    assert days(page, "t1") == (date(2026, 11, 1), date(2026, 11, 19))
    assert days(page, "t2") == (date(2026, 11, 21), date(2026, 11, 25))


def test_d_ties_the_current_task_to_the_one_chosen_next_and_unties_it_again(page: SchedulePage, qtbot: QtBot) -> None:
    page.gantt.choose("t3")

    qtbot.keyClick(page.gantt, Qt.Key.Key_D)
    press(page, qtbot, Qt.Key.Key_Up, Qt.Key.Key_Return)
    tied = waits(page, "t3")
    page.gantt.choose("t3")
    qtbot.keyClick(page.gantt, Qt.Key.Key_D)
    press(page, qtbot, Qt.Key.Key_Up, Qt.Key.Key_Return)

    assert tied == ["t2"]
    assert waits(page, "t3") == []


def test_a_ring_is_refused_with_a_sentence_and_changes_nothing(page: SchedulePage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.gantt, Qt.Key.Key_D)
    press(page, qtbot, Qt.Key.Key_Down, Qt.Key.Key_Return)

    assert page.wrong.words()
    assert waits(page, "t1") == []


def test_a_ring_that_came_with_a_merged_file_is_named(page: SchedulePage) -> None:
    page.workspace.run("Trộn", lambda unit: link(unit, "t1", "tasks", "t2"))

    assert page.head.note.text() == "Chờ nhau thành vòng, chưa tính được đường găng: NV-01, NV-02"
    assert "NV-01" in page.gantt.accessibleName()


def test_escape_leaves_the_choice(page: SchedulePage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.gantt, Qt.Key.Key_D)
    asked = page.asking.words()
    qtbot.keyClick(page.gantt, Qt.Key.Key_Escape)

    assert "nhiệm vụ phải xong trước" in asked
    assert page.asking.words() == "" and page.gantt.tie_from == ""


def test_n_gives_a_task_its_dates_from_today(page: SchedulePage, qtbot: QtBot) -> None:
    page.gantt.choose("t3")

    qtbot.keyClick(page.gantt, Qt.Key.Key_N)

    assert days(page, "t3") == (date(2026, 11, 24), date(2026, 11, 30))


def test_enter_asks_for_the_details_on_the_page_of_tasks(page: SchedulePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.workspace.go) as asked:
        press(page, qtbot, Qt.Key.Key_Return)

    assert asked.args == ["tasks", "t1"]


def test_a_bar_is_pulled_by_the_mouse(page: SchedulePage, qtbot: QtBot) -> None:
    place = bar_middle(page, "t2")

    drag(page, qtbot, place, place + QPointF(3 * page.gantt.axis.day_width, 0))

    assert days(page, "t2") == (date(2026, 11, 24), date(2026, 11, 28))
    page.workspace.undo()
    assert days(page, "t2") == (date(2026, 11, 21), date(2026, 11, 25))


def test_the_ends_of_a_bar_are_pulled_by_the_mouse_and_a_day_is_left(page: SchedulePage, qtbot: QtBot) -> None:
    bar = page.gantt.bar_of(page.gantt._row_of("t1"))
    assert bar is not None
    right = QPointF(bar.right() - 2, bar.center().y())

    drag(page, qtbot, right, right + QPointF(2 * page.gantt.axis.day_width, 0))
    longer = days(page, "t1")
    bar = page.gantt.bar_of(page.gantt._row_of("t1"))
    assert bar is not None
    left = QPointF(bar.left() + 2, bar.center().y())
    drag(page, qtbot, left, left + QPointF(90 * page.gantt.axis.day_width, 0))

    assert longer == (date(2026, 11, 2), date(2026, 11, 22))
    assert days(page, "t1") == (date(2026, 11, 22), date(2026, 11, 22))


def test_a_line_from_the_end_of_a_bar_to_another_lets_that_one_wait(page: SchedulePage, qtbot: QtBot) -> None:
    from app.ui.pages.schedule_painting import knob

    page.workspace.run("Gỡ", lambda unit: set_waits_for(unit, "t2", []))
    bar = page.gantt.bar_of(page.gantt._row_of("t1"))
    assert bar is not None

    drag(page, qtbot, knob(bar), bar_middle(page, "t2"))

    assert waits(page, "t2") == ["t1"]


def test_days_are_drawn_for_a_task_that_has_none(page: SchedulePage, qtbot: QtBot) -> None:
    gantt = page.gantt
    row = gantt.row_rect(gantt._row_of("t3"))
    left, wide = gantt.chart_left(), gantt.axis.day_width
    start = QPointF(left + gantt.axis.x(date(2026, 12, 1)) + wide / 2, row.center().y())

    drag(page, qtbot, start, start + QPointF(4 * wide, 0))

    assert days(page, "t3") == (date(2026, 12, 1), date(2026, 12, 5))


def test_a_click_moves_nothing(page: SchedulePage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.gantt.viewport(), Qt.MouseButton.LeftButton, pos=bar_middle(page, "t2").toPoint())

    assert page.gantt.current_id() == "t2"
    assert page.workspace.store.next_undo() == "Lập nhiệm vụ"


def test_z_and_g_change_the_view_and_it_is_remembered(page: SchedulePage, qtbot: QtBot) -> None:
    wide = page.gantt.axis.day_width
    qtbot.keyClick(page.gantt, Qt.Key.Key_Z)
    qtbot.keyClick(page.gantt, Qt.Key.Key_G)

    assert page.gantt.axis.zoom == "month" and page.gantt.axis.day_width < wide
    assert isinstance(page.gantt.lines[0], Band) and page.gantt.lines[0].title == "Phòng QA"
    again = SchedulePage(page.workspace)
    qtbot.addWidget(again)
    again.show()
    assert again.gantt.axis.zoom == "month"


def test_a_closed_step_is_read_and_not_moved(page: SchedulePage, qtbot: QtBot) -> None:
    def hand_in(unit: Unit) -> None:
        step = unit.steps.all(cycle_id=page.workspace.cycle_id, step=4)[0]
        unit.steps.keep(replace(step, state="submitted"))

    page.workspace.run("Nộp", hand_in)
    press(page, qtbot, Qt.Key.Key_Right)
    drag(page, qtbot, bar_middle(page, "t1"), bar_middle(page, "t1") + QPointF(60, 0))

    assert days(page, "t1") == (date(2026, 11, 2), date(2026, 11, 20))
    assert "Bước 4 đã nộp" in page.head.note.text()
    caps = [cap for cap, _word in page.keys()]  # noqa: SIM118 the keys of a page are a list
    assert "←→" not in caps


def test_an_overloaded_week_is_told_and_marked(page: SchedulePage) -> None:
    def load(unit: Unit) -> None:
        unit.tasks.keep(replace(unit.tasks.get("t2"), effort=Decimal(12)))

    page.workspace.run("Công", load)

    assert page.strip.overloaded() == 1
    assert "Phòng QA: quá tải 1 tuần, nặng nhất 12 ngày công" in page.strip.accessibleDescription()
    assert "1 nhiệm vụ chưa ước tính công" in page.strip.accessibleDescription()


def test_the_critical_path_is_drawn_in_another_shape_and_not_by_colour_alone(page: SchedulePage) -> None:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from app.ui.pages.schedule_painting import paint_bar

    def frame_pixels(line: TaskLine) -> int:
        image = QImage(120, 40, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        paint_bar(painter, QRectF(10, 10, 100, 18), line)
        painter.end()
        return sum(image.pixelColor(60, y).lightness() < 140 for y in range(40))

    line = next(each for each in page.gantt.lines if isinstance(each, TaskLine) and each.is_critical)

    assert frame_pixels(line) > frame_pixels(replace(line, timed=None))


def test_two_hundred_tasks_are_all_reached_by_keys(workspace: Workspace, qtbot: QtBot) -> None:
    def many(unit: Unit) -> None:
        for number in range(200):
            first = date(2026, 1, 1) + timedelta(days=number * 3)
            unit.tasks.keep(
                Task(
                    id=f"t{number:03d}", cycle_id=workspace.cycle_id, number=number + 1, kind="training",
                    title=f"Việc {number}", owner=f"Tổ {number % 7}", starts_on=first,
                    ends_on=first + timedelta(days=20),
                )
            )  # fmt: skip

    workspace.run("Nhiều", many)
    page = shown(workspace, qtbot)

    qtbot.keyClick(page.gantt, Qt.Key.Key_End)

    assert page.gantt.current_id() == "t199"
    rect = page.gantt.row_rect(page.gantt._row_of("t199"))
    bar = page.gantt.bar_of(page.gantt._row_of("t199"))
    assert bar is not None and page.gantt.viewport().rect().contains(QPoint(5, int(rect.center().y())))
    assert page.gantt.label_width <= bar.left() < page.gantt.viewport().width()


@pytest.fixture
def painted() -> Callable[[SchedulePage], QImage]:
    return lambda page: page.grab().toImage()


def test_the_page_is_painted_in_every_frame_and_zoom(
    page: SchedulePage, painted: Callable[[SchedulePage], QImage]
) -> None:
    sizes = set()
    for frame, size in ((Frame.WIDE, (1220, 822)), (Frame.MEDIUM, (1140, 690)), (Frame.SMALL, (850, 430))):
        page.resize(*size)
        page.use_frame(frame)
        for zoom in ("day", "week", "month"):
            page.use_zoom(zoom)
            sizes.add((painted(page).width(), page.gantt.label_width))

    assert len(sizes) == 3
