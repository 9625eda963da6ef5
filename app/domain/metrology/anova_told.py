"""An analysis of variance as rows and figures with units."""

from __future__ import annotations

from app.domain.metrology.anova import Ratio, Source
from app.domain.metrology.declared import SQUARED_UNIT, unit_in
from app.domain.metrology.results import Row, Value, missing
from app.wording import N_


def squared(unit: str) -> str:
    """The unit of a variance: mm², (kg/m³)²."""
    return unit_in(SQUARED_UNIT, unit)


def source_row(code: str, source: Source, found: Ratio | None = None) -> Row:
    return {
        "source": code,
        "df": source.df,
        "ss": source.ss,
        "ms": source.ms if code != "total" else None,
        "f": found.f if found else None,
        "p": found.p if found else None,
    }


def source_values(name: str, source: Source, unit: str) -> dict[str, Value]:
    """ss_, df_ and ms_ of a line of the analysis of variance."""
    return {
        f"ss_{name}": Value(source.ss, squared(unit)),
        f"df_{name}": Value(source.df),
        **({f"ms_{name}": Value(source.ms, squared(unit))} if name != "total" else {}),
    }


def ratio_values(name: str, found: Ratio) -> dict[str, Value]:
    """f_ and p_ of a variance ratio."""
    if found.f is None or found.p is None:
        none = missing(N_("Mẫu số bằng 0 nên không có F."))
        return {f"f_{name}": none, f"p_{name}": none}
    return {f"f_{name}": Value(found.f), f"p_{name}": Value(found.p)}
