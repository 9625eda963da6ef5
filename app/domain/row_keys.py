"""Short keys that stand visibly in the rows of a work copy, with a sign by which a mistyped one is found out.

Seven letters and digits from 31 (no 0, I, L, O, U: they are mistaken for others), a hyphen in the middle so that no
spreadsheet takes a key for a number, and a check character: the sum of the values weighted 1 to 7, modulo 31. 31 is
prime, so every single wrong character and every pair that changed places is found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

LETTERS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 7


def row_key(record_id: str, turn: int = 0) -> str:
    """The key of a record, always the same: "K7QF-3M9D". turn: another one, where two records would share it."""
    number = int.from_bytes(hashlib.sha256(f"{record_id}#{turn}".encode()).digest()[:8], "big")
    body = ""
    for _place in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        body += LETTERS[rest]
    return _with_hyphen(body + check_character(body))


def row_keys(record_ids: Iterable[str]) -> dict[str, str]:
    """record id -> key, no two alike."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for record_id in record_ids:
        turn = 0
        while (key := row_key(record_id, turn)) in taken:
            turn += 1
        taken.add(key)
        keys[record_id] = key
    return keys


def check_character(body: str) -> str:
    return LETTERS[sum(place * LETTERS.index(each) for place, each in enumerate(body, start=1)) % len(LETTERS)]


def tidy_key(typed: str) -> str:
    """A key as it came back: without spaces, hyphens or lower case; "" when nothing is left."""
    bare = "".join(each for each in typed.upper() if each.isalnum())
    return _with_hyphen(bare) if len(bare) == LENGTH + 1 else bare


def is_sound(key: str) -> bool:
    """Whether a tidy key is one that we could have written."""
    bare = key.replace("-", "")
    if len(bare) != LENGTH + 1 or any(each not in LETTERS for each in bare):
        return False
    return check_character(bare[:-1]) == bare[-1]


def nearest(key: str, known: Iterable[str]) -> str:
    """The only known key that one slip of the hand away from this one, "" when there is none or more than one."""
    bare = key.replace("-", "")
    close = [each for each in known if _one_slip(bare, each.replace("-", ""))]
    return close[0] if len(close) == 1 else ""


def _one_slip(one: str, other: str) -> bool:
    """One character wrong, missing, too many, or two neighbours that changed places."""
    if len(one) == len(other):
        wrong = [place for place in range(len(one)) if one[place] != other[place]]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
        return len(wrong) == 1
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def _with_hyphen(bare: str) -> str:
    return f"{bare[:4]}-{bare[4:]}"
