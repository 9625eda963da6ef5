"""The sample factory, worked through the same services as the window uses: ten steps, then a second cycle at work.

The sample is Vietnamese whatever language is spoken: its numbers are typed as 0,003, and the dossier is of one piece.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from app.domain.forms.filling import Filling
from app.services import (
    analysis,
    calibration_points,
    dossiers,
    evidence,
    goals,
    inventory,
    progress,
    repeats,
    survey,
    worked_second,
)
from app.services.drawn_photos import photo
from app.services.finding_merging import merge_findings
from app.services.finding_survivor import survivor
from app.services.sample import Row, Sample
from app.services.worked_evaluations import evaluate_sample
from app.services.worked_goals import estimate_goals, expect_effects, set_plan
from app.services.worked_programme import amend, approve, carry_out, hand_in, meet, monitor, plan_work, report_effect
from app.services.worked_registers import fill_registers
from app.services.worked_review import review_cycle
from app.storage.store import Store
from app.storage.unit import Unit
from app.wording import N_, _, speaking

Say = Callable[..., None]
HALF_TIME, ENDED = date(2026, 4, 20), date(2026, 10, 15)
"""The days of the review that led to version 2, and of the one that closed the first cycle."""

"""Takes a text of the catalogues and the values of its places."""


def work_through(sample: Sample, path: Path, say: Say) -> Store:
    """A new dossier at path with two cycles worked; the store is still open."""
    with speaking("vi"):
        store = dossiers.create_dossier(path, person=sample.person, **sample.dossier)
        try:
            cycle_id = survey_and_plan(store, sample, say)
            carry_through(store, sample, cycle_id, say)
            second = worked_second.survey_again(store, say)
            worked_second.plan_again(store, second, _called, say)
        except BaseException:
            store.close()
            raise
    return store


def begin(sample: Sample, path: Path, say: Say) -> Store:
    """A new dossier at path as it stood when step 3 of the first cycle was handed in; the store is still open."""
    with speaking("vi"):
        store = dossiers.create_dossier(path, person=sample.person, **sample.dossier)
        try:
            survey_and_plan(store, sample, say)
        except BaseException:
            store.close()
            raise
    return store


def survey_and_plan(store: Store, sample: Sample, say: Say) -> str:
    """Steps 1 to 3; returns the id of the cycle."""
    cycle_id = _describe_site(store, sample)
    _list_instruments(store, sample, say)
    _fill_in_forms(store, sample, cycle_id, say)
    fill_registers(store, cycle_id, say)
    _add_photos(store, sample, cycle_id, say)
    _hand_in(store, sample, cycle_id, 1, say)
    evaluate_sample(store, cycle_id, say)
    _analyse(store, sample, cycle_id, say)
    _hand_in(store, sample, cycle_id, 2, say)
    _set_goals(store, sample, cycle_id, say)
    meet(store, cycle_id, sample.programme, say)
    with store.unit(_("Nộp bước {number}", number=3)) as unit:
        progress.submit_step(unit, cycle_id, 3, sample.surveyed_on)
    say(N_("Đã nộp bước 3, đang chờ duyệt."))
    return cycle_id


def carry_through(store: Store, sample: Sample, cycle_id: str, say: Say) -> None:
    """Steps 4 to 10 of the first cycle: approved in two versions, carried out, read, reported and reviewed."""
    told, as_of = sample.programme, sample.surveyed_on
    with store.unit(_("Duyệt bước {number}", number=3)) as unit:
        progress.approve_step(unit, cycle_id, 3, as_of)
    with store.reading() as unit:
        found = {
            _called(each.origin): survivor(unit, each).id
            for each in unit.findings.all(cycle_id=cycle_id)
            if each.number
        }
    plan_work(store, cycle_id, told, found, say)
    hand_in(store, cycle_id, (4, 5), as_of)
    approve(store, cycle_id, told, as_of, say)
    carry_out(store, cycle_id, told, as_of, HALF_TIME)
    amend(store, cycle_id, told, as_of, say)
    carry_out(store, cycle_id, told, HALF_TIME, ENDED)
    monitor(store, cycle_id, told, ENDED, say)
    worked_second.keep_register(store, say)
    hand_in(store, cycle_id, (7, 8), ENDED)
    report_effect(store, cycle_id, told, ENDED, say)
    hand_in(store, cycle_id, (9,), ENDED)
    review_cycle(store, cycle_id, told, ENDED, say)


def _describe_site(store: Store, sample: Sample) -> str:
    with store.unit(_("Ghi thông tin cơ sở")) as unit:
        unit.sites.keep(replace(dossiers.the_site(unit), **sample.site))
        for name, value in sample.settings.items():
            dossiers.set_setting(unit, name, value)
        return dossiers.current_cycle(unit).id


def _list_instruments(store: Store, sample: Sample, say: Say) -> None:
    with store.unit(_("Nhập danh mục phương tiện đo")) as unit:
        keys = {row["code"]: inventory.add_instrument(unit, **row).id for row in sample.instruments}
        for row in sample.calibrations:
            given = {name: row[name] for name in row if name != "code"}
            kept = inventory.keep_calibration(unit, keys[row["code"]], **given)
            points = [each for each in sample.calibration_points if _is_of(each, row)]
            if points:
                lines = [{name: each[name] for name in each if name not in ("code", "performed_on")} for each in points]
                calibration_points.add_points(unit, kept.id, lines)
    say(
        N_("Đã ghi {instruments} phương tiện đo và {calibrations} lần kiểm định, hiệu chuẩn."),
        instruments=len(sample.instruments),
        calibrations=len(sample.calibrations),
    )


def _is_of(point: Row, calibration: Row) -> bool:
    return point["code"] == calibration["code"] and point["performed_on"] == calibration["performed_on"]


def _fill_in_forms(store: Store, sample: Sample, cycle_id: str, say: Say) -> None:
    for name, answers in sample.forms.items():
        with store.unit(_("Trả lời phiếu")) as unit:
            filling = survey.open_form(unit, cycle_id, name, "vi")
            paths = _paths(filling)
            for question, typed in answers.items():
                survey.answer_question(unit, cycle_id, filling, paths[question], typed)
            if name == "survey":
                _answer_levels(unit, sample, cycle_id, filling)
            if name == "opening_meeting":
                _list_present(unit, sample, cycle_id, filling)
            told = survey.progress(filling, survey.answers_of(unit, cycle_id, name))
        say(
            N_("Đã trả lời {answered}/{asked} câu của phiếu “{title}”."),
            answered=told.answered,
            asked=told.total,
            title=filling.form.title,
        )


def _list_present(unit: Unit, sample: Sample, cycle_id: str, filling: Filling) -> None:
    """Who was at the opening meeting, one by one."""
    line = next(each.path for each in filling.form.root.groups() if each.is_repeat)
    for number, row in enumerate(sample.present):
        if number >= len(filling.instances(line)):
            repeats.add_instance(unit, cycle_id, filling, line)
        for question, typed in row.items():
            path = f"{filling.instances(line)[number]}/{question}"
            survey.answer_question(unit, cycle_id, filling, path, typed)


def _answer_levels(unit: Unit, sample: Sample, cycle_id: str, filling: Filling) -> None:
    paths = _paths(filling)
    for row in sample.survey:
        path = paths[row["question"]]
        if row["not_applicable"]:
            survey.mark_not_applicable(unit, cycle_id, filling, path, row["not_applicable"])
        else:
            survey.answer_question(unit, cycle_id, filling, path, row["level"])
        if row["note"]:
            survey.write_note(unit, cycle_id, filling, path, row["note"])


def _paths(filling: Filling) -> dict[str, str]:
    return {each.name: each.path for each in filling.form.questions()}


def _add_photos(store: Store, sample: Sample, cycle_id: str, say: Say) -> None:
    """Each photo is one piece of evidence, linked to the answers and instruments it proves."""
    taken_at = datetime.combine(sample.surveyed_on, time(9, 12))
    with store.unit(_("Thêm ảnh bằng chứng")) as unit:
        filling = survey.open_form(unit, cycle_id, "survey", "vi")
        paths, codes = _paths(filling), {each.code: each.id for each in unit.instruments.all()}
        for number, row in enumerate(sample.photos):
            content = photo(row["picture"], row["lines"], taken_at + timedelta(minutes=11 * number))
            proves = [
                ("answers", survey.record_of(unit, cycle_id, filling, paths[each]).id) for each in row["questions"]
            ]
            proves += [("instruments", codes[each]) for each in row["instruments"]]
            kept = evidence.add_evidence(unit, content, row["file"], linked_to=proves[0], note=row["note"])
            for kind, key in proves[1:]:
                evidence.link_evidence(unit, kept.id, (kind, key))
    say(N_("Đã thêm {n} ảnh bằng chứng."), n=len(sample.photos))


def _hand_in(store: Store, sample: Sample, cycle_id: str, number: int, say: Say) -> None:
    with store.unit(_("Nộp bước {number}", number=number)) as unit:
        progress.submit_step(unit, cycle_id, number, sample.surveyed_on)
    with store.unit(_("Duyệt bước {number}", number=number)) as unit:
        progress.approve_step(unit, cycle_id, number, sample.surveyed_on)
    say(N_("Đã nộp và duyệt bước {number}."), number=number)


def _analyse(store: Store, sample: Sample, cycle_id: str, say: Say) -> None:
    """Every proposal is decided: dismissed with a reason, taken over with changes, or as it stands."""
    dismissed = {row["proposal"]: row["reason"] for row in sample.dismissed}
    edited = {row["proposal"]: {name: row[name] for name in row if name != "proposal"} for row in sample.edited}
    with store.unit(_("Quyết định các đề xuất")) as unit:
        for proposal in analysis.analyse(unit, cycle_id, sample.surveyed_on).proposals:
            name = _called(proposal.key)
            if name in dismissed:
                analysis.dismiss_proposal(unit, cycle_id, proposal, dismissed[name])
                continue
            analysis.accept_proposal(unit, cycle_id, proposal, **edited.get(name, {}))
        _merge(unit, sample, cycle_id)
        findings = unit.findings.all(cycle_id=cycle_id)
    aside = sum(each.state == "dismissed" for each in findings)
    say(N_("Đã phân tích: nhận {n} phát hiện, bỏ {aside} đề xuất."), n=len(findings) - aside, aside=aside)


def _merge(unit: Unit, sample: Sample, cycle_id: str) -> None:
    """What two rules found of one matter becomes one finding, where both found it."""
    found = {_called(each.origin): each for each in unit.findings.all(cycle_id=cycle_id) if each.number}
    for row in sample.merged:
        others = [found[name].id for name in row["also"] if name in found]
        if row["into"] in found and others:
            merge_findings(unit, found[row["into"]].id, others)


def _called(key: str) -> str:
    """answer:/survey/s5/s5_2/status_labels is named answer:status_labels in the tables of the sample."""
    return f"answer:{key.rpartition('/')[2]}" if key.startswith("answer:") else key


def _set_goals(store: Store, sample: Sample, cycle_id: str, say: Say) -> None:
    with store.unit(_("Đặt mục tiêu")) as unit:
        found = {_called(each.origin): each for each in unit.findings.all(cycle_id=cycle_id) if each.number}
        for row in sample.goals:
            named = [found[name] for name in (row["finding"], *row["more"]) if name in found]
            answered = list(dict.fromkeys(survivor(unit, each).id for each in named))
            draft = goals.draft_goal(unit, answered[0], sample.surveyed_on)
            kept = goals.keep_goal(unit, draft, answered)
            for field, typed in row.items():
                if field not in ("finding", "more"):
                    goals.edit_goal(unit, kept.id, field, typed, sample.surveyed_on)
        set_plan(unit, cycle_id, sample.programme["plan"])
        estimate_goals(unit, cycle_id, sample.programme["goals"], sample.surveyed_on)
        expect_effects(unit, cycle_id, sample.programme["effects"])
    say(N_("Đã đặt {n} mục tiêu, mỗi mục tiêu nối với phát hiện."), n=len(sample.goals))
