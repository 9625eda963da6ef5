"""Filled forms as ODK submissions and as tables, and submissions read back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.domain.errors import UserError
from app.domain.forms.definition import Form
from app.domain.forms.filling import Filling
from app.domain.forms.reading import convert_text, read_xform
from app.exchange.submission_tables import csv_text, submission_tables
from app.exchange.submissions import read_submission, submission_xml

VISIT = """
| survey |
|  | type             | name  | label        | relevant          | calculation     |
|  | begin group      | s1    | 1            |                   |                 |
|  | text             | who   | Ai           |                   |                 |
|  | select_one yesno | trade | Có mua bán?  |                   |                 |
|  | integer          | scales | Số cân      | ${trade} = 'yes'  |                 |
|  | end group        |       |              |                   |                 |
|  | geopoint         | place | Chỗ          |                   |                 |
|  | dateTime         | at    | Lúc          |                   |                 |
|  | time             | clock | Giờ          |                   |                 |
|  | image            | photo | Ảnh          |                   |                 |
|  | begin group      | plant | Nhà máy      |                   |                 |
|  | begin repeat     | line  | Dây chuyền   |                   |                 |
|  | text             | what  | Tên          |                   |                 |
|  | begin repeat     | gage  | Đồng hồ      |                   |                 |
|  | decimal          | mark  | Vạch         |                   |                 |
|  | end repeat       |       |              |                   |                 |
|  | end repeat       |       |              |                   |                 |
|  | end group        |       |              |                   |                 |
|  | calculate        | lines |              |                   | count(${line})  |
|  | end              | done  |              |                   |                 |

| choices |
|  | list_name | name | label |
|  | yesno     | yes  | Có    |
|  | yesno     | no   | Không |

| settings |
|  | form_title | form_id | name  | version |
|  | Chuyến     | visit   | visit | 7       |
"""
ID = "uuid:0193-1"
DONE = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def form() -> Form:
    return read_xform(convert_text(VISIT, "visit").xform, "visit")


def filled() -> Filling:
    filling = Filling(form())
    for path, text in {
        "s1/who": "Bà Lê <kho> & con",
        "s1/trade": "no",
        "place": "21.03 105.85",
        "at": "2026-11-24T08:30:00",
        "clock": "14:05:00",
        "photo": "cân.jpg",
        "plant/line[1]/what": "=1+1",
    }.items():
        filling.answer(f"/visit/{path}", text)
    filling.add("/visit/plant/line")
    filling.add("/visit/plant/line[2]/gage")
    filling.add("/visit/plant/line[2]/gage")
    filling.answer("/visit/plant/line[2]/gage[2]/mark", "-2,5")
    return filling


def state(filling: Filling) -> dict[str, str]:
    """What is asked and answered, without the moment of the end."""
    return {path: filling.value(path) for path in filling.shown_paths()}


def element(xml: str) -> etree._Element:
    return etree.fromstring(xml.encode())


def test_a_submission_names_its_form_and_itself() -> None:
    root = element(submission_xml(filled(), ID))

    assert (root.get("id"), root.get("version")) == ("visit", "7")
    assert root.findtext("meta/instanceID") == ID


def test_values_are_written_as_odk_writes_them() -> None:
    root = element(submission_xml(filled(), ID, files={"/visit/photo": "cân-2.jpg"}, ended_at=DONE))

    assert root.findtext("s1/who") == "Bà Lê <kho> & con"
    assert root.findtext("place") == "21.03 105.85 0.0 0.0"
    assert root.findtext("at") == "2026-11-24T08:30:00+07:00"
    assert root.findtext("clock") == "14:05:00+07:00"
    assert root.findtext("photo") == "cân-2.jpg"
    assert root.findtext("done") == "2026-11-24T10:00:00.000+07:00"


def test_only_what_is_asked_is_in_a_submission() -> None:
    root = element(submission_xml(filled(), ID))

    assert root.find("s1/scales") is None
    assert root.findtext("s1/trade") == "no"


def test_repeats_stand_in_order_and_empty_ones_are_there() -> None:
    root = element(submission_xml(filled(), ID))

    lines = root.findall("plant/line")
    assert [each.findtext("what") for each in lines] == ["=1+1", ""]
    assert [each.findtext("mark") for each in lines[1].findall("gage")] == ["", "-2.5"]
    assert root.findtext("lines") == "2"


def test_a_submission_read_back_gives_the_same_answers() -> None:
    before = filled()

    read = read_submission(submission_xml(before, ID), before.form)

    assert (read.form_id, read.version, read.instance_id, read.unknown) == ("visit", "7", ID, ())
    assert state(Filling(before.form, read.values)) == state(before)


def test_a_form_without_any_instance_of_a_repeat_comes_back_so() -> None:
    before = filled()
    before.remove("/visit/plant/line[2]")
    before.remove("/visit/plant/line[1]")

    again = Filling(before.form, read_submission(submission_xml(before, ID), before.form).values)

    assert again.instances("/visit/plant/line") == []


VISITED = form()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.text(max_size=12), max_size=3), max_size=3),
    st.text(max_size=30),
    st.sampled_from(["yes", "no", ""]),
)
def test_whatever_is_typed_comes_back(lines: list[list[str]], who: str, trade: str) -> None:
    before = Filling(VISITED)
    before.answer("/visit/s1/who", who)
    before.answer("/visit/s1/trade", trade)
    before.remove("/visit/plant/line[1]")
    for number, gages in enumerate(lines, 1):
        before.add("/visit/plant/line")
        for text in gages:
            before.add(f"/visit/plant/line[{number}]/gage")
            before.answer(f"/visit/plant/line[{number}]/what", text)

    again = Filling(VISITED, read_submission(submission_xml(before, ID), VISITED).values)

    assert without_controls(state(again)) == without_controls(state(before))


def without_controls(values: dict[str, str]) -> dict[str, str]:
    """XML cannot carry control characters, nor tell a carriage return from a new line."""
    return {
        path: "".join(each for each in text if each in "\t\n" or (each >= " " and each.isprintable()))
        for path, text in values.items()
    }


def test_what_another_program_wrote_stays_as_it_is_and_what_is_unknown_is_named() -> None:
    xml = (
        '<visit id="visit" version="6"><s1><who>Lê</who><phone>09</phone></s1>'
        "<at>2026-11-24T08:30:00.000+07:00</at><meta><instanceID>uuid:x</instanceID></meta></visit>"
    )

    read = read_submission(xml, form())

    assert read.values["/visit/at"] == "2026-11-24T08:30:00.000+07:00"
    assert read.unknown == ("/visit/s1/phone",)


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        ("<other/>", "other"),
        ("<visit>", "không phải XML"),
        ('<!DOCTYPE x [<!ENTITY e "x">]><visit>&e;</visit>', "DOCTYPE"),
    ],
)
def test_what_is_no_submission_to_this_form_is_refused(xml: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        read_submission(xml, form())


def test_tables_have_a_row_for_the_form_and_one_for_each_instance() -> None:
    main, lines, gages = submission_tables(filled(), ID, ended_at=DONE)

    row = dict(zip(main.header, main.rows[0], strict=True))
    assert (main.name, lines.name, gages.name) == ("", "plant.line", "plant.line.gage")
    assert row["s1-who"] == "Bà Lê <kho> & con"
    assert row["s1-scales"] == ""
    assert (row["place-Latitude"], row["place-Longitude"], row["place-Altitude"]) == ("21.03", "105.85", "0.0")
    assert (row["KEY"], row["FormVersion"], row["lines"]) == (ID, "7", "2")
    assert lines.header == ("what", "PARENT_KEY", "KEY")
    assert lines.rows[1] == ("", ID, f"{ID}/plant/line[2]")
    assert gages.rows[-1] == ("-2.5", f"{ID}/plant/line[2]", f"{ID}/plant/line[2]/gage[2]")


def test_a_cell_that_would_be_a_formula_is_defused_and_a_number_is_not() -> None:
    text = csv_text(("a", "b", "c", "d"), (("=1+1", "-5", "@x", "-2,5"), ("+84 9", "x\ny", '"', "-")))

    assert text == 'a,b,c,d\r\n\'=1+1,-5,\'@x,"-2,5"\r\n\'+84 9,"x\ny","""",\'-\r\n'
