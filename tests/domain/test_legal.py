from __future__ import annotations

from datetime import date

import pytest

from app import paths
from app.domain.instruments import Calibration, Instrument
from app.domain.legal import Law, LegalCheck, Verdict, check_group2, read_law
from app.domain.legal_matching import match_group2, read_phrases

AS_OF = date(2026, 11, 24)
FOLDER = paths.shipped("resources", "law")


def the_law() -> Law:
    return read_law((FOLDER / "tables.toml").read_text("utf-8"), lambda name: (FOLDER / name).read_text("utf-8"))


LAW = the_law()


def checked(*calibrations: Calibration, as_of: date = AS_OF, **fields: object) -> LegalCheck:
    usual = {"id": "i1", "group": "2", "legal_code": "10"}
    return check_group2(Instrument(**usual | fields), calibrations, LAW, as_of)  # type: ignore[arg-type]


def a_verification(**fields: object) -> Calibration:
    usual = {"id": "c1", "instrument_id": "i1", "kind": "verification", "performed_on": date(2026, 1, 10)}
    return Calibration(**usual | fields)  # type: ignore[arg-type]


def test_the_table_of_2020_has_86_verified_lines_and_ends_on_14_april_2026() -> None:
    table = LAW.on(date(2026, 4, 14))

    assert table is not None
    assert (table.key, table.confidence) == ("group2_2020", "verified")
    assert sum(each.confidence == "verified" for each in table.lines.values()) == 86


def test_from_15_april_2026_the_table_is_not_verified() -> None:
    table = LAW.on(date(2026, 4, 15))

    assert table is not None
    assert (table.key, table.confidence_word) == ("group2_2026", "chưa đối chiếu")


def test_before_2020_no_table_is_known() -> None:
    assert LAW.on(date(2019, 12, 31)) is None


def test_charging_meters_came_into_the_table_later_and_are_verified_in_part_only() -> None:
    table = LAW.tables[0]

    assert table.line("69a", date(2024, 10, 14)) is None
    line = table.line("69a", date(2024, 10, 15))
    assert line is not None
    assert (line.confidence, line.periodic) == ("partial", None)


def test_a_group_1_instrument_needs_no_verification() -> None:
    assert checked(group="1").applies is False


def test_a_group_that_is_not_settled_is_not_guessed() -> None:
    check = checked(group="")

    assert (check.verdict, check.applies, check.valid) == (Verdict.UNSETTLED, None, None)


def test_a_printed_validity_rules() -> None:
    check = checked(a_verification(valid_until=date(2027, 1, 31)))

    assert (check.verdict, check.valid) == (Verdict.VALID, True)
    assert check.text == "Kiểm định 10/01/2026, có giá trị đến 31/01/2027."


def test_the_day_after_the_printed_one_it_has_expired() -> None:
    verification = a_verification(valid_until=date(2026, 11, 24))

    assert checked(verification, as_of=date(2026, 11, 24)).valid is True
    assert checked(verification, as_of=date(2026, 11, 25)).verdict == Verdict.EXPIRED


def test_only_a_verification_counts_and_not_a_calibration() -> None:
    assert checked(a_verification(kind="calibration", valid_until=date(2027, 1, 1))).verdict == Verdict.NONE


def test_the_table_is_the_one_of_the_day_of_verification() -> None:
    before = checked(a_verification(performed_on=date(2026, 4, 14), valid_until=date(2027, 4, 30)))
    after = checked(a_verification(performed_on=date(2026, 4, 15), valid_until=date(2027, 4, 30)))

    assert (before.confidence, before.legal_due_on) == ("verified", date(2027, 4, 14))
    assert after.confidence == "unverified"
    assert "chưa đối chiếu" in after.source


def test_a_period_that_is_not_verified_decides_nothing() -> None:
    check = checked(a_verification(performed_on=date(2026, 5, 1)))

    assert (check.verdict, check.valid, check.note) == (Verdict.UNKNOWN, None, "")


def test_a_verified_period_is_a_cross_check_where_no_validity_is_printed() -> None:
    check = checked(a_verification(performed_on=date(2025, 1, 10)))

    assert check.valid is None
    assert check.note == "Tính theo chu kỳ của danh mục thì đến 10/01/2026, chỉ để đối chiếu."


def test_a_validity_longer_than_the_period_of_the_list_is_reported() -> None:
    assert "dài hơn chu kỳ" in checked(a_verification(valid_until=date(2028, 1, 31))).note


def test_a_printed_month_that_runs_is_not_decided() -> None:
    assert checked(a_verification(valid_until_text="11/2026")).verdict == Verdict.UNKNOWN
    assert checked(a_verification(valid_until_text="10/2026")).verdict == Verdict.EXPIRED


def test_a_tape_measure_is_verified_once_and_has_no_period() -> None:
    assert checked(as_of=date(2026, 1, 1), legal_code="1a").verdict == Verdict.INITIAL_ONLY


def test_a_verification_that_failed_is_not_valid_whatever_is_printed() -> None:
    assert checked(a_verification(result="fail", valid_until=date(2027, 1, 1))).valid is False


def test_what_was_verified_after_the_day_of_judgement_is_left_out() -> None:
    assert checked(a_verification(valid_until=date(2027, 1, 31)), as_of=date(2025, 1, 1)).verdict == Verdict.NONE


def test_what_is_not_in_use_is_not_judged() -> None:
    assert checked(status="broken").verdict == Verdict.NOT_IN_USE


def test_a_line_that_was_not_chosen_is_asked_for() -> None:
    assert checked(legal_code="").source == "Chưa chọn dòng trong danh mục nhóm 2."


PHRASES = read_phrases((FOLDER / "group2_words.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "code", "confidence"),
    [
        ("Cân ô tô điện tử 80 tấn", "10", "high"),
        ("TRẠM CÂN 60T", "10", "high"),
        ("Cân bàn điện tử 300 kg", "8b", "medium"),
        ("Đồng hồ đo áp suất", "31", "high"),
        ("Dong ho ap suat", "31", "high"),
        ("Áp kế điện tử", "31", "high"),
        ("Nhiệt kế thủy tinh", "33", "high"),
        ("Nhiệt kế silo", "33", "low"),
        ("Nhiệt ẩm kế", "36", "high"),
        ("Bộ quả cân F1", "16b", "high"),
        ("Quả cân E2", "16a", "high"),
        ("Mêgôm mét", "46", "high"),
    ],
)
def test_the_names_factories_use_lead_to_a_line(name: str, code: str, confidence: str) -> None:
    best = match_group2(name, LAW.tables[0], PHRASES)[0]

    assert (best.code, best.confidence) == (code, confidence)


@pytest.mark.parametrize("name", ["Thước cặp", "Panme 25-50", "Nhiệt kế hồng ngoại", "Huyết thanh", "Lò nung", ""])
def test_other_names_lead_nowhere(name: str) -> None:
    assert match_group2(name, LAW.tables[0], PHRASES) == ()


def test_every_phrase_belongs_to_a_line_of_the_list() -> None:
    assert {each.code for each in PHRASES} <= set(LAW.tables[0].lines)
