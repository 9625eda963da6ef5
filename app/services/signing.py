"""Signing papers digitally and checking signed ones, without a network; pyHanko is loaded only when that is done."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.domain.errors import UserError
from app.domain.evidence import Evidence
from app.domain.signed_files import (
    CertificateSeen,
    Key,
    KeyFile,
    SignedFile,
    SignPlace,
    SignRequest,
    Stroke,
    Token,
)
from app.formats import now, tidy
from app.services.evidence import add_evidence
from app.storage.unit import Unit
from app.wording import _

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

LARGEST = 50_000_000
ROOT_ENDINGS = (".cer", ".crt", ".pem", ".der")
LARGEST_CERTIFICATE = 1_000_000
LARGEST_PICTURE = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A paper that was signed and checked again at once. visible: there is a box on the page; a certified paper whose
    places are all taken gets none."""

    path: Path
    certificate: CertificateSeen
    visible: bool
    checked: SignedFile


def key_file(path: Path, passphrase: str) -> KeyFile:
    """A certificate file from disk with what opens it; judged when it is used."""
    return KeyFile(_read(path, LARGEST_CERTIFICATE), passphrase, path.name)


def read_picture(path: Path) -> bytes:
    """A picture of a signature from disk; judged when it is put on a page."""
    return _read(path, LARGEST_PICTURE)


def sign_paper(
    source: Path,
    target: Path,
    key: Key,
    *,
    at: datetime | None = None,
    reason: str = "",
    location: str = "",
    place: SignPlace | None = None,
    picture: bytes = b"",
    strokes: tuple[Stroke, ...] = (),
) -> Outcome:
    """Write target: source with one more signature. source stays as it is, whatever happens; target appears whole or
    not at all. at: aware, this moment unless given."""
    from app.reports.placing import place as put
    from app.reports.signing import sign_pdf

    if target.exists() and source.exists() and target.samefile(source):
        raise UserError(_("Chọn tên khác cho bản đã ký: bản gốc “{name}” được giữ nguyên.", name=source.name))
    request = SignRequest(
        at=(at or now().astimezone()).replace(microsecond=0),
        reason=tidy(reason),
        location=tidy(location),
        place=place,
        picture=picture,
        strokes=strokes,
    )
    signed = sign_pdf(_read(source, LARGEST), source.name, key, request)
    checked = _check(signed.content, target.name)
    _demand_sound(checked, source.name)
    put(target, partial(_write, content=signed.content))
    return Outcome(path=target, certificate=signed.certificate, visible=signed.visible, checked=checked)


def _demand_sound(checked: SignedFile, name: str) -> None:
    """Nothing is written that would not be found valid at once."""
    if not checked.signatures or not checked.signatures[-1].holds:
        raise UserError(_("Chữ ký vừa tạo trên “{name}” không qua được kiểm tra nên không ghi bản đã ký.", name=name))
    if not checked.holds:
        raise UserError(
            _("Chữ ký có sẵn trên “{name}” không còn hợp lệ nên không ký thêm. Kiểm tra chữ ký của tệp.", name=name)
        )


def verify_pdf(path: Path) -> SignedFile:
    """Every signature of a PDF as checked against the roots that the office added. UserError for what is no PDF."""
    return _check(_read(path, LARGEST), path.name)


def signed_name(source: Path) -> Path:
    """The usual name of the signed file beside its paper; one that is not taken: a_da-ky.pdf, a_da-ky-2.pdf …"""
    stem = re.sub(r"_da-ky(-\d+)?$", "", source.stem)
    names = (f"{stem}_da-ky{f'-{number}' if number > 1 else ''}.pdf" for number in count(1))
    return next(each for name in names if not (each := source.with_name(name)).exists())


def trial_certificate(person: str = "", at: datetime | None = None) -> KeyFile:
    """A certificate made up for a demonstration; it says itself that it has no legal value, and is kept nowhere."""
    from app.reports.certificates import trial_key

    return trial_key(_("Chứng thư thử, không có giá trị pháp lý"), tidy(person), at or now())


def keep_signed(unit: Unit, content: bytes, name: str, linked_to: tuple[str, str]) -> Evidence:
    """Keep a signed PDF as evidence of a version or a meeting (kind, key); its SHA-256 is that of the evidence."""
    return _keep(unit, content, _check(content, name), linked_to)


def keep_outcome(unit: Unit, outcome: Outcome, linked_to: tuple[str, str]) -> Evidence:
    """The same for what was just signed and checked."""
    content = _read(outcome.path, LARGEST)
    if hashlib.sha256(content).hexdigest() != outcome.checked.sha256:
        raise UserError(_("“{name}” đã đổi sau khi ký. Ký lại.", name=outcome.path.name))
    return _keep(unit, content, outcome.checked, linked_to)


def _keep(unit: Unit, content: bytes, checked: SignedFile, linked_to: tuple[str, str]) -> Evidence:
    if not checked.signatures:
        raise UserError(_("“{name}” chưa có chữ ký số nào nên không giữ làm bản đã ký.", name=checked.name))
    who = ", ".join(each.certificate.subject for each in checked.signatures if each.certificate)
    return add_evidence(unit, content, checked.name, linked_to=linked_to, note=_("Bản đã ký số: {who}", who=who))


# ---- tokens


def tokens(module: Path) -> list[Token]:
    """What is plugged in, as the driver (a PKCS#11 module) tells."""
    from app.reports.tokens import tokens_of

    return tokens_of(module)


def certificates_on(module: Path, slot: int) -> list[CertificateSeen]:
    """Whose certificates a token carries; no PIN is asked for that."""
    from app.reports.tokens import certificates_of

    return certificates_of(module, slot)


# ---- roots the office trusts, on this machine


def roots_folder() -> Path:
    return paths.user_folder() / "roots"


def add_root(path: Path) -> list[CertificateSeen]:
    """Trust the certificates of this file from now on, on this machine."""
    from app.reports.certificates import describe, read_roots
    from app.reports.placing import place as put

    read = read_roots(_read(path, LARGEST_CERTIFICATE), path.name)
    for each in read:
        der = each.dump()
        put(roots_folder() / f"{hashlib.sha256(der).hexdigest()}.der", partial(_write, content=der))
    return [describe(each) for each in read]


def roots() -> list[CertificateSeen]:
    from app.reports.certificates import describe

    return [describe(each) for each in _roots()]


def remove_root(certificate: CertificateSeen) -> None:
    (roots_folder() / f"{certificate.sha256}.der").unlink(missing_ok=True)


def _roots() -> list[Certificate]:
    """Files that are no certificates are passed over: they trust nobody."""
    from app.reports.certificates import read_roots

    found: list[Certificate] = []
    for path in sorted(roots_folder().glob("*")) if roots_folder().is_dir() else []:
        if path.suffix in ROOT_ENDINGS:
            try:
                found += read_roots(_read(path, LARGEST_CERTIFICATE), path.name)
            except UserError:
                continue
    return found


def _check(content: bytes, name: str) -> SignedFile:
    from app.reports.verifying import check_pdf

    return check_pdf(content, name, _roots())


def _read(path: Path, largest: int) -> bytes:
    try:
        if path.stat().st_size > largest:
            raise UserError(_("“{name}” lớn hơn {size} MB nên không đọc.", name=path.name, size=largest // 1_000_000))
        return path.read_bytes()
    except FileNotFoundError as trouble:
        raise UserError(_("Không thấy tệp {path}.", path=path)) from trouble
    except OSError as trouble:
        raise UserError(
            _("Không đọc được tệp {path}: {reason}.", path=path, reason=trouble.strerror or "")
        ) from trouble


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
