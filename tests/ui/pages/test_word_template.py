from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.word_templates import has_own_template, own_template
from app.ui.pages.passages_panel import PassagesPanel
from app.ui.pages.word_template import WordTemplateLine
from app.ui.workspace import Workspace


@pytest.fixture
def line(workspace: Workspace, qtbot: QtBot) -> Iterator[WordTemplateLine]:
    panel = PassagesPanel(workspace, "programme")
    qtbot.addWidget(panel)
    panel.show()
    yield panel.template


def wait(line: WordTemplateLine, qtbot: QtBot) -> None:
    qtbot.waitUntil(line.workspace.background.is_idle)
    qtbot.waitUntil(line.message.isVisible)


def test_the_shipped_template_is_in_use_at_first(line: WordTemplateLine) -> None:
    assert line.told.text() == "mẫu kèm theo, Nghị định 30/2020"
    assert not line.back.isVisible()


def test_a_template_goes_out_with_the_list_of_its_names_and_comes_in_again(
    line: WordTemplateLine, tmp_path: Path, qtbot: QtBot
) -> None:
    line.take_out(tmp_path / "mau.docx")
    wait(line, qtbot)
    assert "{{ ten_chuong_trinh }}" not in (tmp_path / "mau_bảng tên.md").read_text("utf-8")
    assert "`ten_chuong_trinh`" in (tmp_path / "mau_bảng tên.md").read_text("utf-8")

    line.use(tmp_path / "mau.docx")
    qtbot.waitUntil(has_own_template)
    qtbot.waitUntil(line.back.isVisible)

    assert line.told.text() == "mẫu riêng của cơ quan"
    assert own_template().read_bytes() == (tmp_path / "mau.docx").read_bytes()


def test_a_file_that_is_no_template_is_refused_in_one_sentence(
    line: WordTemplateLine, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "thu.docx").write_text("không phải Word")

    line.use(tmp_path / "thu.docx")
    wait(line, qtbot)

    assert line.message.accessibleName().startswith("“thu.docx” không phải là tệp Word")
    assert not has_own_template()


def test_one_goes_back_to_the_shipped_template(line: WordTemplateLine, tmp_path: Path, qtbot: QtBot) -> None:
    line.take_out(tmp_path / "mau.docx")
    wait(line, qtbot)
    line.use(tmp_path / "mau.docx")
    qtbot.waitUntil(line.back.isVisible)

    line.back.click()

    assert not has_own_template()
    assert not line.back.isVisible()
