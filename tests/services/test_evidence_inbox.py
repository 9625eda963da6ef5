"""What is not linked yet, what it most likely shows, and linking one photo to many things or many photos to one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import segno

from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.floor import Sighting
from app.domain.keys import new_key
from app.domain.sites import StepState
from app.services import dossiers, survey
from app.services.evidence import evidence_of, retire_evidence
from app.services.evidence_hints import codes_in, ends_of, suggestions
from app.services.evidence_inbox import by_hour, link_many, read_inbox, unlink_thing, withdrawal_of
from app.services.evidence_things import Naming, Thing, linked_things
from app.services.inventory import add_instrument
from app.storage.store import Store
from app.storage.unit import Unit
from tests.ui.evidence_files import a_jpeg

TAKEN = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = dossiers.create_dossier(tmp_path / "a.dochuan", person="Nguyễn Thu Hà", enterprise="An Lạc")
    yield made
    made.close()


def a_photo(unit: Unit, name: str = "IMG_1.jpg", **fields: object) -> Evidence:
    sha256 = unit.keep_file(name.encode())
    values = {"id": new_key(), "name": name, "media_type": "image/jpeg", "sha256": sha256, "size": 1, "taken_at": TAKEN}
    return unit.evidence.keep(Evidence(**values | fields))  # type: ignore[arg-type]


def cycle_of(unit: Unit) -> str:
    return dossiers.current_cycle(unit).id


def naming(unit: Unit) -> Naming:
    return Naming(unit, cycle_of(unit), "vi")


def hints(unit: Unit, photo: Evidence) -> list[tuple[str, str]]:
    return [(each.thing.code, each.why) for each in suggestions(unit, cycle_of(unit), photo, naming(unit))]


def sighted(unit: Unit, code: str, place: str, after: timedelta) -> None:
    made = add_instrument(unit, code=code, name="Áp kế", location=place)
    unit.sightings.keep(
        Sighting(id=new_key(), cycle_id=cycle_of(unit), instrument_id=made.id, state="seen", seen_at=TAKEN + after)
    )


def a_question(unit: Unit) -> Thing:
    return next(each for each in naming(unit).all_things() if each.kind == "questions" and each.page == "survey")


def test_a_photo_is_loose_until_it_is_linked(store: Store) -> None:
    with store.unit("Thêm") as unit:
        photo, other = a_photo(unit), a_photo(unit, "b.jpg", taken_at=TAKEN - timedelta(hours=2))
        assert unit.count_loose_evidence() == 2
        link_many(unit, cycle_of(unit), [photo.id], [a_question(unit)], "vi")

        inbox = read_inbox(unit)

    assert [each.evidence for each in inbox.loose] == [other]
    assert [(each.evidence.id, each.links) for each in inbox.linked] == [(photo.id, 1)]


def test_hours_come_newest_first_and_photos_without_a_moment_last(store: Store) -> None:
    with store.unit("Thêm") as unit:
        for name, taken in (
            ("a", TAKEN),
            ("b", TAKEN + timedelta(minutes=5)),
            ("c", TAKEN + timedelta(hours=3)),
            ("d", None),
        ):
            a_photo(unit, name, taken_at=taken)

        hours = by_hour(read_inbox(unit).loose)

    assert [[each.evidence.name for each in hour.items] for hour in hours] == [["c"], ["b", "a"], ["d"]]
    assert hours[-1].day is None


def test_what_was_seen_and_answered_within_ten_minutes_is_suggested(store: Store) -> None:
    with store.unit("Thêm") as unit:
        sighted(unit, "AP-1", "Nồi hơi", timedelta(minutes=4))
        sighted(unit, "AP-2", "Kho", timedelta(minutes=-8))
        sighted(unit, "AP-3", "Kho", timedelta(minutes=11))
        question = a_question(unit)
        form, path = question.id.split(" ", 1)
        cycle = cycle_of(unit)
        filling = survey.open_form(unit, cycle, form)
        survey.write_note(unit, cycle, filling, path, "đã xem")
        answer = survey.answers_of(unit, cycle, form, path)[path]
        unit.answers.keep(type(answer)(**{**_fields(answer), "answered_at": TAKEN + timedelta(minutes=1)}))
        here, there = a_photo(unit), a_photo(unit, "b.jpg", place="kho", taken_at=TAKEN - timedelta(seconds=1))

        assert [code for code, _why in hints(unit, here)] == [question.code, "AP-1", "AP-2"]
        assert hints(unit, there)[0][0] == "AP-2"


def _fields(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}  # type: ignore[attr-defined]


def test_a_code_in_the_name_of_the_file_comes_first(store: Store) -> None:
    with store.unit("Thêm") as unit:
        sighted(unit, "AP-1", "Nồi hơi", timedelta(minutes=1))
        add_instrument(unit, code="NK-012", name="Nhiệt kế", serial="998877")
        add_instrument(unit, code="12", name="Cân")

        assert hints(unit, a_photo(unit, "nhan_nk012 (2).jpg"))[0] == ("NK-012", "tên tệp có “NK-012”")
        assert hints(unit, a_photo(unit, "IMG_998877_1.jpg"))[0] == ("NK-012", "tên tệp có “998877”")


def test_a_code_on_a_label_in_the_photo_comes_before_all(store: Store) -> None:
    written = io.BytesIO()
    segno.make("https://nhan.example/x?ma=CB-07", micro=False).save(written, kind="png", scale=8)
    with store.unit("Thêm") as unit:
        sighted(unit, "AP-1", "Nồi hơi", timedelta(minutes=1))
        add_instrument(unit, code="CB-07", name="Cân bàn")
        photo, codes = a_photo(unit), codes_in(written.getvalue(), "nhan.png")

        found = suggestions(unit, cycle_of(unit), photo, naming(unit), codes)

    assert (found[0].thing.code, found[0].why) == ("CB-07", "mã trên nhãn trong ảnh")
    assert codes_in(a_jpeg(), "a.jpg") == []


def test_a_photo_taken_just_after_another_is_offered_the_same(store: Store) -> None:
    with store.unit("Thêm") as unit:
        made = add_instrument(unit, code="AP-1", name="Áp kế", location="Nồi hơi")
        first, second = a_photo(unit), a_photo(unit, "b.jpg", taken_at=TAKEN + timedelta(minutes=2))
        link_many(unit, cycle_of(unit), [first.id], [naming(unit).instrument(made)], "vi")

        assert hints(unit, second) == [("AP-1", "như ảnh IMG_1.jpg")]
        assert unit.evidence.get(first.id).place == "Nồi hơi"


def test_many_photos_are_linked_to_many_things_once_each(store: Store) -> None:
    with store.unit("Thêm") as unit:
        photos = [a_photo(unit, name) for name in "abc"]
        made = add_instrument(unit, code="AP-1", name="Áp kế")
        things = [a_question(unit), naming(unit).instrument(made)]
        for _again in range(2):
            link_many(unit, cycle_of(unit), [each.id for each in photos], things, "vi")

        assert unit.links.count() == 6
        assert evidence_of(unit, "instruments", made.id) == photos
        assert suggestions(unit, cycle_of(unit), photos[0], naming(unit)) == []


def test_the_search_finds_every_kind_of_thing_by_its_words(store: Store) -> None:
    with store.unit("Thêm") as unit:
        add_instrument(unit, code="AP-1", name="Áp kế", serial="4711")

        things = naming(unit).all_things()

    kinds = {each.kind for each in things}
    assert {"questions", "instruments"} <= kinds
    assert [each.code for each in things if "4711" in each.searchable] == ["AP-1"]


def test_withdrawn_evidence_tells_why(store: Store) -> None:
    with store.unit("Thêm") as unit:
        photo = a_photo(unit)
    with store.unit("Bỏ") as unit:
        retire_evidence(unit, photo.id, "mờ quá")

        assert [each.evidence for each in read_inbox(unit).withdrawn] == [photo]
        assert withdrawal_of(unit, photo.id) == "mờ quá"


def test_answers_of_an_approved_step_take_no_more_evidence_and_give_none_away(store: Store) -> None:
    with store.unit("Thêm") as unit:
        photo, question, cycle = a_photo(unit), a_question(unit), cycle_of(unit)
        link_many(unit, cycle, [photo.id], [question], "vi")
        (answer,) = linked_things(naming(unit), ends_of(unit, photo.id))
        other = a_photo(unit, "b.jpg")
        unit.steps.keep(StepState(id=new_key(), cycle_id=cycle, step=1, state="approved", version=1))

    for work in (
        lambda unit: link_many(unit, cycle, [other.id], [answer], "vi"),
        lambda unit: unlink_thing(unit, cycle, photo.id, answer, "vi"),
    ):
        with pytest.raises(UserError, match="khóa"), store.unit("Gắn") as unit:
            work(unit)
