"""Every type of question that a laptop can serve, and what is said of those that it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.forms.definition import QuestionType
from app.domain.forms.filling import Filling
from app.domain.forms.mistakes import FormError
from app.domain.forms.reading import convert, convert_text, read_xform
from tests.domain.forms.builders import MORNING, a_filling, a_form

ALL_TYPES = """
| survey |
| | type                  | name  | label       | parameters             | appearance |
| | start                 | begun |             |                        |            |
| | end                   | done  |             |                        |            |
| | today                 | day0  |             |                        |            |
| | username              | who   |             |                        |            |
| | deviceid              | which |             |                        |            |
| | text                  | t     | Chữ         |                        | multiline  |
| | integer               | i     | Số nguyên   |                        |            |
| | decimal               | d     | Số          |                        |            |
| | range                 | r     | Mức         | start=0 end=1 step=0.1 |            |
| | date                  | day   | Ngày        |                        | month-year |
| | time                  | clock | Giờ         |                        |            |
| | dateTime              | at    | Lúc         |                        |            |
| | select_one yesno      | one   | Một         |                        | minimal    |
| | select_multiple yesno | some  | Nhiều       |                        |            |
| | rank yesno            | order | Xếp hạng    |                        |            |
| | note                  | told  | Lời dặn     |                        |            |
| | acknowledge           | seen  | Đã xem      |                        |            |
| | image                 | photo | Ảnh         |                        |            |
| | audio                 | sound | Tiếng       |                        |            |
| | video                 | film  | Phim        |                        |            |
| | file                  | paper | Tệp         |                        |            |
| | barcode               | code  | Mã          |                        |            |
| | geopoint              | place | Chỗ         |                        |            |
| | geotrace              | way   | Đường       |                        |            |
| | geoshape              | field | Vùng        |                        |            |
| | hidden                | h     |             |                        |            |

| choices |
| | list_name | name | label |
| | yesno     | yes  | Có    |
| | yesno     | no   | Không |
"""

ANSWERS = {
    "t": ("Đồng hồ số 3", "Đồng hồ số 3"),
    "i": ("12", "12"),
    "d": ("12,5", "12.5"),
    "r": ("0.3", "0.3"),
    "day": ("2026-11-24", "2026-11-24"),
    "clock": ("08:30:00", "08:30:00"),
    "at": ("2026-11-24T08:30:00", "2026-11-24T08:30:00"),
    "one": ("yes", "yes"),
    "some": ("yes no", "yes no"),
    "order": ("no yes", "no yes"),
    "seen": ("OK", "OK"),
    "photo": ("meter.jpg", "meter.jpg"),
    "sound": ("noise.wav", "noise.wav"),
    "film": ("line.mp4", "line.mp4"),
    "paper": ("book.pdf", "book.pdf"),
    "code": ("8934567890123", "8934567890123"),
    "place": ("21.03 105.85 0 0", "21.03 105.85 0 0"),
    "way": ("21.03 105.85;21.04 105.86", "21.03 105.85;21.04 105.86"),
    "field": ("21 105;21 106;22 106;21 105", "21 105;21 106;22 106;21 105"),
    "h": ("ẩn", "ẩn"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_of_every_type_is_kept_and_fine(name: str) -> None:
    filling = a_filling(ALL_TYPES)
    typed, stored = ANSWERS[name]

    filling.answer(f"/data/{name}", typed)

    assert filling.value(f"/data/{name}") == stored
    assert filling.problem(f"/data/{name}") is None


def test_every_type_is_known_by_its_own_word() -> None:
    form = a_form(ALL_TYPES)

    kinds = {each.name: each.type for each in form.questions()}

    asked = [kind for kind in QuestionType if kind not in (QuestionType.CALCULATE, QuestionType.HIDDEN)]
    assert set(kinds.values()) >= set(asked)
    assert kinds["begun"] is QuestionType.HIDDEN


@pytest.mark.parametrize(
    ("name", "typed"),
    [("i", "1.5"), ("d", "x"), ("r", "2"), ("r", "0.35"), ("day", "31-11-2026"), ("clock", "25:00"), ("at", "x")],
)
def test_an_answer_that_is_not_of_the_type_is_marked(name: str, typed: str) -> None:
    filling = a_filling(ALL_TYPES)

    filling.answer(f"/data/{name}", typed)

    assert filling.problem(f"/data/{name}")


def test_a_range_written_downwards_and_one_without_a_step_count_too() -> None:
    form = """
    | survey |
    | | type  | name | label | parameters           |
    | | range | down | Giảm  | start=10 end=1 step=3 |
    | | range | free | Đều   | start=1 end=5         |
    """

    filling = a_filling(form)

    filling.answer("/data/down", "7")
    filling.answer("/data/free", "3")
    assert (filling.problem("/data/down"), filling.problem("/data/free")) == (None, None)


def test_metadata_are_filled_in_from_what_the_computer_knows() -> None:
    form = a_form(ALL_TYPES)

    filling = Filling(form, today=MORNING, properties={"username": "Thu Hà", "deviceid": "máy-1"})

    assert filling.value("/data/who") == "Thu Hà"
    assert filling.value("/data/which") == "máy-1"
    assert filling.value("/data/day0") == "2026-03-02"
    assert filling.value("/data/begun") == "2026-03-02T08:30:00.000+07:00"


def test_what_once_made_is_kept_when_the_form_is_opened_again() -> None:
    form = """
    | survey |
    | | type      | name | label | calculation             |
    | | calculate | lot  |       | once(string(random()))  |
    | | calculate | all  |       | 1 + 1                   |
    """
    first = a_filling(form)

    again = a_filling(form, first.values())

    assert again.value("/data/lot") == first.value("/data/lot") != ""
    assert "/data/all" not in first.values()


OTHERS = """
| survey |
| | type                | name | label    | appearance |
| | audit               | audit |         |            |
| | background-audio    | ba   |          |            |
| | background-geopoint | bg   |          |            |
| | start-geopoint      | sg   |          |            |
| | osm                 | om   | Bản đồ   |            |
| | phonenumber         | pn   |          |            |
| | simserial           | sim  |          |            |
| | audio               | au   | Tiếng    |            |
| | geotrace            | gt   | Đường    |            |
| | image               | sig  | Chữ ký   | signature  |
| | image               | dr   | Hình vẽ  | draw       |
| | text                | out  | Đo       | ex:org.example.scale |
| | text                | fine | Bình thường |         |
"""


def test_what_a_laptop_cannot_serve_is_named_when_the_form_is_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "phone.md"
    path.write_text(OTHERS.replace("background-geopoint | bg   |          |", "start-geopoint | bg | |"), "utf-8")

    read = convert(path)

    named = {each.row: each.column for each in read.advice}
    assert named == {row: "type" if row < 11 else "appearance" for row in range(2, 14)}
    assert all(not each.is_fatal for each in read.advice)


def test_an_answer_of_the_last_time_and_entities_are_named_too() -> None:
    source = """
    | survey |
    | | type | name | label | default               |
    | | text | area | Khu   | ${last-saved#area}    |

    | settings |
    | | submission_url         | public_key |
    | | https://kobo.example/x | MIIB       |

    | entities |
    | | list_name | label    |
    | | areas     | ${area}  |
    """

    told = convert_text(source, "data").advice

    assert [(each.sheet, each.column) for each in told] == [
        ("survey", "default"),
        ("settings", "public_key"),
        ("settings", "submission_url"),
        ("entities", ""),
    ]


def test_questions_that_a_laptop_cannot_serve_do_not_stand_in_the_way() -> None:
    source = "\n".join(line for line in OTHERS.splitlines() if "background-geopoint" not in line)
    form = read_xform(convert_text(source, "data").xform, "data")

    filling = Filling(form, today=MORNING)
    filling.answer("/data/om", "map.osm")
    filling.answer("/data/sig", "sign.png")

    assert form.question("/data/om").type is QuestionType.FILE
    assert form.question("/data/ba").type is QuestionType.HIDDEN
    assert filling.value("/data/sig") == "sign.png"


MEDIA = """
| survey |
| | type             | name | label::Tiếng Việt (vi) | label::English (en) | image::Tiếng Việt (vi) | image::English (en) | audio::English (en) | guidance_hint::Tiếng Việt (vi) |
| | select_one seals | seal | Niêm phong nào?        | Which seal?         | chì.png                | lead.png            | lead.mp3            | Hỏi ${who} trước               |
| | text             | who  | Ai?                    | Who?                |                        |                     |                     |                                |

| choices |
| | list_name | name | label::Tiếng Việt (vi) | label::English (en) | image::Tiếng Việt (vi) |
| | seals     | lead | Chì                    | Lead                | kẹp.png                |
| | seals     | tape | Tem                    | Tape                |                        |

| settings |
| | default_language |
| | Tiếng Việt (vi)  |
"""  # noqa: E501


def test_pictures_and_sounds_of_questions_and_choices_are_known_by_language() -> None:
    filling = a_filling(MEDIA)

    question = filling.form.question("/data/seal")

    assert question.media["image"] == {"vi": "chì.png", "en": "lead.png"}
    assert question.media["audio"] == {"en": "lead.mp3"}
    assert [each.media for each in filling.choices("/data/seal")] == [{"image": {"vi": "kẹp.png"}}, {}]


def test_the_author_tells_the_person_who_asks() -> None:
    filling = a_filling(MEDIA)
    filling.answer("/data/who", "kho")

    assert filling.guidance("/data/seal") == "Hỏi kho trước"


def test_a_type_that_does_not_exist_is_a_mistake() -> None:
    with pytest.raises(FormError, match="hologram"):
        a_form("| survey |\n| | type | name | label |\n| | hologram | x | X |\n")
