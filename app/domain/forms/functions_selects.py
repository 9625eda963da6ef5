"""Functions on selected choices, which are kept as one text with spaces between."""

from __future__ import annotations

from app.domain.forms.context import Context, EvaluationError
from app.domain.forms.values import Value, to_boolean, to_number, to_text


def selected(context: Context, chosen: Value, choice: Value) -> Value:
    name, text = to_text(choice).strip(), to_text(chosen)
    return name in text.split() if text.strip() else name == ""


def selected_at(context: Context, chosen: Value, index: Value) -> Value:
    names, at = to_text(chosen).split(), to_number(index, context.world.zone)
    return names[int(at)] if 0 <= at < len(names) else ""


def count_selected(context: Context, chosen: Value) -> Value:
    return float(len(to_text(chosen).split()))


def checklist(context: Context, least: Value, most: Value, *claims: Value) -> Value:
    """Whether the number of true claims lies within the bounds; a bound of −1 is none."""
    count = sum(1 for claim in _claims(claims) if claim)
    return _within(context, float(count), least, most)


def weighted_checklist(context: Context, least: Value, most: Value, *pairs: Value) -> Value:
    """Whether the weights of the true claims add up to within the bounds; claims and weights alternate."""
    if len(pairs) % 2:
        raise EvaluationError("weighted-checklist")
    total = 0.0
    for claim, weight in zip(pairs[::2], pairs[1::2], strict=True):
        claims, weights = _claims((claim,)), _numbers(context, weight)
        total += sum(each for holds, each in zip(claims, weights, strict=False) if holds)
    return _within(context, total, least, most)


def _within(context: Context, amount: float, least: Value, most: Value) -> bool:
    zone = context.world.zone
    low, high = to_number(least, zone), to_number(most, zone)
    return (low < 0 or amount >= low) and (high < 0 or amount <= high)


def _claims(values: tuple[Value, ...]) -> list[bool]:
    claims: list[bool] = []
    for value in values:
        if isinstance(value, list):
            claims.extend(node.value() != "" for node in value)
        else:
            claims.append(to_boolean(value))
    return claims


def _numbers(context: Context, value: Value) -> list[float]:
    zone = context.world.zone
    if isinstance(value, list):
        return [to_number(node.value(), zone) for node in value]
    return [to_number(value, zone)]
