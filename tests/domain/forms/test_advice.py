"""What is no mistake but hardly meant: the form can be used, and its author hears of it."""

# ruff: noqa: E501 — a row of a form is one line

from __future__ import annotations

from app.domain.forms.reading import convert_text

DOUBTFUL = """
| survey |
| | type              | name  | label | relevent | relevant                                | constraint_msg | choice_filter   | calculation              |
| | select_one yes_no | plan  | Có?   |          |                                         |                |                 |                          |
| | text              | why   | Sao?  |          | ${plan} = 'yess'                        |                |                 |                          |
| | text              | who   | Ai?   |          | ${plan}                                 |                |                 |                          |
| | text              | many  | Gì?   |          | selected(${plan}, 'both') or ${why} = 'x' |              |                 |                          |
| | select_one part   | part  | Phần? |          |                                         |                | kind = ${plan}  |                          |
| | calculate         | whole |       |          |                                         |                |                 | /data/nowhere + /data/who |
| | select_one yes_no or_other | open | Khác? |   |                                         |                |                 |                          |
| | text              | other | Khác  |          | ${open} = 'anything'                    |                |                 |                          |
| choices |
| | list_name | name | label |
| | yes_no    | yes  | Có    |
| | yes_no    | no   | Không |
| | part      | p    | P     |
"""


def test_what_is_hardly_meant_is_told_with_the_place_and_the_form_still_converts() -> None:
    read = convert_text(DOUBTFUL, "data")

    assert "<h:html" in read.xform
    assert list(read.warnings) == [
        "Trang survey, hàng 1, cột relevent: XLSForm không đọc cột “relevent”; có phải “relevant” không?",
        "Trang survey, hàng 1, cột constraint_msg: XLSForm không đọc cột “constraint_msg”; có phải “constraint_message” không?",
        "Trang survey, hàng 3, cột relevant: Câu “plan” không có lựa chọn “yess”; có phải “yes” không?",
        "Trang survey, hàng 4, cột relevant: Điều kiện “${plan}” luôn đúng: nó chỉ hỏi câu đó có trong biểu mẫu không.",
        "Trang survey, hàng 5, cột relevant: Câu “plan” không có lựa chọn “both”.",
        "Trang survey, hàng 6, cột choice_filter: Trang choices không có cột “kind”, nên bộ lọc không cho lựa chọn nào qua.",
        "Trang survey, hàng 7: Đường dẫn /data/nowhere không có trong biểu mẫu.",
    ]


def test_a_clean_form_gets_no_advice() -> None:
    source = "| survey |\n| | type | name | label | own notes |\n| | text | a | A | giữ |\n"

    assert convert_text(source, "data").advice == ()
