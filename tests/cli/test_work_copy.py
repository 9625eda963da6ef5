from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.main import main
from tests.services.work_copy_builders import Sheet, a_plant, edited, with_instruments


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    plant = a_plant(tmp_path)
    with_instruments(plant)
    plant.store.close()
    return tmp_path / "an-lac.dochuan"


def test_a_work_copy_goes_out_and_comes_back(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = dossier.with_name("may-do.xlsx")

    assert main(["export", str(dossier), "--work-copy", "instruments", "--out", str(copy)]) == 0
    edited(copy, lambda sheet: sheet.put(sheet.row_of("TB-01"), "owner", "Lan"))
    capsys.readouterr()
    assert main(["import", str(copy), "--into", str(dossier), "--dry-run", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [(each["title"], each["theirs"], each["outcome"]) for each in shown["cells"]] == [
        ("Người phụ trách", "Lan", "take")
    ]
    assert shown["taken"] is None

    assert main(["import", str(copy), "--into", str(dossier)]) == 0
    assert "Đã nhận 1 ô" in capsys.readouterr().out
    assert main(["import", str(copy), "--into", str(dossier), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["take"] == 0


def test_a_folder_is_given_a_file_with_a_telling_name(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["export", str(dossier), "--work-copy", "survey:5", "--out", str(dossier.parent / "ra"), "--json"])

    path = Path(json.loads(capsys.readouterr().out)["path"])
    assert (code, path.name) == (0, "an-lac_ban-lam-viec_5-kiem-dinh.xlsx")
    assert path.is_file()


def test_conflicts_are_settled_by_an_option_and_errors_go_back_annotated(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, other = dossier.with_name("a.xlsx"), dossier.with_name("b.xlsx")
    for path, owner in ((copy, "Lan"), (other, "Hoa")):
        assert main(["export", str(dossier), "--work-copy", "instruments", "--out", str(path)]) == 0

        def edit(sheet: Sheet, owner: str = owner) -> None:
            sheet.put(sheet.row_of("TB-01"), "owner", owner)
            sheet.put(sheet.row_of("TB-02"), "period_months", "một năm")

        edited(path, edit)
    assert main(["import", str(copy), "--into", str(dossier)]) == 0

    assert main(["import", str(other), "--into", str(dossier)]) == 2
    assert "--conflicts" in capsys.readouterr().err
    assert main(["import", str(other), "--into", str(dossier), "--conflicts", "theirs", "--annotate"]) == 0
    told = capsys.readouterr().out
    assert "b_can-sua.xlsx" in told and "“một năm” không phải là số" in told
    assert (dossier.parent / "b_can-sua.xlsx").is_file()


def test_without_a_dossier_there_is_nothing_to_compare_with(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = dossier.with_name("may-do.xlsx")
    main(["export", str(dossier), "--work-copy", "instruments", "--out", str(copy)])

    assert main(["import", str(copy), "--dry-run"]) == 2
    assert "--into" in capsys.readouterr().err


def test_an_unknown_part_lists_what_there_is(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(dossier), "--work-copy", "la", "--out", str(dossier.parent)]) == 2
    assert "instruments" in capsys.readouterr().err
