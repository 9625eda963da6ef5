"""How the register of people and their competence is shown, and in which words."""

from __future__ import annotations

from app.domain.people_register import PEOPLE_URGENCY
from app.formats import show_number
from app.services.register_rows import RegisterRow, people_rows
from app.services.registers import PEOPLE
from app.ui.pages.registers_form import FormLook
from app.ui.pages.registers_looks import dated_column, state_column, table_look, typed_column
from app.ui.pages.registers_view import RegisterSpec
from app.ui.tables.column import Column
from app.ui.tables.look import EmptyWords
from app.wording import _


def people_spec() -> RegisterSpec:
    columns: tuple[Column[RegisterRow], ...] = (
        typed_column(PEOPLE, "code", 72, strong=True),
        typed_column(PEOPLE, "name", 0),
        typed_column(PEOPLE, "post", 112, tone="text2", gives_way=3, folds=True),
        typed_column(PEOPLE, "department", 112, tone="text2", gives_way=2),
        typed_column(PEOPLE, "work", 140, tone="text2", gives_way=1),
        typed_column(PEOPLE, "authorised_for", 140, gives_way=5),
        dated_column(PEOPLE, "valid_until", 136),
        state_column(PEOPLE_URGENCY),
    )
    return RegisterSpec(
        title=_("Người đo và năng lực"),
        table=table_look(
            PEOPLE,
            columns,
            (
                ("expired", _("Hết hạn, không đạt"), ("expired", "failed")),
                ("due_soon", _("Sắp hết hạn"), ("due_soon",)),
                ("none", _("Chưa giao quyền"), ("none",)),
            ),
            name=_("Danh mục người đo"),
            placeholder=_("Tên, chức danh, bộ phận…"),
            edit=_("Sửa người đo"),
            add=_("Thêm người đo"),
            counted=_people_counted,
            nothing=_("Không có người đo nào khớp"),
            empty=EmptyWords(
                "people",
                _("Chưa có người đo nào"),
                _(
                    "Chỉ ghi điều cần biết; không muốn nêu tên thì ghi chức danh. Có sẵn trong Excel thì chép cả dòng "
                    "tiêu đề rồi dán: họ tên, chức danh, bộ phận, việc đo, khóa đào tạo, ngày đào tạo, được giao "
                    "quyền, có giá trị đến."
                ),
                _("Hồ sơ này chưa có người đo nào"),
            ),
        ),
        form=FormLook(
            _("Phiếu người đo"),
            (
                (("code", 2), ("name", 3)),
                (("post", 1), ("department", 1)),
                (("work", 1),),
                (("authorised_for", 1),),
                (("authorised_on", 1), ("valid_until", 1)),
                (("skill_checked_on", 1), ("skill_result", 1)),
            ),
            (
                (("qualification", 1),),
                (("training", 1),),
                (("trained_on", 1), ("training_body", 1)),
                (("certificate_number", 1),),
                (("note", 1),),
            ),
            lambda record: (record.code, record.name or record.post),
            _("Vì sao bỏ người này khỏi danh mục?"),
        ),
        rows=people_rows,
        reads=("people", "cycles"),
        retire=_("Bỏ người đo"),
    )


def _people_counted(seen: int, every: int) -> str:
    if seen == every:
        return _("{count} người đo", count=show_number(seen))
    return _("{seen} trong {count} người đo", seen=show_number(seen), count=show_number(every))
