"""export and checklist on the command line: what they leave, what they print, how they refuse."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from app.cli.main import main
from app.domain.keys import new_key
from app.reports.catalogue import REPORTS
from app.services.dossiers import create_dossier, current_cycle, open_dossier


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mau.dochuan"
    create_dossier(path, person="Hà", enterprise="Công ty CP Thực phẩm An Lạc").close()
    return path


def test_export_leaves_every_report_and_names_them(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["export", str(file), "--out", str(tmp_path / "ra"), "--as-of", "24/11/2026", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert told["as_of"] == "2026-11-24"
    waiting = ("opening_minutes", "closing_minutes")  # for their meetings
    offered = [each.key for each in REPORTS if each.step <= 2 and each.key not in waiting]
    assert [each["key"] for each in told["files"]] == offered
    assert all(Path(each["path"]).stat().st_size == each["bytes"] for each in told["files"])


def test_export_says_in_a_sentence_what_it_wrote(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["export", str(file), "--out", str(tmp_path / "ra"), "--only", "copy"])

    out = capsys.readouterr().out
    assert code == 0
    assert "ho-so.dochuan" in out
    assert "mã" in out


def test_checklist_writes_the_named_workbook(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["checklist", str(file), str(tmp_path / "phieu.xlsx")])

    assert code == 0
    assert "Khảo sát" in openpyxl.load_workbook(tmp_path / "phieu.xlsx", read_only=True).sheetnames
    assert "phieu.xlsx" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["checklist", "{file}", "{folder}/phieu.csv"], "phải kết thúc bằng .xlsx"),
        (["export", "{file}", "--out", "{file}"], "không phải là thư mục"),
        (["export", "{file}", "--out", "{folder}/ra", "--as-of", "31/11/2026"], "không phải là ngày"),
        (["export", "{folder}/khong-co.dochuan", "--out", "{folder}/ra"], "khong-co.dochuan"),
    ],
)
def test_bad_input_gives_one_sentence_exit_code_2_and_no_file(
    arguments: list[str], sentence: str, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = [each.format(file=file, folder=tmp_path) for each in arguments]

    code = main(filled)

    error = capsys.readouterr().err
    assert code == 2
    assert sentence in error
    assert len(error.strip().splitlines()) == 1
    assert not list(tmp_path.rglob("*.xlsx"))
    assert not list(tmp_path.rglob("*.pdf"))


@pytest.mark.parametrize(("kind", "name"), [("xml", "submission.xml"), ("csv", "survey.csv")])
def test_answers_of_a_form_are_given_away_as_files(
    kind: str, name: str, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["export", str(file), "--submission", kind, "--form", "survey", "--out", str(tmp_path / "ra")]

    code = main([*arguments, "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert Path(told["files"][0]["path"]).name == name
    assert Path(told["files"][0]["path"]).stat().st_size == told["files"][0]["bytes"] > 0


def test_a_form_that_is_not_there_is_answered_with_those_that_are(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["export", str(file), "--submission", "csv", "--form", "khac", "--out", str(tmp_path / "ra")])

    error = capsys.readouterr().err
    assert code == 2
    assert "survey" in error
    assert not (tmp_path / "ra").exists()


def test_a_form_without_a_kind_of_submission_is_not_passed_over(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["export", str(file), "--out", str(tmp_path / "ra"), "--form", "survey"])

    assert code == 2
    assert "--submission" in capsys.readouterr().err
    assert not (tmp_path / "ra").exists()


def test_an_earlier_cycle_is_exported_by_name_or_number(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_dossier(file, person="Hà")
    with store.unit("Chu kỳ mới") as unit:
        first = current_cycle(unit)
        unit.cycles.keep(
            replace(first, id=new_key(), name="Hai", starts_on=date(2027, 1, 1), surveyed_on=date(2027, 2, 3))
        )
        unit.cycles.keep(replace(first, name="Chu kỳ một", surveyed_on=date(2026, 3, 4)))
    store.close()

    names = []
    for wanted in ("1", "chu ky mot", "hai", ""):
        code = main(["export", str(file), "--out", str(tmp_path), "--only", "checklist", "--cycle", wanted, "--json"])
        names.append(Path(json.loads(capsys.readouterr().out)["files"][0]["path"]).name.split("_")[1])
        assert code == 0

    assert names == ["2026-03-04", "2026-03-04", "2027-02-03", "2027-02-03"]
    assert main(["export", str(file), "--out", str(tmp_path), "--cycle", "3"]) == 2
    assert "1 (Chu kỳ một), 2 (Hai)" in capsys.readouterr().err
