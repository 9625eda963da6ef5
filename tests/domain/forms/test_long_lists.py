"""Lists that lie in files or in a sheet of their own, also long ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.forms.filling import Filling
from app.domain.forms.reading import convert, convert_text, read_xform
from tests.domain.forms.builders import a_filling

EXTERNAL = """
| survey |
| | type                      | name  | label | choice_filter     |
| | text                      | area  | Vùng  |                   |
| | select_one_external towns | town  | Xã    | state=${area}     |
| | calculate                 | shown |       |                   |
"""
ROWS = "\n".join(f"| | towns | t{number} | Xã {number} | a{number % 50} |" for number in range(5000))
LONG = EXTERNAL.replace("| | calculate                 | shown |       |                   |\n", "") + (
    f"\n| external_choices |\n| | list_name | name | label | state |\n{ROWS}\n"
)


def test_a_long_list_of_its_own_sheet_is_offered_and_filtered() -> None:
    filling = a_filling(LONG)

    filling.answer("/data/area", "a7")

    choices = filling.choices("/data/town")
    assert len(choices) == 100
    assert (choices[0].name, choices[0].label) == ("t7", {"": "Xã 7"})


def test_a_choice_of_another_area_falls_away() -> None:
    filling = a_filling(LONG)
    filling.answer("/data/area", "a7")
    filling.answer("/data/town", "t57")

    filling.answer("/data/area", "a8")

    assert filling.value("/data/town") == ""


def test_a_long_list_speaks_the_languages_of_the_form() -> None:
    form = """
    | survey |
    | | type                      | name | label::Tiếng Việt (vi) | label::English (en) | choice_filter |
    | | select_one_external towns | town | Xã                     | Town                | true()        |

    | external_choices |
    | | list_name | name | label::Tiếng Việt (vi) | label::English (en) |
    | | towns     | a    | Xã Một                 | Town One            |

    | settings |
    | | default_language |
    | | Tiếng Việt (vi)  |
    """

    filling = a_filling(form)

    assert filling.choices("/data/town")[0].label == {"vi": "Xã Một", "en": "Town One"}


def a_form_with(tmp_path: Path, kind: str, name: str, content: bytes) -> Filling:
    (tmp_path / name).write_bytes(content)
    path = tmp_path / "data.md"
    path.write_text(f"| survey |\n| | type | name | label |\n| | {kind} {name} | q | Chọn |\n", "utf-8")
    return Filling(read_xform(convert(path).xform, "data"))


def test_choices_come_from_a_csv_file_beside_the_form(tmp_path: Path) -> None:
    table = "name,label\n" + "".join(f"n{each},Trạm {each}\n" for each in range(5000))

    filling = a_form_with(tmp_path, "select_one_from_file", "stations.csv", table.encode())

    assert len(filling.choices("/data/q")) == 5000
    assert filling.choices("/data/q")[4999].label == {"": "Trạm 4999"}


def test_a_csv_file_written_by_excel_with_semicolons_is_read(tmp_path: Path) -> None:
    table = "\ufeffname;label\r\na;Nhà máy 1, khu A\r\n"

    filling = a_form_with(tmp_path, "select_multiple_from_file", "sites.csv", table.encode())

    assert filling.choices("/data/q")[0].label == {"": "Nhà máy 1, khu A"}


def test_choices_come_from_a_map_file(tmp_path: Path) -> None:
    geojson = (
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "p1", '
        '"properties": {"title": "Trạm 1"}, "geometry": {"type": "Point", "coordinates": [105.8, 21.0]}}]}'
    )

    filling = a_form_with(tmp_path, "select_one_from_file", "stations.geojson", geojson.encode())

    assert [(each.name, each.label) for each in filling.choices("/data/q")] == [("p1", {"": "Trạm 1"})]


def test_choices_come_from_an_xml_file(tmp_path: Path) -> None:
    xml = "<root><item><name>x1</name><label>Trạm X</label></item></root>"

    filling = a_form_with(tmp_path, "select_one_from_file", "stations.xml", xml.encode())

    assert [(each.name, each.label) for each in filling.choices("/data/q")] == [("x1", {"": "Trạm X"})]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", b"\xff\xfe\xfd\x00\xd8"), ("a.geojson", b"{"), ("a.xml", b"<root>"), ("a.csv", b"name\n\xc4")],
)
def test_a_damaged_list_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(UserError, match=name.replace(".", r"\.") if not name.endswith("xml") else "XML"):
        a_form_with(tmp_path, "select_one_from_file", name, content)


def test_lists_are_found_in_the_media_folder_of_the_form_too(tmp_path: Path) -> None:
    (tmp_path / "data-media").mkdir()
    (tmp_path / "data-media" / "units.csv").write_text("name,label\nkg,Kilôgam\n", "utf-8")
    path = tmp_path / "data.md"
    path.write_text(
        "| survey |\n| | type | name | label | calculation |\n"
        "| | text | unit | Đơn vị | |\n| | calculate | full | | pulldata('units', 'label', 'name', ${unit}) |\n",
        "utf-8",
    )

    read = convert(path)
    filling = Filling(read_xform(read.xform, "data"))
    filling.answer("/data/unit", "kg")

    assert filling.value("/data/full") == "Kilôgam"
    assert list(read.lists) == ["units.csv"]
    assert read.advice == ()


def test_a_list_and_a_picture_that_are_missing_are_named(tmp_path: Path) -> None:
    path = tmp_path / "data.md"
    path.write_text(
        "| survey |\n| | type | name | label | image |\n| | select_one_from_file no.csv | q | Chọn | seal.png |\n",
        "utf-8",
    )

    told = [str(each) for each in convert(path).advice]

    assert ["no.csv" in each for each in told] == [True, False]
    assert "seal.png" in told[1]


def test_a_form_without_long_lists_is_left_as_it_is() -> None:
    source = "| survey |\n| | type | name | label |\n| | text | q | Hỏi |\n"

    assert "itemset" not in convert_text(source, "data").xform


def a_search(tmp_path: Path, appearance: str, value: str = "code", inside: str = "") -> Filling:
    (tmp_path / "areas.csv").write_text("code,tên khu,zone\na1,Khu A,n\na2,Khu Bắc,n\na3,Khu C,s\n", "utf-8")
    rows = f"| | text | zone | Vùng | |\n| | select_one areas | area | Khu | {appearance} |\n"
    if inside:
        rows = f"| | begin repeat | line | L | |\n{rows}| | end repeat | | | |\n"
    path = tmp_path / "data.md"
    path.write_text(
        f"| survey |\n| | type | name | label | appearance |\n{rows}"
        f"\n| choices |\n| | list_name | name | label |\n| | areas | {value} | tên khu, zone |\n",
        "utf-8",
    )
    return Filling(read_xform(convert(path).xform, "data"))


def offered(filling: Filling, path: str = "/data/area") -> list[tuple[str, str]]:
    return [(each.name, each.label[""]) for each in filling.choices(path)]


def test_a_search_offers_the_rows_of_its_file(tmp_path: Path) -> None:
    filling = a_search(tmp_path, "minimal search('areas')")

    assert offered(filling) == [("a1", "Khu A"), ("a2", "Khu Bắc"), ("a3", "Khu C")]


@pytest.mark.parametrize(
    ("appearance", "names"),
    [
        ("search('areas', 'matches', 'zone', ${zone})", ["a1", "a2"]),
        ("search('areas', 'contains', 'tên khu', 'Bắc')", ["a2"]),
        ("search('areas', 'startswith', 'code', 'a3')", ["a3"]),
        ("search('areas', 'endswith', 'code', '1', 'zone', ${zone})", ["a1"]),
    ],
)
def test_a_search_is_narrowed_as_its_author_wrote(tmp_path: Path, appearance: str, names: list[str]) -> None:
    filling = a_search(tmp_path, appearance)

    filling.answer("/data/zone", "n")

    assert [name for name, _label in offered(filling)] == names


def test_a_search_in_a_repeat_looks_at_its_own_instance(tmp_path: Path) -> None:
    filling = a_search(tmp_path, "search('areas', 'matches', 'zone', ${zone})", inside="yes")
    filling.add("/data/line")
    filling.answer("/data/line[1]/zone", "n")
    filling.answer("/data/line[2]/zone", "s")

    assert [name for name, _label in offered(filling, "/data/line[2]/area")] == ["a3"]


@pytest.mark.parametrize(
    ("appearance", "value"),
    [("search('areas', 'sounds', 'zone', 'n')", "code"), ("search('areas'", "code"), ("search('areas')", "1")],
)
def test_a_search_that_odk_does_not_know_stays_an_ordinary_list(tmp_path: Path, appearance: str, value: str) -> None:
    filling = a_search(tmp_path, appearance, value)

    assert [name for name, _label in offered(filling)] == [value]


def test_a_form_of_an_older_kind_takes_its_long_lists_from_itemsets_csv(tmp_path: Path) -> None:
    (tmp_path / "itemsets.csv").write_text("list_name,name,label,zone\nareas,a1,Khu A,n\nother,x,X,n\n", "utf-8")
    path = tmp_path / "form.xml"
    path.write_text(
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>'
        '<h:title>T</h:title><model><instance><data id="t"><area/></data></instance><bind nodeset="/data/area"/>'
        "</model></h:head><h:body>"
        "<input ref=\"/data/area\" query=\"instance('areas')/root/item[zone='n']\"><label>Khu</label></input>"
        "</h:body></h:html>",
        "utf-8",
    )

    filling = Filling(read_xform(convert(path).xform, "data"))

    assert offered(filling) == [("a1", "Khu A")]
