"""The fields of one goal; each is kept when it is left, and says below itself what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPlainTextEdit, QWidget

from app.domain.baseline import interval_of
from app.domain.findings import Finding, finding_code
from app.domain.goal_gaps import GOAL_FIELD_NAMES
from app.domain.goals import Goal
from app.domain.indicators import INDICATORS
from app.formats import show_date, show_number
from app.services.goals import GoalRow
from app.ui import theme
from app.ui.pages.goals_past import Past
from app.ui.parts import Choice, Field, Glyph, button, clear_layout, column, icon_button, row, scrolled, text
from app.wording import _

if TYPE_CHECKING:
    from app.services.goal_baselines import BaselineChoice


@dataclass(frozen=True, slots=True)
class Shown:
    """How a field of a goal stands in its control."""

    title: str
    indicator_key: str
    indicator: str
    unit: str
    baseline: str
    baseline_on: str
    target: str
    due_on: str
    owner: str
    justification: str
    baseline_uncertainty: str
    measured_every: str


def shown(goal: Goal) -> Shown:
    return Shown(
        title=goal.title,
        indicator_key=goal.indicator_key,
        indicator=goal.indicator,
        unit=goal.unit,
        baseline=show_number(goal.baseline) if goal.baseline is not None else "",
        baseline_on=show_date(goal.baseline_on),
        target=show_number(goal.target) if goal.target is not None else "",
        due_on=show_date(goal.due_on),
        owner=goal.owner,
        justification=goal.justification,
        baseline_uncertainty=show_number(goal.baseline_uncertainty) if goal.baseline_uncertainty is not None else "",
        measured_every=str(goal.measured_every or ""),
    )


class GoalForm(QWidget):
    """edited(field, text), renewed: take the baseline from the data, linked(finding id), unlinked(finding id),
    removed(reason), closed: the form is left, taken(evaluation id, name): the baseline from this figure, of which the
    menu choices is filled when it is about to show."""

    edited = Signal(str, str)
    renewed = Signal()
    linked = Signal(str)
    unlinked = Signal(str)
    removed = Signal(str)
    closed = Signal()
    taken = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._goal_id = ""
        self._still = False
        self.fields: dict[str, Field] = {}
        self._source = text("", "small", wrap=True)
        self._renew = button(_("Lấy từ dữ liệu"), self.renewed.emit, kind="ghost", icon_name="undo")
        self._take = button(_("Lấy từ đánh giá"), kind="ghost", icon_name="analysis")
        self.choices = QMenu(self)
        self._take.setMenu(self.choices)
        self._doubts = column(gap=4)
        self.past = Past()
        self._links = column(gap=4)
        self._more = Choice()
        self._more.picked.connect(self._link_picked)
        self._more_field = Field(_("Nối thêm phát hiện"), self._more)
        self._removal = column(gap=6)
        content = QWidget()
        content.setLayout(self._build())
        self.area = scrolled(content)
        self.setLayout(column(self.area, gap=0))

    def _build(self) -> QHBoxLayout:
        made = column(gap=10, margins=(16, 4, 16, 14))
        made.addWidget(self._field("title"))
        made.addLayout(self._doubts)
        options = [("", _("Tự đặt chỉ tiêu")), *((each.key, _(each.name)) for each in INDICATORS)]
        made.addWidget(self._field("indicator_key", Choice(options)))
        made.addLayout(self._pair("indicator", "unit", 3, 2))
        made.addLayout(self._pair("baseline", "target", 1, 1))
        made.addLayout(row(self._source, gap=6))
        made.addLayout(row(self._renew, self._take, None, gap=4))
        made.addLayout(self._pair("baseline_uncertainty", "measured_every", 1, 1))
        made.addLayout(self._pair("baseline_on", "due_on", 1, 1))
        made.addWidget(self._field("owner"))
        reasons = QPlainTextEdit()
        reasons.setFixedHeight(theme.px(92))
        reasons.installEventFilter(self)
        made.addWidget(
            self._field("justification", reasons, _("Vì sao đáng làm: kinh tế, xã hội, môi trường, hội nhập."))
        )
        made.addWidget(text(_("Phát hiện mà mục tiêu này giải quyết"), "cap"))
        made.addLayout(self._links)
        made.addWidget(self._more_field)
        made.addLayout(self._removal)
        made.addWidget(self.past)
        made.addStretch(1)
        outer = row(gap=0)
        outer.addLayout(made, 1)
        return outer

    def _field(self, name: str, editor: QWidget | None = None, hint: str = "") -> Field:
        unit = _("tháng") if name == "measured_every" else ""
        made = Field(_(GOAL_FIELD_NAMES[name]), editor, unit=unit, placeholder=hint)
        made.committed.connect(lambda words: self.edited.emit(name, words))
        self.fields[name] = made
        return made

    def _pair(self, left: str, right: str, wide: int, narrow: int) -> QHBoxLayout:
        line = row(gap=10)
        line.addWidget(self._field(left), wide, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._field(right), narrow, Qt.AlignmentFlag.AlignTop)
        return line

    # ---- show

    def set_read_only(self, still: bool) -> None:
        changed, self._still = still != self._still, still
        for field in self.fields.values():
            field.set_read_only(still)
        self._more_field.setVisible(not still)
        if changed:
            self._offer_removal()

    def show_goal(self, goal_row: GoalRow, loose: Sequence[Finding]) -> None:
        """Show a goal. loose: findings that no goal answers yet. What is being typed, and its error, stays."""
        goal = goal_row.goal
        same = goal.id == self._goal_id
        self._goal_id = goal.id
        values = shown(goal)
        for name, field in self.fields.items():
            typing = same and (field.editor.hasFocus() or field.error())
            if not typing:
                field.show_value(getattr(values, name))
        interval = interval_of(goal)
        told = " ".join(filter(None, (goal.baseline_source, _sentence(interval.words) if interval else "")))
        self._source.setText(told)
        self._source.setVisible(bool(told))
        self._take.setVisible(not self._still)
        clear_layout(self._doubts)
        for doubt in goal_row.doubts:
            line = row(Glyph("warn", 14), gap=6)
            line.addWidget(text(doubt.words, "small", tone="warn", wrap=True), 1)
            self._doubts.addLayout(line)
        self._renew.setVisible(bool(goal.indicator_key) and not self._still)
        self._show_links(goal_row)
        self._more.offer([("", _("Chọn một phát hiện")), *((each.id, _named(each)) for each in loose)])
        self._more_field.setVisible(bool(loose) and not self._still)
        if not same:
            self._offer_removal()

    def offer_choices(self, choices: Sequence[BaselineChoice]) -> None:
        """What the menu offers; the entry itself says when there is nothing."""
        self.choices.clear()
        for each in choices:
            words = f"{each.words}: {show_number(each.value)} ± {show_number(each.uncertainty)} {each.unit}".strip()
            self.choices.addAction(words).triggered.connect(partial(self._take_choice, each.evaluation_id, each.name))
        if not choices:
            none = _("Các phát hiện của mục tiêu này chưa nối với đánh giá nào có khoảng")
            self.choices.addAction(none).setEnabled(False)

    def _take_choice(self, evaluation_id: str, name: str, _checked: bool = False) -> None:
        self.taken.emit(evaluation_id, name)

    def _show_links(self, goal_row: GoalRow) -> None:
        clear_layout(self._links)
        if not goal_row.findings:
            self._links.addWidget(text(_("Chưa nối với phát hiện nào."), "small", tone="warn"))
        for finding in goal_row.findings:
            line = row(text(finding_code(finding), "strong", tone="accent"), gap=8)
            line.addWidget(text(finding.title, "body", cut=True), 1)
            if not self._still:
                tip = _("Gỡ {code} khỏi mục tiêu này", code=finding_code(finding))
                line.addWidget(icon_button("close", tip, partial(self.unlinked.emit, finding.id), size=14))
            self._links.addLayout(line)

    def _link_picked(self, finding_id: str) -> None:
        if finding_id:
            self.linked.emit(finding_id)

    def show_error(self, field: str, sentence: str) -> None:
        self.fields[field].show_error(sentence)

    def go_to(self, field: str) -> None:
        """Put the cursor into a field."""
        editor = self.fields.get(field, self._more_field).editor
        self.area.ensureWidgetVisible(editor, 0, 40)
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- removing

    def _offer_removal(self) -> None:
        clear_layout(self._removal)
        if not self._still:
            self._removal.addLayout(row(button(_("Bỏ mục tiêu này…"), self._ask_reason, kind="danger"), None))

    def _ask_reason(self) -> None:
        clear_layout(self._removal)
        reason = Field(_("Vì sao bỏ mục tiêu này?"))

        def remove() -> None:
            if not reason.value().strip():
                reason.show_error(_("Nêu lý do bỏ mục tiêu này."))
                reason.editor.setFocus()
                return
            self.removed.emit(reason.value())

        if isinstance(reason.editor, QLineEdit):
            reason.editor.returnPressed.connect(remove)
        self._removal.addWidget(reason)
        leave = button(_("Thôi"), self._offer_removal, kind="ghost")
        self._removal.addLayout(row(button(_("Bỏ mục tiêu"), remove, kind="danger"), leave, None, gap=6))
        reason.editor.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A text of several lines is kept when it is left, too."""
        if event.type() == QEvent.Type.FocusOut and "justification" in self.fields:
            self.fields["justification"].commit()
        return super().eventFilter(watched, event)

    def has_unsent_text(self) -> bool:
        return any(field.editor.hasFocus() for field in self.fields.values())


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _named(finding: Finding) -> str:
    return f"{finding_code(finding)} {finding.title}"
