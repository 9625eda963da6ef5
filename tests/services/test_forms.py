"""Forms of the office in a dossier, and going on to a newer edition of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.assignments import Assignment
from app.domain.errors import UserError
from app.domain.findings import Finding
from app.domain.forms.mistakes import FormError
from app.domain.interviews import Interview, Statement
from app.domain.keys import new_key
from app.domain.sites import StepState
from app.exchange.form_workbooks import convert_form
from app.services import forms, history, survey
from app.services.dossiers import create_dossier, current_cycle, shipped_forms
from app.storage.store import Store

STATIONS = """
| survey |
|  | type                         | name    | label  | image    |
|  | select_one_from_file trạm.csv | station | Trạm   | trạm.png |
|  | integer                      | meters  | Số đồng hồ |      |

| settings |
|  | form_title     | form_id  | version |
|  | Phiếu trạm bơm | stations | 3       |
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    store = create_dossier(tmp_path / "An Lạc.dochuan", person="Nguyễn Thu Hà", enterprise="An Lạc")
    with store.reading() as unit:
        cycle_id = current_cycle(unit).id
    yield store, cycle_id
    store.close()


def write_form(folder: Path, source: str = STATIONS, name: str = "Trạm bơm.md") -> Path:
    (folder / "trạm.csv").write_text("name,label\nt1,Trạm Một\nt2,Trạm Hai\n", "utf-8")
    (folder / "trạm.png").write_bytes(b"\x89PNG")
    path = folder / name
    path.write_text(source, "utf-8")
    return path


def add(dossier: tuple[Store, str], path: Path) -> forms.AddedForm:
    store, cycle_id = dossier
    with store.unit("Thêm phiếu") as unit:
        return forms.add_form(unit, cycle_id, path)


def test_a_form_of_the_office_is_answered_like_any_other(dossier: tuple[Store, str], tmp_path: Path) -> None:
    store, cycle_id = dossier

    added = add(dossier, write_form(tmp_path))

    assert (added.form.name, added.form.title, added.form.version) == ("trạm_bơm", "Phiếu trạm bơm", "3")
    with store.unit("Trả lời") as unit:
        filling = survey.open_form(unit, cycle_id, added.form.name)
        path = next(each.path for each in filling.form.questions() if each.name == "station")
        survey.answer_question(unit, cycle_id, filling, path, "t2")
    with store.reading() as unit:
        filling = survey.open_form(unit, cycle_id, added.form.name)
        assert filling.value(path) == "t2"
        assert [each.name for each in filling.choices(path)] == ["t1", "t2"]


def test_lists_and_pictures_of_a_form_travel_with_the_dossier(dossier: tuple[Store, str], tmp_path: Path) -> None:
    store, cycle_id = dossier
    path = write_form(tmp_path)
    added = add(dossier, path)
    for each in ("trạm.csv", "trạm.png", "Trạm bơm.md"):
        (tmp_path / each).unlink()

    with store.reading() as unit:
        assert forms.media_file(unit, cycle_id, added.form.name, "trạm.png") == b"\x89PNG"
        assert forms.media_file(unit, cycle_id, added.form.name, "khác.png") is None
        names = {each.name for each in unit.form_files.all(cycle_id=cycle_id, form=added.form.name)}
        filling = survey.open_form(unit, cycle_id, added.form.name)
    assert names == {"trạm.csv", "trạm.png"}
    assert len(filling.choices("/Trạm_bơm/station")) == 2


def test_a_list_that_was_missing_is_added_later(dossier: tuple[Store, str], tmp_path: Path) -> None:
    store, cycle_id = dossier
    path = write_form(tmp_path)
    (tmp_path / "trạm.csv").rename(tmp_path / "khác.csv")
    name = add(dossier, path).form.name
    (tmp_path / "khác.csv").rename(tmp_path / "trạm.csv")
    with store.reading() as unit:
        assert forms.missing_files(unit, cycle_id, name) == ("trạm.csv",)

    with store.unit("Thêm tệp") as unit:
        forms.add_form_file(unit, cycle_id, name, tmp_path / "trạm.csv")

    with store.reading() as unit:
        assert forms.missing_files(unit, cycle_id, name) == ()
        assert len(survey.open_form(unit, cycle_id, name).choices("/Trạm_bơm/station")) == 2
    with pytest.raises(UserError, match=r"trạm\.csv"), store.unit("Thêm tệp") as unit:
        forms.add_form_file(unit, cycle_id, name, tmp_path / "trạm.csv")


@pytest.mark.parametrize("suffix", [".xlsx", ".xml"])
def test_a_form_comes_as_a_workbook_or_an_xform_too(dossier: tuple[Store, str], tmp_path: Path, suffix: str) -> None:
    path = write_form(tmp_path)
    other = tmp_path / f"khác{suffix}"
    if suffix == ".xlsx":
        convert_form(path, other)
    else:
        other.write_text(forms.read_form_file(path).form.xform, "utf-8")

    added = add(dossier, other)

    store, cycle_id = dossier
    with store.reading() as unit:
        filling = survey.open_form(unit, cycle_id, added.form.name)
    assert [each.name for each in filling.form.questions()] == ["station", "meters"]


def test_a_name_that_is_taken_is_refused(dossier: tuple[Store, str], tmp_path: Path) -> None:
    path = write_form(tmp_path)
    add(dossier, path)

    with pytest.raises(UserError, match="trạm_bơm"):
        add(dossier, path)
    with pytest.raises(UserError, match="survey"):
        add(dossier, write_form(tmp_path, name="survey.md"))


def test_a_form_with_mistakes_is_refused_and_nothing_is_kept(dossier: tuple[Store, str], tmp_path: Path) -> None:
    wrong = STATIONS.replace("integer ", "integre ").replace("| meters ", "| 1 meters ")

    with pytest.raises(FormError) as told:
        add(dossier, write_form(tmp_path, wrong))

    assert "1 meters" in str(told.value)
    store, cycle_id = dossier
    with store.reading() as unit:
        assert unit.forms.count(cycle_id=cycle_id) == len(shipped_forms())
        assert unit.form_files.count() == 0


def test_a_form_is_taken_out_with_its_answers_and_one_undo_brings_all_back(
    dossier: tuple[Store, str], tmp_path: Path
) -> None:
    store, cycle_id = dossier
    name = add(dossier, write_form(tmp_path)).form.name
    with store.unit("Trả lời") as unit:
        filling = survey.open_form(unit, cycle_id, name)
        survey.answer_question(unit, cycle_id, filling, "/Trạm_bơm/meters", "4")

    with store.unit("Bỏ phiếu") as unit:
        forms.remove_form(unit, cycle_id, name)

    with store.reading() as unit:
        assert unit.forms.all(cycle_id=cycle_id, name=name) == []
        assert survey.answers_of(unit, cycle_id, name) == {}
    history.undo(store)
    with store.reading() as unit:
        assert survey.open_form(unit, cycle_id, name).value("/Trạm_bơm/meters") == "4"
        assert unit.form_files.count(form=name) == 2


def test_the_forms_of_the_programme_are_not_taken_out(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier

    with pytest.raises(UserError, match="chương trình"), store.unit("Bỏ phiếu") as unit:
        forms.remove_form(unit, cycle_id, "survey")


def test_an_older_dossier_gets_the_forms_that_did_not_exist_when_it_was_made(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("Dọn") as unit:
        unit.forms.retire(survey.the_form(unit, cycle_id, "closing_meeting").id)

    with store.unit("Thêm phiếu của chương trình") as unit:
        first = forms.pin_missing_forms(unit, cycle_id)
        second = forms.pin_missing_forms(unit, cycle_id)

    assert (first, second) == (("closing_meeting",), ())
    with store.reading() as unit:
        assert survey.open_form(unit, cycle_id, "closing_meeting").form.title


def test_no_form_is_put_into_a_step_that_is_handed_in(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("Nộp") as unit:
        unit.forms.retire(survey.the_form(unit, cycle_id, "closing_meeting").id)
        step = unit.steps.all(cycle_id=cycle_id, step=1)[0]
        unit.steps.keep(replace(step, state="submitted"))

    with store.unit("Thêm phiếu của chương trình") as unit:
        assert forms.pin_missing_forms(unit, cycle_id) == ()


FIRST = """
| survey |
|  | type         | name  | label      |
|  | begin group  | s1    | 1          |
|  | text         | same  | Như cũ     |
|  | text         | moved | Chuyển chỗ |
|  | text         | gone  | Bỏ         |
|  | end group    |       |            |
|  | begin repeat | line  | Dây chuyền |
|  | text         | what  | Tên        |
|  | end repeat   |       |            |

| settings |
|  | form_title | form_id | name   | version |
|  | Khảo sát   | office  | office | 1       |
"""
SECOND = """
| survey |
|  | type         | name  | label      |
|  | begin group  | s1    | 1          |
|  | text         | same  | Như cũ     |
|  | end group    |       |            |
|  | begin group  | s2    | 2          |
|  | text         | moved | Chuyển chỗ |
|  | text         | fresh | Mới        |
|  | begin repeat | line  | Dây chuyền |
|  | text         | what  | Tên        |
|  | end repeat   |       |            |
|  | end group    |       |            |

| settings |
|  | form_title | form_id | name   | version |
|  | Khảo sát   | office  | office | 2       |
"""


@pytest.fixture
def answered(dossier: tuple[Store, str], tmp_path: Path) -> tuple[Store, str, forms.ReadyForm]:
    """A dossier with the first edition answered, and the second one read."""
    store, cycle_id = dossier
    add(dossier, write_form(tmp_path, FIRST, "office.md"))
    given = {"s1/same": "a", "s1/moved": "b", "s1/gone": "c", "line[1]/what": "d"}
    with store.unit("Trả lời") as unit:
        filling = survey.open_form(unit, cycle_id, "office")
        for path, text in given.items():
            survey.answer_question(unit, cycle_id, filling, f"/office/{path}", text)
    return store, cycle_id, forms.read_form_file(write_form(tmp_path, SECOND, "office.md"))


def values(store: Store, cycle_id: str) -> dict[str, str]:
    with store.reading() as unit:
        return {path: each.value for path, each in survey.answers_of(unit, cycle_id, "office").items()}


def test_moving_to_a_newer_edition_loses_no_answer(answered: tuple[Store, str, forms.ReadyForm]) -> None:
    store, cycle_id, second = answered

    with store.unit("Chuyển sang bản mới") as unit:
        change = forms.move_to_edition(unit, cycle_id, "office", second)

    assert (change.old_version, change.new_version) == ("1", "2")
    assert values(store, cycle_id) == {
        "/office/s1/same": "a",
        "/office/s2/moved": "b",
        "/office/s1/gone": "c",
        "/office/s2/line[1]/what": "d",
    }
    with store.reading() as unit:
        assert [each.value for each in forms.retired_answers(unit, cycle_id, "office")] == ["c"]
        assert survey.open_form(unit, cycle_id, "office").value("/office/s2/moved") == "b"
        assert survey.the_form(unit, cycle_id, "office").version == "2"


def test_one_undo_brings_the_older_edition_back(answered: tuple[Store, str, forms.ReadyForm]) -> None:
    store, cycle_id, second = answered
    before = values(store, cycle_id)
    with store.unit("Chuyển sang bản mới") as unit:
        forms.move_to_edition(unit, cycle_id, "office", second)

    history.undo(store)

    assert values(store, cycle_id) == before
    with store.reading() as unit:
        assert survey.the_form(unit, cycle_id, "office").version == "1"


def test_a_retired_question_that_comes_back_has_its_answer(answered: tuple[Store, str, forms.ReadyForm]) -> None:
    store, cycle_id, second = answered
    with store.reading() as unit:
        first = survey.the_form(unit, cycle_id, "office")
    with store.unit("Chuyển sang bản mới") as unit:
        forms.move_to_edition(unit, cycle_id, "office", second)
    with store.unit("Trở lại bản cũ") as unit:
        forms.move_to_edition(unit, cycle_id, "office", first)

    assert values(store, cycle_id)["/office/s1/gone"] == "c"
    with store.reading() as unit:
        assert forms.retired_answers(unit, cycle_id, "office") == []


def test_what_an_edition_would_change_is_shown_before(answered: tuple[Store, str, forms.ReadyForm]) -> None:
    store, cycle_id, second = answered

    with store.reading() as unit:
        change = forms.compare_editions(unit, cycle_id, "office", second)
        same = forms.compare_editions(unit, cycle_id, "survey")

    assert change is not None
    assert (change.kept, change.moved, change.new, change.retired) == (
        ("same",),
        ("moved", "what"),
        ("fresh",),
        ("gone",),
    )
    assert same is None


def test_statements_findings_and_shares_go_with_their_question(answered: tuple[Store, str, forms.ReadyForm]) -> None:
    store, cycle_id, second = answered
    with store.unit("Ghi") as unit:
        talk = unit.interviews.keep(Interview(id=new_key(), cycle_id=cycle_id, post="Thủ kho"))
        said = Statement(id=new_key(), interview_id=talk.id, form="office", question="/office/s1/moved", words="Có")
        finding = Finding(
            id=new_key(), cycle_id=cycle_id, number=1, subject=1, title="x", origin="answer:/office/s1/moved"
        )
        unit.statements.keep(said)
        unit.findings.keep(finding)

    with store.unit("Chuyển sang bản mới") as unit:
        forms.move_to_edition(unit, cycle_id, "office", second)

    with store.reading() as unit:
        assert unit.statements.get(said.id).question == "/office/s2/moved"
        assert unit.findings.get(finding.id).origin == "answer:/office/s2/moved"


def test_a_section_that_moved_keeps_who_looks_after_it(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier
    with store.unit("Chia việc") as unit:
        pinned = survey.the_form(unit, cycle_id, "survey")
        filling = survey.open_form(unit, cycle_id, "survey")
        section = next(filling.form.root.groups()).path
        share = unit.assignments.keep(
            Assignment(id=new_key(), cycle_id=cycle_id, kind="section", target=section, auditor="Hà")
        )
        other = replace(pinned, xform=pinned.xform.replace("/survey/", "/khao_sat/").replace("<survey ", "<khao_sat "))
        other = replace(other, xform=other.xform.replace("</survey>", "</khao_sat>"))
        forms.move_to_edition(unit, cycle_id, "survey", other)

    with store.reading() as unit:
        assert unit.assignments.get(share.id).target == section.replace("/survey/", "/khao_sat/")


def test_a_form_that_is_the_newest_edition_stays_as_it_is(dossier: tuple[Store, str]) -> None:
    store, cycle_id = dossier

    with pytest.raises(UserError, match="mới nhất"), store.unit("Chuyển") as unit:
        forms.move_to_edition(unit, cycle_id, "survey")


def test_a_step_that_is_handed_in_keeps_its_edition(answered: tuple[Store, str, forms.ReadyForm]) -> None:
    store, cycle_id, second = answered
    with store.unit("Nộp") as unit:
        step: StepState = unit.steps.all(cycle_id=cycle_id, step=1)[0]
        unit.steps.keep(replace(step, state="submitted"))

    with pytest.raises(UserError, match="đã nộp"), store.unit("Chuyển") as unit:
        forms.move_to_edition(unit, cycle_id, "office", second)


LAST = """
| survey |
|  | type    | name  | label | default              |
|  | integer | crew  | Số tổ | ${last-saved#crew}   |
|  | text    | other | Khác  |                      |
"""


def test_an_answer_of_the_last_time_is_that_of_the_cycle_before(dossier: tuple[Store, str], tmp_path: Path) -> None:
    store, cycle_id = dossier
    name = add(dossier, write_form(tmp_path, LAST, "ca.md")).form.name
    with store.unit("Trả lời") as unit:
        assert survey.open_form(unit, cycle_id, name).value("/ca/crew") == ""
        survey.answer_question(unit, cycle_id, survey.open_form(unit, cycle_id, name), "/ca/crew", "4")
        cycle = unit.cycles.get(cycle_id)
        later = unit.cycles.keep(replace(cycle, id=new_key(), previous_id=cycle_id))
        form = survey.the_form(unit, cycle_id, name)
        unit.forms.keep(replace(form, id=new_key(), cycle_id=later.id))

    with store.reading() as unit:
        assert survey.open_form(unit, later.id, name).value("/ca/crew") == "4"
