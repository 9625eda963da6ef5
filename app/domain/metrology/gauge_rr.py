"""Variance components of a gauge study, and what share of the variation and of the tolerance each takes.

Sources: AIAG MSA 4th edition, chapter III-B and appendix A; ISO 22514-7:2012, annexes A and B.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.metrology.anova import Crossed, Nested, OneWay, Ratio, Source, ratio
from app.domain.metrology.numerical import NEGLIGIBLE
from app.domain.metrology.variance_limits import Term

NDC_FACTOR = 1.41
"""AIAG writes 1.41 and cuts off; the square root of 2 would change verdicts at the limit."""


@dataclass(frozen=True, slots=True)
class Components:
    """Variances as estimated (may be negative); operator and interaction are None where the design has none.

    terms: each of EV, AV, GRR, PV, TV as a sum of mean squares, for its limits; empty where it is none.
    """

    repeatability: float
    part: float
    operator: float | None = None
    interaction: float | None = None
    terms: Mapping[str, Sequence[Term]] | None = None

    @property
    def raw(self) -> dict[str, float]:
        """By name, only those of the design."""
        named = {
            "repeatability": self.repeatability,
            "operator": self.operator,
            "interaction": self.interaction,
            "part": self.part,
        }
        return {name: each for name, each in named.items() if each is not None}

    @property
    def clamped(self) -> dict[str, float]:
        """By name, a negative estimate as 0."""
        return {name: max(0.0, each) for name, each in self.raw.items()}


@dataclass(frozen=True, slots=True)
class CrossedComponents:
    """pooled: whether the interaction went into the error. part_ratio, operator_ratio: F with the denominator of the
    random model (the interaction, or the pooled error); the other two divide by the error within cells."""

    pooled: bool
    components: Components
    part_ratio: Ratio
    operator_ratio: Ratio
    part_ratio_error: Ratio
    operator_ratio_error: Ratio


def crossed_components(table: Crossed, shape: tuple[int, int, int], alpha_pool: float) -> CrossedComponents:
    """shape: parts p, operators o, trials r. The interaction is pooled when its p-value is above alpha_pool.

    With an error of 0 there is no F: the interaction is kept where it is not 0 itself.
    """
    p_value = table.interaction_ratio.p
    pooled = table.interaction.ss <= NEGLIGIBLE * table.total.ss if p_value is None else p_value > alpha_pool
    below = table.interaction
    if pooled:
        below = Source(table.interaction.df + table.error.df, table.interaction.ss + table.error.ss)
    return CrossedComponents(
        pooled,
        _pooled(table, shape, below) if pooled else _kept(table, shape),
        ratio(table.part, below),
        ratio(table.operator, below),
        ratio(table.part, table.error),
        ratio(table.operator, table.error),
    )


def _pooled(table: Crossed, shape: tuple[int, int, int], error: Source) -> Components:
    p, o, r = shape
    part, operator = table.part, table.operator
    ev = [Term(1.0, error)]
    av = [Term(1 / (p * r), operator), Term(-1 / (p * r), error)]
    pv = [Term(1 / (o * r), part), Term(-1 / (o * r), error)]
    return Components(
        repeatability=error.ms,
        operator=(operator.ms - error.ms) / (p * r),
        interaction=0.0,
        part=(part.ms - error.ms) / (o * r),
        terms=_with_sums(ev, av, pv),
    )


def _kept(table: Crossed, shape: tuple[int, int, int]) -> Components:
    p, o, r = shape
    part, operator, both, error = table.part, table.operator, table.interaction, table.error
    ev = [Term(1.0, error)]
    av = [Term(1 / (p * r), operator), Term(1 / r - 1 / (p * r), both), Term(-1 / r, error)]
    pv = [Term(1 / (o * r), part), Term(-1 / (o * r), both)]
    return Components(
        repeatability=error.ms,
        operator=(operator.ms - both.ms) / (p * r),
        interaction=(both.ms - error.ms) / r,
        part=(part.ms - both.ms) / (o * r),
        terms=_with_sums(ev, av, pv),
    )


def nested_components(table: Nested, shape: tuple[int, int, int]) -> Components:
    """shape: operators, parts of each operator n, trials r."""
    _operators, n, r = shape
    operator, part, error = table.operator, table.part, table.error
    ev = [Term(1.0, error)]
    av = [Term(1 / (n * r), operator), Term(-1 / (n * r), part)]
    pv = [Term(1 / r, part), Term(-1 / r, error)]
    return Components(
        repeatability=error.ms,
        operator=(operator.ms - part.ms) / (n * r),
        part=(part.ms - error.ms) / r,
        terms=_with_sums(ev, av, pv),
    )


def one_operator_components(table: OneWay, counts: Sequence[int]) -> Components:
    """counts: readings of each part; their effective number n0 = (N - sum n_i^2/N)/(parts - 1)."""
    n = sum(counts)
    n0 = (n - sum(each**2 for each in counts) / n) / (len(counts) - 1)
    ev = [Term(1.0, table.within)]
    pv = [Term(1 / n0, table.between), Term(-1 / n0, table.within)]
    alike = len(set(counts)) == 1
    return Components(
        repeatability=table.within.ms,
        part=(table.between.ms - table.within.ms) / n0,
        terms=_with_sums(ev, [], pv) if alike else {"EV": ev, "GRR": ev},
    )


def _with_sums(ev: list[Term], av: list[Term], pv: list[Term]) -> dict[str, list[Term]]:
    grr = ev + av
    return {"EV": ev, **({"AV": av} if av else {}), "GRR": grr, "PV": pv, "TV": grr + pv}


@dataclass(frozen=True, slots=True)
class Breakdown:
    """variances: EV, AV (None without operators), OP, INT (None without), GRR, PV, TV; ndc_raw: 1.41 PV/GRR before
    cutting, None when GRR is 0. part_from_history: PV follows from the total given from outside."""

    variances: Mapping[str, float | None]
    ndc_raw: float | None
    part_from_history: bool

    def sd(self, name: str) -> float | None:
        variance = self.variances[name]
        return None if variance is None else math.sqrt(variance)

    @property
    def ndc(self) -> int | None:
        """Cut off; at least 1 when the parts differ at all."""
        if self.ndc_raw is None:
            return None
        return max(int(self.ndc_raw), 1 if self.ndc_raw > 0 else 0)


def breakdown(components: Components, historical_total_sd: float | None = None) -> Breakdown:
    """Adds the clamped components up; with a historical total H: TV = H and PV^2 = max(0, H^2 - GRR^2)."""
    found = components.clamped
    ev, op, both = found["repeatability"], found.get("operator"), found.get("interaction")
    av = None if op is None else op + (both or 0.0)
    grr = ev + (av or 0.0)
    pv = found["part"] if historical_total_sd is None else max(0.0, historical_total_sd**2 - grr)
    total = grr + pv if historical_total_sd is None else historical_total_sd**2
    ndc = NDC_FACTOR * math.sqrt(pv / grr) if grr > 0 else None
    variances = {"EV": ev, "AV": av, "OP": op, "INT": both, "GRR": grr, "PV": pv, "TV": total}
    return Breakdown(variances, ndc, historical_total_sd is not None)
