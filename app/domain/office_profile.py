"""The settings of an office as one file that can be handed on (.dochuan-mau): names of agencies, signer, papers.

It is TOML with a strict schema: keys that are not known are named, nothing in it is carried out, and it holds no
path, no certificate and no secret. How numbers and dates are written is not in it: papers follow their own language
(1.234,56 in Vietnamese), so that screen, paper, workbook and what is read back always agree.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from app.domain.errors import UserError
from app.formats import nfc, show_date, tidy
from app.wording import _

ENDING = ".dochuan-mau"
KIND, VERSION = "dochuan-mau", 1
LARGEST = 64_000
LONGEST, LONGEST_TEXT = 400, 4000
MOST_NAMES = 20

NAMES = ("parent", "agency", "place", "province")
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "signer.position": "paper.signer_position",
        "signer.name": "paper.signer_name",
        "papers.recipients": "paper.recipients",
        "papers.number_pattern": "paper.number_pattern",
        "papers.effect_to": "paper.effect_to",
        "confirmation.title": "paper.confirmation_title",
        "confirmation.text": "paper.confirmation_text",
        "confirmation.signer_position": "paper.confirmation_signer_position",
        "confirmation.signer_name": "paper.confirmation_signer_name",
    }
)
"""Key in the file -> setting of the dossier. What belongs to one paper alone (number, day) is not handed on."""

NAMES_FROM = "paper.names_from"
"""Setting of the dossier: the day from which its names of agencies hold, dd/mm/yyyy."""


@dataclass(frozen=True, slots=True)
class OfficeNames:
    """What the office and its parent are called from a day on; valid_from None: always so far. None for a name: the
    file does not say."""

    valid_from: date | None = None
    parent: str | None = None
    agency: str | None = None
    place: str | None = None
    province: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeProfile:
    """names: in the order of their days. values: by keys of FIELDS; those that are absent leave a dossier as it is."""

    name: str
    names: tuple[OfficeNames, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    def names_on(self, day: date) -> OfficeNames | None:
        """The names in force on a day; None before the first."""
        begun = [each for each in self.names if each.valid_from is None or each.valid_from <= day]
        return begun[-1] if begun else None

    def next_names(self, day: date) -> OfficeNames | None:
        """The names that will hold next; None when no change is foreseen."""
        return next((each for each in self.names if each.valid_from is not None and each.valid_from > day), None)

    def settings_on(self, day: date) -> dict[str, str]:
        """Settings of a dossier -> values, as of a day."""
        found = {FIELDS[key]: value for key, value in self.values.items()}
        names = self.names_on(day)
        if names is not None:
            for each in ("parent", "agency", "place"):
                value = getattr(names, each)
                if value is not None:
                    found[f"paper.{each}"] = value
            found[NAMES_FROM] = show_date(names.valid_from)
        return found


def read_profile(content: bytes, file: str) -> OfficeProfile:
    """The profile of a file; UserError, in one sentence, that names the file and the key."""
    if len(content) > LARGEST:
        raise UserError(_("“{file}” lớn hơn {size} KB nên không phải mẫu cơ quan.", file=file, size=LARGEST // 1000))
    try:
        read = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError, ValueError, OverflowError) as trouble:
        raise UserError(_("“{file}” không đọc được: không phải mẫu cơ quan hoặc đã hỏng.", file=file)) from trouble
    return _Reader(file).profile(read)


class _Reader:
    def __init__(self, file: str) -> None:
        self._file = file

    def profile(self, read: Mapping[str, Any]) -> OfficeProfile:
        if read.get("kind") != KIND:
            raise UserError(_("“{file}” không phải mẫu cơ quan của Đo Chuẩn.", file=self._file))
        version = read.get("version")
        if type(version) is not int or version != VERSION:
            raise UserError(
                _(
                    "“{file}” theo phiên bản {version}; chương trình này đọc phiên bản 1.",
                    file=self._file,
                    version=version,
                )
            )
        self._demand_known(read, ("kind", "version", "name", "note", "names", "signer", "papers", "confirmation"), "")
        name = self._text(read.get("name", ""), "name")
        if not name:
            raise self._wrong("name", _("mẫu cần một tên"))
        return OfficeProfile(
            name=name,
            names=tuple(self._names(read.get("names", []))),
            values=self._values(read),
            note=self._text(read.get("note", ""), "note", LONGEST_TEXT),
        )

    def _names(self, read: Any) -> list[OfficeNames]:
        if not isinstance(read, list) or not all(isinstance(each, dict) for each in read) or len(read) > MOST_NAMES:
            raise self._wrong("names", _("cần các bảng [[names]], không quá {n}", n=MOST_NAMES))
        made = [self._edition(each, at) for at, each in enumerate(read, 1)]
        days = [each.valid_from for each in made]
        if len(set(days)) != len(days):
            raise self._wrong("names.valid_from", _("hai bảng tên có cùng ngày bắt đầu"))
        return sorted(made, key=lambda each: each.valid_from or date.min)

    def _edition(self, read: Mapping[str, Any], at: int) -> OfficeNames:
        self._demand_known(read, ("valid_from", *NAMES), f"names[{at}].")
        day = read.get("valid_from")
        if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
            raise self._wrong(f"names[{at}].valid_from", _("cần một ngày viết như 2025-07-01"))
        given = {each: self._text(read[each], f"names[{at}].{each}") for each in NAMES if each in read}
        return OfficeNames(valid_from=day, **given)

    def _values(self, read: Mapping[str, Any]) -> dict[str, str]:
        found = {}
        for part in ("signer", "papers", "confirmation"):
            table = read.get(part, {})
            if not isinstance(table, dict):
                raise self._wrong(part, _("cần một bảng [{part}]", part=part))
            known = [key.partition(".")[2] for key in FIELDS if key.startswith(f"{part}.")]
            self._demand_known(table, known, f"{part}.")
            for each in known:
                if each in table:
                    key = f"{part}.{each}"
                    found[key] = self._text(table[each], key, LONGEST_TEXT if each == "text" else LONGEST)
        return found

    def _text(self, value: Any, key: str, longest: int = LONGEST) -> str:
        if not isinstance(value, str):
            raise self._wrong(key, _("cần một chữ trong ngoặc kép"))
        if len(value) > longest:
            raise self._wrong(key, _("dài hơn {n} ký tự", n=longest))
        if any(ord(each) < 32 and each not in "\n\t\r" for each in value):
            raise self._wrong(key, _("có ký tự điều khiển"))
        return nfc(value).strip() if key == "note" else tidy(value)

    def _demand_known(self, table: Mapping[str, Any], known: Any, before: str) -> None:
        strange = [each for each in table if each not in known]
        if strange:
            raise self._wrong(f"{before}{tidy(strange[0])[:60]}", _("khóa này không có trong mẫu cơ quan"))

    def _wrong(self, key: str, why: str) -> UserError:
        return UserError(_("“{file}”, khóa “{key}”: {why}.", file=self._file, key=key, why=why))


def write_profile(profile: OfficeProfile) -> bytes:
    """The file; the same profile gives the same bytes."""
    return "\n".join([*_lines(profile), ""]).encode()


def _lines(profile: OfficeProfile) -> Iterator[str]:
    yield f"kind = {_quoted(KIND)}"
    yield f"version = {VERSION}"
    yield f"name = {_quoted(profile.name)}"
    if profile.note:
        yield f"note = {_quoted(profile.note)}"
    for part in ("signer", "papers", "confirmation"):
        keys = [key for key in FIELDS if key.startswith(f"{part}.") and key in profile.values]
        if keys:
            yield ""
            yield f"[{part}]"
            for key in keys:
                yield f"{key.partition('.')[2]} = {_quoted(profile.values[key])}"
    for each in profile.names:
        yield ""
        yield "[[names]]"
        if each.valid_from is not None:
            yield f"valid_from = {each.valid_from.isoformat()}"
        for name in NAMES:
            if getattr(each, name) is not None:
                yield f"{name} = {_quoted(getattr(each, name))}"


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x7f": "\\u007F"}


def _quoted(value: str) -> str:
    """A basic string of TOML."""
    return '"' + "".join(_ESCAPES.get(each, each) for each in value) + '"'
