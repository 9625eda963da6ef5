"""What became of a finding, in words: who did what to it, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.storage.unit import Unit
from app.wording import N_, _

FIELDS: Mapping[str, str] = {
    "title": N_("tên"),
    "detail": N_("mô tả"),
    "cause": N_("nguyên nhân"),
    "proposal": N_("đề xuất khắc phục"),
    "severity": N_("mức ảnh hưởng"),
    "subject": N_("nội dung"),
    "clause": N_("điều khoản"),
    "owner": N_("người chịu trách nhiệm"),
    "due_on": N_("hạn khắc phục"),
    "consequence": N_("cấp hậu quả"),
    "occurrence": N_("cấp khả năng xảy ra"),
    "detection": N_("cấp phát hiện"),
    "urgent": N_("quy tắc khẩn"),
    "merged_into": N_("gộp"),
}
"""The fields that are told by name; what a deed changed along with them is not."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One deed on a finding. role: do, undo or redo."""

    at: datetime
    person: str
    deed: str
    fields: tuple[str, ...]
    reason: str = ""
    role: str = "do"

    @property
    def words(self) -> str:
        deed = _("Hoàn tác: {deed}", deed=self.deed) if self.role == "undo" else self.deed
        fields = ", ".join(_(FIELDS[each]) for each in self.fields)
        told = _("{deed} ({fields})", deed=deed, fields=fields) if fields else deed
        return _("{told}. Lý do: {reason}", told=told, reason=self.reason) if self.reason else told


def finding_history(unit: Unit, finding_id: str) -> list[Happened]:
    """The deeds on a finding, the last first."""
    deeds: dict[str, Happened] = {}
    for entry in unit.history("findings", finding_id):
        before = deeds.get(entry.deed_id)
        fields = (*(before.fields if before else ()), *([entry.field] if entry.field in FIELDS else []))
        deeds[entry.deed_id] = Happened(
            entry.at, entry.person, entry.deed, tuple(dict.fromkeys(fields)), entry.reason, entry.role
        )
    return list(deeds.values())[::-1]
