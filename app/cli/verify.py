"""verify FILE.pdf: are its digital signatures whole? Exit code 0 when all are, 1 when not or none, 2 for bad input."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli.printing import tell
from app.domain.signed_files import SignedFile
from app.wording import _

NOT_VALID = 1


def add_to(commands: Any) -> None:
    parser = commands.add_parser("verify", help=_("kiểm tra chữ ký số của một tệp PDF, không cần mạng"))
    parser.add_argument("file", type=Path, metavar=_("TỆP"), help=_("tệp PDF"))
    parser.add_argument("--json", action="store_true", help=_("in kết quả cho máy đọc"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from app.services.signing import verify_pdf
    from app.services.signing_told import as_data

    file = verify_pdf(options.file)
    tell(options.json, as_data(file), _sentences(file))
    return 0 if file.holds else NOT_VALID


def _sentences(file: SignedFile) -> str:
    from app.services.signing_told import particulars, signer_of, told, verdict

    lines = [verdict(file)[1]]
    for number, each in enumerate(file.signatures, 1):
        lines.append(_("Chữ ký {number}: {who}", number=number, who=signer_of(each)))
        lines += [f"  {line}" for line in particulars(each)]
        lines += [f"  {line}" for _state, line in told(each)]
    return "\n".join(lines)
