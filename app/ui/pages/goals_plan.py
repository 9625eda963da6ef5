"""What stands above the goals: name, period and general aim of the programme, and the effects it shall have.

Folded it is one line. It is open at first where something of it is missing; from then on only a person folds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QSizePolicy, QWidget

from app.domain.economics import Economics
from app.domain.effects import EFFECT_KINDS
from app.domain.plan_fields import PLAN_FIELD_NAMES, plan_gaps
from app.domain.programme_papers import ProgrammePlan
from app.formats import show_date, show_number
from app.services.effects import EffectRow
from app.ui import theme
from app.ui.pages.evaluation_fold import Fold
from app.ui.pages.goals_effects import HIGH, effect_list
from app.ui.pages.goals_words import money, plain
from app.ui.parts import Card, EmptyState, Field, button, column, row, scrolled, text
from app.wording import _

ROWS = 4


def shown(plan: ProgrammePlan, field: str) -> str:
    """A field of the plan as it stands in its control."""
    value = getattr(plan, field)
    if value is None:
        return ""
    if field in ("starts_on", "ends_on"):
        return show_date(value)
    return value if isinstance(value, str) else show_number(value)


class PlanCard(Card):
    """edited(field, text); proposed: name and period shall be proposed; wanted(kind): a new effect of this kind;
    loss_wanted(id): one from this loss, of which the menu losses is filled when it is about to show."""

    edited = Signal(str, str)
    proposed = Signal()
    wanted = Signal(str)
    loss_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(padding=(0, 0, 0, 0))
        self.fields: dict[str, Field] = {}
        self.list = effect_list()
        self._lacking, self._settled = False, False
        self.fold = Fold(_("Chương trình và hiệu quả dự kiến"), "", "plan", lambda _inner: None)
        self._build()
        self.content.addLayout(column(self.fold, margins=(10, 6, 12, 6)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    # ---- build

    def _build(self) -> None:
        holder = QWidget()
        both = row(gap=20)
        both.addLayout(self._plan_form(), 9)
        both.addLayout(self._effects(), 11)
        holder.setLayout(column(both, gap=0, margins=(0, 0, 6, 4)))
        self._area = scrolled(holder)
        self._holder = holder
        self.fold.inner.addWidget(self._area)

    def _plan_form(self) -> QHBoxLayout:
        made = column(gap=8)
        name = self._field("name")
        self._propose = button(_("Đề xuất"), self.proposed.emit, kind="ghost")
        self._propose.setToolTip(_("Đề xuất tên và thời kỳ từ hồ sơ và hạn của các mục tiêu"))
        titled = row(gap=6)
        titled.addWidget(name, 1)
        titled.addWidget(self._propose, 0, Qt.AlignmentFlag.AlignBottom)
        made.addLayout(titled)
        days = row(gap=8)
        for field, unit, wide in (("starts_on", "", 5), ("ends_on", "", 5), ("discount_rate", "%", 6)):
            days.addWidget(self._field(field, unit=unit), wide)
        days.addWidget(self._field("review_every", unit=_("tháng")), 5)
        made.addLayout(days)
        aim = QPlainTextEdit()
        aim.setFixedHeight(theme.px(56))
        aim.installEventFilter(self)
        made.addWidget(self._field("general_aim", aim))
        made.addStretch(1)
        outer = row(gap=0)
        outer.addLayout(made, 1)
        return outer

    def _field(self, name: str, editor: QWidget | None = None, unit: str = "") -> Field:
        made = Field(_(PLAN_FIELD_NAMES[name]), editor, unit=unit)
        made.committed.connect(lambda words: self.edited.emit(name, words))
        self.fields[name] = made
        return made

    def _effects(self) -> QHBoxLayout:
        self._empty = EmptyState(
            "improve",
            _("Chưa nêu hiệu quả dự kiến"),
            _("Kinh tế, xã hội, môi trường, hội nhập: bằng con số có căn cứ, hoặc bằng lời."),
            [],
        )
        self._total = text("", "small", wrap=True)
        self._add = button(_("Thêm hiệu quả"), icon_name="plus")
        self._add.setMenu(self._kinds())
        self._take = button(_("Lấy từ thất thoát"), kind="ghost", icon_name="lot")
        self.losses = QMenu(self)
        self._take.setMenu(self.losses)
        made = column(gap=6)
        made.addLayout(row(text(_("Hiệu quả dự kiến"), "cap"), None, self._take, self._add, gap=6))
        made.addWidget(self._empty)
        made.addWidget(self.list)
        made.addWidget(self._total)
        made.addStretch(1)
        outer = row(gap=0)
        outer.addLayout(made, 1)
        return outer

    # ---- show

    def show_plan(self, plan: ProgrammePlan, rows: Sequence[EffectRow], still: bool) -> None:
        for name, field in self.fields.items():
            field.set_read_only(still)
            if not (field.editor.hasFocus() or field.error()):
                field.show_value(shown(plan, name))
        self.list.show_records(rows, key=lambda each: each.effect.id)
        if rows and self.list.current() is None:
            self.list.choose(0)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.list.setFixedHeight(theme.px(HIGH) * max(1, min(ROWS, len(rows))) + 2)
        self._propose.setVisible(not still and not (plan.name and plan.starts_on and plan.ends_on))
        self._add.setVisible(not still)
        self._take.setVisible(not still)
        self._lacking = not still and (bool(plan_gaps(plan)) or not rows or any(each.gaps for each in rows))
        self.fold.note.setText(self._told(plan, rows))

    def _told(self, plan: ProgrammePlan, rows: Sequence[EffectRow]) -> str:
        period = _("{start} đến {end}", start=show_date(plan.starts_on), end=show_date(plan.ends_on))
        parts = [
            plan.name or _("chưa có tên chương trình"),
            period if plan.starts_on and plan.ends_on else "",
            _("{n} hiệu quả", n=len(rows)),
        ]
        return "  ·  ".join(filter(None, parts))

    def show_total(self, total: Economics, whole: int, of: int) -> None:
        """What all goals come to whose figures are known."""
        if total.gain is None:
            self._total.setText("")
            self._total.hide()
            return
        gain = money(total.gain.expected)
        words = [_("{whole} trong {of} mục tiêu đủ số liệu: lợi {gain} triệu đồng/năm", whole=whole, of=of, gain=gain)]
        if total.payback is not None:
            words.append(_("hoàn vốn {years} năm", years=plain(total.payback.expected)))
        if total.npv is not None:
            words.append(_("giá trị hiện tại ròng {npv} triệu đồng", npv=money(total.npv.expected)))
        self._total.setText("; ".join(words) + ".")
        self._total.show()

    def use_height(self, most: int) -> None:
        """How high what is unfolded may be; the rest is scrolled to."""
        self._area.setFixedHeight(min(theme.px(most), self._holder.sizeHint().height() + theme.px(14)))

    def settle(self, *, roomy: bool) -> None:
        """Once, after the first read: open where something is missing and there is room for it."""
        if not self._settled and self._lacking and roomy:
            self.fold.open()
        self._settled = True

    def go_to(self, field: str) -> None:
        """Unfold, with the cursor in this field."""
        self.fold.open()
        editor = self.fields[field].editor
        self._area.ensureWidgetVisible(editor, 0, 20)
        editor.setFocus()

    def show_error(self, field: str, sentence: str) -> None:
        self.fields[field].show_error(sentence)

    def _kinds(self) -> QMenu:
        made = QMenu(self)
        for kind, words in EFFECT_KINDS.items():
            made.addAction(_(words)).triggered.connect(partial(self._want, kind))
        return made

    def _want(self, kind: str, _checked: bool = False) -> None:
        self.wanted.emit(kind)

    def offer_losses(self, losses: Sequence[tuple[str, str]]) -> None:
        """losses: id of the evaluation and its words; the entry itself says when there is none."""
        self.losses.clear()
        for id, words in losses:
            self.losses.addAction(words).triggered.connect(partial(self._want_loss, id))
        if not losses:
            self.losses.addAction(_("Chưa có thất thoát nào tính được bằng đồng")).setEnabled(False)

    def _want_loss(self, evaluation_id: str, _checked: bool = False) -> None:
        self.loss_wanted.emit(evaluation_id)

    def has_unsent_text(self) -> bool:
        return any(field.editor.hasFocus() for field in self.fields.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The general aim is kept when it is left."""
        if event.type() == QEvent.Type.FocusOut and "general_aim" in self.fields:
            self.fields["general_aim"].commit()
        return super().eventFilter(watched, event)
