"""Functions on places. A point is 'latitude longitude [altitude [accuracy]]', a line is points with ; between."""

from __future__ import annotations

import math
from itertools import pairwise

from app.domain.forms.context import Context, EvaluationError
from app.domain.forms.functions_texts import texts
from app.domain.forms.values import Value

EARTH_RADIUS = 6_378_100.0  # metres, as JavaRosa has it

Point = tuple[float, float]


def _points(values: tuple[Value, ...]) -> list[Point] | None:
    """Latitude and longitude in degrees; None when any of it is no point on earth."""
    found: list[Point] = []
    for piece in (each for text in texts(values) for each in text.split(";") if each.strip()):
        try:
            latitude, longitude, *_ = (float(each) for each in piece.split())
        except ValueError:
            return None
        if abs(latitude) > 90 or abs(longitude) > 180:
            return None
        found.append((latitude, longitude))
    return found


def area(context: Context, *values: Value) -> Value:
    """Square metres within an outline, on a plane that touches the sphere at its first point; 0 when there is none.

    The approximation that the ODK engines share: good to a field, not to a country.
    """
    points = _points(values)
    if not points or len(points) < 3:
        return 0.0
    degree = 2 * math.pi * EARTH_RADIUS / 360
    latitude, longitude = points[0]
    plane = [
        ((north - latitude) * degree, (east - longitude) * degree * math.cos(math.radians(north)))
        for north, east in points[1:]
    ]
    return abs(math.fsum((y * next_x - x * next_y) / 2 for (y, x), (next_y, next_x) in pairwise(plane)))


def distance(context: Context, *values: Value) -> Value:
    """Metres along the points, over the sphere."""
    points = _points(values) or []
    return math.fsum(_haversine(first, second) for first, second in pairwise(points))


def _haversine(first: Point, second: Point) -> float:
    latitude, other = math.radians(first[0]), math.radians(second[0])
    turn = math.radians(second[1] - first[1])
    chord = math.sin((other - latitude) / 2) ** 2 + math.cos(latitude) * math.cos(other) * math.sin(turn / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(chord)))


def geofence(context: Context, point: Value, outline: Value) -> Value:
    """Whether the point lies within the outline."""
    place, border = _points((point,)), _points((outline,))
    if not place:
        return False
    if not border:
        raise EvaluationError("geofence")
    return _is_inside(place[0], border)


def _is_inside(place: Point, border: list[Point]) -> bool:
    """Counts how often a ray from the place crosses the border."""
    latitude, longitude = place
    inside = False
    for (first, first_longitude), (second, second_longitude) in zip(border, border[1:] + border[:1], strict=True):
        if (first_longitude > longitude) != (second_longitude > longitude):
            crossing = first + (longitude - first_longitude) / (second_longitude - first_longitude) * (second - first)
            inside = inside != (latitude < crossing)
    return inside
