"""Places as they are typed or pasted: 20.92, 106.05 · 20,92 106,05 · 20°55'12"N 106°3'0"E; kept as forms keep them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from app.domain.errors import UserError
from app.wording import _

EARTH_RADIUS = 6_371_008.8  # metres, mean radius (IUGG)

_NUMBER = re.compile(r"[+\-−]?\d+(?:[.,]\d+)?")
_DEGREES = re.compile(
    r"(\d{1,3})\s*°\s*(?:(\d{1,2})\s*['′’]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"″”]|'')\s*)?([NSEW])", re.IGNORECASE
)
_SIGNS = {"N": 1, "E": 1, "S": -1, "W": -1}


class Point(NamedTuple):
    """latitude, longitude in degrees; altitude and accuracy in metres; all as digits with a point, "" for not given."""

    latitude: str
    longitude: str
    altitude: str = ""
    accuracy: str = ""

    def value(self) -> str:
        """As a form keeps it: four numbers, 0 where altitude or accuracy are not given."""
        return " ".join((self.latitude, self.longitude, self.altitude or "0", self.accuracy or "0"))


def kept_point(value: str) -> Point:
    """A point as a form keeps it; a 0 for altitude and accuracy together means that they were not given."""
    parts = (*value.split(), "", "", "", "")[:4]
    if {parts[2], parts[3]} <= {"0", "0.0", ""}:
        return Point(parts[0], parts[1])
    return Point(*parts)


def read_point(typed: str) -> Point | None:
    """A whole point in one text; None when it is none. "20.92, 106.05" and "20,92; 106,05" are both read."""
    degrees = [_from_degrees(found) for found in _DEGREES.finditer(typed)]
    if len(degrees) == 2:
        return Point(*degrees)
    parts = _parts(typed)
    if not 2 <= len(parts) <= 4 or not all(_NUMBER.fullmatch(each) for each in parts):
        return None
    point = Point(*(plain(each) for each in parts))
    return point if not fault_of(point) else None


def plain(number: str) -> str:
    """A number of the four, with a point: 20,92 -> 20.92; what is no number stays as it is."""
    return number.strip().replace("−", "-").replace(",", ".").lstrip("+").rstrip("°")


def fault_of(point: Point) -> str:
    """What is wrong with a point, in words; "" when it is one."""
    checks = (
        (point.latitude, 90, _("Vĩ độ là số từ −90 đến 90, ví dụ 20.9212.")),
        (point.longitude, 180, _("Kinh độ là số từ −180 đến 180, ví dụ 106.0534.")),
        (point.altitude or "0", 20_000, _("Độ cao là số mét, ví dụ 12.")),
    )
    for typed, most, sentence in checks:
        if not _is_number(typed) or abs(float(typed)) > most:
            return sentence
    if point.accuracy and (not _is_number(point.accuracy) or float(point.accuracy) < 0):
        return _("Sai số vị trí là số mét không âm, ví dụ 4.")
    return ""


def read_points(typed: str, *, closed: bool) -> str:
    """One point a line as a form keeps them, the first again at the end of an outline; UserError names the line."""
    points: list[Point] = []
    for number, line in enumerate(typed.splitlines(), 1):
        if not line.strip():
            continue
        point = read_point(line)
        if point is None:
            shown = line.strip()[:40]
            raise UserError(
                _("Dòng {line}: “{typed}” không phải là một điểm. Gõ như 20.9212, 106.0534.", line=number, typed=shown)
            )
        points.append(point)
    if not points:
        return ""
    if closed and points[0] != points[-1]:
        points.append(points[0])
    least = 4 if closed else 2
    if len(points) < least:
        raise UserError(_("Vùng cần ít nhất 3 điểm.") if closed else _("Đường cần ít nhất 2 điểm."))
    return ";".join(each.value() for each in points)


def shown_points(value: str, *, closed: bool) -> str:
    """Kept points as lines to type in; the repeated first point of an outline is left out."""
    points = [kept_point(each) for each in value.split(";") if each.strip()]
    if closed and len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return "\n".join(", ".join(part for part in each if part) for each in points)


def length_of(value: str) -> float:
    """Metres along kept points, over a sphere."""
    points = [kept_point(each) for each in value.split(";") if each.strip()]
    places = [(math.radians(float(each.latitude)), math.radians(float(each.longitude))) for each in points]
    return math.fsum(_metres(first, second) for first, second in pairwise(places))


def _metres(first: Sequence[float], second: Sequence[float]) -> float:
    """The haversine formula."""
    half = math.sin((second[0] - first[0]) / 2) ** 2
    half += math.cos(first[0]) * math.cos(second[0]) * math.sin((second[1] - first[1]) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half)))


def _parts(typed: str) -> list[str]:
    """Numbers between blanks or semicolons; a comma parts them only where it cannot be a decimal comma."""
    rough = [each.strip(" ,") for each in re.split(r"[;\s]+", typed.strip()) if each.strip(" ,")]
    if len(rough) == 1 and "." in rough[0] and rough[0].count(",") in (1, 3):
        return [each for each in rough[0].split(",") if each]
    return rough


def _from_degrees(found: re.Match[str]) -> str:
    minutes, seconds = float(found[2] or 0), float((found[3] or "0").replace(",", "."))
    degrees = float(found[1]) + minutes / 60 + seconds / 3600
    return f"{_SIGNS[found[4].upper()] * degrees:.7f}".rstrip("0").rstrip(".")


def _is_number(typed: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", typed, re.ASCII) is not None
