"""The deeds on the programme's own words and on its expected effects: what the card above the goals and the side of
one effect ask for, done through the services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import UserError
from app.domain.goals import Goal
from app.formats import show_number
from app.services import effects as deeds
from app.services import plans
from app.services.effects import EffectRow
from app.services.goal_drafts import add_effect_of
from app.services.goal_history import history_of
from app.ui.pages.goals_effect_side import EffectSide
from app.ui.pages.goals_plan import PlanCard
from app.ui.workspace import Workspace
from app.wording import _

if TYPE_CHECKING:
    from app.storage.unit import Unit


class EffectsDesk(QObject):
    """card and side work on the dossier. shown(on): an effect is open beside the goals, or no longer."""

    shown = Signal(bool)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.card, self.side = PlanCard(), EffectSide()
        self._rows: Sequence[EffectRow] = ()
        self._goals: Sequence[Goal] = ()
        self._still = False
        self.open_id = ""
        card, side = self.card, self.side
        card.edited.connect(self._edit_plan)
        card.proposed.connect(self._propose)
        card.wanted.connect(self.add)
        card.loss_wanted.connect(self._take_loss)
        card.losses.aboutToShow.connect(self._offer_losses)
        card.list.opened.connect(lambda row: self.open(row.effect.id))
        side.edited.connect(self._edit)
        side.linked.connect(lambda id: self._on_open(_("Nối mục tiêu"), deeds.link_effect, "goals", id))
        side.unlinked.connect(lambda kind, id: self._on_open(_("Gỡ liên kết"), deeds.unlink_effect, kind, id))
        side.removed.connect(self._remove)
        side.opened.connect(lambda id: workspace.go.emit("evaluations", id))
        side.closed.connect(self.close)

    def show_rows(self, rows: Sequence[EffectRow], goals: Sequence[Goal], still: bool) -> None:
        """What was read anew; an effect that is gone closes its side."""
        self._rows, self._goals, self._still = rows, goals, still
        if self.open_id:
            self._show_open()

    def open(self, effect_id: str, field: str = "") -> None:
        """Show one effect beside the goals, with the cursor in a field when one is named."""
        self.open_id = effect_id
        self._show_open()
        if field and self.open_id:
            self.side.go_to(field)

    def close(self) -> None:
        if self.open_id:
            self.open_id = ""
            self.shown.emit(False)

    def _show_open(self) -> None:
        row = next((each for each in self._rows if each.effect.id == self.open_id), None)
        if row is None:
            self.close()
            return
        past = self._workspace.read(lambda unit: history_of(unit, "effects", row.effect.id))
        self.side.show_effect(row, self._goals, past, self._still)
        self.shown.emit(True)

    # ---- deeds

    def add(self, kind: str) -> None:
        """A new effect of this kind; its name is typed next."""
        cycle_id, workspace = self._workspace.cycle_id, self._workspace
        made = workspace.run(_("Thêm hiệu quả"), lambda unit: deeds.new_effect(unit, cycle_id, kind, _("Hiệu quả mới")))
        self._open_new(made.id)

    def add_of(self, goal_id: str) -> None:
        """The effect of a goal, its kind and, where it is known, its figure proposed."""
        made = self._workspace.run(_("Thêm hiệu quả"), lambda unit: add_effect_of(unit, goal_id))
        self._open_new(made.id)

    def _open_new(self, effect_id: str) -> None:
        self.card.fold.open()
        self.open(effect_id, "title")
        self.side.choose_all("title")

    def _offer_losses(self) -> None:
        cycle_id = self._workspace.cycle_id
        found = self._workspace.read(lambda unit: deeds.losses_to_take(unit, cycle_id))
        self.card.offer_losses(
            [
                (
                    each.evaluation.id,
                    _(
                        "{code} {title}: {money} triệu đồng/năm",
                        code=each.code,
                        title=each.title,
                        money=show_number(deeds.millions(each.loss.expected) or 0) if each.loss else "",
                    ),
                )
                for each in found
            ]
        )

    def _take_loss(self, evaluation_id: str) -> None:
        cycle_id = self._workspace.cycle_id
        made = self._workspace.run(
            _("Lấy hiệu quả từ thất thoát"), lambda unit: deeds.take_loss(unit, cycle_id, evaluation_id)
        )
        self._open_new(made.id)

    def _propose(self) -> None:
        cycle_id, as_of = self._workspace.cycle_id, self._workspace.as_of
        self._workspace.run(_("Đề xuất tên và thời kỳ"), lambda unit: plans.accept_proposed_plan(unit, cycle_id, as_of))

    def _edit_plan(self, field: str, words: str) -> None:
        cycle_id = self._workspace.cycle_id
        try:
            self._workspace.run(_("Sửa chương trình"), lambda unit: plans.edit_plan(unit, cycle_id, field, words))
        except UserError as error:
            self.card.show_error(field, str(error))
        else:
            self.card.show_error(field, "")

    def _edit(self, field: str, words: str) -> None:
        try:
            self._on_open(_("Sửa hiệu quả"), deeds.edit_effect, field, words)
        except UserError as error:
            self.side.show_error(field, str(error))
        else:
            self.side.show_error(field, "")

    def _remove(self, reason: str) -> None:
        self._on_open(_("Bỏ hiệu quả"), deeds.retire_effect, reason, toast=_("Đã bỏ hiệu quả."))

    def _on_open(self, deed: str, work: Callable[..., object], *arguments: object, toast: str = "") -> None:
        effect_id = self.side.effect_id

        def done(unit: Unit) -> None:
            work(unit, effect_id, *arguments)

        self._workspace.run(deed, done, toast=toast)
