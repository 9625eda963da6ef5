"""import LIST: shows what an enterprise's own list would bring, and takes it into a dossier."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from app.cli import work_copy
from app.domain.errors import UserError
from app.exchange.encodings import ENCODINGS
from app.exchange.field_words import FIELD_WORDS
from app.exchange.preview import Column, Decisions, ListPreview, Table
from app.exchange.preview_json import preview_as_json
from app.services.exchange import TakenIn, already_present, preview_list, take_in
from app.services.work_copies import looks_like_work_copy
from app.storage.store import Store
from app.wording import _


def add_to(commands: Any) -> None:
    parser = commands.add_parser("import", help=_("nhập danh mục phương tiện đo của doanh nghiệp (Excel, CSV)"))
    parser.add_argument("list", type=Path, metavar=_("DANH_MỤC"), help=_("tệp .xlsx, .xls, .ods hoặc .csv"))
    parser.add_argument("--into", type=Path, metavar=_("HỒ_SƠ"), help=_("hồ sơ .dochuan sẽ nhận danh mục"))
    parser.add_argument("--dry-run", action="store_true", help=_("chỉ xem trước, không ghi gì"))
    parser.add_argument("--json", action="store_true", help=_("in kết quả cho máy đọc"))
    parser.add_argument("--encoding", default="", choices=("", *ENCODINGS), help=_("bảng mã của chữ trong tệp"))
    parser.add_argument("--existing", default="update", choices=("update", "add", "skip"), help=_("phương tiện đã có"))
    parser.add_argument("--duplicates", default="all", choices=("all", "first"), help=_("dòng trùng nhau"))
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="KEY=ANSWER",
        help=_("trả lời một câu hỏi của bản xem trước"),
    )
    parser.add_argument("--person", default="", help=_("người nhập"))
    work_copy.add_import(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the preview; writes only with --into and without --dry-run, as one deed."""
    if looks_like_work_copy(options.list):
        return work_copy.take_in(options)
    if options.into is None and not options.dry_run:
        raise UserError(_("Hãy thêm --into HỒ_SƠ.dochuan để nhập, hoặc --dry-run để chỉ xem trước."))
    preview = preview_list(options.list, _decisions(options))
    shown = preview_as_json(preview)
    if options.into is None:
        return _tell(options, shown, preview, None)
    store = Store.open(options.into, person=options.person, read_only=options.dry_run, backups=not options.dry_run)
    try:
        with store.reading() as unit:
            present = already_present(unit, preview)
        shown["already_present"] = [{"sheet": sheet, "row": row} for sheet, row, _part in present]
        if options.dry_run:
            return _tell(options, shown, preview, None)
        if store.read_only:
            raise UserError(store.notice)
        _refuse_open_questions(preview)
        with store.unit(_("Nhập danh mục {file}", file=options.list.name)) as unit:
            taken = take_in(unit, preview)
    finally:
        store.close()
    shown["taken_in"] = {
        "instruments": taken.instruments,
        "updated": taken.updated,
        "calibrations": taken.calibrations,
        "left_out": taken.left_out,
    }
    return _tell(options, shown, preview, taken)


def _refuse_open_questions(preview: ListPreview) -> None:
    for question in preview.open_questions:
        raise UserError(
            _(
                "{question} Trả lời bằng --answer “{key}=…”, một trong: {answers}.",
                question=question.what,
                key=question.key,
                answers=", ".join(answer for answer, _words in question.choices),
            )
        )


def _decisions(options: argparse.Namespace) -> Decisions:
    answers = {}
    for given in options.answer:
        key, mark, answer = given.rpartition("=")
        if not mark or not key:
            raise UserError(_("“{given}” không phải là một câu trả lời; viết như KEY=ANSWER.", given=given))
        answers[key] = answer
    return Decisions(
        encoding=options.encoding, answers=answers, existing=options.existing, duplicates=options.duplicates
    )


def _tell(options: argparse.Namespace, shown: dict[str, object], preview: ListPreview, taken: TakenIn | None) -> int:
    if options.json:
        print(json.dumps(shown, ensure_ascii=False, indent=1))
        return 0
    print(_("{file}: {count} phương tiện đo.", file=preview.file, count=len(preview.rows)))
    for table in preview.tables:
        print(_table_words(table))
        for column in table.columns:
            print(f"  {column.letter}  {column.header or '–'}  →  {_meaning(column)}")
    for problem in preview.report:
        print(f"! {problem.message}")
    for question in preview.ask:
        print(f"? {question.what}  [{question.key}]")
    if taken:
        print(
            _(
                "Đã nhập {instruments} phương tiện đo mới, cập nhật {updated}, thêm {calibrations} lần kiểm định, "
                "hiệu chuẩn, bỏ qua {left_out} dòng.",
                instruments=taken.instruments,
                updated=taken.updated,
                calibrations=taken.calibrations,
                left_out=taken.left_out,
            )
        )
    return 0


def _meaning(column: Column) -> str:
    return " + ".join(_(FIELD_WORDS[name]) for name in column.fields) or f"({column.why})"


def _table_words(table: Table) -> str:
    places = {"first": table.first_row, "last": table.last_row, "count": len(table.rows)}
    if not table.sheet:
        return _("Dòng {first} đến {last}: {count} phương tiện đo.", **places)
    return _("Trang “{sheet}”, dòng {first} đến {last}: {count} phương tiện đo.", sheet=table.sheet, **places)
