"""Aims and expected effects of the programme: the general aim, the specific goals, what they shall bring."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.document import Block, Cell, Column, Heading, Paragraph, State, Table
from app.domain.effects import EFFECT_KINDS
from app.domain.programme_content import day_of, decimal_of
from app.formats import show_number
from app.reports.programme_matter import ProgrammeMatter, Record, codes, figure
from app.wording import _


def aim_blocks(matter: ProgrammeMatter) -> Iterator[Block]:
    yield Heading(_("III. MỤC TIÊU"))
    yield Heading(_("1. Mục tiêu chung"), 2)
    aim = matter.plan.get("general_aim") or ""
    yield from (Paragraph(each) for each in aim.split("\n") if each.strip())
    if not aim:
        yield Paragraph(_("Chưa ghi mục tiêu chung."), "note")
    yield Paragraph(_("Thời kỳ thực hiện: {period}.", period=matter.period))
    yield Heading(_("2. Mục tiêu cụ thể"), 2)
    yield goals_table(matter, _("Bảng 1. Mục tiêu cụ thể"))
    yield from uncertainty_note(matter)
    yield Heading(_("3. Dự kiến hiệu quả"), 2)
    yield effects_table(matter, _("Bảng 2. Hiệu quả dự kiến"))
    yield from effects_note(matter)


def goals_table(matter: ProgrammeMatter, caption: str) -> Table:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Mục tiêu và chỉ số"), 4.2),
        Column(_("Hiện tại"), 1.5),
        Column(_("Cần đạt"), 1.4),
        Column(_("Hạn"), 1.3, "date"),
        Column(_("Đơn vị thực hiện"), 1.6),
        Column(_("Từ phát hiện"), 1.2),
    )
    rows = tuple(_goal_row(each) for each in matter.records("goals"))
    return Table(columns, rows, caption, _("Chưa có mục tiêu nào."), small=True)


def _goal_row(goal: Record) -> tuple[Cell | State, ...]:
    title, indicator = goal["title"] or "", goal["indicator"] or ""
    return (
        goal["code"],
        f"{title}\n{indicator}" if indicator and indicator != title else title,
        baseline_words(goal),
        figure(goal["target"], goal["unit"] or "") or _("chưa ghi"),
        day_of(goal["due_on"]),
        goal["owner"] or "",
        codes(goal["findings"]),
    )


def baseline_words(goal: Record) -> str:
    """The baseline with its uncertainty, or the counts behind a share; what is not measured is said."""
    value, unit = decimal_of(goal["baseline"]), goal["unit"] or ""
    if value is None:
        return _("chưa đo")
    uncertainty = decimal_of(goal.get("baseline_uncertainty"))
    if uncertainty is not None:
        return f"{show_number(value)} ± {show_number(uncertainty)} {unit}".strip()
    k, n = goal.get("baseline_k"), goal.get("baseline_n")
    told = f"{show_number(value)} {unit}".strip()
    return _("{value} ({k}/{n})", value=told, k=show_number(k), n=show_number(n)) if k is not None and n else told


def uncertainty_note(matter: ProgrammeMatter) -> Iterator[Block]:
    """What stands behind the sign ±, where it is used."""
    factors = {goal["baseline_factor"] for goal in matter.records("goals") if goal.get("baseline_uncertainty")}
    if factors:
        told = ", ".join(sorted({figure(each) for each in factors if each})) or _("chưa ghi")
        yield Paragraph(
            _("Sau dấu ± là độ không đảm bảo đo mở rộng U của giá trị hiện tại, hệ số phủ k = {k}.", k=told), "note"
        )


def effects_table(matter: ProgrammeMatter, caption: str) -> Table:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Loại"), 1.2),
        Column(_("Hiệu quả"), 3.6),
        Column(_("Dự kiến mỗi năm"), 2.0),
        Column(_("Căn cứ của con số"), 2.6),
        Column(_("Từ mục tiêu"), 1.1),
    )
    rows = tuple(_effect_row(each) for each in matter.records("effects"))
    return Table(columns, rows, caption, _("Chưa ghi hiệu quả dự kiến nào."), small=True)


def _effect_row(effect: Record) -> tuple[Cell | State, ...]:
    title, words = effect["title"] or "", effect["description"] or ""
    return (
        effect["code"],
        _(EFFECT_KINDS[effect["kind"]]) if effect["kind"] in EFFECT_KINDS else "",
        f"{title}\n{words}" if words and words != title else title,
        expected_words(effect),
        effect["basis"] or "",
        codes(effect["goals"]),
    )


def expected_words(effect: Record) -> str:
    """The figure with its range; an effect told in words alone says that it was not put in figures."""
    value, unit = decimal_of(effect["expected"]), effect["unit"] or ""
    if value is None:
        return _("không tính bằng số") if effect["description"] else _("chưa ước tính")
    told = f"{show_number(value)} {unit}".strip()
    low, high = decimal_of(effect["expected_low"]), decimal_of(effect["expected_high"])
    if low is None and high is None:
        return told
    return _(
        "{value} (từ {low} đến {high})",
        value=told,
        low=show_number(low) if low is not None else "…",
        high=show_number(high) if high is not None else "…",
    )


def effects_note(matter: ProgrammeMatter) -> Iterator[Block]:
    if any(decimal_of(each["expected"]) is not None for each in matter.records("effects")):
        yield Paragraph(
            _(
                "Con số là ước tính từ số liệu của chính doanh nghiệp; hiệu quả thật được đo và so lại trong Báo cáo "
                "hiệu quả."
            ),
            "note",
        )
