"""What changed between two versions, as a person reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from app.domain.programme_content import LINKS, PARTS, PLAN_FIELDS, Programme, content
from app.domain.programme_papers import Passage
from app.domain.version_differences import Difference, differences
from app.domain.version_words import before_and_after, facts_of, field_words, subject_words, told, value_words
from app.wording import speaking
from tests.domain.a_programme import CONTENTS, CYCLE, a_content, a_programme


def changes(**records: Any) -> list[Difference]:
    before = a_programme()
    return list(differences(content(before), content(replace(before, **records))))


def lines(**records: Any) -> list[str]:
    return [told(each) for each in changes(**records)]


def goals(**fields: Any) -> list[str]:
    return lines(goals=[replace(each, **fields) for each in a_programme().goals])


def test_a_changed_figure_is_told_with_its_unit_once() -> None:
    assert goals(target=Decimal("900")) == ["MT-02 Giá trị cần đạt: 1,230 → 900 triệu đồng/năm"]


def test_a_changed_day_is_told_as_days_are_printed() -> None:
    assert goals(due_on=date(2028, 6, 30)) == ["MT-02 Hạn hoàn thành: 31/12/2027 → 30/06/2028"]


def test_a_blank_is_told_as_not_written_and_never_as_zero() -> None:
    assert goals(baseline=None) == ["MT-02 Giá trị hiện tại: 1.050 → chưa ghi"]


def test_another_unit_is_told_with_the_figure_in_both() -> None:
    assert goals(unit="kg/bao", target=Decimal("2")) == [
        "MT-02 Đơn vị tính: triệu đồng/năm → kg/bao",
        "MT-02 Giá trị cần đạt: 1,230 triệu đồng/năm → 2 kg/bao",
    ]


def test_links_are_told_by_their_codes() -> None:
    links = [each for each in a_programme().links if each.to_id != "n"]

    assert lines(links=links) == ["MT-02 Giải quyết phát hiện: PH-07 → chưa ghi"]


def test_what_came_and_what_went_is_told_by_name() -> None:
    task = replace(a_programme().tasks[0], id="new", number=9, title="Mua quả cân")  # type: ignore[index]

    assert lines(tasks=[*a_programme().tasks, task]) == ["NV-09 Mua quả cân: thêm mới"]
    assert "MT-02 Giảm hao hụt: bỏ" in lines(goals=())


def test_another_way_chosen_is_told_at_its_solution() -> None:
    ways = [replace(each, chosen=1 - each.chosen) for each in a_programme().alternatives]

    assert lines(alternatives=ways) == [
        "GP-01 Phương án được chọn: Thuê ngoài → Tự làm",
        "GP-01 Chi phí một lần: 30 → chưa ghi",
    ]


def test_a_passage_is_told_by_its_heading_and_shown_whole() -> None:
    passage = Passage(id="s", cycle_id=CYCLE, paper="programme", name="organisation", words="Phó Giám đốc chỉ đạo.")

    (found,) = changes(passages=(passage,))

    assert told(found) == "Lời văn: Phân công trách nhiệm: viết lại"
    assert before_and_after(found) == ("Giám đốc chỉ đạo.", "Phó Giám đốc chỉ đạo.")


def test_a_line_of_means_names_what_it_is_for() -> None:
    items = [replace(each, amount=Decimal("12.5")) for each in a_programme().funding if each.id == "f"]

    assert lines(funding=items) == ["NV-03, Giảng viên Thành tiền: chưa ghi → 12,5 triệu đồng"]


def test_what_was_added_shows_its_facts() -> None:
    shown = dict(facts_of("goals", a_content()["goals"][0]))

    assert shown["Giá trị cần đạt"] == "1,230 triệu đồng/năm"
    assert shown["Giải quyết phát hiện"] == "PH-07"
    assert "chưa ghi" not in shown.values()


@pytest.mark.parametrize("part", ["plan", *PARTS])
def test_every_field_has_a_name_in_both_languages(part: str) -> None:
    names = PLAN_FIELDS if part == "plan" else [*PARTS[part], *LINKS[part]]
    hidden = {"of_kind", "of_id"}

    assert [each for each in names if each not in hidden and field_words(part, each) == each] == []
    with speaking("en"):
        assert [each for each in names if each not in hidden and field_words(part, each) == each] == []


@given(CONTENTS, CONTENTS)
def test_every_difference_can_be_told(old: dict[str, Any], new: dict[str, Any]) -> None:
    for each in differences(old, new):
        assert told(each)
        assert subject_words(each)
        assert all(before_and_after(each))


def test_a_figure_that_cannot_be_read_is_shown_as_it_stands() -> None:
    assert value_words("goals", "target", "mười") == "mười"


def test_an_empty_programme_says_nothing() -> None:
    assert differences(content(Programme()), content(Programme())) == ()
