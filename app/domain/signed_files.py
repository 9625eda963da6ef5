"""Digital signatures of PDF files: with what one signs, where it stands on the page, and what checking it found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

Stroke = tuple[tuple[float, float], ...]
"""One line of a drawn signature: (x, y) with 0 ≤ x ≤ 3 and 0 ≤ y ≤ 1, y downwards."""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A certificate with its key as a PKCS#12 file (.p12, .pfx). The passphrase is shown nowhere, kept nowhere."""

    content: bytes = field(repr=False)
    passphrase: str = field(repr=False)
    name: str = ""


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key on a token that is plugged in. module: the PKCS#11 driver; slot: its number; the PIN is kept nowhere.

    certificate: SHA-256 of the certificate to sign with, "" for the only one.
    """

    module: Path
    slot: int
    pin: str = field(repr=False)
    certificate: str = ""


Key = KeyFile | TokenKey


@dataclass(frozen=True, slots=True)
class Token:
    """A token that is plugged in, as its driver names it."""

    slot: int
    label: str
    maker: str = ""
    serial: str = ""


@dataclass(frozen=True, slots=True)
class SignPlace:
    """Where a visible signature stands. page: from 0; points from the lower left corner of the page."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRequest:
    """What goes into a signature besides the key. at: aware. place: None takes the paper's own place for signatures,
    or the foot of the last page. picture: PNG of the signature, b"" for none; strokes: a drawn one instead."""

    at: datetime
    reason: str = ""
    location: str = ""
    place: SignPlace | None = None
    picture: bytes = field(default=b"", repr=False)
    strokes: tuple[Stroke, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSeen:
    """A certificate as a person reads it. serial: hexadecimal. sha256: of its DER. Times are UTC."""

    subject: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_to: datetime
    self_signed: bool
    sha256: str

    def holds_at(self, moment: datetime) -> bool:
        return self.valid_from <= moment <= self.valid_to


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureSeen:
    """One signature of a PDF as checked.

    whole: the signed bytes are as they were and the signature is that of the certificate. covers: "file" (all of it),
    "revision" (all that was there when it was signed) or "part". changed: what came after: "" nothing, "signatures"
    (further signatures or filled fields, which are allowed), "other" (not allowed), "unknown". trust: "root" (leads to
    a root certificate that the office added), "self" (vouched for by itself alone), "unknown". problem: why it could
    not be checked, "" when it was. at: as the signer's own machine said it.
    """

    field: str
    whole: bool
    covers: str
    changed: str
    trust: str
    certificate: CertificateSeen | None = None
    at: datetime | None = None
    reason: str = ""
    location: str = ""
    certifies: bool = False
    problem: str = ""

    @property
    def in_time(self) -> bool | None:
        """Was the certificate in force when it signed? None when it is not known."""
        if self.certificate is None or self.at is None:
            return None
        return self.certificate.holds_at(self.at)

    @property
    def holds(self) -> bool:
        """Whole, nothing unlawful after it, and signed while the certificate was in force; whoever issued it."""
        lawful = self.covers in ("file", "revision") and self.changed in ("", "signatures")
        return self.whole and lawful and self.in_time is True and not self.problem


@dataclass(frozen=True, slots=True)
class SignedFile:
    """All signatures of one PDF, in the order in which they were given. sha256: of the file."""

    name: str
    sha256: str
    size: int
    signatures: tuple[SignatureSeen, ...]

    @property
    def holds(self) -> bool:
        return bool(self.signatures) and all(each.holds for each in self.signatures)
