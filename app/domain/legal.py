"""The group 2 check (Luật Đo lường Đ.16–19): must an instrument be verified, and is it, as of a date.

A verification is judged by the table in force on the day it was made. The printed "có giá trị đến" rules; a period from
a table that is not verified is only ever named, it decides nothing. An orientation for the auditor, not a ruling.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.instruments import Calibration, Instrument
from app.domain.metrology.calibration_status import last_calibration
from app.domain.printed_dates import bounds
from app.formats import add_months, show_date
from app.wording import N_, _


@dataclass(frozen=True, slots=True)
class LegalLine:
    """One line of a table. periodic, initial: None where the sign could not be read."""

    code: str
    name: str
    name_en: str = ""
    initial: bool | None = None
    periodic: bool | None = None
    period_months: int | None = None
    conditions: str = ""
    source: str = ""
    confidence: str = "unverified"
    in_force_from: date | None = None


@dataclass(frozen=True, slots=True)
class LegalTable:
    """confidence: "verified" or "unverified". in_force_to: None while no later table is known."""

    key: str
    title: str
    in_force_from: date
    in_force_to: date | None
    confidence: str
    checked_on: date
    source: str
    lines: Mapping[str, LegalLine] = field(default_factory=dict)

    def line(self, code: str, day: date) -> LegalLine | None:
        found = self.lines.get(code)
        return None if found and found.in_force_from and day < found.in_force_from else found

    @property
    def confidence_word(self) -> str:
        return _(CONFIDENCE_WORDS[self.confidence])


CONFIDENCE_WORDS = {
    "verified": N_("đã đối chiếu"),
    "partial": N_("đối chiếu một phần"),
    "unverified": N_("chưa đối chiếu"),
}


@dataclass(frozen=True, slots=True)
class Law:
    """All tables, in the order of their days."""

    tables: tuple[LegalTable, ...]

    def on(self, day: date) -> LegalTable | None:
        """The table in force on that day; None before the first one."""
        fitting = (each for each in reversed(self.tables) if each.in_force_from <= day)
        return next((each for each in fitting if each.in_force_to is None or day <= each.in_force_to), None)

    def line(self, code: str) -> LegalLine | None:
        """The best known line of this code in any table: a verified one before others."""
        found = [table.lines[code] for table in self.tables if code in table.lines]
        return next((each for each in found if each.confidence == "verified"), found[0] if found else None)


def read_law(listing: str, read_file: Callable[[str], str]) -> Law:
    """The tables named in a TOML listing; read_file gives the text of a CSV by its name."""
    return Law(tuple(_read_table(each, read_file(each["file"])) for each in tomllib.loads(listing)["tables"]))


def _read_table(entry: dict[str, object], content: str) -> LegalTable:
    later: list[dict[str, object]] = entry.get("later", [])  # type: ignore[assignment]
    begins = {code: each["in_force_from"] for each in later for code in each["codes"]}  # type: ignore[attr-defined]
    rows = csv.DictReader(io.StringIO(content))
    lines = {row["code"]: _read_line(row, begins.get(row["code"]), str(entry["title"])) for row in rows}
    return LegalTable(
        key=str(entry["key"]),
        title=str(entry["title"]),
        in_force_from=entry["in_force_from"],  # type: ignore[arg-type]
        in_force_to=entry.get("in_force_to"),  # type: ignore[arg-type]
        confidence=str(entry["confidence"]),
        checked_on=entry["checked_on"],  # type: ignore[arg-type]
        source=str(entry["source"]),
        lines=lines,
    )


_SIGNS = {"yes": True, "no": False}


def _read_line(row: Mapping[str, str], begins: object, title: str) -> LegalLine:
    period = row.get("period_months") or row.get("period_months_2026_as_read") or ""
    return LegalLine(
        code=row["code"],
        name=row.get("instrument_vi") or row.get("instrument_vi_as_read") or "",
        name_en=row.get("instrument_en") or "",
        initial=_SIGNS.get(row.get("initial_verification") or ""),
        periodic=_SIGNS.get(row.get("periodic_verification") or ""),
        period_months=int(period) if period else None,
        conditions=row.get("conditions_vi") or row.get("remark") or "",
        source=row.get("source") or title,
        confidence=row["confidence"].split()[0].rstrip(":"),
        in_force_from=begins if isinstance(begins, date) else None,
    )


class Verdict(StrEnum):
    NOT_GROUP_2 = "not_group2"
    UNSETTLED = "unsettled"
    NOT_IN_USE = "not_in_use"
    INITIAL_ONLY = "initial_only"
    VALID = "valid"
    EXPIRED = "expired"
    NONE = "none"
    FAILED = "failed"
    UNKNOWN = "unknown"


_VERDICT_TEXTS = {
    Verdict.NOT_GROUP_2: N_("Nhóm 1: không thuộc diện kiểm định bắt buộc."),
    Verdict.UNSETTLED: N_("Chưa xác định nhóm, nên chưa biết có phải kiểm định hay không."),
    Verdict.NOT_IN_USE: N_("Nhóm 2 nhưng không dùng."),
    Verdict.INITIAL_ONLY: N_("Chỉ phải kiểm định ban đầu, không có chu kỳ."),
    Verdict.VALID: N_("Kiểm định {performed}, có giá trị đến {due}."),
    Verdict.EXPIRED: N_("Hết hiệu lực kiểm định từ {due}."),
    Verdict.NONE: N_("Nhóm 2 đang dùng mà chưa có giấy kiểm định."),
    Verdict.FAILED: N_("Kiểm định {performed} không đạt."),
    Verdict.UNKNOWN: N_("Giấy kiểm định không in hạn, nên chưa kết luận được."),
}


@dataclass(frozen=True, slots=True)
class LegalCheck:
    """Whether the law asks for verification, and whether it is there, as of a date.

    applies: None while the group is not settled. valid: None where it cannot be said. table: the one in force on the
    day of verification (as_of when there is none). due_on: the printed end. legal_due_on: date + legal period, a
    cross-check. confidence: "verified", "partial" or "unverified", of the line or else of the table.
    """

    verdict: Verdict
    applies: bool | None
    valid: bool | None = None
    line: LegalLine | None = None
    table: LegalTable | None = None
    last: Calibration | None = None
    due_on: date | None = None
    due_text: str = ""
    legal_due_on: date | None = None
    code: str = ""

    @property
    def confidence(self) -> str:
        if self.table and self.table.confidence != "verified":
            return "unverified"
        return self.line.confidence if self.line else "unverified"

    @property
    def text(self) -> str:
        performed = (show_date(self.last.performed_on) or self.last.performed_text) if self.last else ""
        return _(_VERDICT_TEXTS[self.verdict], performed=performed or "—", due=show_date(self.due_on) or self.due_text)

    @property
    def source(self) -> str:
        """The line and the table behind it, with how far it was checked and when; "" outside group 2."""
        if not self.applies or not self.table:
            return ""
        if not self.line:
            return (
                _("Chưa chọn dòng trong danh mục nhóm 2.")
                if not self.code
                else _("Dòng {code} không có trong bảng của {table}.", code=self.code, table=self.table.title)
            )
        period = self.line.period_months
        return _(
            "{table}, dòng {code} {name}; {period} ({confidence}, kiểm tra ngày {checked}).",
            table=self.table.title,
            code=self.line.code,
            name=self.line.name,
            period=_("chu kỳ {months} tháng", months=period) if period else _("không quy định chu kỳ"),
            confidence=_(CONFIDENCE_WORDS[self.confidence]),
            checked=show_date(self.table.checked_on),
        )

    @property
    def note(self) -> str:
        """What the printed validity and the legal period say against each other, or what is missing; may be ""."""
        if self.last and not self.last.kind:
            return _("Giấy không ghi rõ là kiểm định hay hiệu chuẩn.")
        if self.confidence == "verified" and self.legal_due_on and self.due_on and self.legal_due_on < self.due_on:
            return _("Hạn in trên giấy dài hơn chu kỳ của danh mục (đến {due}).", due=show_date(self.legal_due_on))
        if self.legal_due_on and not self.due_on and self.confidence == "verified":
            return _("Tính theo chu kỳ của danh mục thì đến {due}, chỉ để đối chiếu.", due=show_date(self.legal_due_on))
        return ""


_OUTSIDE = LegalCheck(Verdict.NOT_GROUP_2, applies=False, valid=None)
_UNSETTLED = LegalCheck(Verdict.UNSETTLED, applies=None)


def check_group2(
    instrument: Instrument, calibrations: Sequence[Calibration], law: Law, as_of: date, *, today: date | None = None
) -> LegalCheck:
    """The group 2 check of one instrument as of a date; verifications after as_of are left out."""
    if instrument.group == "1":
        return _OUTSIDE
    if instrument.group != "2":
        return _UNSETTLED
    horizon = as_of
    known = [each for each in calibrations if _may_be_verification(each) and not _is_after(each, horizon)]
    last = last_calibration(known) if known else None
    day = (_day_of(last) if last else None) or as_of
    table = law.on(day)
    line = table.line(instrument.legal_code, day) if table and instrument.legal_code else None

    def found(verdict: Verdict, valid: bool | None, due_on: date | None = None, due_text: str = "") -> LegalCheck:
        period = line.period_months if line else None
        legal_due = add_months(last.performed_on, period) if last and last.performed_on and period else None
        return LegalCheck(verdict, True, valid, line, table, last, due_on, due_text, legal_due, instrument.legal_code)

    if instrument.status not in ("in_use", "spare"):
        return found(Verdict.NOT_IN_USE, None)
    if line and line.periodic is False and line.confidence == "verified":
        return found(Verdict.INITIAL_ONLY, None)
    if last is None:
        return found(Verdict.NONE, False)
    if last.result == "fail":
        return found(Verdict.FAILED, False)
    first, end = _printed_end(last)
    due_text = "" if last.valid_until else last.valid_until_text
    if first is None or end is None:
        return found(Verdict.UNKNOWN, None)
    if end < as_of:
        return found(Verdict.EXPIRED, False, last.valid_until, due_text)
    if first < as_of and not last.valid_until:
        return found(Verdict.UNKNOWN, None, None, due_text)
    return found(Verdict.VALID, True, last.valid_until, due_text)


def _may_be_verification(calibration: Calibration) -> bool:
    return calibration.kind in ("verification", "")


def _is_after(calibration: Calibration, day: date) -> bool:
    return calibration.performed_on is not None and calibration.performed_on > day


def _day_of(calibration: Calibration) -> date | None:
    if calibration.performed_on:
        return calibration.performed_on
    span = bounds(calibration.performed_text) if calibration.performed_text else None
    return span[1] if span else None


def _printed_end(calibration: Calibration) -> tuple[date | None, date | None]:
    """First and last day on which the printed validity can end."""
    if calibration.valid_until:
        return calibration.valid_until, calibration.valid_until
    return bounds(calibration.valid_until_text) or (None, None)
