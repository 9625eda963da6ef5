"""The goals with their justification (bảng mục tiêu và thuyết minh): effect first, then aims, what each costs and
brings, why, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from app.domain.document import Block, Cell, Column, Document, Heading, Paragraph, Signatures, State, Table
from app.domain.economics import Economics, Figure
from app.domain.feasibility import Doubt
from app.domain.goals import Goal, goal_code
from app.formats import show_date, show_number
from app.reports.findings import baseline_source
from app.reports.inventory import joined
from app.reports.programme_goals import effects_note, effects_table, goals_table, uncertainty_note
from app.reports.programme_matter import ProgrammeMatter, Record, codes, enterprise_letterhead, said_number
from app.wording import _


@dataclass(frozen=True, kw_only=True)
class Worth:
    """What a goal costs and brings. investment, running: in million đồng, None while nobody estimated them.

    funded: the sums come from the lines of tasks and solutions; else they are estimates of step 3. notes: sentences.
    """

    investment: Decimal | None
    running: Decimal | None
    funded: bool
    result: Economics
    notes: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class GoalsMatter:
    """worth, doubts: by the id of the goal."""

    programme: ProgrammeMatter
    goals: Sequence[Goal]
    worth: Mapping[str, Worth] = field(default_factory=dict)
    doubts: Mapping[str, Sequence[Doubt]] = field(default_factory=dict)


def build(matter: GoalsMatter) -> Document:
    programme = matter.programme
    material = programme.material
    return Document(
        title=_("Bảng mục tiêu và thuyết minh"),
        subject=programme.name,
        letterhead=enterprise_letterhead(material, _("……/BC-……")),
        blocks=tuple(_blocks(matter)),
        footer=material.footer,
        language=material.language,
        draft=programme.is_draft,
        about=joined(programme.name, material.cycle_words),
        keywords=joined(material.footer, *(goal_code(each) for each in matter.goals)),
        as_of=material.as_of,
    )


def _blocks(matter: GoalsMatter) -> Iterator[Block]:
    programme, material = matter.programme, matter.programme.material
    yield Heading(_("1. Dự kiến hiệu quả"))
    yield effects_table(programme, _("Bảng 1. Hiệu quả dự kiến"))
    yield from effects_note(programme)
    yield Heading(_("2. Mục tiêu"))
    aim = programme.plan.get("general_aim") or _("chưa ghi")
    yield Paragraph(_("Mục tiêu chung: {aim}", aim=aim))
    yield Paragraph(_("Thời kỳ thực hiện: {period}.", period=programme.period))
    yield goals_table(programme, _("Bảng 2. Mục tiêu cụ thể"))
    yield from uncertainty_note(programme)
    yield Heading(_("3. Chi phí và lợi ích"))
    yield _worth_table(matter)
    yield Paragraph(_worth_note(matter), "note")
    yield Heading(_("4. Thuyết minh từng mục tiêu"))
    records = {str(each["id"]): each for each in programme.records("goals")}
    for goal in matter.goals:
        yield from _justified(matter, goal, records.get(goal.id, {}))
    yield Heading(_("5. Mạch liên kết"))
    yield _thread(programme)
    yield Paragraph(
        _("Số liệu tính đến ngày {day}, theo hồ sơ {code}.", day=show_date(material.as_of), code=material.dossier_code),
        "note",
    )
    yield Signatures(
        (
            (_("Người lập"), ""),
            (programme.position, programme.signer),
        ),
        (_("Nhóm thực hiện chương trình"), _("Lưu: VT, hồ sơ chương trình")),
    )


# ---- what it costs and brings


def _worth_table(matter: GoalsMatter) -> Table:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Vốn một lần"), 1.5, "number"),
        Column(_("Chi phí mỗi năm"), 1.5, "number"),
        Column(_("Lợi ích ròng mỗi năm"), 2.2, "number"),
        Column(_("Thời gian hoàn vốn, năm"), 2.0, "number"),
        Column(_("NPV"), 2.2, "number"),
    )
    rows = tuple(_worth_row(goal, matter.worth[goal.id]) for goal in matter.goals if goal.id in matter.worth)
    caption = _("Bảng 3. Chi phí, lợi ích của từng mục tiêu (triệu đồng)")
    return Table(columns, rows, caption, _("Chưa có mục tiêu nào."), small=True)


def _worth_row(goal: Goal, worth: Worth) -> tuple[Cell | State, ...]:
    result = worth.result
    return (
        goal_code(goal),
        said_number(worth.investment),
        said_number(worth.running),
        range_words(result.gain),
        payback_words(result),
        range_words(result.npv),
    )


def range_words(found: Figure | None, places: int = 1) -> str:
    """The figure, and below it from where to where it may lie."""
    if found is None:
        return _("chưa ước tính")
    told = show_number(rounded(found.expected, places))
    if not found.is_range:
        return told
    low, high = show_number(rounded(found.low, places)), show_number(rounded(found.high, places))
    return f"{told}\n{_('(từ {low} đến {high})', low=low, high=high)}"


def payback_words(result: Economics) -> str:
    """Years; that it may never be paid back is said."""
    if result.payback is None:
        return _("chưa ước tính")
    told = show_number(rounded(result.payback.expected, 1))
    low = show_number(rounded(result.payback.low, 1))
    if not result.payback_has_end:
        return f"{told}\n{_('(từ {low}; có thể không hoàn vốn)', low=low)}"
    if not result.payback.is_range:
        return told
    return f"{told}\n{_('(từ {low} đến {high})', low=low, high=show_number(rounded(result.payback.high, 1)))}"


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places))


def _worth_note(matter: GoalsMatter) -> str:
    rate = matter.programme.plan.get("discount_rate")
    told = _(
        "NPV là giá trị hiện tại ròng trong thời kỳ của chương trình, lãi suất chiết khấu {rate}; trong ngoặc là "
        "khoảng theo lợi ích thấp nhất và cao nhất. Điều chưa ước tính không được coi là 0.",
        rate=_("{rate} % một năm", rate=show_number(Decimal(str(rate)))) if rate else _("chưa ghi"),
    )
    funded = [goal_code(goal) for goal in matter.goals if goal.id in matter.worth and matter.worth[goal.id].funded]
    if not funded:
        return told
    return f"{told} {_('Chi phí của {codes} lấy từ kinh phí của nhiệm vụ, giải pháp.', codes=', '.join(funded))}"


# ---- why


def _justified(matter: GoalsMatter, goal: Goal, record: Record) -> Iterator[Block]:
    yield Paragraph(_("{code}. {title}", code=goal_code(goal), title=goal.title), "finding")
    for each in goal.justification.split("\n"):
        if each.strip():
            yield Paragraph(each)
    if not goal.justification.strip():
        yield Paragraph(_("Chưa có luận chứng."), "note")
    source = baseline_source(goal)
    if source:
        yield Paragraph(_("Số liệu hiện tại: {source}.", source=source.rstrip(".")))
    worth = matter.worth.get(goal.id)
    if worth is not None:
        for words in _unknown_words(worth.result):
            yield Paragraph(words)
        yield from (Paragraph(each) for each in worth.notes)
    if doubts := matter.doubts.get(goal.id):
        yield Paragraph(_("Cần xem lại: {doubts}", doubts=" ".join(each.words for each in doubts)), "warn")


def _unknown_words(result: Economics) -> Iterator[str]:
    """Why figures are not there, each reason once."""
    names = {"gain": _("lợi ích ròng"), "payback": _("thời gian hoàn vốn"), "npv": _("NPV")}
    by_reason: dict[str, list[str]] = {}
    for key, reason in result.reasons.items():
        by_reason.setdefault(reason, []).append(names.get(key, key))
    for reason, lacking in by_reason.items():
        what, why = ", ".join(lacking), reason.rstrip(".")
        yield f"{what[:1].upper()}{what[1:]}: {why[:1].lower()}{why[1:]}."


def _thread(programme: ProgrammeMatter) -> Table:
    columns = (
        Column(_("Phát hiện"), 1.8),
        Column(_("Mục tiêu"), 1.0, "code"),
        Column(_("Nội dung"), 4.0),
        Column(_("Nhiệm vụ"), 1.8),
        Column(_("Hiệu quả"), 1.4),
    )
    rows = tuple(
        (
            codes(each["findings"]),
            each["code"],
            each["title"] or "",
            codes(programme.back("tasks", "goals", each["id"])),
            codes(programme.back("effects", "goals", each["id"])),
        )
        for each in programme.records("goals")
    )
    return Table(columns, rows, _("Bảng 4. Phát hiện → mục tiêu → nhiệm vụ, hiệu quả"), small=True)
