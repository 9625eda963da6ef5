from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.sites import StepState
from app.domain.tasks import Task, task_code
from app.services import tasks as deeds
from app.services.findings import add_finding, edit_finding
from app.services.goals import edit_goal, link_findings, new_goal, retire_goal
from app.services.plans import edit_plan
from app.services.task_drafts import draft_tasks, drafts_for_goal
from app.services.task_plan import days_a_week, set_days_a_week
from app.services.tasks import TaskRow, new_task, task_rows
from app.storage.store import Store
from app.storage.unit import Unit
from tests.services.programme_dossier import DAY, a_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cycle_id = a_dossier(tmp_path / "a.dochuan")
    yield store, cycle_id
    store.close()


def a_goal(unit: Unit, cycle_id: str, title: str = "Cân đạt chuẩn", due: str = "31/12/2027", *findings: str) -> str:
    goal = new_goal(unit, cycle_id, title)
    edit_goal(unit, goal.id, "due_on", due)
    edit_goal(unit, goal.id, "owner", "KCS")
    link_findings(unit, goal.id, findings)
    return goal.id


def a_finding(unit: Unit, cycle_id: str, title: str, proposal: str = "", subject: str = "5") -> str:
    finding = add_finding(unit, cycle_id, title, subject=subject)
    if proposal:
        edit_finding(unit, finding.id, "proposal", proposal)
    return finding.id


def row_of(unit: Unit, task: Task) -> TaskRow:
    return next(each for each in task_rows(unit, task.cycle_id) if each.task.id == task.id)


def words_of(row: TaskRow) -> list[str]:
    return [each.words for each in row.problems]


def test_a_goal_and_its_findings_give_the_first_draft_of_tasks(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        one = a_finding(unit, cycle_id, "Cân quá hạn", "Kiểm định lại các cân nhóm 2.")
        two = a_finding(unit, cycle_id, "Người cân chưa học", "Đào tạo người cân.", "2")
        three = a_finding(unit, cycle_id, "Cân kho quá hạn", "Kiểm định lại các cân nhóm 2")
        goal = a_goal(unit, cycle_id, "Cân đạt chuẩn", "30/06/2027", one, two, three)
        edit_plan(unit, cycle_id, "starts_on", "01/01/2027")

        made = draft_tasks(unit, [goal], DAY)
        rows = task_rows(unit, cycle_id)

    assert [(task_code(each), each.title, each.kind) for each in made] == [
        ("NV-01", "Kiểm định lại các cân nhóm 2", "calibration"),
        ("NV-02", "Đào tạo người cân", "training"),
    ]
    assert [len(each.findings) for each in rows] == [2, 1]
    assert all(each.task.owner == "KCS" for each in rows)
    assert all((each.task.starts_on, each.task.ends_on) == (date(2027, 1, 1), date(2027, 6, 30)) for each in rows)
    assert [each.state for each in rows] == ["warn", "warn"]
    assert words_of(rows[0]) == ["chưa ước tính công"]


def test_a_second_draft_makes_no_task_twice_and_lets_a_task_serve_both_goals(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        finding = a_finding(unit, cycle_id, "Cân quá hạn")
        first = a_goal(unit, cycle_id, "Một", "30/06/2027", finding)
        second = a_goal(unit, cycle_id, "Hai", "31/12/2027", finding)

        made = draft_tasks(unit, [first, second], DAY)
        rows = task_rows(unit, cycle_id)

    assert len(made) == 1
    assert [each.title for each in rows[0].goals] == ["Một", "Hai"]


def test_a_goal_without_findings_gets_one_task_that_lacks_a_finding(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        goal = a_goal(unit, cycle_id, "Giảm hàng trả lại")

        (draft,) = drafts_for_goal(unit, goal, DAY)
        (task,) = draft_tasks(unit, [goal], DAY)
        row = row_of(unit, task)

    assert draft.task.title == "Giảm hàng trả lại"
    assert row.state == "bad"
    assert "chưa nối với phát hiện nào" in words_of(row)


def test_a_mistyped_field_is_refused_in_words_and_changes_nothing(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        task = new_task(
            unit, cycle_id, "Soạn quy trình", starts_on="01/03/2027", ends_on="31/03/2027", effort="12 ngày"
        )

        for field, text, sentence in (
            ("ends_on", "01/02/2027", "Ngày kết thúc 01/02/2027 ở trước ngày bắt đầu 01/03/2027."),
            ("starts_on", "3/2027", "Ngày của nhiệm vụ cần đủ ngày, tháng, năm"),
            ("effort", "nhiều", "không phải là số"),
            ("effort", "-3", "không thể âm"),
            ("title", "  ", "Nhiệm vụ cần một tên"),
            ("kind", "nấu ăn", "không có trong danh sách"),
        ):
            with pytest.raises(UserError, match=sentence.replace(".", r"\.")):
                deeds.edit_task(unit, task.id, field, text)

        assert unit.tasks.get(task.id) == task
        assert str(task.effort) == "12"


def test_tasks_that_would_wait_in_a_ring_are_refused_with_their_codes(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        one, two, three = (new_task(unit, cycle_id, name).id for name in ("Một", "Hai", "Ba"))
        deeds.set_waits_for(unit, two, [one])
        deeds.set_waits_for(unit, three, [two])

        with pytest.raises(UserError, match="NV-01 → NV-03 → NV-02 → NV-01"):
            deeds.set_waits_for(unit, one, [three])
        with pytest.raises(UserError, match="NV-01 không thể chờ chính nó"):
            deeds.set_waits_for(unit, one, [one])

        rows = task_rows(unit, cycle_id)
    assert [[each.number for each in row.waits_for] for row in rows] == [[], [1], [2]]
    assert [[each.number for each in row.awaited_by] for row in rows] == [[2], [3], []]


def test_waiting_for_fewer_takes_the_others_away(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        one, two, three = (new_task(unit, cycle_id, name) for name in ("Một", "Hai", "Ba"))
        deeds.set_waits_for(unit, three.id, [one.id, two.id])

        deeds.set_waits_for(unit, three.id, [two.id])

        assert [each.id for each in row_of(unit, three).waits_for] == [two.id]


def test_a_start_before_its_predecessor_ends_is_pointed_out_and_stops_nothing(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        one = new_task(unit, cycle_id, "Một", starts_on="01/03/2027", ends_on="31/03/2027")
        two = new_task(unit, cycle_id, "Hai", starts_on="31/03/2027", ends_on="30/04/2027")
        deeds.set_waits_for(unit, two.id, [one.id])

        (problem,) = [each for each in row_of(unit, two).problems if each.field == "waits_for"]

    assert problem.words == "bắt đầu 31/03/2027 khi NV-01 mà nó chờ còn làm đến 31/03/2027"
    assert not problem.stops


def test_a_task_after_its_goal_or_outside_the_period_is_named(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        goal = a_goal(unit, cycle_id, due="30/06/2027")
        edit_plan(unit, cycle_id, "starts_on", "01/02/2027")
        edit_plan(unit, cycle_id, "ends_on", "31/01/2028")
        task = new_task(
            unit, cycle_id, "Muộn", goals=[goal], starts_on="15/01/2027", ends_on="01/02/2028", owner="KCS", result="Có"
        )

        words = words_of(row_of(unit, task))

    assert "kết thúc 01/02/2028, sau hạn của MT-01 là 30/06/2027" in words
    assert "bắt đầu trước ngày đầu của chương trình là 01/02/2027" in words
    assert "kết thúc sau ngày cuối của chương trình là 31/01/2028" in words


def test_who_carries_more_than_a_week_holds_is_named_with_the_tasks(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        for name in ("Một", "Hai"):
            new_task(unit, cycle_id, name, owner="Cơ điện", starts_on="01/03/2027", ends_on="05/03/2027", effort="3,5")

        said = [words_of(each) for each in task_rows(unit, cycle_id)]
        set_days_a_week(unit, "7")
        relieved = [words_of(each) for each in task_rows(unit, cycle_id)]

    told = "Cơ điện quá tải 1 tuần; nặng nhất tuần từ 01/03/2027: 7 ngày công, chỉ có 5 (NV-01, NV-02)"
    assert [told in words for words in said] == [True, True]
    assert [told in words for words in relieved] == [False, False]


def test_the_limit_of_a_week_is_read_in_words(dossier: tuple[Store, str]) -> None:
    store, _cycle_id = dossier
    with store.unit("x") as unit:
        with pytest.raises(UserError, match="từ trên 0 đến 7"):
            set_days_a_week(unit, "8")
        set_days_a_week(unit, "5,5")

        assert str(days_a_week(unit)) == "5.5"

        set_days_a_week(unit, "")
        assert days_a_week(unit) == 5


def test_several_tasks_take_one_owner_and_one_refusal_changes_none(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        one = new_task(unit, cycle_id, "Một", ends_on="31/03/2027")
        two = new_task(unit, cycle_id, "Hai", ends_on="31/01/2027")

        deeds.edit_tasks(unit, [one.id, two.id], "owner", "Phòng KCS")
        with pytest.raises(UserError, match="NV-02: Ngày kết thúc 31/01/2027 ở trước"):
            deeds.edit_tasks(unit, [one.id, two.id], "starts_on", "01/03/2027")

        tasks = unit.tasks.all()
    assert [each.owner for each in tasks] == ["Phòng KCS"] * 2
    assert [each.starts_on for each in tasks] == [None, None]


def test_a_retired_task_keeps_its_number_and_undo_brings_its_links_back(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        goal = a_goal(unit, cycle_id)
        task = new_task(unit, cycle_id, "Một", goals=[goal])
        with pytest.raises(UserError, match="Nêu lý do bỏ nhiệm vụ này"):
            deeds.retire_task(unit, task.id, " ")
    with store.unit("bỏ") as unit:
        deeds.retire_task(unit, task.id, "Trùng việc khác.")
    with store.unit("thêm") as unit:
        other = new_task(unit, cycle_id, "Hai")
        assert task_code(other) == "NV-02"
    store.undo()
    store.undo()

    with store.reading() as unit:
        (row,) = task_rows(unit, cycle_id)
    assert [each.id for each in row.goals] == [goal]


def test_a_step_that_was_handed_in_keeps_its_tasks(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        task = new_task(unit, cycle_id, "Một")
        (state,) = unit.steps.all(cycle_id=cycle_id, step=4)
        unit.steps.keep(StepState(id=state.id, cycle_id=cycle_id, step=4, state="submitted"))

        for deed in (
            lambda: deeds.edit_task(unit, task.id, "owner", "KCS"),
            lambda: deeds.set_waits_for(unit, task.id, []),
            lambda: deeds.retire_task(unit, task.id, "Thôi."),
            lambda: deeds.move_task(unit, task.id, None, None),
            lambda: new_task(unit, cycle_id, "Hai"),
        ):
            with pytest.raises(UserError, match="Bước 4 đã nộp"):
                deed()


def test_a_goal_that_goes_leaves_its_task_without_one(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("x") as unit:
        goal = a_goal(unit, cycle_id)
        task = new_task(unit, cycle_id, "Một", goals=[goal])

        retire_goal(unit, goal, "Không làm nữa.")

        assert words_of(row_of(unit, task))[0] == "chưa nối với mục tiêu nào"
