"""Agreement of appraisers who judge parts good or bad. Source: AIAG MSA 4th edition, chapter III-C."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from app.domain.metrology.proportions import Share, exact_share

Decisions = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Missed:
    """wrong of so many opportunities; share None where there was no opportunity."""

    wrong: int
    opportunities: int

    @property
    def share(self) -> float | None:
        return self.wrong / self.opportunities if self.opportunities else None


@dataclass(frozen=True, slots=True)
class Appraiser:
    """alike: parts judged the same way in all trials. right: parts judged as the reference in all trials; kappa,
    misses (bad called good) and false_alarms (good called bad) over single decisions. None without a reference."""

    alike: Share
    right: Share | None
    kappa: float | None
    misses: Missed | None
    false_alarms: Missed | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """kappas: between two appraisers, decision by decision; None where both always said the same one thing.

    all_alike: parts on which all appraisers agree in all trials; all_right: and agree with the reference.
    """

    appraisers: Mapping[str, Appraiser]
    kappas: Mapping[tuple[str, str], float | None]
    all_alike: Share
    all_right: Share | None


def kappa_of(first: Sequence[bool] | Decisions, second: Sequence[bool] | Decisions) -> float | None:
    """Cohen's kappa (p_o - p_e)/(1 - p_e) of paired decisions; None when p_e is 1."""
    one, other = np.asarray(first, dtype=bool), np.asarray(second, dtype=bool)
    observed = float((one == other).mean())
    yes_one, yes_other = float(one.mean()), float(other.mean())
    expected = yes_one * yes_other + (1 - yes_one) * (1 - yes_other)
    return None if expected >= 1 else (observed - expected) / (1 - expected)


def agreement_of(
    names: Sequence[str], decisions: Decisions, reference: Decisions | None, confidence: float
) -> Agreement:
    """decisions: (appraisers, parts, trials), True for good; reference: of each part, None where it is not known."""
    same = (decisions == decisions[:, :, :1]).all(axis=2)
    together = same.all(axis=0) & (decisions[:, :, 0] == decisions[:1, :, 0]).all(axis=0)
    right = None if reference is None else (decisions == reference[None, :, None]).all(axis=2)
    return Agreement(
        {
            name: _appraiser(decisions[at], same[at], None if right is None else right[at], reference, confidence)
            for at, name in enumerate(names)
        },
        {
            (names[one], names[other]): kappa_of(decisions[one].ravel(), decisions[other].ravel())
            for one, other in combinations(range(len(names)), 2)
        },
        _share(together, confidence),
        None if right is None else _share(right.all(axis=0), confidence),
    )


def _appraiser(
    own: Decisions, same: Decisions, right: Decisions | None, reference: Decisions | None, confidence: float
) -> Appraiser:
    if right is None or reference is None:
        return Appraiser(_share(same, confidence), None, None, None, None)
    good, bad = own[reference], own[~reference]
    return Appraiser(
        _share(same, confidence),
        _share(right, confidence),
        kappa_of(own.ravel(), np.repeat(reference, own.shape[1])),
        Missed(int(bad.sum()), int(bad.size)),
        Missed(int((~good).sum()), int(good.size)),
    )


def _share(held: Decisions, confidence: float) -> Share:
    return exact_share(int(held.sum()), int(held.size), confidence)
