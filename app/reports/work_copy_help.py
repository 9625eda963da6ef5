"""The page of a work copy that says how to fill it in, in both languages side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.work_copies import WorkCopy
from app.reports import fonts
from app.reports.cells import SIZE, Rows
from app.reports.work_copy_style import CopyStyles
from app.wording import N_, _, speaking

HEAD = N_("Cách điền bản làm việc")
LINES = (
    N_("Đây là bản làm việc của hồ sơ đo lường. Điền xong, lưu lại dạng .xlsx rồi gửi lại người giao cho bạn."),
    N_("Chỉ điền vào các ô trắng. Ô xám chỉ để đọc; sửa ở đó sẽ không được nhận."),
    N_("Cột đầu là mã dòng, có ký tự kiểm tra. Đừng sửa, đừng chép mã của dòng này sang dòng khác."),
    N_("Được phép sắp xếp, lọc, ẩn, dời cột, đổi bề rộng, đổi tên trang. Bỏ bớt cột thì giá trị cũ được giữ."),
    N_("Thêm dòng mới: điền vào dòng trống và để trống cột mã dòng. Phiếu khảo sát không thêm được câu hỏi."),
    N_("Xóa một dòng không làm mất dữ liệu trong hồ sơ: người nhận sẽ được hỏi."),
    N_("Câu hỏi theo mức: chọn 1 đến 5. Chọn 0 nếu không áp dụng, khi đó ghi lý do ở cột bên."),
    N_("Chọn nhiều: ghi các lựa chọn cách nhau bằng dấu chấm phẩy (;)."),
    N_("Ngày ghi ngày/tháng/năm, ví dụ 05/03/2026. Số dùng dấu phẩy thập phân: 1.234,5."),
    N_("Ghi giá trị, không ghi công thức: ô có công thức sẽ bị trả lại."),
    N_("Ô không đọc được sẽ được trả về trong một bản mới, tô đỏ và có ghi chú; tệp của bạn không bị sửa."),
)


def help_sheet(book: Any, copy: WorkCopy, styles: CopyStyles) -> None:
    """Vietnamese at the left, English at the right; the language of the copy first."""
    sheet = book.create_sheet(_("Hướng dẫn"))
    order = ("vi", "en") if copy.head.language == "vi" else ("en", "vi")
    sheet.column_dimensions["A"].width = 5
    for letter in ("B", "C"):
        sheet.column_dimensions[letter].width = 62
    sheet.sheet_view.showGridLines = False
    page = sheet.page_setup
    page.paperSize, page.orientation, page.fitToWidth, page.fitToHeight = 9, "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    rows = Rows(sheet)
    rows.write([(copy.title, styles.title)], 24)
    spoken = [_spoken((HEAD, *LINES), language) for language in order]
    first, *texts = zip(*spoken, strict=True)
    rows.write([(each, styles.usual.number("head")) for each in ("", *first)], 22)
    room = (62 * 7 - 6) * 0.75 * 0.94
    for number, line in enumerate(texts, start=1):
        lines = max(fonts.wrapped_lines(each, fonts.SERIF, SIZE, room) for each in line)
        body = styles.usual.number("text")
        rows.write([(number, styles.usual.number("number_left")), *((each, body) for each in line)], lines * 14.0 + 8)


def _spoken(texts: Iterable[str], language: str) -> list[str]:
    with speaking(language):
        return [_(each) for each in texts]
