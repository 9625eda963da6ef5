from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.new_dossier import NewDossierDialog, file_stem
from app.ui.preferences import Preferences

TODAY = date(2026, 11, 24)


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> NewDossierDialog:
    window = QWidget()
    qtbot.addWidget(window)
    made = NewDossierDialog(window, Preferences(person="Nguyễn Thu Hà", folder=str(tmp_path)), TODAY)
    made.window_kept_alive = window  # type: ignore[attr-defined]
    return made


def test_a_name_and_what_is_remembered_are_enough(dialog: NewDossierDialog, tmp_path: Path) -> None:
    dialog.enterprise.show_value("  Công ty CP   Thực phẩm An Lạc ")

    dialog._make.click()

    made = dialog.result_dossier
    assert made is not None
    assert made.enterprise == "Công ty CP Thực phẩm An Lạc"
    assert (made.person, made.cycle_name, made.surveyed_on) == ("Nguyễn Thu Hà", "Chu kỳ 2026–2027", TODAY)
    assert made.path == tmp_path / "thuc-pham-an-lac_2026.dochuan"


def test_without_a_name_the_sentence_stands_at_the_field(dialog: NewDossierDialog) -> None:
    dialog._make.click()

    assert dialog.result_dossier is None
    assert dialog.enterprise.error() == "Hãy ghi tên doanh nghiệp."


def test_a_day_that_does_not_exist_is_named(dialog: NewDossierDialog) -> None:
    dialog.enterprise.show_value("An Lạc")
    dialog.day.show_value("31/11/2026")

    dialog._make.click()

    assert dialog.result_dossier is None
    assert "31/11/2026" in dialog.day.error()


def test_a_file_that_is_there_is_never_taken(dialog: NewDossierDialog, tmp_path: Path) -> None:
    (tmp_path / "an-lac_2026.dochuan").write_bytes(b"")

    dialog.enterprise.show_value("An Lạc")

    assert dialog.path() == tmp_path / "an-lac_2026_2.dochuan"


def test_provinces_are_offered_without_accents(dialog: NewDossierDialog) -> None:
    completer = dialog.province.editor.findChildren(QWidget.__mro__[1])  # all child objects
    offered = next(each for each in completer if type(each).__name__ == "_FoldedCompleter")

    offered.offer("hung")

    assert offered.model().stringList() == ["Hưng Yên"]
    offered.popup().hide()


@pytest.mark.parametrize(
    ("enterprise", "site", "stem"),
    [
        ("Công ty CP Thực phẩm An Lạc", "Nhà máy Mỹ Hào", "thuc-pham-an-lac_nha-may-my-hao_2026"),
        ("Công ty TNHH Nhựa Đông Khê", "", "nhua-dong-khe_2026"),
        ("???", "", "ho-so_2026"),
        ("CON", "", "con_2026"),
    ],
)
def test_the_file_has_a_name_every_system_can_hold(enterprise: str, site: str, stem: str) -> None:
    assert file_stem(enterprise, site, 2026) == stem
