"""The tolerance that a gauge study is set against: its width, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.metrology.results import Said, said
from app.wording import N_


@dataclass(frozen=True, slots=True)
class Width:
    """value: the full width, for one-sided limits twice the distance from the mean to the limit; None with the reason
    why. wrong: whether what was given cannot be right. note: what to say of the width used."""

    value: float | None
    why: Said | None = None
    wrong: bool = False
    note: Said | None = None


def tolerance_width(given: Mapping[str, Any], mean: float) -> Width:
    """From "tolerance", "tolerance_low", "tolerance_high" and the setting "one_sided"; mean: of all readings."""
    low, high, width = given["tolerance_low"], given["tolerance_high"], given["tolerance"]
    if low is not None and high is not None:
        return _two_sided(low, high, width)
    if width is not None:
        if width <= 0:
            return _wrong(
                said(N_("Dung sai là {width}; phải lớn hơn 0 mới tính được phần trăm dung sai."), width=width)
            )
        return Width(width)
    if low is None and high is None:
        return Width(None, said(N_("Chưa có dung sai.")))
    return _one_sided(given["one_sided"], mean, low, high)


def _two_sided(low: float, high: float, width: float | None) -> Width:
    if high <= low:
        return _wrong(
            said(
                N_("Giới hạn trên ({high}) không lớn hơn giới hạn dưới ({low}) nên không có phần trăm dung sai."),
                high=high,
                low=low,
            )
        )
    if width is not None and abs(width - (high - low)) > 1e-6 * (high - low):
        return _wrong(
            said(
                N_("Dung sai {width} không khớp với hai giới hạn (cách nhau {between}); hãy sửa một trong hai."),
                width=width,
                between=high - low,
            )
        )
    return Width(high - low)


def _one_sided(rule: str, mean: float, low: float | None, high: float | None) -> Width:
    limit = low if low is not None else high
    assert limit is not None
    if rule != "mean":
        return Width(None, said(N_("Dung sai chỉ có một giới hạn nên độ rộng dung sai không xác định.")))
    distance = mean - limit if low is not None else limit - mean
    if distance <= 0:
        return Width(
            None,
            said(
                N_("Trung bình ({mean}) nằm ngoài giới hạn duy nhất ({limit}) nên không có phần trăm dung sai."),
                mean=mean,
                limit=limit,
            ),
        )
    return Width(
        2 * distance,
        note=said(
            N_(
                "Dung sai chỉ có một giới hạn ({limit}): phần trăm dung sai so với hai lần khoảng cách từ trung bình "
                "({mean}) đến giới hạn, tính theo các vật của nghiên cứu này."
            ),
            limit=limit,
            mean=mean,
        ),
    )


def _wrong(why: Said) -> Width:
    return Width(None, why, wrong=True)
