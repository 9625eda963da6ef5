"""How the environment records are shown, and in which words."""

from __future__ import annotations

from app.domain.environment_register import ENVIRONMENT_URGENCY
from app.formats import show_number
from app.services.register_rows import RegisterRow, environment_rows
from app.services.registers import ENVIRONMENT
from app.ui.pages.registers_form import FormLook
from app.ui.pages.registers_looks import state_column, table_look, typed_column
from app.ui.pages.registers_view import RegisterSpec
from app.ui.tables.column import Column
from app.ui.tables.look import EmptyWords
from app.wording import _


def environment_spec() -> RegisterSpec:
    columns: tuple[Column[RegisterRow], ...] = (
        typed_column(ENVIRONMENT, "location", 0, strong=True),
        typed_column(ENVIRONMENT, "quantity", 116),
        typed_column(ENVIRONMENT, "limit_low", 84, right=True, tone="text2", gives_way=4),
        typed_column(ENVIRONMENT, "limit_high", 84, right=True, tone="text2", gives_way=5),
        typed_column(ENVIRONMENT, "observed_low", 100, right=True, gives_way=6),
        typed_column(ENVIRONMENT, "observed_high", 100, right=True, gives_way=7),
        typed_column(ENVIRONMENT, "unit", 64, tone="text2", gives_way=3),
        typed_column(ENVIRONMENT, "observed_from", 96, right=True, gives_way=1, folds=True, tone="text2"),
        typed_column(ENVIRONMENT, "observed_to", 96, right=True, gives_way=2, folds=True, tone="text2"),
        state_column(ENVIRONMENT_URGENCY, 144),
    )
    return RegisterSpec(
        title=_("Điều kiện môi trường"),
        table=table_look(
            ENVIRONMENT,
            columns,
            (
                ("outside", _("Ngoài giới hạn"), ("outside",)),
                ("not_read", _("Chưa đọc"), ("not_read",)),
                ("no_limit", _("Chưa có yêu cầu"), ("no_limit",)),
            ),
            name=_("Hồ sơ điều kiện môi trường"),
            placeholder=_("Nơi đo, đại lượng…"),
            edit=_("Sửa điều kiện môi trường"),
            add=_("Thêm điều kiện môi trường"),
            counted=_environment_counted,
            nothing=_("Không có dòng nào khớp"),
            empty=EmptyWords(
                "environment",
                _("Chưa có hồ sơ điều kiện môi trường nào"),
                _(
                    "Đọc sổ theo dõi nhiệt độ, độ ẩm ở nơi đo. Có sẵn trong Excel thì chép cả dòng tiêu đề rồi dán: "
                    "nơi đo, đại lượng, đơn vị, yêu cầu từ, yêu cầu đến, thấp nhất, cao nhất, từ ngày, đến ngày."
                ),
                _("Hồ sơ này chưa có điều kiện môi trường nào"),
            ),
        ),
        form=FormLook(
            _("Phiếu điều kiện môi trường"),
            (
                (("location", 1), ("quantity", 1)),
                (("limit_low", 2), ("limit_high", 2), ("unit", 1)),
                (("observed_low", 1), ("observed_high", 1)),
                (("observed_from", 1), ("observed_to", 1)),
                (("instrument", 1), ("recorded_by", 1)),
                (("note", 1),),
            ),
            (),
            lambda record: ("", ", ".join(each for each in (record.location, record.quantity) if each)),
            _("Vì sao bỏ dòng này khỏi hồ sơ?"),
        ),
        rows=environment_rows,
        reads=("environment", "cycles"),
        retire=_("Bỏ điều kiện môi trường"),
    )


def _environment_counted(seen: int, every: int) -> str:
    if seen == every:
        return _("{count} dòng", count=show_number(seen))
    return _("{seen} trong {count} dòng", seen=show_number(seen), count=show_number(every))
