"""Alternatives side by side: the same questions to each, and what nobody estimated is said and never ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.domain.funding import Cost
from app.domain.solution_fields import CLASS_WORDS
from app.domain.solutions import Alternative
from app.formats import show_number
from app.wording import N_, _


@dataclass(frozen=True, slots=True)
class Criterion:
    """name: of the field; less_is_better: for cost, effort and risk. unit: behind the figure."""

    name: str
    words: str
    unit: str
    less_is_better: bool = True


CRITERIA = (
    Criterion("cost", N_("Chi phí một lần"), N_("triệu đồng")),
    Criterion("running_cost", N_("Chi phí hằng năm"), N_("triệu đồng/năm")),
    Criterion("effort", N_("Công"), N_("ngày")),
    Criterion("effect", N_("Hiệu quả"), "", less_is_better=False),
    Criterion("risk", N_("Rủi ro"), ""),
)
_CLASSED = ("effect", "risk")


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of one alternative. share: of the greatest beside it, None while it is not estimated. best: none of
    those that are estimated does better, and at least one does worse."""

    criterion: Criterion
    share: float | None
    words: str
    best: bool = False


def measures(alternatives: Sequence[Alternative], place: int) -> tuple[Measure, ...]:
    """The figures of the alternative at this place, compared with those beside it."""
    return tuple(_measure(alternatives, alternatives[place], each) for each in CRITERIA)


def _measure(alternatives: Sequence[Alternative], one: Alternative, criterion: Criterion) -> Measure:
    value = _value(one, criterion)
    if value is None:
        return Measure(criterion, None, _("chưa ước tính"))
    known = [each for each in (_value(beside, criterion) for beside in alternatives) if each is not None]
    most = Decimal(max(CLASS_WORDS)) if criterion.name in _CLASSED else max(known)
    wanted = min(known) if criterion.less_is_better else max(known)
    best = value == wanted and any(each != wanted for each in known)
    return Measure(criterion, float(value / most) if most else 0.0, _told(value, criterion), best)


def _value(one: Alternative, criterion: Criterion) -> Decimal | None:
    value = getattr(one, criterion.name)
    return None if value is None else Decimal(value)


def _told(value: Decimal, criterion: Criterion) -> str:
    if criterion.name in _CLASSED:
        number = int(value)
        return _("{number}, {word}", number=number, word=_(CLASS_WORDS[number]))
    return f"{show_number(value)} {_(criterion.unit)}"


def not_estimated(alternative: Alternative) -> tuple[str, ...]:
    """The names of what was not estimated."""
    return tuple(_(each.words) for each in CRITERIA if getattr(alternative, each.name) is None)


def chosen_of(alternatives: Sequence[Alternative]) -> Alternative | None:
    return next((each for each in alternatives if each.chosen), None)


def differs_from_funding(chosen: Alternative, funding: Cost) -> str:
    """Where the cost of the chosen alternative is not what its funding comes to, in words; "" where it is."""
    said = []
    for mine, found, words in (
        (chosen.cost, funding.once, _("một lần")),
        (chosen.running_cost, funding.yearly, _("hằng năm")),
    ):
        if (mine or Decimal(0)) != (found or Decimal(0)):
            said.append(
                _(
                    "{words}: phương án chọn {mine}, các khoản {found}, chênh {gap} triệu đồng",
                    words=words,
                    mine=show_number(mine) if mine is not None else _("chưa ước tính"),
                    found=show_number(found) if found is not None else _("chưa ước tính"),
                    gap=show_number((found or Decimal(0)) - (mine or Decimal(0))),
                )
            )
    return "; ".join(said)
