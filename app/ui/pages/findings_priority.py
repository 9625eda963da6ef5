"""Why a finding comes where it comes: the classes of consequence, occurrence and detection, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.finding_classes import Classes
from app.domain.metrology.priority import CONSEQUENCE_WORDS, DETECTION_WORDS, OCCURRENCE_WORDS, URGENT
from app.services.finding_list import FindingRow
from app.ui.pages.findings_matrix import MatrixView
from app.ui.pages.findings_words import priority_pill
from app.ui.parts import Choice, Pill, button, column, row, text
from app.wording import N_, _

LABELS: Mapping[str, tuple[str, Mapping[int, str]]] = {
    "consequence": (N_("Hậu quả"), CONSEQUENCE_WORDS),
    "occurrence": (N_("Khả năng xảy ra"), OCCURRENCE_WORDS),
    "detection": (N_("Khả năng phát hiện"), DETECTION_WORDS),
}
URGENT_SHORT: Mapping[str, str] = {
    "legal_or_safety": N_("an toàn, pháp luật mà không có liên kết chuẩn"),
    "special_characteristic": N_("đặc tính đặc biệt, Q_MP trên 30 %"),
    "tur_below_one": N_("TUR nhỏ hơn 1"),
}


LABEL_WIDTH = 122


class PriorityBlock(QWidget):
    """classed(field, value): a person chose another class. taken: the classes shall come from the data again."""

    classed = Signal(str, str)
    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pill = Pill("todo", "")
        self._why = text("", "small", wrap=True)
        self._back = button(_("Lấy theo dữ liệu"), self.taken.emit, kind="link")
        self.matrix = MatrixView()
        self.choices: dict[str, Choice] = {}
        self._reasons = {name: text("", "small", wrap=True) for name in LABELS}
        lines = column(gap=3)
        for name, (label, words) in LABELS.items():
            options = [("", _("chưa xét")), *((str(each), f"{each} · {_(word)}") for each, word in words.items())]
            lines.addLayout(self._line(_(label), self._choice(name, _(label), options)))
            lines.addLayout(row(LABEL_WIDTH, self._reasons[name], gap=0))
        rules = [("", _("không có")), *((each, _(URGENT_SHORT[each])) for each in URGENT)]
        lines.addLayout(self._line(_("Quy tắc khẩn"), self._choice("urgent", _("Quy tắc khẩn"), rules)))
        told = column(self._why, None)
        below = row(gap=14, margins=(0, 6, 0, 0))
        below.addWidget(self.matrix)
        below.addLayout(told, 1)
        self.setLayout(
            column(row(text(_("Ưu tiên"), "cap"), self._pill, None, gap=8), lines, row(None, self._back), below, gap=6)
        )

    def _line(self, label: str, choice: Choice) -> QHBoxLayout:
        name = text(label, "small")
        name.setFixedWidth(LABEL_WIDTH)
        made = row(name, gap=0)
        made.addWidget(choice, 1)
        return made

    def _choice(self, name: str, label: str, options: list[tuple[str, str]]) -> Choice:
        made = Choice(options)
        made.setAccessibleName(label)
        made.setMinimumContentsLength(8)
        made.picked.connect(lambda value: self.classed.emit(name, value))
        self.choices[name] = made
        return made

    def show_row(self, shown: FindingRow, *, still: bool) -> None:
        """Of a proposal the classes are read; of a finding a person may set others."""
        finding, proposal = shown.finding, shown.proposal
        told = proposal.classes if proposal else Classes()
        held = finding or told
        self._pill.show_state(*priority_pill(shown.priority))
        self._why.setText(shown.priority.why.text)
        self.matrix.show_cell(held.consequence, held.occurrence)
        differs = False
        for name, choice in self.choices.items():
            value, data = getattr(held, name), getattr(told, name)
            choice.show_value(str(value or ""))
            choice.setEnabled(finding is not None and shown.is_open and not still)
            if name in self._reasons:
                self._reasons[name].setText(_reason(shown.state, value, data, getattr(told, f"why_{name}")))
            differs = differs or (proposal is not None and value != data)
        self._back.setVisible(differs and finding is not None and shown.is_open and not still)


def _reason(state: str, value: int | None, data: int | None, why: str) -> str:
    """Why this class; where another one is kept, what the data say now."""
    if data is None or value == data:
        return why
    if value is None:
        return _("dữ liệu cho cấp {data}: {why}", data=data, why=why)
    if state == "accepted":
        return _("theo dữ liệu khi nhận; nay là cấp {data}: {why}", data=data, why=why)
    return _("người đánh giá đặt; dữ liệu cho cấp {data}: {why}", data=data, why=why)
