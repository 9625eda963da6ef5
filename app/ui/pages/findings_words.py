"""How findings are worded in the list and beside it: the pill of the priority, the state, what one may filter by."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.metrology.priority import PRIORITY_WORDS, Priority
from app.domain.rules import SOURCES
from app.domain.scores import SUBJECTS
from app.services.finding_list import OWN, FindingRow
from app.wording import N_, _

PRIORITY_STATES = {1: "bad", 2: "part", 3: "info", 4: "na"}
STATE_FILTERS = {
    "open": N_("Còn mở"),
    "proposed": N_("Đang đề xuất"),
    "standing": N_("Đã nhận"),
    "dismissed": N_("Đã bỏ"),
    "merged": N_("Đã gộp"),
}
EVERY = ""


def priority_pill(priority: Priority) -> tuple[str, str]:
    level = priority.level
    if level is None:
        return "todo", _("Chưa xếp")
    return PRIORITY_STATES[level], f"{level} · {_(PRIORITY_WORDS[level])}"


def passes_state(row: FindingRow, name: str) -> bool:
    match name:
        case "open":
            return row.is_open
        case "standing":
            return row.is_open and row.state != "proposed"
        case _:
            return row.state == name


def subject_choices() -> list[tuple[str, str]]:
    return [(EVERY, _("Mọi nội dung")), *((str(each), f"{each}  {_(words)}") for each, words in SUBJECTS.items())]


def priority_choices() -> list[tuple[str, str]]:
    levels = [(str(each), f"{each} · {_(words)}") for each, words in PRIORITY_WORDS.items()]
    return [(EVERY, _("Mọi ưu tiên")), *levels, ("0", _("Chưa xếp"))]


def source_choices() -> list[tuple[str, str]]:
    every = [(each, _(words)) for each, words in SOURCES.items()]
    return [(EVERY, _("Mọi nguồn")), *every, (OWN, _("Người đánh giá tự thêm"))]


def chosen_words(rows: Sequence[FindingRow]) -> str:
    """ "2 đề xuất và 3 phát hiện đang được chọn." """
    proposed = sum(each.state == "proposed" for each in rows)
    return _(
        "Đang chọn {n} dòng: {proposed} đề xuất, {rest} phát hiện.",
        n=len(rows),
        proposed=proposed,
        rest=len(rows) - proposed,
    )
