"""The rules of the house: imports point one way, types are strict, the lint is quiet."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent


def test_imports_point_one_way() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_strict_typing_is_quiet() -> None:
    result = _run("mypy")

    assert result.returncode == 0, result.stdout


def test_lint_is_quiet() -> None:
    result = _run("ruff", "check", ".")

    assert result.returncode == 0, result.stdout


def test_every_file_is_formatted() -> None:
    result = _run("ruff", "format", "--check", ".")

    assert result.returncode == 0, result.stdout


def _run(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", tool, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
