"""How the register of procedures is shown, and in which words."""

from __future__ import annotations

from app.domain.procedures_register import PROCEDURE_URGENCY
from app.formats import show_number
from app.services.register_rows import RegisterRow, procedure_rows
from app.services.registers import PROCEDURES
from app.ui.pages.registers_form import FormLook
from app.ui.pages.registers_looks import dated_column, state_column, table_look, typed_column
from app.ui.pages.registers_view import RegisterSpec
from app.ui.tables.column import Column
from app.ui.tables.look import EmptyWords
from app.wording import _


def procedures_spec() -> RegisterSpec:
    columns: tuple[Column[RegisterRow], ...] = (
        typed_column(PROCEDURES, "code", 92, strong=True),
        typed_column(PROCEDURES, "name", 0),
        typed_column(PROCEDURES, "kind", 140, tone="text2", gives_way=2),
        typed_column(PROCEDURES, "edition", 84, tone="text2", gives_way=1, folds=True),
        typed_column(PROCEDURES, "issued_on", 104, right=True, gives_way=4),
        dated_column(PROCEDURES, "review_due_on", 126),
        typed_column(PROCEDURES, "owner", 116, tone="text2", gives_way=3, folds=True),
        state_column(PROCEDURE_URGENCY, 150),
    )
    return RegisterSpec(
        title=_("Quy trình"),
        table=table_look(
            PROCEDURES,
            columns,
            (
                ("review_overdue", _("Quá hạn soát xét"), ("review_overdue",)),
                ("in_force", _("Đang hiệu lực"), ("in_force", "review_soon")),
                ("unknown", _("Chưa rõ hiệu lực"), ("unknown",)),
            ),
            name=_("Danh mục quy trình"),
            placeholder=_("Mã, tên quy trình…"),
            edit=_("Sửa quy trình"),
            add=_("Thêm quy trình"),
            counted=_procedures_counted,
            nothing=_("Không có quy trình nào khớp"),
            empty=EmptyWords(
                "note",
                _("Chưa có quy trình nào"),
                _(
                    "Xin danh mục tài liệu nội bộ của nhà máy. Có sẵn trong Excel thì chép cả dòng tiêu đề rồi dán: "
                    "mã, tên quy trình, loại, lần ban hành, ngày ban hành, soát xét trước ngày, hiệu lực, nơi dùng."
                ),
                _("Hồ sơ này chưa có quy trình nào"),
            ),
        ),
        form=FormLook(
            _("Phiếu quy trình"),
            (
                (("code", 2), ("name", 3)),
                (("kind", 1), ("status", 1)),
                (("edition", 1), ("issued_on", 1)),
                (("review_due_on", 1), ("owner", 1)),
            ),
            (
                (("based_on", 1),),
                (("used_at", 1),),
                (("validated", 1),),
                (("uncertainty_evaluated", 1),),
                (("note", 1),),
            ),
            lambda record: (record.code, record.name),
            _("Vì sao bỏ quy trình này khỏi danh mục?"),
        ),
        rows=procedure_rows,
        reads=("procedures", "cycles"),
        retire=_("Bỏ quy trình"),
    )


def _procedures_counted(seen: int, every: int) -> str:
    if seen == every:
        return _("{count} quy trình", count=show_number(seen))
    return _("{seen} trong {count} quy trình", seen=show_number(seen), count=show_number(every))
