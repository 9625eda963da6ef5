"""The lists of tasks and of solutions by themselves say what the programme says in its parts."""

from __future__ import annotations

from datetime import date

from app.domain.document import Document, Gantt, Heading, Table
from app.services.programme_papers import programme_document, solutions_document, tasks_document
from tests.reports.programme_samples import a_programme

DAY = date(2025, 10, 20)


def headings(document: Document) -> list[str]:
    return [each.text for each in document.blocks if isinstance(each, Heading)]


def tables(document: Document) -> list[Table]:
    return [each for each in document.blocks if isinstance(each, Table)]


def test_the_list_of_tasks_holds_every_task_and_the_schedule() -> None:
    dossier = a_programme()

    made = tasks_document(dossier, DAY, "vi")

    assert headings(made) == ["1. Các nhiệm vụ", "2. Tiến độ"]
    assert len(tables(made)[0].rows) == len(dossier.tasks) > 0
    assert sum(isinstance(each, Gantt) for each in made.blocks) == 1


def test_the_list_of_solutions_has_the_tables_of_the_programme_under_its_own_headings() -> None:
    dossier = a_programme()

    made, whole = solutions_document(dossier, DAY, "vi"), programme_document(dossier, DAY, "vi")

    assert headings(made)[:1] == ["1. Các giải pháp"]
    assert "2. Kinh phí và nguồn lực" in headings(made)
    rows = [each.rows for each in tables(whole)]
    assert tables(made) and all(each.rows in rows for each in tables(made))


def test_tables_are_counted_from_one_in_each_list() -> None:
    made = solutions_document(a_programme(), DAY, "vi")

    captions = [each.caption for each in tables(made) if each.caption]
    assert [each.split(".")[0] for each in captions] == [f"Bảng {number}" for number in range(1, len(captions) + 1)]
