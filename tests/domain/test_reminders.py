"""What is due as of a day: the worst first, each with a place that settles it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.goals import Goal
from app.domain.monitoring import CorrectiveAction
from app.domain.planned_readings import Slot
from app.domain.reminders import MOST_OVERDUE, Expiring, Lacking, Watched, reminders
from app.domain.tasks import Task

TODAY = date(2026, 11, 24)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def a_task(**given: object) -> Task:
    usual = {"id": "t", "cycle_id": "c", "number": 3, "kind": "training", "title": "Đào tạo"}
    return Task(**(usual | given))  # type: ignore[arg-type]


def test_a_late_task_comes_before_one_that_ends_soon_and_says_how_late_and_how_far_it_is() -> None:
    late = a_task(id="late", state="doing", percent=40, ends_on=in_days(-12))
    soon = a_task(id="soon", number=4, state="doing", ends_on=in_days(5))

    found = reminders(Watched(tasks=[soon, late]), TODAY, 30)

    assert [(each.target, each.state, each.words) for each in found] == [
        ("late", "bad", "chậm 12 ngày, mới được 40 %"),
        ("soon", "warn", "phải xong sau 5 ngày"),
    ]
    assert found[0].title == "NV-03 Đào tạo"
    assert found[0].page == "carrying_out"


def test_a_task_that_should_have_begun_is_told_and_one_that_is_done_or_stopped_is_not() -> None:
    tasks = [
        a_task(id="a", starts_on=in_days(-4), ends_on=in_days(60)),
        a_task(id="b", state="done", ends_on=in_days(-4)),
        a_task(id="c", state="stopped", ends_on=in_days(-4)),
    ]

    found = reminders(Watched(tasks=tasks), TODAY, 30)

    assert [(each.target, each.words) for each in found] == [("a", "chưa bắt đầu, đã chậm 4 ngày")]


def test_a_missed_reading_and_one_that_comes_lead_to_the_monitoring_page() -> None:
    goal = Goal(id="g", cycle_id="c", number=2, title="Còn hạn")
    slots = [
        Slot(goal_id="g", planned_on=in_days(-3), reading=None, state="missed"),
        Slot(goal_id="g", planned_on=in_days(20), reading=None, state="coming"),
        Slot(goal_id="g", planned_on=in_days(200), reading=None, state="coming"),
        Slot(goal_id="g", planned_on=in_days(-90), reading=None, state="gap"),
    ]

    found = reminders(Watched(goals=[goal], slots=slots), TODAY, 30)

    assert [(each.title, each.words, each.state) for each in found] == [
        ("MT-02 Còn hạn", "quá kỳ đo 3 ngày, chưa đọc", "bad"),
        ("MT-02 Còn hạn", "đến kỳ đo sau 20 ngày", "info"),
    ]
    assert {each.page for each in found} == {"monitoring"}


def test_many_overdue_instruments_are_named_up_to_a_few_and_the_others_told_in_one_line() -> None:
    expiring = [
        Expiring(kind="instruments", id=f"{n}", called=f"PI-{n:03}", until=in_days(-n), page="instruments")
        for n in range(1, 20)
    ]

    found = reminders(Watched(expiring=expiring), TODAY, 30)

    assert len(found) == MOST_OVERDUE + 1
    assert found[0].title == "PI-019"
    assert found[-1].title == "Cùng loại: 14 mục khác"


def test_a_corrective_action_comments_the_review_and_a_returned_step_are_told() -> None:
    watched = Watched(
        actions=[
            CorrectiveAction(id="k", cycle_id="c", number=1, title="Mượn chuẩn", due_on=in_days(0)),
            CorrectiveAction(id="l", cycle_id="c", number=2, title="Xong rồi", due_on=in_days(-9), done_on=in_days(-1)),
            CorrectiveAction(id="m", cycle_id="c", number=3, title="Chưa hẹn"),
        ],
        unanswered=2,
        unanswered_since=in_days(-10),
        review_on=in_days(-1),
        waiting=[(4, "tasks", "submitted", in_days(-2)), (3, "goals", "needs_work", None)],
        lacking=[Lacking("Chưa hiệu chuẩn", 3, "i", "instruments")],
    )

    told = {f"{each.title}: {each.words}" for each in reminders(watched, TODAY, 30)}

    assert told == {
        "KP-01 Mượn chuẩn: phải xong hôm nay",
        "KP-03 Chưa hẹn: chưa xong, chưa có hạn",
        "2 ý kiến chưa trả lời: sớm nhất từ 14/11/2026",
        "Rà soát chương trình: quá hạn 1 ngày",
        "Bước 4: chờ duyệt từ 22/11/2026",
        "Bước 3: đã bị trả lại, cần sửa rồi nộp lại",
        "3 phương tiện đo: Chưa hiệu chuẩn: cần giấy chứng nhận hợp lệ, hoặc thôi dùng",
    }


@given(days=st.lists(st.integers(-400, 400), max_size=20), within=st.integers(0, 365))
def test_whatever_is_due_is_told_once_within_the_window_and_states_never_grow_worse_down_the_list(
    days: list[int], within: int
) -> None:
    tasks = [a_task(id=str(n), state="doing", ends_on=in_days(each)) for n, each in enumerate(days)]

    found = reminders(Watched(tasks=tasks), TODAY, within)

    assert sorted(each.days or 0 for each in found) == sorted(each for each in days if each <= within)
    order = [("bad", "warn", "info").index(each.state) for each in found]
    assert order == sorted(order)


def test_what_ends_is_named_by_its_kind() -> None:
    expiring = [
        Expiring(kind="people", id="p", called="Tổ trưởng KCS", until=in_days(-2), page="others"),
        Expiring(kind="procedures", id="q", called="QT-01", until=in_days(3), page="others"),
    ]

    found = reminders(Watched(expiring=expiring), TODAY, 30)

    assert [each.words for each in found] == ["quyền được giao hết hạn 2 ngày trước", "đến kỳ xem lại sau 3 ngày"]
