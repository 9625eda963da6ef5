"""Evaluations: numbers, inputs from sheets, results kept with version, and whether what is kept still holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.evaluations import Evaluation, evaluation_code
from app.domain.keys import new_key
from app.domain.metrology.results import Value
from app.domain.processes import Process
from app.domain.sites import StepState
from app.domain.studies import Study, study_code
from app.services import dossiers
from app.services.evaluation_kept import inputs_of, result_of, sheet_of_inputs
from app.services.evaluation_sources import fitting_calculations
from app.services.evaluation_states import (
    FRESH,
    NEW,
    SHEET_CHANGED,
    UNKNOWN,
    OpenEvaluation,
    differences,
    evaluation_rows,
    open_evaluation,
)
from app.services.evaluations import (
    add_evaluation,
    compute,
    edit_about,
    edit_inputs,
    evaluate_beside,
    evaluations_of,
    keep_result,
    read_sheet_again,
    retire_evaluation,
    run_evaluation,
)
from app.services.studies import edit_study, keep_reading, mark_reading, start_study, study_rows
from app.storage.store import Store
from app.storage.unit import Unit

VALUES = ("2,904", "2,906", "2,905", "2,907", "2,903", "2,905", "2,906", "2,904", "2,905", "2,905", "2,906", "2,904")
FIELDS = {"unit": "mm", "reference": "2,905", "tolerance_low": "2,85", "tolerance_high": "2,95", "resolution": "0,001"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = dossiers.create_dossier(tmp_path / "a.dochuan", person="Thu Hà", enterprise="Công ty An Lạc")
    yield made
    made.close()


def cycle(unit: Unit) -> str:
    return dossiers.current_cycle(unit).id


def a_type1(unit: Unit, values: tuple[str, ...] = VALUES) -> Study:
    study = start_study(unit, cycle(unit), "type1", shape={"trials": str(len(values))})
    for name, text in FIELDS.items():
        edit_study(unit, study.id, name, text)
    for trial, value in enumerate(values, 1):
        keep_reading(unit, study.id, 1, 1, trial, value)
    return study


def evaluated(store: Store) -> Evaluation:
    """A type 1 study, evaluated and kept."""
    with store.unit("Đánh giá") as unit:
        made = add_evaluation(unit, cycle(unit), "type1", study_id=a_type1(unit).id)
        return compute(unit, made.id)


def opened(store: Store, evaluation_id: str) -> OpenEvaluation:
    with store.reading() as unit:
        return open_evaluation(unit, evaluation_id)


# ---- numbers and links


def test_a_number_is_never_given_again(store: Store) -> None:
    with store.unit("Đánh giá") as unit:
        first = add_evaluation(unit, cycle(unit), "type1")
        second = add_evaluation(unit, cycle(unit), "bias")
        retire_evaluation(unit, second.id, "nhầm phương pháp")
    with store.unit("Đánh giá thêm") as unit:
        add_evaluation(unit, cycle(unit), "type1")
    store.undo()

    with store.unit("Đánh giá") as unit:
        later = add_evaluation(unit, cycle(unit), "type1")

    assert [evaluation_code(each) for each in (first, second, later)] == ["DG-01", "DG-02", "DG-04"]


def test_what_it_is_about_are_links_that_follow_the_fields(store: Store) -> None:
    with store.unit("Đánh giá") as unit:
        old, new = (unit.processes.keep(Process(id=new_key(), code=code)).id for code in ("QT-1", "QT-2"))
        study = a_type1(unit)
        made = add_evaluation(unit, cycle(unit), "type1", study_id=study.id, process_id=old)

        edit_about(unit, made.id, "process_id", new)

        links = unit.links.all(from_kind="evaluations", from_id=made.id)
        assert {(each.to_kind, each.to_id) for each in links} == {("studies", study.id), ("processes", new)}
        assert [each.id for each in evaluations_of(unit, study_id=study.id)] == [made.id]


def test_withdrawing_asks_for_the_reason_and_takes_the_links_along(store: Store) -> None:
    with store.unit("Đánh giá") as unit:
        made = add_evaluation(unit, cycle(unit), "type1", study_id=a_type1(unit).id)

        with pytest.raises(UserError, match="lý do"):
            retire_evaluation(unit, made.id, " ")
        retire_evaluation(unit, made.id, "đo lại")

        assert unit.evaluations.count() == 0
        assert unit.links.count() == 0


def test_nothing_is_written_while_the_analysis_waits_for_approval(store: Store) -> None:
    made = evaluated(store)
    with store.unit("Nộp") as unit:
        unit.steps.keep(StepState(id=new_key(), cycle_id=cycle(unit), step=2, state="submitted"))

    with store.unit("Sửa") as unit, pytest.raises(UserError, match="đã nộp"):
        edit_inputs(unit, made.id, {"K_percent": "15"})


# ---- inputs


def test_inputs_of_a_sheet_keep_every_digit_and_the_fields_of_the_study(store: Store) -> None:
    with store.unit("Đánh giá") as unit:
        made = add_evaluation(unit, cycle(unit), "type1", study_id=a_type1(unit, ("2,900", "2,910")).id)

    inputs = inputs_of(made)

    assert inputs["data"] == ["2.900", "2.910"]
    assert [inputs[name] for name in ("reference", "tolerance_low", "unit")] == ["2.905", "2.85", "mm"]
    assert "tolerance" not in inputs


def test_rows_of_a_gauge_study_bear_the_names_of_parts_and_people(store: Store) -> None:
    with store.unit("Đánh giá") as unit:
        study = start_study(unit, cycle(unit), "gauge_rr", shape={"parts": "2", "operators": "2", "trials": "1"})
        edit_study(unit, study.id, "operator_names", "Hạnh")
        edit_study(unit, study.id, "part_names", "phôi A\nphôi B")
        keep_reading(unit, study.id, 2, 1, 1, "2,9")
        keep_reading(unit, study.id, 1, 2, 1, "3,1")
        made = add_evaluation(unit, cycle(unit), "gauge_rr_anova", study_id=study.id)

    rows = inputs_of(made)["data"]

    assert [(row["part"], row["operator"], row["value"]) for row in rows] == [
        ("phôi B", "Hạnh", "2.9"),
        ("phôi A", "2", "3.1"),
    ]
    assert sheet_of_inputs(made)["missing"] == ["Hạnh · phôi A · 1", "2 · phôi B · 1"]


def test_a_linearity_sheet_gives_each_part_its_reference(store: Store) -> None:
    with store.unit("Đo") as unit:
        study = start_study(unit, cycle(unit), "linearity", shape={"parts": "3", "trials": "2"})
        edit_study(unit, study.id, "unit", "mm")
        with pytest.raises(UserError, match="không phải là số"):
            edit_study(unit, study.id, "part_names", "2,00\nmẫu B")
        edit_study(unit, study.id, "part_names", "2,00\n4,00\n6,00")
        for part, readings in enumerate((("2,1", "2,2"), ("4,1", "4,0"), ("6,0", "5,9")), 1):
            for trial, value in enumerate(readings, 1):
                keep_reading(unit, study.id, part, 1, trial, value)
        made = compute(unit, add_evaluation(unit, cycle(unit), "linearity", study_id=study.id).id)

    rows = inputs_of(made)["data"]
    result = result_of(made)
    assert study_code(study) == "TT-01"
    assert [(row["reference"], row["value"]) for row in rows][:3] == [("2.00", "2.1"), ("4.00", "4.1"), ("6.00", "6.0")]
    assert result is not None and result.number("slope") == pytest.approx(-0.05)


def test_limits_that_the_sheet_lacks_come_from_the_process(store: Store) -> None:
    with store.unit("Đánh giá") as unit:
        kept = unit.processes.keep(Process(id=new_key(), unit="mm"))
        study = a_type1(unit)
        edit_study(unit, study.id, "process_id", kept.id)
        for name in ("tolerance_low", "tolerance_high"):
            edit_study(unit, study.id, name, "")
        unit.processes.keep(replace(kept, tolerance_low=Decimal(0), tolerance_high=Decimal(5)))

        made = add_evaluation(unit, cycle(unit), "type1", study_id=study.id)

    assert (inputs_of(made)["tolerance_low"], inputs_of(made)["tolerance_high"]) == ("0", "5")


def test_a_doubted_reading_counts_until_one_chooses_to_leave_it_out_and_is_named_either_way(store: Store) -> None:
    with store.unit("Đánh giá") as unit:
        study = a_type1(unit)
        mark_reading(unit, unit.readings.all(trial=3)[0].id, suspect=True, reason="mẫu bẩn")
        made = compute(unit, add_evaluation(unit, cycle(unit), "type1", study_id=study.id).id)
        without = compute(unit, read_sheet_again(unit, made.id, leave_out=True).id)

    counted, left = result_of(made), result_of(without)
    assert counted is not None and left is not None
    assert (counted.used, left.used) == (len(VALUES), len(VALUES) - 1)
    assert any("nghi ngờ: 3." in each.text for each in counted.warnings)
    assert [(each.row, each.why.text) for each in left.left_out] == [("3", "Bỏ ra vì nghi ngờ: mẫu bẩn")]


def test_what_was_changed_here_outlives_a_new_look_at_the_sheet(store: Store) -> None:
    made = evaluated(store)
    with store.unit("Sửa") as unit:
        edit_inputs(unit, made.id, {"tolerance_high": "3.05", "K_percent": "15"})
        edit_study(unit, made.study_id, "reference", "2,9")

        inputs = inputs_of(read_sheet_again(unit, made.id))

    assert (inputs["tolerance_high"], inputs["K_percent"], inputs["reference"]) == ("3.05", "15", "2.9")


# ---- results


def test_a_result_is_kept_with_version_person_and_moment_and_reads_back_the_same(store: Store) -> None:
    made = evaluated(store)

    kept = result_of(made)

    assert kept is not None and made.computed_at is not None
    assert (made.version, made.computed_by) == ("1", "Thu Hà")
    assert kept.number("Cg") == run_evaluation(made).number("Cg")
    assert opened(store, made.id).state == FRESH
    assert differences(made) == ()


def test_other_inputs_take_the_result_away_and_undo_brings_both_back(store: Store) -> None:
    made = evaluated(store)
    with store.unit("Sửa") as unit:
        edit_inputs(unit, made.id, {"K_percent": "15"})
    changed = opened(store, made.id)

    store.undo()

    assert (changed.state, changed.result) == (NEW, None)
    assert opened(store, made.id).state == FRESH
    assert opened(store, made.id).evaluation == made


def test_what_was_computed_from_other_inputs_is_not_kept(store: Store) -> None:
    made = evaluated(store)
    with store.unit("Sửa") as unit:
        edit_inputs(unit, made.id, {"K_percent": "15"})

        kept = keep_result(unit, made.id, run_evaluation(made), inputs=made.inputs)

    assert kept is None
    assert opened(store, made.id).state == NEW


def test_a_reading_that_was_changed_since_is_told_and_read_again_on_demand(store: Store) -> None:
    made = evaluated(store)
    with store.unit("Đo lại") as unit:
        keep_reading(unit, made.study_id, 1, 1, 1, "2,900")
    changed = opened(store, made.id)

    with store.unit("Tính lại") as unit:
        compute(unit, read_sheet_again(unit, made.id).id)

    assert changed.state == SHEET_CHANGED
    assert changed.result == result_of(made)
    assert opened(store, made.id).state == FRESH


def test_a_title_of_the_sheet_is_no_change_of_its_data(store: Store) -> None:
    made = evaluated(store)

    with store.unit("Sửa") as unit:
        edit_study(unit, made.study_id, "title", "Panme dây 2")

    assert opened(store, made.id).state == FRESH


def test_figures_that_todays_version_gives_otherwise_are_named(store: Store) -> None:
    made = evaluated(store)
    content = json.loads(made.result)
    content["values"]["Cg"]["value"] *= 1.01

    found = differences(replace(made, result=json.dumps(content)))

    assert [each.name for each in found] == ["Cg"]
    assert isinstance(found[0].now, Value)


def test_a_method_this_edition_does_not_know_still_shows_what_was_kept(store: Store) -> None:
    made = evaluated(store)
    with store.unit("Tương lai") as unit:
        unit.evaluations.keep(replace(made, calculation="type7"))

    shown = opened(store, made.id)

    assert (shown.state, shown.calculation) == (UNKNOWN, None)
    assert shown.result is not None


def test_bad_inputs_keep_nothing(store: Store) -> None:
    with store.unit("Đánh giá") as unit:
        made = add_evaluation(unit, cycle(unit), "type1", inputs={"data": ["1", "2", "x"]})

        with pytest.raises(UserError, match="“x”"):
            compute(unit, made.id)

        assert unit.evaluations.get(made.id).result == ""


def test_the_list_tells_code_about_and_state(store: Store) -> None:
    made = evaluated(store)
    with store.unit("Thêm") as unit:
        add_evaluation(unit, cycle(unit), "bias")

    with store.reading() as unit:
        rows = evaluation_rows(unit, made.cycle_id)

    assert [(each.code, each.about, each.state) for each in rows] == [("DG-02", "", NEW), ("DG-01", "T1-01", FRESH)]


def test_the_list_of_studies_tells_the_latest_evaluation_of_each(store: Store) -> None:
    made = evaluated(store)
    with store.unit("Thêm") as unit:
        before = study_rows(unit, made.cycle_id)[0]
        add_evaluation(unit, made.cycle_id, "bias", study_id=made.study_id)
        after = study_rows(unit, made.cycle_id)[0]

    assert (before.evaluation, before.verdict in ("ok", "part", "bad")) == ("DG-01", True)
    assert (after.evaluation, after.verdict) == ("DG-02", "")


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("type1", "type1"),
        ("bias", "bias"),
        ("gauge_rr", "gauge_rr_anova"),
        ("lot", "prepackage_lot"),
        ("linearity", "linearity"),
    ],
)
def test_the_usual_method_of_a_kind_of_study_comes_first(kind: str, first: str) -> None:
    study = Study(id="", cycle_id="", kind=kind, number=1, operators=3)

    assert fitting_calculations(study)[0].key == first


def test_a_budget_is_checked_by_monte_carlo_on_the_same_inputs(store: Store) -> None:
    inputs = {"model": "y = a*b", "inputs": [{"name": each, "value": "2", "u": "0.1"} for each in "ab"], "k": "2"}
    with store.unit("Đánh giá") as unit:
        budget = add_evaluation(unit, cycle(unit), "uncertainty_budget", inputs=inputs, title="Tích")

    with store.unit("Kiểm") as unit:
        made = evaluate_beside(unit, budget.id)
        back = evaluate_beside(unit, made.id)

    assert (made.calculation, made.title, made.number) == ("monte_carlo", "Tích", budget.number + 1)
    assert inputs_of(made) == {"locale": "en", "model": inputs["model"], "inputs": inputs["inputs"]}
    assert back.calculation == "uncertainty_budget"


def test_a_method_that_has_no_other_beside_it_says_so(store: Store) -> None:
    with store.unit("Đánh giá") as unit:
        made = add_evaluation(unit, cycle(unit), "type1")

        with pytest.raises(KeyError):
            evaluate_beside(unit, made.id)
