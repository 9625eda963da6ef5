"""Comments on the draft: whom it was sent to, what they said, and what they were answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.draft_sending import has_answered, is_late
from app.domain.errors import UserError
from app.domain.programme_papers import Comment
from app.services import comments
from app.storage.store import Store
from app.storage.unit import Unit
from tests.services.an_approved_programme import a_drafted_programme, set_steps

ON = date(2026, 11, 12)


@pytest.fixture
def drafted(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    with a_drafted_programme(tmp_path / "a.dochuan") as found:
        yield found


def did(drafted: tuple[Store, str], deed: Callable[[Unit, str], object]) -> None:
    store, cycle_id = drafted
    with store.unit("Việc") as unit:
        deed(unit, cycle_id)


def refused(drafted: tuple[Store, str], deed: Callable[[Unit, str], object]) -> str:
    with pytest.raises(UserError) as error:
        did(drafted, deed)
    return str(error.value)


def rows(drafted: tuple[Store, str]) -> list[comments.CommentRow]:
    store, cycle_id = drafted
    with store.reading() as unit:
        return comments.comment_rows(unit, cycle_id)


def say(words: str, by: str = "Phòng KCS") -> Callable[[Unit, str], Comment]:
    return lambda unit, cycle_id: comments.new_comment(unit, cycle_id, given_by=by, words=words)


def asking(name: str, sent_on: str = "01/11/2026", answer_by: str = "10/11/2026") -> Callable[[Unit, str], object]:
    return lambda unit, cycle_id: comments.ask_unit(unit, cycle_id, name, sent_on, answer_by)


def asked(drafted: tuple[Store, str]) -> list[str]:
    store, cycle_id = drafted
    with store.reading() as unit:
        return [each.unit for each in comments.asked(unit, cycle_id)]


def test_a_comment_is_linked_to_the_record_whose_code_it_names(drafted: tuple[Store, str]) -> None:
    did(drafted, say("mt 2: hạn hơi gấp."))

    (row,) = rows(drafted)

    assert (row.comment.number, row.comment.about_kind, row.comment.about_id) == (1, "goals", "g")
    assert row.about is not None
    assert (row.about.code, row.about.title) == ("MT-02", "Giảm hao hụt")


def test_a_comment_without_a_code_is_about_the_whole(drafted: tuple[Store, str]) -> None:
    did(drafted, say("Nên rõ hơn. MT-99 không có."))

    assert (rows(drafted)[0].about, rows(drafted)[0].is_gone) == (None, False)


def test_a_comment_on_a_withdrawn_record_says_that_it_is_gone(drafted: tuple[Store, str]) -> None:
    did(drafted, say("NV-03 chưa rõ."))

    did(drafted, lambda unit, _cycle: unit.tasks.retire("t"))

    assert rows(drafted)[0].is_gone


@pytest.mark.parametrize("words, by", [(" ", "Kho"), ("Được.", "  ")])
def test_a_comment_needs_words_and_who_gave_them(drafted: tuple[Store, str], words: str, by: str) -> None:
    assert refused(drafted, say(words, by)).startswith("Ghi ")
    assert rows(drafted) == []


@pytest.mark.parametrize("decision", ["partly", "kept"])
def test_keeping_the_draft_as_it_is_wants_an_explanation(drafted: tuple[Store, str], decision: str) -> None:
    did(drafted, say("Hạn gấp."))
    key = rows(drafted)[0].comment.id

    sentence = refused(drafted, lambda unit, _cycle: comments.answer_comment(unit, key, decision, " ", ON))

    assert sentence == "Ghi giải trình: phần nào giữ nguyên, và vì sao."
    assert rows(drafted)[0].comment.decision == ""


def test_an_answer_says_who_gave_it_and_when_and_can_be_taken_back(drafted: tuple[Store, str]) -> None:
    did(drafted, say("Hạn gấp."))
    key = rows(drafted)[0].comment.id

    did(drafted, lambda unit, _cycle: comments.answer_comment(unit, key, "accepted", "", ON))
    answered = rows(drafted)[0].comment
    did(drafted, lambda unit, _cycle: comments.answer_comment(unit, key, "", "", ON))

    assert (answered.decision, answered.answered_by, answered.answered_on) == ("accepted", "Thu Hà", ON)
    assert (rows(drafted)[0].comment.answered_by, rows(drafted)[0].comment.answered_on) == ("", None)


def test_the_number_of_a_withdrawn_comment_is_not_given_again(drafted: tuple[Store, str]) -> None:
    did(drafted, say("Một."))
    key = rows(drafted)[0].comment.id

    did(drafted, lambda unit, _cycle: comments.retire_comment(unit, key, "Ghi nhầm"))
    did(drafted, say("Hai."))

    assert [each.comment.number for each in rows(drafted)] == [2]


def test_pasted_lines_become_comments_of_their_units(drafted: tuple[Store, str]) -> None:
    text = "Kho; NV-03: cần thêm một buổi; hai thì tốt\n\nKế toán\tGP-01 chưa có dự toán\n"

    did(drafted, lambda unit, cycle_id: comments.import_comments(unit, cycle_id, text, ON))

    assert [(each.comment.given_by, each.comment.words, each.comment.about_kind) for each in rows(drafted)] == [
        ("Kho", "NV-03: cần thêm một buổi; hai thì tốt", "tasks"),
        ("Kế toán", "GP-01 chưa có dự toán", "solutions"),
    ]
    assert {each.comment.given_on for each in rows(drafted)} == {ON}


def test_pasting_the_same_lines_again_adds_nothing(drafted: tuple[Store, str]) -> None:
    store, cycle_id = drafted
    text = "Kho; Được\nKho; Được"

    with store.unit("Dán") as unit:
        first = comments.import_comments(unit, cycle_id, text, ON)
    with store.unit("Dán") as unit:
        again = comments.import_comments(unit, cycle_id, text, ON)

    assert ((len(first.made), first.known), (len(again.made), again.known)) == ((1, 1), (0, 2))


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "Chưa có dòng nào. Dán mỗi ý kiến một dòng: đơn vị; nội dung."),
        ("Kho; Được\nkhông có dấu", "Dòng 2 không có dạng “đơn vị; nội dung”: không có dấu"),
        ("Kho;  ", "Dòng 1 không có dạng “đơn vị; nội dung”: Kho;"),
        ("Kho; " + "a" * 4001, "Ý kiến ở dòng 1 dài quá 4000 chữ."),
        ("Kho; a\n" * 1001, "Mỗi lần nhập tối đa 1000 ý kiến. Chia thành nhiều lần."),
    ],
)
def test_lines_that_cannot_be_read_are_named_and_none_is_taken(
    drafted: tuple[Store, str], text: str, sentence: str
) -> None:
    assert refused(drafted, lambda unit, cycle_id: comments.import_comments(unit, cycle_id, text, ON)) == sentence
    assert rows(drafted) == []


def test_the_units_that_were_asked_are_listed_by_day_and_name(drafted: tuple[Store, str]) -> None:
    did(drafted, asking("Kho", "03/11/2026"))
    did(drafted, asking("Phòng KCS"))
    did(drafted, asking("phong kcs", "02/11/2026", "12/11/2026"))

    assert asked(drafted) == ["Phòng KCS", "Kho"]


@pytest.mark.parametrize(
    "name, sent_on, answer_by, sentence",
    [
        (" ", "01/11/2026", "", "Ghi tên bộ phận được gửi dự thảo."),
        ("Kho", "", "", "Ghi ngày gửi dự thảo, như 05/12/2026."),
        ("Kho", "11/2026", "", "Ngày gửi cần đủ ngày, tháng, năm, như 05/12/2026."),
        ("Kho", "10/11/2026", "01/11/2026", "Hạn trả lời phải từ ngày gửi trở đi."),
    ],
)
def test_who_was_asked_needs_a_name_and_days_in_order(
    drafted: tuple[Store, str], name: str, sent_on: str, answer_by: str, sentence: str
) -> None:
    assert refused(drafted, asking(name, sent_on, answer_by)) == sentence
    assert asked(drafted) == []


def test_only_a_person_writes_down_that_a_unit_has_no_comment(drafted: tuple[Store, str]) -> None:
    store, cycle_id = drafted
    did(drafted, asking("Kho"))
    with store.reading() as unit:
        (before,) = comments.asked(unit, cycle_id)

    did(drafted, lambda unit, cycle_id: comments.note_no_comment(unit, cycle_id, "Kho", ON))

    with store.reading() as unit:
        (after,) = comments.asked(unit, cycle_id)
    assert is_late(before, [], date(2026, 11, 24))
    assert not has_answered(before, [])
    assert has_answered(after, [])


def test_a_unit_that_commented_has_not_no_comment(drafted: tuple[Store, str]) -> None:
    did(drafted, asking("Phòng KCS"))
    did(drafted, say("Được."))

    sentence = refused(drafted, lambda unit, cycle_id: comments.note_no_comment(unit, cycle_id, "Phòng KCS", ON))

    assert sentence == "Phòng KCS đã có ý kiến, nên không ghi “không có ý kiến”."


def test_a_comment_that_comes_after_all_takes_the_silence_back(drafted: tuple[Store, str]) -> None:
    store, cycle_id = drafted
    did(drafted, asking("Kho"))
    did(drafted, lambda unit, cycle_id: comments.note_no_comment(unit, cycle_id, "Kho", ON))

    did(drafted, say("Muộn, nhưng có.", "Kho"))

    with store.reading() as unit:
        assert comments.asked(unit, cycle_id)[0].no_comment_on is None


def test_nobody_is_silent_who_was_not_asked(drafted: tuple[Store, str]) -> None:
    assert refused(drafted, lambda unit, cycle_id: comments.note_no_comment(unit, cycle_id, "Kho", ON)) == (
        "Dự thảo chưa được gửi cho Kho."
    )


def test_comments_are_closed_with_step_six(drafted: tuple[Store, str]) -> None:
    did(drafted, say("Được."))
    key = rows(drafted)[0].comment.id
    did(drafted, asking("Kho"))
    did(drafted, lambda unit, cycle_id: set_steps(unit, cycle_id, "submitted", 6))

    deeds: list[Callable[[Unit, str], object]] = [
        say("Thêm."),
        asking("Kế toán"),
        lambda unit, _cycle: comments.answer_comment(unit, key, "accepted", "", ON),
        lambda unit, _cycle: comments.edit_comment(unit, key, "words", "Khác"),
        lambda unit, _cycle: comments.retire_comment(unit, key, "Nhầm"),
        lambda unit, cycle_id: comments.import_comments(unit, cycle_id, "Kho; Được", ON),
        lambda unit, cycle_id: comments.withdraw_asking(unit, cycle_id, "Kho"),
        lambda unit, cycle_id: comments.note_no_comment(unit, cycle_id, "Kho", ON),
    ]

    assert {refused(drafted, each) for each in deeds} == {
        "Bước 6 đã nộp, đang chờ duyệt. Trả lại bước này trước khi sửa."
    }


def test_what_a_comment_is_about_can_be_chosen(drafted: tuple[Store, str]) -> None:
    did(drafted, say("Hạn gấp."))
    key = rows(drafted)[0].comment.id

    did(drafted, lambda unit, _cycle: comments.edit_comment(unit, key, "about", "solutions:o"))
    chosen = rows(drafted)[0].about
    did(drafted, lambda unit, _cycle: comments.edit_comment(unit, key, "about", ""))

    assert chosen is not None
    assert chosen.code == "GP-01"
    assert rows(drafted)[0].about is None


def test_a_comment_that_was_taken_opens_what_it_is_about_with_all_that_rests_on_it(drafted: tuple[Store, str]) -> None:
    store, cycle_id = drafted
    did(drafted, say("NV-03 nên tách hai buổi."))
    key = rows(drafted)[0].comment.id
    did(drafted, lambda unit, _cycle: comments.answer_comment(unit, key, "accepted", "Đã tách.", ON))

    did(drafted, lambda unit, _cycle: comments.open_about(unit, key))

    with store.reading() as unit:
        steps = {each.step: each for each in unit.steps.all(cycle_id=cycle_id)}
    assert [steps[number].state for number in (3, 4, 5)] == ["approved", "doing", "doing"]
    assert steps[4].reason == "Sửa theo ý kiến YK-01 của Phòng KCS."
    store.undo()
    with store.reading() as unit:
        assert unit.steps.count(cycle_id=cycle_id, state="approved") == 5


def test_a_comment_that_was_not_taken_opens_nothing(drafted: tuple[Store, str]) -> None:
    did(drafted, say("NV-03 nên tách hai buổi."))
    key = rows(drafted)[0].comment.id

    assert refused(drafted, lambda unit, _cycle: comments.open_about(unit, key)) == (
        "Chỉ ý kiến đã tiếp thu, về một mục cụ thể, mới mở mục đó để sửa."
    )
