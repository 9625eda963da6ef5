from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.services import survey
from app.services.survey_outline import Outline
from app.storage.store import Store
from tests.services.survey_forms import LABELS, SCALES, SEEN, SMALL, TEMP, TRADE, WORDS, a_dossier_with_a_survey

Make = Callable[..., Outline]


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cycle_id = a_dossier_with_a_survey(tmp_path / "an-lac.dochuan")
    yield store, cycle_id
    store.close()


@pytest.fixture
def outline(dossier: tuple[Store, str]) -> Make:
    store, cycle_id = dossier

    def make(language: str = "vi", **typed: str) -> Outline:
        paths = {"labels": LABELS, "trade": TRADE, "scales": SCALES, "seen": SEEN, "temp": TEMP, "words": WORDS}
        with store.unit("Trả lời câu hỏi") as unit:
            filling = survey.open_form(unit, cycle_id, "survey", language)
            for name, text in typed.items():
                survey.answer_question(unit, cycle_id, filling, paths[name], text)
            return Outline(filling, survey.answers_of(unit, cycle_id, "survey"))

    return make


def test_subjects_hold_their_sections_with_code_and_title(outline: Make) -> None:
    sections = outline().sections

    assert [(each.code, each.title, each.depth) for each in sections] == [
        ("1", "Nhãn", 0),
        ("1.1", "Tình trạng", 1),
        ("2", "Chung", 0),
    ]


def test_sections_speak_the_language_of_the_window(outline: Make) -> None:
    assert [each.title for each in outline("en").sections] == ["Labels", "State", "General"]


@pytest.mark.parametrize("sought", ["dong ho", "ĐỒNG HỒ", "đồng nhãn", "1.1.1", "tt 23"])
def test_search_needs_no_accents_and_looks_at_code_and_clause_too(outline: Make, sought: str) -> None:
    assert [row.path for row in outline().visible(None, "all", sought)] == [LABELS]


def test_search_looks_into_notes(outline: Make, dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    made = outline()
    with store.unit("Ghi chú") as unit:
        survey.write_note(unit, cycle_id, made.filling, SEEN, "Anh Hùng, tổ cơ điện")
        made.answers |= survey.answers_of(unit, cycle_id, "survey")

    made.refresh([SEEN])

    assert [row.path for row in made.visible(None, "all", "to co dien")] == [SEEN]


def test_filters_show_what_is_left_and_what_is_wrong(outline: Make) -> None:
    made = outline(labels="2", temp="20")

    assert [row.path for row in made.visible(None, "todo")] == [TRADE, SEEN, WORDS]
    assert [row.path for row in made.visible(None, "trouble")] == [LABELS]


def test_a_claim_without_proof_is_among_those_lacking_evidence(outline: Make) -> None:
    made = outline(labels="5")

    assert [row.path for row in made.visible(None, "lacking")] == [LABELS]
    assert made.lacking() == 1


def test_questions_that_are_not_asked_are_told_apart(outline: Make) -> None:
    made = outline(trade="no")

    assert [row.path for row in made.not_asked()] == [SCALES]
    assert made.count().total == 5


def test_the_next_unanswered_question_goes_round_once(outline: Make) -> None:
    made = outline(labels="4", trade="no", seen="1/1/2026", words="tốt")

    assert made.next_unanswered(LABELS) == TEMP
    assert made.next_unanswered(WORDS) == TEMP
    assert made.next_unanswered(TEMP) is None


def test_answers_are_told_in_words(outline: Make) -> None:
    rows = outline(labels="2", trade="yes", scales="1200", seen="5/3/2026").rows

    assert [rows[path].answer for path in (LABELS, TRADE, SCALES, SEEN, TEMP)] == [
        "mức 2",
        "Có",
        "1.200",
        "05/03/2026",
        "chưa trả lời",
    ]


@pytest.mark.parametrize(
    ("typed", "state"),
    [({}, "todo"), ({"labels": "2"}, "bad"), ({"labels": "3"}, "part"), ({"trade": "no"}, "doing")],
)
def test_a_section_shows_the_worst_in_it(outline: Make, typed: dict[str, str], state: str) -> None:
    made = outline(**typed)

    assert made.count(made.sections[0]).state == state


def test_a_form_with_a_repeated_section_can_still_be_walked_through(tmp_path: Path) -> None:
    before = "|  | date              | seen   |"
    lots = "|  | begin repeat | lots | Lô | Lots |\n|  | text | lot | Số lô | Lot |\n|  | end repeat |\n"
    repeated = SMALL.replace(before, lots + before)
    store, cycle_id = a_dossier_with_a_survey(tmp_path / "b.dochuan", repeated)

    with store.reading() as unit:
        made = Outline(survey.open_form(unit, cycle_id, "survey"), survey.answers_of(unit, cycle_id, "survey"))
    store.close()

    lot = f"{SEEN.rpartition('/')[0]}/lots[1]/lot"
    assert [row.path for row in made.visible(made.sections[-2])][-4:] == [lot, SEEN, TEMP, WORDS]
    assert made.rows[lot].instance == "Lô 1"
