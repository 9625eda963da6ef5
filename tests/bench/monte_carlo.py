"""A million trials of the mass calibration of JCGM 101:2008, 9.3, beside the bare numpy expression and Suncal."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np

from app.domain.metrology.components import Component
from app.domain.metrology.expressions import parse_model
from app.domain.metrology.monte_carlo import Trials, simulate
from tests.bench import Row
from tests.bench.suncal import run_in_suncal

TRIALS, ROUNDS, P = 1_000_000, 15, 0.95
MODEL = "(mRc + dmRc)*(1 + (rho_a - 1.2)*(1/rho_W - 1/rho_R)) - 100000"
NORMAL = {"mRc": (100000.0, 0.05), "dmRc": (1.234, 0.02)}
RECTANGULAR = {"rho_a": (1.2, 0.1), "rho_W": (8000.0, 1000.0), "rho_R": (8000.0, 50.0)}
SUNCAL = f"""
import json, time
from suncal import Model
model = Model("dm = {MODEL}")
for name, (value, u) in {NORMAL}.items():
    model.var(name).measure(value).typeb(dist="normal", std=u)
for name, (value, a) in {RECTANGULAR}.items():
    model.var(name).measure(value).typeb(dist="uniform", a=a)
times = []
for _ in range(5):
    start = time.perf_counter()
    model.monte_carlo(samples={TRIALS}).expand("dm", conf={P})
    times.append(time.perf_counter() - start)
print(json.dumps(sorted(times)[2]))
"""


def measure() -> list[Row]:
    """Seconds, medians of rounds taken in turn: draws, model, mean, u and both intervals."""
    ours, bare = _in_turn(_ours, _bare)
    what = f"Monte Carlo of {TRIALS} trials, five components"
    rows = [Row(what, ours, bare, "bare numpy expression", 2.0)]
    suncal = run_in_suncal(SUNCAL)
    if suncal is not None:
        rows.append(Row(what, ours, float(suncal), "suncal", 2.0))
    return rows


def _in_turn(*works: Callable[[], object]) -> list[float]:
    times: list[list[float]] = [[] for _work in works]
    for _round in range(ROUNDS):
        for place, work in enumerate(works):
            start = time.perf_counter()
            work()
            times[place].append(time.perf_counter() - start)
    return [statistics.median(each) for each in times]


def _ours() -> object:
    components = [Component(name=name, value=value, u=u) for name, (value, u) in NORMAL.items()]
    components += [
        Component(name=name, value=value, u=a / 3**0.5, distribution="rectangular", half_width=a)
        for name, (value, a) in RECTANGULAR.items()
    ]
    return simulate(parse_model(MODEL)[0].node, components, np.eye(5), P, Trials(number=TRIALS))


def _bare() -> object:
    """The same draws and figures as one would write them on a blank page; without the shortest interval."""
    rng = np.random.default_rng(1)
    reference, added = (rng.normal(value, u, TRIALS) for value, u in NORMAL.values())
    air, weight, standard = (rng.uniform(value - a, value + a, TRIALS) for value, a in RECTANGULAR.values())
    values = (reference + added) * (1 + (air - 1.2) * (1 / weight - 1 / standard)) - 100000
    return values.mean(), values.std(ddof=1), np.quantile(values, ((1 - P) / 2, (1 + P) / 2))
