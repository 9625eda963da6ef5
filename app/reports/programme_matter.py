"""What the papers of the programme are made from: the content as frozen or as it stands, and how its parts hang
together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from app.domain.approval import Decision
from app.domain.document import Letterhead
from app.domain.findings import Finding, finding_code
from app.domain.frozen_content import short_hash
from app.domain.funding import Cost, cost_of_items
from app.domain.programme_content import Content, day_of, decimal_of
from app.domain.programme_papers import Version
from app.domain.solutions import FundingItem
from app.formats import fold, show_date, show_number
from app.reports.material import Material
from app.wording import _

Record = Mapping[str, Any]
"""One record of a content: id, code, its fields, its links."""


@dataclass(frozen=True, kw_only=True)
class ProgrammeMatter:
    """version: the frozen one that is printed, None for the draft as it stands now. decision: of the version, or as it
    is prepared. latest: the number of the last frozen version, 0 for none."""

    material: Material
    content: Content
    version: Version | None = None
    decision: Decision = field(default_factory=Decision)
    latest: int = 0

    # ---- the programme as a whole

    @property
    def plan(self) -> Record:
        plan: Record = self.content.get("plan") or {}
        return plan

    @property
    def enterprise(self) -> str:
        return self.material.dossier.site.enterprise

    @property
    def name(self) -> str:
        """As on its cover."""
        return self.plan.get("name") or _("Đảm bảo đo lường tại {enterprise}", enterprise=self.enterprise)

    @property
    def period(self) -> str:
        first, last = day_of(self.plan.get("starts_on")), day_of(self.plan.get("ends_on"))
        if first is None or last is None:
            return _("chưa ghi thời kỳ")
        return _("từ {first} đến {last}", first=show_date(first), last=show_date(last))

    @property
    def passages(self) -> Mapping[str, str]:
        return self.content.get("passages") or {}

    def lines(self, name: str) -> tuple[str, ...]:
        """A passage as its lines; () while nobody wrote it."""
        return tuple(each.strip() for each in self.passages.get(name, "").split("\n") if each.strip())

    @property
    def is_draft(self) -> bool:
        return self.version is None

    @property
    def edition(self) -> str:
        """Which edition this is, as it stands at the foot of each page."""
        if self.version is not None:
            return _("Bản {number} · mã {code}", number=self.version.number, code=short_hash(self.version))
        return _("Dự thảo bản {number}", number=self.latest + 1)

    @property
    def footer(self) -> str:
        return f"{self.edition} · {self.material.footer}" if self.version is not None else self.material.footer

    @property
    def letterhead(self) -> Letterhead:
        """An enterprise's own paper: its name stands alone at the top left."""
        return enterprise_letterhead(self.material)

    @property
    def position(self) -> str:
        """The post of who signs; many dossiers name the representative by post alone."""
        representative = self.material.dossier.site.representative
        return self.decision.signer_position or (representative if is_post(representative) else _("Giám đốc"))

    @property
    def signer(self) -> str:
        representative = self.material.dossier.site.representative
        named = self.is_draft and not is_post(representative)
        return self.decision.signer_name or (representative if named else "")

    @property
    def recipients(self) -> tuple[str, ...]:
        told = tuple(each.strip() for each in self.decision.recipients.split(";") if each.strip())
        return told or (_("Các phòng, bộ phận"), _("Lưu: VT"))

    @property
    def decision_words(self) -> str:
        """The decision that puts it in force, dots where a part is not known yet."""
        number, on = self.decision.number or _("……/QĐ-……"), self.decision.decided_on
        position = f"{self.position[:1].upper()}{self.position[1:]}"
        if on is None:
            return _("Quyết định số {number} ngày …… tháng …… năm …… của {position}", number=number, position=position)
        return _("Quyết định số {number} ngày {day} của {position}", number=number, day=long_day(on), position=position)

    # ---- its records

    def records(self, part: str) -> tuple[Record, ...]:
        return tuple(self.content.get(part) or ())

    @cached_property
    def _by_id(self) -> Mapping[str, Record]:
        parts = ("effects", "goals", "tasks", "solutions")
        return {str(each["id"]): each for part in parts for each in self.records(part)}

    def record(self, id: str) -> Record | None:
        return self._by_id.get(id)

    def back(self, part: str, link: str, id: str) -> tuple[Record, ...]:
        """The records of a part that lead to this one: the tasks of a goal, the solutions of a task."""
        return tuple(each for each in self.records(part) if any(end["id"] == id for end in each.get(link, ())))

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        return {each.id: each for each in self.material.findings}

    @cached_property
    def finding_ids(self) -> tuple[str, ...]:
        """All findings that the programme answers or that stand, by code."""
        named = {
            end["id"]: end["code"]
            for part in ("goals", "tasks")
            for each in self.records(part)
            for end in each["findings"]
        }
        named |= {each.id: finding_code(each) for each in self.material.findings}
        return tuple(sorted(named, key=lambda id: (named[id], id)))

    # ---- the means

    @cached_property
    def items(self) -> tuple[FundingItem, ...]:
        """The lines of the means, as records, so that the same sums are made of them as on the pages."""
        return tuple(_item(each, place) for place, each in enumerate(self.records("funding")))

    @property
    def cost(self) -> Cost:
        return cost_of_items(self.items)

    def begins(self, id: str) -> date | None:
        """When work on a task begins, or on the first task of a solution."""
        record = self.record(id)
        if record is None:
            return None
        if "tasks" not in record:
            return day_of(record.get("starts_on"))
        starts = [self.begins(end["id"]) for end in record["tasks"]]
        return min((each for each in starts if each is not None), default=None)


def _item(record: Record, place: int) -> FundingItem:
    return FundingItem(
        id=record["id"],
        cycle_id="",
        of_kind=record["of_kind"],
        of_id=record["of_id"],
        place=place,
        kind=record["kind"],
        title=record["title"] or "",
        quantity=decimal_of(record["quantity"]),
        unit=record["unit"] or "",
        unit_price=decimal_of(record["unit_price"]),
        amount=decimal_of(record["amount"]),
        yearly=record["yearly"] or 0,
        source=record["source"] or "",
    )


def enterprise_letterhead(material: Material, number: str = "", on: date | None = None) -> Letterhead:
    """The enterprise issues it; the place is the department's setting where there is one, else its own province."""
    site = material.dossier.site
    place = material.paper.letterhead.place or site.province
    return Letterhead(agency=site.enterprise, number=number, place=place, on=on)


def is_post(words: str) -> bool:
    """Whether these words name a post ("Giám đốc nhà máy") and no person."""
    return "giam doc" in fold(words) and not re.search("[,;]", words)


def person_of(words: str) -> str:
    """The name alone of "Phạm Văn Nhã, Giám đốc nhà máy": no post stands before or behind a signer's name."""
    return next((each.strip() for each in re.split("[,;]", words) if each.strip() and not is_post(each)), "")


def codes(ends: Iterable[Record]) -> str:
    """The codes at the ends of links, or of records: "PH-01, PH-04"; "" for none."""
    return ", ".join(str(each["code"]) for each in ends)


def figure(value: object, unit: str = "") -> str:
    """A number of a content with its unit; "" where it was not said."""
    number = decimal_of(value)
    return f"{show_number(number)} {unit}".strip() if number is not None else ""


def said_number(value: Decimal | None) -> str:
    return show_number(short(value)) if value is not None else _("chưa ước tính")


def short(value: Decimal) -> Decimal:
    """A sum without the zeros at its end: of 9.20 and 3.8 it is 13, not 13.00."""
    return Decimal(f"{value.normalize():f}")


def long_day(on: date) -> str:
    """24 tháng 11 năm 2026, with a leading 0 as the decree has it."""
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return _("{day} tháng {month} năm {year}", day=f"{on.day:02d}", month=month, year=on.year)
