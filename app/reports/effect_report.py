"""The effect report (báo cáo hiệu quả) in its eight parts: before and after as measured, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.document import (
    Block,
    Column,
    Document,
    Facts,
    Figure,
    Figures,
    Heading,
    Letterhead,
    Paragraph,
    Plotted,
    Signatures,
    State,
    Table,
)
from app.domain.effect_report import EffectReport
from app.domain.effect_results import EFFECT_STATES, EFFECT_WORDS, EffectResult, expected_figure, measured_figure
from app.domain.effects import EFFECT_KINDS, effect_code
from app.domain.frozen_content import short_hash
from app.domain.goal_results import GoalResult
from app.domain.goals import goal_code
from app.domain.money_told import costs_told, figure_told, payback_told, present_value_told
from app.domain.outcomes import OUTCOME_STATES, OUTCOMES
from app.domain.passage_names import names_of
from app.domain.programme_papers import Version
from app.domain.results_told import (
    after_words,
    before_words,
    change_told,
    difference_shown,
    interval_shown,
    notes_of,
    target_words,
)
from app.domain.task_results import TASK_RESULT_STATES, TASK_RESULT_WORDS, counted
from app.formats import show_date, show_number
from app.reports.effect_plots import effect_plots
from app.reports.inventory import joined
from app.reports.material import Material
from app.wording import _


@dataclass(frozen=True, kw_only=True)
class EffectPaper:
    """report: the facts; material: the dossier around them. addressee: a superior to whom the department reports; ""
    for the head of the enterprise, to whom the enterprise itself reports."""

    report: EffectReport
    material: Material
    addressee: str = ""

    @property
    def is_inner(self) -> bool:
        return not self.addressee


def build(paper: EffectPaper) -> Document:
    """The whole report, in the language in use."""
    material, report = paper.material, paper.report
    where = joined(material.dossier.site.name, material.dossier.site.enterprise)
    return Document(
        title=_("Báo cáo"),
        subject=_("Hiệu quả thực hiện Chương trình đảm bảo đo lường tại {where}", where=where),
        letterhead=_letterhead(paper),
        blocks=(
            Paragraph(_("Kính gửi: {addressee}", addressee=_addressee(paper)), "addressee"),
            Paragraph(report.sentence, "lead"),
            *([Paragraph(report.warning, "warn")] if report.warning else []),
            *_general(paper),
            *_goals(report),
            *_tasks(report),
            *_effects(report),
            *_passages(report),
            _signatures(paper),
        ),
        footer=material.footer,
        language=material.language,
        draft=material.paper.is_draft,
        about=_("Chương trình đảm bảo đo lường. {cycle}.", cycle=material.cycle_words),
        keywords=joined(material.footer, *(goal_code(each.goal) for each in report.goals)),
        as_of=report.as_of,
    )


def _letterhead(paper: EffectPaper) -> Letterhead:
    """The department's, or the enterprise's own where it reports to its head."""
    kept = paper.material.paper.letterhead
    return replace(kept, parent="", agency=paper.material.dossier.site.enterprise) if paper.is_inner else kept


def _addressee(paper: EffectPaper) -> str:
    return paper.addressee or _("Giám đốc {enterprise}", enterprise=paper.material.dossier.site.enterprise)


def _general(paper: EffectPaper) -> Iterator[Block]:
    report, site = paper.report, paper.material.dossier.site
    plan = report.plan
    period = ""
    if plan and plan.starts_on and plan.ends_on:
        period = _("từ {first} đến {last}", first=show_date(plan.starts_on), last=show_date(plan.ends_on))
    yield Heading(_("1. Thông tin chung"))
    yield Facts(
        (
            (_("Doanh nghiệp"), site.enterprise),
            (_("Địa chỉ"), joined(site.address, site.province)),
            (_("Chương trình"), (plan.name if plan else "") or paper.material.dossier.cycle.name),
            (_("Thời kỳ"), period),
            (_("Giá trị trước lấy theo"), _version(report.baseline)),
            (_("Bản đang thực hiện"), _version(report.in_force)),
            (_("Số liệu tính đến ngày"), show_date(report.as_of)),
        )
    )
    outcomes = [each.outcome for each in report.goals]
    yield Figures(
        (
            Figure(f"{outcomes.count('reached')}/{len(outcomes)}", _("mục tiêu đạt rõ rệt")),
            Figure(show_number(outcomes.count("same")), _("mục tiêu không phân biệt được")),
            Figure(show_number(outcomes.count("unmeasured")), _("mục tiêu chưa đo")),
            Figure(f"{report.tasks_done}/{len(report.tasks)}", _("nhiệm vụ đã xong")),
        )
    )


def _version(version: Version | None) -> str:
    if version is None:
        return _("chưa có bản nào được phê duyệt")
    number, code = version.number, short_hash(version)
    if version.decided_on is None:
        return _("bản {number}, mã {code}", number=number, code=code)
    return _("bản {number} ngày {day}, mã {code}", number=number, day=show_date(version.decided_on), code=code)


# ---- 2. goals


def _goals(report: EffectReport) -> Iterator[Block]:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Mục tiêu"), 2.6),
        Column(_("Giá trị trước"), 1.8),
        Column(_("Giá trị sau"), 1.8),
        Column(_("Mức thay đổi"), 1.9),
        Column(_("Kết quả"), 1.9, "state"),
    )
    yield Heading(_("2. Kết quả thực hiện mục tiêu"))
    yield Table(
        columns,
        tuple(map(_goal_row, report.goals)),
        _("Bảng 1. Mục tiêu trước và sau"),
        _("Chương trình chưa có mục tiêu nào."),
        small=True,
    )
    for plot in effect_plots(report.goals):
        yield Plotted(plot)
    for each in report.goals:
        yield Paragraph(_goal_note(report, each), "note")


def _goal_row(each: GoalResult) -> tuple[str | State, ...]:
    change = each.change
    aim = _("cần đạt {value}", value=f"{show_number(change.aim)} {each.goal.unit}".strip()) if change.aim else ""
    interval = interval_shown(change)
    return (
        goal_code(each.goal),
        joined(each.goal.title, aim),
        before_words(each),
        after_words(each),
        f"{difference_shown(change)}; {interval}" if interval else difference_shown(change),
        State(OUTCOME_STATES[each.outcome], _(OUTCOMES[each.outcome])),
    )


def _goal_note(report: EffectReport, each: GoalResult) -> str:
    """The verdict of a goal with what must be known beside it, and its thread."""
    codes = report.codes.get(each.goal.id, {})
    thread = "; ".join(
        _("{what}: {codes}", what=what, codes=", ".join(codes[kind]))
        for kind, what in (("findings", _("phát hiện")), ("tasks", _("nhiệm vụ")), ("effects", _("hiệu quả")))
        if codes.get(kind)
    )
    told = [change_told(each), _sentence(target_words(each.change)), *notes_of(each)]
    if each.outcome in ("unmeasured", "unlike"):
        told = [change_told(each), *notes_of(each)]
    if each.goal.baseline_source:
        told.append(_sentence(_("Nguồn giá trị trước: {source}", source=each.goal.baseline_source)))
    if each.reading and each.reading.source:
        told.append(_sentence(_("Nguồn giá trị sau: {source}", source=each.reading.source)))
    if thread:
        told.append(_sentence(thread))
    return f"{goal_code(each.goal)}. " + " ".join(told)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


# ---- 3. tasks


def _tasks(report: EffectReport) -> Iterator[Block]:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Nhiệm vụ"), 3.6),
        Column(_("Đơn vị, người thực hiện"), 1.6),
        Column(_("Hạn"), 1.2, "date"),
        Column(_("Ngày xong"), 1.2, "date"),
        Column(_("Bằng chứng"), 0.9, "number"),
        Column(_("Kết quả"), 1.7, "state"),
    )
    found = counted(report.tasks)
    yield Heading(_("3. Kết quả thực hiện nhiệm vụ"))
    if found:
        told = ", ".join(_("{n} {words}", n=n, words=_(TASK_RESULT_WORDS[key])) for key, n in found.items())
        yield Paragraph(_("Có {n} nhiệm vụ: {told}.", n=len(report.tasks), told=told))
    rows = tuple(
        (
            each.code,
            each.task.title,
            each.task.owner,
            each.task.ends_on,
            each.task.done_on,
            each.evidence,
            State(TASK_RESULT_STATES[each.outcome], _(TASK_RESULT_WORDS[each.outcome])),
        )
        for each in report.tasks
    )
    empty = _("Chương trình chưa có nhiệm vụ nào.")
    yield Table(columns, rows, _("Bảng 2. Nhiệm vụ và kết quả"), empty, small=True)


# ---- 4. effects


def _effects(report: EffectReport) -> Iterator[Block]:
    columns = (
        Column(_("Mã"), 0.9, "code"),
        Column(_("Hiệu quả"), 2.8),
        Column(_("Dự kiến"), 2),
        Column(_("Đo được"), 2),
        Column(_("So với dự kiến"), 1.8, "state"),
    )
    yield Heading(_("4. Hiệu quả"))
    for kind, title in EFFECT_KINDS.items():
        rows = tuple(_effect_row(each) for each in report.effects if each.effect.kind == kind)
        yield Heading(_(title), 2)
        yield Table(columns, rows, empty=_("Không dự kiến và chưa đo hiệu quả nào thuộc loại này."), small=True)
    yield Heading(_("Kinh phí, thời gian hoàn vốn"), 2)
    for words in (costs_told(report.costs), payback_told(report), present_value_told(report)):
        yield Paragraph(words)
    yield Paragraph(
        _(
            "Chỉ dùng số liệu của chính doanh nghiệp; không dùng mức tiết kiệm điển hình nào. Hai con số so theo "
            "khoảng thấp đến cao của chúng."
        ),
        "note",
    )


def _effect_row(each: EffectResult) -> tuple[str | State, ...]:
    effect = each.effect
    expected, measured = expected_figure(effect), measured_figure(effect)
    day = _("ngày {day}", day=show_date(effect.measured_on)) if effect.measured_on else ""
    found = f"{figure_told(measured)} {effect.unit}".strip() if measured else ""
    return (
        effect_code(effect),
        effect.title,
        f"{figure_told(expected)} {effect.unit}".strip() if expected else effect.description or _("chưa ước tính"),
        "; ".join(filter(None, (found, day, effect.measured_basis))) or _("chưa đo"),
        State(EFFECT_STATES[each.verdict], _(EFFECT_WORDS[each.verdict])),
    )


# ---- 5 to 8


def _passages(report: EffectReport) -> Iterator[Block]:
    for number, passage in enumerate(names_of("effect_report"), 5):
        words = report.passages.get(passage.name, "")
        yield Heading(_("{number}. {title}", number=number, title=_(passage.title)))
        if not words:
            yield Paragraph(_("Phần này chưa được viết."), "warn")
        for line in _lines(words):
            yield Paragraph(line)


def _lines(words: str) -> Sequence[str]:
    return [each.strip() for each in words.splitlines() if each.strip()]


def _signatures(paper: EffectPaper) -> Signatures:
    kept = paper.material.paper
    if paper.is_inner:
        return Signatures(((_("Nhóm thực hiện chương trình"), ""),), (_("Như trên"), _("Lưu: VT")))
    people = ((kept.signer_position or _("Thủ trưởng đơn vị"), kept.signer_name),)
    return Signatures(people, kept.recipients or (_("Như trên"), _("Lưu: VT")))
