"""Certificates with their keys in PKCS#12 files: opened for one signature, described, and made up for trials."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.errors import UserError
from app.domain.signed_files import CertificateSeen, KeyFile
from app.wording import _

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate, Name
    from pyhanko.sign.signers import SimpleSigner

LARGEST = 1_000_000
OTHER_USES = (
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)
"""What a certificate for signing is not for."""

MOST_ROUNDS = 5_000_000
"""Of the passphrase's derivation: more would only keep the machine busy; what is in use has up to some 600 000."""


def open_key(key: KeyFile) -> SimpleSigner:
    """What signs. UserError for a file that is no PKCS#12, a wrong passphrase, or one without key and certificate."""
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates
    from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1 as as_asn1
    from pyhanko.keys.internal import translate_pyca_cryptography_key_to_asn1 as key_as_asn1
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    _demand_pkcs12(key)
    try:
        private, certificate, others = load_key_and_certificates(key.content, key.passphrase.encode() or None)
    except (ValueError, TypeError, NotImplementedError) as trouble:
        raise UserError(
            _("Mật khẩu không mở được tệp chứng thư “{name}”. Gõ lại mật khẩu của tệp.", name=key.name)
        ) from trouble
    if private is None or certificate is None:
        raise UserError(
            _("Tệp “{name}” không có đủ khóa và chứng thư để ký. Chọn tệp do nơi cấp chứng thư giao.", name=key.name)
        )
    try:
        store: Any = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(as_asn1(each) for each in others)
        return SimpleSigner(signing_key=key_as_asn1(private), signing_cert=as_asn1(certificate), cert_registry=store)
    except (ValueError, TypeError, NotImplementedError) as trouble:
        raise UserError(_("Loại khóa trong tệp “{name}” không dùng để ký PDF được.", name=key.name)) from trouble


def _demand_pkcs12(key: KeyFile) -> None:
    from asn1crypto.pkcs12 import Pfx

    wrong = UserError(_("“{name}” không phải tệp chứng thư PKCS#12 (.p12, .pfx). Chọn tệp khác.", name=key.name))
    if not 0 < len(key.content) <= LARGEST:
        raise wrong
    try:
        rounds = max(_rounds(Pfx.load(key.content, strict=True)), default=0)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as trouble:
        raise wrong from trouble
    if rounds > MOST_ROUNDS:
        raise wrong


def _rounds(pfx: Any) -> Iterator[int]:
    """How often the passphrase would be stirred, wherever the file says so in the open."""
    if pfx["version"].native != "v3":
        raise ValueError("no PKCS#12 of version 3")
    if pfx["mac_data"].native:
        yield int(pfx["mac_data"]["iterations"].native)
    for safe in pfx.authenticated_safe:
        if safe["content_type"].native == "encrypted_data":
            yield from _iterations(safe["content"]["encrypted_content_info"]["content_encryption_algorithm"].native)
        elif safe["content_type"].native == "data":
            yield from _iterations(_bags(safe["content"].native))


def _bags(content: bytes) -> list[Any]:
    from asn1crypto.pkcs12 import SafeContents

    bags = SafeContents.load(content)
    kept = [each["bag_value"] for each in bags if each["bag_id"].native == "pkcs8_shrouded_key_bag"]
    return [each["encryption_algorithm"].native for each in kept]


def _iterations(part: Any) -> Iterator[int]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name in ("iterations", "iteration_count") and isinstance(value, int):
                yield value
            else:
                yield from _iterations(value)
    elif isinstance(part, list):
        for value in part:
            yield from _iterations(value)


def describe(certificate: Certificate) -> CertificateSeen:
    validity = certificate["tbs_certificate"]["validity"]
    return CertificateSeen(
        subject=told_name(certificate.subject),
        issuer=told_name(certificate.issuer),
        serial=f"{certificate.serial_number:X}",
        valid_from=validity["not_before"].native,
        valid_to=validity["not_after"].native,
        self_signed=certificate.self_signed in ("yes", "maybe"),
        sha256=hashlib.sha256(certificate.dump()).hexdigest(),
    )


def told_name(name: Name) -> str:
    """The person first, then post and organisation: "Nguyễn Văn A; Giám đốc; Công ty X"."""
    found: dict[str, str] = {}
    for key, value in dict(name.native).items():
        found[key] = ", ".join(value) if isinstance(value, list) else str(value)
    wanted = ("common_name", "title", "organizational_unit_name", "organization_name")
    told = [found[each] for each in wanted if found.get(each)]
    return "; ".join(dict.fromkeys(told)) or "; ".join(found.values())


def read_roots(content: bytes, name: str) -> list[Certificate]:
    """The certificates of a PEM or DER file; UserError when it holds none."""
    from asn1crypto import pem
    from asn1crypto.x509 import Certificate

    wrong = UserError(_("“{name}” không phải tệp chứng thư (.cer, .crt, .pem). Chọn tệp khác.", name=name))
    if not 0 < len(content) <= LARGEST:
        raise wrong
    try:
        blocks = (
            [der for kind, _headers, der in pem.unarmor(content, multiple=True) if kind == "CERTIFICATE"]
            if pem.detect(content)
            else [content]
        )
        read = [Certificate.load(each, strict=True) for each in blocks]
        for each in read:
            describe(each)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as trouble:
        raise wrong from trouble
    if not read:
        raise wrong
    return read


def trial_key(name: str, person: str, at: datetime) -> KeyFile:
    """A throw-away certificate that vouches only for itself, in force for a year; its passphrase is made up and
    forgotten with it. name: what it calls itself (at most 64 letters)."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
    from cryptography.x509.oid import NameOID

    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, name[:64])]
    if person:
        parts.append(x509.NameAttribute(NameOID.TITLE, person[:64]))
    subject = x509.Name(parts)
    usage = dict.fromkeys(OTHER_USES, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=365))
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(private, hashes.SHA256())
    )
    passphrase = secrets.token_urlsafe(24)
    content = pkcs12.serialize_key_and_certificates(
        name.encode(), private, certificate, None, BestAvailableEncryption(passphrase.encode())
    )
    return KeyFile(content, passphrase, name)
