from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.scores import (
    Rated,
    ScoreSettings,
    one_place,
    overall_score,
    subject_score,
    subject_scores,
    worst_answers,
)


def rated(path: str = "/s/q", **fields: object) -> Rated:
    usual = {"code": "5.1.1", "label": "Câu hỏi", "subject": 5, "weight": 1, "required": 3}
    return Rated(path=path, **usual | fields)  # type: ignore[arg-type]


def test_a_score_is_the_mean_of_levels_weighted_by_the_weights_of_the_form() -> None:
    score = subject_score(5, [rated(level=1, weight=5), rated(level=4, weight=1)])

    assert score.score == Decimal(9) / 6
    assert (score.answered, score.applicable, score.state) == (2, 2, "bad")


def test_what_does_not_apply_does_not_count() -> None:
    score = subject_score(5, [rated(level=4), rated(applicable=False)])

    assert (score.score, score.applicable) == (Decimal(4), 1)


def test_an_unanswered_question_does_not_pull_the_score_down_but_is_listed() -> None:
    score = subject_score(5, [rated("/a", level=4), rated("/b")])

    assert (score.score, score.unanswered) == (Decimal(4), ("/b",))


def test_too_few_answers_give_no_score_but_the_reason() -> None:
    score = subject_score(5, [rated(level=4), rated(), rated()])

    assert (score.score, score.state) == (None, "none")
    assert score.reason == "Chưa tính: trả lời 1/3 câu, cần 50 %."


def test_how_many_answers_are_enough_is_a_setting() -> None:
    settings = ScoreSettings(least_share=Decimal("0.3"))

    assert subject_score(5, [rated(level=4), rated(), rated()], settings).score == Decimal(4)


def test_a_subject_where_nothing_applies_has_no_score() -> None:
    assert subject_score(9, [rated(applicable=False)]).reason == "Chưa tính: không có câu nào áp dụng."


def test_states_stand_against_what_is_required() -> None:
    def state(level: int, required: int) -> str:
        return subject_score(5, [rated(level=level, required=required)]).state

    assert [state(3, 3), state(2, 3), state(1, 3), state(5, 4)] == ["ok", "part", "bad", "ok"]


def test_all_nine_subjects_are_there_also_without_a_question() -> None:
    scores = subject_scores([rated(level=3)])

    assert [each.subject for each in scores] == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert sum(each.score is not None for each in scores) == 1


def test_the_overall_score_takes_the_subjects_that_have_one() -> None:
    questions = [rated(level=2), rated(subject=1, level=4), rated(subject=2), rated(subject=2), rated(subject=2)]

    assert overall_score(questions, subject_scores(questions)) == Decimal(3)
    assert overall_score([rated()], subject_scores([rated()])) is None


def test_the_worst_answers_are_those_that_pull_most() -> None:
    heavy = rated("/heavy", level=2, weight=5)
    light = rated("/light", level=1, weight=2)
    fine = rated("/fine", level=3, weight=5)

    assert worst_answers([fine, light, heavy]) == (heavy, light)


def test_scores_are_shown_with_one_place_rounded_half_up() -> None:
    assert one_place(Decimal("2.35")) == Decimal("2.4")


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1), st.data())
def test_a_better_answer_never_lowers_a_score(answers: list[tuple[int, int]], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(answers) - 1))
    better = [
        (min(5, level + 1), weight) if i == index else (level, weight) for i, (level, weight) in enumerate(answers)
    ]

    before = subject_score(5, [rated(level=level, weight=weight) for level, weight in answers])
    after = subject_score(5, [rated(level=level, weight=weight) for level, weight in better])

    assert before.score is not None
    assert after.score is not None
    assert 1 <= before.score <= after.score <= 5
