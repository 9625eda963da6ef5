"""Steps 4 to 10 of the sample factory, worked through the same services as the window uses.

The programme is frozen and approved, opened again for a second version, carried out, read, reported and reviewed; what
is told of a day is written down in the order of days.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from app.domain.effect_report import PAPER as EFFECT_REPORT
from app.domain.effect_report import STEP as EFFECT_STEP
from app.domain.keys import new_key
from app.domain.programme_papers import Meeting
from app.domain.reading_fields import Typed
from app.formats import read_date
from app.services import (
    carrying_out,
    comments,
    corrective_actions,
    evidence,
    funding,
    indicator_readings,
    meetings,
    progress,
    solutions,
    tasks,
    versions,
)
from app.services.approval import prepare_decision
from app.services.drawn_photos import photo
from app.services.effect_report import measure_effect, set_spent
from app.services.meeting_papers import freeze_closing, write_frozen
from app.services.meeting_view import attendance_of
from app.services.numbering import next_number
from app.services.passages import write_passage
from app.services.reporting import gather_dossier, material_of
from app.storage.store import Store
from app.storage.unit import Unit
from app.wording import N_, _

APPROVAL_STEP = 6

Say = Callable[..., None]
Told = Mapping[str, Any]


def day_of(typed: str) -> date:
    """A day of the sample; ValueError when it is none."""
    found = read_date(typed)
    if found is None:
        raise ValueError(f"no day: {typed}")
    return found


class Codes:
    """The records of a cycle by what the sample calls them: "MT-03", "NV-12", "GP-01"; findings by their origin."""

    def __init__(self, unit: Unit, cycle_id: str) -> None:
        self._found: dict[str, tuple[str, str]] = {}
        for prefix, kind in (("MT", "goals"), ("NV", "tasks"), ("GP", "solutions"), ("HQ", "effects")):
            for each in getattr(unit, kind).all(cycle_id=cycle_id):
                self._found[f"{prefix}-{each.number:02d}"] = (kind, each.id)

    def end(self, code: str) -> tuple[str, str]:
        return self._found[code]

    def id(self, prefix: str, number: int) -> str:
        return self._found[f"{prefix}-{number:02d}"][1]


def hand_in(store: Store, cycle_id: str, numbers: Sequence[int], as_of: date) -> None:
    """Hands these steps in and approves them, one after the other."""
    for number in numbers:
        with store.unit(_("Nộp bước {number}", number=number)) as unit:
            progress.submit_step(unit, cycle_id, number, as_of)
        with store.unit(_("Duyệt bước {number}", number=number)) as unit:
            progress.approve_step(unit, cycle_id, number, as_of)


def meet(store: Store, cycle_id: str, told: Told, say: Say) -> None:
    """The closing meeting: what was agreed or not about goals, and its minutes frozen."""
    with store.unit(_("Họp kết thúc")) as unit:
        codes, opened = Codes(unit, cycle_id), told["closing"]
        dossier = gather_dossier(unit, cycle_id, pictures=False)
        there = attendance_of(material_of(dossier, day_of(opened["on"]), "vi"))
        held = meetings.begin_meeting(unit, cycle_id, _moment(opened["on"], opened["from"]), there)
        meetings.note_meeting(unit, held.id, "secretary", opened["secretary"])
        meetings.note_meeting(unit, held.id, "conclusion", opened["conclusion"])
        for row in told["said"]:
            about = ("goals", codes.id("MT", row["goal"]))
            meetings.say(
                unit, cycle_id, row["kind"], about, given_by=row["by"], words=row["words"], on=day_of(opened["on"])
            )
        frozen = freeze_closing(unit, held.id, day_of(opened["on"]), _moment(opened["on"], opened["until"]))
        with tempfile.TemporaryDirectory() as folder:
            content = write_frozen(frozen, Path(folder) / frozen.name)
        meetings.keep_minutes_file(unit, held.id, content, frozen.name)
    say(N_("Đã họp kết thúc: {n} ý kiến được ghi, biên bản đã chốt."), n=len(told["said"]))


def plan_work(store: Store, cycle_id: str, told: Told, findings: Mapping[str, str], say: Say) -> None:
    """Tasks, solutions with their alternatives, and the means. findings: ids by the names of their proposals."""
    with store.unit(_("Lập nhiệm vụ")) as unit:
        made = []
        for row in told["tasks"]:
            codes = Codes(unit, cycle_id)
            given = {name: text for name, text in row.items() if isinstance(text, str) and name != "title"}
            answered = dict.fromkeys(findings[name] for name in row["findings"] if name in findings)
            goals = [codes.id("MT", number) for number in row["goals"]]
            made.append(tasks.new_task(unit, cycle_id, row["title"], goals=goals, findings=answered, **given).id)
        for own, row in zip(made, told["tasks"], strict=True):
            if "after" in row:
                tasks.set_waits_for(unit, own, [made[number - 1] for number in row["after"]])
    with store.unit(_("Lập giải pháp")) as unit:
        for row in told["solutions"]:
            _solve(unit, cycle_id, row)
    with store.unit(_("Ghi kinh phí")) as unit:
        codes = Codes(unit, cycle_id)
        for row in told["funding"]:
            given = {name: text for name, text in row.items() if name not in ("of", "spent")}
            funding.add_item(unit, *codes.end(row["of"]), **given)
    say(
        N_("Đã lập {tasks} nhiệm vụ, {solutions} giải pháp, {items} khoản kinh phí."),
        tasks=len(told["tasks"]),
        solutions=len(told["solutions"]),
        items=len(told["funding"]),
    )


def _solve(unit: Unit, cycle_id: str, row: Told) -> None:
    codes = Codes(unit, cycle_id)
    served = [codes.id("NV", number) for number in row["tasks"]]
    given = {name: text for name, text in row.items() if isinstance(text, str) and name != "title"}
    made = solutions.new_solution(unit, cycle_id, row["title"], tasks=served, **given)
    for way in row.get("ways", ()):
        fields = {name: text for name, text in way.items() if name not in ("title", "chosen")}
        alternative = solutions.add_alternative(unit, made.id, way["title"], **fields)
        if "chosen" in way:
            solutions.choose_alternative(unit, alternative.id, way["chosen"])


def approve(store: Store, cycle_id: str, told: Told, as_of: date, say: Say) -> None:
    """The draft goes out, comments come in and are answered, a meeting, a decision, and version 1 is frozen."""
    draft, decided = told["draft"], told["decision"]
    with store.unit(_("Viết lời văn của chương trình")) as unit:
        for paper, passages in told["passages"].items():
            for name, words in passages.items():
                write_passage(unit, cycle_id, paper, name, words, APPROVAL_STEP)
    with store.unit(_("Lấy ý kiến dự thảo")) as unit:
        comments.ask_units(unit, cycle_id, draft["units"], draft["sent_on"], draft["answer_by"])
        codes = Codes(unit, cycle_id)
        for row in told["comments"]:
            about = codes.end(row["about"]) if "about" in row else ("", "")
            given_on = day_of(row["on"])
            kept = comments.new_comment(
                unit, cycle_id, given_by=row["by"], words=row["words"], given_on=given_on, about=about
            )
            comments.answer_comment(unit, kept.id, row["decision"], row["answer"], day_of(draft["answer_by"]))
        heard = {row["by"] for row in told["comments"]}
        for name in draft["units"]:
            if name not in heard:
                comments.note_no_comment(unit, cycle_id, name, day_of(draft["answer_by"]))
        hold_meeting(unit, cycle_id, "comments", told["draft_meeting"])
    with store.unit(_("Chốt chương trình")) as unit:
        _freeze(unit, cycle_id, decided)
    hand_in(store, cycle_id, (6,), as_of)
    say(N_("Đã lấy {n} ý kiến, phê duyệt chương trình bản 1."), n=len(told["comments"]))


def hold_meeting(unit: Unit, cycle_id: str, kind: str, told: Told) -> Meeting:
    """A meeting as its minutes tell it; from, until: times of its day."""
    words = {name: told[name].strip() for name in ("place", "chair", "secretary", "present", "course", "conclusion")}
    starts, ends = (_moment(told["on"], told[name]) for name in ("from", "until"))
    number = next_number(unit, "meetings", cycle_id)
    return unit.meetings.keep(
        Meeting(id=new_key(), cycle_id=cycle_id, number=number, kind=kind, started_at=starts, ended_at=ends, **words)
    )


def _moment(day: str, hour: str) -> datetime:
    return datetime.combine(day_of(day), time.fromisoformat(hour)).astimezone()


def _freeze(unit: Unit, cycle_id: str, decided: Told, reason: str = "") -> None:
    for field, text in (*decided.items(), ("reason", reason)):
        name = {"on": "decided_on"}.get(field, field)
        prepare_decision(unit, cycle_id, name, text)
    versions.freeze_version(
        unit,
        cycle_id,
        decision_number=decided["number"],
        decided_on=day_of(decided["on"]),
        signer_position=decided["signer_position"],
        signer_name=decided["signer_name"],
        recipients=decided["recipients"],
        reason=reason,
    )


def amend(store: Store, cycle_id: str, told: Told, as_of: date, say: Say) -> None:
    """The programme is opened with a reason, changed, and approved as version 2."""
    why = told["second_version"]
    with store.unit(_("Mở bản mới")) as unit:
        versions.open_new_version(unit, cycle_id, why["reason"])
    with store.unit(_("Sửa chương trình")) as unit:
        codes = Codes(unit, cycle_id)
        for row in told["changed"]:
            tasks.edit_task(unit, codes.end(row["of"])[1], row["field"], row["to"])
    hand_in(store, cycle_id, (3, 4, 5), as_of)
    with store.unit(_("Chốt chương trình")) as unit:
        decided = {**told["decision"], "number": why["number"], "on": why["on"]}
        _freeze(unit, cycle_id, decided, why["reason"])
    hand_in(store, cycle_id, (6,), as_of)
    say(N_("Đã phê duyệt chương trình bản 2 kèm lý do và bảng các thay đổi."))


def carry_out(store: Store, cycle_id: str, told: Told, begins: date, ends: date) -> None:
    """What was told of the tasks after begins, until ends, and the papers that prove it."""
    with store.unit(_("Ghi tiến độ")) as unit:
        codes = Codes(unit, cycle_id)
        for row in told["progress"]:
            if begins < day_of(row["on"]) <= ends:
                carrying_out.note_progress(
                    unit,
                    codes.id("NV", row["task"]),
                    row["on"],
                    row["percent"],
                    row["words"],
                    row.get("difficulty", ""),
                    today=ends,
                )
        for row in told["proofs"]:
            if begins < day_of(row["on"]) <= ends:
                _prove(unit, codes.id("NV", row["task"]), row)


def _prove(unit: Unit, task_id: str, row: Told) -> None:
    content = photo(row.get("picture", "certificate"), row["lines"], datetime.combine(day_of(row["on"]), time(10, 5)))
    evidence.add_evidence(unit, content, row["file"], linked_to=("tasks", task_id), note=row["note"])


def monitor(store: Store, cycle_id: str, told: Told, today: date, say: Say) -> None:
    """Readings of the indicators at their planned days, gaps with their reason, the review at half-time, and what was
    done about delays."""
    with store.unit(_("Đọc chỉ tiêu")) as unit:
        codes = Codes(unit, cycle_id)
        for row in told["readings"]:
            _read(unit, codes.id("MT", row["goal"]), row, today)
        hold_meeting(unit, cycle_id, "review", told["mid_review"])
    with store.unit(_("Khắc phục")) as unit:
        codes = Codes(unit, cycle_id)
        for row in told["actions"]:
            made = corrective_actions.new_action(unit, cycle_id, row["title"], codes.end(row["about"]))
            for field in ("cause", "owner", "due_on", "done_on", "result"):
                if field in row:
                    corrective_actions.edit_action(unit, made.id, field, row[field], today)
    say(
        N_("Đã ghi {notes} lần tiến độ, {readings} lần đọc chỉ tiêu, {actions} hành động khắc phục."),
        notes=len(told["progress"]),
        readings=len(told["readings"]),
        actions=len(told["actions"]),
    )


def _read(unit: Unit, goal_id: str, row: Told, today: date) -> None:
    goal = unit.goals.get(goal_id)
    planned = day_of(row["on"])
    slots = indicator_readings.slots_of_goal(unit, goal, today)
    key = next((each.key for each in slots if each.planned_on == planned), "")
    typed = Typed(
        read_on=row["on"],
        value=row.get("value", ""),
        expanded_uncertainty=row.get("uncertainty", ""),
        coverage_factor="2" if "uncertainty" in row else "",
        k=row.get("k", ""),
        n=row.get("n", ""),
        source=row.get("source", ""),
        note=row.get("note", ""),
    )
    indicator_readings.keep_reading(unit, goal_id, typed, today, key)


def report_effect(store: Store, cycle_id: str, told: Told, today: date, say: Say) -> None:
    """What was measured of the effects, what was spent, and the parts of the report that a person writes."""
    with store.unit(_("Báo cáo hiệu quả")) as unit:
        codes = Codes(unit, cycle_id)
        for row in told["found"]:
            for field, text in row.items():
                if field != "effect":
                    measure_effect(unit, codes.id("HQ", row["effect"]), field, text, today)
        for row in told["funding"]:
            items = funding.items_of(unit, *codes.end(row["of"]))
            set_spent(unit, next(each.id for each in items if each.title == row["title"]), row["spent"])
        for name, words in told["effect_report"].items():
            write_passage(unit, cycle_id, EFFECT_REPORT, name, words, EFFECT_STEP)
    say(N_("Đã viết báo cáo hiệu quả."))
