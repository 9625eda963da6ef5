"""The evaluation that is open: read, edited, computed beside the window, and whether what is kept still holds."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.changes import Changes
from app.domain.errors import UserError
from app.domain.evaluations import Evaluation
from app.domain.findings import Finding
from app.domain.metrology.declared import Calculation, Input
from app.domain.metrology.results import Result
from app.domain.processes import Process
from app.services import evaluation_kept, evaluations
from app.services.evaluation_states import (
    FRESH,
    NEW,
    SHEET_CHANGED,
    Difference,
    OpenEvaluation,
    differences,
    open_evaluation,
)
from app.services.locks import lock_reason
from app.storage.unit import Unit
from app.ui.workspace import Workspace
from app.wording import _

PAUSE_MILLISECONDS = 600
"""How long one may go on typing before it is computed anew."""
READS = ("evaluations", "studies", "readings", "instruments", "processes", "findings", "steps", "cycles")


class EvaluationSession(QObject):
    """changed: read or computed anew. went(share, words): how far a stepwise method is. gone: it was withdrawn.

    trouble: why it cannot be computed, "" when it can. lacking: required inputs that are missing. still: nothing may be
    written. different: figures that today's version gives otherwise. findings: those that rest on it.
    """

    changed = Signal()
    went = Signal(float, str)
    gone = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.opened: OpenEvaluation | None = None
        self.result: Result | None = None
        self.trouble = ""
        self.lacking: tuple[Input, ...] = ()
        self.different: tuple[Difference, ...] = ()
        self.still = workspace.read_only
        self.processes: Sequence[Process] = ()
        self.findings: Sequence[Finding] = ()
        self.lock = ""
        self.is_computing = False
        self._stop = threading.Event()
        self._compared = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.compute)

    # ---- what is open

    @property
    def evaluation(self) -> Evaluation:
        assert self.opened is not None
        return self.opened.evaluation

    @property
    def calculation(self) -> Calculation | None:
        return self.opened.calculation if self.opened else None

    @property
    def inputs(self) -> Mapping[str, Any]:
        return evaluation_kept.inputs_of(self.evaluation)

    @property
    def unit(self) -> str:
        """Of the characteristic."""
        return str(self.inputs.get("unit") or "")

    @property
    def is_waiting(self) -> bool:
        """Whether what is shown is about to be computed anew."""
        return self.is_computing or self._pause.isActive()

    def open(self, evaluation_id: str) -> None:
        """KeyError when there is none."""
        self.cancel()
        self._read(evaluation_id)
        self.result, self.different = None, ()
        self._settle(at_once=True)

    def close(self) -> None:
        self.cancel()
        self.opened = None

    def refresh(self, changes: Changes) -> None:
        if self.opened is None or not changes.touches(*READS):
            return
        try:
            self._read(self.evaluation.id)
        except KeyError:
            self.close()
            self.gone.emit()
            return
        self._settle()

    def _read(self, evaluation_id: str) -> None:
        cycle_id = self._workspace.cycle_id

        def all_of_it(unit: Unit) -> tuple[OpenEvaluation, str, Sequence[Process], Sequence[Finding]]:
            lock = lock_reason(unit, cycle_id, evaluations.STEP)
            resting = evaluations.findings_on(unit, evaluation_id)
            return open_evaluation(unit, evaluation_id), lock, unit.processes.all(), resting

        self.opened, self.lock, self.processes, self.findings = self._workspace.read(all_of_it)
        self.still = self._workspace.read_only or bool(self.lock)

    def _settle(self, *, at_once: bool = False) -> None:
        """Show what is kept, or compute where nothing is kept for these inputs."""
        assert self.opened is not None
        self.trouble, self.lacking = "", self._lacking()
        kept = self.opened.result
        if kept is not None and self.opened.state != NEW:
            self.result = kept
            self._compare()
        elif self.lacking or self.calculation is None:
            self.result = None
        elif at_once:
            self.compute()
        else:
            self._pause.start()
        self.changed.emit()

    def _lacking(self) -> tuple[Input, ...]:
        if self.calculation is None:
            return ()
        given = self.inputs
        wanted = (each for each in self.calculation.inputs if each.required and each.default is None)
        return tuple(each for each in wanted if given.get(each.name) in (None, "", []))

    # ---- deeds

    def edit(self, name: str, value: Any) -> None:
        """Sets one input to what read_typed gave; None takes it away."""
        self.edit_many({name: value})

    def edit_many(self, changed: Mapping[str, Any]) -> None:
        key = self.evaluation.id
        self._stop.set()
        self._workspace.run(_("Sửa số liệu đánh giá"), lambda unit: evaluations.edit_inputs(unit, key, dict(changed)))

    def edit_about(self, field: str, text: str) -> None:
        key = self.evaluation.id
        self._workspace.run(_("Sửa đánh giá"), lambda unit: evaluations.edit_about(unit, key, field, text))

    def read_sheet_again(self, leave_out: bool | None = None) -> None:
        key = self.evaluation.id
        self._workspace.run(
            _("Lấy lại số đọc của phiếu"),
            lambda unit: evaluations.read_sheet_again(unit, key, leave_out=leave_out),
        )

    def retire(self, reason: str) -> None:
        key, toast = self.evaluation.id, _("Đã bỏ đánh giá {code}.", code=self.opened.code if self.opened else "")
        self._workspace.run(
            _("Bỏ đánh giá"), lambda unit: evaluations.retire_evaluation(unit, key, reason), toast=toast
        )

    # ---- computing

    def compute(self) -> None:
        """Now, in the background; what is under way for other inputs is told to stop."""
        self._pause.stop()
        if self.opened is None or self.calculation is None:
            return
        self.lacking = self._lacking()
        if self.lacking:
            self.result = None
            self.changed.emit()
            return
        self._stop.set()
        self._stop = threading.Event()
        evaluation, stop = self.evaluation, self._stop
        steps: dict[str, Any] = {}
        if self.calculation.stepwise:
            teller = self._workspace.background.teller(self.went.emit, owner=self)
            steps = {"tell": lambda share, words="": teller(float(share), str(words)), "stop": stop.is_set}
        self.is_computing = True
        self.changed.emit()
        self._workspace.background.run(
            lambda: evaluations.run_evaluation(evaluation, **steps),
            lambda result: self._take(evaluation, stop, result),
            lambda refusal: self._fail(evaluation, stop, str(refusal)),
            words=_("Đang tính…"),
            owner=self,
        )

    def compute_anew(self) -> None:
        """As compute, of the readings the sheet has by now."""
        if self.opened is not None and self.opened.state == SHEET_CHANGED and not self.still:
            self.read_sheet_again()
        else:
            self.compute()

    def cancel(self) -> None:
        """Stop what is under way; what is kept stays."""
        self._pause.stop()
        self._stop.set()
        self.is_computing = False

    def _take(self, evaluation: Evaluation, stop: threading.Event, result: Result) -> None:
        if not self._is_of_now(evaluation, stop):
            return
        self.is_computing = False
        self.result, self.trouble = result, ""
        self._compared = f"{evaluation.id} {evaluation.inputs}"
        self.different = ()
        if not self._may_keep():
            self.changed.emit()
            return
        with contextlib.suppress(UserError):  # closed, or locked meanwhile: it is computed again when it is opened
            self._workspace.run(
                _("Tính đánh giá"),
                lambda unit: evaluations.keep_result(unit, evaluation.id, result, inputs=evaluation.inputs),
                lasting=True,
            )

    def _fail(self, evaluation: Evaluation, stop: threading.Event, sentence: str) -> None:
        if self._is_of_now(evaluation, stop):
            self.is_computing = False
            self.result, self.trouble = None, sentence
            self.changed.emit()

    def _is_of_now(self, evaluation: Evaluation, stop: threading.Event) -> bool:
        here = self.opened is not None and self.evaluation.id == evaluation.id
        return here and self.evaluation.inputs == evaluation.inputs and stop is self._stop and not stop.is_set()

    def _may_keep(self) -> bool:
        """What was computed after an undo is only shown: keeping it would end what may still be done again."""
        return not self.still and self._workspace.store.next_redo() is None

    # ---- whether it still holds

    def _compare(self) -> None:
        """Once for what is kept: does today's version come to the same figures?"""
        if self.opened is None or self.calculation is None:
            return
        evaluation = self.evaluation
        mark = f"{evaluation.id} {evaluation.inputs}"
        quick = not self.calculation.stepwise
        if mark == self._compared or self.opened.state not in (FRESH, SHEET_CHANGED):
            return
        self._compared, self.different = mark, ()
        if not quick and evaluation.version == self.calculation.version:
            return

        def differ() -> tuple[Difference, ...]:
            try:
                return differences(evaluation)
            except UserError:
                return ()

        def told(found: tuple[Difference, ...]) -> None:
            if self._compared == mark and found:
                self.different = found
                self.changed.emit()

        self._workspace.background.run(differ, told, owner=self)
