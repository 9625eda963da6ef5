"""Functions on dates and times."""

from __future__ import annotations

from app.domain.forms import dates
from app.domain.forms.context import Context, EvaluationError
from app.domain.forms.dates import Moment
from app.domain.forms.values import NAN, Value, to_moment, to_number, to_text


def today(context: Context) -> Value:
    world = context.world
    return dates.of_day(world.now().astimezone(world.zone).date(), world.zone)


def now(context: Context) -> Value:
    return dates.of_moment(context.world.now(), context.world.zone)


def date(context: Context, value: Value) -> Value:
    """A text or day number as a date. A day that no calendar has is an error; other texts are no date: blank."""
    moment = _moment(context, value)
    if moment is not None:
        return moment
    if dates.looks_like_date(to_text(value)) or isinstance(value, bool):
        raise EvaluationError(f"date({to_text(value)!r})")
    return ""


def date_time(context: Context, value: Value) -> Value:
    """A text as written; a number is the instant so many days of UTC after 1970."""
    if isinstance(value, float):
        return dates.of_instant(value, context.world.zone) or ""
    return date(context, value)


def decimal_date_time(context: Context, value: Value) -> Value:
    moment = to_moment(value, context.world.zone)
    return to_number(value, context.world.zone) if moment is None else moment.decimal_days


def decimal_time(context: Context, value: Value) -> Value:
    world = context.world
    if not isinstance(value, (str, list)):
        return NAN
    return dates.decimal_time(to_text(value), world.now().astimezone(world.zone).date(), world.zone)


def format_date(context: Context, value: Value, pattern: Value) -> Value:
    moment = _moment(context, value)
    return "" if moment is None else dates.format_moment(moment, to_text(pattern), context.world.language)


def _moment(context: Context, value: Value) -> Moment | None:
    zone = context.world.zone
    moment = to_moment(value, zone)
    if moment is None and not isinstance(value, bool):
        days = to_number(value, zone)
        return dates.of_days(days, zone) if days == days else None
    return moment
