"""From a finding to every record behind it, single readings included, and back from each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.domain.findings import Finding, Link
from app.domain.keys import new_key
from app.domain.processes import Process
from app.domain.studies import Reading
from app.services import findings as deeds
from app.services import goals
from app.services.analysis import analyse
from app.services.evaluations import add_evaluation, compute
from app.services.finding_merging import merge_findings
from app.services.inventory import add_instrument
from app.services.proposals import proposals_of_evaluation
from app.services.studies import edit_study, keep_reading, mark_reading, start_study
from app.services.thread import ORDER, Thread, thread_of
from app.services.thread_start import thread_start
from app.storage.store import Store
from tests.services.a_survey import AS_OF, answered, surveyed

VALUES = ("2,904", "2,966", "2,905", "2,987", "2,903", "2,945", "2,906", "2,854", "2,905", "2,905", "2,806", "2,904")
FIELDS = {"unit": "mm", "reference": "2,905", "tolerance_low": "2,85", "tolerance_high": "2,95", "resolution": "0,001"}


@dataclass
class Case:
    """A gauge in a process, a type 1 study of it that came out badly, and the finding that its evaluation raised."""

    store: Store
    finding: Finding
    instrument_id: str
    process_id: str
    study_id: str
    evaluation_id: str
    readings: list[Reading]

    def thread(self, kind: str, id: str) -> Thread:
        with self.store.reading() as unit:
            return thread_of(unit, kind, id)

    def kinds(self, kind: str, id: str) -> list[str]:
        return list(dict.fromkeys(each.kind for each in self.thread(kind, id).knots))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    store, cycle_id = surveyed(tmp_path / "mill.dochuan")
    with store.unit("Nhập") as unit:
        instrument = add_instrument(unit, code="PN-002", name="Panme", group="1")
        process = unit.processes.keep(Process(id=new_key(), code="QT-03", name="Đo chiều dày", unit="mm"))
        unit.links.keep(
            Link(
                id=new_key(),
                from_kind="processes",
                from_id=process.id,
                to_kind="instruments",
                to_id=instrument.id,
            )
        )
        study = start_study(unit, cycle_id, "type1", instrument_id=instrument.id, shape={"trials": str(len(VALUES))})
        for field, typed in (FIELDS | {"process_id": process.id}).items():
            edit_study(unit, study.id, field, typed)
        kept = [keep_reading(unit, study.id, 1, 1, trial, value) for trial, value in enumerate(VALUES, 1)]
        readings = [each for each in kept if each is not None]
        mark_reading(unit, readings[3].id, suspect=True, reason="Rung")
        evaluation = compute(unit, add_evaluation(unit, cycle_id, "type1", study_id=study.id).id)
    with store.unit("Nhận") as unit:
        proposal = analyse(unit, cycle_id, AS_OF).all_proposals["evaluation:type1"]
        finding = deeds.accept_proposal(unit, cycle_id, proposal)
        goals.keep_goal(unit, goals.draft_goal(unit, finding.id, AS_OF), [finding.id])
    yield Case(store, finding, instrument.id, process.id, study.id, evaluation.id, readings)
    store.close()


WHOLE = ["clauses", "processes", "instruments", "studies", "readings", "evaluations", "findings", "goals"]


def test_a_finding_leads_to_the_single_reading_that_is_doubted(case: Case) -> None:
    thread = case.thread("findings", case.finding.id)

    assert [each.kind for each in thread.knots] == WHOLE
    assert [each.code for each in thread.knots if each.kind not in ("clauses",)] == [
        "QT-03",
        "PN-002",
        "T1-01",
        "T1-01, số đọc Lần 4",
        "DG-01",
        "PH-01",
        "MT-01",
    ]
    (reading,) = thread.of("readings")
    assert (reading.title, reading.note) == ("2,987 mm: Rung", "nghi ngờ")
    assert reading.target == f"{case.study_id}#1.1.4"
    (evaluation,) = thread.of("evaluations")
    assert evaluation.state == "bad"


@pytest.mark.parametrize("kind", [each for each in WHOLE if each not in ("findings",)])
def test_the_same_thread_is_met_from_every_one_of_its_knots(case: Case, kind: str) -> None:
    whole = case.thread("findings", case.finding.id)
    (knot,) = whole.of(kind)

    thread = case.thread(kind, knot.id)

    assert [each.kind for each in thread.knots] == WHOLE
    assert {(each.kind, each.id) for each in thread.knots} == {(each.kind, each.id) for each in whole.knots}


def test_the_kinds_stand_in_the_order_of_the_thread(case: Case) -> None:
    kinds = case.kinds("findings", case.finding.id)

    assert kinds == [each for each in ORDER if each in kinds]


def test_more_than_three_doubted_readings_are_named_up_to_three_and_counted(case: Case) -> None:
    with case.store.unit("Nghi ngờ") as unit:
        for each in case.readings[6:10]:
            mark_reading(unit, each.id, suspect=True, reason="Lệch")

    knots = case.thread("findings", case.finding.id).of("readings")

    assert len(knots) == 4
    assert knots[-1].code == "2 số đọc nghi ngờ nữa"
    assert knots[-1].target == f"{case.study_id}#1.1.9"


def test_a_merged_finding_leads_to_the_one_that_took_it_in(case: Case) -> None:
    ids = answered(case.store, case.finding.cycle_id, plan="1")
    with case.store.unit("Gộp") as unit:
        own = deeds.add_finding(unit, case.finding.cycle_id, "Panme mòn", sources=[("answers", *ids.values())])
        merge_findings(unit, case.finding.id, [own.id])

    knots = case.thread("findings", own.id).of("findings")

    assert [(each.code, each.note) for each in knots][1] == ("PH-02", "đã gộp vào PH-01")
    assert case.kinds("answers", *ids.values()) == ["clauses", "answers", "findings", "goals"]


def test_a_dismissed_finding_is_on_no_thread_but_its_own(case: Case) -> None:
    ids = answered(case.store, case.finding.cycle_id, plan="1")
    with case.store.unit("Bỏ") as unit:
        proposal = analyse(unit, case.finding.cycle_id, AS_OF).all_proposals["answer:/survey/s5/plan"]
        deeds.dismiss_proposal(unit, case.finding.cycle_id, proposal, "Không phải")

    assert case.kinds("answers", *ids.values()) == ["answers"]


def test_every_page_tells_whose_thread_it_shows(case: Case) -> None:
    ids = answered(case.store, case.finding.cycle_id, plan="1")
    places = {
        ("survey", "/survey/s5/plan"): ("answers", *ids.values()),
        ("survey", "/survey/s5/labels"): None,
        ("instruments", case.instrument_id): ("instruments", case.instrument_id),
        ("processes", case.process_id): ("processes", case.process_id),
        ("processes", "processes"): None,
        ("studies", f"{case.study_id}#1.1.4"): ("studies", case.study_id),
        ("studies", "list"): None,
        ("evaluations", case.evaluation_id): ("evaluations", case.evaluation_id),
        ("findings", case.finding.id): ("findings", case.finding.id),
        ("findings", "register:overdue"): None,
        ("tasks", ""): None,
    }

    with case.store.reading() as unit:
        found = {each: thread_start(unit, case.finding.cycle_id, *each) for each in places}

    assert found == places


def test_the_rules_can_be_asked_of_one_evaluation_alone(case: Case) -> None:
    with case.store.reading() as unit:
        (proposal,) = proposals_of_evaluation(unit, case.evaluation_id)

    assert (proposal.key, proposal.classes.occurrence) == ("evaluation:type1", 4)
    assert proposal.sources == (("evaluations", case.evaluation_id), ("studies", case.study_id))
