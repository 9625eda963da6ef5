"""The installed build: made by PyInstaller, then proving itself. Runs with python3 -m tests --installer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.installer
def test_the_built_program_proves_itself_and_makes_the_demo(tmp_path: Path) -> None:
    build = ["PyInstaller", "--noconfirm", "--distpath", str(tmp_path / "dist"), "--workpath", str(tmp_path / "build")]
    subprocess.run(
        [sys.executable, "-m", *build, str(ROOT / "build_installer.spec")],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    program = tmp_path / "dist" / "DoChuan" / ("dochuan-cli.exe" if os.name == "nt" else "dochuan-cli")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}

    checked = subprocess.run([program, "check", "--json"], cwd=tmp_path, env=plain, capture_output=True, text=True)
    demo = subprocess.run([program, "demo", "--out", "demo"], cwd=tmp_path, env=plain, capture_output=True, text=True)

    assert checked.returncode == 0, checked.stderr
    assert set(json.loads(checked.stdout)) == {"forms", "rules", "fonts", "dochuan", "xlsx", "pdf", "signature"}
    assert demo.returncode == 0, demo.stderr
    assert {each.suffix for each in (tmp_path / "demo").iterdir()} >= {".dochuan", ".xlsx", ".pdf"}
    assert not list((tmp_path / "dist").rglob("*.jar"))


@pytest.mark.installer
def test_every_library_has_a_wheel_for_windows(tmp_path: Path) -> None:
    target = ["--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp"]
    wheels = ["--only-binary=:all:", "--no-deps", "-q", "-d", str(tmp_path), "-r", str(ROOT / "requirements.txt")]

    result = subprocess.run(
        [sys.executable, "-m", "pip", "download", *target, *wheels], capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stderr
