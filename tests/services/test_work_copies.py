from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.work_copies import Outcome
from app.domain.work_copy_preview import Decisions, WorkCopyPreview
from app.services import history, inventory, survey, work_copies
from tests.services.work_copy_builders import SURVEY, Plant, Sheet, a_plant, edited, with_instruments, xform


@pytest.fixture
def plant(tmp_path: Path) -> Iterator[Plant]:
    made = a_plant(tmp_path)
    with_instruments(made)
    yield made
    made.store.close()


def answer(plant: Plant, name: str, text: str) -> None:
    with plant.store.unit("Trả lời") as unit:
        filling = survey.open_form(unit, plant.cycle_id, "survey")
        path = next(each.path for each in filling.form.questions() if each.name == name)
        survey.answer_question(unit, plant.cycle_id, filling, path, text)


def take(plant: Plant, path: Path, decisions: Decisions | None = None) -> work_copies.Taken:
    read = work_copies.read_work_copy(path)
    with plant.store.reading() as unit:
        preview = work_copies.preview_copy(unit, plant.cycle_id, read)
    with plant.store.unit("Nhận bản làm việc") as unit:
        return work_copies.take_copy(unit, plant.cycle_id, read, preview, decisions or Decisions())


def found(preview: WorkCopyPreview) -> list[tuple[str, str, str, str]]:
    return [(each.about.split()[0], each.column, each.theirs, str(each.outcome)) for each in preview.cells]


def wrong_words(preview: WorkCopyPreview) -> str:
    return "\n".join(each.words for each in preview.told)


@pytest.mark.parametrize("key", ["instruments", "survey", "survey:5", "profile", "people", "standards"])
@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_an_untouched_copy_brings_nothing(plant: Plant, key: str, spoken: str) -> None:
    answer(plant, "plan", "3")
    answer(plant, "share", "1.234,5")
    answer(plant, "places", "office hall")

    preview = plant.preview(plant.export(key, spoken=spoken))

    assert (preview.cells, preview.new, preview.gone, preview.told) == ((), (), (), ())


def test_texts_that_look_like_formulas_stay_texts(plant: Plant) -> None:
    path = plant.export("instruments")

    def edit(sheet: Sheet) -> None:
        for code, text in (("TB-01", "-5"), ("TB-02", "=1"), ("TB-03", "0012"), ("TB-04", "+84 90")):
            sheet.put(sheet.row_of(code), "serial", text)

    take(plant, edited(path, edit))

    serials = {code: each.serial for code, each in plant.instruments().items()}
    assert serials == {"TB-01": "-5", "TB-02": "=1", "TB-03": "0012", "TB-04": "+84 90"}


def test_a_change_in_the_file_alone_is_taken_and_one_undo_takes_it_back(plant: Plant) -> None:
    path = plant.export("instruments")
    before = plant.instruments()

    def edit(sheet: Sheet) -> None:
        sheet.put(sheet.row_of("TB-01"), "location", "Nhà nồi hơi")
        sheet.put(sheet.row_of("TB-03"), "period_months", 24)
        sheet.put(sheet.row_of("TB-04"), "status", "Hỏng")

    taken = take(plant, edited(path, edit))

    assert taken.cells == 3
    after = plant.instruments()
    assert (after["TB-01"].location, after["TB-03"].period_months, after["TB-04"].status) == (
        "Nhà nồi hơi",
        24,
        "broken",
    )
    history.undo(plant.store)
    assert plant.instruments() == before


def test_each_side_keeps_its_own_change_and_both_sides_are_asked(plant: Plant) -> None:
    path = plant.export("instruments")
    known = plant.instruments()
    with plant.store.unit("Sửa") as unit:
        inventory.edit_instrument(unit, known["TB-01"].id, "location", "Kho")
        inventory.edit_instrument(unit, known["TB-02"].id, "owner", "Lan")
        inventory.edit_instrument(unit, known["TB-03"].id, "owner", "Minh")

    def edit(sheet: Sheet) -> None:
        sheet.put(sheet.row_of("TB-01"), "location", "Xưởng")
        sheet.put(sheet.row_of("TB-03"), "owner", "Minh ")
        sheet.put(sheet.row_of("TB-04"), "owner", "Hoa")

    path = edited(path, edit)

    preview = plant.preview(path)

    outcomes = {(each.about.split()[0], each.column): each.outcome for each in preview.cells}
    assert outcomes == {
        ("TB-01", "location"): Outcome.CONFLICT,
        ("TB-02", "owner"): Outcome.MINE,
        ("TB-03", "owner"): Outcome.BOTH,
        ("TB-04", "owner"): Outcome.TAKE,
    }
    conflict = preview.conflicts[0]
    assert (conflict.base, conflict.mine, conflict.theirs) == ("", "Kho", "Xưởng")
    with pytest.raises(UserError, match="hai bên"):
        take(plant, path)
    take(plant, path, Decisions(mine=frozenset({conflict.key})))
    assert (plant.instruments()["TB-01"].location, plant.instruments()["TB-04"].owner) == ("Kho", "Hoa")
    with pytest.raises(UserError, match="hai bên"):
        take(plant, path)
    take(plant, path, Decisions(theirs=frozenset({conflict.key})))
    assert plant.instruments()["TB-01"].location == "Xưởng"


def test_answers_come_back_as_words_numbers_dates_and_times(plant: Plant) -> None:
    path = plant.export("survey")

    def edit(sheet: Sheet) -> None:
        for code, value in (
            ("5.1.1", 4),
            ("5.2.4", "2 – Rời rạc"),
            ("5.2.5", "1.234"),
            ("5.2.6", "12,50"),
            ("5.2.7", "05/03/2026"),
            ("5.2.8", time(14, 30)),
            ("7.1.1", "-5"),
            ("7.1.2", "Xưởng, dây 2; Văn phòng"),
            ("7.1.3", "van phong"),
        ):
            sheet.put(sheet.row_of(code), "answer", value)
        sheet.put(sheet.row_of("7.1.1"), "note", unicodedata.normalize("NFD", "Đã xem sổ  "))

    take(plant, edited(path, edit))

    assert {name: each[0] for name, each in plant.answers().items() if each[0]} == {
        "plan": "4",
        "labels": "2",
        "count": "1234",
        "share": "12.50",
        "day": "2026-03-05",
        "hour": "14:30:00",
        "who": "-5",
        "places": "hall office",
        "first": "office",
    }
    assert plant.answers()["who"][3] == "Đã xem sổ"


def test_a_real_date_cell_is_a_date_and_a_number_that_became_a_date_is_refused(plant: Plant) -> None:
    path = plant.export("survey")

    def edit(sheet: Sheet) -> None:
        sheet.put(sheet.row_of("5.2.7"), "answer", datetime(2026, 3, 5))
        cell = sheet.cell(sheet.row_of("5.2.6"), "answer")
        cell.value, cell.number_format = date(2026, 5, 1), "dd/mm/yyyy"

    preview = plant.preview(edited(path, edit))

    day, share = sorted(preview.cells, key=lambda each: each.about, reverse=True)
    assert (day.value, day.outcome) == ("2026-03-05", Outcome.TAKE)
    assert share.outcome is Outcome.REFUSED and "01/05/2026" in share.why


@pytest.mark.parametrize(
    ("code", "value", "sentence"),
    [
        ("5.2.7", "31/02/2026", "Tháng 2 có 28 ngày"),
        ("5.2.5", "abc", "không phải là số"),
        ("5.2.5", 2.5, "có phần lẻ"),
        ("5.1.1", "7", "không có trong danh sách"),
        ("7.1.2", "Văn phòng; Kho", "“Kho” không có trong danh sách"),
        ("5.2.8", "25:00", "không phải là giờ"),
        ("5.1.1", "không áp dụng", "Ghi lý do"),
        ("5.1.1", 0, "Ghi lý do"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(plant: Plant, code: str, value: object, sentence: str) -> None:
    path = edited(plant.export("survey"), lambda sheet: sheet.put(sheet.row_of(code), "answer", value))

    preview = plant.preview(path)

    assert [each.outcome for each in preview.cells] == [Outcome.REFUSED]
    assert sentence in preview.cells[0].why
    with pytest.raises(UserError, match="Không có gì để nhận"):
        take(plant, path)


def test_a_question_that_does_not_apply_needs_its_reason(plant: Plant) -> None:
    path = plant.export("survey")

    def edit(sheet: Sheet) -> None:
        sheet.put(sheet.row_of("5.1.1"), "answer", "0 – Không áp dụng")
        sheet.put(sheet.row_of("5.1.1"), "reason", "Thuê ngoài toàn bộ")
        sheet.put(sheet.row_of("5.2.4"), "reason", "lý do thừa")

    path = edited(path, edit)
    preview = plant.preview(path)
    take(plant, path)

    assert plant.answers()["plan"] == ("", "not_applicable", "Thuê ngoài toàn bộ", "")
    assert [each.why for each in preview.cells if each.outcome is Outcome.REFUSED] == [
        "Lý do chỉ ghi khi câu trả lời là “0 – Không áp dụng”."
    ]
    again = plant.export("survey", "again.xlsx")
    assert plant.preview(again).cells == ()
    take(plant, edited(again, lambda sheet: sheet.put(sheet.row_of("5.1.1"), "answer", 5)))
    assert plant.answers()["plan"] == ("5", "", "", "")


def test_an_answer_that_opens_another_question_brings_both(plant: Plant) -> None:
    answer(plant, "first", "hall")
    path = plant.export("survey")
    answer(plant, "first", "office")

    preview = plant.preview(
        edited(path, lambda sheet: sheet.put(sheet.row_of("7.1.4"), "answer", "gần máy")),
    )

    taken = [each for each in preview.cells if each.outcome is Outcome.TAKE]
    assert [each.value for each in taken] == ["gần máy"]
    assert taken[0].notes == ("Câu này hiện không được hỏi; câu trả lời được giữ nhưng chưa tính.",)


def test_an_english_copy_understands_vietnamese_words_too(plant: Plant) -> None:
    answers = plant.export("survey", "a.xlsx", spoken="en")
    register = plant.export("instruments", "b.xlsx", spoken="en")

    said = plant.preview(edited(answers, lambda sheet: sheet.put(sheet.row_of("5.1.1"), "answer", "Phần lớn")))
    state = plant.preview(edited(register, lambda sheet: sheet.put(sheet.row_of("TB-01"), "status", "hỏng")))

    assert [(each.value, each.theirs) for each in (*said.cells, *state.cells)] == [
        ("3", "3 – Mostly"),
        ("broken", "Broken"),
    ]


def test_a_formula_is_told_and_its_result_not_taken(plant: Plant) -> None:
    path = plant.export("instruments")

    def edit(sheet: Sheet) -> None:
        sheet.cell(sheet.row_of("TB-01"), "location").value = '="Kho "&1'

    preview = plant.preview(edited(path, edit))

    assert [(each.column, each.outcome) for each in preview.cells] == [("location", Outcome.REFUSED)]
    assert "công thức" in preview.cells[0].why


def test_a_merged_cell_is_not_taken_for_an_empty_one(plant: Plant) -> None:
    path = plant.export("instruments")

    def edit(sheet: Sheet) -> None:
        row = sheet.row_of("TB-01")
        sheet.put(row, "serial", "0012")
        letter = sheet.cell(row, "serial").column_letter
        sheet.sheet.merge_cells(f"{letter}{row}:{letter}{row + 1}")

    preview = plant.preview(edited(path, edit))

    assert [(each.about.split()[0], each.outcome) for each in preview.cells] == [("TB-02", Outcome.REFUSED)]
    assert "bị gộp" in preview.cells[0].why


def test_a_grey_cell_is_only_read(plant: Plant) -> None:
    path = edited(plant.export("survey"), lambda sheet: sheet.put(sheet.row_of("5.1.1"), "question", "Câu khác?"))

    preview = plant.preview(path)

    assert [each.outcome for each in preview.cells] == [Outcome.REFUSED]
    assert "chỉ để đọc" in preview.cells[0].why


def test_a_row_without_a_key_is_a_new_record_once(plant: Plant) -> None:
    path = plant.export("instruments")

    def edit(sheet: Sheet) -> None:
        row = sheet.row_of("TB-04") + 3
        for column, value in (("code", "TB-09"), ("name", "Thước cặp"), ("range_text", "0 ÷ 150 mm"), ("note", "mới")):
            sheet.put(row, column, value)

    path = edited(path, edit)
    taken = take(plant, path)

    made = plant.instruments()["TB-09"]
    assert (taken.added, made.name, made.unit, str(made.range_high)) == (1, "Thước cặp", "mm", "150")
    again = plant.preview(path)
    assert [each.is_there for each in again.new] == [True]
    with pytest.raises(UserError, match="Không có gì để nhận"):
        take(plant, path)


def test_a_new_calibration_finds_its_instrument_by_code(plant: Plant) -> None:
    path = plant.export("instruments")

    def edit(sheet: Sheet) -> None:
        row = sheet.first + 5
        for column, value in (
            ("owner", "TB-02"),
            ("kind", "Kiểm định"),
            ("performed_on", date(2026, 9, 1)),
            ("valid_until", "09/2027"),
            ("result", "Đạt"),
        ):
            sheet.put(row, column, value)
        sheet.put(row + 1, "owner", "TB-99")
        sheet.put(row + 1, "body", "VMI")

    preview = plant.preview(edited(path, edit, place=1))

    assert [dict(each.texts)["Loại"] for each in preview.new] == ["Kiểm định"]
    assert "Không có phương tiện đo nào mang mã “TB-99”." in wrong_words(preview)


def test_a_missing_row_is_asked_about_and_stays_by_itself(plant: Plant) -> None:
    path = edited(plant.export("instruments"), lambda sheet: sheet.sheet.delete_rows(sheet.row_of("TB-02")))

    preview = plant.preview(path)

    assert [each.about for each in preview.gone] == ["TB-02 Cân kỹ thuật"]
    assert preview.cells == ()
    take(plant, path, Decisions(remove=frozenset({preview.gone[0].key})))
    assert "TB-02" not in plant.instruments()
    history.undo(plant.store)
    assert "TB-02" in plant.instruments()


def test_a_key_with_a_slip_is_recognised_by_the_rest_of_its_row(plant: Plant) -> None:
    path = plant.export("instruments")

    def edit(sheet: Sheet) -> None:
        row = sheet.row_of("TB-03")
        key = str(sheet.key(row).value)
        sheet.key(row).value = key[1] + key[0] + key[2:] if key[0] != key[1] else "9" + key[1:]
        sheet.put(row, "owner", "Minh")

    preview = plant.preview(edited(path, edit))

    assert found(preview) == [("TB-03", "owner", "Minh", "take")]
    assert "đã nhận ra" in wrong_words(preview) and preview.wrong == 0


def test_a_key_beyond_recognition_leaves_its_row_out(plant: Plant) -> None:
    path = plant.export("instruments")

    def edit(sheet: Sheet) -> None:
        row = sheet.row_of("TB-03")
        sheet.key(row).value = "lung tung"
        sheet.put(row, "owner", "Minh")

    preview = plant.preview(edited(path, edit))

    assert preview.cells == () and preview.wrong == 1
    assert "bị hỏng" in wrong_words(preview)
    assert preview.gone == ()


def test_an_emptied_key_comes_back_when_the_whole_row_agrees(plant: Plant) -> None:
    path = plant.export("instruments")

    def edit(sheet: Sheet) -> None:
        sheet.key(sheet.row_of("TB-03")).value = None

    preview = plant.preview(edited(path, edit))

    assert (preview.new, preview.gone, preview.cells) == ((), (), ())


def test_copied_rows_with_one_key_are_told_and_not_taken(plant: Plant) -> None:
    path = plant.export("instruments")

    def edit(sheet: Sheet) -> None:
        source, target = sheet.row_of("TB-02"), sheet.row_of("TB-04") + 1
        for cell in list(sheet.sheet[source]):
            sheet.sheet.cell(target, cell.column).value = cell.value
            sheet.sheet.cell(target, cell.column).data_type = cell.data_type
        sheet.put(target, "code", "TB-10")

    preview = plant.preview(edited(path, edit))

    assert (preview.cells, preview.new, preview.gone) == ((), (), ())
    assert "mang cùng mã" in wrong_words(preview) and preview.wrong == 2


def test_sorted_filtered_and_moved_sheets_read_the_same(plant: Plant) -> None:
    path = plant.export("instruments")

    def edit(sheet: Sheet) -> None:
        sheet.put(sheet.row_of("TB-01"), "owner", "Lan")
        rows = [
            [(cell.value, cell.data_type) for cell in row]
            for row in sheet.sheet.iter_rows(min_row=sheet.first, max_row=9)
        ]
        order = [0, *range(len(rows[0]) - 1, 0, -1)]
        marks = [cell.value for cell in sheet.marks]
        titles = [cell.value for cell in sheet.sheet[sheet.first - 1]]
        for place, source in enumerate(order, start=1):
            sheet.sheet.cell(sheet.marks[0].row, place).value = marks[source]
            sheet.sheet.cell(sheet.first - 1, place).value = f"{titles[source]} (đổi tên)"
            for number, row in enumerate(reversed(rows)):
                cell = sheet.sheet.cell(sheet.first + number, place)
                cell.value, cell.data_type = row[source]
        sheet.sheet.row_dimensions[sheet.first + 1].hidden = True
        sheet.sheet.title = "Danh sách mới"

    preview = plant.preview(edited(path, edit))

    assert found(preview) == [("TB-01", "owner", "Lan", "take")]
    assert preview.gone == ()


def test_removed_and_added_columns_are_told(plant: Plant) -> None:
    path = plant.export("instruments")

    def edit(sheet: Sheet) -> None:
        last = sheet.sheet.max_column + 1
        sheet.sheet.cell(sheet.first - 1, last).value = "Cột riêng"
        sheet.sheet.cell(sheet.first, last).value = "x"
        sheet.sheet.delete_cols(sheet.columns["maker"])

    preview = plant.preview(edited(path, edit))

    assert preview.cells == () and preview.wrong == 0
    assert "Hãng sản xuất" in wrong_words(preview) and "Cột riêng" in wrong_words(preview)


def test_the_table_is_found_by_its_titles_when_the_row_of_column_keys_is_gone(plant: Plant) -> None:
    path = plant.export("instruments")

    def edit(sheet: Sheet) -> None:
        sheet.put(sheet.row_of("TB-01"), "owner", "Lan")
        sheet.sheet.delete_rows(sheet.marks[0].row)

    preview = plant.preview(edited(path, edit))

    assert found(preview) == [("TB-01", "owner", "Lan", "take")]


def test_a_deleted_head_takes_no_row_with_it(plant: Plant) -> None:
    path = plant.export("instruments")

    def edit(sheet: Sheet) -> None:
        sheet.put(sheet.first, "owner", "Lan")
        sheet.sheet.delete_rows(sheet.first - 1)

    preview = plant.preview(edited(path, edit))

    assert found(preview) == [("TB-01", "owner", "Lan", "take")]
    assert preview.gone == ()


def test_a_dossier_that_changed_since_the_preview_is_looked_at_again(plant: Plant) -> None:
    path = edited(plant.export("instruments"), lambda sheet: sheet.put(sheet.row_of("TB-01"), "owner", "Lan"))
    read = work_copies.read_work_copy(path)
    preview = plant.preview(path)
    with plant.store.unit("Sửa") as unit:
        inventory.edit_instrument(unit, plant_id(plant, "TB-01"), "owner", "Hoa")

    with pytest.raises(UserError, match="đã thay đổi"), plant.store.unit("Nhận") as unit:
        work_copies.take_copy(unit, plant.cycle_id, read, preview, Decisions())

    assert plant.instruments()["TB-01"].owner == "Hoa"


def plant_id(plant: Plant, code: str) -> str:
    return plant.instruments()[code].id


def test_a_record_withdrawn_since_is_not_brought_back(plant: Plant) -> None:
    path = edited(plant.export("instruments"), lambda sheet: sheet.put(sheet.row_of("TB-01"), "owner", "Lan"))
    with plant.store.unit("Bỏ") as unit:
        inventory.retire_instrument(unit, plant_id(plant, "TB-01"), "hỏng")

    preview = plant.preview(path)

    assert [each.why for each in preview.cells] == ["Dòng này đã bị xóa khỏi hồ sơ sau khi xuất."]


def test_a_copy_of_another_dossier_is_refused_by_name(plant: Plant, tmp_path: Path) -> None:
    (tmp_path / "khac").mkdir()
    other = a_plant(tmp_path / "khac", "Công ty Bình Minh")
    path = other.export("people")
    other.store.close()

    with pytest.raises(UserError, match=r"thuộc hồ sơ “Công ty Bình Minh”"):
        plant.preview(path)


def test_a_copy_of_an_older_form_names_the_questions_that_changed(plant: Plant) -> None:
    path = plant.export("survey")

    def edit(sheet: Sheet) -> None:
        sheet.put(sheet.row_of("5.1.1"), "answer", 4)
        sheet.put(sheet.row_of("5.2.4"), "answer", 4)

    path = edited(path, edit)
    newer = SURVEY.replace("Nhãn đọc được không?", "Nhãn còn đọc được không?").replace(
        "| survey | Khảo sát | survey | 1 |", "| survey | Khảo sát | survey | 2 |"
    )
    with plant.store.unit("Phiếu mới") as unit:
        pinned = survey.the_form(unit, plant.cycle_id, "survey")
        unit.forms.keep(replace(pinned, source=newer, xform=xform(newer), version="2"))

    with pytest.raises(work_copies.OlderFormError, match=r"bản 1, hồ sơ dùng bản 2: 1 câu đã khác \(5.2.4\)"):
        plant.preview(path)

    fitting = plant.preview(path, fitting=True)
    assert [(each.about.split()[0], each.outcome) for each in fitting.cells] == [
        ("5.1.1", Outcome.TAKE),
        ("5.2.4", Outcome.REFUSED),
    ]


def test_a_locked_step_takes_nothing(plant: Plant) -> None:
    path = edited(plant.export("survey"), lambda sheet: sheet.put(sheet.row_of("5.1.1"), "answer", 4))
    with plant.store.unit("Nộp") as unit:
        step = unit.steps.all(cycle_id=plant.cycle_id, step=1)[0]
        unit.steps.keep(replace(step, state="submitted"))

    with pytest.raises(UserError, match="đã nộp"):
        plant.preview(path)


def test_a_wrong_name_lists_what_can_be_exported(plant: Plant) -> None:
    with plant.store.reading() as unit, pytest.raises(UserError, match=r"instruments.*survey:5"):
        work_copies.make_copy(unit, plant.cycle_id, "lung tung")


def test_the_annotated_copy_is_a_new_file_with_the_reason_in_the_cell(plant: Plant) -> None:
    path = plant.export("survey")
    path = edited(path, lambda sheet: sheet.put(sheet.row_of("5.2.7"), "answer", "31/02/2026"))
    given = path.read_bytes()

    made = work_copies.annotated_copy(path, plant.preview(path))

    sheet = Sheet(made)
    cell = sheet.cell(sheet.row_of("5.2.7"), "answer")
    assert "Tháng 2 có 28 ngày" in cell.comment.text
    assert cell.fill.start_color.rgb.endswith("FBE7E5") and cell.value == "31/02/2026"
    assert path.read_bytes() == given and made != path
    assert work_copies.annotated_copy(path, plant.preview(path)) != made
    mended = edited(made, lambda each: each.put(each.row_of("5.2.7"), "answer", "28/02/2026"))
    assert [each.outcome for each in plant.preview(mended).cells] == [Outcome.TAKE]


def test_a_text_longer_than_a_cell_is_left_alone(plant: Plant) -> None:
    long = "dài " * 10_000
    with plant.store.unit("Sửa") as unit:
        inventory.edit_instrument(unit, plant_id(plant, "TB-01"), "note", long)
    path = plant.export("instruments")

    untouched = plant.preview(path)
    touched = plant.preview(edited(path, lambda sheet: sheet.put(sheet.row_of("TB-01"), "note", "ngắn")))

    assert untouched.cells == ()
    assert "sức chứa" in touched.cells[0].why
