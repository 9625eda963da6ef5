"""Reads .xlsx as Excel shows it: stored results, number formats, merged cells, what is hidden.

A streaming reader of its own, because the libraries either hide formats and hidden rows or hold a million empty
formatted rows in memory.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from pathlib import Path

from app.exchange.grid import Book
from app.exchange.number_formats import BUILT_IN
from app.exchange.opening import MAX_SMALL_PART, Budget, Tell, damaged, opened_zip, parse_part, too_large
from app.exchange.xlsx_sheet import Attributes, SheetReader, Styles, TextCollector, is_true, local_parser, whole_number


@dataclass(slots=True)
class Listed:
    name: str
    state: str
    relation: str


def read_xlsx(path: Path, tell: Tell | None = None) -> Book:
    """Every sheet of the workbook, hidden ones too; UserError when it is hostile or damaged."""
    budget = Budget(path, tell)
    with opened_zip(path) as archive:
        budget.expected = sum(part.file_size for part in archive.infolist())
        names = {name.lower(): name for name in archive.namelist()}
        workbook = next(
            (names[name] for name in sorted(names) if name.endswith("/workbook.xml") or name == "workbook.xml"), ""
        )
        if not workbook:
            raise damaged(path)
        listed, epoch_1904 = _workbook(archive, workbook, budget)
        targets = _relations(archive, names, workbook, budget)
        styles = _styles(archive, _target(names, targets, "styles"), budget)
        texts = _shared_texts(archive, _target(names, targets, "sharedStrings"), budget)
        sheets = []
        for each in listed:
            part = names.get(targets.get(each.relation, ("", ""))[1].lower(), "")
            if not part or targets[each.relation][0] not in ("worksheet", ""):
                continue
            reader = SheetReader(styles, texts, epoch_1904, budget)
            reader.read(archive, part)
            sheets.append(reader.sheet(each.name, each.state))
    return Book(kind="xlsx", sheets=tuple(sheets), date_system=1904 if epoch_1904 else 1900)


def _workbook(archive: zipfile.ZipFile, part: str, budget: Budget) -> tuple[list[Listed], bool]:
    listed: list[Listed] = []
    epoch: list[bool] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            listed.append(Listed(attributes.get("name", ""), attributes.get("state", "visible"), relation))
        elif name == "workbookPr":
            epoch.append(is_true(attributes.get("date1904", "")))

    parse_part(archive, part, local_parser(start), budget)
    return listed, any(epoch)


def _relations(
    archive: zipfile.ZipFile, names: dict[str, str], workbook: str, budget: Budget
) -> dict[str, tuple[str, str]]:
    folder, file = posixpath.split(workbook)
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rsplit("/", 1)[-1], whole)

    part = names.get(posixpath.join(folder, "_rels", file + ".rels").lower())
    if part:
        parse_part(archive, part, local_parser(start), budget)
    return found


def _target(names: dict[str, str], targets: dict[str, tuple[str, str]], kind: str) -> str:
    return next((names.get(target.lower(), "") for what, target in targets.values() if what == kind), "")


def _styles(archive: zipfile.ZipFile, part: str, budget: Budget) -> Styles:
    styles = Styles()
    if not part:
        return styles
    own: dict[int, str] = {}
    faces: list[list[object]] = []
    inside: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        inside.append(name)
        if name == "numFmt" and "dxf" not in inside:
            own[whole_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "font" and "fonts" in inside:
            faces.append(["", False])
        elif name == "name" and "fonts" in inside and faces:
            faces[-1][0] = attributes.get("val", "")
        elif name == "b" and "fonts" in inside and faces:
            faces[-1][1] = is_true(attributes.get("val", "1"))
        elif name == "xf" and "cellXfs" in inside:
            number = whole_number(attributes.get("numFmtId"))
            styles.formats.append(own.get(number, BUILT_IN.get(number, "General")))
            font = whole_number(attributes.get("fontId"))
            face = faces[font] if font < len(faces) else ["", False]
            styles.fonts.append(str(face[0]))
            styles.bold.append(bool(face[1]))

    def end(_name: str) -> None:
        inside.pop()

    parse_part(archive, part, local_parser(start, end), budget)
    return styles


def _shared_texts(archive: zipfile.ZipFile, part: str, budget: Budget) -> list[str]:
    texts: list[str] = []
    if not part:
        return texts
    if archive.getinfo(part).file_size > MAX_SMALL_PART * 4:
        raise too_large(budget.path)
    collector = TextCollector(budget)

    def start(name: str, attributes: Attributes) -> None:
        if name == "si":
            collector.begin()
        collector.start(name, attributes)

    def end(name: str) -> None:
        collector.end(name)
        if name == "si":
            texts.append(collector.take())

    parser = local_parser(start, end)
    parser.CharacterDataHandler = collector.data
    parse_part(archive, part, parser, budget)
    return texts
