"""The boxes of a HEIC file, looked over before a decoder sees it: ISO/IEC 14496-12, 4.2 and 8.11.

libheif trusts that every item lies inside of the file; one that does not takes the whole program down. So a file that
was cut off or mangled is refused here, by its structure alone.
"""

from __future__ import annotations

from collections.abc import Iterator

FULL_FILE, ITEM_DATA = 0, 1
"""Where the extents of an item lie: in the file, or in the idat box."""
MOST_ITEMS = 4000


def demand_whole(content: bytes) -> None:
    """ValueError when the boxes do not fill the file exactly, or when an item lies outside of it."""
    boxes = dict(_boxes(content, 0, len(content)))
    if b"meta" not in boxes:
        raise ValueError("no meta box")
    start, end = boxes[b"meta"]
    inner = dict(_boxes(content, start + 4, end))
    if not {b"iloc", b"iinf", b"pitm", b"iprp"} <= set(inner):
        raise ValueError("no list of items")
    data_start, data_end = inner.get(b"idat", (0, 0))
    described = _described(content, *inner[b"iinf"])
    located = set()
    for item, method, offset, length in _extents(content, *inner[b"iloc"]):
        room = len(content) if method == FULL_FILE else data_end - data_start
        if method not in (FULL_FILE, ITEM_DATA) or length == 0 or offset + length > room:
            raise ValueError("an item lies outside of the file")
        located.add(item)
    if located - described:
        raise ValueError("an item is not described")


def _boxes(content: bytes, at: int, end: int) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Type, first byte and end of what each box holds."""
    while at < end:
        size, head = _number(content, at, 4, end), 8
        kind = content[at + 4 : at + 8]
        if size == 1:
            size, head = _number(content, at + 8, 8, end), 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            raise ValueError("a box leads out of its place")
        yield kind, (at + head, at + size)
        at += size


def _number(content: bytes, at: int, size: int, end: int) -> int:
    if at + size > end:
        raise ValueError("cut off")
    return int.from_bytes(content[at : at + size], "big")


def _described(content: bytes, start: int, end: int) -> set[int]:
    """The items that the item information box names."""
    version = _number(content, start, 1, end)
    wide = 2 if version == 0 else 4
    count = _number(content, start + 4, wide, end)
    found = set()
    for kind, (first, last) in _boxes(content, start + 4 + wide, end):
        of = _number(content, first, 1, last)
        if kind != b"infe" or of not in (2, 3):
            raise ValueError("an item is described in an unknown way")
        wide_id = 2 if of == 2 else 4
        found.add(_number(content, first + 4, wide_id, last))
        named = content[first + 6 + wide_id : last].decode("utf-8")  # type, name, content type: a decoder reads texts
        if not (named[:4].isascii() and named[:4].isprintable()):
            raise ValueError("an item of no known type")
    if len(found) != count:
        raise ValueError("items are missing")
    return found


def _extents(content: bytes, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Item, construction method, offset and length of each extent."""
    version = _number(content, start, 1, end)
    sizes = _number(content, start + 4, 2, end)
    offsets, lengths, bases, indexes = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    if version > 2 or not {offsets, lengths, bases} <= {0, 4, 8}:
        raise ValueError("an unknown list of items")
    wide = 4 if version == 2 else 2
    count, at = _number(content, start + 6, wide, end), start + 6 + wide
    if count > MOST_ITEMS:
        raise ValueError("too many items")
    for _item in range(count):
        item, at = _number(content, at, wide, end), at + wide
        method = 0
        if version:
            method, at = _number(content, at, 2, end) & 15, at + 2
        base = _number(content, at + 2, bases, end)
        extents, at = _number(content, at + 2 + bases, 2, end), at + 4 + bases
        for _extent in range(extents):
            at += indexes if version else 0
            offset, length = _number(content, at, offsets, end), _number(content, at + offsets, lengths, end)
            at += offsets + lengths
            yield item, method, base + offset, length
