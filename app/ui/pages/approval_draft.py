"""The stations that are written: the words of the draft, the minutes of the comments, and the decision."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.approval import Decision
from app.domain.programme_papers import Meeting
from app.formats import show_date
from app.services.approval import prepare_decision
from app.services.approval_view import ApprovalView
from app.services.comment_minutes import MINUTES_FIELDS, note_minutes, shown_moment
from app.ui.pages.approval_fields import FieldsCard
from app.ui.pages.approval_papers import PapersBar
from app.ui.pages.passages_panel import PassagesPanel
from app.ui.parts import Card, button, column, row, scrolled, text
from app.ui.workspace import Workspace
from app.wording import N_, _

DECISION_FIELDS: Mapping[str, str] = {
    "number": N_("Số quyết định"),
    "decided_on": N_("Ngày quyết định"),
    "signer_position": N_("Chức vụ người ký"),
    "signer_name": N_("Họ tên người ký"),
    "recipients": N_("Nơi nhận, cách nhau bằng dấu chấm phẩy"),
    "reason": N_("Lý do ra bản mới (từ bản 2)"),
}


class DraftView(QWidget):
    """What the draft says in numbers with the ways there, its papers, and its words. go(page): work on a part."""

    go = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        card = Card(_("Dự thảo chương trình"))
        self.words = text("", "body", wrap=True)
        card.content.addWidget(self.words)
        ways = row(gap=6)
        for key, word in (("goals", _("Các mục tiêu")), ("tasks", _("Nhiệm vụ")), ("solutions", _("Giải pháp"))):
            ways.addWidget(button(word, partial(self.go.emit, key), kind="link"))
        ways.addStretch(1)
        card.content.addLayout(ways)
        self.papers = PapersBar(workspace, "programme", "programme_word", "programme_data")
        card.content.addWidget(self.papers)
        self.passages = PassagesPanel(workspace, "programme", _("Lời văn của chương trình"))
        self.setLayout(_tall(card, self.passages))

    def show_view(self, view: ApprovalView, still: bool) -> None:
        counts = view.counts
        self.words.setText(
            _(
                "Dự thảo có {goals} mục tiêu, {tasks} nhiệm vụ, {solutions} giải pháp. Lời văn dưới đây in kèm.",
                goals=counts["goals"],
                tasks=counts["tasks"],
                solutions=counts["solutions"],
            )
        )
        self.papers.show_signers(_signer(view), None)
        self.passages.show_passages(still)

    def go_in(self) -> None:
        self.panes()[0].setFocus()

    def panes(self) -> list[QWidget]:
        return [next(iter(self.passages.editors.values())).field.editor]


class MinutesView(QWidget):
    """The minutes of the collecting of comments: when, where and who; course and conclusion are passages, unless the
    minutes hold them already."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.fields = FieldsCard(
            workspace,
            _("Biên bản lấy ý kiến"),
            _("Sửa biên bản lấy ý kiến"),
            note_minutes,
            {name: _(label) for name, label in MINUTES_FIELDS.items()},
            (("started_at", "place"), ("chair", "secretary"), ("present",), ("conclusion",)),
            {"present": 86, "conclusion": 86},
        )
        self.papers = PapersBar(workspace, "comment_minutes")
        self.fields.content.addWidget(self.papers)
        self.passages = PassagesPanel(workspace, "comment_minutes", _("Lời văn của biên bản"))
        self.setLayout(_tall(self.fields, self.passages))

    def show_view(self, view: ApprovalView, still: bool) -> None:
        minutes = view.approval.minutes
        self.fields.show_values(_minutes(minutes), still)
        self.papers.show_signers(_signers(minutes) if minutes else [], ("meetings", minutes.id) if minutes else None)
        self.passages.show_passages(still)
        self.fields.fields["conclusion"].setVisible(bool(minutes and minutes.conclusion))
        for name, editor in self.passages.editors.items():
            editor.setVisible(not getattr(minutes, name, ""))

    def go_in(self) -> None:
        self.fields.go_to()

    def panes(self) -> list[QWidget]:
        return [self.fields.first()]


class DecisionView(QWidget):
    """The decision as it is prepared; a version is frozen with it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.fields = FieldsCard(
            workspace,
            _("Quyết định phê duyệt"),
            _("Sửa quyết định phê duyệt"),
            prepare_decision,
            {name: _(label) for name, label in DECISION_FIELDS.items()},
            (("number", "decided_on"), ("signer_position", "signer_name"), ("recipients",), ("reason",)),
            {"reason": 62},
        )
        self.papers = PapersBar(workspace, "decision")
        self.fields.content.addWidget(self.papers)
        self.passages = PassagesPanel(workspace, "decision", _("Lời văn của quyết định"))
        self.setLayout(_tall(self.fields, self.passages))

    def show_view(self, view: ApprovalView, still: bool) -> None:
        self.fields.show_values(_decision(view.approval.decision), still)
        latest = view.approval.latest
        asks_why = latest is not None and not view.approval.is_frozen
        self.fields.fields["reason"].setVisible(asks_why or bool(view.approval.decision.reason))
        self.papers.show_signers(_signer(view), ("versions", latest.id) if latest else None)
        self.passages.show_passages(still)

    def go_in(self) -> None:
        self.fields.go_to()

    def panes(self) -> list[QWidget]:
        return [self.fields.first()]


def _tall(*blocks: QWidget) -> QVBoxLayout:
    inside = QWidget()
    inside.setLayout(column(*blocks, None, gap=12))
    return column(scrolled(inside), gap=0)


def _signer(view: ApprovalView) -> list[tuple[str, str]]:
    """Position and name of the head of the enterprise, as the decision has it."""
    decision = view.approval.decision
    return [(decision.signer_position, decision.signer_name)]


def _signers(meeting: Meeting) -> list[tuple[str, str]]:
    """Position and name of each who was there; the chair and the secretary are among them, or are signed for anew."""
    parted = [each.partition(";") for each in meeting.present.splitlines() if each.strip()]
    return [(post.strip(), name.strip()) for post, _semicolon, name in parted]


def _minutes(meeting: Meeting | None) -> dict[str, str]:
    if meeting is None:
        return {}
    names = ("place", "chair", "secretary", "present", "conclusion")
    return {"started_at": shown_moment(meeting), **{name: getattr(meeting, name) for name in names}}


def _decision(decision: Decision) -> dict[str, str]:
    return {
        "number": decision.number,
        "decided_on": show_date(decision.decided_on),
        "signer_position": decision.signer_position,
        "signer_name": decision.signer_name,
        "recipients": decision.recipients,
        "reason": decision.reason,
    }
