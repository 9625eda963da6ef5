"""The balanced gauge studies from rows to result: crossed, nested, one operator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.anova import Source, crossed, nested, one_way, ratio
from app.domain.metrology.anova_told import ratio_values, source_row, source_values
from app.domain.metrology.gauge_rr import (
    CrossedComponents,
    crossed_components,
    nested_components,
    one_operator_components,
)
from app.domain.metrology.gauge_rr_readings import (
    Readings,
    balanced_cube,
    is_nested,
    nested_cube,
    one_operator_rows,
    readings_of,
)
from app.domain.metrology.gauge_rr_told import Study, found_of, told
from app.domain.metrology.results import Result, Row, Said, Value, said
from app.wording import N_

SIGNIFICANT = 0.05


def crossed_study(given: Mapping[str, Any]) -> Result:
    readings = readings_of(given["data"])
    cube = balanced_cube(readings)
    parts, operators, trials = cube.shape
    table = crossed(cube)
    found = crossed_components(table, (parts, operators, trials), given["alpha_pool"])
    unit = given["unit"]
    values = {
        **source_values("part", table.part, unit),
        **source_values("operator", table.operator, unit),
        **source_values("interaction", table.interaction, unit),
        **source_values("equipment", table.error, unit),
        **source_values("total", table.total, unit),
        **ratio_values("interaction", table.interaction_ratio),
        "interaction_pooled": Value(found.pooled),
        **ratio_values("part", found.part_ratio),
        **ratio_values("operator", found.operator_ratio),
        **ratio_values("part_error", found.part_ratio_error),
        **ratio_values("operator_error", found.operator_ratio_error),
    }
    rows = [
        source_row("part", table.part, found.part_ratio),
        source_row("operator", table.operator, found.operator_ratio),
        source_row("interaction", table.interaction, table.interaction_ratio),
        source_row("equipment", table.error),
        *_pooled_row(found, table.interaction, table.error),
        source_row("total", table.total),
    ]
    return told(
        Study(
            given=given,
            readings=readings,
            components=found.components,
            found=found_of(given, found.components),
            values=values,
            sources=rows,
            warnings=_of_interaction(found, table.interaction_ratio.p, given["alpha_pool"]),
        )
    )


def _pooled_row(found: CrossedComponents, interaction: Source, error: Source) -> list[Row]:
    both = Source(interaction.df + error.df, interaction.ss + error.ss)
    return [source_row("pooled", both)] if found.pooled else []


def _of_interaction(found: CrossedComponents, p: float | None, alpha: float) -> tuple[Said, ...]:
    if p is None:
        return (said(N_("Sai số trong ô bằng 0 nên không có F của tương tác.")),)
    if found.pooled:
        return (
            said(
                N_(
                    "Đã gộp tương tác vào sai số (p = {p}, lớn hơn α = {alpha}); F của vật và người đo chia cho sai "
                    "số gộp."
                ),
                p=p,
                alpha=alpha,
            ),
        )
    kept = said(
        N_("Giữ tương tác (p = {p}, không quá α = {alpha}); F của vật và người đo chia cho tương tác."),
        p=p,
        alpha=alpha,
    )
    if p <= SIGNIFICANT:
        return (
            kept,
            said(
                N_(
                    "Tương tác giữa người đo và vật rõ rệt (p = {p}): người đo khác nhau tùy vật; cần thống nhất "
                    "cách đo."
                ),
                p=p,
            ),
        )
    return (kept,)


def nested_study(given: Mapping[str, Any]) -> Result:
    readings = readings_of(given["data"])
    cube = nested_cube(readings)
    operators, parts, trials = cube.shape
    table = nested(cube)
    components = nested_components(table, (operators, parts, trials))
    by_operator, by_part = ratio(table.operator, table.part), ratio(table.part, table.error)
    unit = given["unit"]
    values = {
        **source_values("operator", table.operator, unit),
        **source_values("part", table.part, unit),
        **source_values("equipment", table.error, unit),
        **source_values("total", table.total, unit),
        **ratio_values("operator", by_operator),
        **ratio_values("part", by_part),
    }
    rows = [
        source_row("operator", table.operator, by_operator),
        source_row("part", table.part, by_part),
        source_row("equipment", table.error),
        source_row("total", table.total),
    ]
    return told(
        Study(
            given=given,
            readings=readings,
            components=components,
            found=found_of(given, components),
            values=values,
            sources=rows,
            warnings=(
                *_of_same_names(readings),
                said(
                    N_(
                        "Thiết kế lồng nhau coi các vật của mỗi người là cùng một lô đồng nhất; khác nhau giữa các lô "
                        "sẽ tính vào người đo."
                    )
                ),
            ),
        )
    )


def _of_same_names(readings: Readings) -> tuple[Said, ...]:
    """Parts of one name under several operators are different parts here; in a crossed study they are the same."""
    if is_nested(readings):
        return ()
    return (
        said(
            N_(
                "Vật cùng tên ở hai người đo được coi là hai vật khác nhau; nếu đó là cùng một vật thì phải dùng ANOVA "
                "giao chéo, kết quả này sẽ sai."
            )
        ),
    )


def one_operator_study(given: Mapping[str, Any]) -> Result:
    """Type 3: one person or an automatic device; repeatability and parts only."""
    readings = readings_of(given["data"])
    groups = one_operator_rows(readings)
    table = one_way(groups)
    components = one_operator_components(table, [len(each) for each in groups])
    unit = given["unit"]
    total = Source(table.between.df + table.within.df, table.between.ss + table.within.ss)
    values = {
        **source_values("part", table.between, unit),
        **source_values("equipment", table.within, unit),
        **source_values("total", total, unit),
        **ratio_values("part", table.ratio),
    }
    rows = [
        source_row("part", table.between, table.ratio),
        source_row("equipment", table.within),
        source_row("total", total),
    ]
    return told(
        Study(
            given=given,
            readings=readings,
            components=components,
            found=found_of(given, components),
            values=values,
            sources=rows,
            warnings=(said(N_("Chỉ một người đo (loại 3): GRR ở đây chỉ gồm độ lặp lại, chưa có độ tái lập.")),),
        )
    )
