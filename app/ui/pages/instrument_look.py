"""How the registers of instruments and of standards look as tables."""

from __future__ import annotations

from app.formats import show_number
from app.services.inventory import InstrumentRow
from app.services.registers import INSTRUMENTS, STANDARDS
from app.ui.pages.instrument_columns import FILTERS, STANDARD_FILTERS, columns, standard_columns
from app.ui.tables.look import EmptyWords, TableLook
from app.wording import _


def instrument_look() -> TableLook[InstrumentRow]:
    return TableLook(
        key="instruments",
        name=_("Danh mục phương tiện đo"),
        register=INSTRUMENTS,
        columns=columns(),
        record=lambda each: each.instrument,
        searchable=lambda each: each.searchable,
        filters=tuple((key, _(word), fits) for key, word, fits in FILTERS),
        sorted_by="state",
        placeholder=_("Mã, tên, ba số cuối…"),
        edit=_("Sửa phương tiện đo"),
        add=_("Thêm phương tiện đo"),
        counted=_instruments_counted,
        nothing=_("Không có phương tiện đo nào khớp"),
        empty=EmptyWords(
            "instrument",
            _("Chưa có phương tiện đo nào"),
            _("Nhà máy nào cũng có sẵn một danh sách Excel: nhập cả danh sách, xem trước rồi mới ghi."),
            _("Hồ sơ này chưa có phương tiện đo nào"),
        ),
    )


def standard_look() -> TableLook[InstrumentRow]:
    return TableLook(
        key="standards",
        name=_("Danh mục chuẩn đo lường, chất chuẩn"),
        register=STANDARDS,
        columns=standard_columns(),
        record=lambda each: each.instrument,
        searchable=lambda each: each.searchable,
        filters=tuple((key, _(word), fits) for key, word, fits in STANDARD_FILTERS),
        sorted_by="state",
        placeholder=_("Mã, tên, ba số cuối…"),
        edit=_("Sửa chuẩn đo lường"),
        add=_("Thêm chuẩn đo lường"),
        counted=_standards_counted,
        nothing=_("Không có chuẩn đo lường, chất chuẩn nào khớp"),
        empty=EmptyWords(
            "standard",
            _("Chưa có chuẩn đo lường, chất chuẩn nào"),
            _(
                "Chép các dòng trong Excel, kể cả dòng tiêu đề, rồi dán vào đây. Các cột nhận ra: mã, tên, loại, số "
                "chế tạo hoặc số lô, phạm vi đo, cấp chính xác, liên kết chuẩn, chu kỳ, nơi dùng."
            ),
            _("Hồ sơ này chưa có chuẩn đo lường, chất chuẩn nào"),
        ),
    )


def _instruments_counted(seen: int, every: int) -> str:
    if seen == every:
        return _("{count} phương tiện đo", count=show_number(seen))
    return _("{seen} trong {count} phương tiện đo", seen=show_number(seen), count=show_number(every))


def _standards_counted(seen: int, every: int) -> str:
    if seen == every:
        return _("{count} chuẩn, chất chuẩn", count=show_number(seen))
    return _("{seen} trong {count} chuẩn, chất chuẩn", seen=show_number(seen), count=show_number(every))
