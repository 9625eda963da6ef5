"""Profiles of the office in the window: saved, handed on, loaded with one undo, and what new dossiers begin with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.office_profile import OfficeNames, OfficeProfile
from app.services import office_profiles
from app.services.dossiers import setting
from app.services.reporting import set_paper_setting
from app.ui.new_dossier import NewDossierDialog
from app.ui.pages.leave_paper import PaperCard
from app.ui.pages.office_profile_dialog import OfficeProfileDialog
from app.ui.preferences import DEFAULT_PROFILE
from app.ui.workspace import Workspace

PROFILE = OfficeProfile(
    name="Chi cục TĐC",
    names=(OfficeNames(date(2025, 7, 1), "Sở KH&CN", "Chi cục TĐC Hưng Yên", "Hưng Yên", "Hưng Yên"),),
    values={"signer.name": "Trần Thị Bưởi"},
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOCHUAN_HOME", str(tmp_path / "home"))
    return tmp_path


def dialog_of(qtbot: QtBot, workspace: Workspace) -> OfficeProfileDialog:
    dialog = OfficeProfileDialog(workspace)
    qtbot.addWidget(dialog)
    return dialog


def words_of(widget: QWidget) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(each.text() for each in widget.findChildren(QLabel) if not each.isHidden())


def agency(workspace: Workspace) -> str:
    return workspace.read(lambda unit: setting(unit, "paper.agency"))


def test_a_profile_is_previewed_loaded_and_taken_back(qtbot: QtBot, workspace: Workspace) -> None:
    office_profiles.keep_profile(PROFILE)
    dialog = dialog_of(qtbot, workspace)
    before = words_of(dialog.preview)

    dialog.apply()
    loaded = agency(workspace)
    workspace.undo()

    assert "Chi cục TĐC Hưng Yên" in before
    assert "Tên cơ quan dùng từ 01/07/2025." in before
    assert loaded == "Chi cục TĐC Hưng Yên"
    assert agency(workspace) == ""


def test_the_present_settings_are_saved_and_handed_on(qtbot: QtBot, workspace: Workspace, home: Path) -> None:
    workspace.run("Ghi", lambda unit: set_paper_setting(unit, "paper.agency", "Chi cục A"))
    dialog = dialog_of(qtbot, workspace)
    dialog.name.editor.setText("Của tôi")  # type: ignore[attr-defined]

    dialog.save_present()
    dialog.write(home / "tay")

    read = office_profiles.open_profile(home / "tay.dochuan-mau")
    assert read.name == "Của tôi"
    assert read.names[0].agency == "Chi cục A"
    assert not dialog.load.isEnabled()


def test_a_profile_without_a_name_is_not_saved(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = dialog_of(qtbot, workspace)

    dialog.save_present()

    assert dialog.name.error() == "Đặt tên cho mẫu cơ quan."
    assert office_profiles.kept_profiles() == []


def test_a_file_that_was_handed_on_is_taken_and_a_bad_one_told(qtbot: QtBot, workspace: Workspace, home: Path) -> None:
    good = office_profiles.save_profile(PROFILE, home / "tốt")
    (home / "xấu.dochuan-mau").write_text("x = [")
    dialog = dialog_of(qtbot, workspace)

    dialog.take(home / "xấu.dochuan-mau")
    told = dialog.message.words()
    dialog.take(good)

    assert "không đọc được" in told
    assert dialog.message.words() == "Đã nhận mẫu “Chi cục TĐC”."
    assert dialog.list.count() == 1


def test_a_profile_becomes_the_default_for_new_dossiers(qtbot: QtBot, workspace: Workspace) -> None:
    path = office_profiles.keep_profile(PROFILE)
    dialog = dialog_of(qtbot, workspace)

    dialog.toggle_default()
    new = NewDossierDialog(dialog, workspace.preferences, workspace.today)

    assert workspace.preferences.notes[DEFAULT_PROFILE] == str(path)
    assert "mặc định" in dialog.list.item(0).text()
    assert new.province.value() == "Hưng Yên"


def test_a_removed_profile_leaves_the_dossier_as_it_is_and_can_be_put_back(qtbot: QtBot, workspace: Workspace) -> None:
    office_profiles.keep_profile(PROFILE)
    dialog = dialog_of(qtbot, workspace)
    dialog.apply()

    dialog.remove_chosen()
    left = dialog.list.count()
    dialog.put_back()

    assert left == 0
    assert agency(workspace) == "Chi cục TĐC Hưng Yên"
    assert [each.profile for each in office_profiles.kept_profiles()] == [PROFILE]


def test_the_sheet_warns_when_the_names_do_not_hold_on_the_day_of_signing(qtbot: QtBot, workspace: Workspace) -> None:
    card = PaperCard(workspace)
    qtbot.addWidget(card)
    workspace.run("Nạp", lambda unit: office_profiles.apply_profile(unit, PROFILE, workspace.today))
    workspace.run("Ghi", lambda unit: set_paper_setting(unit, "paper.signed_on", "30/06/2025"))

    card.show_settings(tuple(workspace.read(lambda unit: unit.settings.all())))

    assert "chỉ dùng từ 01/07/2025" in card.warning.words()
