"""Modules that the next pages need come in the background, one after the other."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.background import Background
from app.ui.warming import PAGES, Warming


def test_every_named_module_is_loaded_in_turn(
    qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("app.ui.pages.losses_words", "app.ui.pages.survey_ways")
    for name in names:
        monkeypatch.delitem(sys.modules, name, raising=False)
    owner = QObject()

    Warming(background, owner, names)

    qtbot.waitUntil(lambda: all(name in sys.modules for name in names))


def test_the_pages_it_names_are_there() -> None:
    assert [name for name in PAGES if find_spec(name) is None] == []


def test_nothing_is_loaded_for_a_view_that_is_gone(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    done: list[str] = []
    Warming(background, owner, ("app.formats", "app.no_such_module"))

    owner.deleteLater()
    qtbot.waitUntil(background.is_idle)
    background.run(lambda: "after", done.append)

    qtbot.waitUntil(lambda: done == ["after"])
