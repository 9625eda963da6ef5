"""Decision, minutes of comments, list of changes, goals with their justification."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.document import Document, Paragraph, Table
from app.domain.economics import Case, Figure, economics_of
from app.domain.errors import UserError
from app.reports import goals_paper
from app.reports.decision import authority
from app.reports.programme_matter import is_post, person_of
from app.services.programme_papers import (
    comment_minutes_document,
    decision_document,
    differences_document,
    goals_matter,
    has_comments,
    has_differences,
    programme_matter,
    write_goals,
)
from tests.reports.programme_samples import DAY, NASTY, a_programme, cells_of, frozen, text_of
from tests.storage.builders import a_site

D = Decimal


def rows_of(document: Document, head: str) -> tuple[tuple[object, ...], ...]:
    """The table whose first column has this title."""
    return next(b.rows for b in document.blocks if isinstance(b, Table) and b.columns[0].title == head)


# ---- the decision


def test_a_decision_has_its_parts_in_the_order_of_the_decree() -> None:
    told = text_of(decision_document(frozen(a_programme()), DAY))

    parts = (
        "Số: 1/QĐ-AL",
        "Hưng Yên, ngày 01 tháng 12 năm 2026",
        "QUYẾT ĐỊNH Về việc phê duyệt Chương trình đảm bảo đo lường tại An Lạc, 2027",
        "GIÁM ĐỐC CÔNG TY CP THỰC PHẨM AN LẠC",
        "Căn cứ",
        "QUYẾT ĐỊNH:",
        "Điều 1. Phê duyệt kèm theo Quyết định này",
        "Điều 2. Phòng KCS chủ trì thực hiện.",
        "Điều 3.",
        "Nơi nhận: - Phòng KCS; - Lưu: VT.",
    )
    places = [told.find(each) for each in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert "……./. Nơi nhận:" in told


def test_a_decision_not_yet_taken_has_dots_for_its_number_and_is_a_draft() -> None:
    told = text_of(decision_document(a_programme(), DAY))

    assert "Số: ……/QĐ-……" in told
    assert "DỰ THẢO" in told
    assert "mã" not in told[told.find("Điều 1.") : told.find("Điều 2.")]


def test_the_decision_on_a_second_version_says_why_and_what_it_replaces() -> None:
    first = frozen(a_programme())
    second = frozen(replace(first, goals=(first.goals[1],)), reason="Bỏ một mục tiêu.")

    told = text_of(decision_document(second, DAY))

    assert "bản 2 (mã" in told
    assert "thay thế bản 1. Lý do sửa đổi: Bỏ một mục tiêu." in told


def test_who_decides_heads_the_plant_where_the_post_says_so() -> None:
    matter = programme_matter(a_programme(site=a_site(enterprise="Công ty A", name="Nhà máy Mỹ Hào")), DAY)
    of_plant = replace(matter, decision=replace(matter.decision, signer_position="Giám đốc nhà máy"))

    assert authority(matter) == "Giám đốc Công ty A"
    assert authority(of_plant) == "Giám đốc nhà máy Mỹ Hào"


@pytest.mark.parametrize(
    ("words", "post", "person"),
    [
        ("Giám đốc nhà máy", True, ""),
        ("Phạm Văn Nhã", False, "Phạm Văn Nhã"),
        ("Phạm Văn Nhã, Giám đốc", False, "Phạm Văn Nhã"),
        ("Giám đốc; Phạm Văn Nhã", False, "Phạm Văn Nhã"),
        ("", False, ""),
    ],
)
def test_no_post_stands_before_or_behind_a_name(words: str, post: bool, person: str) -> None:
    assert is_post(words) is post
    assert person_of(words) == person


# ---- the minutes of comments


def test_the_minutes_say_who_was_asked_what_was_said_and_what_was_answered() -> None:
    document = comment_minutes_document(a_programme(), DAY)
    asked = rows_of(document, "Đơn vị, cá nhân")
    (comment,) = rows_of(document, "Mã")

    assert {row[0]: row[3] for row in asked} == {
        "Phòng KCS": "YK-01",
        "Xưởng": "không có ý kiến (ghi ngày 08/11/2026)",
        "Kho": "chưa trả lời",
    }
    assert comment[2] == "NV-01"
    assert comment[5] == "Giữ nguyên vì giấy hết hạn tháng 2."
    told = text_of(document)
    assert "Nhận được 1 ý kiến: 1 giữ nguyên, có giải trình." in told
    assert "Ý kiến ở cuộc họp khác" not in told
    assert "Thống nhất dự thảo." in told
    assert "NGƯỜI CHỦ TRÌ (Ký, ghi rõ họ tên)" in told


def test_minutes_with_an_open_comment_are_a_draft() -> None:
    dossier = a_programme()
    waiting = replace(dossier, comments=(replace(dossier.comments[0], decision="", answer=""),))

    assert not comment_minutes_document(dossier, DAY).draft
    assert comment_minutes_document(waiting, DAY).draft


def test_minutes_are_offered_once_the_draft_went_out() -> None:
    dossier = a_programme()

    assert has_comments(dossier)
    assert not has_comments(replace(dossier, passages=(), comments=()))


# ---- the list of changes


def test_the_list_of_changes_names_record_field_and_both_values() -> None:
    first = frozen(a_programme())
    goals = (replace(first.goals[0], target=D(95)), first.goals[1])
    second = frozen(replace(first, goals=goals, tasks=first.tasks[:1]), reason="Thiếu kinh phí.")

    document = differences_document(second, DAY)

    rows = [row for block in document.blocks if isinstance(block, Table) for row in block.rows]
    assert ("MT-01 100 % áp kế có kiểm định", "Giá trị cần đạt", "100 %", "95 %") in rows
    assert any(row[0] == "NV-02 Chỉnh ba cân đóng bao" and row[1] == "bỏ" for row in rows)
    told = text_of(document)
    assert "Lý do thay đổi Thiếu kinh phí." in told
    assert "bản 2 so với bản 1" in told


def test_a_changed_draft_is_compared_with_the_last_version() -> None:
    first = frozen(a_programme())
    changed = replace(first, goals=(replace(first.goals[0], owner="Kho"), first.goals[1]))

    assert not has_differences(first)
    assert has_differences(changed)
    assert "dự thảo bản 2 so với bản 1" in text_of(differences_document(changed, DAY))


def test_with_one_version_alone_there_is_nothing_to_compare() -> None:
    with pytest.raises(UserError, match="Mới có một bản"):
        differences_document(frozen(a_programme()), DAY)


# ---- goals with their justification


def worth(**case: object) -> goals_paper.Worth:
    given = Case(**case)  # type: ignore[arg-type]
    return goals_paper.Worth(
        investment=given.investment, running=given.running, funded=False, result=economics_of(given)
    )


def matter() -> goals_paper.GoalsMatter:
    saving = Figure(D(90), D(40), D(140))
    return replace(
        goals_matter(a_programme(), DAY, []),
        worth={
            "g1": worth(investment=D(14), running=D(85)),
            "g2": worth(investment=D("36.55"), running=D(0), saving=saving, rate=D(9), years=1),
        },
    )


def test_goals_tell_what_they_cost_and_bring_or_why_that_is_not_known() -> None:
    document = goals_paper.build(matter())
    rows = {row[0]: row[1:] for row in _worth_rows(document)}

    assert rows["MT-01"] == ("14", "85", "chưa ước tính", "chưa ước tính", "chưa ước tính")
    assert rows["MT-02"][2:] == (
        "90,0\n(từ 40,0 đến 140,0)",
        "0,4\n(từ 0,3 đến 0,9)",
        "46,0\n(từ 0,1 đến 91,9)",
    )
    told = text_of(document)
    assert "chưa có hiệu quả kinh tế nào bằng tiền" in told
    assert NASTY in told


def _worth_rows(document: Document) -> tuple[tuple[object, ...], ...]:
    return next(b.rows for b in document.blocks if isinstance(b, Table) and b.caption.startswith("Bảng 3"))


def test_a_goal_inside_its_own_uncertainty_is_pointed_out_on_paper() -> None:
    dossier = a_programme()
    near = replace(dossier, goals=(dossier.goals[0], replace(dossier.goals[1], target=D(57))))

    told = [b.text for b in goals_paper.build(goals_matter(near, DAY, [])).blocks if isinstance(b, Paragraph)]

    assert any("Cần xem lại: Không phân biệt được với giá trị hiện tại" in each for each in told)


def test_the_workbook_of_the_goals_holds_effects_and_doubts(tmp_path: Path) -> None:
    write_goals(a_programme(), DAY, [], tmp_path / "a.xlsx")

    effects = cells_of(tmp_path / "a.xlsx", "Hiệu quả")
    assert any(row[0] == "HQ-01" and row[5] == 1050 and row[9] == "MT-02" for row in effects)
    assert any(row[0] == "HQ-02" and row[5] == "không tính bằng số" for row in effects)
    assert cells_of(tmp_path / "a.xlsx", "Tính khả thi")[0][0] == "TÍNH KHẢ THI CỦA MỤC TIÊU"
