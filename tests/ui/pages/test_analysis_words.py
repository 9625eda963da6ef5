from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.metrology.calibration_status import Rate, State
from app.domain.scores import SUBJECTS, SubjectScore
from app.services.analysis import Analysis, LegalCounts, analyse
from app.ui.pages.analysis_words import lead, nothing_proposed, second
from tests.services.a_survey import AS_OF, surveyed

COUNTS = dict.fromkeys(State, 0)
NO_LEGAL = LegalCounts(required=0, valid=0, expired=0, missing=0, unclear=0, unsettled=0)


@pytest.fixture
def empty(tmp_path: Path) -> Analysis:
    store, cycle_id = surveyed(tmp_path / "mill.dochuan")
    with store.reading() as unit:
        analysis = analyse(unit, cycle_id, AS_OF)
    store.close()
    return analysis


def scored(analysis: Analysis, **levels: str) -> Analysis:
    """With these scores against 3; the key is s1 to s9."""
    scores = tuple(
        SubjectScore(subject, Decimal(levels[f"s{subject}"]) if f"s{subject}" in levels else None, Decimal(3), 1, 1)
        for subject in SUBJECTS
    )
    known = [each.score for each in scores if each.score is not None]
    return replace(analysis, subjects=scores, overall=sum(known, Decimal(0)) / len(known))


def test_without_enough_answers_it_says_how_many_there_are(empty: Analysis) -> None:
    assert lead(empty) == "Chưa tính được mức chung: mới trả lời 0 trong 3 câu."


def test_the_two_weakest_subjects_are_named(empty: Analysis) -> None:
    analysis = scored(empty, s1="3.6", s7="1.9", s8="1.4", s5="2.8")

    assert lead(analysis) == "Mức chung 2,4 trên 5. Yếu nhất là so sánh liên phòng và dữ liệu."


def test_where_all_is_well_it_says_so(empty: Analysis) -> None:
    assert lead(scored(empty, s1="3.6")) == "Mức chung 3,6 trên 5, mọi nội dung đã tính đều đạt mức cần."


@pytest.mark.parametrize(("before", "words"), [("2.1", "tăng 0,3 so với"), ("2.9", "giảm 0,5 so với"), ("2.4", "bằng")])
def test_the_cycle_before_is_compared(empty: Analysis, before: str, words: str) -> None:
    analysis = replace(scored(empty, s1="2.4"), previous_overall=Decimal(before), previous_name="2024–2025")

    assert f"{words} 2024–2025" in lead(analysis)


def test_the_second_sentence_counts_the_overdue_and_the_law(empty: Analysis) -> None:
    late = replace(
        empty,
        instruments=412,
        counts=COUNTS | {State.OVERDUE: 14},
        rate=Rate(392, 406),
        legal=replace(NO_LEGAL, required=60, valid=49, expired=8, missing=3),
    )

    assert second(late).startswith("14 trong 406 phương tiện đo quá hạn hoặc không đạt; 11 phương tiện đo nhóm 2")
    assert second(replace(late, rate=Rate(4000, 5000))).startswith("14 trong 5.000 phương tiện đo")
    assert "nhóm 2 đều còn hiệu lực" in second(replace(late, legal=NO_LEGAL))
    assert second(replace(late, counts=COUNTS, legal=NO_LEGAL)).startswith("Không có phương tiện đo nào quá hạn")
    assert second(empty).startswith("Danh mục phương tiện đo còn trống")


def test_an_empty_dossier_leads_to_the_survey_and_the_register(empty: Analysis) -> None:
    nothing = nothing_proposed(empty)

    assert nothing.words == "Chưa có gì để đề xuất"
    assert [page for page, _words in nothing.ways] == ["survey", "instruments"]
