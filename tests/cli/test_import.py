from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

import pytest

from app.cli import import_list
from app.domain.errors import UserError
from app.storage.store import Store
from tests.exchange.builders import HEADER, a_workbook, raw_workbook, text_row

ROWS = [list(HEADER), [1, "Cân bàn", "00123", "60 kg", "05/03/2025"], [2, "Áp kế", "1E5", "0-10 bar", "T3/2025"]]


def _run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    import_list.add_to(parser.add_subparsers())
    options = parser.parse_args(["import", *arguments])
    return int(options.run(options))


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "mill.dochuan"
    Store.create(path, person="Hà").close()
    return path


@pytest.fixture
def a_list(tmp_path: Path) -> Path:
    return a_workbook(tmp_path / "list.xlsx", {"DM": ROWS})


def _counts(dossier: Path) -> tuple[int, int]:
    store = Store.open(dossier, backups=False)
    with store.reading() as unit:
        counts = (unit.instruments.count(), unit.calibrations.count())
    store.close()
    return counts


def test_a_dry_run_prints_the_preview_as_json(a_list: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(str(a_list), "--dry-run", "--json") == 0

    shown = json.loads(capsys.readouterr().out)
    assert shown["instrument_rows"] == 2
    assert [row["serial"] for row in shown["rows"]] == ["00123", "1E5"]
    assert shown["tables"][0]["mapping"][1] == {
        "column": "B",
        "header": "Tên thiết bị",
        "field": "name",
        "source": "guess",
    }


def test_a_dry_run_on_a_dossier_tells_what_it_has_and_writes_nothing(
    a_list: Path, dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(str(a_list), "--into", str(dossier))
    capsys.readouterr()

    _run(str(a_list), "--into", str(dossier), "--dry-run", "--json")

    shown = json.loads(capsys.readouterr().out)
    assert shown["already_present"] == [{"sheet": "DM", "row": 2}, {"sheet": "DM", "row": 3}]
    assert _counts(dossier) == (2, 2)


def test_a_list_is_taken_in_and_told(a_list: Path, dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(str(a_list), "--into", str(dossier), "--person", "Hà") == 0

    told = capsys.readouterr().out
    assert "Đã nhập 2 phương tiện đo mới" in told
    assert _counts(dossier) == (2, 2)


def test_without_a_dossier_nothing_can_be_written(a_list: Path) -> None:
    with pytest.raises(UserError, match="--into"):
        _run(str(a_list))


def test_a_hostile_list_leaves_no_trace_in_the_dossier(tmp_path: Path, dossier: Path) -> None:
    path = raw_workbook(
        tmp_path / "bomb.xlsx",
        text_row(1, *HEADER) + text_row(2, "1", "Cân", "S1") + text_row(3, "2", "A" * 50_000),
    )

    with pytest.raises(UserError, match="bung ra"):
        _run(str(path), "--into", str(dossier))

    assert _counts(dossier) == (0, 0)


def test_an_answer_can_be_given_on_the_command_line(
    tmp_path: Path, dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_workbook(tmp_path / "list.xlsx", {"DM": ROWS})

    _run(str(path), "--into", str(dossier), "--answer", "partial_date|DM=last_day", "--json")

    assert json.loads(capsys.readouterr().out)["taken_in"]["instruments"] == 2
    store = Store.open(dossier, backups=False)
    with store.reading() as unit:
        assert [each.performed_text for each in unit.calibrations.all()] == ["", ""]
    store.close()


def test_an_answer_that_is_none_is_one_sentence(a_list: Path) -> None:
    with pytest.raises(UserError, match="câu trả lời"):
        _run(str(a_list), "--dry-run", "--answer", "nonsense")


def test_a_question_that_must_be_answered_names_its_answers(tmp_path: Path, dossier: Path) -> None:
    days = [date(2025, 3, 5), "25/03/2025", date(2025, 11, 2), "13/04/2025"]
    rows = [list(HEADER), *([n, "Cân", f"S{n}", "60 kg", day] for n, day in enumerate(days))]
    path = a_workbook(tmp_path / "list.xlsx", {"DM": rows})

    with pytest.raises(UserError, match=r"day_month_swapped\|DM\|E=.*swap, keep"):
        _run(str(path), "--into", str(dossier))
    _run(str(path), "--into", str(dossier), "--answer", "day_month_swapped|DM|E=swap", "--json")

    store = Store.open(dossier, backups=False)
    with store.reading() as unit:
        assert unit.calibrations.all()[0].performed_on == date(2025, 5, 3)
    store.close()


def test_a_dossier_that_is_missing_is_one_sentence(a_list: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        _run(str(a_list), "--into", str(tmp_path / "nowhere.dochuan"))
