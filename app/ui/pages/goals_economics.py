"""What one goal costs and brings: its two estimates, payback, present value, and the bars of its sensitivity."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStyleOptionViewItem, QWidget

from app.domain.economics import COST_SHARE, INPUT_NAMES, RATE_STEP, YEARS_STEP, Bar, told_bars
from app.domain.effects import effect_code
from app.domain.goal_gaps import GOAL_FIELD_NAMES
from app.formats import show_number
from app.services.goal_economics import GoalCost, GoalEconomics
from app.ui import theme
from app.ui.pages.goals_words import money, money_range, plain
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import Field, clear_layout, column, row, scrolled, text
from app.ui.parts.tables import paint_row_ground
from app.wording import _

ESTIMATES = ("investment", "running_cost")
HIGH = 46


def told_bar(bar: Bar) -> str:
    """The input, its two figures, and the present value at each."""
    return _(
        "{name} từ {low} đến {high}: giá trị hiện tại ròng từ {npv_low} đến {npv_high}",
        name=_(INPUT_NAMES[bar.input]),
        low=of_input(bar, at_low=True),
        high=of_input(bar, at_low=False),
        npv_low=money(bar.npv_at_low),
        npv_high=money(bar.npv_at_high),
    )


def of_input(bar: Bar, *, at_low: bool) -> str:
    """An end of the input as it is written beside its bar."""
    value = bar.low if at_low else bar.high
    match bar.input:
        case "rate":
            return f"{plain(value)} %"
        case "years":
            return plain(value)
    return money(value)


class SensitivityDelegate(RowsDelegate):
    """centre: the expected present value; low, high: the ends of the common scale."""

    centre, low, high = 0.0, 0.0, 1.0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.hasFocus() and view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_ground(painter, option, first=True, last=True, current=current)
        self._paint_bar(painter, QRectF(option.rect).adjusted(4, 0, -4, 0), index.data(RECORD))
        painter.restore()

    def _paint_bar(self, painter: QPainter, rect: QRectF, bar: Bar) -> None:
        upper = QRectF(rect.x(), rect.y() + 5, rect.width(), theme.px(18))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        name = _(INPUT_NAMES[bar.input])
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text3"))
        ends = f"{of_input(bar, at_low=True)} – {of_input(bar, at_low=False)}"
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, ends)
        line = QRectF(rect.x(), upper.bottom() + 4, rect.width(), 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRect(line)
        ends_x = sorted((self._at(line, float(bar.npv_at_low)), self._at(line, float(bar.npv_at_high))))
        centre = self._at(line, self.centre)
        for left, right, token in (
            (ends_x[0], min(centre, ends_x[1]), "chart2"),
            (max(centre, ends_x[0]), ends_x[1], "accent"),
        ):
            painter.setBrush(theme.color(token))
            painter.drawRect(QRectF(left, line.y(), max(0.0, right - left), line.height()))
        painter.setPen(QPen(theme.color("text"), 1.4))
        painter.drawLine(QPointF(centre, line.y() - 3), QPointF(centre, line.bottom() + 3))
        if self.low < 0 < self.high:
            zero = self._at(line, 0.0)
            painter.setPen(QPen(theme.color("edge"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(zero, line.y() - 3), QPointF(zero, line.bottom() + 3))

    def _at(self, line: QRectF, value: float) -> float:
        span = self.high - self.low or 1.0
        return line.x() + line.width() * (value - self.low) / span


class EconomicsView(QWidget):
    """edited(field, text): one of the two estimates."""

    edited = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._funded = {name: text("", "small", wrap=True) for name in ESTIMATES}
        self._figures = column(gap=6)
        self._sentence = text("", "body", wrap=True)
        self._notes = text("", "small", wrap=True)
        self._ends = row(gap=6)
        self.bars: ReadingList[Bar] = ReadingList(_("Độ nhạy của giá trị hiện tại ròng"), told_bar, height=HIGH)
        self._delegate = SensitivityDelegate(self.bars)
        self.bars.setItemDelegate(self._delegate)
        content = QWidget()
        content.setLayout(self._build())
        self.setLayout(column(scrolled(content), gap=0))

    def _build(self) -> QHBoxLayout:
        made = column(gap=8, margins=(16, 4, 16, 14))
        pair = row(gap=10)
        for name in ESTIMATES:
            field = Field(_(GOAL_FIELD_NAMES[name]), unit=_("triệu đồng"))
            field.committed.connect(lambda words, name=name: self.edited.emit(name, words))
            self.fields[name] = field
            pair.addLayout(column(field, self._funded[name], None, gap=2), 1)
        made.addLayout(pair)
        made.addLayout(self._figures)
        made.addWidget(self._notes)
        self._chart = QWidget()
        chart = column(text(_("Độ nhạy của giá trị hiện tại ròng"), "cap", wrap=True), gap=4)
        chart.addWidget(self._sentence)
        chart.addWidget(self.bars)
        chart.addLayout(self._ends)
        self._assumed = text("", "small", wrap=True)
        chart.addWidget(self._assumed)
        self._chart.setLayout(chart)
        made.addWidget(self._chart)
        made.addStretch(1)
        outer = row(gap=0)
        outer.addLayout(made, 1)
        return outer

    # ---- show

    def show_economics(self, economics: GoalEconomics, still: bool) -> None:
        goal, result = economics.goal, economics.result
        for name in ESTIMATES:
            field, value = self.fields[name], getattr(goal, name)
            field.set_read_only(still)
            if not (field.editor.hasFocus() or field.error()):
                field.show_value(show_number(value) if value is not None else "")
        self._say_funded("investment", economics.investment)
        self._say_funded("running_cost", economics.running)
        clear_layout(self._figures)
        for name, words, reason in figures_of(economics):
            self._figures.addWidget(_figure(name, words, reason))
        notes = " ".join(economics.notes())
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))
        self._chart.setVisible(bool(result.bars))
        if result.bars and result.npv is not None:
            self._show_bars(economics)

    def _say_funded(self, name: str, cost: GoalCost) -> None:
        words = ""
        if cost.funded is not None:
            words = _("Kinh phí của nhiệm vụ, giải pháp: {money}. Tính theo số này.", money=money(cost.funded))
        self._funded[name].setText(words)
        self._funded[name].setVisible(bool(words))

    def _show_bars(self, economics: GoalEconomics) -> None:
        result = economics.result
        assert result.npv is not None
        values = [float(each) for bar in result.bars for each in (bar.npv_at_low, bar.npv_at_high)]
        self._delegate.centre = float(result.npv.expected)
        self._delegate.low, self._delegate.high = min(values), max(values)
        self.bars.show_records(result.bars, key=lambda each: each.input)
        self.bars.setFixedHeight(theme.px(HIGH) * len(result.bars) + 2)
        self._sentence.setText(told_bars(result.bars))
        clear_layout(self._ends)
        ends = [each for bar in result.bars for each in (bar.npv_at_low, bar.npv_at_high)]
        self._ends.addWidget(text(money(min(ends)), "small"))
        self._ends.addStretch(1)
        self._ends.addWidget(text(money(max(ends)), "small"))
        self._assumed.setText(assumed(result.bars))
        self._assumed.setVisible(bool(self._assumed.text()))


def assumed(bars: tuple[Bar, ...]) -> str:
    """By how much the inputs without a range were varied."""
    if not any(each.assumed for each in bars):
        return ""
    return _(
        "Vạch đứng: giá trị dự kiến. Yếu tố không nêu khoảng được cho thay đổi ±{share} %, lãi suất ±{rate} điểm, "
        "thời kỳ ±{years} năm.",
        share=plain(COST_SHARE * 100),
        rate=plain(RATE_STEP),
        years=YEARS_STEP,
    )


def figures_of(economics: GoalEconomics) -> list[tuple[str, str, str]]:
    """Name, figure and, where there is none, the reason."""
    result, saving = economics.result, economics.saving
    codes = ", ".join(effect_code(each) for each in economics.counted)
    payback = ""
    if result.payback is not None:
        payback = _("{years} năm", years=plain(result.payback.expected))
        if not result.payback_has_end:
            payback = _("{years} (ở mức tiết kiệm thấp nhất thì không hoàn vốn)", years=payback)
        elif result.payback.is_range:
            low, high = plain(result.payback.low), plain(result.payback.high)
            payback = _("{years} (từ {low} đến {high})", years=payback, low=low, high=high)
    unit = _("triệu đồng")
    years = economics.case.years
    npv_name = _("Giá trị hiện tại ròng, {n} năm từ khi đạt mục tiêu", n=years) if years else _("Giá trị hiện tại ròng")
    return [
        (
            _("Tiết kiệm mỗi năm ({codes})", codes=codes) if codes else _("Tiết kiệm mỗi năm"),
            f"{money_range(saving)} {unit}" if saving else "",
            "" if saving else _("Chưa ước tính: nối một hiệu quả kinh tế tính bằng tiền với mục tiêu này."),
        ),
        (_("Thời gian hoàn vốn"), payback, result.reasons.get("payback", "")),
        (npv_name, f"{money_range(result.npv)} {unit}" if result.npv else "", result.reasons.get("npv", "")),
    ]


def _figure(name: str, words: str, reason: str) -> QLabel | QWidget:
    holder = QWidget()
    value = text(words, "strong", wrap=True) if words else text(reason, "second", wrap=True)
    holder.setLayout(column(text(name, "cap", wrap=True), value, gap=1))
    holder.setAccessibleName(f"{name}: {words or reason}")
    return holder
