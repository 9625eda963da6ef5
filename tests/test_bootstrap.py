"""Setting up a bare machine: what is checked, what is named, what is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import __main__ as program
from app import bootstrap


def test_an_environment_is_ready_only_while_it_holds_what_the_lock_file_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("six==1.17.0")
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    bootstrap.python_of_venv().parent.mkdir(parents=True)
    bootstrap.python_of_venv().touch()

    before = bootstrap.is_ready(lock)
    bootstrap.stamp_file(lock).write_text(bootstrap.stamp_of(lock))
    installed = bootstrap.is_ready(lock)
    lock.write_text("six==1.18.0")

    assert (before, installed, bootstrap.is_ready(lock)) == (False, True, False)


def test_a_library_that_does_not_load_is_named_with_its_package() -> None:
    missing = bootstrap.missing_libraries({"libnot-there.so.9": "libnot-there9"})

    assert missing == {"libnot-there.so.9": "libnot-there9"}


def test_without_root_the_one_command_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(bootstrap.SetUpError, match=r"sudo apt-get install -y --no-install-recommends libegl1 libgl1$"):
        bootstrap.install_packages({"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"})


def test_an_older_python_is_refused_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (99, 0))

    with pytest.raises(bootstrap.SetUpError, match=r"Cần Python 3\.11"):
        bootstrap.set_up(tmp_path / "requirements.txt")


@pytest.mark.skipif(sys.platform != "linux", reason="only X11 and Wayland tell of a missing screen")
def test_without_a_screen_the_window_names_the_demo(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)

    code = program.main([])

    said = capsys.readouterr().err
    assert code == 2
    assert said.count("\n") == 1
    assert "python3 -m app demo --out DIR" in said


def test_every_line_of_both_lock_files_has_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (bootstrap.ROOT / name).read_text("utf-8").splitlines()
        pinned = [number for number, line in enumerate(lines) if "==" in line]

        assert pinned
        assert all("--hash=sha256:" in lines[number + 1] for number in pinned)


def test_setting_up_needs_nothing_but_the_standard_library() -> None:
    without_packages = [sys.executable, "-S", "-c", "import app.__main__"]

    result = subprocess.run(without_packages, cwd=bootstrap.ROOT, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stderr
