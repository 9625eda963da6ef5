"""Step 9: the facts of the effect report, and the deeds on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.effect_report import EffectReport, drafts
from app.domain.errors import UserError
from app.domain.programme import SUBMITTED
from app.domain.results_told import after_words, before_words, change_told, notes_of, standing_told
from app.services import effect_report as deeds
from app.services.passages import write_passage
from app.storage.store import Store
from app.wording import speaking
from tests.services.measured_programme import AFTER, a_programme, freeze

TODAY = date(2027, 10, 5)


@pytest.fixture
def programme(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cycle_id = a_programme(tmp_path / "a.dochuan")
    with speaking("vi"):
        yield store, cycle_id
    store.close()


def report_of(store: Store, cycle_id: str) -> EffectReport:
    with store.reading() as unit:
        return deeds.effect_report_of(unit, cycle_id, TODAY)


def test_the_first_thing_said_counts_what_became_of_the_goals(programme: tuple[Store, str]) -> None:
    report = report_of(*programme)

    assert report.sentence == (
        "2 trong 6 mục tiêu đạt rõ rệt, 2 không phân biệt được, 1 chưa rõ độ không đảm bảo, 1 chưa đo."
    )
    assert [each.outcome for each in report.goals] == ["reached", "reached", "same", "same", "unknown", "unmeasured"]


def test_before_and_after_are_told_with_the_interval_of_the_change(programme: tuple[Store, str]) -> None:
    share, overfill, complaints, _procedures, downtime, moisture = report_of(*programme).goals

    assert before_words(share) == "19/27 (70,4 %), ngày 20/10/2026"
    assert after_words(share) == "31/31 (100 %), ngày 30/09/2027"
    assert change_told(share).startswith("Thay đổi +30 điểm %, khoảng từ +12 đến +49")
    assert "trước 27, sau 31" in " ".join(notes_of(share))
    assert change_told(overfill) == ("Thay đổi −31,0 g, khoảng từ −37,7 đến −24,3 (k = 2, khoảng 95 %): giảm rõ rệt.")
    assert standing_told(complaints) == "không phân biệt được với không đổi; chưa đạt giá trị cần đạt"
    assert "cả hai giá trị" in " ".join(notes_of(downtime))
    assert change_told(moisture) == "Chưa đo: Máy đo ẩm chưa mua."


def test_a_baseline_that_was_changed_after_the_first_version_does_not_count(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    with store.unit("Sửa giá trị ban đầu") as unit:
        goal = next(each for each in unit.goals.all(cycle_id=cycle_id) if each.number == 2)
        unit.goals.keep(replace(goal, baseline=Decimal(80)))
        freeze(unit, cycle_id, 2)

    result = report_of(store, cycle_id).goals[1]

    assert result.change.before.value == 48
    assert (result.frozen_in, result.amended_in, result.amended) == (1, 2, Decimal(80))
    assert "Giá trị ban đầu theo bản 1; bản 2 đã đổi thành 80." in notes_of(result)


def test_a_goal_of_no_version_says_so(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    with store.unit("Bỏ bản") as unit:
        plan = unit.plans.all(cycle_id=cycle_id)[0]
        unit.plans.keep(replace(plan, in_force=""))

    result = report_of(store, cycle_id).goals[1]

    assert result.frozen_in == 0
    assert "chưa có trong bản chương trình nào" in " ".join(notes_of(result))


def test_an_amended_unit_is_not_compared(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    with store.unit("Đổi đơn vị") as unit:
        goal = next(each for each in unit.goals.all(cycle_id=cycle_id) if each.number == 2)
        unit.goals.keep(replace(goal, unit="kg"))

    result = report_of(store, cycle_id).goals[1]

    assert result.outcome == "unlike"
    assert change_told(result) == "Không so được như với như: đơn vị trước là g, sau là kg."


def test_payback_waits_for_measured_savings_and_spent_money(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    report = report_of(store, cycle_id)

    assert report.economics.payback is None
    assert report.economics_gap == (
        "Chưa đo: chưa đo khoản tiết kiệm nào bằng tiền; 2 trong 2 khoản kinh phí chưa ghi thực chi."
    )

    with store.unit("Ghi số đo được") as unit:
        effect = next(each for each in unit.effects.all(cycle_id=cycle_id) if each.number == 1)
        for field, typed in (("measured", "90"), ("measured_low", "70"), ("measured_high", "110")):
            deeds.measure_effect(unit, effect.id, field, typed, TODAY)
        for item, typed in zip(unit.funding.all(cycle_id=cycle_id), ("136", "10"), strict=True):
            deeds.set_spent(unit, item.id, typed)

    report = report_of(store, cycle_id)
    payback = report.economics.payback
    assert report.economics_gap == ""
    assert payback is not None and payback.expected == Decimal(136) / Decimal(80)
    assert report.effects[0].verdict == "within"
    assert report.effects[0].effect.measured_on == TODAY


def test_measured_figures_keep_their_order_and_a_wrong_one_changes_nothing(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    with store.unit("Ghi số đo được") as unit:
        effect = unit.effects.all(cycle_id=cycle_id)[0]
        deeds.measure_effect(unit, effect.id, "measured", "90 triệu đồng/năm", TODAY)

        with pytest.raises(UserError, match="thứ tự"):
            deeds.measure_effect(unit, effect.id, "measured_low", "95", TODAY)
        with pytest.raises(UserError, match="sau hôm nay"):
            deeds.measure_effect(unit, effect.id, "measured_on", "01/01/2030", TODAY)

        assert unit.effects.get(effect.id).measured_low is None


def test_nothing_of_the_report_is_written_while_the_step_waits_for_approval(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    with store.unit("Nộp") as unit:
        step = next(each for each in unit.steps.all(cycle_id=cycle_id) if each.step == 9)
        unit.steps.keep(replace(step, state=SUBMITTED))
        effect, item = unit.effects.all(cycle_id=cycle_id)[0], unit.funding.all(cycle_id=cycle_id)[0]
        goal = unit.goals.all(cycle_id=cycle_id)[0]

        for deed in (
            lambda: deeds.measure_effect(unit, effect.id, "measured", "9", TODAY),
            lambda: deeds.set_spent(unit, item.id, "9"),
            lambda: deeds.say_why_unmeasured(unit, goal.id, "Hỏng"),
        ):
            with pytest.raises(UserError, match="chờ duyệt"):
                deed()


def test_a_reason_stands_for_a_value_and_is_taken_away_again(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    with store.unit("Bỏ số đọc") as unit:
        goal = next(each for each in unit.goals.all(cycle_id=cycle_id) if each.number == 6)
        unit.indicator_readings.retire(unit.indicator_readings.all(goal_id=goal.id)[0].id)

    assert [each.goal.number for each in report_of(store, cycle_id).waiting] == [6]

    with store.unit("Ghi lý do") as unit:
        deeds.say_why_unmeasured(unit, goal.id, "Chưa có máy đo.")

    report = report_of(store, cycle_id)
    assert report.waiting == ()
    assert change_told(report.goals[5]) == "Chưa đo: Chưa có máy đo."

    with store.unit("Xóa lý do") as unit:
        deeds.say_why_unmeasured(unit, goal.id, " ")

    assert len(report_of(store, cycle_id).waiting) == 1


def test_words_are_proposed_from_the_data_and_not_kept(programme: tuple[Store, str]) -> None:
    report = report_of(*programme)

    proposed = drafts(report)

    assert "NV-02 Mua cân đóng bao: Nhà cung cấp giao cân chậm (12/03/2027)" in proposed["difficulties"]
    assert "KP-01 Thuê cân trong khi chờ, KCS: xong ngày 25/03/2027" in proposed["corrective"]
    assert "MT-06" in proposed["proposals"]
    assert proposed["conclusion"].startswith("2 trong 6 mục tiêu đạt rõ rệt")
    assert not any(report.passages.values())


def test_written_passages_are_those_of_the_report(programme: tuple[Store, str]) -> None:
    store, cycle_id = programme
    with store.unit("Viết kết luận") as unit:
        write_passage(unit, cycle_id, "effect_report", "conclusion", "Đạt hai mục tiêu.", 9)

    assert report_of(store, cycle_id).passages["conclusion"] == "Đạt hai mục tiêu."


def test_tasks_are_told_by_what_became_of_them(programme: tuple[Store, str]) -> None:
    report = report_of(*programme)

    assert [each.outcome for each in report.tasks] == ["done", "done_late", "late"]
    assert report.tasks_done == 2


def test_the_thread_of_a_goal_is_told_by_codes(programme: tuple[Store, str]) -> None:
    report = report_of(*programme)

    codes = report.codes[report.goals[1].goal.id]

    assert codes == {"findings": ("PH-02",), "tasks": ("NV-02",), "effects": ("HQ-01",)}
    assert report.goals[1].change.after.on == AFTER
