"""What every test shares: no screen, a user folder of its own, and the installer's test only when asked for."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("no timing", deadline=None)
settings.load_profile("no timing")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--installer", action="store_true", help="build the installer and run its check")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--installer"):
        return
    skip = pytest.mark.skip(reason="builds for minutes: run with python3 -m tests --installer")
    for item in items:
        if "installer" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def own_user_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Preferences of the person at this machine are never read or written by a test."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DOCHUAN_HOME", str(folder))
    yield folder


@pytest.fixture(autouse=True)
def garbage_in_this_thread() -> Iterator[None]:
    """As in the window: a widget that a background thread happens to free would take the whole run along."""
    gc.disable()
    yield
    due = [each for each in range(3) if gc.get_count()[each] > gc.get_threshold()[each]]
    if due:
        gc.collect(max(due))


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Each test begins and ends in Vietnamese."""
    from app import wording

    wording.use("vi")
    yield
    wording.use("vi")


@pytest.fixture
def shared() -> Path:
    """The folder of public conformance data beside the project; the test is skipped where it is absent."""
    folder = Path(__file__).resolve().parent.parent.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared conformance data are not beside this checkout")
    return folder
