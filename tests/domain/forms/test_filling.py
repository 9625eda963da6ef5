"""A form being filled: what is asked, what is computed, what is wrong. Forms in their own notation."""

# ruff: noqa: E501 — a row of a form is one line

from __future__ import annotations

import pytest

from app.domain.errors import UserError
from app.domain.forms.definition import QuestionType
from app.domain.forms.filling import Filling
from tests.domain.forms.builders import a_filling, a_form

PLAN = """
| survey |
| | type              | name     | label::Tiếng Việt (vi)        | label::English (en)     | relevant           | required | required_message::Tiếng Việt (vi) |
| | select_one yes_no | has_plan | Có kế hoạch hiệu chuẩn không? | Is there a plan?        |                    | yes      | Hãy chọn có hoặc không.           |
| | begin group       | plan     | Kế hoạch                      | Plan                    | ${has_plan}='yes'  |          |                                   |
| | date              | plan_day | Ngày duyệt kế hoạch           | Day of approval         |                    | yes      |                                   |
| | text              | signer   | Người duyệt ngày ${plan_day}  | Signed on ${plan_day}   | ${plan_day} != ''  |          |                                   |
| | end group         |          |                               |                         |                    |          |                                   |
| choices |
| | list_name | name | label::Tiếng Việt (vi) | label::English (en) |
| | yes_no    | yes  | Có                     | Yes                 |
| | yes_no    | no   | Không                  | No                  |
"""


def test_a_condition_on_a_group_hides_and_shows_all_that_is_in_it() -> None:
    filling = a_filling(PLAN)
    assert [each.name for each in filling.relevant_questions()] == ["has_plan"]

    changed = filling.answer("/data/has_plan", "yes")

    assert [each.name for each in filling.relevant_questions()] == ["has_plan", "plan_day"]
    assert changed >= {"/data/has_plan", "/data/plan", "/data/plan/plan_day"}
    assert "/data/plan/signer" not in changed


def test_an_answer_that_is_not_asked_for_any_more_is_kept_and_counts_as_blank() -> None:
    filling = a_filling(PLAN)
    filling.answer("/data/has_plan", "yes")
    filling.answer("/data/plan/plan_day", "2026-02-01")
    assert filling.relevant("/data/plan/signer")

    filling.answer("/data/has_plan", "no")

    assert not filling.relevant("/data/plan/signer")
    assert filling.value("/data/plan/plan_day") == "2026-02-01"
    filling.answer("/data/has_plan", "yes")
    assert filling.relevant("/data/plan/signer")


def test_a_required_question_says_so_in_the_words_of_the_form_or_in_ours() -> None:
    filling = a_filling(PLAN)
    assert filling.problem("/data/has_plan") == "Hãy chọn có hoặc không."
    assert filling.problem("/data/plan/plan_day") is None

    filling.answer("/data/has_plan", "yes")

    assert filling.problem("/data/has_plan") is None
    assert filling.problem("/data/plan/plan_day") == "Câu này phải được trả lời."


def test_labels_show_the_answers_they_mention_in_the_language_in_use() -> None:
    filling = a_filling(PLAN)
    filling.answer("/data/has_plan", "yes")

    changed = filling.answer("/data/plan/plan_day", "2026-02-01")

    assert "/data/plan/signer" in changed
    assert filling.label("/data/plan/signer") == "Người duyệt ngày 2026-02-01"
    filling.use_language("en")
    assert filling.label("/data/plan/signer") == "Signed on 2026-02-01"
    assert filling.form.question("/data/plan/signer").label == {
        "vi": "Người duyệt ngày ${plan_day}",
        "en": "Signed on ${plan_day}",
    }


def test_a_filling_opened_again_with_its_answers_is_as_it_was() -> None:
    first = a_filling(PLAN)
    first.answer("/data/has_plan", "yes")
    first.answer("/data/plan/signer", "Trần Thị Bình")

    second = a_filling(PLAN, first.values())

    assert second.values() == first.values() == {"/data/has_plan": "yes", "/data/plan/signer": "Trần Thị Bình"}
    assert second.relevant_questions() == first.relevant_questions()


def test_an_unknown_path_is_a_key_error_and_changes_nothing() -> None:
    filling = a_filling(PLAN)

    with pytest.raises(KeyError):
        filling.answer("/data/nobody", "x")

    assert filling.values() == {}


NUMBERS = """
| survey |
| | type      | name  | label  | calculation                      | constraint           | constraint_message              | read_only |
| | integer   | year  | Năm    |                                  | . >= 1900 and . < 2027 | Năm từ 1900, không phải ${year}. |           |
| | decimal   | mass  | Khối lượng |                              | . > 0                |                                 |           |
| | decimal   | count | Số lượng |                                |                      |                                 |           |
| | calculate | total |        | ${mass} * ${count}               |                      |                                 |           |
| | calculate | twice |        | ${total} * 2                     |                      |                                 |           |
| | text      | shown | Tổng   | concat(${twice}, ' kg')          |                      |                                 | yes       |
| | time      | at    | Lúc    |                                  |                      |                                 |           |
"""


def test_a_chain_of_calculations_follows_one_answer() -> None:
    filling = a_filling(NUMBERS)
    filling.answer("/data/mass", "2.5")

    changed = filling.answer("/data/count", "4")

    assert (filling.value("/data/total"), filling.value("/data/twice")) == ("10", "20")
    assert filling.value("/data/shown") == "20 kg"
    assert changed == {"/data/count", "/data/total", "/data/twice", "/data/shown"}


def test_a_calculation_with_an_unanswered_part_is_blank_and_not_a_zero() -> None:
    filling = a_filling(NUMBERS)

    filling.answer("/data/mass", "2.5")

    assert filling.value("/data/total") == ""


def test_an_answer_that_breaks_its_constraint_is_kept_and_marked() -> None:
    filling = a_filling(NUMBERS)

    filling.answer("/data/year", "1800")

    assert filling.value("/data/year") == "1800"
    assert filling.problem("/data/year") == "Năm từ 1900, không phải 1800."
    filling.answer("/data/year", "1999")
    assert filling.problem("/data/year") is None


def test_answers_keep_their_digits_and_a_decimal_comma_becomes_a_point() -> None:
    filling = a_filling(NUMBERS)

    filling.answer("/data/mass", "1.230")
    filling.answer("/data/count", "1.234,50")

    assert filling.value("/data/mass") == "1.230"
    assert filling.value("/data/count") == "1234.50"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("year", "12,5", "Câu này cần một số nguyên, ví dụ 12."),
        ("mass", "nặng", "Câu này cần một số, ví dụ 12,5."),
        ("at", "25:00", "Câu này cần giờ và phút, ví dụ 08:30."),
    ],
)
def test_an_answer_of_the_wrong_kind_is_kept_and_explained(name: str, text: str, words: str) -> None:
    filling = a_filling(NUMBERS)

    filling.answer(f"/data/{name}", text)

    assert filling.problem(f"/data/{name}") == words


def test_a_locked_question_cannot_be_answered() -> None:
    filling = a_filling(NUMBERS)

    with pytest.raises(UserError):
        filling.answer("/data/shown", "7")

    assert filling.read_only("/data/shown")


DEFAULTS = """
| survey |
| | type      | name    | label | default  | calculation           | trigger    |
| | text      | place   | Nơi   | xưởng A  |                       |            |
| | date      | day     | Ngày  | today()  |                       |            |
| | calculate | ticket  |       |          | once(random())        |            |
| | text      | copied  | Chép  |          | concat(${place}, '!') | ${place}   |
"""


def test_defaults_are_there_at_once_dynamic_ones_by_the_clock_given() -> None:
    filling = a_filling(DEFAULTS)

    assert filling.value("/data/place") == "xưởng A"
    assert filling.value("/data/day") == "2026-03-02"


def test_dynamic_defaults_do_not_come_back_once_there_are_answers() -> None:
    filling = a_filling(DEFAULTS, {"/data/place": "xưởng B"})

    assert filling.value("/data/day") == ""


def test_once_keeps_the_first_value() -> None:
    filling = a_filling(DEFAULTS)
    first = filling.value("/data/ticket")

    filling.answer("/data/place", "xưởng B")

    assert first != ""
    assert filling.value("/data/ticket") == first


def test_a_trigger_sets_a_value_when_its_question_changes_and_only_then() -> None:
    filling = a_filling(DEFAULTS)
    assert filling.value("/data/copied") == ""

    filling.answer("/data/place", "kho")
    filling.answer("/data/copied", "tự ghi")
    filling.answer("/data/day", "2026-03-05")

    assert filling.value("/data/copied") == "tự ghi"
    filling.answer("/data/place", "cổng")
    assert filling.value("/data/copied") == "cổng!"


TYPES = """
| survey |
| | type                    | name | label | parameters       |
| | note                    | n    | Chú ý |                  |
| | range                   | r    | Mức   | start=1 end=5 step=0.5 |
| | select_multiple colours | m    | Màu   |                  |
| | rank colours            | k    | Xếp   |                  |
| | acknowledge             | a    | Đã đọc |                 |
| | image                   | i    | Ảnh   |                  |
| | file                    | f    | Tệp   |                  |
| | barcode                 | b    | Mã    |                  |
| | geopoint                | g    | Vị trí |                 |
| | hidden                  | h    |       |                  |
| | dateTime                | t    | Lúc   |                  |
| choices |
| | list_name | name | label |
| | colours   | red  | Đỏ    |
| | colours   | blue | Xanh  |
"""


def test_every_type_of_question_is_known_by_its_own_name() -> None:
    form = a_form(TYPES)

    kinds = {each.name: each.type for each in form.questions()}

    assert kinds == {
        "n": QuestionType.NOTE,
        "r": QuestionType.RANGE,
        "m": QuestionType.SELECT_MULTIPLE,
        "k": QuestionType.RANK,
        "a": QuestionType.ACKNOWLEDGE,
        "i": QuestionType.IMAGE,
        "f": QuestionType.FILE,
        "b": QuestionType.BARCODE,
        "g": QuestionType.GEOPOINT,
        "h": QuestionType.HIDDEN,
        "t": QuestionType.DATETIME,
    }
    scale = form.question("/data/r")
    assert (scale.start, scale.end, scale.step) == (1.0, 5.0, 0.5)


AUDIT = """
| settings |
| | form_title | version | namespaces                                  |
| | Khảo sát   | 7       | audit="https://dochuan.vn/xforms/audit"     |
| survey |
| | type                | name   | label::Tiếng Việt (vi) | label::English (en) | guidance_hint::Tiếng Việt (vi) | bind::audit:code | bind::audit:subject | bind::audit:clause | bind::audit:where_vi | bind::audit:where_en | bind::audit:weight | bind::audit:required_level | bind::audit:finding_vi | bind::audit:severity | bind::audit:indicator |
| | begin group         | s5     | Phương tiện đo         | Instruments         |                                |                  |                     |                    |                      |                      |                    |                            |                        |                      |                       |
| | select_one level    | labels | Tem có đủ không?       | Labels complete?    | Xem ba máy bất kỳ.             | 5.2              | 5                   | TT 23/2013 Đ.12    | Tại máy              | At the machine       | 3                  | 4                          | Thiếu tem.             | high                 | group2_valid          |
| | end group           |        |                        |                     |                                |                  |                     |                    |                      |                      |                    |                            |                        |                      |                       |
| choices |
| | list_name | name | label::Tiếng Việt (vi) | label::English (en) | description_vi       | description_en |
| | level     | 1    | Chưa có                | Absent              | Không máy nào có tem | No labels      |
| | level     | 2    | Đầy đủ                 | Complete            | Mọi máy có tem       | All labelled   |
"""


def test_the_columns_of_an_audit_are_read_with_the_question() -> None:
    form = a_form(AUDIT)

    question = form.question("/data/s5/labels")

    assert (form.title, form.version, question.code, form.group("/data/s5").code) == ("Khảo sát", "7", "5.2", "5")
    assert question.guidance == {"vi": "Xem ba máy bất kỳ."}
    audit = question.audit
    assert audit is not None
    assert (audit.subject, audit.clause, audit.weight, audit.required_level) == (5, "TT 23/2013 Đ.12", 3, 4)
    assert (audit.where, audit.finding) == ({"vi": "Tại máy", "en": "At the machine"}, {"vi": "Thiếu tem."})
    assert (audit.severity, audit.finding_when, audit.indicator) == ("high", "2", "group2_valid")


def test_a_level_tells_what_one_sees_there() -> None:
    form = a_form(AUDIT)

    first, second = form.choices("level")

    assert (first.name, first.label["vi"], first.hint["vi"]) == ("1", "Chưa có", "Không máy nào có tem")
    assert second.hint == {"vi": "Mọi máy có tem", "en": "All labelled"}


def test_answers_are_kept_in_one_unicode_form() -> None:
    filling = a_filling(NUMBERS.replace("| time ", "| text "))

    filling.answer("/data/at", "Đồng hồ")

    assert filling.value("/data/at") == "Đồng hồ"


def test_two_fillings_of_one_form_do_not_share_answers() -> None:
    form = a_form(PLAN)
    one, other = Filling(form), Filling(form)

    one.answer("/data/has_plan", "yes")

    assert other.value("/data/has_plan") == ""


def test_a_default_that_was_cleared_stays_cleared() -> None:
    filling = a_filling(DEFAULTS)

    filling.answer("/data/place", "")

    assert filling.values()["/data/place"] == ""
    assert a_filling(DEFAULTS, filling.values()).value("/data/place") == ""


def test_a_number_beyond_the_ends_of_a_range_is_kept_and_explained() -> None:
    filling = a_filling(TYPES)

    filling.answer("/data/r", "7")

    assert filling.value("/data/r") == "7"
    assert filling.problem("/data/r") == "Câu này cần một số từ 1 đến 5, cách nhau 0,5."
    filling.answer("/data/r", "4,5")
    assert filling.problem("/data/r") is None


WILDCARDS = """
| survey |
| | type        | name  | label | calculation                             |
| | begin group | g     | Nhóm  |                                         |
| | text        | a     | A     |                                         |
| | text        | b     | B     |                                         |
| | end group   |       |       |                                         |
| | calculate   | some  |       | count(/data/g/*[. != ''])               |
| | calculate   | deep  |       | count(//b[. = 'x'])                     |
| | calculate   | up    |       | string(/data/g/b/preceding-sibling::a)  |
| | calculate   | here  |       | concat(self::node()/../g/a, '!')        |
"""


def test_expressions_with_wildcards_and_other_axes_are_recomputed_too() -> None:
    filling = a_filling(WILDCARDS)

    filling.answer("/data/g/a", "y")
    filling.answer("/data/g/b", "x")

    assert [filling.value(f"/data/{name}") for name in ("some", "deep", "up", "here")] == ["2", "1", "y", "y!"]


PRELOADS = """
| survey |
| | type  | name  | label |
| | start | begun |       |
| | today | day   |       |
| | text  | a     | A     |
"""


def test_the_metadata_that_a_laptop_has_are_filled_in() -> None:
    filling = a_filling(PRELOADS)

    assert filling.value("/data/begun") == "2026-03-02T08:30:00.000+07:00"
    assert filling.value("/data/day") == "2026-03-02"
    assert filling.value("/data/meta/instanceID").startswith("uuid:")
    assert set(filling.values()) == {"/data/begun", "/data/day"}


OWN_LEVELS = """
| survey |
| | type         | name   | label::Tiếng Việt (vi) | bind::audit:subject | bind::audit:level1_vi | bind::audit:level1_en | bind::audit:level3_vi |
| | select_one level | labels | Có nhãn không?     | 5                   | Không có nhãn nào.    | No label at all.      | Phần lớn có nhãn.     |
| choices |
| | list_name | name | label::Tiếng Việt (vi) |
| | level     | 1    | Chưa có                |
| | level     | 2    | Rời rạc                |
| | level     | 3    | Phần lớn               |
| settings |
| | namespaces |
| | audit="https://dochuan.vn/xforms/audit" |
"""


def test_a_level_question_may_say_in_its_own_words_what_one_sees_at_each_level() -> None:
    filling = a_filling(OWN_LEVELS)

    one, two, three = filling.choices("/data/labels")

    assert filling.form.question("/data/labels").is_level
    assert one.hint["vi"] == "Không có nhãn nào."
    assert two.hint == {}
    assert three.hint["vi"] == "Phần lớn có nhãn."
