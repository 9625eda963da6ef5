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
    """Where each chip stands in rect: as many codes of each kind as there is room for; where even one code of each is
    too wide, one chip a kind, at last without arrows between them."""
    groups, air = _fitting(row, rect.width())
    found: list[tuple[Chip, QRectF]] = []
    x = rect.x()
    for group in groups:
        for chip in group:
            wide = chip_width(chip.words)
            if x + wide > rect.right() + 1:
                return found
            found.append((chip, QRectF(x, rect.y(), wide, rect.height())))
            x += wide + GAP
        x += air
    return found


def _fitting(row: GoalRow, room: float) -> tuple[list[list[Chip]], float]:
    """The chips that fit, and the air for the arrow behind each kind."""
    full = ARROW + GAP
    for most in range(MOST, 0, -1):
        groups = groups_of(row, most)
        if _width(groups, full) <= room:
            return groups, full
    groups = [[_short(group)] for group in groups_of(row, MOST)]
    return groups, full if _width(groups, full) <= room else 0.0


SHORT = {"findings": "PH", "tasks": "NV", "solutions": "GP", "effects": "HQ"}


def _short(group: Sequence[Chip]) -> Chip:
    """One chip for a kind: its only code, "3 NV" for several, "+ NV" for none."""
    first = group[0]
    if first.look == "missing":
        return Chip(first.kind, "", f"+ {SHORT[first.kind]}", first.look)
    if len(group) == 1:
        return first
    rest = group[-1].words.removeprefix("+")
    count = len(group) - 1 + int(rest) if group[-1].words.startswith("+") else len(group)
    return Chip(first.kind, first.id, f"{count} {SHORT[first.kind]}", first.look)


def _width(groups: Sequence[Sequence[Chip]], air: float) -> float:
    chips = sum(chip_width(chip.words) + GAP for group in groups for chip in group)
    return chips + (len(groups) - 1) * air - GAP


def paint_goal_chips(painter: QPainter, rect: QRectF, row: GoalRow) -> list[tuple[Chip, QRectF]]:
    """Paint them; where each stands, for a click."""
    found = placed(row, rect)
    for place, (chip, body) in enumerate(found):
        before = found[place - 1] if place else None
        if before and before[0].kind != chip.kind and body.x() - before[1].right() > ARROW:
            middle = QRectF(body.x() - ARROW - GAP, body.center().y() - ARROW / 2, ARROW, ARROW)
            paint_icon(painter, "arrow", middle, "text3")
        paint_chip(painter, body, body.x(), chip.words, chip.look)
    return found
