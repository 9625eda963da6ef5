"""The frozen versions: hash, decision, reason and what is different; and freezing the next one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.domain.approval import Approval, before_freezing
from app.domain.frozen_content import short_hash
from app.domain.programme_papers import Version
from app.formats import show_date, show_time
from app.services.approval_view import ApprovalView, VersionRow
from app.ui import theme
from app.ui.pages.approval_changes import ChangesTable
from app.ui.pages.approval_papers import PapersBar
from app.ui.pages.reading_list import RECORD, Index, ReadingList, RowsDelegate
from app.ui.parts import Card, EmptyState, InlineMessage, button, column, paint_glyph, row, scrolled, text
from app.ui.parts.tables import paint_row_ground, paint_words
from app.ui.workspace import Workspace
from app.wording import _


def told(each: VersionRow) -> str:
    version = each.version
    return _(
        "Bản {number}, {state}. Quyết định {decision} ngày {day}. {reason}",
        number=version.number,
        state=state_words(each),
        decision=version.decision_number,
        day=show_date(version.decided_on),
        reason=version.reason,
    )


def state_words(each: VersionRow) -> str:
    if each.problem:
        return _("không khớp mã băm")
    return _("có hiệu lực") if each.in_force else _("đã chốt")


class _Rows(RowsDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        each: VersionRow = index.data(RECORD)
        painter.save()
        current = isinstance(view, ReadingList) and view.currentIndex() == index
        paint_row_ground(painter, option, first=True, last=True, current=current)
        rect = QRectF(option.rect)
        glyph = "bad" if each.problem else "lock" if each.in_force else "sent"
        paint_glyph(painter, QRectF(rect.x() + 16, rect.y() + theme.px(10), 16, 16), glyph)
        words = rect.adjusted(42, 0, -14, 0)
        version = each.version
        title = _("Bản {number}", number=version.number)
        paint_words(painter, words, theme.px(8), "strong", f"{title}  ·  {state_words(each)}")
        decided = _("Quyết định {number}, {day}", number=version.decision_number, day=show_date(version.decided_on))
        paint_words(painter, words, theme.px(28), "small", f"{decided}  ·  {short_hash(version)}")
        painter.restore()


class VersionsView(QWidget):
    """frozen: freeze the programme now; reopened: open it for a next version; missing: go where it lacks."""

    frozen = Signal()
    reopened = Signal()
    missing = Signal(str, str)
    keys_changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._view: ApprovalView | None = None
        self._can_open = False
        self.list: ReadingList[VersionRow] = ReadingList(_("Các bản của chương trình"), told, height=54)
        self.list.setItemDelegate(_Rows(self.list))
        self.state = InlineMessage("info", "")
        self.freeze = button(_("Chốt bản này"), self.frozen.emit, kind="primary", icon_name="lock")
        self.papers = PapersBar(workspace, "programme", "programme_word", "programme_data", "differences")
        self.withdrawn = text("", "small", wrap=True)
        self.empty = EmptyState(
            "lock",
            _("Chưa chốt bản nào"),
            _("Khi ý kiến đã được trả lời và quyết định đủ số, ngày, người ký, chương trình được chốt thành bản 1."),
        )
        self.title, self.facts = text("", "h2", wrap=True), text("", "small", wrap=True, selectable=True)
        self.problem = InlineMessage("bad", "")
        self.changes = ChangesTable()
        self._build()

    def _build(self) -> None:
        left = Card(padding=(0, 12, 0, 12))
        left.content.addLayout(row(text(_("Các bản"), "h2"), None, self.freeze, margins=(16, 0, 12, 0)))
        left.content.addLayout(column(self.state, margins=(12, 0, 12, 0)))
        left.content.addWidget(self.empty, 1)
        left.content.addWidget(self.list, 1)
        left.content.addLayout(column(self.withdrawn, margins=(16, 0, 16, 0)))
        self._right = Card()
        inside = QWidget()
        inside.setLayout(column(self.title, self.facts, self.problem, self.changes, None, gap=8))
        self._right.content.addWidget(scrolled(inside), 1)
        whole = row(gap=12)
        whole.addWidget(left, 42)
        whole.addWidget(self._right, 58)
        outer = column(gap=8)
        outer.addWidget(self.papers)
        outer.addLayout(whole, 1)
        self.setLayout(outer)
        self.list.shown.connect(lambda _record: self._show_current())
        self.state.followed.connect(self._follow)

    # ---- show

    def show_view(self, view: ApprovalView, still: bool) -> None:
        self._view = view
        self.list.show_records(view.versions, key=lambda each: each.version.id)
        if view.versions and self.list.current() is None:
            self.list.choose(0)
        self.list.setVisible(bool(view.versions))
        self.empty.setVisible(not view.versions)
        numbers = ", ".join(str(each) for each in view.withdrawn)
        self.withdrawn.setText(_("Bản đã rút lại, số không dùng nữa: {numbers}.", numbers=numbers) if numbers else "")
        self.withdrawn.setVisible(bool(numbers))
        can_freeze = not still and not view.approval.is_frozen
        self.freeze.setVisible(can_freeze)
        number = 1 + max((each.version.number for each in view.versions), default=0)
        self.freeze.setText(_("Chốt bản {number}", number=max(number, 1 + max(view.withdrawn, default=0))))
        self._can_open = view.is_approved and not self.workspace.read_only
        self._show_state(view, still)
        self._show_current()

    def _show_state(self, view: ApprovalView, still: bool) -> None:
        found = view.approval
        if still and view.lock:
            self.state.say("info", view.lock if not view.is_approved else _approved_words(found))
        elif view.opened:
            step = view.opened[0]
            self.state.say(
                "warn", _("Nộp bước {number} trước, rồi mới chốt chương trình.", number=step), _("Đến chỗ thiếu")
            )
        elif found.is_frozen:
            self.state.say("ok", _("Chương trình đúng như bản {number} đã chốt.", number=_number(found.latest)))
        elif waiting := before_freezing(found):
            self.state.say("warn", waiting[0].text, _("Đến chỗ thiếu"))
        elif view.since:
            self.state.say(
                "info", _("Khác bản {number} ở {n} chỗ; chốt được.", number=_number(found.latest), n=len(view.since))
            )
        else:
            self.state.say("ok", _("Đủ điều kiện chốt chương trình."))

    def _follow(self) -> None:
        view = self._view
        if view is None:
            return
        if view.opened:
            self.missing.emit({3: "goals", 4: "tasks", 5: "solutions"}[view.opened[0]], "")
        elif waiting := before_freezing(view.approval):
            self.missing.emit(waiting[0].page, waiting[0].target)

    def _show_current(self) -> None:
        current, view = self.list.current(), self._view
        self._right.setVisible(current is not None)
        if current is not None and view is not None:
            self._show_version(current, view)
        self.keys_changed.emit()

    def _show_version(self, each: VersionRow, view: ApprovalView) -> None:
        version = each.version
        self.papers.show_signers([(version.signer_position, version.signer_name)], ("versions", version.id))
        self.facts.setText("\n".join(facts_of(version)))
        self.problem.say("bad", each.problem)
        newest = view.versions[0].version.id == version.id
        since = view.since if newest and not each.problem else ()
        if since:
            self.title.setText(_("Bây giờ khác bản {number} ở {n} chỗ", number=version.number, n=len(since)))
        elif each.before is not None:
            self.title.setText(
                _(
                    "Bản {number} khác bản {before} ở {n} chỗ",
                    number=version.number,
                    before=each.before.number,
                    n=len(each.changes),
                )
            )
        else:
            self.title.setText(_("Bản {number}, bản đầu tiên", number=version.number))
        self.changes.show_changes(since or each.changes)

    # ---- the page's contract

    def go_to(self, version_id: str) -> None:
        """Choose this version."""
        for place, each in enumerate(self.list.records.records):
            if each.version.id == version_id:
                self.list.choose(place)
                self.list.setFocus()

    def go_in(self) -> None:
        if self.freeze.isVisibleTo(self):
            self.freeze.setFocus()
        elif self.list.records.records:
            self.list.setFocus()

    def panes(self) -> list[QWidget]:
        return [self.list] if self.list.records.records else [self.freeze]

    def keys(self) -> list[tuple[str, str]]:
        found = [("↑↓", _("bản"))] if self.list.records.records else []
        if self.freeze.isVisibleTo(self):
            found.append(("C", _("chốt bản")))
        if self._can_open:
            found.append(("M", _("mở bản mới")))
        return found

    def press(self, key: Qt.Key) -> bool:
        """A single key; whether it was one of ours."""
        if key == Qt.Key.Key_C and self.freeze.isVisibleTo(self):
            self.frozen.emit()
        elif key == Qt.Key.Key_M and self._can_open:
            self.reopened.emit()
        else:
            return False
        return True


def _number(version: Version | None) -> int:
    return version.number if version else 0


def _approved_words(found: Approval) -> str:
    return _("Bản {number} đang có hiệu lực. Muốn sửa thì mở bản mới.", number=_number(found.in_force))


def facts_of(version: Version) -> list[str]:
    """Decision, signer, recipients, reason, who froze it and when, and the whole hash, one line each."""
    at = version.frozen_at
    when = f"{show_date(at.astimezone().date())} {show_time(at)}" if at else ""
    signer = ", ".join(each for each in (version.signer_position, version.signer_name) if each)
    lines = [
        _("Quyết định {number} ngày {day}", number=version.decision_number, day=show_date(version.decided_on)),
        _("Người ký: {signer}", signer=signer),
    ]
    if version.recipients:
        lines.append(_("Nơi nhận: {recipients}", recipients=version.recipients))
    if version.reason:
        lines.append(_("Lý do: {reason}", reason=version.reason))
    lines.append(_("{person} chốt lúc {when}", person=version.frozen_by or "—", when=when))
    parts = [version.sha256[start : start + 16] for start in range(0, len(version.sha256), 16)]
    lines.append(_("Mã băm SHA-256: {hash}", hash=" ".join(parts)))
    return lines
