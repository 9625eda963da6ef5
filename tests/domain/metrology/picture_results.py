"""Results as the calculations give them, built from the published data, for tests of pictures, plots and reports."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from app.domain.metrology.declared import Calculation, Input, Output
from app.domain.metrology.results import NO_VERDICT, Result, Row, Value

GOLDEN = Path(__file__).parent / "golden"


def rows_of(name: str) -> list[dict[str, str]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def a_calculation(key: str, method: str, *inputs: Input, outputs: tuple[Output, ...] = ()) -> Calculation:
    """A declaration that is only read, never run."""
    return Calculation(
        key=key,
        method=method,
        words=key,
        purpose="",
        version="1",
        inputs=(Input(name="unit", words="unit", kind="text", required=False), *inputs),
        outputs=outputs,
        run=lambda _given: a_result(key),
    )


def optional(name: str) -> Input:
    return Input(name=name, words=name, required=False)


def a_result(
    key: str,
    tables: Mapping[str, Sequence[Row]] | None = None,
    values: Mapping[str, Value] | None = None,
    **settings: Any,
) -> Result:
    return Result(
        calculation=key,
        version="1",
        values=values or {},
        verdict=NO_VERDICT,
        settings=settings,
        tables=tables or {},
    )


GAUGE = a_calculation("gauge_rr_anova", "M08", optional("tolerance_low"), optional("tolerance_high"))


def a_gauge_result() -> Result:
    """The study of AIAG, 10 parts, 3 appraisers, 3 trials; the components as AIAG prints them."""
    readings: list[Row] = [
        {"part": each["part"], "operator": each["operator"], "trial": int(each["trial"]), "value": float(each["value"])}
        for each in rows_of("grr_aiag_10x3x3.csv")
    ]
    cells: dict[tuple[object, object], list[float]] = {}
    for each in readings:
        cells.setdefault((each["part"], each["operator"]), []).append(float(str(each["value"])))
    sds = {"EV": 0.19993, "AV": 0.22684, "INT": 0.0, "GRR": 0.30237, "PV": 1.04233, "TV": 1.08530}
    return a_result(
        "gauge_rr_anova",
        {
            "readings": readings,
            "cells": [
                {"part": part, "operator": operator, "mean": fmean(held), "range": max(held) - min(held)}
                for (part, operator), held in cells.items()
            ],
            "components": [
                {"component": name, "sd": sd, "study_percent": 100 * sd / sds["TV"], "tolerance_percent": 100 * sd}
                for name, sd in sds.items()
            ],
        },
        {"UCL_R": Value(0.8805, "mm"), "Rbarbar": Value(0.3417, "mm")},
    )


TYPE1 = a_calculation("type1", "M05", optional("reference"), optional("tolerance"), optional("K_percent"))


def a_type1_result() -> Result:
    read = [float(next(reversed(each.values()))) for each in rows_of("type1_fifty_readings.csv")]
    return a_result(
        "type1",
        {"run": [{"order": place, "value": each} for place, each in enumerate(read, 1)]},
        {"mean": Value(fmean(read), "mm"), "s": Value(stdev(read), "mm")},
        K_percent=20,
    )


LOT = a_calculation("prepackage_lot", "M17", optional("Qn"))


def a_lot_result() -> Result:
    """The lot of the golden data: Qn 500 g, T 15 g, with one T1 and one T2 error added."""
    nets = [float(next(reversed(each.values()))) for each in rows_of("prepack_lot_a.csv")] + [483.2, 468.9]

    def error(net: float) -> str:
        return "T2" if net < 470 else "T1" if net < 485 else ""

    return a_result(
        "prepackage_lot",
        {"units": [{"number": place, "net": net, "error": error(net)} for place, net in enumerate(nets, 1)]},
        {"Qn": Value(500.0, "g"), "T": Value(15.0, "g"), "mean": Value(fmean(nets), "g")},
    )
