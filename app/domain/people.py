"""People who measure (người thực hiện phép đo) and their competence: the least personal data that serves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person, or one post when the enterprise gives no names (ISO 10012:2003 6.1).

    work: the measuring work done. The _text beside a day keeps what is printed when it is no whole date ("03/2024").
    skill_result: "pass", "fail" or "" (not checked). authorised_for: what the person may do and sign; valid_until: of
    that authorisation.
    """

    id: str
    code: str = ""
    name: str = ""
    post: str = ""
    department: str = ""
    work: str = ""
    qualification: str = ""
    training: str = ""
    trained_on: date | None = None
    trained_text: str = ""
    training_body: str = ""
    certificate_number: str = ""
    skill_checked_on: date | None = None
    skill_checked_text: str = ""
    skill_result: str = ""
    authorised_for: str = ""
    authorised_on: date | None = None
    authorised_text: str = ""
    valid_until: date | None = None
    valid_until_text: str = ""
    note: str = ""
