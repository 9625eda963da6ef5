"""A finding raised from an evaluation is told when that evaluation says something else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.evaluations import Evaluation
from app.domain.findings import Finding
from app.services import dossiers
from app.services.evaluations import add_evaluation, compute, edit_inputs
from app.services.finding_evaluations import otherwise
from app.services.findings import add_finding, edit_finding
from app.storage.store import Store

INPUTS = {
    "data": ["2.904", "2.906", "2.905", "2.907", "2.903", "2.905"],
    "unit": "mm",
    "reference": "2.905",
    "tolerance": "0.1",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = dossiers.create_dossier(tmp_path / "a.dochuan", person="Thu Hà", enterprise="Công ty An Lạc")
    yield made
    made.close()


def raised(store: Store) -> tuple[Evaluation, Finding]:
    with store.unit("Nêu") as unit:
        cycle_id = dossiers.current_cycle(unit).id
        made = compute(unit, add_evaluation(unit, cycle_id, "type1", inputs=INPUTS).id)
        return made, add_finding(unit, cycle_id, "Chưa đủ năng lực", sources=[("evaluations", made.id)])


def computed_with(store: Store, evaluation: Evaluation, tolerance: str) -> None:
    with store.unit("Sửa") as unit:
        edit_inputs(unit, evaluation.id, {"tolerance": tolerance})
    with store.unit("Tính") as unit:
        compute(unit, evaluation.id)


def is_otherwise(store: Store, finding: Finding) -> bool:
    with store.reading() as unit:
        return otherwise(unit, finding, unit.links.all(from_id=finding.id))


def test_another_result_is_told_until_the_words_are_looked_at(store: Store) -> None:
    evaluation, finding = raised(store)
    before = is_otherwise(store, finding)
    computed_with(store, evaluation, "0.02")
    after = is_otherwise(store, finding)

    with store.unit("Sửa lời") as unit:
        edit_finding(unit, finding.id, "title", "Cg nay khác")

    assert (before, after, is_otherwise(store, finding)) == (False, True, False)


def test_the_same_figures_computed_again_are_no_change(store: Store) -> None:
    evaluation, finding = raised(store)
    computed_with(store, evaluation, "0.02")

    computed_with(store, evaluation, "0.1")

    assert not is_otherwise(store, finding)
