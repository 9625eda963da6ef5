"""Refusals of methods as they are shown in the window: labels in the place of the names that files use."""

from __future__ import annotations

import pytest

from app.domain.errors import UserError
from app.domain.evaluations import Evaluation
from app.domain.metrology.catalogue import calculations
from app.services.evaluations import run_evaluation
from app.services.refusals import in_labels


def test_inputs_are_named_by_their_labels() -> None:
    refused = Evaluation(id="1", cycle_id="1", number=1, calculation="check_standard", version="1", inputs="{}")

    with pytest.raises(UserError, match="“Giá trị chấp nhận”") as refusal:
        run_evaluation(refused)

    assert "accepted_value" not in str(refusal.value)


def test_letters_of_a_budget_and_names_that_are_no_input_stay() -> None:
    budget = calculations()["uncertainty_budget"]

    assert in_labels("có “U” mà thiếu “k”; “p_s”", budget) == "có “U” mà thiếu “k”; “p_s”"
