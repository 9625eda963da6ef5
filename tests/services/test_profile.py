from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services import dossiers, survey
from app.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = dossiers.create_dossier(
        tmp_path / "an-lac.dochuan",
        person="Nguyễn Thu Hà",
        enterprise="Công ty CP Thực phẩm An Lạc",
        site_name="Nhà máy Mỹ Hào",
        province="Hưng Yên",
    )
    yield made
    made.close()


def path_of(store: Store, name: str) -> str:
    with store.reading() as unit:
        form = survey.open_form(unit, dossiers.current_cycle(unit).id, "profile").form
    return next(each.path for each in form.questions() if each.name == name)


def answer(store: Store, name: str, typed: str) -> None:
    path = path_of(store, name)
    with store.unit("Trả lời câu hỏi") as unit:
        cycle_id = dossiers.current_cycle(unit).id
        survey.answer_question(unit, cycle_id, survey.open_form(unit, cycle_id, "profile"), path, typed)


def test_what_was_told_when_the_dossier_was_made_stands_in_the_profile(store: Store) -> None:
    with store.reading() as unit:
        filling = survey.open_form(unit, dossiers.current_cycle(unit).id, "profile")

    told = [filling.value(path_of(store, name)) for name in ("enterprise_name", "site_name", "province", "tax_code")]
    assert told == ["Công ty CP Thực phẩm An Lạc", "Nhà máy Mỹ Hào", "Hưng Yên", ""]


def test_the_site_is_called_what_the_profile_says(store: Store) -> None:
    answer(store, "enterprise_name", "Công ty CP Thực phẩm An Lạc Hưng Yên")
    answer(store, "tax_code", "0900123456")

    with store.reading() as unit:
        site = dossiers.the_site(unit)
    assert (site.enterprise, site.tax_code) == ("Công ty CP Thực phẩm An Lạc Hưng Yên", "0900123456")


def test_an_emptied_answer_leaves_the_site_its_name(store: Store) -> None:
    answer(store, "enterprise_name", "")

    with store.reading() as unit:
        assert dossiers.the_site(unit).enterprise == "Công ty CP Thực phẩm An Lạc"


def test_one_undo_takes_back_both(store: Store) -> None:
    answer(store, "province", "Bắc Ninh")

    store.undo()

    with store.reading() as unit:
        filling = survey.open_form(unit, dossiers.current_cycle(unit).id, "profile")
        assert dossiers.the_site(unit).province == "Hưng Yên"
    assert filling.value(path_of(store, "province")) == "Hưng Yên"
