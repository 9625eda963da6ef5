"""Procedures (quy trình đo, thử, hiệu chuẩn, kiểm tra) and how far they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One procedure. kind: a word of PROCEDURE_KINDS; status: of PROCEDURE_STATUSES.

    The _text beside a day keeps what is printed when it is no whole date ("03/2024").
    based_on: the standard or manual it follows. validated, uncertainty_evaluated: "yes", "no" or "" (not known).
    """

    id: str
    code: str = ""
    name: str = ""
    kind: str = ""
    edition: str = ""
    issued_on: date | None = None
    issued_text: str = ""
    review_due_on: date | None = None
    review_due_text: str = ""
    status: str = ""
    based_on: str = ""
    used_at: str = ""
    owner: str = ""
    validated: str = ""
    uncertainty_evaluated: str = ""
    note: str = ""


PROCEDURE_KINDS = ("measurement", "test", "calibration", "inspection", "")
PROCEDURE_STATUSES = ("in_force", "draft", "withdrawn", "")
