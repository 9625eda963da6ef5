"""Names that could stand in the group 2 list: a person settles, name by name, whether they are group 1 or group 2."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QStyleOptionViewItem, QWidget

from app import wording
from app.domain.judged import called
from app.domain.legal import LegalLine
from app.domain.legal_matching import LEVEL_WORDS, Candidate
from app.formats import show_date
from app.services.legal_groups import GroupProposal
from app.ui import theme
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import Choice, Field, Glyph, KeyCap, button, column, paint_glyph, row, text
from app.ui.parts.tables import paint_row_ground
from app.wording import _

GLYPHS = {"high": "warn", "medium": "warn", "low": "todo"}


def line_name(line: LegalLine) -> str:
    """The line of the list in the language in use."""
    return line.name_en if wording.language() == "en" and line.name_en else line.name


def told(proposal: GroupProposal) -> str:
    best = proposal.candidates[0]
    return _(
        "{name}, {n} cái, có thể là dòng {code} {line}: {confidence}",
        name=proposal.name,
        n=len(proposal.instruments),
        code=best.code,
        line=line_name(best.line),
        confidence=_(LEVEL_WORDS[best.confidence]),
    )


class GroupDelegate(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        proposal: GroupProposal = index.data(RECORD)
        best = proposal.candidates[0]
        painter.save()
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = QRectF(option.rect).adjusted(14, 0, -14, 0)
        upper = QRectF(rect.x() + 24, rect.y() + theme.px(6), rect.width() - 24, theme.px(19))
        paint_glyph(painter, QRectF(rect.x(), upper.center().y() - 7, 14, 14), GLYPHS[best.confidence])
        _write(painter, upper.adjusted(0, 0, -theme.px(64), 0), "strong", proposal.name)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text2"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(upper, right, _("{n} cái", n=len(proposal.instruments)))
        words = _("dòng {code} {line}: {confidence}", **_named(best))
        _write(painter, upper.translated(0, theme.px(20)), "small", words)
        painter.restore()


def _named(candidate: Candidate) -> dict[str, object]:
    confidence = _(LEVEL_WORDS[candidate.confidence])
    return {"code": candidate.code, "line": line_name(candidate.line), "confidence": confidence}


def _write(painter: QPainter, rect: QRectF, role: str, words: str) -> None:
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(theme.ROLES[role].token))
    fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, fitting)


class GroupPanel(QWidget):
    """settled(ids, group, line, name): what a person decided for all instruments of a name."""

    settled = Signal(list, str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.list: ReadingList[GroupProposal] = ReadingList(_("Tên chưa xác định nhóm"), told, height=50)
        self.list.setItemDelegate(GroupDelegate(self.list))
        self.list.shown.connect(lambda _record: self._show_current())
        self._names = text("", "second", cut=True)
        self.line = Choice()
        self._line_field = Field(_("Dòng danh mục nhóm 2"), self.line)
        self.line.picked.connect(lambda _code: self._show_line())
        self._about = text("", "small", wrap=True)
        rule = _(
            "Thuộc nhóm 2 khi dùng để mua bán, thanh toán, bảo đảm an toàn, sức khỏe, môi trường, thanh tra, giám định "
            "(Luật Đo lường Điều 16); dùng để kiểm soát sản xuất, nghiên cứu là nhóm 1."
        )
        self._two = button(_("Là nhóm 2"), self.settle_two, kind="primary")
        self._one = button(_("Là nhóm 1"), self.settle_one)
        actions = row(self._two, self._one, None, KeyCap("2"), KeyCap("1"), gap=6)
        detail = QFrame()
        detail.setProperty("surface", "bar-foot")
        self._mark = Glyph("warn", 14)
        about = row(gap=6)
        about.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        about.addWidget(self._about, 1)
        inside = column(self._names, self._line_field, about, gap=6, margins=(16, 10, 16, 10))
        inside.addWidget(text(rule, "small", wrap=True))
        inside.addLayout(actions)
        detail.setLayout(inside)
        self._detail = detail
        body = column(gap=0)
        body.addWidget(self.list, 1)
        body.addWidget(detail)
        self.setLayout(body)

    def set_read_only(self, still: bool) -> None:
        self._two.setEnabled(not still)
        self._one.setEnabled(not still)

    def show_groups(self, groups: Sequence[GroupProposal]) -> None:
        """The likeliest first, then those with most instruments."""
        ordered = sorted(groups, key=lambda each: (not each.is_likely, -len(each.instruments)))
        self.list.show_records(ordered, key=lambda each: each.name)
        if ordered and self.list.current() is None:
            self.list.choose(0)
        self._detail.setVisible(bool(ordered))

    def settle_two(self) -> None:
        self._settle("2", self.line.value())

    def settle_one(self) -> None:
        self._settle("1", "")

    def _settle(self, group: str, line: str) -> None:
        if proposal := self.list.current():
            self.settled.emit([each.id for each in proposal.instruments], group, line, proposal.name)

    def _show_current(self) -> None:
        proposal = self.list.current()
        if proposal is None:
            return
        self._names.setText(", ".join(map(called, proposal.instruments)))
        self.line.offer([(each.code, f"{each.code}  {line_name(each.line)}") for each in proposal.candidates])
        self._show_line()

    def _show_line(self) -> None:
        """The period of the chosen line; a table that has been replaced since is named as one."""
        proposal = self.list.current()
        found = [each.line for each in proposal.candidates if each.code == self.line.value()] if proposal else []
        if proposal is None or not found:
            return
        period = found[0].period_months
        words = [_("Chu kỳ kiểm định {months} tháng.", months=period) if period else _("Không quy định chu kỳ.")]
        if found[0].conditions:
            words.append(found[0].conditions)
        if not proposal.is_current:
            words.append(
                _(
                    "Theo {table}, chỉ có hiệu lực đến {until}; bảng hiện hành chưa đối chiếu.",
                    table=proposal.table.title,
                    until=show_date(proposal.table.in_force_to),
                )
            )
        self._about.setText(" ".join(words))
        self._mark.setVisible(not proposal.is_current)
