"""Reads a file of inputs for analyse: JSON with a case, rows or a data file beside it; hostile until checked."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import Any, NoReturn

from app.domain.errors import UserError
from app.formats import nfc
from app.wording import _

MOST_BYTES = 20_000_000
MOST_LINES = 100_000
STANDARD_INPUT = "-"
_PLAIN = re.compile(r"[+-]?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_SAFE_DIGITS = 18


def read_input(name: str, case_id: str = "") -> dict[str, Any]:
    """The inputs in a file, or on the standard input for "-". UserError says what is wrong with it.

    case_id: the one of "cases" that is wanted. A "data_file" beside the input stands as rows under "data".
    """
    folder = Path.cwd() if name == STANDARD_INPUT else Path(name).parent
    content = _text(name)
    try:
        read = json.loads(
            content, parse_constant=_refuse_constant, parse_int=_integer, object_pairs_hook=_without_repeats
        )
    except json.JSONDecodeError as error:
        raise UserError(
            _("{file}: không phải JSON, dòng {line} cột {column}.", file=name, line=error.lineno, column=error.colno)
        ) from None
    except RecursionError:
        raise UserError(_("{file}: JSON lồng nhau quá sâu.", file=name)) from None
    if not isinstance(read, dict):
        raise UserError(_("{file}: phải là một đối tượng JSON có tên các số liệu.", file=name))
    inputs = _case(read, case_id, name)
    if "data_file" in inputs:
        inputs = {**inputs, "data": _data_file(inputs["data_file"], folder)}
    return inputs


def _text(name: str) -> str:
    try:
        content = sys.stdin.buffer.read(MOST_BYTES + 1) if name == STANDARD_INPUT else _bytes(Path(name))
        if len(content) > MOST_BYTES:
            raise UserError(_("{file}: lớn quá {most} MB.", file=name, most=MOST_BYTES // 1_000_000))
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(_("{file}: không phải văn bản UTF-8.", file=name)) from None
    except FileNotFoundError:
        raise UserError(_("Không có tệp {file}.", file=name)) from None
    except OSError as error:
        raise UserError(_("Không đọc được {file}: {reason}.", file=name, reason=error.strerror or error)) from None
    except ValueError:
        raise UserError(
            _("Không đọc được {file}: {reason}.", file=repr(name), reason=_("tên tệp không hợp lệ"))
        ) from None


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _refuse_constant(text: str) -> NoReturn:
    raise UserError(_("“{text}” không phải là một con số của JSON.", text=text))


def _integer(text: str) -> int | float:
    return int(text) if len(text) <= _SAFE_DIGITS else float(text)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        own = nfc(name)
        if own in found:
            raise UserError(_("Tên “{name}” có hai lần; giữ lại một.", name=own))
        found[own] = value
    return found


def _case(read: dict[str, Any], case_id: str, name: str) -> dict[str, Any]:
    cases = read.get("cases")
    if not isinstance(cases, list) or not all(isinstance(each, dict) for each in cases):
        if case_id:
            raise UserError(_("{file}: không có danh sách “cases”, nên bỏ --case.", file=name))
        return read
    known = {str(each.get("case_id")): each for each in cases}
    if not case_id and len(cases) == 1:
        return dict(cases[0])
    if case_id not in known:
        raise UserError(_("{file}: chọn một trường hợp bằng --case: {cases}.", file=name, cases=", ".join(known)))
    return dict(known[case_id])


def _data_file(given: object, folder: Path) -> list[dict[str, Any]]:
    """The rows of a CSV with a decimal point, by its first line. It lies beside the input, nowhere else."""
    name = str(given)
    if name != Path(name).name or name in ("", ".", "..") or "\\" in name or ":" in name:
        raise UserError(_("“data_file” phải là tên một tệp nằm cạnh tệp số liệu: “{name}”.", name=name))
    path = folder / name
    if path.is_symlink():
        raise UserError(_("“data_file” phải là tên một tệp nằm cạnh tệp số liệu: “{name}”.", name=name))
    try:
        lines = list(csv.reader(io.StringIO(nfc(_text(str(path))), newline=""), strict=True))
    except csv.Error as error:
        raise UserError(_("{file}: không phải bảng CSV ({reason}).", file=name, reason=error)) from None
    if not lines or not any(lines[0]):
        raise UserError(_("{file}: bảng trống.", file=name))
    if len(lines) > MOST_LINES:
        raise UserError(_("{file}: dài quá {most} dòng.", file=name, most=MOST_LINES))
    return _rows(lines, name)


def _rows(lines: list[list[str]], name: str) -> list[dict[str, Any]]:
    header = [each.strip() for each in lines[0]]
    if len(set(header)) < len(header) or "" in header:
        raise UserError(_("{file}: dòng đầu phải có tên riêng cho mỗi cột.", file=name))
    found = []
    for number, line in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in line):
            continue
        if len(line) != len(header):
            raise UserError(
                _(
                    "{file}, dòng {row}: có {found} ô, dòng đầu có {wanted} cột.",
                    file=name,
                    row=number,
                    found=len(line),
                    wanted=len(header),
                )
            )
        found.append(dict(zip(header, map(_cell, line), strict=True)))
    return found


def _cell(text: str) -> Any:
    """A number with a decimal point as a number; all else as it stands, for the method to judge."""
    typed = text.strip()
    if not _PLAIN.fullmatch(typed):
        return typed
    return float(typed) if any(each in typed for each in ".eE") else _integer(typed)
