"""Evaluations: the list, the beginning of a new one, and one with its answer, figures, plots, inputs and source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.findings import finding_code
from app.domain.metrology.catalogue import calculations
from app.services.evaluation_states import OpenEvaluation, evaluation_rows
from app.services.evaluations import BESIDE, STEP, add_evaluation, evaluate_beside
from app.services.locks import lock_reason
from app.storage.unit import Unit
from app.ui.page import Frame, Page
from app.ui.pages.evaluation_export import EvaluationExport
from app.ui.pages.evaluation_finding import raise_finding
from app.ui.pages.evaluation_session import READS
from app.ui.pages.evaluation_view import EvaluationView
from app.ui.pages.evaluation_words import method_words, state_of
from app.ui.pages.evaluations_list import EvaluationsList
from app.ui.pages.evaluations_new import NewEvaluationPanel
from app.ui.parts import button
from app.ui.workspace import Workspace
from app.wording import _

NEW = "new:"


class EvaluationsPage(Page):
    """target: the id of an evaluation; "new:", "new:<calculation>" or "new::<instrument id>"; "list"."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, _("Đánh giá phép đo"))
        still = workspace.read_only
        self._wanted = ""
        self._is_small = False
        self._rows: list[OpenEvaluation] = []
        self._lock = ""
        begin = [] if still else [button(_("Đánh giá mới"), self.begin, kind="primary", icon_name="plus")]
        self.list = EvaluationsList(workspace, begin)
        self.new = NewEvaluationPanel(workspace)
        self.view = EvaluationView(workspace)
        self._stack = QStackedWidget()
        for part in (self.list, self.new, self.view):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self._back = button(_("Danh sách"), self.show_list, kind="ghost", icon_name="left", tip="Esc")
        self.exporter = EvaluationExport(workspace, self.view.answer.message, self)
        self._export = button(_("Xuất"), self.export, icon_name="export", tip="P")
        self._find = button(_("Tạo phát hiện"), self.raise_finding, kind="primary", icon_name="finding", tip="F")
        self._add = button(_("Đánh giá mới"), self.begin, kind="primary", icon_name="plus", tip="N")
        self._beside = button("", self.beside, tip="M")
        for each in (self._back, self._beside, self._export, self._find, self._add):
            self.head.add_action(each)
        workspace.background.run(calculations, lambda _every: None, owner=self)  # read before one asks for a new one
        self._connect()
        self._show_head()

    def _connect(self) -> None:
        self.list.opened.connect(self.open_evaluation)
        self.new.begun.connect(self._begin)
        self.new.left.connect(self.show_list)
        session = self.view.session
        session.changed.connect(self._show_head)
        session.gone.connect(self.show_list)
        self.view.about.sheet_wanted.connect(lambda key: self.workspace.go.emit("studies", key))
        QShortcut(QKeySequence("Ctrl+Return"), self, self._go_on, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        QShortcut(QKeySequence("F9"), self, self._compute, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ---- what is shown

    def part(self) -> QWidget:
        """The list, the new panel or one evaluation."""
        return (self.list, self.new, self.view)[self._stack.currentIndex()]

    def show_list(self) -> None:
        opened = self.view.session.opened
        self.view.session.close()
        self._read_rows()
        self._turn_to(self.list)
        if opened is not None:
            self.list.choose(opened.evaluation.id)
        (self.list.grid if self._rows else self.list).setFocus()

    def open_evaluation(self, evaluation_id: str) -> None:
        try:
            self.view.open(evaluation_id)
        except KeyError:
            self.show_list()
            return
        self._turn_to(self.view)
        if self.view.session.lacking:
            self.view.form.go_to(self.view.session.lacking[0].name)
        else:
            self.view.answer.card.setFocus()

    def begin(self, what: str = "") -> None:
        """A new one; what: a calculation, or ":" with an instrument's id."""
        if self.workspace.read_only or self._lock:
            return
        calculation, _colon, instrument_id = what.partition(":")
        self.view.session.close()
        self._turn_to(self.new)
        self.new.open_with(instrument_id, calculation)

    def raise_finding(self) -> None:
        """F: a finding with the sentence, the method and the clause; where there is one it is shown."""
        session = self.view.session
        if self.part() is not self.view or session.result is None:
            return
        if session.findings:
            self.workspace.go.emit("findings", session.findings[0].id)
        elif not session.still:
            raise_finding(self.workspace, session)

    def export(self) -> None:
        """P: the report of this evaluation as PDF or workbook."""
        session = self.view.session
        if self.part() is self.view and session.opened is not None and session.evaluation.result:
            self.exporter.export(session)

    def beside(self) -> None:
        """M: the same inputs by the method that checks this one, as a new evaluation."""
        session = self.view.session
        if self.part() is not self.view or session.still or not self._has_beside():
            return
        key = session.evaluation.id
        try:
            made = self.workspace.run(_("Bắt đầu đánh giá"), lambda unit: evaluate_beside(unit, key))
        except UserError as refusal:
            self.say_wrong(str(refusal))
            return
        self.open_evaluation(made.id)

    def _has_beside(self) -> bool:
        session = self.view.session
        return session.opened is not None and session.evaluation.calculation in BESIDE

    def _turn_to(self, part: QWidget) -> None:
        self.say_wrong("")
        self._stack.setCurrentWidget(part)
        self._show_head()
        self.keys_changed.emit()

    def _begin(self, calculation: str, about: dict[str, str]) -> None:
        cycle_id = self.workspace.cycle_id
        of: dict[str, Any] = {**about}
        try:
            made = self.workspace.run(
                _("Bắt đầu đánh giá"),
                lambda unit: add_evaluation(unit, cycle_id, calculation, **of),
            )
        except UserError as refusal:
            self.say_wrong(str(refusal))
            return
        self.open_evaluation(made.id)

    def _go_on(self) -> None:
        if self.part() is self.new:
            self.new.begin()

    def _compute(self) -> None:
        if self.part() is self.view:
            self.view.session.compute_anew()

    def _show_head(self) -> None:
        session = self.view.session
        opened = session.opened if self.part() is self.view else None
        still = self.workspace.read_only
        self._back.setVisible(self.part() is not self.list)
        self._export.setVisible(opened is not None and bool(session.evaluation.result))
        found = session.findings[0] if opened is not None and session.findings else None
        self._show_beside(opened is not None)
        self._find.setVisible(opened is not None and session.result is not None and not (session.still and not found))
        self._find.setText(_("Mở {code}", code=finding_code(found)) if found else _("Tạo phát hiện"))
        still = still or bool(self._lock)
        self._add.setVisible(self.part() is self.list and bool(self._rows) and not still)
        if opened is None:
            self.head.title.setText(_("Đánh giá mới") if self.part() is self.new else _("Đánh giá phép đo"))
            self.head.show_state("todo", "")
            self.head.show_note(self._lock if self.part() is self.list else "")
            return
        method = method_words(opened.calculation, opened.evaluation.calculation)
        self.head.title.setText(f"{opened.code}  {opened.evaluation.title or method}")
        waits = ("doing", _("đang tính"), 0.4)
        self.head.show_state(*(waits if session.is_waiting else state_of(opened)))
        self.head.show_note(" · ".join(filter(None, (method if opened.evaluation.title else "", opened.about))))

    def _show_beside(self, is_open: bool) -> None:
        session = self.view.session
        ready = is_open and session.result is not None and not session.still
        shown = ready and self._has_beside() and not self._is_small
        self._beside.setVisible(shown)
        if shown:
            is_budget = session.evaluation.calculation == "uncertainty_budget"
            self._beside.setText(_("Kiểm bằng Monte Carlo") if is_budget else _("Lập bảng bậc nhất"))

    # ---- the page's contract

    def _read_rows(self) -> None:
        cycle_id = self.workspace.cycle_id

        def rows(unit: Unit) -> tuple[list[OpenEvaluation], str]:
            return evaluation_rows(unit, cycle_id), lock_reason(unit, cycle_id, STEP)

        self._rows, self._lock = self.workspace.read(rows)
        self.list.show_rows(self._rows)
        for each in self.list.begin:
            each.setVisible(not self._lock)

    def refresh(self, changes: Changes) -> None:
        if not changes or changes.touches(*READS):
            if not changes or self.part() is self.list:
                self._read_rows()
            self.view.session.refresh(changes)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.show_target(wanted)
        self._show_head()

    def show_target(self, target: str) -> None:
        if not self.isVisible():
            self._wanted = target
        elif target.startswith(NEW):
            self.begin(target.removeprefix(NEW))
        elif target in ("list", ""):
            self.show_list()
        else:
            self.open_evaluation(target)

    def place(self) -> str:
        if self.part() is self.view and self.view.session.opened is not None:
            return self.view.session.opened.evaluation.id
        return self._wanted or ("new:" if self.part() is self.new else "list")

    def keys(self) -> list[tuple[str, str]]:
        still = self.workspace.read_only or bool(self._lock)
        if self.part() is self.list:
            new = [] if still else [("N", _("đánh giá mới"))]
            return [("↑↓", _("dòng")), ("Enter", _("mở")), ("/", _("tìm")), *new] if self._rows else new
        if self.part() is self.new:
            return [("↑↓", _("phương pháp")), ("Ctrl+Enter", _("bắt đầu")), ("Esc", _("thôi"))]
        session = self.view.session
        words = _("mở phát hiện") if session.findings else _("tạo phát hiện")
        own = [] if session.still and not session.findings else [("F", words)]
        return [("F9", _("tính lại")), *own, ("F6", _("phần kế")), ("Esc", _("danh sách"))]

    def more_keys(self) -> list[tuple[str, str]]:
        if self.part() is not self.view:
            return []
        beside = [("M", _("kiểm bằng phương pháp kia"))] if self._has_beside() and not self.view.session.still else []
        return [
            *beside,
            ("P", _("xuất báo cáo")),
            ("Ctrl+V", _("dán khối số")),
            ("Delete", _("xóa ô")),
            ("F8", _("ô chưa ghi")),
        ]

    def panes(self) -> Sequence[QWidget]:
        if self.part() is self.list:
            return (self.list.grid, *self.list.begin)
        return (self.new.search, self.new.methods) if self.part() is self.new else self.view.panes()

    def use_frame(self, frame: Frame) -> None:
        self.view.use_frame(frame)
        self.new.use_small(frame is Frame.SMALL)
        self._is_small = frame is Frame.SMALL
        self._show_head()

    def has_unsent_text(self) -> bool:
        return self.part() is self.view and (self.view.form.has_unsent_text() or self.view.about.has_unsent_text())

    def let_go(self) -> None:
        self.view.session.close()
        super().let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().casefold()
        if event.key() == Qt.Key.Key_Escape and self.part() is self.view:
            (self.view.cancel if self.view.can_cancel() else self.show_list)()
        elif self.part() is self.view and letter == "f":
            self.raise_finding()
        elif self.part() is self.view and letter == "p":
            self.export()
        elif self.part() is self.view and letter == "m":
            self.beside()
        elif self.part() is self.list and letter == "n":
            self.begin()
        elif self.part() is self.list and letter == "/":
            self.list.search.setFocus()
        else:
            super().keyPressEvent(event)
