"""Proposes which instruments belong to group 2 and by which line; a person confirms each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.errors import UserError
from app.domain.instruments import Instrument
from app.domain.legal import LegalTable
from app.domain.legal_matching import Candidate, match_group2
from app.services.law import law, phrases
from app.storage.unit import Unit
from app.wording import _


@dataclass(frozen=True, slots=True)
class GroupProposal:
    """One name as the register writes it, the instruments that carry it, and the lines it could be.

    table: where these lines stand; is_current: whether it is the one in force, and not a verified one before it.
    """

    name: str
    instruments: tuple[Instrument, ...]
    candidates: tuple[Candidate, ...]
    table: LegalTable
    is_current: bool

    @property
    def is_likely(self) -> bool:
        """Whether it is named as in the list, or by its usual name."""
        return any(each.confidence != "low" for each in self.candidates)


def matching_table(on: date) -> LegalTable:
    """The table whose names are matched: the one in force if it is verified, else the last verified one."""
    current = law().on(on)
    if current and current.confidence == "verified":
        return current
    return next(each for each in reversed(law().tables) if each.confidence == "verified")


def candidates_for(name: str, on: date) -> tuple[Candidate, ...]:
    return match_group2(name, matching_table(on), phrases())


def propose_groups(unit: Unit, as_of: date) -> tuple[GroupProposal, ...]:
    """For every name whose instruments have no settled group and that could stand in the list: what it could be."""
    return group_proposals(unit.instruments.all(group="", kind="instrument"), as_of)


def group_proposals(instruments: Iterable[Instrument], as_of: date) -> tuple[GroupProposal, ...]:
    """The same for these instruments; those with a group are left out."""
    by_name: dict[str, list[Instrument]] = {}
    for each in instruments:
        if not each.group:
            by_name.setdefault(each.name, []).append(each)
    table = matching_table(as_of)
    is_current = table is law().on(as_of)
    proposed = (
        GroupProposal(name, tuple(found), candidates_for(name, as_of), table, is_current)
        for name, found in by_name.items()
    )
    return tuple(each for each in proposed if each.candidates)


def accept_group(unit: Unit, ids: Sequence[str], group: str, legal_code: str = "") -> list[Instrument]:
    """A person's decision: group "1" or "2", and for group 2 the line of the list."""
    if group not in ("1", "2"):
        raise UserError(_("Chọn nhóm 1 hoặc nhóm 2."))
    if legal_code and law().line(legal_code) is None:
        raise UserError(_("Không có dòng “{code}” trong danh mục nhóm 2.", code=legal_code))
    code = legal_code if group == "2" else ""
    settled = [replace(unit.instruments.get(each), group=group, legal_code=code) for each in ids]
    unit.instruments.keep_all(settled)
    return settled
