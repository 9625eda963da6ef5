"""The questionnaires that come with the program are whole: both languages, clause, evidence, finding, sound logic."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from functools import cache

import pytest
from pyxform.xls2xform import convert
from reportlab.pdfbase.ttfonts import TTFont

from app import paths
from app.domain.forms.definition import Audit, Form, Question, QuestionType
from app.domain.forms.filling import Filling
from app.domain.forms.reading import read_xform
from app.domain.indicators import INDICATORS

FORMS = sorted(paths.shipped("forms").rglob("*_*/*.md"))
NAMES = [each.stem for each in FORMS]
FONTS = ("IBMPlexSans_400Regular", "IBMPlexSans_600SemiBold", "LiberationSerif-Regular", "LiberationSerif-Bold")
DAY = datetime(2026, 10, 20, 3, tzinfo=UTC)
VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)


@cache
def converted(name: str) -> tuple[str, list[str]]:
    result = convert(xlsform=FORMS[NAMES.index(name)], validate=False)
    return result.xform, list(result.warnings or [])


@cache
def the_form(name: str) -> Form:
    return read_xform(converted(name)[0], name)


def level_questions() -> list[tuple[Question, Audit]]:
    questions = the_form("survey").questions()
    return [(each, each.audit) for each in questions if each.is_level and each.audit]


def test_the_four_forms_are_there() -> None:
    assert NAMES == ["closing_meeting", "opening_meeting", "profile", "survey"]


@pytest.mark.parametrize("name", NAMES)
def test_a_form_converts_without_a_warning(name: str) -> None:
    assert converted(name)[1] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_form_says_its_name_and_version_and_starts_in_vietnamese(name: str) -> None:
    form = the_form(name)

    assert form.root.name == name
    assert re.fullmatch(r"20\d{8}", form.version)
    assert list(form.languages) == ["vi", "en"]


@pytest.mark.parametrize("name", NAMES)
def test_every_label_hint_and_choice_speaks_both_languages(name: str) -> None:
    form = the_form(name)
    asked = [each for each in form.questions() if each.type not in (QuestionType.CALCULATE, QuestionType.HIDDEN)]
    groups = list(form.root.groups())
    choices = [choice for each in asked if each.choices for choice in form.choices(each.choices)]
    texts = [each.label for each in (*asked, *groups, *choices)] + [
        each.hint for each in (*asked, *choices) if each.hint
    ]

    one_sided = [text for text in texts if not (text.get("vi") and text.get("en"))]

    assert one_sided == []


@pytest.mark.parametrize("name", NAMES)
def test_no_english_text_was_left_in_vietnamese(name: str) -> None:
    english = [
        text
        for each in the_form(name).questions()
        for text in (each.label.get("en", ""), each.hint.get("en", ""))
        if VIETNAMESE.search(re.sub(r'đồng|["“].*?["”]', "", text))
    ]

    assert english == []


@pytest.mark.parametrize("name", ["profile", "survey"])
def test_section_titles_are_short_enough_for_the_tree(name: str) -> None:
    titles = [text for group in the_form(name).root.groups() for text in group.label.values()]

    assert [each for each in titles if len(each) > 24] == []


@pytest.mark.parametrize("name", NAMES)
def test_names_are_plain_english_words_and_used_once(name: str) -> None:
    names = Counter(each.name for each in the_form(name).questions())

    assert [each for each in names if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", each)] == []
    assert [each for each, times in names.items() if times > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_a_table_has_as_many_cells_as_its_head(name: str) -> None:
    path = FORMS[NAMES.index(name)]
    widths: list[set[int]] = []
    for line in path.read_text("utf-8").splitlines():
        if re.fullmatch(r"\| \w+ \|", line):
            widths.append(set())
        elif line.strip():
            widths[-1].add(len(re.split(r"(?<!\\)\|", line)))

    assert [len(each) for each in widths] == [1] * len(widths)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_form_asks_its_questions_and_finds_no_fault_but_the_required_ones(name: str) -> None:
    filling = Filling(the_form(name), today=DAY)

    faults = {filling.fault(each.path) for each in the_form(name).questions()}

    assert filling.relevant_questions()
    assert faults <= {"", "required"}


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_of_a_form_is_in_the_fonts_of_window_and_paper(name: str) -> None:
    letters = {each for each in FORMS[NAMES.index(name)].read_text("utf-8") if each > "~"}
    fonts = [paths.shipped("resources", "fonts", f"{each}.ttf") for each in FONTS]

    lacking = {font.stem: letters - set(map(chr, TTFont("f", str(font)).face.charToGlyph)) for font in fonts}

    assert lacking == {each: set() for each in FONTS}


def test_the_survey_has_about_250_questions_and_at_least_ten_on_each_of_the_nine_subjects() -> None:
    counts = Counter(audit.subject for _question, audit in level_questions())

    assert set(counts) == set(range(1, 10))
    assert min(counts.values()) >= 10
    assert 250 <= sum(counts.values()) <= 290


@pytest.mark.parametrize(
    ("kinds", "sections"),
    [
        ("manufacturing", set()),
        ("manufacturing prepackaged", {"s11"}),
        ("meters", {"s12"}),
        ("laboratory", {"s13"}),
    ],
)
def test_a_section_of_its_own_is_asked_of_each_particular_kind_of_plant(kinds: str, sections: set[str]) -> None:
    filling = Filling(the_form("survey"), {"/survey/s0/plant_kind": kinds}, today=DAY)

    asked = {each.path.split("/")[2] for each in filling.relevant_questions()}

    assert asked & {"s11", "s12", "s13"} == sections
    assert {f"s{number}" for number in range(11)} <= asked


def test_each_level_of_each_question_is_described_in_its_own_words() -> None:
    gaps = [
        (question.name, number)
        for question, audit in level_questions()
        for number, texts in enumerate(audit.levels, 1)
        if set(texts) != {"vi", "en"}
    ]

    assert gaps == []
    assert [q.name for q, audit in level_questions() if len({each["vi"] for each in audit.levels}) != 5] == []


def test_a_level_is_told_in_one_line_or_two() -> None:
    long = [(q.name, t["vi"]) for q, audit in level_questions() for t in audit.levels if len(t["vi"]) > 150]

    assert long == []


def test_no_two_questions_are_the_same() -> None:
    labels = Counter(question.label["vi"].casefold() for question, _audit in level_questions())

    assert [each for each, times in labels.items() if times > 1] == []


def test_every_level_question_carries_what_an_audit_needs() -> None:
    gaps = [
        (question.name, field)
        for question, audit in level_questions()
        for field in ("where", "evidence", "finding", "goal")
        if set(getattr(audit, field)) != {"vi", "en"} or not all(getattr(audit, field).values())
    ]

    assert gaps == []
    assert [q.name for q, audit in level_questions() if not (audit.clause and audit.edition)] == []


def test_weights_levels_and_severities_are_within_their_scales() -> None:
    for question, audit in level_questions():
        assert 1 <= audit.weight <= 5, question.name
        assert 3 <= audit.required_level <= 5, question.name
        assert int(audit.finding_when) == audit.required_level - 1, question.name
        assert audit.severity in ("high", "medium", "low"), question.name


def test_codes_count_up_within_their_subject_and_none_comes_twice() -> None:
    codes = [question.code for question, _audit in level_questions()]

    assert len(codes) == len(set(codes))
    assert codes == sorted(codes, key=lambda code: [int(each) for each in code.split(".")])
    assert [
        question.name
        for question, audit in level_questions()
        if int(question.code.split(".")[0]) <= 9 and question.code.split(".")[0] != str(audit.subject)
    ] == []


def test_the_five_levels_have_the_same_names_everywhere() -> None:
    choices = the_form("survey").choices("level")

    assert {question.choices for question, _audit in level_questions()} == {"level"}
    assert [each.name for each in choices] == ["1", "2", "3", "4", "5"]
    assert [each.label["vi"] for each in choices] == [
        "Chưa có", "Rời rạc", "Phần lớn", "Đầy đủ", "Đầy đủ và được rà soát",
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_indicators_are_keys_of_the_ten(name: str) -> None:
    used = {each.audit.indicator for each in the_form(name).questions() if each.audit and each.audit.indicator}

    assert used <= {each.key for each in INDICATORS}


def test_all_ten_indicators_are_fed_by_the_survey() -> None:
    used = {audit.indicator for _question, audit in level_questions()} - {""}

    assert used == {each.key for each in INDICATORS}


def test_what_was_not_compared_with_the_official_text_says_so() -> None:
    unread = re.compile(r"QĐ (510|996|1537)|Luật 91/2025|NĐ 119")

    unmarked = [
        part
        for _question, audit in level_questions()
        for part in audit.clause.split(";")
        if unread.search(part) and "(chưa đối chiếu)" not in part
    ]

    assert unmarked == []


def test_questions_on_prepackages_appear_for_a_plant_that_packs() -> None:
    filling = Filling(the_form("survey"), today=DAY)
    path = "/survey/s3/s3_3/prepack_lot_check"

    before = filling.relevant(path)
    changed = filling.answer("/survey/s0/plant_kind", "manufacturing prepackaged")

    assert (before, filling.relevant(path)) == (False, True)
    assert path in changed


def test_the_laboratory_and_trade_questions_follow_the_kind_of_plant() -> None:
    filling = Filling(the_form("survey"), {"/survey/s0/plant_kind": "meters laboratory"}, today=DAY)
    asked = {each.name for each in filling.relevant_questions()}

    assert {"trade_scale_daily_check", "in_house_calibration_standards", "weighbridge_site"} <= asked
    assert "prepack_lot_check" not in asked


def test_the_last_day_of_the_survey_is_not_before_the_first() -> None:
    filling = Filling(the_form("survey"), {"/survey/s0/survey_started_on": "2026-10-19"}, today=DAY)

    filling.answer("/survey/s0/survey_ended_on", "2026-10-18")

    assert filling.problem("/survey/s0/survey_ended_on") == "Ngày kết thúc phải bằng hoặc sau ngày bắt đầu."


@pytest.mark.parametrize(
    ("typed", "fine"), [("0901234567", True), ("0901234567-001", True), ("90123456", False), ("0901234567-01", False)]
)
def test_a_tax_code_is_ten_digits_with_perhaps_three_more(typed: str, fine: bool) -> None:
    filling = Filling(the_form("profile"), today=DAY)

    filling.answer("/profile/identity/tax_code", typed)

    assert (filling.problem("/profile/identity/tax_code") is None) is fine


@pytest.mark.parametrize(("typed", "fine"), [("2014", True), ("1899", False), ("14", False), ("2027", False)])
def test_a_year_has_four_digits_and_is_not_in_the_future(typed: str, fine: bool) -> None:
    filling = Filling(the_form("profile"), today=DAY)

    filling.answer("/profile/identity/established_year", typed)

    assert (filling.problem("/profile/identity/established_year") is None) is fine


def test_the_profile_counts_instruments_and_asks_where_the_sum_differs() -> None:
    filling = Filling(the_form("profile"), today=DAY)
    numbers = {"total": "120", "group2": "26", "group1_plan": "80", "mass": "40", "pressure": "30"}

    for name, value in numbers.items():
        filling.answer(f"/profile/instrument_numbers/instruments_{name}", value)

    assert filling.value("/profile/instrument_numbers/instruments_not_planned") == "14"
    assert filling.value("/profile/instrument_numbers/instruments_by_field") == "70"
    assert filling.relevant("/profile/instrument_numbers/instruments_sum_note")


def test_a_name_is_asked_for_only_after_consent() -> None:
    filling = Filling(the_form("profile"), today=DAY)
    name = "/profile/people/contact_name"

    before = filling.relevant(name)
    filling.answer("/profile/people/contact_consent", "yes")

    assert (before, filling.relevant(name)) == (False, True)


def test_the_loss_by_overfill_is_worked_out_in_million_dong() -> None:
    filling = Filling(the_form("profile"), {"/profile/identity/plant_kind": "prepackaged"}, today=DAY)
    group = "/profile/business_results"

    for name, value in {"overfill_per_unit": "60", "packs_per_year": "1800000", "product_price": "11500"}.items():
        filling.answer(f"{group}/{name}", value)

    assert float(filling.value(f"{group}/overfill_cost_per_year")) == 1242.0


def test_the_closing_meeting_asks_what_was_not_agreed_only_when_there_is_something() -> None:
    filling = Filling(the_form("closing_meeting"), today=DAY)
    path = "/closing_meeting/outcome/disagreements"

    filling.answer("/closing_meeting/outcome/has_disagreements", "no")
    without = filling.relevant(path)
    filling.answer("/closing_meeting/outcome/has_disagreements", "yes")

    assert (without, filling.relevant(path), filling.required(path)) == (False, True, True)


def test_the_opening_meeting_lists_those_present_one_by_one_and_asks_no_photo_rules_where_none_are_taken() -> None:
    filling = Filling(the_form("opening_meeting"), today=DAY)
    rules = "/opening_meeting/privacy/photo_rules"

    filling.answer("/opening_meeting/privacy/photos_allowed", "nowhere")
    without = filling.relevant(rules)
    filling.answer("/opening_meeting/privacy/photos_allowed", "agreed")

    assert (without, filling.relevant(rules)) == (False, True)
    assert filling.can_add("/opening_meeting/attendance/person")
