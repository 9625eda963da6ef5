"""The second cycle of the sample factory: what changed in the year between, surveyed again, planned, and at work."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app import paths
from app.domain.forms.filling import Filling
from app.services import analysis, cycles, dossiers, goals, inventory, survey
from app.services import worked_programme as programme
from app.services.finding_survivor import survivor
from app.services.worked_evaluations import evaluate
from app.services.worked_goals import expect_effects, set_plan
from app.services.worked_registers import measure_on_the_spot, walk
from app.storage.store import Store
from app.storage.unit import Unit
from app.wording import N_, _

Say = Callable[..., None]
Told = Mapping[str, Any]
Name = Callable[[str], str]
"""What the sample calls a proposal, from its key."""

REPLACED = "AK-11"
NOT_TYPED = ("before", "finding", "more")


def read_second() -> Told:
    return tomllib.loads(_text("cycle.toml"))


def keep_register(store: Store, say: Say) -> None:
    """What was verified, calibrated, bought and taken out of service during the first programme."""
    with store.unit(_("Cập nhật danh mục phương tiện đo")) as unit:
        for row in _rows("instruments"):
            inventory.add_instrument(unit, **row)
        keys = {each.code: each.id for each in unit.instruments.all()}
        for row in (*_rows("calibrations"), *_rows("standard_calibrations")):
            given = {name: row[name] for name in row if name != "code"}
            inventory.keep_calibration(unit, keys[row["code"]], **given)
        replaced = unit.instruments.get(keys[REPLACED])
        unit.instruments.keep(replace(replaced, status="out_of_service", note=_("Không đạt khi kiểm định, đã thay.")))
    say(N_("Đã ghi {n} lần kiểm định, hiệu chuẩn trong năm thực hiện."), n=len(_rows("calibrations")))


def survey_again(store: Store, say: Say) -> str:
    """A new cycle with its forms answered, the floor walked, readings taken; returns its id."""
    told = read_second()
    with store.unit(_("Mở chu kỳ mới")) as unit:
        last = dossiers.current_cycle(unit).id
        cycle = cycles.start_cycle(
            unit, name=told["name"], starts_on=told["starts_on"], surveyed_on=told["surveyed_on"]
        )
    say(N_("Đã mở chu kỳ thứ hai từ những gì còn mở."))
    for name in ("profile", "opening_meeting", "survey", "closing_meeting"):
        with store.unit(_("Trả lời phiếu")) as unit:
            _answer(unit, last, cycle.id, name, told)
    walk(store, cycle.id, (), say)
    spot = tomllib.loads(_text("spot.toml"))
    measure_on_the_spot(store, cycle.id, spot, say)
    programme.hand_in(store, cycle.id, (1,), told["surveyed_on"])
    evaluate(store, cycle.id, spot["evaluations"], say)
    return cycle.id


def _answer(unit: Unit, last: str, cycle_id: str, name: str, told: Told) -> None:
    """What is told anew; of the survey's levels, the others stand as they did a year ago."""
    filling = survey.open_form(unit, cycle_id, name, "vi")
    where = {each.name: each.path for each in filling.form.questions()}
    for question, typed in told[name].items():
        survey.answer_question(unit, cycle_id, filling, where[question], typed)
    if name == "survey":
        _answer_levels(unit, last, cycle_id, filling, where)


def _answer_levels(unit: Unit, last: str, cycle_id: str, filling: Filling, where: Mapping[str, str]) -> None:
    before = {key.rpartition("/")[2]: each for key, each in survey.answers_of(unit, last, "survey").items()}
    told = {row["question"]: row for row in _rows("survey")}
    given = survey.answers_of(unit, cycle_id, "survey")
    for question, path in where.items():
        then = before.get(question)
        if question in told:
            survey.answer_question(unit, cycle_id, filling, path, told[question]["level"])
            survey.write_note(unit, cycle_id, filling, path, told[question]["note"])
        elif then is None or path in given:
            continue
        elif then.status:
            survey.mark_not_applicable(unit, cycle_id, filling, path, then.reason)
        elif then.value:
            survey.answer_question(unit, cycle_id, filling, path, then.value)


def plan_again(store: Store, cycle_id: str, name_of: Name, say: Say) -> None:
    """Findings decided, goals that go on and new ones, tasks, solutions, approval, and the first weeks of work."""
    told, as_of = read_second(), read_second()["surveyed_on"]
    with store.unit(_("Quyết định các đề xuất")) as unit:
        edited = {row["proposal"]: {key: row[key] for key in row if key != "proposal"} for row in told["edited"]}
        proposals = analysis.analyse(unit, cycle_id, as_of).proposals
        for each in proposals:
            analysis.accept_proposal(unit, cycle_id, each, **edited.get(name_of(each.key), {}))
    say(N_("Đã phân tích: nhận {n} phát hiện, bỏ {aside} đề xuất."), n=len(proposals), aside=0)
    programme.hand_in(store, cycle_id, (2,), as_of)
    with store.unit(_("Đặt mục tiêu")) as unit:
        found = _findings(unit, cycle_id, name_of)
        for row in told["goals"]:
            _set_goal(unit, cycle_id, row, found, as_of)
        set_plan(unit, cycle_id, told["plan"])
        expect_effects(unit, cycle_id, told["effects"])
    programme.meet(store, cycle_id, told, say)
    programme.hand_in(store, cycle_id, (3,), as_of)
    programme.plan_work(store, cycle_id, told, found, say)
    programme.hand_in(store, cycle_id, (4, 5), as_of)
    programme.approve(store, cycle_id, told, as_of, say)
    programme.carry_out(store, cycle_id, told, as_of, date(2026, 11, 24))


def _findings(unit: Unit, cycle_id: str, name_of: Name) -> dict[str, str]:
    found = [each for each in unit.findings.all(cycle_id=cycle_id) if each.number]
    return {name_of(each.origin): survivor(unit, each).id for each in found}


def _set_goal(unit: Unit, cycle_id: str, row: Told, found: Mapping[str, str], as_of: date) -> None:
    """A goal that goes on from the last cycle is the draft that came along; another one is drafted from its finding."""
    answered = list(dict.fromkeys(found[name] for name in (row["finding"], *row["more"]) if name in found))
    carried = _carried(unit, cycle_id, row["before"]) if "before" in row else ""
    if carried:
        goals.link_findings(unit, carried, answered)
        goal_id = carried
    else:
        goal_id = goals.keep_goal(unit, goals.draft_goal(unit, answered[0], as_of), answered).id
    for field, typed in row.items():
        if field not in NOT_TYPED:
            goals.edit_goal(unit, goal_id, field, typed, as_of)


def _carried(unit: Unit, cycle_id: str, number: int) -> str:
    """The draft that goes on from the goal of this number in the last cycle."""
    for each in unit.goals.all(cycle_id=cycle_id):
        before = unit.goals.find(each.previous_id) if each.previous_id else None
        if before is not None and before.number == number:
            return each.id
    raise KeyError(f"no goal goes on from number {number}")


def _text(name: str) -> str:
    return paths.shipped("resources", "sample", "second", name).read_text("utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(f"{name}.csv").splitlines()))
