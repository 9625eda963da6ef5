"""What all losses (M20) ask for alike: currency and year, ranges of the figures; and how their results are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.errors import UserError
from app.domain.metrology.declared import Input
from app.domain.metrology.losses import Range
from app.domain.metrology.results import Plain, Said, Value, Verdict, said
from app.domain.metrology.shown import step_of_digits
from app.wording import N_, _

CURRENCY = Input(name="currency", words=N_("Loại tiền"), kind="text", note=N_("VND, USD …"))
YEAR = Input(name="year", words=N_("Năm của giá"), kind="integer", required=False, least=1990, most=2100)
BENEFITS = "ISO 10014:2021"
RISKS = ("JCGM 106:2012, 9", N_("NCSLI RP-19, bản thảo"))
NO_RANGE = said(N_("Chưa cho khoảng của con số nào: chỉ có giá trị dự kiến, chưa biết thấp nhất và cao nhất."))
NO_YEAR = said(N_("Chưa ghi năm của giá: số tiền này không được cộng với số tiền khác."))
NO_CURRENCY = said(N_("Chưa ghi loại tiền: con số chỉ là phép nhân, chưa phải số tiền."))


def ranges_of(inputs: Sequence[Input]) -> Input:
    """The input that takes the least and the greatest of any of these figures."""
    return Input(
        name="ranges",
        words=N_("Khoảng của các con số"),
        kind="table",
        required=False,
        columns=(
            Input(
                name="input",
                words=N_("Con số"),
                kind="choice",
                choices=tuple((each.name, each.words) for each in inputs),
            ),
            Input(name="low", words=N_("Thấp nhất"), required=False),
            Input(name="high", words=N_("Cao nhất"), required=False),
        ),
        note=N_("Khoảng lấy từ số liệu của nhà máy; không có thì để trống."),
    )


def money_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """A figure may be written as {"low": …, "expected": …, "high": …}, or with "name_low" and "name_high" beside it."""
    found = dict(flat)
    written = found.get("ranges")
    ranges = list(written) if isinstance(written, Sequence) and not isinstance(written, str) else []
    for name, value in flat.items():
        if isinstance(value, Mapping) and "expected" in value:
            found[name] = value["expected"]
            ranges.append({"input": name, "low": value.get("low"), "high": value.get("high")})
        elif name.endswith("_low") and name.removesuffix("_low") in flat:
            base = name.removesuffix("_low")
            ranges.append({"input": base, "low": value, "high": found.pop(f"{base}_high", None)})
            del found[name]
    if ranges:
        found["ranges"] = ranges
    return found


def figures_of(given: Mapping[str, Any], inputs: Sequence[Input]) -> dict[str, Range]:
    """The figures with their ranges; UserError when a range is reversed or leaves the bounds of its input."""
    told = {row["input"]: row for row in given.get("ranges") or ()}
    found = {}
    for each in inputs:
        expected = given[each.name]
        if expected is None:
            continue
        row = told.get(each.name, {})
        low, high = row.get("low"), row.get("high")
        words = _(each.words)
        if (low is not None and low > expected) or (high is not None and high < expected):
            raise UserError(_("{words}: giá trị dự kiến phải nằm giữa thấp nhất và cao nhất.", words=words))
        least = each.least if each.least is not None else each.above
        if (low is not None and least is not None and low < least) or (
            high is not None and each.most is not None and high > each.most
        ):
            raise UserError(_("{words}: khoảng vượt giới hạn của con số này.", words=words))
        found[each.name] = Range(expected, low, high)
    return found


SHOWN_DIGITS = 3
MONEY_DIGITS = 12
"""Significant digits that money is given with: far below a đồng, and what the reference figures have."""


def money_value(found: Range, unit: str) -> Value:
    low, high = (None if each is None else _money(each) for each in (found.low, found.high))
    return Value(_money(found.expected), unit, low=low, high=high, step=step_of_digits(found.expected, SHOWN_DIGITS))


def _money(amount: float) -> float:
    return float(f"{amount:.{MONEY_DIGITS}g}")


def money_warnings(given: Mapping[str, Any], found: Range | None) -> tuple[Said, ...]:
    warnings = []
    if found is not None and not found.told:
        warnings.append(NO_RANGE)
    if given["year"] is None:
        warnings.append(NO_YEAR)
    if not str(given["currency"] or "").strip():
        warnings.append(NO_CURRENCY)
    return tuple(warnings)


def money_told(amount: float | None) -> float | int | None:
    """Money for a sentence: three significant digits, as no loss is known better."""
    if amount is None:
        return None
    short = float(f"{amount:.{SHOWN_DIGITS}g}")
    return int(short) if short == int(short) else short


def loss_verdict(found: Range, unit: str, year: int | None) -> Verdict:
    """The loss a year in one sentence. Money has no limit of its own, so it is never called good or bad."""
    values: dict[str, Plain] = {
        "loss": money_told(abs(found.expected)),
        "low": money_told(found.low),
        "high": money_told(found.high),
        "unit": unit,
    }
    basis = None if year is None else said(N_("Giá năm {year}."), year=str(year))
    if found.expected < 0:
        return Verdict("none", Said(N_("Không mất mà lợi khoảng {loss} {unit} một năm."), values), basis)
    if found.told:
        return Verdict("none", Said(N_("Mất khoảng {loss} {unit} một năm, từ {low} đến {high}."), values), basis)
    return Verdict("none", Said(N_("Mất khoảng {loss} {unit} một năm."), values), basis)
