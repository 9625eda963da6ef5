"""analyse: runs a method of measurement science on a file of inputs, so that a laboratory can script it."""

from __future__ import annotations

import argparse
import json
import warnings
from collections.abc import Mapping
from typing import Any

from app.cli.analyse_input import read_input
from app.cli.analyse_text import listed, told, told_rows
from app.domain.errors import UserError
from app.domain.metrology.catalogue import calculations, chosen, named, run
from app.domain.metrology.declared import Calculation
from app.domain.metrology.input_rows import has_rows, rows_of
from app.domain.metrology.results import Result
from app.domain.metrology.schema import inputs_schema, results_schema
from app.wording import _


def add_to(commands: Any) -> None:
    parser = commands.add_parser(
        "analyse",
        help=_("tính một phương pháp (M00 đến M22) từ tệp số liệu JSON"),
        description=_(
            "Tính một phương pháp từ tệp JSON: tên số liệu và tên kết quả xem bằng analyse --list --json. "
            "Tệp có “rows” thì mỗi dòng là một lần tính; có “cases” thì chọn bằng --case; “data_file” là tên tệp CSV "
            "(dấu chấm thập phân) nằm cạnh tệp số liệu. Số trong văn bản đọc theo “locale”: vi hoặc en."
        ),
    )
    parser.add_argument(
        "method", nargs="?", metavar=_("PHƯƠNG_PHÁP"), help=_("M08, gauge_rr_anova hoặc M08.gauge_rr_anova")
    )
    parser.add_argument("input", nargs="?", metavar=_("SỐ_LIỆU"), help=_("tệp .json; “-” là đọc từ đầu vào chuẩn"))
    parser.add_argument("--case", default="", metavar="ID", help=_("trường hợp trong “cases” của tệp"))
    parser.add_argument(
        "--list", action="store_true", help=_("nêu các phép tính; với --json: JSON Schema của số liệu và kết quả")
    )
    parser.add_argument("--json", action="store_true", help=_("in kết quả cho máy đọc"))
    parser.set_defaults(run=analyse)


def analyse(options: argparse.Namespace) -> int:
    """Prints the list, or the result; UserError for anything that cannot be computed."""
    if options.list:
        found = named(options.method) if options.method else tuple(calculations().values())
        print(_as_text([_declared(each) for each in found]) if options.json else listed(found))
        return 0
    if not options.method or not options.input:
        raise UserError(_("Cần phương pháp và tệp số liệu: analyse M08 SỐ_LIỆU.json; hoặc analyse --list."))
    named(options.method)
    raw = read_input(options.input, options.case)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if not has_rows(raw):
            calculation, result = _computed(options.method, raw)
            print(_as_text(_as_json(calculation, result)) if options.json else told(calculation, result))
            return 0
        found_rows = [_row(options.method, row, number) for number, row in enumerate(rows_of(raw), 1)]
    if options.json:
        print(_as_text({**_heads(found_rows), "rows": [_as_json(*each) for each in found_rows]}))
    else:
        print(told_rows(found_rows))
    return 0


def _computed(method: str, raw: Mapping[str, Any]) -> tuple[Calculation, Result]:
    calculation = chosen(method, raw)
    steps = {"tell": lambda *_told: None, "stop": lambda: False} if calculation.stepwise else {}
    return calculation, run(calculation, raw, **steps)


def _row(method: str, raw: Mapping[str, Any], number: int) -> tuple[Calculation, Result]:
    try:
        return _computed(method, raw)
    except UserError as trouble:
        raise UserError(_("Dòng {row} của “rows”: {trouble}", row=number, trouble=trouble)) from None


def _heads(rows: list[tuple[Calculation, Result]]) -> dict[str, Any]:
    """What all rows share."""
    calculation, result = rows[0]
    return {"calculation": calculation.key, "method": calculation.method, "version": result.version}


def _as_json(calculation: Calculation, result: Result) -> dict[str, Any]:
    values = result.values
    return {
        "calculation": calculation.key,
        "method": calculation.method,
        "version": result.version,
        "results": {name: each.value for name, each in values.items()},
        "units": {name: each.unit for name, each in values.items()},
        "reasons": {name: each.why.text for name, each in values.items() if each.why is not None},
        "intervals": {
            name: [each.low, each.high]
            for name, each in values.items()
            if each.low is not None or each.high is not None
        },
        "tables": {name: [dict(row) for row in rows] for name, rows in result.tables.items()},
        "verdict": {
            "state": result.verdict.state,
            "text": result.verdict.said.text,
            "basis": result.verdict.basis.text if result.verdict.basis else None,
        },
        "settings": dict(result.settings),
        "warnings": [each.text for each in result.warnings],
        "rows_used": result.used,
        "rows_left_out": [{"row": each.row, "reason": each.why.text} for each in result.left_out],
        "sources": [_(each) for each in calculation.source],
    }


def _declared(calculation: Calculation) -> dict[str, Any]:
    return {
        "calculation": calculation.key,
        "method": calculation.method,
        "version": calculation.version,
        "title": _(calculation.words),
        "purpose": _(calculation.purpose),
        "inputs": inputs_schema(calculation),
        "results": results_schema(calculation),
        "formula": [_(each) for each in calculation.formula],
        "sources": [_(each) for each in calculation.source],
    }


def _as_text(found: object) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False, default=str)
