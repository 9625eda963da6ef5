"""The papers of steps 3 to 6, from a gathered dossier: goals, programme, decision, minutes of comments, differences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from app.domain.approval import Decision, prepared_decision
from app.domain.document import Document
from app.domain.dossier import Dossier
from app.domain.draft_sending import asked_units
from app.domain.errors import UserError
from app.domain.feasibility import doubts_of
from app.domain.frozen_content import canonical, fits, read_content
from app.domain.programme_content import Content, Programme, content
from app.domain.programme_papers import ProgrammePlan, Version
from app.domain.version_differences import differences
from app.reports import comment_minutes, decision, goals_paper, programme, programme_lists, version_changes
from app.reports.programme_matter import ProgrammeMatter
from app.services.drawn_signatures import with_drawn
from app.services.goal_economics import GoalEconomics, cycle_economics
from app.services.reporting import material_of
from app.services.word_templates import programme_template
from app.storage.unit import Unit
from app.wording import _, language, speaking

Progress = Callable[[float], None]
NOW = "now"
"""Instead of the id of a version: the programme as it stands, also where a version says the same."""


def plan_in(dossier: Dossier) -> ProgrammePlan | None:
    return next(iter(dossier.plans), None)


def content_in(dossier: Dossier) -> Content:
    """All that the programme of a gathered dossier says."""
    return content(
        Programme(
            plan=plan_in(dossier),
            passages=dossier.passages,
            effects=dossier.effects,
            goals=dossier.goals,
            tasks=dossier.tasks,
            solutions=dossier.solutions,
            alternatives=dossier.alternatives,
            funding=dossier.funding,
            findings=dossier.findings,
            links=dossier.links,
        )
    )


def versions_in(dossier: Dossier) -> list[Version]:
    return sorted(dossier.versions, key=lambda each: each.number)


def programme_matter(dossier: Dossier, as_of: date, spoken: str = "", version_id: str = "") -> ProgrammeMatter:
    """What the papers of the programme are made from.

    version_id: of the version to print, NOW for the draft. Left out: the last version while the programme says the
    same, else the draft. UserError when a version no longer fits its hash: it is never printed as frozen.
    """
    spoken = spoken or language()
    versions, now = versions_in(dossier), content_in(dossier)
    version = _version(versions, now, version_id)
    with speaking(spoken):
        return ProgrammeMatter(
            material=material_of(dossier, as_of, spoken),
            content=_frozen(version) if version else now,
            version=version,
            decision=_decision(version) if version else prepared_decision(dossier.passages),
            latest=versions[-1].number if versions else 0,
        )


def _version(versions: list[Version], now: Content, version_id: str) -> Version | None:
    if version_id == NOW or not versions:
        return None
    if version_id:
        return next(each for each in versions if each.id == version_id)
    latest = versions[-1]
    return latest if not fits(latest) or latest.content == canonical(now) else None


def _frozen(version: Version) -> Content:
    if not fits(version):
        raise UserError(
            _("Bản {number} không in được: nội dung không khớp mã băm đã ghi khi chốt.", number=version.number)
        )
    return read_content(version)


def _decision(version: Version) -> Decision:
    return Decision(
        number=version.decision_number,
        decided_on=version.decided_on,
        signer_position=version.signer_position,
        signer_name=version.signer_name,
        recipients=version.recipients,
        reason=version.reason,
    )


# ---- documents


def programme_document(dossier: Dossier, as_of: date, spoken: str = "", version_id: str = "") -> Document:
    matter = programme_matter(dossier, as_of, spoken, version_id)
    with speaking(matter.material.language):
        return with_drawn(programme.build(matter), dossier, "programme", matter.content)


def tasks_document(dossier: Dossier, as_of: date, spoken: str = "", version_id: str = "") -> Document:
    matter = programme_matter(dossier, as_of, spoken, version_id)
    with speaking(matter.material.language):
        return programme_lists.tasks_document(matter)


def solutions_document(dossier: Dossier, as_of: date, spoken: str = "", version_id: str = "") -> Document:
    matter = programme_matter(dossier, as_of, spoken, version_id)
    with speaking(matter.material.language):
        return programme_lists.solutions_document(matter)


def decision_document(dossier: Dossier, as_of: date, spoken: str = "", version_id: str = "") -> Document:
    matter = programme_matter(dossier, as_of, spoken, version_id)
    with speaking(matter.material.language):
        made = decision.build(matter, _words(dossier, "decision"))
        return with_drawn(made, dossier, "decision", matter.content)


def comment_minutes_document(dossier: Dossier, as_of: date, spoken: str = "") -> Document:
    matter = programme_matter(dossier, as_of, spoken, NOW)
    comments = [each for each in dossier.comments if each.stage == "draft"]
    meetings = [each for each in dossier.meetings if each.kind == "comments"]
    with speaking(matter.material.language):
        made = comment_minutes.build(
            comment_minutes.CommentMatter(
                programme=matter,
                asked=asked_units(dossier.passages),
                comments=sorted(comments, key=lambda each: each.number),
                meeting=max(meetings, key=lambda each: each.number, default=None),
                words=_words(dossier, "comment_minutes"),
            )
        )
        return with_drawn(made, dossier, "comment_minutes")


def differences_document(
    dossier: Dossier, as_of: date, spoken: str = "", version_id: str = "", old_id: str = ""
) -> Document:
    """What an edition says otherwise than the one before it. old_id: the version to compare with; left out, the one
    before. UserError while there is nothing to compare."""
    matter = programme_matter(dossier, as_of, spoken, version_id)
    versions = versions_in(dossier)
    earlier = [each for each in versions if matter.version is None or each.number < matter.version.number]
    old = next((each for each in versions if each.id == old_id), None) or (earlier[-1] if earlier else None)
    if old is None:
        raise UserError(_("Mới có một bản nên chưa có gì để so. Bảng các thay đổi có từ bản thứ hai."))
    reason = matter.version.reason if matter.version else matter.decision.reason
    with speaking(matter.material.language):
        found = differences(_frozen(old), matter.content)
        return version_changes.build(matter, old, reason, found)


def has_comments(dossier: Dossier) -> bool:
    """Whether the draft went to anybody, or somebody said something of it."""
    return bool(asked_units(dossier.passages)) or any(each.stage == "draft" for each in dossier.comments)


def has_differences(dossier: Dossier) -> bool:
    """Whether there is an edition after a frozen one."""
    versions = versions_in(dossier)
    return len(versions) > 1 or (len(versions) == 1 and versions[0].content != canonical(content_in(dossier)))


def _words(dossier: Dossier, paper: str) -> dict[str, str]:
    return {each.name: each.words for each in dossier.passages if each.paper == paper}


def goals_matter(
    dossier: Dossier, as_of: date, economics: list[GoalEconomics], spoken: str = ""
) -> goals_paper.GoalsMatter:
    """economics: services.goal_economics.cycle_economics of the same cycle."""
    plan = plan_in(dossier)
    matter = programme_matter(dossier, as_of, spoken, NOW)
    with speaking(matter.material.language):
        return goals_paper.GoalsMatter(
            programme=matter,
            goals=sorted(dossier.goals, key=lambda each: each.number),
            worth={each.goal.id: _worth(each) for each in economics},
            doubts={each.id: doubts_of(each, plan) for each in dossier.goals},
        )


def _worth(each: GoalEconomics) -> goals_paper.Worth:
    return goals_paper.Worth(
        investment=each.investment.value,
        running=each.running.value,
        funded=each.investment.funded is not None or each.running.funded is not None,
        result=each.result,
        notes=each.notes(),
    )


def economics_in(unit: Unit, cycle_id: str, spoken: str = "") -> list[GoalEconomics]:
    """What each goal costs and brings, its reasons in the language of the paper."""
    with speaking(spoken or language()):
        return cycle_economics(unit, cycle_id)


# ---- files


def write_document(document: Document, path: Path, progress: Progress | None = None) -> Path:
    """A document of these as PDF."""
    from app.reports.pdf import write_pdf

    return write_pdf(document, path, progress)


def write_programme(
    dossier: Dossier, as_of: date, path: Path, spoken: str = "", progress: Progress | None = None, version_id: str = ""
) -> Path:
    """The programme at this path: by its ending PDF, Word (with the template in use) or Excel."""
    ending = path.suffix.lower()
    if ending == ".pdf":
        return write_document(programme_document(dossier, as_of, spoken, version_id), path, progress)
    matter = programme_matter(dossier, as_of, spoken, version_id)
    with speaking(matter.material.language):
        if ending == ".xlsx":
            from app.reports.excel import write_workbook
            from app.reports.programme_workbook import build

            return write_workbook(build(matter), path, progress)
        from app.reports.programme_word import NAMES, programme_for_word
        from app.reports.word import write_word

        return write_word(programme_for_word(matter), path, programme_template(), NAMES)


def write_goals(
    dossier: Dossier,
    as_of: date,
    economics: list[GoalEconomics],
    path: Path,
    spoken: str = "",
    progress: Progress | None = None,
) -> Path:
    """The goals with their justification at this path: PDF, or with .xlsx a workbook."""
    matter = goals_matter(dossier, as_of, economics, spoken)
    with speaking(matter.programme.material.language):
        if path.suffix.lower() == ".xlsx":
            from app.reports.excel import write_workbook
            from app.reports.goals_workbook import build

            return write_workbook(build(matter), path, progress)
        return write_document(goals_paper.build(matter), path, progress)
