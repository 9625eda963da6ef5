"""sign FILE.pdf: one more digital signature, written into a new file. The passphrase is never an argument."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import Any

from app.cli.printing import tell
from app.domain.errors import UserError
from app.domain.signed_files import Key, SignPlace, TokenKey
from app.formats import nfc
from app.wording import _

PASSPHRASE = "DOCHUAN_PASSPHRASE"


def add_to(commands: Any) -> None:
    parser = commands.add_parser("sign", help=_("ký số một tệp PDF bằng tệp chứng thư hoặc thẻ ký"))
    parser.add_argument("file", type=Path, metavar=_("TỆP"), help=_("tệp PDF"))
    parser.add_argument("--certificate", type=Path, help=_("tệp chứng thư PKCS#12 (.p12, .pfx)"))
    parser.add_argument("--module", type=Path, help=_("trình điều khiển PKCS#11 của thẻ ký"))
    parser.add_argument("--slot", type=int, help=_("số khe của thẻ ký, nếu cắm nhiều thẻ"))
    parser.add_argument("--serial", default="", help=_("số chứng thư, nếu thẻ có nhiều chứng thư"))
    parser.add_argument("--out", type=Path, help=_("tệp đã ký; mặc định đặt cạnh tệp gốc"))
    parser.add_argument("--picture", type=Path, help=_("ảnh chữ ký, PNG nền trong suốt"))
    parser.add_argument("--reason", default="", help=_("lý do ký"))
    parser.add_argument("--location", default="", help=_("nơi ký"))
    parser.add_argument("--page", type=int, help=_("trang có ô chữ ký, từ 1"))
    parser.add_argument(
        "--box", type=float, nargs=4, metavar=("X", "Y", "W", "H"), help=_("ô chữ ký, điểm in từ góc dưới bên trái")
    )
    parser.add_argument("--json", action="store_true", help=_("in kết quả cho máy đọc"))
    parser.epilog = _(
        "Mật khẩu: biến môi trường {name}, hoặc gõ vào khi được hỏi, hoặc đưa qua stdin.", name=PASSPHRASE
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from app.services.signing import sign_paper, signed_name
    from app.services.signing_told import as_data, signer_of, verdict

    place, picture = _place(options), _picture(options)
    made = sign_paper(
        options.file,
        options.out or signed_name(options.file),
        _key(options),
        reason=nfc(options.reason),
        location=nfc(options.location),
        place=place,
        picture=picture,
    )
    sentence = _(
        "Đã ký {path}: {who}. {verdict}",
        path=made.path,
        who=signer_of(made.checked.signatures[-1]),
        verdict=verdict(made.checked)[1],
    )
    tell(options.json, {"path": str(made.path), "visible": made.visible, **as_data(made.checked)}, sentence)
    return 0


def _key(options: argparse.Namespace) -> Key:
    from app.services.signing import key_file, tokens

    if (options.certificate is None) == (options.module is None):
        raise UserError(_("Chọn một trong hai: --certificate TỆP hoặc --module TRÌNH_ĐIỀU_KHIỂN."))
    if options.certificate is not None:
        key_file(options.certificate, "")
        return key_file(options.certificate, _secret(_("Mật khẩu tệp chứng thư: ")))
    plugged = tokens(options.module)
    if options.slot is None and len(plugged) != 1:
        raise UserError(_("Có {n} thẻ ký đang cắm. Cắm một thẻ, hoặc ghi --slot.", n=len(plugged)))
    slot = options.slot if options.slot is not None else plugged[0].slot
    certificate = _on_token(options.module, slot, options.serial) if options.serial else ""
    return TokenKey(options.module, slot, _secret(_("Mã PIN của thẻ ký: ")), certificate)


def _on_token(module: Path, slot: int, serial: str) -> str:
    """SHA-256 of the certificate with this serial number."""
    from app.services.signing import certificates_on

    there = certificates_on(module, slot)
    for each in there:
        if each.serial.casefold() == serial.casefold().removeprefix("0x").lstrip("0"):
            return each.sha256
    serials = ", ".join(each.serial for each in there)
    raise UserError(_("Thẻ ký không có chứng thư số {serial}; có: {serials}.", serial=serial, serials=serials))


def _secret(question: str) -> str:
    """From the environment, the keyboard without echo, or one line of standard input."""
    if PASSPHRASE in os.environ:
        return os.environ[PASSPHRASE]
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""


def _place(options: argparse.Namespace) -> SignPlace | None:
    if options.box is None and options.page is None:
        return None
    if options.box is None or options.page is None or options.page < 1:
        raise UserError(_("Ghi cả --page (từ 1) và --box X Y W H."))
    left, bottom, width, height = options.box
    return SignPlace(options.page - 1, left, bottom, left + width, bottom + height)


def _picture(options: argparse.Namespace) -> bytes:
    if options.picture is None:
        return b""
    from app.services.signing import read_picture

    return read_picture(options.picture)
