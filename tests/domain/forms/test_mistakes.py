"""Mistakes in a form: every one is named with sheet, row, column and the mend."""

# ruff: noqa: E501 — a row of a form is one line

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.forms.mistakes import FormError
from app.domain.forms.reading import convert, convert_text, mistakes_in, read_xform

WRONG = """
| survey |
| | type           | name | label       | relevant        | calculation | constraint                 |
| | begin group    | g    | Nhóm        |                 |             |                            |
| | text           | plan | Kế hoạch    | ${plam} = 'x'   |             |                            |
| | text           | plan | Lần nữa     | ${plan} = 'x    |             |                            |
| | select_one yen | 1b   | Chọn        |                 |             | foo(3)                     |
| | integer        | age  | Tuổi ${who} |                 |             | . > (3                     |
| | text           | mail | Thư         | selected(.)     |             | regex(., '[a-z')           |
| |                | lost | Không kiểu  |                 |             |                            |
| | end repeat     |      |             |                 |             |                            |
| choices |
| | list_name | name | label |
| | yesno     | yes  | Có    |
| | yesno     | yes  | Vâng  |
| | yesno     |      | Không |
"""


def mistakes(source: str) -> list[str]:
    try:
        convert_text(source, "data")
    except FormError as error:
        return [str(each) for each in error.mistakes]
    return []


def test_every_mistake_of_a_form_is_named_at_once_and_where_it_is() -> None:
    found = mistakes(WRONG)

    assert found == [
        "Trang survey, hàng 2, cột type: Nhóm “g” chưa được kết thúc. Hãy thêm dòng “end group”.",
        "Trang survey, hàng 3, cột relevant: Không có câu hỏi nào tên “plam”; có phải “plan” không?",
        "Trang survey, hàng 4, cột name: Tên “plan” đã dùng ở hàng 3. Hãy đặt tên khác.",
        "Trang survey, hàng 4, cột relevant: Biểu thức sai từ ký tự 11, chỗ “'x”. Hãy xem lại dấu và tên hàm.",
        "Trang survey, hàng 5, cột name: Tên “1b” không hợp lệ: bắt đầu bằng chữ cái không dấu hoặc gạch dưới, sau đó chỉ gồm chữ cái, chữ số, gạch dưới, gạch nối, dấu chấm.",
        "Trang survey, hàng 5, cột type: Không có danh sách “yen”; có phải “yesno” không? Hãy sửa cột type.",
        "Trang survey, hàng 5, cột constraint: Không có hàm “foo”; có phải “floor” không?",
        "Trang survey, hàng 6, cột label: Không có câu hỏi nào tên “who”. Hãy sửa tên trong ngoặc nhọn.",
        "Trang survey, hàng 6, cột constraint: Biểu thức thiếu “)” ở ký tự 7: . > (3",
        "Trang survey, hàng 7, cột relevant: Hàm selected cần ít nhất 2 giá trị, ở đây có 1.",
        "Trang survey, hàng 7, cột constraint: Mẫu của hàm regex không đúng: [a-z",
        "Trang survey, hàng 8, cột type: Hàng này chưa có kiểu. Hãy ghi kiểu câu hỏi vào cột type.",
        "Trang survey, hàng 9, cột type: “end repeat” không khớp với dòng bắt đầu nào. Hãy bỏ nó hoặc thêm dòng bắt đầu.",
        "Trang choices, hàng 3, cột name: Lựa chọn “yes” đã có ở hàng 2. Hãy đặt tên khác.",
        "Trang choices, hàng 4, cột name: Lựa chọn này chưa có tên. Hãy ghi vào cột name.",
    ]


def test_the_error_itself_is_one_sentence_that_counts_the_others() -> None:
    with pytest.raises(FormError) as error:
        convert_text(WRONG, "data")

    assert str(error.value).endswith("(và 14 lỗi khác)")
    assert isinstance(error.value, UserError)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            "| | foo | a | A | |",
            "Trang survey, hàng 2, cột type: Không có kiểu câu hỏi “foo”. Hãy sửa cột type.",
        ),
        (
            "| | text | b | B | |\n| | calculate | a | | |",
            "Trang survey, hàng 3, cột calculation: Kiểu calculate cần công thức. Hãy ghi vào cột calculation.",
        ),
        (
            "| | range | a | A | start=x |",
            "Trang survey, hàng 2, cột parameters: Tham số “start” của thang đo phải là một số.",
        ),
    ],
)
def test_what_only_pyxform_finds_is_said_in_the_same_way(rows: str, words: str) -> None:
    source = f"| survey |\n| | type | name | label | parameters |\n{rows}\n"

    assert mistakes(source) == [words]


def test_a_circle_of_calculations_is_named_link_by_link() -> None:
    source = """
| survey |
| | type      | name | label | calculation  |
| | text      | a    | A     |              |
| | calculate | x    |       | ${y} + 1     |
| | calculate | y    |       | ${x} + ${a}  |
"""

    assert mistakes(source) == [
        "Trang survey, hàng 3, cột calculation: Các câu này phụ thuộc vòng tròn vào nhau: x → y → x. "
        "Hãy bỏ bớt một chỗ nhắc đến."
    ]


def test_a_column_that_would_break_the_whole_form_is_named() -> None:
    source = """
| survey |
| | type | name | label | bind::audit:subject | bind::a b |
| | text | a    | A     | 1                   | x         |
| choices |
| | list_name | name | label | mô tả |
| | l         | a    | A     | x     |
"""

    assert mistakes(source) == [
        "Trang survey, hàng 1, cột bind::audit:subject: Tiền tố “audit” chưa khai báo. "
        "Hãy thêm vào cột namespaces của trang settings.",
        "Trang survey, hàng 1, cột bind::a b: Tên cột “bind::a b” không dùng được. Hãy viết như bind::audit:code.",
        "Trang choices, hàng 1, cột mô tả: Tên cột “mô tả” không dùng được: "
        "chỉ gồm chữ cái, chữ số, gạch dưới, gạch nối.",
    ]


def test_a_list_beside_the_form_that_is_no_list_is_named(tmp_path: Path) -> None:
    (tmp_path / "form.md").write_text(
        "| survey |\n| | type | name | label |\n| | select_one_from_file nơi.geojson | a | A |\n", "utf-8"
    )
    (tmp_path / "nơi.geojson").write_text('{"features": 7}', "utf-8")

    with pytest.raises(UserError, match="không phải GeoJSON đúng"):
        convert(tmp_path / "form.md")


def test_a_form_without_a_survey_or_without_types_is_refused() -> None:
    assert mistakes("| choices |\n| | list_name | name |\n| | a | b |\n") == [
        "Biểu mẫu không có trang survey. Hãy thêm trang đó với cột type và name."
    ]
    assert mistakes("| survey |\n| | name | label |\n| | a | A |\n") == [
        "Trang survey, hàng 1, cột type: Thiếu cột type. Hãy thêm cột đó vào hàng tiêu đề."
    ]


def test_a_mistake_in_a_text_file_knows_its_line_too(tmp_path: Path) -> None:
    path = tmp_path / "form.md"
    path.write_text("# ghi chú\n\n| survey |\n| | type | name | label |\n| | text | a b | A |\n", "utf-8")

    (mistake,) = mistakes_in(path)

    assert (mistake.row, mistake.line, mistake.column) == (2, 5, "name")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.md", None),
        ("photo.png", b"\x89PNG"),
        ("damaged.xlsx", b"PK\x03\x04 and no more"),
        ("foreign.xls", b"not a workbook"),
        ("latin.md", "| survey | được".encode("utf-16")),
    ],
)
def test_a_file_that_is_no_form_gives_one_sentence(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(UserError, match=name):
        convert(path)


def test_an_xform_that_brings_entities_along_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><h:html xmlns:h="x"><b>&b;</b></h:html>'

    with pytest.raises(UserError):
        read_xform(bomb, "bomb")


@pytest.mark.parametrize("xform", ["", "<a", "<a/>", "<html><model><instance/></model></html>", "văn bản"])
def test_what_is_no_xform_is_refused_in_one_sentence(xform: str) -> None:
    with pytest.raises(UserError):
        read_xform(xform, "foreign")
