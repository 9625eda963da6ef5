from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.forms.reading import convert_text
from app.services import dossiers
from app.ui.forms.edition_bar import DrawerDialog, EditionDialog
from app.ui.page import Frame
from app.ui.pages.form_page import FormPage
from app.ui.workspace import Workspace

NAME = "closing_meeting"


@pytest.fixture
def older(workspace: Workspace) -> Workspace:
    """A dossier whose closing meeting is an edition with one question more, which is answered."""
    shipped = next(each for each in dossiers.shipped_forms() if each.name == NAME)
    rows = shipped.source.splitlines()
    place = next(at for at, each in enumerate(rows) if each.startswith("| | begin group"))
    cells = rows[place].count("|") - 3
    rows.insert(place + 1, "| | text | weather | Trời hôm đó |" + " |" * (cells - 2))
    source = "\n".join(rows)
    xform = convert_text(source, NAME).xform

    def pin(unit: object) -> None:
        form = next(iter(unit.forms.all(name=NAME)))  # type: ignore[attr-defined]
        unit.forms.keep(dataclasses.replace(form, source=source, xform=xform, version="1", sha256="1"))  # type: ignore[attr-defined]

    workspace.run("Ghim bản cũ", pin)
    return workspace


@pytest.fixture
def page(older: Workspace, qtbot: QtBot) -> Iterator[FormPage]:
    made = FormPage(older, NAME, "Họp kết thúc")
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.use_frame(Frame.WIDE)
    made.show()
    qtbot.waitUntil(made.edition.message.isVisible, timeout=20_000)
    yield made
    if isValid(made):
        made.hide()


def weather(page: FormPage) -> str:
    assert page.session is not None
    return next(path for path in page.session.outline.rows if path.endswith("/weather"))


def test_a_newer_edition_is_told_in_one_message(page: FormPage) -> None:
    assert page.edition.message.words().startswith("Có bản phiếu mới")


def test_what_would_change_is_named_before_anything_is_done(page: FormPage) -> None:
    page.edition.show_change()

    dialogs = [each for each in page.window().findChildren(QDialog) if isinstance(each, EditionDialog)]
    said = [each.accessibleName() for each in dialogs[0].findChildren(type(dialogs[0].blocks.itemAt(1).widget()))]
    assert any("Bỏ 1 câu" in each for each in said)
    dialogs[0].reject()


def test_moving_on_keeps_answers_and_undo_brings_the_old_edition_back(page: FormPage, qtbot: QtBot) -> None:
    assert page.session is not None
    path = weather(page)
    page.session.answer(path, "mưa")

    page.edition.move_on()
    qtbot.waitUntil(page.edition.drawer.isVisible, timeout=20_000)

    assert page.session is not None
    assert path not in page.session.outline.rows
    assert "1 câu trả lời" in page.edition.drawer.words()

    page.workspace.undo()
    qtbot.waitUntil(page.edition.message.isVisible, timeout=20_000)

    assert page.session.outline.rows[path].answer == "mưa"


def test_retired_answers_can_be_read_in_their_drawer(page: FormPage, qtbot: QtBot) -> None:
    assert page.session is not None
    page.session.answer(weather(page), "mưa")
    page.edition.move_on()
    qtbot.waitUntil(page.edition.drawer.isVisible, timeout=20_000)

    page.edition.show_drawer()
    QApplication.processEvents()

    drawer = next(each for each in page.window().findChildren(QDialog) if isinstance(each, DrawerDialog))
    words = [label.text() for label in drawer.findChildren(type(page._total))]
    assert "mưa" in words
    drawer.reject()
