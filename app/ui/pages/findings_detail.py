"""Everything of one finding or proposal, to be read: what, why, by which rule and clause, what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.clauses import CONFIDENCE_WORDS, clause_confidence
from app.domain.findings import Finding, finding_code
from app.domain.scores import SUBJECTS
from app.formats import show_date, show_time
from app.services.finding_history import Happened
from app.services.finding_list import FindingRow
from app.ui import theme
from app.ui.evidence_panel import EvidencePanel
from app.ui.icons import pixmap
from app.ui.pages.findings_priority import PriorityBlock
from app.ui.pages.findings_words import chosen_words
from app.ui.parts import InlineMessage, Pill, button, clear_layout, column, hairline, icon_button, row, text
from app.ui.parts.fields import UnverifiedMark
from app.ui.workspace import Workspace
from app.wording import _

LATEST, NAMED = 6, 12


class FindingDetail(QWidget):
    """renewed: the facts shall be taken over. merge_asked(key): with this one. split_asked(finding): a merged one shall
    stand alone. row_asked(key): another row shall be shown. goal_opened(id). source_asked: where it comes from.
    """

    renewed = Signal()
    merge_asked = Signal(str)
    split_asked = Signal(object)
    row_asked = Signal(str)
    goal_opened = Signal(str)
    source_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.priority = PriorityBlock()
        self.evidence = EvidencePanel(workspace)
        self._still = True
        self._upper, self._middle, self._lower = (column(gap=6) for _part in range(3))
        body = column(gap=12, margins=(16, 12, 16, 16))
        body.addLayout(self._upper)
        body.addWidget(hairline())
        body.addWidget(self.priority)
        body.addWidget(hairline())
        body.addLayout(self._middle)
        body.addWidget(self.evidence)
        body.addLayout(self._lower)
        body.addStretch(1)
        self.setLayout(body)
        self.setProperty("surface", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_row(
        self,
        shown: FindingRow,
        named: Mapping[str, FindingRow],
        history: Sequence[Happened],
        before: str,
        *,
        still: bool,
    ) -> None:
        """named: all rows by key; before: the finding of the last cycle that it repeats, in words."""
        self._still = still
        for layout in (self._upper, self._middle, self._lower):
            clear_layout(layout)
        self._head(shown)
        self._drift(shown)
        self._same(shown, named)
        self.priority.show_row(shown, still=still)
        self._reasons(shown, before)
        self._work(shown)
        self._merged(shown)
        finding = shown.finding
        self.evidence.show_record("findings", finding.id if finding and shown.is_open else "", still=still)
        self._past(history)

    # ---- parts

    def _head(self, shown: FindingRow) -> None:
        code = text(shown.code or _("Chưa có mã"), "strong", tone="accent" if shown.code else "text3")
        origin = button(_("Nơi bắt nguồn"), self.source_asked.emit, kind="link")
        origin.setToolTip(_("Mở nơi phát hiện này bắt nguồn"))
        has_origin = bool(shown.sources or (shown.proposal and shown.proposal.sources))
        ways = [origin] if has_origin else []
        self._upper.addLayout(row(code, Pill(*shown.state_words), None, *ways, gap=8))
        self._upper.addWidget(text(shown.title, "h2", wrap=True, selectable=True))
        if shown.detail:
            self._upper.addWidget(text(shown.detail, "second", wrap=True, selectable=True))
        if shown.into:
            words = _("Đã gộp vào {code}.", code=shown.into)
            self._upper.addWidget(text(words, "second", wrap=True))
        if shown.finding is not None and shown.state == "dismissed":
            reason = _("Lý do: {reason}", reason=shown.finding.reason)
            self._upper.addWidget(text(reason, "second", wrap=True, selectable=True))

    def _drift(self, shown: FindingRow) -> None:
        if shown.drift is None:
            return
        own = shown.finding is not None and not shown.finding.origin
        link = "" if shown.drift.gone or own or self._still else _("Cập nhật")
        message = InlineMessage("warn", shown.drift.text, link)
        message.followed.connect(self.renewed)
        self._upper.addWidget(message)

    def _same(self, shown: FindingRow, named: Mapping[str, FindingRow]) -> None:
        """Others that may be the same matter, with the way to them and the way to make them one."""
        others = [(each, named[each.key]) for each in shown.same if each.key in named]
        if not others:
            return
        self._upper.addWidget(text(_("Có thể cùng một việc"), "cap"))
        for same, other in others[:3]:
            self._upper.addLayout(self._same_line(other))
            self._upper.addWidget(text(f"{other.source_words}: {same.words}", "small", cut=True))
        if len(others) > 3:
            self._upper.addWidget(text(_("và {n} dòng khác", n=len(others) - 3), "small"))

    def _same_line(self, other: FindingRow) -> QHBoxLayout:
        called = text(f"{other.code}  {other.title}".strip(), "body", cut=True)
        line = row(gap=6)
        line.addWidget(called, 1)
        line.addWidget(icon_button("eye", _("Xem"), partial(self.row_asked.emit, other.key)))
        if not self._still:
            joined = button(_("Gộp"), partial(self.merge_asked.emit, other.key), icon_name="merge")
            joined.setProperty("dense", "yes")
            joined.setAccessibleName(_("Gộp với {other}", other=other.called))
            line.addWidget(joined)
        return line

    def _reasons(self, shown: FindingRow, before: str) -> None:
        self._middle.addWidget(text(_("Vì sao"), "cap"))
        subject = _(SUBJECTS[shown.subject]) if shown.subject in SUBJECTS else ""
        self._middle.addWidget(text(f"{shown.subject}. {subject}", "second", wrap=True))
        if shown.rule:
            words = _("{source}: {rule}", source=shown.source_words, rule=shown.rule)
            self._middle.addWidget(text(words, "second", wrap=True, selectable=True))
        else:
            self._middle.addWidget(text(shown.source_words, "second"))
        if shown.clause:
            self._middle.addLayout(_clause(shown.clause))
        if before:
            self._middle.addWidget(text(before, "small", wrap=True))

    def _work(self, shown: FindingRow) -> None:
        """What is to be done, by whom and until when."""
        finding = shown.finding
        if finding is None:
            if shown.proposal and shown.proposal.goal:
                self._pairs([(_("Đề xuất"), shown.proposal.goal)])
            return
        self._pairs(
            [
                (_("Nguyên nhân"), finding.cause),
                (_("Đề xuất"), finding.proposal),
                (_("Người chịu trách nhiệm"), finding.owner),
                (_("Hạn"), show_date(finding.due_on)),
            ]
        )
        for goal_id, code in zip(shown.goals, shown.goal_codes, strict=False):
            opened = button(_("Mục tiêu {code}", code=code), partial(self.goal_opened.emit, goal_id), kind="link")
            self._middle.addLayout(row(opened, None))

    def _pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        for label, words in pairs:
            name = text(label, "small")
            name.setFixedWidth(theme.px(120))
            told = text(words or "—", "body" if words else "small", wrap=True, selectable=bool(words))
            line = row(gap=8)
            line.addWidget(name)
            line.addWidget(told, 1)
            self._middle.addLayout(line)

    def _merged(self, shown: FindingRow) -> None:
        if not shown.merged:
            return
        self._middle.addWidget(text(_("Đã gộp vào đây"), "cap"))
        for each in shown.merged:
            self._middle.addLayout(self._merged_line(each))

    def _merged_line(self, each: Finding) -> QHBoxLayout:
        words = text(f"{finding_code(each)}  {each.title}", "second", cut=True)
        line = row(gap=8)
        line.addWidget(words, 1)
        if not self._still:
            apart: Callable[[], object] = partial(self.split_asked.emit, each)
            line.addWidget(button(_("Tách ra"), apart, kind="ghost"))
        return line

    def _past(self, history: Sequence[Happened]) -> None:
        if not history:
            return
        self._lower.addWidget(text(_("Lịch sử"), "cap"))
        for each in history[:LATEST]:
            here = each.at.astimezone()
            moment = f"{show_date(here.date())} {show_time(here)[:5]}"
            self._lower.addWidget(text(f"{moment}  {each.person}: {each.words}", "small", wrap=True))
        if len(history) > LATEST:
            self._lower.addWidget(text(_("và {n} việc trước đó", n=len(history) - LATEST), "small"))


class ManyPanel(QWidget):
    """Several chosen rows: how many of which kind, and their names."""

    def __init__(self) -> None:
        super().__init__()
        self._words = text("", "h2", wrap=True)
        self._names = text("", "second", wrap=True)
        self.setLayout(column(self._words, self._names, None, gap=8, margins=(16, 14, 16, 14)))
        self.setProperty("surface", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_rows(self, rows: Sequence[FindingRow]) -> None:
        self._words.setText(chosen_words(rows))
        names = [f"{each.code}  {each.title}".strip() for each in rows[:NAMED]]
        rest = [_("và {n} dòng khác", n=len(rows) - NAMED)] if len(rows) > NAMED else []
        self._names.setText("\n".join([*names, *rest]))


def _clause(clause: str) -> QHBoxLayout:
    """The clause, and a mark where nobody compared it with its text."""
    law = text("", "small")
    law.setPixmap(pixmap("law", "text3", 14))
    words = text(clause, "small", wrap=True, selectable=True)
    line = row(law, gap=6)
    line.addWidget(words, 1)
    confidence = clause_confidence(clause)
    if confidence and confidence != "verified":
        line.addWidget(UnverifiedMark(_(CONFIDENCE_WORDS[confidence])))
    return line
