"""A new dossier is ready for work, opens again, and is described at a glance."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.services.dossiers import (
    create_dossier,
    current_cycle,
    describe_dossier,
    open_dossier,
    set_setting,
    setting,
    the_site,
)
from app.services.survey import answer_question, open_form
from app.storage.lock import lock_path
from app.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create_dossier(
        tmp_path / "An Lạc.dochuan",
        person="Nguyễn Thu Hà",
        enterprise="  Công ty  CP Thực phẩm An Lạc ",
        site_name="Nhà máy Mỹ Hào",
        cycle_name="2026–2027",
        surveyed_on=date(2026, 11, 24),
    )
    yield made
    made.close()


def test_a_new_dossier_has_its_site_ten_steps_and_pinned_forms(store: Store) -> None:
    with store.reading() as unit:
        cycle = current_cycle(unit)
        steps = unit.steps.all(cycle_id=cycle.id)
        forms = unit.forms.all(cycle_id=cycle.id)

        assert the_site(unit).enterprise == "Công ty CP Thực phẩm An Lạc"
        assert (cycle.name, cycle.starts_on, cycle.surveyed_on) == (
            "2026–2027",
            date(2026, 11, 24),
            date(2026, 11, 24),
        )
        assert [(each.step, each.state) for each in steps] == [(step, "todo") for step in range(1, 11)]
        assert [each.name for each in forms] == ["profile", "opening_meeting", "survey", "closing_meeting"]
        assert all(each.sha256 == hashlib.sha256(each.source.encode()).hexdigest() for each in forms)


def test_the_making_of_a_dossier_is_not_offered_for_undo(store: Store) -> None:
    assert store.next_undo() is None


def test_a_dossier_without_an_enterprise_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="tên doanh nghiệp"):
        create_dossier(tmp_path / "a.dochuan", person="x", enterprise="  ")

    assert list(tmp_path.iterdir()) == []


def test_the_card_counts_the_answers_of_the_survey(store: Store) -> None:
    before = describe_dossier(store.path)
    with store.unit("Trả lời câu hỏi") as unit:
        cycle = current_cycle(unit)
        filling = open_form(unit, cycle.id, "survey")
        question = next(each for each in filling.relevant_questions() if each.is_level)
        answer_question(unit, cycle.id, filling, question.path, "4")

    after = describe_dossier(store.path)

    assert (before.enterprise, before.site_name, before.cycle_name, before.step) == (
        "Công ty CP Thực phẩm An Lạc",
        "Nhà máy Mỹ Hào",
        "2026–2027",
        1,
    )
    assert before.answered == 0 and before.questions >= 60
    assert after.answered == 1
    assert before.saved_at is not None and after.saved_at is not None and after.saved_at > before.saved_at


def test_a_described_dossier_is_neither_locked_nor_changed(store: Store) -> None:
    store.close()
    before = store.path.read_bytes()

    card = describe_dossier(store.path)

    assert card.backup_at is not None
    assert store.path.read_bytes() == before
    assert not lock_path(store.path).exists()


def test_a_dossier_whose_making_was_cut_off_is_not_opened(tmp_path: Path) -> None:
    Store.create(tmp_path / "a.dochuan", person="x", backups=False).close()

    with pytest.raises(UserError, match="bị ngắt giữa chừng"):
        open_dossier(tmp_path / "a.dochuan", person="x")

    assert not lock_path(tmp_path / "a.dochuan").exists()


def test_a_setting_is_kept_once_under_its_name(store: Store) -> None:
    with store.unit("Đặt nơi ký") as unit:
        assert setting(unit, "place") == ""
        set_setting(unit, "place", "Hà Nội")
        set_setting(unit, "place", "Hưng Yên")

        assert setting(unit, "place") == "Hưng Yên"
        assert unit.settings.count(name="place") == 1
