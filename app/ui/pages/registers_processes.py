"""How the register of measuring processes is shown, and in which words."""

from __future__ import annotations

from app.domain.processes_register import PROCESS_URGENCY
from app.formats import show_number
from app.services.register_rows import RegisterRow, process_rows
from app.services.registers import PROCESSES
from app.ui.pages.registers_form import FormLook
from app.ui.pages.registers_looks import state_column, table_look, typed_column
from app.ui.pages.registers_used import used_part
from app.ui.pages.registers_view import RegisterSpec
from app.ui.tables.column import Column
from app.ui.tables.look import EmptyWords
from app.wording import _


def processes_spec() -> RegisterSpec:
    columns: tuple[Column[RegisterRow], ...] = (
        typed_column(PROCESSES, "code", 78, strong=True),
        typed_column(PROCESSES, "name", 0),
        typed_column(PROCESSES, "location", 116, tone="text2", gives_way=2),
        Column(
            title=_("Đo bằng"),
            name="used",
            show=lambda each: ", ".join(own.instrument.code or own.instrument.name for own in each.used),
            width=132,
            tone=lambda each: "text2",
            gives_way=4,
        ),
        typed_column(PROCESSES, "tolerance_text", 118, gives_way=5),
        typed_column(PROCESSES, "needed_uncertainty", 84, right=True, gives_way=3, folds=True),
        typed_column(PROCESSES, "procedure", 90, tone="text2", gives_way=1, folds=True),
        state_column(PROCESS_URGENCY, 184),
    )
    return RegisterSpec(
        title=_("Quá trình đo"),
        table=table_look(
            PROCESSES,
            columns,
            (
                ("not_valid", _("Phương tiện hết hạn"), ("not_valid",)),
                ("no_instrument", _("Chưa chọn phương tiện"), ("no_instrument",)),
                ("lacking", _("Thiếu dung sai, U"), ("no_tolerance", "no_uncertainty")),
            ),
            name=_("Danh mục quá trình đo"),
            placeholder=_("Mã, tên, nơi đo…"),
            edit=_("Sửa quá trình đo"),
            add=_("Thêm quá trình đo"),
            counted=_processes_counted,
            nothing=_("Không có quá trình đo nào khớp"),
            empty=EmptyWords(
                "process",
                _("Chưa có quá trình đo nào"),
                _(
                    "Bắt đầu từ phép đo quyết định chất lượng hoặc tiền bạc. Có sẵn trong Excel thì chép cả dòng tiêu "
                    "đề rồi dán: mã, tên, đo cái gì, nơi đo, dung sai, đơn vị, quy trình, sản lượng, đơn giá."
                ),
                _("Hồ sơ này chưa có quá trình đo nào"),
            ),
        ),
        form=FormLook(
            _("Phiếu quá trình đo"),
            (
                (("code", 2), ("name", 3)),
                (("measured", 1), ("location", 1)),
                (("tolerance_text", 4), ("nominal", 3), ("unit", 2)),
                (("tolerance_low", 1), ("tolerance_high", 1)),
                (("needed_uncertainty", 1), ("procedure", 1)),
            ),
            (
                (("throughput", 1), ("throughput_unit", 1)),
                (("price", 1), ("criticality", 1)),
                (("product_sd", 1), ("later_check", 1)),
                (("false_accept_cost", 1),),
                (("false_reject_cost", 1),),
                (("owner", 1),),
                (("note", 1),),
            ),
            lambda record: (record.code, record.name),
            _("Vì sao bỏ quá trình đo này khỏi danh mục?"),
        ),
        rows=process_rows,
        reads=("processes", "links", "instruments", "calibrations", "cycles"),
        retire=_("Bỏ quá trình đo"),
        between=used_part,
    )


def _processes_counted(seen: int, every: int) -> str:
    if seen == every:
        return _("{count} quá trình đo", count=show_number(seen))
    return _("{seen} trong {count} quá trình đo", seen=show_number(seen), count=show_number(every))
