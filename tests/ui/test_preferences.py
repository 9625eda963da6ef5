from __future__ import annotations

from pathlib import Path

from app.ui.preferences import RECENT_LIMIT, Preferences, load_preferences


def test_what_was_chosen_is_there_at_the_next_start() -> None:
    kept = Preferences(language="en", theme="dark", text_size=115, person="Nguyễn Thu Hà")
    kept.save()

    assert load_preferences() == kept


def test_a_damaged_file_gives_the_defaults(own_user_folder: Path) -> None:
    (own_user_folder / "preferences.json").write_text("{ nửa chừng", "utf-8")

    assert load_preferences() == Preferences()


def test_values_of_another_type_or_unknown_words_take_their_default(own_user_folder: Path) -> None:
    content = '{"language": "xx", "theme": 5, "text_size": 400, "recent": [1, "a.dochuan"], "person": "Hà"}'
    (own_user_folder / "preferences.json").write_text(content, "utf-8")

    kept = load_preferences()

    assert (kept.language, kept.theme, kept.text_size) == ("vi", "system", 100)
    assert kept.recent == ["a.dochuan"]
    assert kept.person == "Hà"


def test_the_dossier_opened_last_comes_first_and_only_once(tmp_path: Path) -> None:
    kept = Preferences()

    for name in ("a", "b", "a"):
        kept.remember_dossier(tmp_path / f"{name}.dochuan")

    assert kept.recent == [str(tmp_path / "a.dochuan"), str(tmp_path / "b.dochuan")]
    assert kept.folder == str(tmp_path)


def test_the_list_of_recent_dossiers_does_not_grow_without_end(tmp_path: Path) -> None:
    kept = Preferences()

    for number in range(30):
        kept.remember_dossier(tmp_path / f"{number}.dochuan")

    assert len(kept.recent) == RECENT_LIMIT


def test_a_forgotten_dossier_is_off_the_list_and_its_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.dochuan"
    path.write_bytes(b"")
    kept = Preferences()
    kept.remember_dossier(path)

    kept.forget_dossier(path)

    assert kept.recent == []
    assert path.exists()


def test_preferences_that_cannot_be_written_do_not_stop_the_work(own_user_folder: Path) -> None:
    (own_user_folder / "preferences.part").mkdir()

    Preferences(person="Hà").save()

    assert load_preferences().person == ""
