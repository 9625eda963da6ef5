"""The thread of a goal as chips in a row, PH → MT → NV → GP → HQ; what is missing is dashed and leads to adding it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.domain.effects import effect_code
from app.domain.findings import finding_code
from app.domain.goals import goal_code
from app.domain.solutions import solution_code
from app.domain.tasks import task_code
from app.services.goals import GoalRow
from app.ui.icons import paint_icon
from app.ui.pages.chips import GAP, chip_width, paint_chip
from app.wording import _

ARROW = 14
MOST = 3


@dataclass(frozen=True, slots=True)
class Chip:
    """kind: where it leads: "findings", "goals", "tasks", "solutions", "effects"; id: "" for one that is missing, or
    for the count of those without room. look: "plain", "current" or "missing"."""

    kind: str
    id: str
    words: str
    look: str = "plain"


def groups_of(row: GoalRow, most: int) -> list[list[Chip]]:
    """The chips of each link of the thread, at most so many codes of one kind."""
    goal = Chip("goals", row.goal.id, goal_code(row.goal), "current")
    return [
        _group("findings", [(each.id, finding_code(each)) for each in row.findings], most, _("Nối phát hiện")),
        [goal],
        _group("tasks", [(each.id, task_code(each)) for each in row.tasks], most, _("Thêm nhiệm vụ")),
        _group("solutions", [(each.id, solution_code(each)) for each in row.solutions], most, _("Thêm giải pháp")),
        _group("effects", [(each.id, effect_code(each)) for each in row.effects], most, _("Thêm hiệu quả")),
    ]


def _group(kind: str, codes: Sequence[tuple[str, str]], most: int, missing: str) -> list[Chip]:
    if not codes:
        return [Chip(kind, "", missing, "missing")]
    shown = [Chip(kind, id, code) for id, code in codes[:most]]
    return [*shown, Chip(kind, codes[0][0], f"+{len(codes) - most}")] if len(codes) > most else shown


def placed(row: GoalRow, rect: QRectF) -> list[tuple[Chip, QRectF]]:
    """Where each chip stands in rect: as many codes of each kind as there is room for. Missing words shorten to the
    code of their kind where even one code of each is too wide."""
    for most in range(MOST, 0, -1):
        groups = groups_of(row, most)
        if _width(groups) <= rect.width():
            break
    else:
        groups = [[_short(chip) for chip in group] for group in groups]
    found: list[tuple[Chip, QRectF]] = []
    x = rect.x()
    for group in groups:
        for chip in group:
            wide = chip_width(chip.words)
            if x + wide > rect.right() + 1:
                return found
            found.append((chip, QRectF(x, rect.y(), wide, rect.height())))
            x += wide + GAP
        x += ARROW + GAP
    return found


SHORT = {"findings": "PH", "tasks": "NV", "solutions": "GP", "effects": "HQ"}


def _short(chip: Chip) -> Chip:
    return Chip(chip.kind, chip.id, SHORT[chip.kind], chip.look) if chip.look == "missing" else chip


def _width(groups: Sequence[Sequence[Chip]]) -> float:
    chips = sum(chip_width(chip.words) + GAP for group in groups for chip in group)
    return chips + (len(groups) - 1) * (ARROW + GAP) - GAP


def paint_goal_chips(painter: QPainter, rect: QRectF, row: GoalRow) -> list[tuple[Chip, QRectF]]:
    """Paint them; where each stands, for a click."""
    found = placed(row, rect)
    for place, (chip, body) in enumerate(found):
        if place and found[place - 1][0].kind != chip.kind:
            middle = QRectF(body.x() - ARROW - GAP, body.center().y() - ARROW / 2, ARROW, ARROW)
            paint_icon(painter, "arrow", middle, "text3")
        paint_chip(painter, body, body.x(), chip.words, chip.look)
    return found
