"""sign and verify on the command line: exit codes, JSON, and a passphrase that is never an argument."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.cli.main import main
from tests.reports.signed_samples import DIRECTOR, SECRET, Office, paper


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A paper and a certificate that is in force today."""
    monkeypatch.setenv("DOCHUAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DOCHUAN_PASSPHRASE", SECRET)
    (tmp_path / "a.pdf").write_bytes(paper())
    begins = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    (tmp_path / "k.p12").write_bytes(Office().key_file(DIRECTOR, begins=begins).content)
    return tmp_path


def sign(folder: Path, *more: str) -> int:
    return main(["sign", str(folder / "a.pdf"), "--certificate", str(folder / "k.p12"), *more])


def test_a_paper_is_signed_and_found_valid(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    signed = sign(folder, "--out", str(folder / "b.pdf"), "--reason", "Ban hành", "--json")
    made = json.loads(capsys.readouterr().out)
    checked = main(["verify", str(folder / "b.pdf"), "--json"])
    seen = json.loads(capsys.readouterr().out)

    assert (signed, checked) == (0, 0)
    assert made["valid"] is True
    assert seen["signatures"][0]["certificate"]["subject"] == DIRECTOR
    assert seen["signatures"][0]["reason"] == "Ban hành"
    assert seen["sha256"] == made["sha256"]


def test_a_changed_paper_ends_with_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sign(folder)
    path = folder / "a_da-ky.pdf"
    content = bytearray(path.read_bytes())
    content[content.index(b"/Title") + 8] ^= 1
    path.write_bytes(content)
    capsys.readouterr()

    code = main(["verify", str(path)])

    assert code == 1
    assert capsys.readouterr().out.startswith("1 trong 1 chữ ký số trên “a_da-ky.pdf” không hợp lệ.\n")


def test_a_paper_without_signatures_ends_with_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(folder / "a.pdf")]) == 1
    assert capsys.readouterr().out == "“a.pdf” không có chữ ký số nào.\n"


def test_what_is_no_pdf_ends_with_two(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(folder / "k.p12")]) == 2
    assert capsys.readouterr().err == "“k.p12” không phải tệp PDF.\n"


def test_the_passphrase_may_come_through_standard_input(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io

    monkeypatch.delenv("DOCHUAN_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", io.StringIO(SECRET + "\n"))

    assert sign(folder) == 0
    assert SECRET not in capsys.readouterr().out


def test_a_wrong_passphrase_ends_with_two_and_writes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOCHUAN_PASSPHRASE", "khác")

    code = sign(folder)

    assert code == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (folder / "a_da-ky.pdf").exists()


def test_a_key_must_be_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sign", str(folder / "a.pdf")]) == 2
    assert "--certificate" in capsys.readouterr().err
