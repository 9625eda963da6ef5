"""analyse: every golden case through the command line, its refusals, its lists."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import main
from app.domain.metrology.catalogue import calculations
from tests.domain.metrology.cases import GOLDEN

ROOT = Path(__file__).parents[2]
Told = pytest.CaptureFixture[str]
NOT_FIGURES = {
    ("GRR-AIAG-XBAR-R", "out_of_control_ranges"),  # a table, checked where it is made
    ("GUM-H1", "u_c_full"),  # of another ls than the file gives (see its note)
    ("GUM-H1", "u_c_with_listed_ls"),  # the same figure as u_c, unrounded
}


def golden() -> Iterator[Any]:
    for path in sorted(GOLDEN.glob("*.json")):
        for case in json.loads(path.read_text("utf-8"))["cases"]:
            if case["case_id"] not in ("BAD-INPUT", "STRD-NUMACC2"):
                yield pytest.param(path, case, id=case["case_id"])


def method_of(case: Mapping[str, Any]) -> str:
    code = str(case["method"]).replace(",", " ").split()[0]
    return code if code.startswith("M") else "M00"


def meets(found: object, reference: Any, relative: float) -> bool:
    wanted = reference.get("value") if isinstance(reference, Mapping) else reference
    if wanted is None or isinstance(wanted, bool) or isinstance(found, str):
        return found == wanted
    tolerance = float(reference.get("tol_abs", 0)) if isinstance(reference, Mapping) else relative * abs(float(wanted))
    return isinstance(found, int | float) and abs(found - float(wanted)) <= tolerance + 1e-15 * abs(found)


def failures(case: Mapping[str, Any], wanted: Mapping[str, Any], results: Mapping[str, Any]) -> list[str]:
    relative = float((case.get("tolerance") or {}).get("relative", 0)) if isinstance(case.get("tolerance"), dict) else 0
    return [
        f"{name}: {results.get(name)} instead of {reference}"
        for name, reference in wanted.items()
        if (case["case_id"], name) not in NOT_FIGURES and not meets(results.get(name), reference, relative)
    ]


def analyse(told: Told, *arguments: str) -> Any:
    code = main(["analyse", *arguments, "--json"])
    out, err = told.readouterr()
    assert (code, err) == (0, "")
    return json.loads(out)


def refused(told: Told, *arguments: str) -> str:
    """The one sentence; nothing is printed besides."""
    code = main(["analyse", *arguments])
    out, err = told.readouterr()
    assert (code, out, err.count("\n")) == (2, "", 1)
    return err


def write(folder: Path, content: object, name: str = "in.json") -> str:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return str(path)


@pytest.mark.parametrize(("path", "case"), tuple(golden()))
def test_every_golden_case_meets_its_tolerance(path: Path, case: Mapping[str, Any], capsys: Told) -> None:
    answer = analyse(capsys, method_of(case), str(path), "--case", case["case_id"])

    if "rows" in answer:
        for row, found in zip(case["rows"], answer["rows"], strict=True):
            wanted = {name: each for name, each in row.items() if isinstance(each, dict) and "value" in each}
            assert failures(case, wanted, found["results"]) == []
    else:
        assert failures(case, case.get("expected", {}), answer["results"]) == []


def test_the_answer_says_everything_a_laboratory_keeps(capsys: Told) -> None:
    answer = analyse(capsys, "M17", str(GOLDEN / "prepackages.json"), "--case", "PREPACK-LOT-A")

    assert {
        *("calculation", "method", "version", "results", "units", "reasons", "intervals", "tables", "verdict"),
        *("settings", "warnings", "rows_used", "rows_left_out", "sources"),
    } == set(answer)
    assert answer["verdict"]["state"] == "none"
    assert answer["units"]["T"] == "g"
    assert answer["results"]["target_fill"] is None
    assert answer["reasons"]["target_fill"]


def test_without_json_the_sentence_comes_first_and_figures_stand_in_columns(capsys: Told) -> None:
    main(["analyse", "M17", str(GOLDEN / "prepackages.json"), "--case", "PREPACK-LOT-A"])

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Theo bảng của OIML và EU lô đạt")
    figures = [line for line in lines if line.startswith(("  mean  ", "  s  ", "  T  "))]
    assert len({line.index(" g") for line in figures}) == 1


def test_english_is_spoken_where_it_is_chosen(capsys: Told) -> None:
    main(["--language", "en", "analyse", "payback", str(GOLDEN / "en_and_loss.json"), "--case", "PAYBACK"])

    assert "Paid back after about 2.4 years." in capsys.readouterr().out


def test_inputs_are_read_from_the_standard_input(capsys: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [1.2, *[1.1, 1.3] * 500]
    stream = io.TextIOWrapper(io.BytesIO(json.dumps({"data": pairs}).encode()))
    monkeypatch.setattr(sys, "stdin", stream)

    answer = analyse(capsys, "summary", "-")

    assert answer["results"]["mean"] == pytest.approx(1.2, rel=1e-12)
    assert answer["results"]["sd"] == pytest.approx(0.1, rel=1e-12)


def test_a_method_alone_chooses_the_calculation_that_the_inputs_fit(tmp_path: Path, capsys: Told) -> None:
    file = write(tmp_path, {"events_per_year": 2, "hours_per_event": 3, "rate_per_hour": 5, "currency": "USD"})

    for name in ("M20", "loss_downtime", "M20.loss_downtime"):
        assert analyse(capsys, name, file)["results"]["annual_loss"] == 30


def test_a_row_that_will_not_do_is_named_and_nothing_is_printed(tmp_path: Path, capsys: Told) -> None:
    file = write(tmp_path, {"unit": "g", "rows": [{"Qn": 500}, {"Qn": 0}]})

    assert refused(capsys, "prepackage_tolerance", file).startswith("Dòng 2 của “rows”")


def test_numbers_in_text_are_read_by_the_locale_that_is_told_and_never_guessed(tmp_path: Path, capsys: Told) -> None:
    row = {"unit": "g", "Qn": "1.250"}

    told = analyse(capsys, "prepackage_tolerance", write(tmp_path, {**row, "locale": "vi"}))

    assert told["results"]["T_before_rounding"] == 18.75
    assert "hai cách" in refused(capsys, "prepackage_tolerance", write(tmp_path, row))


@pytest.mark.parametrize("name", ["../secret.csv", "/etc/passwd", "a/b.csv", "..", "C:\\x.csv", "", "in.json:x"])
def test_a_data_file_anywhere_else_is_never_opened(name: str, tmp_path: Path, capsys: Told) -> None:
    (tmp_path / "secret.csv").write_text("value\n1\n2\n")
    folder = tmp_path / "inputs"
    folder.mkdir()

    assert "nằm cạnh" in refused(capsys, "summary", write(folder, {"data_file": name}))


def test_a_link_is_no_data_file(tmp_path: Path, capsys: Told) -> None:
    (tmp_path / "secret.csv").write_text("value\n1\n2\n")
    folder = tmp_path / "inputs"
    folder.mkdir()
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")

    assert "nằm cạnh" in refused(capsys, "summary", write(folder, {"data_file": "link.csv"}))


def test_a_data_file_is_read_with_a_decimal_point_whatever_the_locale_of_the_texts(
    tmp_path: Path, capsys: Told
) -> None:
    (tmp_path / "d.csv").write_text("order,value\n1,1.250\n2,1.350\n")
    file = write(tmp_path, {"data_file": "d.csv", "locale": "vi"})

    assert analyse(capsys, "type1", file)["results"]["mean"] == pytest.approx(1.3)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("", "không phải JSON"),
        ("[1]", "đối tượng JSON"),
        ('{"Qn": NaN}', "NaN"),
        ('{"Qn": 1, "Qn": 2}', "hai lần"),
        ('{"Qn": ' + "9" * 400 + "}", "hữu hạn"),
        ('{"Qn": 1e999}', "hữu hạn"),
        ("[" * 100_000, "JSON"),
        ('{"rows": []}', "danh sách"),
        ('{"rows": [1]}', "tên cột"),
        ('{"Qn": true}', "phải là số"),
        ("{}", "Qn"),
    ],
)
def test_bad_inputs_get_one_sentence_and_exit_code_two(content: str, part: str, tmp_path: Path, capsys: Told) -> None:
    assert part in refused(capsys, "prepackage_tolerance", write(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("", "trống"),
        ("a,a\n1,2\n", "mỗi cột"),
        ("a,b\n1\n", "dòng 2"),
        ("value\n1\nx\n", "value"),
        ('value\n"1\n', "CSV"),
    ],
)
def test_a_bad_data_file_gets_one_sentence(content: str, part: str, tmp_path: Path, capsys: Told) -> None:
    (tmp_path / "d.csv").write_text(content)

    assert part in refused(capsys, "prepackage_lot", write(tmp_path, {"data_file": "d.csv", "Qn": 1, "unit": "g"}))


def test_what_is_not_there_is_told(tmp_path: Path, capsys: Told) -> None:
    cases = write(tmp_path, {"cases": [{"case_id": "A"}, {"case_id": "B"}]})

    assert "Không có phương pháp" in refused(capsys, "M99", cases)
    assert "Không có tệp" in refused(capsys, "M17", str(tmp_path / "none.json"))
    assert "A, B" in refused(capsys, "M17", cases)
    assert "--case" in refused(capsys, "M17", write(tmp_path, {}, "plain.json"), "--case", "A")
    assert "UTF-8" in refused(capsys, "M17", _latin(tmp_path))
    assert "analyse --list" in refused(capsys, "M17")


def _latin(folder: Path) -> str:
    (folder / "latin.json").write_bytes(b'{"a": "\xe9"}')
    return str(folder / "latin.json")


def test_the_list_names_every_calculation_under_its_method(capsys: Told) -> None:
    main(["analyse", "--list"])

    out = capsys.readouterr().out
    assert all(each.key in out and each.method in out for each in calculations().values())


def test_the_list_as_json_holds_the_schemas_with_units(capsys: Told) -> None:
    found = {each["calculation"]: each for each in analyse(capsys, "--list")}

    assert set(found) == set(calculations())
    lot = found["prepackage_lot"]
    assert lot["inputs"]["$schema"].endswith("2020-12/schema")
    assert lot["inputs"]["properties"]["Qn"]["x-unit"] == "own"
    assert lot["results"]["properties"]["results"]["properties"]["average_error_percent"]["x-unit"] == "%"


@pytest.mark.parametrize("key", sorted(calculations()))
def test_every_method_refuses_empty_and_senseless_inputs_in_one_sentence(
    key: str, tmp_path: Path, capsys: Told
) -> None:
    names = [each.name for each in calculations()[key].inputs]

    for value in ("x", -1e308, {}, [], [[]], [{}], [None], True):
        main(["analyse", key, write(tmp_path, dict.fromkeys(names, value)), "--json"])
        out, err = capsys.readouterr()
        assert (out == "") == (err.count("\n") == 1)


def test_a_reader_that_has_read_enough_is_no_mistake() -> None:
    """analyse … | head: the pipe closes before all is written."""
    command = [sys.executable, "-m", "app", "analyse", "--list", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None and process.stderr is not None

    process.stdout.read(1)
    process.stdout.close()

    told = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), told) == (0, b"")
