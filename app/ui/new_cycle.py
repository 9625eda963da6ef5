"""A new cycle of the ten steps, started from the one that is worked on."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QWidget

from app.domain.errors import UserError
from app.domain.goals import goal_code
from app.domain.solutions import solution_code
from app.domain.tasks import task_code
from app.formats import read_date, show_date, tidy
from app.services.carrying_over import CarriedOver, what_goes_along
from app.services.cycles import start_cycle
from app.storage.unit import Unit
from app.ui import theme
from app.ui.parts import Field, InlineMessage, button, column, row, text
from app.ui.workspace import Workspace
from app.wording import _


class NewCycleDialog(QDialog):
    """Name, first day, day of the survey; what is carried over is said before it is done. One undo takes it back."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self._workspace = workspace
        last = workspace.cycles[-1].id
        self._along = workspace.read(lambda unit: what_goes_along(unit, last))
        self.setWindowTitle(_("Mở chu kỳ mới"))
        self.setMinimumWidth(theme.px(560))
        first = _first_year(workspace)
        self.name = Field(_("Tên chu kỳ"))
        self.name.show_value(_("Chu kỳ {first}–{last}", first=first, last=first + 1))
        self.starts_on = Field(_("Ngày bắt đầu"), placeholder=_("ngày/tháng/năm"))
        self.starts_on.show_value(show_date(_first_day(workspace)))
        self.surveyed_on = Field(
            _("Ngày khảo sát"), placeholder=_("ngày/tháng/năm"), note=_("mốc xét hiệu lực và luật")
        )
        self.wrong = InlineMessage("bad", "")
        self.start = button(_("Mở chu kỳ mới"), self._start, kind="primary")
        self.start.setDefault(True)
        for field in (self.starts_on, self.surveyed_on):
            field.committed.connect(lambda _text, field=field: self._day(field))
        self._fill()
        self.name.editor.setFocus()

    def _fill(self) -> None:
        halves = row(self.starts_on, self.surveyed_on, gap=12)
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
        kept = text(
            _(
                "Mang sang: hồ sơ doanh nghiệp, phương tiện đo và các sổ, phiếu đã thêm. Mười bước bắt đầu lại với bản "
                "phiếu mới nhất; câu trả lời, phát hiện, mục tiêu của chu kỳ này vẫn ở đây và hiện bên cạnh để so sánh."
            ),
            "second",
            wrap=True,
        )
        along = text(along_sentence(self._along), "second", wrap=True)
        buttons = row(None, button(_("Hủy"), self.reject, kind="ghost"), self.start)
        self.setLayout(
            column(self.wrong, self.name, halves, kept, along, 4, buttons, gap=14, margins=(20, 18, 20, 16)),
        )

    def _day(self, field: Field) -> date | None:
        """The day typed, None where it is none; a blank day of survey is no mistake."""
        typed = field.value().strip()
        day = read_date(typed)
        blank = not typed and field is self.surveyed_on
        field.show_error(
            "" if day or blank else _("“{typed}” không phải ngày. Gõ ngày/tháng/năm, như 23/11/2026.", typed=typed)
        )
        return day

    def _start(self) -> None:
        starts_on, surveyed_on = self._day(self.starts_on), self._day(self.surveyed_on)
        wrong = next((each for each in (self.starts_on, self.surveyed_on) if each.error()), None)
        if wrong is not None or starts_on is None:
            (wrong or self.starts_on).editor.setFocus()
            return
        name = tidy(self.name.value())

        def work(unit: Unit) -> str:
            return start_cycle(unit, name=name, starts_on=starts_on, surveyed_on=surveyed_on).id

        self.start.setEnabled(False)
        words = _("Đang mở chu kỳ mới…")
        self._workspace.run_aside(
            _("Mở chu kỳ mới"),
            work,
            lambda _id: self.accept(),
            self._say_wrong,
            words=words,
            toast=_("Đã mở {name}.", name=name),
            owner=self,
        )

    def _say_wrong(self, mistake: UserError) -> None:
        self.start.setEnabled(True)
        self.wrong.say("bad", str(mistake))


def along_sentence(along: CarriedOver) -> str:
    """Which drafts the new cycle begins with, by their codes in this one."""
    codes = [
        *map(goal_code, along.goals),
        *map(task_code, along.tasks),
        *map(solution_code, along.solutions),
    ]
    if not codes:
        return _("Chưa có mục tiêu, nhiệm vụ nào được quyết định chuyển sang (bước 10), nên chu kỳ mới bắt đầu trống.")
    return _(
        "Theo rà soát ở bước 10, chuyển sang làm dự thảo: {codes}. Giá trị ban đầu mới là lần đo cuối.",
        codes=", ".join(codes),
    )


def _first_year(workspace: Workspace) -> int:
    return max(workspace.today.year, workspace.cycles[-1].starts_on.year + 1)


def _first_day(workspace: Workspace) -> date:
    """Today, or the first day after the last cycle's first year where today is too early."""
    last = workspace.cycles[-1].starts_on
    return workspace.today if workspace.today > last else date(last.year + 1, 1, 1)
