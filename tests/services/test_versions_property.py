"""Whatever is edited, frozen, opened, approved and undone: a frozen version stays, and no number comes twice."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.errors import UserError
from app.domain.programme_papers import Version
from app.services import goals, tasks
from app.services.progress import approve_step, reopen_step, submit_step
from app.services.versions import content_of, open_new_version, read_version, version_in_force, version_problem
from tests.services.an_approved_programme import a_drafted_programme, collect_comments, freeze, set_steps
from tests.services.programme_dossier import DAY


class Versions(RuleBasedStateMachine):
    """One dossier, worked at random; what the rules refuse changes nothing."""

    @initialize()
    def begin(self) -> None:
        self.kept = ExitStack()
        folder = self.kept.enter_context(tempfile.TemporaryDirectory())
        self.store, self.cycle_id = self.kept.enter_context(a_drafted_programme(Path(folder) / "a.dochuan"))
        with self.store.unit("Lấy ý kiến", lasting=True) as unit:
            collect_comments(unit, self.cycle_id)
        self.seen: dict[int, Version] = {}
        self.decisions = 0
        self.freeze("")
        self.approve()

    def teardown(self) -> None:
        self.kept.close()

    def _try(self, work: object, *arguments: object) -> None:
        try:
            with self.store.unit("Việc") as unit:
                work(unit, *arguments)  # type: ignore[operator]
        except UserError:
            return

    @rule(value=st.integers(0, 5))
    def edit_goal(self, value: int) -> None:
        self._try(goals.edit_goal, "g", "target", str(value))

    @rule(words=st.sampled_from(["Đào tạo thợ cân", "Đào tạo hai buổi"]))
    def edit_task(self, words: str) -> None:
        self._try(tasks.edit_task, "t", "title", words)

    @rule()
    def hand_in(self) -> None:
        """Steps 3 to 5 as after their own gates, which are tested where they are."""
        with self.store.unit("Nộp") as unit:
            if {each.state for each in unit.steps.all(cycle_id=self.cycle_id, step=6)} != {"approved"}:
                set_steps(unit, self.cycle_id, "approved", 3, 4, 5)

    @rule(reason=st.sampled_from(["", "Đổi giá."]))
    def freeze(self, reason: str) -> None:
        self.decisions += 1
        self._try(freeze, self.cycle_id, f"{self.decisions}/QĐ", reason)

    @rule()
    def approve(self) -> None:
        self._try(submit_step, self.cycle_id, 6, DAY)
        self._try(approve_step, self.cycle_id, 6, DAY)

    @rule()
    def open(self) -> None:
        self._try(open_new_version, self.cycle_id, "Đổi giá.")

    @rule(step=st.integers(3, 6))
    def reopen(self, step: int) -> None:
        self._try(reopen_step, self.cycle_id, step, "Xem lại.")

    @rule(value=st.integers(6, 20))
    def amend(self, value: int) -> None:
        """The whole way to a next version, where each deed may be refused."""
        self.open()
        self.edit_goal(value)
        self.hand_in()
        self.freeze("Đổi giá.")
        self.approve()

    @rule()
    def undo(self) -> None:
        if self.store.next_undo() != "Lập chương trình":
            self.store.undo()

    @rule()
    def redo(self) -> None:
        self.store.redo()

    @invariant()
    def no_frozen_version_is_changed_and_no_number_comes_twice(self) -> None:
        with self.store.reading() as unit:
            for version in (*unit.versions.all(), *unit.versions.withdrawn()):
                assert version_problem(unit, version) == ""
                assert self.seen.setdefault(version.number, version) == version

    @invariant()
    def an_approved_programme_is_the_version_in_force(self) -> None:
        with self.store.reading() as unit:
            states = {each.step: each.state for each in unit.steps.all(cycle_id=self.cycle_id)}
            if states[6] != "approved":
                return
            version = version_in_force(unit, self.cycle_id)
            assert version is not None
            assert read_version(version) == content_of(unit, self.cycle_id)
            assert {states[step] for step in (3, 4, 5)} == {"approved"}


Versions.TestCase.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestVersions = Versions.TestCase
