"""The thread in the programme's annex, both ways: from each finding to its effect, and from each effect and task back
to what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.document import Block, Cell, Column, Heading, Paragraph, State, Table
from app.domain.findings import finding_code
from app.reports.programme_matter import ProgrammeMatter, Record, codes
from app.wording import _


def thread_blocks(matter: ProgrammeMatter) -> Iterator[Block]:
    yield Heading(_("PHỤ LỤC\nMẠCH LIÊN KẾT"), 0)
    yield Heading(_("1. Từ phát hiện đến hiệu quả"), 2)
    yield findings_forward(matter, _("Bảng 11. Phát hiện, bằng chứng → mục tiêu → nhiệm vụ → giải pháp → hiệu quả"))
    if waiting := unanswered(matter):
        yield Paragraph(
            _(
                "{n} phát hiện chưa có mục tiêu, nhiệm vụ trong chương trình này, theo dõi trong hồ sơ: {codes}.",
                n=len(waiting),
                codes=", ".join(waiting),
            ),
            "note",
        )
    yield Heading(_("2. Từ hiệu quả, nhiệm vụ về phát hiện"), 2)
    yield effects_back(matter, _("Bảng 12. Hiệu quả → mục tiêu → phát hiện"))
    yield tasks_back(matter, _("Bảng 13. Nhiệm vụ → mục tiêu, phát hiện; giải pháp của nhiệm vụ"))
    if matter.version is not None:
        yield Paragraph(
            _("Mã và liên kết theo bản đã chốt; tên phát hiện và số bằng chứng theo hồ sơ tại ngày in."), "note"
        )


def findings_forward(matter: ProgrammeMatter, caption: str) -> Table:
    columns = (
        Column(_("Phát hiện"), 1.0, "code"),
        Column(_("Nội dung"), 3.4),
        Column(_("Bằng chứng"), 1.0),
        Column(_("Mục tiêu"), 1.0),
        Column(_("Nhiệm vụ"), 1.0),
        Column(_("Giải pháp"), 1.0),
        Column(_("Hiệu quả"), 1.0),
    )
    rows = tuple(finding_row(matter, id) for id in matter.finding_ids if is_answered(matter, id))
    return Table(columns, rows, caption, _("Chưa có phát hiện nào được nối với mục tiêu, nhiệm vụ."), small=True)


def is_answered(matter: ProgrammeMatter, finding_id: str) -> bool:
    """Whether a goal or a task answers it."""
    return bool(matter.back("goals", "findings", finding_id) or matter.back("tasks", "findings", finding_id))


def unanswered(matter: ProgrammeMatter) -> list[str]:
    """The codes of the findings that stand and that nothing in the programme answers."""
    return [finding_code(matter.findings[id]) for id in matter.finding_ids if not is_answered(matter, id)]


def finding_row(matter: ProgrammeMatter, id: str) -> tuple[Cell | State, ...]:
    goals = matter.back("goals", "findings", id)
    tasks = _once((*matter.back("tasks", "findings", id), *(t for g in goals for t in _of(matter, "tasks", g))))
    solutions = _once(tuple(each for task in tasks for each in matter.back("solutions", "tasks", task["id"])))
    effects = _once(tuple(each for goal in goals for each in matter.back("effects", "goals", goal["id"])))
    finding = matter.findings.get(id)
    named = next((e["code"] for r in (*goals, *tasks) for e in r["findings"] if e["id"] == id), "")
    return (
        finding_code(finding) if finding else named,
        finding.title if finding else _("không còn trong hồ sơ"),
        evidence_words(matter, id),
        codes(goals),
        codes(tasks),
        codes(solutions),
        codes(effects),
    )


def _of(matter: ProgrammeMatter, part: str, goal: Record) -> tuple[Record, ...]:
    return matter.back(part, "goals", goal["id"])


def _once(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """Each record once, by code."""
    return tuple(sorted({str(each["id"]): each for each in records}.values(), key=lambda each: str(each["code"])))


def evidence_words(matter: ProgrammeMatter, finding_id: str) -> str:
    """What proves a finding: photos and papers by their count, and the places it was read from."""
    ends = matter.material.neighbours.get(("findings", finding_id), ())
    counts = {kind: sum(end[0] == kind for end in ends) for kind in ("evidence", "answers", "instruments")}
    measured = sum(end[0] in ("evaluations", "studies") for end in ends)
    told = (
        (_("{n} tệp", n=counts["evidence"]), counts["evidence"]),
        (_("{n} câu trả lời", n=counts["answers"]), counts["answers"]),
        (_("{n} phương tiện đo", n=counts["instruments"]), counts["instruments"]),
        (_("{n} phép đo", n=measured), measured),
    )
    return ", ".join(words for words, count in told if count) or "—"


def effects_back(matter: ProgrammeMatter, caption: str) -> Table:
    columns = (
        Column(_("Hiệu quả"), 1.0, "code"),
        Column(_("Nội dung"), 4.4),
        Column(_("Mục tiêu"), 1.6),
        Column(_("Phát hiện"), 2.4),
    )
    rows = tuple(effect_row(matter, each) for each in matter.records("effects"))
    return Table(columns, rows, caption, _("Chưa ghi hiệu quả dự kiến nào."), small=True)


def effect_row(matter: ProgrammeMatter, effect: Record) -> tuple[Cell | State, ...]:
    goals = [matter.record(end["id"]) for end in effect["goals"]]
    findings = {end["code"] for goal in goals if goal for end in goal["findings"]}
    return effect["code"], effect["title"] or "", codes(effect["goals"]), ", ".join(sorted(findings))


def tasks_back(matter: ProgrammeMatter, caption: str) -> Table:
    columns = (
        Column(_("Nhiệm vụ"), 1.0, "code"),
        Column(_("Nội dung"), 4.0),
        Column(_("Mục tiêu"), 1.2),
        Column(_("Phát hiện"), 1.6),
        Column(_("Giải pháp"), 1.2),
    )
    rows = tuple(task_row(matter, each) for each in matter.records("tasks"))
    return Table(columns, rows, caption, _("Chưa có nhiệm vụ nào."), small=True)


def task_row(matter: ProgrammeMatter, task: Record) -> tuple[Cell | State, ...]:
    return (
        task["code"],
        task["title"] or "",
        codes(task["goals"]),
        codes(task["findings"]),
        codes(matter.back("solutions", "tasks", task["id"])),
    )
