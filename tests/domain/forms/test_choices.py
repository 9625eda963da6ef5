"""Choices: filters, cascades, look-ups in lists, names of choices in the language in use."""

# ruff: noqa: E501 — a row of a form is one line

from __future__ import annotations

from pathlib import Path

from app.domain.forms.filling import Filling
from app.domain.forms.reading import convert, convert_text, read_xform
from tests.domain.forms.builders import a_filling, a_form

CASCADE = """
| survey |
| | type                    | name     | label::Tiếng Việt (vi) | label::English (en) | choice_filter                   | calculation                                             |
| | select_one region       | region   | Miền                   | Region              |                                 |                                                         |
| | select_one province     | province | Tỉnh                   | Province            | region = ${region}              |                                                         |
| | select_multiple product | goods    | Hàng                   | Goods               | region = ${region} and big = '1' |                                                        |
| | calculate               | code     |                        |                     |                                 | instance('province')/root/item[name = ${province}]/code |
| | calculate               | shown    |                        |                     |                                 | jr:choice-name(${province}, '${province}')              |
| choices |
| | list_name | name | label::Tiếng Việt (vi) | label::English (en) | region | code | big |
| | region    | n    | Bắc                    | North               |        |      |     |
| | region    | s    | Nam                    | South               |        |      |     |
| | province  | hn   | Hà Nội                 | Hanoi               | n      | 01   |     |
| | province  | hp   | Hải Phòng              | Haiphong            | n      | 31   |     |
| | province  | ct   | Cần Thơ                | Can Tho             | s      | 92   |     |
| | product   | tea  | Chè                    | Tea                 | n      |      | 1   |
| | product   | salt | Muối                   | Salt                | n      |      | 0   |
| | product   | rice | Gạo                    | Rice                | s      |      | 1   |
"""


def names(filling: Filling, path: str) -> list[str]:
    return [each.name for each in filling.choices(path)]


def test_a_filter_lets_through_what_fits_the_answer_before() -> None:
    filling = a_filling(CASCADE)
    assert names(filling, "/data/province") == []

    filling.answer("/data/region", "n")

    assert names(filling, "/data/province") == ["hn", "hp"]
    assert names(filling, "/data/goods") == ["tea"]


def test_a_chosen_answer_that_the_filter_removes_is_cleared_and_comes_back_with_it() -> None:
    filling = a_filling(CASCADE)
    filling.answer("/data/region", "n")
    filling.answer("/data/province", "hp")

    changed = filling.answer("/data/region", "s")

    assert filling.value("/data/province") == ""
    assert "/data/province" in changed
    filling.answer("/data/region", "n")
    assert filling.value("/data/province") == "hp"


def test_other_columns_of_a_list_can_be_looked_up() -> None:
    filling = a_filling(CASCADE)
    filling.answer("/data/region", "s")

    filling.answer("/data/province", "ct")

    assert filling.value("/data/code") == "92"


def test_the_name_of_a_choice_follows_the_language() -> None:
    filling = a_filling(CASCADE)
    filling.answer("/data/region", "n")
    filling.answer("/data/province", "hn")
    assert filling.value("/data/shown") == "Hà Nội"

    changed = filling.use_language("en")

    assert filling.value("/data/shown") == "Hanoi"
    assert changed == {"/data/shown"}


def test_an_unknown_language_leaves_all_as_it_is() -> None:
    filling = a_filling(CASCADE)

    filling.use_language("fr")

    assert filling.language == "vi"


def test_the_whole_list_can_be_had_without_a_filling() -> None:
    form = a_form(CASCADE)

    assert [each.name for each in form.choices("province")] == ["hn", "hp", "ct"]
    assert form.question("/data/province").choices == "province"


OTHER = """
| survey |
| | type                        | name | label | calculation                  | relevant |
| | select_multiple m or_other  | many | Loại  |                              |          |
| | calculate                   | how  |       | count-selected(${many})      |          |
| | calculate                   | last |       | selected-at(${many}, 1)      |          |
| | text                        | more | Thêm  |                              | selected(${many}, 'b') |
| choices |
| | list_name | name | label |
| | m         | a    | A     |
| | m         | b    | B     |
"""


def test_several_choices_are_counted_picked_and_asked_for() -> None:
    filling = a_filling(OTHER)

    filling.answer("/data/many", "b a")

    assert (filling.value("/data/how"), filling.value("/data/last")) == ("2", "a")
    assert filling.relevant("/data/more")
    filling.answer("/data/many", "other")
    assert filling.relevant("/data/many_other")


TABLE = """
| survey |
| | type      | name  | label | calculation                                    |
| | text      | key   | Mã    |                                                |
| | calculate | price |       | pulldata('prices', 'price', 'code', ${key})    |
"""


def test_a_table_that_comes_along_is_looked_up_by_key() -> None:
    xform = convert_text(TABLE, "data").xform
    filling = Filling(read_xform(xform, "data", {"prices.csv": "code,price\nA,12.5\nB,7\n"}))

    filling.answer("/data/key", "B")

    assert filling.value("/data/price") == "7"


FROM_FILES = """
| survey |
| | type                                   | name  | label | choice_filter  | calculation                                 |
| | select_one_from_file units.csv         | unit  | Đơn vị |               |                                             |
| | select_one_from_file places.geojson    | place | Nơi   |                |                                             |
| | calculate                              | factor |      |                | pulldata('units', 'factor', 'name', ${unit}) |
| | calculate                              | where |       |                | instance('places')/root/item[id = ${place}]/geometry |
"""
PLACES = '{"features": [{"id": "kho", "properties": {"title": "Kho"}, "geometry": {"coordinates": [105.8, 21.0]}}]}'


def test_lists_in_files_beside_the_form_come_along_with_it(tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(FROM_FILES, "utf-8")
    (tmp_path / "units.csv").write_text("name,label,factor\nkg,Kilôgam,1\ng,Gam,0.001\n", "utf-8")
    (tmp_path / "places.geojson").write_text(PLACES, "utf-8")

    read = convert(tmp_path / "form.md")

    assert read.advice == ()
    filling = Filling(read_xform(read.xform, "form"))
    assert [each.label[""] for each in filling.choices("/form/unit")] == ["Kilôgam", "Gam"]
    filling.answer("/form/unit", "g")
    filling.answer("/form/place", "kho")
    assert filling.value("/form/factor") == "0.001"
    assert filling.value("/form/where") == "21.0 105.8 0 0"


def test_a_list_whose_file_is_not_there_is_named_and_empty(tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(FROM_FILES, "utf-8")

    read = convert(tmp_path / "form.md")

    assert [str(each) for each in read.advice] == [
        "Trang survey: Thiếu tệp units.csv bên cạnh biểu mẫu, nên danh sách này trống.",
        "Trang survey: Thiếu tệp places.geojson bên cạnh biểu mẫu, nên danh sách này trống.",
    ]
    assert Filling(read_xform(read.xform, "form")).choices("/form/unit") == []
