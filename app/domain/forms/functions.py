"""The functions that expressions may call, one line each: how many arguments they take, and what does the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.forms import (
    functions_dates,
    functions_geo,
    functions_nodes,
    functions_numbers,
    functions_selects,
    functions_texts,
)
from app.domain.forms.values import Value, to_boolean

MANY = 10_000


@dataclass(frozen=True, slots=True)
class Function:
    """least and most: how many arguments it takes. work: called with the context and the evaluated arguments."""

    least: int
    most: int
    work: Callable[..., Value]


def _lazy(*_: object) -> Value:
    raise AssertionError("if, once and coalesce are compiled, not called")


FUNCTIONS: Mapping[str, Function] = {
    "if": Function(3, 3, _lazy),
    "once": Function(1, 1, _lazy),
    "coalesce": Function(2, 2, _lazy),
    "true": Function(0, 0, lambda context: True),
    "false": Function(0, 0, lambda context: False),
    "not": Function(1, 1, lambda context, value: not to_boolean(value)),
    "boolean": Function(1, 1, lambda context, value: to_boolean(value)),
    "boolean-from-string": Function(1, 1, functions_texts.boolean_from_string),
    "string": Function(0, 1, functions_texts.string),
    "concat": Function(0, MANY, functions_texts.concat),
    "join": Function(1, MANY, functions_texts.join),
    "contains": Function(2, 2, functions_texts.contains),
    "starts-with": Function(2, 2, functions_texts.starts_with),
    "ends-with": Function(2, 2, functions_texts.ends_with),
    "substring": Function(2, 3, functions_texts.substring),
    "substr": Function(2, 3, functions_texts.substr),
    "substring-before": Function(2, 2, functions_texts.substring_before),
    "substring-after": Function(2, 2, functions_texts.substring_after),
    "string-length": Function(0, 1, functions_texts.string_length),
    "normalize-space": Function(0, 1, functions_texts.normalize_space),
    "translate": Function(3, 3, functions_texts.translate),
    "regex": Function(2, 2, functions_texts.regex),
    "digest": Function(2, 3, functions_texts.digest),
    "base64-decode": Function(1, 1, functions_texts.base64_decode),
    "extract-signed": Function(2, 2, functions_texts.extract_signed),
    "uuid": Function(0, 1, functions_texts.uuid),
    "number": Function(0, 1, functions_numbers.number),
    "int": Function(1, 1, functions_numbers.integer),
    "round": Function(1, 2, functions_numbers.rounded),
    "floor": Function(1, 1, functions_numbers.floor),
    "ceiling": Function(1, 1, functions_numbers.ceiling),
    "abs": Function(1, 1, functions_numbers.absolute),
    "sum": Function(1, 1, functions_numbers.total),
    "min": Function(1, MANY, functions_numbers.smallest),
    "max": Function(1, MANY, functions_numbers.largest),
    "pow": Function(2, 2, functions_numbers.power),
    "sqrt": Function(1, 1, functions_numbers.square_root),
    "exp": Function(1, 1, functions_numbers.exponential),
    "exp10": Function(1, 1, functions_numbers.power_of_ten),
    "log": Function(1, 1, functions_numbers.natural_logarithm),
    "log10": Function(1, 1, functions_numbers.decimal_logarithm),
    "sin": Function(1, 1, functions_numbers.sine),
    "cos": Function(1, 1, functions_numbers.cosine),
    "tan": Function(1, 1, functions_numbers.tangent),
    "asin": Function(1, 1, functions_numbers.arc_sine),
    "acos": Function(1, 1, functions_numbers.arc_cosine),
    "atan": Function(1, 1, functions_numbers.arc_tangent),
    "atan2": Function(2, 2, functions_numbers.arc_tangent_of_two),
    "pi": Function(0, 0, functions_numbers.pi),
    "random": Function(0, 0, functions_numbers.random),
    "position": Function(0, 1, functions_nodes.position),
    "last": Function(0, 0, functions_nodes.last),
    "count": Function(1, 1, functions_nodes.count),
    "count-non-empty": Function(1, 1, functions_nodes.count_non_empty),
    "current": Function(0, 0, functions_nodes.current),
    "instance": Function(1, 1, functions_nodes.instance),
    "indexed-repeat": Function(3, MANY, functions_nodes.indexed_repeat),
    "pulldata": Function(4, 4, functions_nodes.pulldata),
    "randomize": Function(1, 2, functions_nodes.randomize),
    "local-name": Function(0, 1, functions_nodes.local_name),
    "name": Function(0, 1, functions_nodes.local_name),
    "namespace-uri": Function(0, 1, functions_nodes.namespace_uri),
    "jr:choice-name": Function(2, 2, functions_nodes.choice_name),
    "selected": Function(2, 2, functions_selects.selected),
    "is-selected": Function(2, 2, functions_selects.selected),
    "selected-at": Function(2, 2, functions_selects.selected_at),
    "count-selected": Function(1, 1, functions_selects.count_selected),
    "checklist": Function(3, MANY, functions_selects.checklist),
    "weighted-checklist": Function(4, MANY, functions_selects.weighted_checklist),
    "today": Function(0, 0, functions_dates.today),
    "now": Function(0, 0, functions_dates.now),
    "date": Function(1, 1, functions_dates.date),
    "date-time": Function(1, 1, functions_dates.date_time),
    "decimal-date-time": Function(1, 1, functions_dates.decimal_date_time),
    "decimal-time": Function(1, 1, functions_dates.decimal_time),
    "format-date": Function(2, 2, functions_dates.format_date),
    "format-date-time": Function(2, 2, functions_dates.format_date),
    "area": Function(1, MANY, functions_geo.area),
    "enclosed-area": Function(1, MANY, functions_geo.area),
    "distance": Function(1, MANY, functions_geo.distance),
    "geofence": Function(2, 2, functions_geo.geofence),
}
