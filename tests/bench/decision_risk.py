"""PFA and PFR of 5 000 instruments, beside Suncal one by one and the bare numpy expression of the same integrals."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
from scipy import special

from app.domain.metrology.risk_many import Array, pfa_for_itp
from tests.bench import Row
from tests.bench.suncal import run_in_suncal

INSTRUMENTS, ROUNDS, NODES = 5000, 15, 48
SUNCAL = f"""
import json, time
import numpy as np
from suncal import risk
tur = np.random.default_rng(1).uniform(0.8, 15, {INSTRUMENTS})
itp = np.random.default_rng(2).uniform(0.6, 0.99, {INSTRUMENTS})
times, found = [], []
for _ in range(1):
    start = time.perf_counter()
    found = [(risk.PFA_norm(p, t), risk.PFR_norm(p, t)) for t, p in zip(tur, itp)]
    times.append(time.perf_counter() - start)
pfa, pfr = np.sum(found, axis=0)
print(json.dumps([sorted(times)[0], float(pfa), float(pfr)]))
"""


def measure() -> list[Row]:
    """Seconds, medians of rounds taken in turn. The sums are compared, so that nobody is fast by being wrong."""
    tur = np.random.default_rng(1).uniform(0.8, 15, INSTRUMENTS)
    itp = np.random.default_rng(2).uniform(0.6, 0.99, INSTRUMENTS)
    ours, bare = _in_turn(lambda: pfa_for_itp(tur, itp), lambda: _bare(tur, itp))
    what = f"PFA and PFR of {INSTRUMENTS} instruments"
    risks, plain = pfa_for_itp(tur, itp), _bare(tur, itp)
    rows = [Row(what, ours, bare, f"bare numpy, {NODES} nodes a piece", 1.0)]
    print(f"largest difference to the bare expression: {np.max(np.abs(risks.pfa - plain[0])):.1e}")
    suncal = run_in_suncal(SUNCAL)
    if suncal is None:
        print("decision_risk: without suncal there is nothing more to compare with")
        return rows
    seconds, pfa, pfr = suncal
    apart = max(abs(float(risks.pfa.sum()) - pfa), abs(float(risks.pfr.sum()) - pfr)) / INSTRUMENTS
    print(f"mean difference to suncal: {apart:.1e}")
    return [*rows, Row(what, ours, float(seconds), "suncal, one by one", 1 / 20)]


def _in_turn(*works: Callable[[], object]) -> list[float]:
    times: list[list[float]] = [[] for _work in works]
    for _round in range(ROUNDS):
        for place, work in enumerate(works):
            start = time.perf_counter()
            work()
            times[place].append(time.perf_counter() - start)
    return [statistics.median(each) for each in times]


def _bare(tur: Array, itp: Array) -> tuple[Array, Array]:
    """The integrals over both tails and the middle as one would write them on a blank page (Gauss-Legendre)."""
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    sd, u = 1 / special.ndtri((1 + itp) / 2), 1 / (2 * tur)

    def over(low: Array, high: Array) -> tuple[Array, Array]:
        half = (high - low)[:, None] / 2
        x = (high + low)[:, None] / 2 + half * nodes
        density = np.exp(-((x / sd[:, None]) ** 2) / 2) / (sd[:, None] * np.sqrt(2 * np.pi))
        accept = special.ndtr((1 - x) / u[:, None]) - special.ndtr((-1 - x) / u[:, None])
        return (density * accept * half) @ weights, (density * (1 - accept) * half) @ weights

    one = np.ones_like(tur)
    outside = over(one, one + np.minimum(8 * u, 8 * sd))[0]
    turn = np.maximum(one - 8 * u, 0)
    inside = over(turn, one)[1] + over(0 * one, turn)[1]
    return 2 * outside, 2 * inside
