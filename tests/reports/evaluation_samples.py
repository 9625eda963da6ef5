"""A dossier with evaluations, computed from the published data, for tests of the reports."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from app.domain.dossier import Dossier
from app.domain.evaluations import Evaluation
from app.domain.metrology.catalogue import calculations, run
from app.domain.metrology.result_json import to_json
from tests.domain.metrology.cases import case
from tests.reports import samples

AS_OF = date(2026, 11, 24)


def evaluation(number: int, key: str, inputs: dict[str, Any], title: str = "") -> Evaluation:
    result = run(calculations()[key], inputs)
    return Evaluation(
        id=f"e{number}",
        cycle_id="c",
        number=number,
        calculation=key,
        version=calculations()[key].version,
        title=title,
        inputs=json.dumps(inputs, ensure_ascii=False, default=str),
        result=json.dumps(to_json(result), ensure_ascii=False),
        computed_by="Nguyễn Thu Hà",
        computed_at=datetime(2026, 11, 24, 3, 0, tzinfo=UTC),
    )


def golden(key: str, case_id: str, **more: Any) -> dict[str, Any]:
    """The inputs of a golden case without what only describes it."""
    kept = {
        name: value
        for name, value in case(case_id).items()
        if name in ("data", "settings", "inputs", "model", "locale")
    }
    return {**kept, **more}


def gauge() -> Evaluation:
    inputs = golden("gauge_rr_anova", "GRR-TEN-TOL10", unit="mm")
    return evaluation(1, "gauge_rr_anova", inputs, "Chiều dày thành phôi PET")


def type1() -> Evaluation:
    return evaluation(2, "type1", golden("type1", "TYPE1-50-K20-L6", unit="mm"), "Panme PN-002 trên căn mẫu")


def lot() -> Evaluation:
    return evaluation(3, "prepackage_lot", golden("prepackage_lot", "PREPACK-LOT-A"), "Lô sữa bột 500 g")


def a_dossier(*evaluations: Evaluation) -> Dossier:
    return replace(samples.a_dossier(), evaluations=evaluations)
