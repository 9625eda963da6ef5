"""export FILE --work-copy WHAT, import COPY.xlsx --into FILE: an Excel work copy out and back in."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.domain.errors import UserError
from app.domain.work_copies import Outcome
from app.domain.work_copy_preview import Decisions, WorkCopyPreview, to_take
from app.services import work_copies
from app.services.dossiers import current_cycle
from app.services.work_copies import Taken
from app.storage.store import Store
from app.wording import N_, _

OUTCOME_WORDS = {
    Outcome.TAKE: N_("nhận từ tệp"),
    Outcome.CONFLICT: N_("sửa ở cả hai bên"),
    Outcome.MINE: N_("chỉ đổi trong hồ sơ"),
    Outcome.BOTH: N_("hai bên đổi như nhau"),
    Outcome.REFUSED: N_("không nhận được"),
}


def add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--work-copy",
        default="",
        metavar=_("PHẦN"),
        help=_("xuất bản làm việc Excel: instruments, people, survey, survey:5…; --out là thư mục hoặc tệp .xlsx"),
    )


def add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--conflicts", default="", choices=("", "mine", "theirs"), help=_("bản làm việc: ô sửa ở cả hai bên thì giữ")
    )
    parser.add_argument(
        "--fitting", action="store_true", help=_("bản làm việc theo phiếu cũ: nhận những câu không đổi")
    )
    parser.add_argument(
        "--annotate", action="store_true", help=_("bản làm việc: ghi bản mới có tô đỏ ô không nhận được")
    )


def export(options: argparse.Namespace) -> int:
    """Writes the file and says where it is."""
    store = Store.open(options.file, read_only=True, backups=False)
    try:
        with store.reading() as unit:
            copy = work_copies.make_copy(unit, current_cycle(unit).id, options.work_copy)
        is_file = options.out.suffix.casefold() == ".xlsx"
        path = options.out if is_file else options.out / work_copies.copy_name(copy, options.file.stem)
        work_copies.write_copy(copy, path)
    finally:
        store.close()
    rows = sum(len(table.rows) for table in copy.tables)
    if options.json:
        shown = {"path": str(path), "bytes": path.stat().st_size, "rows": rows, "head": asdict(copy.head)}
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        print(_("Đã ghi bản làm việc {path}: {rows} dòng.", path=path, rows=rows))
    return 0


def take_in(options: argparse.Namespace) -> int:
    """Prints the preview; writes only without --dry-run, as one deed."""
    if options.into is None:
        raise UserError(_("Bản làm việc cần hồ sơ để so: hãy thêm --into HỒ_SƠ.dochuan."))
    read = work_copies.read_work_copy(options.list)
    store = Store.open(options.into, person=options.person, read_only=options.dry_run, backups=not options.dry_run)
    taken = None
    try:
        with store.reading() as unit:
            cycle_id = current_cycle(unit).id
            preview = work_copies.preview_copy(unit, cycle_id, read, fitting=options.fitting)
        annotated = work_copies.annotated_copy(options.list, preview) if options.annotate and preview.wrong else None
        decisions = _decisions(options, preview)
        if not options.dry_run and to_take(preview, decisions).total + to_take(preview, decisions).open:
            if store.read_only:
                raise UserError(store.notice)
            if to_take(preview, decisions).open:
                raise UserError(
                    _(
                        "Có {count} ô sửa ở cả hai bên. Thêm --conflicts mine để giữ của hồ sơ, "
                        "theirs để nhận của tệp.",
                        count=to_take(preview, decisions).open,
                    )
                )
            with store.unit(_("Nhận bản làm việc {file}", file=options.list.name)) as unit:
                taken = work_copies.take_copy(unit, cycle_id, read, preview, decisions, fitting=options.fitting)
    finally:
        store.close()
    _tell(options, preview, taken, annotated)
    return 0


def _decisions(options: argparse.Namespace, preview: WorkCopyPreview) -> Decisions:
    keys = frozenset(each.key for each in preview.conflicts)
    match options.conflicts:
        case "mine":
            return Decisions(mine=keys)
        case "theirs":
            return Decisions(theirs=keys)
    return Decisions()


def _tell(options: argparse.Namespace, preview: WorkCopyPreview, taken: Taken | None, annotated: Path | None) -> None:
    if options.json:
        print(json.dumps(preview_as_json(preview, taken, annotated), ensure_ascii=False, indent=1))
        return
    counts = [f"{_(words)} {count}" for outcome, words in OUTCOME_WORDS.items() if (count := preview.count(outcome))]
    print(_("{file}: {counts}.", file=preview.file, counts=", ".join(counts) or _("không có gì khác")))
    for each in preview.cells:
        why = each.why or f"{each.base or '–'} → {each.theirs or '–'}"
        print(f"  {each.place}  {each.about}  {each.title}: {why} [{_(OUTCOME_WORDS[each.outcome])}]")
    for new in preview.new:
        print(_("+ Dòng {row}: {about}", row=new.row, about=new.about))
    for gone in preview.gone:
        print(_("– Không còn dòng: {about} (được giữ)", about=gone.about))
    for told in preview.told:
        print(f"! {told.sheet} {told.row or ''} {told.words}")
    if annotated is not None:
        print(_("Bản có ghi chú lỗi: {path}", path=annotated))
    if taken is not None:
        print(_("Đã nhận {cells} ô, thêm {added} dòng.", cells=taken.cells, added=taken.added))


def preview_as_json(
    preview: WorkCopyPreview, taken: Taken | None = None, annotated: Path | None = None
) -> dict[str, Any]:
    """Everything the preview says, for machines."""
    return {
        "file": preview.file,
        "head": asdict(preview.head),
        "cells": [asdict(each) | {"place": each.place} for each in preview.cells],
        "new": [asdict(each) for each in preview.new],
        "gone": [asdict(each) for each in preview.gone],
        "told": [asdict(each) for each in preview.told],
        "counts": {str(outcome): preview.count(outcome) for outcome in OUTCOME_WORDS},
        "taken": None if taken is None else asdict(taken),
        "annotated": None if annotated is None else str(annotated),
    }
