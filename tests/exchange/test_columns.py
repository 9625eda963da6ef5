from __future__ import annotations

import pytest

from app.exchange.columns import recognise, recognise_stacked


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Số hiệu", ("serial",)),
        ("Mã quản lý", ("code",)),
        ("Tên phương tiện đo", ("name",)),
        ("Hãng/Nước SX", ("maker",)),
        ("Hãng SX - Model", ("maker", "model")),
        ("Ngày kiểm định tiếp theo", ("due_date",)),
        ("Ngày KĐ/HC gần nhất", ("last_calibration_date",)),
        ("Ngày cấp GCN", ("last_calibration_date",)),
        ("Nơi cấp", ("body",)),
        ("Thời hạn hiệu chuẩn (tháng)", ("period_months",)),
        ("Thời hạn KĐ", ("due_date",)),
        ("Mức cân lớn nhất (kg)", ("range_high",)),
        ("Giá trị độ chia", ("resolution",)),
        ("d = e (g)", ("resolution",)),
        ("Serial No.", ("serial",)),
        ("Next due", ("due_date",)),
        ("Cal. interval (months)", ("period_months",)),
        ("so may", ("serial",)),
        ("NGÀY HC", ("last_calibration_date",)),
        ("Nhóm PTĐ", ("group",)),
    ],
)
def test_headers_are_recognised_in_any_wording(header: str, fields: tuple[str, ...]) -> None:
    assert recognise(header).fields == fields


@pytest.mark.parametrize(
    ("header", "ignored"),
    [
        ("Stt", "running"),
        ("SL", "quantity"),
        ("Đơn giá (đ)", "price"),
        ("Năm sản xuất", "made"),
        ("Ngày đưa vào sử dụng", "made"),
        ("Trưởng bộ phận", "person"),
        ("T5", "plan"),
        ("Linh tinh", "unknown"),
    ],
)
def test_columns_that_are_no_field_say_why(header: str, ignored: str) -> None:
    guess = recognise(header)

    assert guess.fields == ()
    assert guess.ignored == ignored


def test_a_header_that_fits_two_fields_names_both() -> None:
    assert recognise("Bộ phận sử dụng").candidates == ("location", "owner")


@pytest.mark.parametrize(
    ("stack", "field"),
    [
        (("Kiểm định/Hiệu chuẩn", "Ngày"), "last_calibration_date"),
        (("Giấy chứng nhận", "Số"), "certificate_number"),
        (("Phạm vi đo", "Từ"), "range_low"),
        (("Phạm vi đo", "Đến"), "range_high"),
        (("Kiểm định", "Đơn vị"), "body"),
        (("Kiểm định", "Hạn"), "due_date"),
        (("Chu kỳ", "(tháng)"), "period_months"),
    ],
)
def test_a_short_header_borrows_the_words_above_it(stack: tuple[str, ...], field: str) -> None:
    assert recognise_stacked(stack).fields == (field,)


def test_the_unit_of_a_header_is_kept() -> None:
    assert recognise("Mức cân lớn nhất (kg)").unit == "kg"


@pytest.mark.parametrize(
    ("header", "field"), [("Freq", "period_months"), ("ĐCNN", "resolution"), ("Đ.C.N.N", "resolution")]
)
def test_short_words_of_the_workshop_are_known(header: str, field: str) -> None:
    assert recognise(header).fields == (field,)
