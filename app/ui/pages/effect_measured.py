"""What the effects were found to be, and what the means came to: fields beside the expected and planned figures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.effect_report import EffectReport
from app.domain.effect_results import (
    EFFECT_STATES,
    EFFECT_WORDS,
    MEASURED_FIELD_NAMES,
    EffectResult,
    expected_figure,
)
from app.domain.effects import EFFECT_KINDS, Effect, effect_code
from app.domain.errors import UserError
from app.domain.money_told import costs_told, figure_told, payback_told, present_value_told
from app.domain.solutions import FundingItem
from app.formats import show_date, show_number
from app.services import effect_report as deeds
from app.ui import theme
from app.ui.parts import Card, Field, Pill, clear_layout, column, hairline, row, scrolled, text
from app.ui.workspace import Workspace
from app.wording import _


class MeasuredView(QWidget):
    """Two cards in one column that scrolls. fields: the editable ones, by (id, field)."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.fields: dict[tuple[str, str], Field] = {}
        self._shape: tuple[object, ...] = ()
        self._pills: dict[str, Pill] = {}
        self._effects = Card(_("Hiệu quả: dự kiến và đo được"))
        self._costs = Card(_("Kinh phí: dự kiến và thực chi"), _("triệu đồng"))
        self._effect_rows, self._cost_rows = column(gap=12), column(gap=8)
        self._effects.content.addLayout(self._effect_rows)
        self._costs.content.addLayout(self._cost_rows)
        self._total, self._payback, self._value = (text("", "body", wrap=True) for _each in range(3))
        self._costs.content.addLayout(column(hairline(), self._total, self._payback, self._value, gap=6))
        content = QWidget()
        content.setLayout(column(self._effects, self._costs, None, gap=12))
        self.area = scrolled(content)
        self.setLayout(column(self.area, gap=0))

    def show_report(self, report: EffectReport, still: bool) -> None:
        """Fields are made anew only when there are others; what is being typed stays."""
        shape = (tuple(each.effect.id for each in report.effects), tuple(each.id for each in report.funding))
        if shape != self._shape or not (report.effects or report.funding):
            self._shape = shape
            self._build(report)
        for each in report.effects:
            self._show_effect(each, still)
        for item in report.funding:
            self._show(item.id, "spent", _plain(item.spent), still)
        self._total.setText(costs_told(report.costs))
        self._payback.setText(payback_told(report))
        self._value.setText(present_value_told(report))

    def first(self) -> QWidget | None:
        return next((each.editor for each in self.fields.values()), None)

    def go_to(self, id: str) -> None:
        """The cursor into the first field of an effect or an item."""
        field = next((each for (owner, _name), each in self.fields.items() if owner == id), None)
        if field is not None:
            self.area.ensureWidgetVisible(field.editor, 0, 60)
            field.editor.setFocus()

    def commit(self) -> None:
        for each in self.fields.values():
            each.commit()

    # ---- build

    def _build(self, report: EffectReport) -> None:
        clear_layout(self._effect_rows)
        clear_layout(self._cost_rows)
        self.fields, self._pills = {}, {}
        for number, each in enumerate(report.effects):
            if number:
                self._effect_rows.addWidget(hairline())
            self._effect_rows.addLayout(self._effect_block(each.effect))
        if not report.effects:
            self._effect_rows.addWidget(_nothing(_("Chưa có hiệu quả nào được dự kiến ở bước 3.")))
        for item in report.funding:
            self._cost_rows.addLayout(self._cost_line(report, item))
        if not report.funding:
            self._cost_rows.addWidget(_nothing(_("Chưa có khoản kinh phí nào ở bước 4 và bước 5.")))

    def _effect_block(self, effect: Effect) -> QVBoxLayout:
        pill = Pill()
        self._pills[effect.id] = pill
        head = row(text(effect_code(effect), "strong", tone="accent"), text(effect.title, "strong", wrap=True), gap=8)
        head.setStretch(1, 1)
        head.addWidget(pill)
        block = column(head, text(_expected(effect), "second", wrap=True), gap=6)
        line = row(gap=10)
        for name in ("measured_low", "measured", "measured_high", "measured_on"):
            unit = effect.unit if name == "measured" else ""
            line.addWidget(
                self._field(effect.id, name, Field(_(MEASURED_FIELD_NAMES[name]), unit=unit)), 2 if unit else 1
            )
        block.addLayout(line)
        basis = QPlainTextEdit()
        basis.setFixedHeight(theme.px(54))
        basis.installEventFilter(self)
        hint = _("Đo thế nào, lấy số liệu ở đâu; hoặc kể bằng lời điều đã đạt được.")
        block.addWidget(
            self._field(
                effect.id, "measured_basis", Field(_(MEASURED_FIELD_NAMES["measured_basis"]), basis, placeholder=hint)
            )
        )
        return block

    def _cost_line(self, report: EffectReport, item: FundingItem) -> QHBoxLayout:
        code = next((each.code for each in report.tasks if each.task.id == item.of_id), "")
        once = _("mỗi năm") if item.yearly else _("một lần")
        planned = show_number(item.amount) if item.amount is not None else _("chưa ước tính")
        names = column(
            text(f"{code}  {item.title}".strip(), "body", wrap=True),
            text(_("dự kiến {planned}, {once}", planned=planned, once=once), "small"),
            gap=2,
        )
        line = row(gap=12)
        line.addLayout(names, 3)
        field = Field(_("Thực chi"), unit=_("triệu đồng"))
        field.editor.setAccessibleName(_("Thực chi của {title}", title=item.title))
        line.addWidget(self._field(item.id, "spent", field), 1)
        return line

    def _field(self, owner: str, name: str, field: Field) -> Field:
        field.committed.connect(partial(self._keep, owner, name))
        self.fields[owner, name] = field
        return field

    # ---- show

    def _show_effect(self, result: EffectResult, still: bool) -> None:
        effect = result.effect
        self._pills[effect.id].show_state(EFFECT_STATES[result.verdict], _(EFFECT_WORDS[result.verdict]))
        for name in ("measured_low", "measured", "measured_high"):
            self._show(effect.id, name, _plain(getattr(effect, name)), still)
        self._show(effect.id, "measured_on", show_date(effect.measured_on), still)
        self._show(effect.id, "measured_basis", effect.measured_basis, still)

    def _show(self, owner: str, name: str, value: str, still: bool) -> None:
        field = self.fields[owner, name]
        if not (field.editor.hasFocus() or field.error()):
            field.show_value(value)
        field.set_read_only(still)

    # ---- keep

    def _keep(self, owner: str, name: str, typed: str) -> None:
        workspace, today = self.workspace, self.workspace.today
        field = self.fields[owner, name]
        try:
            if name == "spent":
                workspace.run(_("Ghi thực chi"), lambda unit: deeds.set_spent(unit, owner, typed))
            else:
                workspace.run(
                    _("Ghi hiệu quả đo được"), lambda unit: deeds.measure_effect(unit, owner, name, typed, today)
                )
        except UserError as error:
            field.show_error(str(error))
        else:
            field.show_error("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            for field in self.fields.values():
                if field.editor is watched:
                    field.commit()
        return super().eventFilter(watched, event)


def _nothing(words: str) -> QWidget:
    return text(words, "second", wrap=True)


def _plain(value: object) -> str:
    return show_number(value) if value is not None else ""  # type: ignore[arg-type]


def _expected(effect: Effect) -> str:
    """Kinh tế. Dự kiến 120 (80 đến 160) triệu đồng/năm; or the words, or that nothing was estimated."""
    kind = _(EFFECT_KINDS[effect.kind])
    figure = expected_figure(effect)
    if figure is None:
        words = effect.description or _("chưa ước tính")
        return _("{kind}. Dự kiến: {words}", kind=kind, words=words)
    return _("{kind}. Dự kiến: {words}", kind=kind, words=f"{figure_told(figure)} {effect.unit}".strip())
