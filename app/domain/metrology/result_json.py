"""A result as JSON and back, so that it can be kept for years and shown in any language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.results import LeftOut, Result, Said, Value, Verdict


def to_json(result: Result) -> dict[str, Any]:
    """Plain data for json.dumps; every figure keeps all its digits."""
    return {
        "calculation": result.calculation,
        "version": result.version,
        "values": {name: _value(each) for name, each in result.values.items()},
        "verdict": {
            "state": result.verdict.state,
            "said": _said(result.verdict.said),
            "basis": _said(result.verdict.basis) if result.verdict.basis else None,
        },
        "settings": dict(result.settings),
        "warnings": [_said(each) for each in result.warnings],
        "tables": {name: [dict(row) for row in rows] for name, rows in result.tables.items()},
        "used": result.used,
        "left_out": [{"row": each.row, "why": _said(each.why)} for each in result.left_out],
    }


def from_json(kept: Mapping[str, Any]) -> Result:
    """The result that was kept; KeyError or TypeError when this is none."""
    verdict = kept["verdict"]
    return Result(
        calculation=kept["calculation"],
        version=kept["version"],
        values={name: _read_value(each) for name, each in kept["values"].items()},
        verdict=Verdict(
            verdict["state"],
            _read_said(verdict["said"]),
            _read_said(verdict["basis"]) if verdict["basis"] else None,
        ),
        settings=kept["settings"],
        warnings=tuple(_read_said(each) for each in kept["warnings"]),
        tables={name: tuple(rows) for name, rows in kept["tables"].items()},
        used=kept["used"],
        left_out=tuple(LeftOut(each["row"], _read_said(each["why"])) for each in kept["left_out"]),
    )


def _said(sentence: Said) -> dict[str, Any]:
    return {"message": sentence.message, "values": dict(sentence.values)}


def _read_said(kept: Mapping[str, Any]) -> Said:
    return Said(kept["message"], kept["values"])


def _value(value: Value) -> dict[str, Any]:
    kept: dict[str, Any] = {"value": value.value, "unit": value.unit}
    if value.why is not None:
        kept["why"] = _said(value.why)
    if value.low is not None or value.high is not None:
        kept["low"], kept["high"] = value.low, value.high
    if value.step is not None:
        kept["step"] = value.step
    return kept


def _read_value(kept: Mapping[str, Any]) -> Value:
    why = kept.get("why")
    return Value(
        kept["value"],
        kept["unit"],
        _read_said(why) if why else None,
        kept.get("low"),
        kept.get("high"),
        kept.get("step"),
    )
