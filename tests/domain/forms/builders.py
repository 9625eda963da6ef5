"""Small forms, written as their authors would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.domain.forms.definition import Form
from app.domain.forms.filling import Filling
from app.domain.forms.reading import convert_text, read_xform

MORNING = datetime.fromisoformat("2026-03-02T08:30:00+07:00")


def a_form(source: str) -> Form:
    return read_xform(convert_text(source, "data").xform, "data")


def a_filling(
    source: str, values: Mapping[str, str] | None = None, *, today: datetime = MORNING, language: str = "vi"
) -> Filling:
    return Filling(a_form(source), values or {}, today=today, language=language)
