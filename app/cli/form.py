"""form: checks a form for mistakes, converts it between text tables and Excel, runs conformance cases."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.domain.errors import UserError
from app.domain.forms.mistakes import Mistake
from app.domain.forms.reading import mistakes_in
from app.domain.forms.scenarios import play
from app.domain.forms.verdicts import CaseFile, Verdict
from app.exchange.form_workbooks import convert_form
from app.wording import _

MISTAKES = 2


def add_to(commands: Any) -> None:
    parser = commands.add_parser("form", help=_("kiểm tra, chuyển đổi biểu mẫu XLSForm"))
    actions = parser.add_subparsers(required=True, metavar=_("VIỆC"), parser_class=type(parser))
    checking = actions.add_parser("check", help=_("nêu mọi lỗi của biểu mẫu: trang, hàng, cột, cách sửa"))
    checking.add_argument("file", type=Path, metavar=_("BIỂU_MẪU"), help=_("tệp .md, .xlsx, .xls hoặc .xml"))
    checking.set_defaults(run=check)
    converting = actions.add_parser("convert", help=_("chuyển giữa bảng văn bản .md và .xlsx, không mất gì"))
    converting.add_argument("file", type=Path, metavar=_("TỪ"), help=_("tệp .md, .xlsx hoặc .xls"))
    converting.add_argument("target", type=Path, metavar=_("SANG"), help=_("tệp .md, .xlsx hoặc .xml"))
    converting.set_defaults(run=convert)
    running = actions.add_parser("run", help=_("chạy các ca kiểm chứng biểu thức và biểu mẫu"))
    running.add_argument("cases", type=Path, metavar=_("CA_KIỂM_CHỨNG"), help=_("tệp .json có cases hoặc scenarios"))
    running.set_defaults(run=run)
    for each in (checking, converting, running):
        each.add_argument("--json", action="store_true", help=_("in kết quả cho máy đọc"))


def check(options: argparse.Namespace) -> int:
    """Prints every mistake, and what is hardly meant; 2 when there is a mistake."""
    found = mistakes_in(options.file)
    mistakes = [each for each in found if each.is_fatal]
    if options.json:
        _print_json({"file": str(options.file), "mistakes": [_as_json(each) for each in found]})
        return MISTAKES if mistakes else 0
    for each in found:
        print(each if each.is_fatal else _("Nên xem lại. {advice}", advice=each))
    if not mistakes:
        print(_("{name}: không có lỗi.", name=options.file.name))
        return 0
    print(_("{name}: {count} lỗi.", name=options.file.name, count=len(mistakes)), file=sys.stderr)
    return MISTAKES


def _as_json(mistake: Mistake) -> dict[str, object]:
    return {
        "sheet": mistake.sheet,
        "row": mistake.row,
        "column": mistake.column,
        "line": mistake.line,
        "kind": "mistake" if mistake.is_fatal else "advice",
        "text": mistake.text,
    }


def convert(options: argparse.Namespace) -> int:
    tables = convert_form(options.file, options.target)
    rows = {sheet.name: len(sheet.rows) for sheet in tables.sheets}
    if options.json:
        _print_json({"file": str(options.target), "rows": rows})
    else:
        counts = ", ".join(f"{name} {count}" for name, count in rows.items())
        print(_("Đã ghi {name}. Số hàng: {counts}.", name=options.target.name, counts=counts))
    return 0


def run(options: argparse.Namespace) -> int:
    """Prints a verdict for each case or scenario; those that fail are results, not errors."""
    verdicts = list(_verdicts(_read_cases(options.cases)))
    failed = [each for each in verdicts if not each.passed]
    if options.json:
        _print_json(
            {
                "passed": len(verdicts) - len(failed),
                "failed": len(failed),
                "verdicts": [
                    {"id": each.id, "verdict": "pass" if each.passed else "fail", "why": each.why} for each in verdicts
                ],
            }
        )
        return 0
    for each in failed:
        print(f"{each.id}: {each.why}")
    print(_("{passed} ca đạt, {failed} ca không đạt.", passed=len(verdicts) - len(failed), failed=len(failed)))
    return 0


def _read_cases(path: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise UserError(_("Không đọc được {name}: cần một tệp JSON.", name=path.name)) from problem
    if not isinstance(content, dict) or not ({"cases", "scenarios"} & set(content)):
        raise UserError(_("{name} không có mục cases hay scenarios nào.", name=path.name))
    return content


def _verdicts(content: Mapping[str, Any]) -> Iterator[Verdict]:
    try:
        file = CaseFile.of(content)
        for case in content.get("cases", ()):
            yield file.judge(case)
        for scenario in content.get("scenarios", ()):
            yield play(scenario, file.zone, file.moment)
    except (KeyError, TypeError, ValueError) as problem:
        raise UserError(_("Ca kiểm chứng viết sai: {problem}", problem=problem)) from problem


def _print_json(content: object) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=1))
