"""Where a PDF has its places for signatures: our own papers mark them with named destinations "ky-1", "ky-2" …"""

from __future__ import annotations

from typing import Any

from app.domain.signed_files import SignPlace

Writer = Any
"""pyHanko's IncrementalPdfFileWriter, whose pages are not typed."""

MARK = "ky-"
WIDTH, HEIGHT, EDGE, FOOT = 190.0, 62.0, 45.0, 70.0
MOST = 12
LOOKED_AT = 200
"""Pages at the end of the file that are looked at."""


def own_places(writer: Writer) -> list[SignPlace]:
    """In the order in which they stand; none in a file that is not ours."""
    marks = _destinations(writer)
    found = []
    for number in range(1, MOST + 1):
        goal = marks.get(f"{MARK}{number}")
        if goal is None or len(goal) < 6 or goal[1] != "/FitR":
            break
        page = _page_number(writer, goal.raw_get(0))
        if page is None:
            break
        left, bottom, right, top = (float(each) for each in list(goal)[2:6])
        found.append(SignPlace(page, left, bottom, right, top))
    return found


def default_place(writer: Writer, taken: int) -> SignPlace:
    """At the foot of the last page, from the right; each further signature beside the ones before it."""
    last = int(writer.root["/Pages"]["/Count"]) - 1
    _left, _bottom, right, _top = _page_box(writer, last)
    across, up = taken % 2, taken // 2
    edge = right - EDGE - across * (WIDTH + 12)
    foot = FOOT + up * (HEIGHT + 8)
    return SignPlace(last, edge - WIDTH, foot, edge, foot + HEIGHT)


def _destinations(writer: Writer) -> dict[str, Any]:
    """Of the catalogue's own dictionary, where reportlab writes them."""
    if "/Dests" not in writer.root:
        return {}
    table = writer.root["/Dests"]
    names = [f"{MARK}{number}" for number in range(1, MOST + 1)]
    return {name: table[f"/{name}"] for name in names if f"/{name}" in table}


def _page_number(writer: Writer, page: Any) -> int | None:
    count = int(writer.root["/Pages"]["/Count"])
    for number in range(count - 1, max(count - LOOKED_AT, 0) - 1, -1):  # places for signatures stand at the end
        reference, _resources = writer.find_page_for_modification(number)
        if reference.reference == page.reference:
            return number
    return None


def _page_box(writer: Writer, number: int) -> tuple[float, float, float, float]:
    reference, _resources = writer.find_page_for_modification(number)
    page = reference.get_object()
    while "/MediaBox" not in page and "/Parent" in page:
        page = page["/Parent"]
    left, bottom, right, top = (float(each) for each in page["/MediaBox"])
    return left, bottom, right, top
