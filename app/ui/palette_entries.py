"""What the palette finds: commands and pages, and in an open dossier its questions, instruments, findings, goals,
tasks and solutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import fold
from app.ui.commands import go_commands
from app.ui.palette import Entry
from app.ui.workspace import Workspace
from app.wording import _, language

if TYPE_CHECKING:
    from app.storage.unit import Unit
    from app.ui.window import MainWindow

FORMS = ("survey", "profile", "opening_meeting", "closing_meeting")


def entries_of(window: MainWindow) -> list[Entry]:
    """Commands first, then the things of the dossier; read each time it opens, so that it is never old."""
    commands = [Entry(words, _("lệnh"), icon, run, keys) for words, keys, icon, run in go_commands(window)]
    if window.workspace is None:
        return commands
    workspace = window.workspace
    return commands + workspace.read(lambda unit: _things(unit, workspace))


def _things(unit: Unit, workspace: Workspace) -> list[Entry]:
    return [
        *_findings(unit, workspace),
        *_goals(unit, workspace),
        *_tasks(unit, workspace),
        *_solutions(unit, workspace),
        *_questions(unit, workspace),
        *_instruments(unit, workspace),
    ]


def _entry(workspace: Workspace, words: str, detail: str, icon: str, page: str, target: str, also: str = "") -> Entry:
    return Entry(
        words, detail, icon, lambda: workspace.go.emit(page, target), searchable=fold(f"{words} {also} {detail}")
    )


def _findings(unit: Unit, workspace: Workspace) -> list[Entry]:
    from app.domain.findings import finding_code, stands

    return [
        _entry(workspace, f"{finding_code(each)}  {each.title}", _("phát hiện"), "finding", "findings", each.id)
        for each in unit.findings.all(cycle_id=workspace.cycle_id)
        if stands(each)
    ]


def _goals(unit: Unit, workspace: Workspace) -> list[Entry]:
    from app.domain.goals import goal_code

    return [
        _entry(workspace, f"{goal_code(each)}  {each.title}", _("mục tiêu"), "goal", "goals", each.id)
        for each in unit.goals.all(cycle_id=workspace.cycle_id)
    ]


def _tasks(unit: Unit, workspace: Workspace) -> list[Entry]:
    from app.domain.tasks import task_code

    return [
        _entry(workspace, f"{task_code(each)}  {each.title}", _("nhiệm vụ"), "task", "tasks", each.id, each.owner)
        for each in unit.tasks.all(cycle_id=workspace.cycle_id)
    ]


def _solutions(unit: Unit, workspace: Workspace) -> list[Entry]:
    from app.domain.solutions import solution_code

    return [
        _entry(workspace, f"{solution_code(each)}  {each.title}", _("giải pháp"), "solution", "solutions", each.id)
        for each in unit.solutions.all(cycle_id=workspace.cycle_id)
    ]


def _instruments(unit: Unit, workspace: Workspace) -> list[Entry]:
    return [
        _entry(
            workspace,
            f"{each.code}  {each.name}".strip(),
            each.location or _("phương tiện đo"),
            "instrument",
            "instruments",
            each.id,
            each.serial,
        )
        for each in unit.instruments.all()
    ]


def _questions(unit: Unit, workspace: Workspace) -> list[Entry]:
    from app.services.survey import open_form

    entries = []
    for name in FORMS:
        if not unit.forms.all(cycle_id=workspace.cycle_id, name=name):
            continue
        filling = open_form(unit, workspace.cycle_id, name, language())
        for each in filling.relevant_questions():
            code = getattr(each, "code", "")
            words = f"{code}  {filling.label(each.path)}".strip()
            entries.append(_entry(workspace, words, _("câu hỏi"), "answer", name, each.path))
    return entries
