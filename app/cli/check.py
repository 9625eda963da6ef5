"""check: proves an installed build: forms parse, fonts load, a dossier opens, a workbook and a PDF are written, and a
signature of the PDF holds."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from app import paths
from app.cli.printing import tell
from app.wording import _

DAY = date(2026, 1, 15)


def add_to(commands: Any) -> None:
    parser = commands.add_parser("check", help=_("tự kiểm tra bản cài: biểu mẫu, phông chữ, hồ sơ, Excel, PDF"))
    parser.add_argument("--json", action="store_true", help=_("in kết quả cho máy đọc"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    done = dict(checks())
    tell(options.json, done, "\n".join(f"{name}: {result}" for name, result in done.items()))
    return 0


def checks() -> Iterator[tuple[str, str]]:
    """Each check's name and what it found; a check that fails raises."""
    yield "forms", _("{count} biểu mẫu đọc được", count=_forms())
    yield "rules", _("{count} quy tắc phát hiện đọc được", count=_rules())
    yield "fonts", _("{count} phông chữ có đủ chữ Việt", count=_fonts())
    with tempfile.TemporaryDirectory(prefix="dochuan-check-") as folder:
        for name, size in _dossier(Path(folder)).items():
            yield name, _("ghi được, {size} byte", size=size)


def _forms() -> int:
    from app.domain.forms.reading import convert, read_xform

    forms = sorted(paths.shipped("forms").glob("*/*.md"))
    for path in forms:
        read_xform(convert(path).xform, path.stem)
    return len(forms)


def _rules() -> int:
    from app.services.rules import rules

    return len(rules().all)


def _fonts() -> int:
    from app.reports import fonts

    fonts.register()
    return len(fonts.FILES)


def _dossier(folder: Path) -> dict[str, int]:
    from app.services.dossiers import create_dossier, open_dossier
    from app.services.reporting import gather_dossier, write_checklist, write_summary

    file = folder / "check.dochuan"
    create_dossier(file, person="check", enterprise="check", surveyed_on=DAY).close()
    store = open_dossier(file, person="check")
    try:
        with store.reading() as unit:
            dossier = gather_dossier(unit)
    finally:
        store.close()
    writers: tuple[tuple[str, Callable[[Path], Path]], ...] = (
        ("xlsx", lambda path: write_checklist(dossier, DAY, path)),
        ("pdf", lambda path: write_summary(dossier, DAY, path)),
    )
    written = {"dochuan": file.stat().st_size}
    for kind, write in writers:
        written[kind] = write(folder / f"check.{kind}").stat().st_size
    written["signature"] = _signature(folder / "check.pdf")
    return written


def _signature(paper: Path) -> int:
    """Signed with a certificate made up for it, and found valid; the size of the signed file."""
    from app.services.signing import sign_paper, signed_name, trial_certificate

    return sign_paper(paper, signed_name(paper), trial_certificate()).path.stat().st_size
