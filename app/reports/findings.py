"""Findings and goals as a sheet: what is to be done, by whom, until when, and how each hangs on the other."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.clauses import clause_confidence
from app.domain.document import State
from app.domain.findings import Finding, finding_code
from app.domain.goals import Goal, goal_code
from app.domain.metrology.priority import PRIORITY_WORDS
from app.domain.proposals import SEVERITY_STATES, priority_of_finding
from app.domain.scores import SUBJECTS
from app.formats import show_date, show_number
from app.reports.material import Material
from app.reports.sheets import Row, Sheet, SheetColumn
from app.reports.survey import site_lines
from app.wording import N_, _

MARKS = {"secondary": N_("dẫn lại"), "unverified": N_("chưa đối chiếu")}
"""Short marks of clauses that were not read in the text itself; marks_explained() tells what they mean."""

PRIORITY_STATES = {1: "bad", 2: "part", 3: "todo", 4: "na"}
INFLUENCE = {"high": N_("Lớn"), "medium": N_("Vừa"), "low": N_("Nhỏ")}


def findings_sheet(material: Material) -> Sheet:
    severities = tuple(_(word) for word in INFLUENCE.values())
    priorities = tuple(_("{level}, {word}", level=level, word=_(word)) for level, word in PRIORITY_WORDS.items())
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Nội dung"), 20),
        SheetColumn(_("Phát hiện"), 34),
        SheetColumn(_("Ảnh hưởng"), 10, "state", options=severities),
        SheetColumn(_("Ưu tiên"), 14, "state", options=priorities),
        SheetColumn(_("Căn cứ"), 22),
        SheetColumn(_("Quy tắc đề xuất"), 22),
        SheetColumn(_("Nguyên nhân"), 20),
        SheetColumn(_("Đề xuất"), 24),
        SheetColumn(_("Đơn vị phụ trách"), 15),
        SheetColumn(_("Hạn"), 11.5, "date"),
        SheetColumn(_("Mục tiêu"), 9, "trace"),
    )
    return Sheet(
        name=_("Phát hiện"),
        title=_("PHÁT HIỆN VÀ ĐỀ XUẤT"),
        about=tuple(filter(None, (*site_lines(material), marks_explained(each.clause for each in material.findings)))),
        columns=columns,
        rows=tuple(_finding_row(material, each) for each in material.findings),
        frozen=1,
        blank_rows=6,
    )


def _finding_row(material: Material, each: Finding) -> Row:
    return Row(
        (
            finding_code(each),
            _(SUBJECTS[each.subject]) if each.subject in SUBJECTS else "",
            with_merged(material, each),
            severity_state(each),
            priority_state(each),
            clause_with_mark(each.clause),
            each.rule or _("người đánh giá tự thêm"),
            each.cause,
            each.proposal,
            each.owner,
            each.due_on,
            material.traces("findings", each.id, "goals"),
        )
    )


def goals_sheet(material: Material) -> Sheet:
    columns = (
        SheetColumn(_("Mã"), 8, "code"),
        SheetColumn(_("Mục tiêu"), 30),
        SheetColumn(_("Chỉ số"), 22),
        SheetColumn(_("Đơn vị tính"), 9),
        SheetColumn(_("Hiện tại"), 10, "number"),
        SheetColumn(_("Nguồn số liệu hiện tại"), 24),
        SheetColumn(_("Đích"), 10, "number"),
        SheetColumn(_("Hạn"), 11.5, "date"),
        SheetColumn(_("Đơn vị thực hiện"), 16),
        SheetColumn(_("Luận chứng"), 32),
        SheetColumn(_("Phát hiện"), 11, "trace"),
    )
    return Sheet(
        name=_("Mục tiêu"),
        title=_("MỤC TIÊU VÀ LUẬN CHỨNG"),
        about=site_lines(material),
        columns=columns,
        rows=tuple(_goal_row(material, each) for each in material.goals),
        frozen=1,
        blank_rows=6,
    )


def _goal_row(material: Material, each: Goal) -> Row:
    return Row(
        (
            goal_code(each),
            each.title,
            each.indicator,
            each.unit,
            each.baseline if each.baseline is not None else _("chưa đo"),
            baseline_source(each),
            each.target,
            each.due_on,
            each.owner,
            each.justification,
            material.traces("goals", each.id, "findings"),
        )
    )


def with_detail(each: Finding) -> str:
    return f"{each.title}\n{each.detail}" if each.detail else each.title


def with_merged(material: Material, each: Finding) -> str:
    """Its words, and the codes of the findings that were taken into it."""
    codes = material.merged_codes.get(each.id)
    return f"{with_detail(each)}\n{_('Gồm cả {codes}.', codes=codes)}" if codes else with_detail(each)


def priority_state(each: Finding) -> State:
    """The priority by M22; that of a finding whose classes nobody judged is open."""
    level = priority_of_finding(each).level
    if level is None:
        return State("todo", _("chưa xếp"))
    return State(PRIORITY_STATES[level], _("{level}, {word}", level=level, word=_(PRIORITY_WORDS[level])))


def priority_number(each: Finding) -> State:
    """The level alone, for a narrow column; priorities_explained() tells what the numbers mean."""
    level = priority_of_finding(each).level
    return State(PRIORITY_STATES[level], str(level)) if level else State("todo", "—")


def priorities_explained(findings: Iterable[Finding]) -> str:
    """What the levels used mean; "" when none is used."""
    used = {priority_of_finding(each).level for each in findings}
    words = ", ".join(f"{level} {_(word)}" for level, word in PRIORITY_WORDS.items() if level in used)
    return _("Ưu tiên: {words}.", words=words) if words else ""


def severity_state(each: Finding) -> State:
    return State(SEVERITY_STATES.get(each.severity, "na"), _(INFLUENCE[each.severity]) if each.severity else "—")


def marks_explained(clauses: Iterable[str]) -> str:
    """What the marks used among these clauses mean; "" when none is used."""
    used = {clause_confidence(each) for each in clauses}
    told = {
        "secondary": _("“dẫn lại”: căn cứ dẫn theo tài liệu khác, chưa đọc trong văn bản gốc"),
        "unverified": _("“chưa đối chiếu”: căn cứ phải đối chiếu với bản ký trước khi dẫn chính thức"),
    }
    words = "; ".join(text for key, text in told.items() if key in used)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def clause_with_mark(clause: str) -> str:
    """The clause, with how far it was checked where it was not read in the text itself."""
    confidence = clause_confidence(clause)
    if confidence not in MARKS or _(MARKS[confidence]) in clause:
        return clause
    return _("{clause} ({mark})", clause=clause, mark=_(MARKS[confidence]))


def baseline_source(each: Goal) -> str:
    """Where the present value comes from and of which day."""
    if each.baseline is None or not each.baseline_on:
        return each.baseline_source
    if not each.baseline_source:
        return show_date(each.baseline_on)
    source = each.baseline_source.rstrip(" .,")
    return _("{source}, ngày {day}", source=source, day=show_date(each.baseline_on))


def from_to(each: Goal) -> str:
    """Baseline and target in the goal's unit; what is not measured is said, never a zero."""
    now = show_number(each.baseline) if each.baseline is not None else _("chưa đo")
    then = show_number(each.target) if each.target is not None else "…"
    return _("{now} → {then} {unit}", now=now, then=then, unit=each.unit).strip()
