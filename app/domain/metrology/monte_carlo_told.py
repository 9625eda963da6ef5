"""How a simulation is told: its interval, whether it confirms the first order, its figures and its histogram."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.domain.errors import UserError
from app.domain.metrology.budget import Outcome, budget
from app.domain.metrology.budget_given import Prepared, prepared
from app.domain.metrology.budget_verdict import percent
from app.domain.metrology.expressions import Equation, names_in
from app.domain.metrology.monte_carlo import Simulated, Trials, histogram, rectangular_sum_end, simulate
from app.domain.metrology.results import Result, Said, Value, Verdict, located, missing, said
from app.domain.metrology.rounding import kept_digit, to_place
from app.domain.metrology.sensitivities import model_slopes
from app.domain.metrology.shown import as_written
from app.wording import N_, _

LEAST = 1e4
"""Trials, times 1/(1 - p), below which an interval is not to be had (JCGM 101:2008, 7.2.2)."""
MOST_EXACT = 10
UNLIKE = 0.05
"""Share by which u of both ways may differ without a word."""
NOT_LINEAR = N_("Chỉ có khi mô hình là tổng của các thành phần phân bố chữ nhật độc lập.")


@dataclass(frozen=True, slots=True)
class _Both:
    """The simulation beside the first order. delta: half a unit of the last kept digit of u (8.2)."""

    simulated: Simulated
    first: Outcome
    p: float
    unit: str

    @property
    def delta(self) -> float:
        return kept_digit(self.first.u)

    @property
    def ends(self) -> tuple[float, float]:
        """The interval of the first order."""
        return self.first.value - self.first.expanded, self.first.value + self.first.expanded

    @property
    def differences(self) -> tuple[float, float]:
        low, high = self.ends
        return abs(low - self.simulated.low), abs(high - self.simulated.high)

    @property
    def spread(self) -> float:
        """To the place of which ends are shown: u, or less where a few far values make u large."""
        return min(self.simulated.u, (self.simulated.high - self.simulated.low) / 2)

    @property
    def is_validated(self) -> bool:
        return max(self.differences) <= self.delta


def told(given: Mapping[str, Any], *, tell: Callable[..., object], stop: Callable[[], bool]) -> Result:
    """The result of the calculation "monte_carlo"."""
    ready = prepared({**given, "k": None, "needed_uncertainty": None})
    p = ready.coverage.p
    place = _place(ready, given["output"])
    equation, unit = ready.equations[place], ready.units[place]
    found = budget(ready.equations, ready.components, ready.correlations, ready.coverage)
    simulated = simulate(
        equation.node,
        ready.components,
        ready.correlations,
        p,
        _trials(given, p),
        tell=lambda share: tell(share, _("Đang mô phỏng…")),
        stop=stop,
    )
    both = _Both(simulated, found.outcomes[place], p, unit)
    return Result(
        calculation="monte_carlo",
        version="1",
        values=dict(_values(both, equation, ready)),
        verdict=_verdict(both),
        settings={"output": equation.name},
        warnings=(*ready.warnings, *_warnings(both, equation, ready)),
        tables={
            "components": [
                {
                    "name": each.name,
                    "value": each.value,
                    "unit": each.unit,
                    "distribution": each.distribution,
                    "u": each.u,
                    "half_width": each.half_width or None,
                }
                for each in ready.components
            ],
            "histogram": [
                {"low": low, "high": high, "density": density} for low, high, density in histogram(simulated, p)
            ],
        },
        used=len(ready.components),
    )


def _place(ready: Prepared, wanted: str | None) -> int:
    names = [each.name for each in ready.equations]
    if not wanted:
        return 0
    if wanted not in names:
        raise UserError(_("Mô hình không có kết quả “{name}”. Có: {names}.", name=wanted, names=", ".join(names)))
    return names.index(wanted)


def _trials(given: Mapping[str, Any], p: float) -> Trials:
    number, least = int(given["trials"]), math.ceil(LEAST / (1 - p) * (1 - 1e-9))
    if number < least:
        raise UserError(_("Xác suất phủ này cần ít nhất {least} lần thử (JCGM 101:2008, 7.2.2).", least=least))
    return Trials(
        number=number,
        adaptive=bool(given["adaptive"]),
        most=max(number, int(given["most_trials"])),
        seed=int(given["seed"]),
        invalid_allowed=float(given["invalid_allowed_percent"]) / 100,
    )


def _values(both: _Both, equation: Equation, ready: Prepared) -> Iterator[tuple[str, Value]]:
    simulated, first, unit, name = both.simulated, both.first, both.unit, percent(both.p)
    spread = both.spread
    low, high = both.ends
    yield "mean", located(simulated.mean, spread, unit)
    yield "u", Value(simulated.u, unit)
    yield "low", located(simulated.low, spread, unit)
    yield "high", located(simulated.high, spread, unit)
    yield "shortest_low", located(simulated.shortest[0], spread, unit)
    yield "shortest_high", located(simulated.shortest[1], spread, unit)
    yield "validated", Value(both.is_validated)
    yield "value", located(first.value, spread, unit)
    yield "u_first_order", Value(first.u, unit)
    yield "u_monte_carlo", Value(simulated.u, unit)
    yield "guf_low", located(low, spread, unit)
    yield "guf_high", located(high, spread, unit)
    yield "d_low", Value(both.differences[0], unit)
    yield "d_high", Value(both.differences[1], unit)
    yield "delta", Value(both.delta, unit)
    yield "trials", Value(simulated.trials)
    yield "invalid_percent", Value(100 * simulated.invalid / simulated.trials, "%")
    for end in ("low", "high"):
        yield f"{end}{name}", Value(simulated.low if end == "low" else simulated.high, unit)
        yield f"guf_{end}{name}", Value(low if end == "low" else high, unit)
    exact = _exact(equation, ready, both.p)
    for end, sign in (("low", -1), ("high", 1)):
        yield (
            f"{end}{name}_exact",
            missing(NOT_LINEAR, unit) if exact is None else Value(first.value + sign * exact, unit),
        )


def _exact(equation: Equation, ready: Prepared, p: float) -> float | None:
    """The half-width of the exact interval of a sum of independent rectangular components; None for other models."""
    used = names_in(equation.node)
    moving = [each for each in ready.components if each.u > 0 and each.name in used]
    if not 1 <= len(moving) <= MOST_EXACT or any(each.distribution != "rectangular" for each in moving):
        return None
    if np.count_nonzero(ready.correlations) > len(ready.correlations):
        return None
    at = {
        each.name: each.value + each.half_width * np.array([0.0, 0.9, -0.7, 0.3 * (-1) ** place])
        for place, each in enumerate(ready.components)
    }
    _value, slopes = model_slopes(equation.node, at)
    if not np.allclose(slopes, slopes[:, :1], rtol=1e-12, atol=0):
        return None
    names = list(at)
    parts = [abs(float(slopes[names.index(each.name), 0])) * each.half_width for each in moving]
    parts = [each for each in parts if each > 0]
    return rectangular_sum_end(parts, p) if parts and max(parts) < 1e4 * min(parts) else None


def _verdict(both: _Both) -> Verdict:
    simulated, u = both.simulated, both.spread
    places: dict[str, Any] = {
        "p": float(percent(both.p)),
        "low": as_written(to_place(simulated.low, u)),
        "high": as_written(to_place(simulated.high, u)),
        "unit": f" {both.unit}" if both.unit else "",
    }
    basis = said(
        N_("So hai đầu khoảng với dung sai số {delta}: nửa đơn vị chữ số cuối giữ lại của u (JCGM 101:2008, 8)."),
        delta=both.delta,
    )
    if both.is_validated:
        good = N_("Monte Carlo xác nhận cách tính bậc nhất: {p} % giá trị nằm trong {low} … {high}{unit}.")
        return Verdict("ok", Said(good, places), basis)
    other = N_("Cách tính bậc nhất không được xác nhận; dùng khoảng {p} % của Monte Carlo: {low} … {high}{unit}.")
    return Verdict("part", Said(other, places), basis)


def _warnings(both: _Both, equation: Equation, ready: Prepared) -> Iterator[Said]:
    simulated, first = both.simulated, both.first
    if simulated.u > 0 and abs(first.u / simulated.u - 1) > UNLIKE:
        sentence = (
            N_("Bậc nhất cho u = {first}, nhỏ hơn Monte Carlo ({u}) {percent} %: nó bỏ qua số hạng bậc cao.")
            if first.u < simulated.u
            else N_("Bậc nhất cho u = {first}, lớn hơn Monte Carlo ({u}) {percent} %: mô hình không tuyến tính.")
        )
        percentage = as_written(to_place(100 * abs(first.u / simulated.u - 1), 10.0))
        yield said(sentence, first=first.u, u=simulated.u, percent=percentage)
    if simulated.stable is False:
        yield said(
            N_("Sau {trials} lần thử kết quả chưa ổn định đến dung sai số {delta}; chữ số cuối có thể còn đổi."),
            trials=simulated.trials,
            delta=simulated.delta,
        )
    if simulated.invalid:
        yield said(
            N_("Bỏ qua {percent} % số lần thử vì mô hình không tính được ở đó; kết quả chỉ đúng cho phần còn lại."),
            percent=100 * simulated.invalid / simulated.trials,
        )
    used = names_in(equation.node)
    joined = [
        each.name
        for place, each in enumerate(ready.components)
        if each.name in used and math.isfinite(each.df) and np.count_nonzero(ready.correlations[place]) > 1
    ]
    if joined:
        yield said(
            N_("{names} tương quan nên lấy theo phân bố chuẩn nhiều chiều; bậc tự do hữu hạn của chúng không kể."),
            names=", ".join(joined),
        )
