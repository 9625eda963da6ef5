"""Functions on texts."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
import re
import uuid as uuids
from functools import lru_cache

from app.domain.forms.context import Context, EvaluationError
from app.domain.forms.patterns import PatientPattern, patient_pattern
from app.domain.forms.signatures import is_signed
from app.domain.forms.values import Value, number_text, to_number, to_text

_SPACES = re.compile(r"[ \t\r\n]+")


def texts(values: tuple[Value, ...]) -> list[str]:
    """Every value as text, node-sets node by node."""
    found: list[str] = []
    for value in values:
        if isinstance(value, list):
            found.extend(node.value() for node in value)
        else:
            found.append(to_text(value))
    return found


def boolean_from_string(context: Context, value: Value) -> Value:
    return to_text(value) in ("1", "true")


def string(context: Context, *values: Value) -> Value:
    return to_text(values[0]) if values else context.node.value()


def concat(context: Context, *values: Value) -> Value:
    return "".join(texts(values))


def join(context: Context, glue: Value, *values: Value) -> Value:
    return to_text(glue).join(texts(values))


def contains(context: Context, text: Value, part: Value) -> Value:
    return to_text(part) in to_text(text)


def starts_with(context: Context, text: Value, part: Value) -> Value:
    return to_text(text).startswith(to_text(part))


def ends_with(context: Context, text: Value, part: Value) -> Value:
    return to_text(text).endswith(to_text(part))


def substring(context: Context, text: Value, start: Value, length: Value | None = None) -> Value:
    """XPath's own: positions from 1, both numbers rounded; NaN gives nothing."""
    zone = context.world.zone
    first = _rounded(to_number(start, zone))
    end = math.inf if length is None else first + _rounded(to_number(length, zone))
    return "".join(letter for at, letter in enumerate(to_text(text), 1) if first <= at < end)


def _rounded(number: float) -> float:
    return float(math.floor(number + 0.5)) if math.isfinite(number) else number


def substr(context: Context, text: Value, start: Value, end: Value | None = None) -> Value:
    """ODK's own: from start (counted from 0, negative from the end) up to but without end."""
    whole = to_text(text)
    last = len(whole) if end is None else _index(end, context, len(whole))
    return whole[_index(start, context, 0) : last]


def _index(value: Value, context: Context, otherwise: int) -> int:
    number = to_number(value, context.world.zone)
    return int(number) if abs(number) < 1e9 else otherwise


def substring_before(context: Context, text: Value, mark: Value) -> Value:
    before, found, _ = to_text(text).partition(to_text(mark)) if to_text(mark) else ("", "", "")
    return before if found else ""


def substring_after(context: Context, text: Value, mark: Value) -> Value:
    if not to_text(mark):
        return to_text(text)
    return to_text(text).partition(to_text(mark))[2]


def string_length(context: Context, *values: Value) -> Value:
    return float(len(to_text(values[0]) if values else context.node.value()))


def normalize_space(context: Context, *values: Value) -> Value:
    return _SPACES.sub(" ", to_text(values[0]) if values else context.node.value()).strip(" ")


def translate(context: Context, text: Value, old: Value, new: Value) -> Value:
    table: dict[int, str] = {}
    target = to_text(new)
    for at, letter in enumerate(to_text(old)):
        table.setdefault(ord(letter), target[at] if at < len(target) else "")
    return to_text(text).translate(table)


def regex(context: Context, text: Value, pattern: Value) -> Value:
    """Whether the whole text matches, as the ODK documentation has it."""
    return bool(compiled(to_text(pattern)).fullmatch(to_text(text)))


@lru_cache(maxsize=1000)
def compiled(pattern: str) -> re.Pattern[str] | PatientPattern:
    """A pattern as Java reads it, where that differs. Raises EvaluationError when it is no pattern."""
    try:
        plain = re.compile(_from_java(pattern))
        return patient_pattern(plain.pattern) or plain
    except re.error as problem:
        raise EvaluationError(f"regex {pattern!r}: {problem}") from problem


_JAVA_PIECE = re.compile(r"\\p\{(\w+)\}|\\.|\[|\]|-", re.S)
_LATIN = "a-zA-Z" + "".join(f"{chr(first)}-{chr(last)}" for first, last in ((0xC0, 0x24F), (0x1E00, 0x1EFF)))
_LETTERS_OF = {"L": _LATIN, "Lu": "A-Z", "Ll": "a-z", "N": "0-9", "Nd": "0-9"}


def _from_java(pattern: str) -> str:
    r"""\p{L} becomes the letters it means (of the Latin script); in [\w-.] the hyphen is only a hyphen."""
    pieces: list[str] = []
    end, depth, after_class = 0, 0, False
    for found in _JAVA_PIECE.finditer(pattern):
        pieces.append(pattern[end : found.start()])
        piece, plain = found[0], found.start() > end
        if found[1]:
            letters = _LETTERS_OF.get(found[1], "a-zA-Z")
            piece = letters if depth else f"[{letters}]"
        elif piece == "[":
            piece, depth = (r"\[" if depth else piece), depth or 1
        elif piece == "]":
            depth = 0
        elif piece == "-" and depth and after_class and not plain:
            piece = r"\-"
        after_class = bool(found[1]) or found[0] in (r"\w", r"\d", r"\s", r"\W", r"\D", r"\S")
        pieces.append(piece)
        end = found.end()
    return "".join(pieces) + pattern[end:]


_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


def digest(context: Context, text: Value, algorithm: Value, encoding: Value = "base64") -> Value:
    name = _DIGESTS.get(to_text(algorithm).upper())
    if name is None or to_text(encoding) not in ("base64", "hex"):
        raise EvaluationError(f"digest: {to_text(algorithm)} {to_text(encoding)}")
    made = hashlib.new(name, to_text(text).encode("utf-8"), usedforsecurity=False)
    return made.hexdigest() if to_text(encoding) == "hex" else base64.b64encode(made.digest()).decode("ascii")


def base64_decode(context: Context, text: Value) -> Value:
    try:
        return base64.b64decode(to_text(text), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""


def extract_signed(context: Context, contents: Value, public_key: Value) -> Value:
    """The message behind an Ed25519 signature of 64 bytes, both in base64; "" when the key did not sign it."""
    try:
        signed = base64.b64decode(to_text(contents), validate=True)
        key = base64.b64decode(to_text(public_key), validate=True)
        return signed[64:].decode("utf-8") if is_signed(signed[64:], signed[:64], key) else ""
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""


_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def uuid(context: Context, *values: Value) -> Value:
    """A random identifier: a UUID, or so many letters and digits."""
    if not values:
        return str(uuids.UUID(int=context.world.random.getrandbits(128), version=4))
    length = to_number(values[0], context.world.zone)
    if not 0 <= length <= 10_000:
        raise EvaluationError(f"uuid({number_text(length)})")
    return "".join(context.world.random.choice(_LETTERS) for _ in range(int(length)))
