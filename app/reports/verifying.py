"""Checking the signatures of a PDF without a network: whole, unchanged since, by whom, when, and who vouches for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.domain.errors import UserError
from app.domain.signed_files import SignatureSeen, SignedFile
from app.formats import nfc
from app.reports.certificates import describe
from app.reports.signing import open_pdf, readable
from app.wording import _

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

MOST = 50
"""Signatures of one file that are looked at; more are refused."""


def check_pdf(content: bytes, name: str, roots: Iterable[Certificate] = ()) -> SignedFile:
    """All signatures of a PDF. UserError when it cannot be read at all. roots: certificates the office trusts."""
    trusted = list(roots)
    reader = open_pdf(content, name)
    with readable(name):
        embedded = list(reader.embedded_signatures)
        if len(embedded) > MOST:
            raise UserError(_("“{name}” có hơn {count} chữ ký nên không kiểm tra.", name=name, count=MOST))
        seen = tuple(_check(each, trusted) for each in embedded if each.sig_object_type == "/Sig")
    return SignedFile(name, hashlib.sha256(content).hexdigest(), len(content), seen)


def _check(embedded: EmbeddedPdfSignature, roots: list[Certificate]) -> SignatureSeen:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    at = _aware(embedded.self_reported_timestamp)
    try:
        status: Any = validate_pdf_signature(
            embedded,
            ValidationContext(
                trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail", moment=at or datetime.now(UTC)
            ),
            key_usage_settings=KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}),
        )
        return _seen(embedded, status, at)
    except _troubles() as trouble:
        return SignatureSeen(
            field=nfc(str(embedded.field_name)),
            whole=False,
            covers="part",
            changed="unknown",
            trust="unknown",
            at=at,
            problem=_("chữ ký này hỏng hoặc theo kiểu không kiểm tra được ({kind})", kind=type(trouble).__name__),
        )


def _troubles() -> tuple[type[Exception], ...]:
    """What a spoilt signature or certificate may raise; most of it is a ValueError."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko_certvalidator import errors

    of_path = (errors.PathError, errors.ValidationError, errors.CRLValidationError, errors.OCSPValidationError)
    of_data = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError)
    return (PdfError, UnsupportedAlgorithm, NotImplementedError, OSError, *of_path, *of_data)


def _seen(embedded: EmbeddedPdfSignature, status: Any, at: datetime | None) -> SignatureSeen:
    certificate = describe(status.signing_cert)
    trust = "root" if status.trusted else "self" if certificate.self_signed else "unknown"
    return SignatureSeen(
        field=nfc(str(embedded.field_name)),
        whole=bool(status.intact and status.valid) and not _has_stowaway(embedded.pkcs7_content),
        covers=_covers(status.coverage),
        changed=_changed(status),
        trust=trust,
        certificate=certificate,
        at=at,
        reason=_said(embedded, "/Reason"),
        location=_said(embedded, "/Location"),
        certifies=embedded.docmdp_level is not None,
    )


def _has_stowaway(container: bytes) -> bool:
    """Does anything but zeros fill the room that was left behind the signature? Nothing else may be there."""
    from asn1crypto import parser

    _class, _method, _tag, header, content, trailer = parser.parse(container, strict=False)
    return any(container[len(header) + len(content) + len(trailer) :])


def _covers(coverage: Any) -> str:
    from pyhanko.sign.validation.status import SignatureCoverageLevel as Level

    return {Level.ENTIRE_FILE: "file", Level.ENTIRE_REVISION: "revision"}.get(coverage, "part")


def _changed(status: Any) -> str:
    from pyhanko.sign.diff_analysis import ModificationLevel as Level

    level = status.modification_level
    if level is None:
        return "unknown"
    if level == Level.NONE:
        return ""
    return "signatures" if level <= Level.FORM_FILLING and status.docmdp_ok else "other"


def _said(embedded: EmbeddedPdfSignature, name: str) -> str:
    return nfc(str(embedded.sig_object.get(name, "")))[:500]


def _aware(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
