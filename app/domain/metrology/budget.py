"""The uncertainty budget: law of propagation, effective degrees of freedom, expanded uncertainty (JCGM 100:2008).

All figures are unrounded. Several results of one model are worked out together, with their correlations (5.2, H.2).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import UserError
from app.domain.metrology.components import Component, coverage_factor
from app.domain.metrology.correlations import correlated_blocks
from app.domain.metrology.expressions import Call, Equation, Name, Negative, Node, Number, Operation, names_in
from app.domain.metrology.sensitivities import model_slopes, model_values, second_order
from app.wording import _

Array = NDArray[np.float64]
LARGEST = 1e150
"""A variance beyond this has no square (Welch-Satterthwaite)."""
NO_SLOPE = 1e-6
"""A contribution below this share of u counts as none: the first order does not see the component."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """p: the coverage probability. k: fixed instead of following from p. truncate: df_eff to the next lower integer for
    k (JCGM 100, G.4.1).
    """

    p: float = 0.95
    k: float | None = None
    truncate: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result. u: combined standard uncertainty. df: effective degrees of freedom (may be infinite); df_used: those
    k was taken at. By component: sensitivities (NaN where there is none and u_i = 0), contributions (c_i u_i), shares
    (percent of u^2, correlations apart). correlated_share: percent of u^2 that comes from correlations. second_order:
    added variance; NaN where the model ends within the range of the components.
    """

    name: str
    value: float
    u: float
    df: float
    df_used: float
    k: float
    expanded: float
    sensitivities: tuple[float, ...]
    contributions: tuple[float, ...]
    shares: tuple[float, ...]
    correlated_share: float
    second_order: float

    @property
    def largest(self) -> int | None:
        """The component with the largest contribution; None where none contributes."""
        sizes = [abs(each) for each in self.contributions]
        return sizes.index(max(sizes)) if sizes and max(sizes) > 0 else None


@dataclass(frozen=True, slots=True)
class Budget:
    """outcomes: of the equations in their order. correlations: between the outcomes; NaN where one has u = 0."""

    components: tuple[Component, ...]
    outcomes: tuple[Outcome, ...]
    correlations: Array
    blocks: tuple[tuple[int, ...], ...]


def budget(
    equations: Sequence[Equation], components: Sequence[Component], correlations: Array, coverage: Coverage
) -> Budget:
    """The budget of every equation. UserError names the component that is missing, or not used, or ends the model."""
    check_names(equations, components)
    estimates = {each.name: np.array([each.value]) for each in components}
    uncertainties = np.array([each.u for each in components])
    covariance = correlations * np.outer(uncertainties, uncertainties)
    blocks = correlated_blocks(correlations)
    outcomes, slopes = [], []
    for equation in equations:
        value, sensitivities = _at_estimates(equation, estimates, uncertainties)
        slopes.append(np.nan_to_num(sensitivities))
        parts = _Parts(sensitivities, uncertainties, covariance, blocks)
        bent = second_order(
            equation.node, list(estimates), np.array([each.value for each in components]), uncertainties
        )
        outcomes.append(_outcome(equation.name, value, parts, components, coverage, bent))
    with np.errstate(all="ignore"):
        together = np.array(slopes) @ covariance @ np.array(slopes).T
    spread = np.sqrt(np.clip(np.diag(together), 0.0, None))
    with np.errstate(divide="ignore", invalid="ignore"):
        between = np.clip(together / np.outer(spread, spread), -1.0, 1.0)
    return Budget(tuple(components), tuple(outcomes), between, tuple(tuple(each) for each in blocks))


@dataclass(frozen=True, slots=True)
class _Parts:
    sensitivities: Array
    uncertainties: Array
    covariance: Array
    blocks: Sequence[Sequence[int]]

    def variance(self, places: Sequence[int] | None = None) -> float:
        """c' V c of these components (all of them for None)."""
        chosen = list(range(len(self.sensitivities))) if places is None else list(places)
        slopes = np.nan_to_num(self.sensitivities[chosen])
        with np.errstate(all="ignore"):
            return max(0.0, float(slopes @ self.covariance[np.ix_(chosen, chosen)] @ slopes))


def _outcome(
    name: str, value: float, parts: _Parts, components: Sequence[Component], coverage: Coverage, bent: float
) -> Outcome:
    contributions = np.nan_to_num(parts.sensitivities) * parts.uncertainties
    variance = parts.variance()
    if not variance < LARGEST:
        raise UserError(_("Độ không đảm bảo của “{name}” quá lớn để tính. Xem lại đơn vị và mô hình.", name=name))
    u = math.sqrt(variance)
    df = effective_df(variance, list(_block_terms(parts, components)))
    df_used = max(1.0, math.floor(df + 1e-9)) if coverage.truncate and math.isfinite(df) else df
    k = coverage.k if coverage.k is not None else coverage_factor(coverage.p, df_used)
    alone = contributions**2
    shares = 100 * alone / variance if variance > 0 else np.zeros_like(alone)
    return Outcome(
        name=name,
        value=value,
        u=u,
        df=df,
        df_used=df_used,
        k=k,
        expanded=k * u,
        sensitivities=tuple(float(each) for each in parts.sensitivities),
        contributions=tuple(float(each) for each in contributions),
        shares=tuple(float(each) for each in shares),
        correlated_share=float(100 - shares.sum()) if variance > 0 and len(parts.blocks) < len(shares) else 0.0,
        second_order=bent,
    )


def _block_terms(parts: _Parts, components: Sequence[Component]) -> Iterator[tuple[float, float]]:
    """Variance and degrees of freedom of each group of correlated components: the common v of readings taken together,
    the smallest where they differ (on the safe side).
    """
    for block in parts.blocks:
        yield parts.variance(block), min(components[place].df for place in block)


def effective_df(variance: float, terms: Sequence[tuple[float, float]]) -> float:
    """Welch-Satterthwaite: u^4 over the sum of (variance of a term)^2/df (JCGM 100, G.4.1); infinite where all are."""
    below = math.fsum(each**2 / df for each, df in terms)
    return variance**2 / below if below > 0 else math.inf


def _at_estimates(equation: Equation, estimates: Mapping[str, Array], u: Array) -> tuple[float, Array]:
    """Value and sensitivities; NaN for one that does not exist and does not matter, because its component has u = 0."""
    value, slopes = model_slopes(equation.node, estimates)
    if not np.isfinite(value[0]):
        names = ", ".join(f"“{each}”" for each in names_in(_culprit(equation.node, estimates)))
        raise UserError(
            _("Mô hình “{name}” không tính được tại các ước lượng: xem lại {names}.", name=equation.name, names=names)
        )
    found = np.where(np.isfinite(slopes[:, 0]) | (u > 0), slopes[:, 0], np.nan)
    for name, slope, each in zip(estimates, found, u, strict=True):
        if not np.isfinite(slope) and each > 0:
            raise UserError(
                _(
                    "Mô hình “{name}” không có hệ số nhạy theo “{component}” tại ước lượng của nó.",
                    name=equation.name,
                    component=name,
                )
            )
    return float(value[0]), found


def _culprit(node: Node, estimates: Mapping[str, Array]) -> Node:
    """The innermost part that cannot be worked out."""
    match node:
        case Number() | Name():
            return node
        case Operation(_sign, left, right):
            inner: tuple[Node, ...] = (left, right)
        case Negative(of) | Call(_, of):
            inner = (of,)
    for each in inner:
        if not np.all(np.isfinite(model_values(each, estimates))):
            return _culprit(each, estimates)
    return node


def check_names(equations: Sequence[Equation], components: Sequence[Component]) -> None:
    """Every name of the model is a component, every component is used, no result bears the name of a component."""
    known = {each.name for each in components}
    used = {name for equation in equations for name in names_in(equation.node)}
    missing = [
        name for name in dict.fromkeys(n for each in equations for n in names_in(each.node)) if name not in known
    ]
    if missing:
        names = ", ".join(f"“{each}”" for each in missing)
        raise UserError(_("Mô hình nêu {names} mà bảng thành phần không có. Thêm dòng hoặc sửa mô hình.", names=names))
    idle = [each.name for each in components if each.name not in used]
    if idle:
        names = ", ".join(f"“{each}”" for each in idle)
        raise UserError(_("Mô hình không nêu thành phần {names}. Thêm vào mô hình hoặc bỏ dòng.", names=names))
    for equation in equations:
        if equation.name in known:
            raise UserError(_("“{name}” vừa là kết quả vừa là thành phần. Đổi một tên.", name=equation.name))
