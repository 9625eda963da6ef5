"""The command line: what it does, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.main import main


def test_a_new_dossier_is_made_and_told_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "an lạc.dochuan"

    code = main(["new", str(file), "--enterprise", "Công ty Thực phẩm", "--surveyed-on", "05/03/2026", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert told == {"file": str(file), "enterprise": "Công ty Thực phẩm", "surveyed_on": "2026-03-05"}
    assert file.exists()


def test_an_impossible_day_is_refused_in_one_sentence_and_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.dochuan"

    code = main(["new", str(file), "--enterprise", "A", "--surveyed-on", "31/02/2026"])

    assert code == 2
    assert capsys.readouterr().err == "“31/02/2026” không phải là ngày. Gõ theo dạng dd/mm/yyyy.\n"
    assert not file.exists()


def test_a_dossier_never_replaces_a_file_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.dochuan"
    file.write_text("mine")

    code = main(["new", str(file), "--enterprise", "A"])

    assert code == 2
    assert file.read_text() == "mine"
    assert capsys.readouterr().err.count("\n") == 1


def test_an_unknown_command_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["nonsense"])

    assert ended.value.code == 2
    assert "Lệnh chưa đúng" in capsys.readouterr().err


def test_help_speaks_the_chosen_language(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--language", "en", "new", "--help"])

    assert ended.value.code == 0
    assert "name of the enterprise" in capsys.readouterr().out


def test_a_language_that_is_not_spoken_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--language", "xx", "check"])

    assert ended.value.code == 2
    assert "xx" in capsys.readouterr().err


def test_check_proves_forms_fonts_dossier_workbook_paper_and_signature(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert set(told) == {"forms", "rules", "fonts", "dochuan", "xlsx", "pdf", "signature"}


def test_a_new_dossier_takes_the_profile_of_an_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from app.domain.office_profile import OfficeNames, OfficeProfile
    from app.services.dossiers import open_dossier, setting
    from app.services.office_profiles import save_profile

    profile = save_profile(OfficeProfile(name="A", names=(OfficeNames(agency="Chi cục A"),)), tmp_path / "a")

    code = main(["new", str(tmp_path / "a.dochuan"), "--enterprise", "A", "--profile", str(profile)])

    store = open_dossier(tmp_path / "a.dochuan", person="A")
    with store.reading() as unit:
        assert setting(unit, "paper.agency") == "Chi cục A"
    store.close()
    assert code == 0


def test_a_broken_profile_makes_no_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.dochuan-mau").write_text("x = [")

    code = main(["new", str(tmp_path / "a.dochuan"), "--enterprise", "A", "--profile", str(tmp_path / "a.dochuan-mau")])

    assert code == 2
    assert not (tmp_path / "a.dochuan").exists()
