"""Papers and certificates for tests of signing; every key is made when the tests run."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from app.domain.document import Document, Letterhead, Paragraph, Signatures
from app.domain.signed_files import CertificateSeen, KeyFile, SignRequest
from app.reports.certificates import describe, open_key, trial_key
from app.reports.pdf import pdf_bytes

AT = datetime(2026, 11, 24, 9, 12, 33, tzinfo=UTC)
SECRET = "Mật-khẩu thử 2026"
DIRECTOR, AUDITOR = "Nguyễn Văn A", "Trần Thị Bưởi"


@cache
def paper(people: int = 2) -> bytes:
    """A programme with this many places for signatures."""
    names = (("Giám đốc", DIRECTOR), ("Trưởng đoàn khảo sát", AUDITOR))[:people]
    return pdf_bytes(
        Document(
            title="Chương trình",
            subject="Đảm bảo đo lường tại nhà máy",
            letterhead=Letterhead(agency="Công ty An Lạc", place="Hưng Yên"),
            blocks=(Paragraph("Cân bàn số 5 được kiểm định trước ngày 31/12/2026."), Signatures(names)),
            as_of=date(2026, 11, 24),
        )
    )


@cache
def trial(name: str = "Chứng thư thử") -> KeyFile:
    return trial_key(name, "", AT)


def request(**given: object) -> SignRequest:
    return SignRequest(at=AT, **given)  # type: ignore[arg-type]


def certificate_of(key: KeyFile) -> CertificateSeen:
    return describe(open_key(key).signing_cert)


class Office:
    """A certification authority of its own, and the certificates it gives."""

    def __init__(self, name: str = "Trung tâm chứng thực thử") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.root = self._signed(self.name, self.key.public_key(), AT - timedelta(days=900), 4000, ca=True)

    def root_file(self) -> bytes:
        return self.root.public_bytes(Encoding.PEM)

    def key_file(self, person: str, *, begins: datetime = AT - timedelta(days=30), days: int = 365) -> KeyFile:
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._signed(
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, person)]), key.public_key(), begins, days, ca=False
        )
        content = pkcs12.serialize_key_and_certificates(
            b"key", key, certificate, None, BestAvailableEncryption(SECRET.encode())
        )
        return KeyFile(content, SECRET, "khóa.p12")

    def _signed(
        self, subject: x509.Name, public: ec.EllipticCurvePublicKey, begins: datetime, days: int, *, ca: bool
    ) -> x509.Certificate:
        names = "key_encipherment data_encipherment key_agreement encipher_only decipher_only"
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(
                x509.KeyUsage(
                    digital_signature=not ca,
                    content_commitment=not ca,
                    key_cert_sign=ca,
                    crl_sign=ca,
                    **dict.fromkeys(names.split(), False),
                ),
                critical=True,
            )
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
            .sign(self.key, hashes.SHA256())
        )
