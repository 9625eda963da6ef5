"""Profiles of the office: saved from a dossier, handed on as a file, loaded into another with one undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.office_profile import OfficeNames, OfficeProfile
from app.services import office_profiles
from app.services.dossiers import create_dossier, set_setting, setting
from app.services.reporting import set_paper_setting
from app.storage.store import Store

TODAY = date(2026, 11, 24)
PROFILE = OfficeProfile(
    name="Chi cục TĐC",
    names=(OfficeNames(date(2025, 7, 1), "Sở KH&CN", "Chi cục TĐC Hưng Yên", "Hưng Yên", "Hưng Yên"),),
    values={"signer.name": "Trần Thị Bưởi", "papers.number_pattern": "……/BC-TĐC"},
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("DOCHUAN_HOME", str(tmp_path / "home"))
    made = create_dossier(tmp_path / "a.dochuan", person="Lan", enterprise="An Lạc", province="Hưng Yên")
    yield made
    made.close()


def test_loading_shows_what_changes_and_one_undo_takes_it_back(store: Store) -> None:
    with store.unit("Ghi") as unit:
        set_setting(unit, "paper.agency", "Chi cục cũ")
        set_setting(unit, "paper.signed_on", "24/11/2026")

    with store.reading() as unit:
        preview = office_profiles.profile_changes(unit, PROFILE, TODAY)
    with store.unit("Nạp mẫu") as unit:
        done = office_profiles.apply_profile(unit, PROFILE, TODAY)
        loaded = setting(unit, "paper.agency"), setting(unit, "paper.signed_on"), setting(unit, "paper.names_from")
    store.undo()

    with store.reading() as unit:
        assert setting(unit, "paper.agency") == "Chi cục cũ"
        assert setting(unit, "paper.signer_name") == ""
    assert done == preview
    assert loaded == ("Chi cục TĐC Hưng Yên", "24/11/2026", "01/07/2025")
    assert ("Cơ quan, tổ chức ban hành", "Chi cục cũ", "Chi cục TĐC Hưng Yên") in [
        (each.label, each.now, each.then) for each in preview
    ]


def test_loading_twice_changes_nothing(store: Store) -> None:
    with store.unit("Nạp mẫu") as unit:
        office_profiles.apply_profile(unit, PROFILE, TODAY)

        again = office_profiles.apply_profile(unit, PROFILE, TODAY)

    assert again == []


def test_the_present_settings_become_a_profile_that_says_the_same(store: Store, tmp_path: Path) -> None:
    with store.unit("Nạp mẫu") as unit:
        office_profiles.apply_profile(unit, PROFILE, TODAY)
        saved = office_profiles.profile_of(unit, "Của tôi")

    path = office_profiles.save_profile(saved, tmp_path / "của tôi")

    read = office_profiles.open_profile(path)
    assert path.name == "của tôi.dochuan-mau"
    assert read.names == PROFILE.names
    assert {key: read.values[key] for key in PROFILE.values} == PROFILE.values


def test_saving_again_keeps_the_names_of_other_days(store: Store) -> None:
    later = OfficeNames(date(2027, 1, 1), agency="Chi cục mới")
    before = OfficeProfile(name="Chi cục TĐC", names=(*PROFILE.names, later))
    with store.unit("Nạp mẫu") as unit:
        office_profiles.apply_profile(unit, PROFILE, TODAY)

        saved = office_profiles.profile_of(unit, "Chi cục TĐC", before)

    assert saved.names == (PROFILE.names[0], later)


def test_profiles_are_kept_on_this_machine_by_name(store: Store, tmp_path: Path) -> None:
    office_profiles.keep_profile(PROFILE)
    office_profiles.keep_profile(OfficeProfile(name="chi cục tđc"))
    office_profiles.keep_profile(OfficeProfile(name="An"))
    (office_profiles.profiles_folder() / "hỏng.dochuan-mau").write_text("x")

    kept = office_profiles.kept_profiles()

    assert [each.profile.name if each.profile else "" for each in kept] == ["An", "chi cục tđc", ""]
    assert "không đọc được" in kept[-1].trouble


def test_a_file_that_is_no_profile_is_not_kept(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.dochuan-mau").write_text("hello")

    with pytest.raises(UserError, match="không phải mẫu cơ quan"):
        office_profiles.take_profile(tmp_path / "a.dochuan-mau")

    assert office_profiles.kept_profiles() == []


def test_a_file_that_is_not_there_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Không đọc được tệp"):
        office_profiles.open_profile(tmp_path / "none.dochuan-mau")


def test_a_day_of_signing_before_the_names_hold_is_told(store: Store) -> None:
    with store.unit("Nạp mẫu") as unit:
        office_profiles.apply_profile(unit, PROFILE, TODAY)
        set_paper_setting(unit, "paper.signed_on", "30/6/2025")
        before = office_profiles.names_warning(unit.settings.all())
        set_paper_setting(unit, "paper.signed_on", "1/7/2025")
        after = office_profiles.names_warning(unit.settings.all())

    assert "chỉ dùng từ 01/07/2025, mà văn bản ký ngày 30/06/2025" in before
    assert after == ""


def test_a_new_dossier_begins_with_a_profile_and_nothing_of_it_can_be_undone(store: Store, tmp_path: Path) -> None:
    path = office_profiles.keep_profile(PROFILE)

    begun = office_profiles.begin_with(store, path, TODAY)

    with store.reading() as unit:
        assert setting(unit, "paper.signer_name") == "Trần Thị Bưởi"
    assert begun
    assert store.next_undo() is None


def test_a_profile_that_is_gone_does_not_hinder_a_new_dossier(store: Store, tmp_path: Path) -> None:
    assert not office_profiles.begin_with(store, tmp_path / "gone.dochuan-mau", TODAY)
    assert office_profiles.province_of(tmp_path / "gone.dochuan-mau", TODAY) == ""
