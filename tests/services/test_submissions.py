"""Answers given away as files: what lies in the folder."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.answers import Answer
from app.domain.errors import UserError
from app.domain.keys import new_key
from app.exchange.submissions import read_submission
from app.services import survey
from app.services.evidence import add_evidence
from app.services.repeats import add_instance
from app.services.submissions import export_submission
from app.storage.store import Store
from tests.services.survey_forms import a_dossier_with_a_survey

FORM = """
| survey |
|  | type         | name  | label      |
|  | text         | who   | Ai         |
|  | file         | book  | Sổ         |
|  | begin repeat | line  | Dây chuyền |
|  | file         | paper | Giấy       |
|  | end repeat   |       |            |

| settings |
|  | form_title | form_id | name   | version |
|  | Khảo sát   | survey  | survey | 2       |
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store, cycle_id = a_dossier_with_a_survey(tmp_path / "an-lac.dochuan", FORM)
    with store.unit("Trả lời") as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        survey.answer_question(unit, cycle_id, filling, "/survey/who", "Bà Lê")
        add_instance(unit, cycle_id, filling, "/survey/line")
        for path, content in {
            "book": b"%PDF-1.7 A",
            "line[1]/paper": b"%PDF-1.7 A",
            "line[2]/paper": b"%PDF-1.7 B",
        }.items():
            survey.answer_question(unit, cycle_id, filling, f"/survey/{path}", "sổ.pdf")
            record = survey.record_of(unit, cycle_id, filling, f"/survey/{path}")
            add_evidence(unit, content, "sổ.pdf", linked_to=("answers", record.id))
    yield store, cycle_id
    store.close()


def export(dossier: tuple[Store, str], folder: Path, kind: str) -> list[Path]:
    store, cycle_id = dossier
    with store.reading() as unit:
        return export_submission(unit, cycle_id, "survey", folder, kind)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_submission_lies_in_a_folder_with_its_files(dossier: tuple[Store, str], tmp_path: Path) -> None:
    written = export(dossier, tmp_path / "ra", "xml")

    folder = written[0].parent
    assert sorted(each.name for each in folder.iterdir()) == ["submission.xml", "sổ-2.pdf", "sổ.pdf"]
    assert (folder / "sổ-2.pdf").read_bytes() == b"%PDF-1.7 B"
    store, cycle_id = dossier
    with store.reading() as unit:
        form = survey.open_form(unit, cycle_id, "survey").form
    values = read_submission(written[0].read_text("utf-8"), form).values
    assert (values["/survey/who"], values["/survey/line[2]/paper"]) == ("Bà Lê", "sổ-2.pdf")


def test_giving_a_form_away_twice_is_the_same_submission(dossier: tuple[Store, str], tmp_path: Path) -> None:
    first = export(dossier, tmp_path / "ra", "xml")[0].read_bytes()

    second = export(dossier, tmp_path / "ra", "xml")[0].read_bytes()

    assert first == second


def test_tables_lie_side_by_side_and_their_files_in_media(dossier: tuple[Store, str], tmp_path: Path) -> None:
    export(dossier, tmp_path / "ra", "csv")

    found = sorted(each.relative_to(tmp_path / "ra").as_posix() for each in (tmp_path / "ra").rglob("*.*"))
    assert found == ["media/sổ-2.pdf", "media/sổ.pdf", "survey-line.csv", "survey.csv"]
    assert rows(tmp_path / "ra" / "survey.csv")[0]["who"] == "Bà Lê"
    assert [each["paper"] for each in rows(tmp_path / "ra" / "survey-line.csv")] == ["sổ.pdf", "sổ-2.pdf"]


def test_notes_reasons_and_retired_answers_are_not_lost(dossier: tuple[Store, str], tmp_path: Path) -> None:
    store, cycle_id = dossier
    with store.unit("Ghi") as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        survey.mark_not_applicable(unit, cycle_id, filling, "/survey/who", "Nhà máy mới")
        old = Answer(id=new_key(), cycle_id=cycle_id, form="survey", question="/survey/bỏ", value="cũ")
        unit.answers.keep(old)

    written = export(dossier, tmp_path / "ra", "csv")

    beside = {each["question"]: each for each in rows(tmp_path / "ra" / "survey-beside.csv")}
    assert "survey-beside.csv" in [each.name for each in written]
    assert beside["/survey/who"]["reason"] == "Nhà máy mới"
    assert (beside["/survey/bỏ"]["value"], beside["/survey/bỏ"]["asked"]) == ("cũ", "no")


def test_photos_that_prove_an_answer_go_along_as_they_are_shown(dossier: tuple[Store, str], tmp_path: Path) -> None:
    store, cycle_id = dossier
    with store.unit("Thêm ảnh") as unit:
        filling = survey.open_form(unit, cycle_id, "survey")
        record = survey.record_of(unit, cycle_id, filling, "/survey/who")
        photo = add_evidence(unit, b"%PDF-1.7 C", "cân.pdf", linked_to=("answers", record.id))
        blurred = unit.keep_file(b"blurred")
        unit.evidence.keep(replace(photo, edited_sha256=blurred))

    written = export(dossier, tmp_path / "ra", "xml")

    folder = written[0].parent
    assert (folder / "media" / "cân.jpg").read_bytes() == b"blurred"
    assert rows(folder / "survey-beside.csv")[0]["files"] == "cân.jpg"


def test_another_kind_of_file_is_refused(dossier: tuple[Store, str], tmp_path: Path) -> None:
    with pytest.raises(UserError, match="xlsx"):
        export(dossier, tmp_path / "ra", "xlsx")

    assert not (tmp_path / "ra").exists()


def test_a_folder_that_is_a_file_is_refused(dossier: tuple[Store, str], tmp_path: Path) -> None:
    (tmp_path / "ra").write_text("x", "utf-8")

    with pytest.raises(UserError):
        export(dossier, tmp_path / "ra", "csv")
