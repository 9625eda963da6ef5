"""export FILE --out DIR, checklist FILE OUT.xlsx: the papers of a dossier, without a window."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from app.cli import work_copy
from app.domain.errors import UserError
from app.formats import fold, read_date, show_date, show_number
from app.services import reporting
from app.services.dossiers import current_cycle
from app.services.exporting import EXPORTS, Exported, export_files
from app.services.submissions import KINDS, export_submission
from app.storage.store import Store
from app.wording import _


def add_to(commands: Any) -> None:
    parser = commands.add_parser("export", help=_("xuất báo cáo PDF và phiếu kiểm tra Excel của một hồ sơ"))
    _common(parser)
    parser.add_argument("--out", type=Path, required=True, metavar=_("THƯ_MỤC"), help=_("nơi ghi các tệp"))
    parser.add_argument("--only", choices=[each.key for each in EXPORTS], action="append", help=_("chỉ xuất loại này"))
    parser.add_argument(
        "--cycle", default="", metavar=_("CHU_KỲ"), help=_("tên hoặc số thứ tự của chu kỳ; bỏ trống là chu kỳ hiện tại")
    )
    parser.add_argument(
        "--submission", choices=KINDS, help=_("xuất câu trả lời của một phiếu: bài gửi ODK (xml) hoặc bảng (csv)")
    )
    parser.add_argument("--form", default="", metavar=_("PHIẾU"), help=_("tên phiếu, dùng với --submission"))
    work_copy.add_export(parser)
    parser.set_defaults(run=export)
    parser = commands.add_parser("checklist", help=_("ghi phiếu kiểm tra Excel của một hồ sơ"))
    _common(parser)
    parser.add_argument("out", type=Path, metavar=_("TỆP_RA"), help=_("tệp .xlsx sẽ ghi"))
    parser.set_defaults(run=checklist)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("HỒ_SƠ"), help=_("tệp .dochuan"))
    parser.add_argument("--as-of", default="", metavar=_("NGÀY"), help=_("ngày đánh giá, ngày/tháng/năm"))
    parser.add_argument("--json", action="store_true", help=_("in kết quả cho máy đọc"))


def export(options: argparse.Namespace) -> int:
    """Writes into the folder and tells the files, the day they are true of and the code of the revision."""
    if options.work_copy:
        return work_copy.export(options)
    if options.submission:
        return _export_answers(options)
    if options.form:
        raise UserError(_("--form chỉ dùng cùng --submission. Hãy thêm --submission xml hoặc --submission csv."))
    store = Store.open(options.file, read_only=True, backups=False)
    try:
        as_of = _day(options.as_of)
        cycle_id = _cycle(store, options.cycle)
        made = export_files(store, options.out, as_of, options.only, today=date.today(), cycle_id=cycle_id)
        _tell(options, store, as_of, made)
    finally:
        store.close()
    return 0


def _cycle(store: Store, wanted: str) -> str | None:
    """The id of the cycle of this name or number; None takes the present one."""
    if not wanted.strip():
        return None
    with store.reading() as unit:
        cycles = unit.cycles.all()
    for number, each in enumerate(cycles, 1):
        if wanted.strip() == str(number) or fold(wanted.strip()) == fold(each.name):
            return each.id
    known = ", ".join(f"{number} ({each.name})" for number, each in enumerate(cycles, 1))
    raise UserError(_("Không có chu kỳ “{wanted}”. Hồ sơ này có: {known}.", wanted=wanted, known=known))


def _export_answers(options: argparse.Namespace) -> int:
    store = Store.open(options.file, read_only=True, backups=False)
    try:
        with store.reading() as unit:
            cycle_id = current_cycle(unit).id
            known = [each.name for each in unit.forms.all(cycle_id=cycle_id)]
            if options.form not in known:
                raise UserError(_("Chọn phiếu bằng --form. Hồ sơ này có: {forms}.", forms=", ".join(known)))
            written = export_submission(unit, cycle_id, options.form, options.out, options.submission)
    finally:
        store.close()
    if options.json:
        files = [{"path": str(each), "bytes": each.stat().st_size} for each in written]
        print(json.dumps({"form": options.form, "files": files}, ensure_ascii=False, indent=1))
        return 0
    for each in written:
        print(_("Đã ghi {path} ({size} KB).", path=each, size=_kilobytes(each.stat().st_size)))
    return 0


def _kilobytes(size: int) -> str:
    return show_number(max(1, round(size / 1024)))


def checklist(options: argparse.Namespace) -> int:
    store = Store.open(options.file, read_only=True, backups=False)
    try:
        with store.reading() as unit:
            dossier = reporting.gather_dossier(unit, pictures=False)
        as_of = _day(options.as_of)
        path = reporting.write_checklist(dossier, as_of or reporting.as_of_day(dossier, date.today()), options.out)
        _tell(options, store, as_of, [Exported("checklist", path, path.stat().st_size)])
    finally:
        store.close()
    return 0


def _day(typed: str) -> date | None:
    day = read_date(typed) if typed else None
    if typed and day is None:
        raise UserError(_("“{typed}” không phải là ngày. Ghi ngày/tháng/năm, ví dụ 24/11/2026.", typed=typed))
    return day


def _tell(options: argparse.Namespace, store: Store, as_of: date | None, made: list[Exported]) -> None:
    with store.reading() as unit:
        dossier = reporting.gather_dossier(unit, pictures=False)
    day = as_of or reporting.as_of_day(dossier, date.today())
    code = reporting.short_code(dossier)
    if options.json:
        shown = {
            "as_of": day.isoformat(),
            "revision": dossier.revision,
            "code": code,
            "files": [{"key": each.key, "path": str(each.path), "bytes": each.size} for each in made],
        }
        print(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    for each in made:
        print(_("Đã ghi {path} ({size} KB).", path=each.path, size=_kilobytes(each.size)))
    print(
        _(
            "Số liệu tính đến {day}; bản {revision}, mã {code}.",
            day=show_date(day),
            revision=dossier.revision,
            code=code,
        )
    )
