"""form check, form convert and form run, as an office calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.main import main

SOUND = "| survey |\n| | type | name | label |\n| | text | a | A |\n"
CASES = {
    "environment": {"timezone": "Asia/Ho_Chi_Minh", "now": "2026-03-02T08:30:00+07:00"},
    "contexts": {"one": "<data><a>2</a><a>3</a></data>"},
    "cases": [
        {"id": "sum", "context": "one", "node": "/", "expression": "sum(/data/a)", "type": "number", "expected": 5},
        {
            "id": "day",
            "context": "one",
            "node": "/",
            "expression": "today()",
            "type": "string",
            "expected": "2026-03-02",
        },
        {"id": "bad", "context": "one", "node": "/", "expression": "1 + 1", "type": "number", "expected": 3},
        {"id": "err", "context": "one", "node": "/", "expression": "nothing(1)", "type": "error"},
    ],
}


def test_a_sound_form_passes_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "form.md").write_text(SOUND, "utf-8")

    code = main(["form", "check", str(tmp_path / "form.md")])

    assert (code, capsys.readouterr().out) == (0, "form.md: không có lỗi.\n")


def test_a_form_with_mistakes_prints_each_and_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "form.md").write_text(SOUND + "| | text | a | A |\n| | text | b | ${c} |\n", "utf-8")

    code = main(["form", "check", str(tmp_path / "form.md")])

    lines = capsys.readouterr().out.splitlines()
    assert code == 2
    assert [line.split(":")[0] for line in lines] == [
        "Trang survey, hàng 3, cột name",
        "Trang survey, hàng 4, cột label",
    ]


def test_the_check_speaks_to_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "form.md").write_text(SOUND + "| | text | a | A |\n", "utf-8")

    code = main(["form", "check", str(tmp_path / "form.md"), "--json"])

    (mistake,) = json.loads(capsys.readouterr().out)["mistakes"]
    assert code == 2
    assert (mistake["sheet"], mistake["row"], mistake["column"]) == ("survey", 3, "name")


def test_a_file_that_is_not_there_is_one_sentence_and_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["form", "check", str(tmp_path / "nowhere.md")])

    assert (code, capsys.readouterr().err) == (2, "Không mở được biểu mẫu nowhere.md.\n")


def test_a_form_is_converted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "form.md").write_text(SOUND, "utf-8")

    code = main(["form", "convert", str(tmp_path / "form.md"), str(tmp_path / "form.xlsx")])

    assert (code, capsys.readouterr().out) == (0, "Đã ghi form.xlsx. Số hàng: survey 1.\n")
    assert (tmp_path / "form.xlsx").stat().st_size > 0


def test_a_form_is_written_as_the_xform_that_a_server_takes(tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(SOUND, "utf-8")

    code = main(["form", "convert", str(tmp_path / "form.md"), str(tmp_path / "form.xml")])

    assert code == 0
    assert main(["form", "check", str(tmp_path / "form.xml")]) == 0


@pytest.mark.parametrize(
    ("source", "target", "sentence"),
    [("form.xml", "out.md", "XForm"), ("form.md", "nowhere/out.md", "out.md"), ("form.md", "out.xls", "out.xls")],
)
def test_what_cannot_be_converted_is_one_sentence_and_2(
    source: str, target: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "form.md").write_text(SOUND, "utf-8")
    (tmp_path / "form.xml").write_text("<a/>", "utf-8")

    code = main(["form", "convert", str(tmp_path / source), str(tmp_path / target)])

    error = capsys.readouterr().err
    assert code == 2
    assert sentence in error
    assert len(error.splitlines()) == 1


def test_cases_get_a_verdict_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cases.json").write_text(json.dumps(CASES), "utf-8")

    code = main(["form", "run", str(tmp_path / "cases.json"), "--json"])

    result = json.loads(capsys.readouterr().out)
    assert code == 0
    assert {each["id"]: each["verdict"] for each in result["verdicts"]} == {
        "sum": "pass",
        "day": "pass",
        "bad": "fail",
        "err": "pass",
    }
    assert (result["passed"], result["failed"]) == (3, 1)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"cases": [{"expression": "1"}]}'])
def test_cases_that_cannot_be_read_are_one_sentence_and_2(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cases.json").write_text(content, "utf-8")

    code = main(["form", "run", str(tmp_path / "cases.json")])

    assert code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
