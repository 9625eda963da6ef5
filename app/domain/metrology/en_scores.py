"""En scores of comparisons between laboratories (ISO/IEC 17043:2023, annex B; ISO 13528:2022)."""

from __future__ import annotations

import math

EDGE = 1e-9
"""|En| = 1 is satisfactory, also where rounding noise puts it a hair above."""


def en_score(difference: float, u_lab: float, u_ref: float, covariance: float = 0.0) -> float | None:
    """En = (x_lab - x_ref)/sqrt(U_lab^2 + U_ref^2 - 2 cov), U and covariance at the level of U.

    None when nothing is left under the root.
    """
    spread = u_lab**2 + u_ref**2 - 2 * covariance
    return difference / math.sqrt(spread) if spread > 0 else None


def satisfactory(en: float) -> bool:
    return abs(en) <= 1 + EDGE
