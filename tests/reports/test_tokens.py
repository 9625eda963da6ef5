"""Signing with a token, tried on SoftHSM where it is installed (Debian: softhsm2)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.signed_files import TokenKey
from app.reports.signing import sign_pdf
from app.reports.tokens import certificates_of, tokens_of
from app.reports.verifying import check_pdf
from tests.reports.signed_samples import paper, request, trial

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "246810"
needs_softhsm = pytest.mark.skipif(
    not MODULE.exists() or shutil.which("softhsm2-util") is None, reason="softhsm2 is not installed"
)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TokenKey]:
    """A token of its own with one key and its certificate. The driver reads its settings once in a process."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\n")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    util("--init-token", "--free", "--label", "The thu", "--pin", PIN, "--so-pin", "13579111")
    fill(folder)
    yield TokenKey(MODULE, tokens_of(MODULE)[0].slot, PIN)
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


def util(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True)


def fill(folder: Path) -> None:
    import pkcs11
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
    from pkcs11.util.x509 import decode_x509_certificate

    made = trial("Thẻ thử")
    private, certificate, _others = pkcs12.load_key_and_certificates(made.content, made.passphrase.encode())
    assert private is not None
    assert certificate is not None
    pem = folder / "key.pem"
    pem.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    util("--import", str(pem), "--token", "The thu", "--label", "khoa", "--id", "0A", "--pin", PIN)
    token = next(each.get_token() for each in pkcs11.lib(str(MODULE)).get_slots(True))
    with token.open(user_pin=PIN, rw=True) as session:
        fields = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
        session.create_object({**fields, pkcs11.Attribute.ID: b"\x0a", pkcs11.Attribute.TOKEN: True})


@needs_softhsm
def test_a_plugged_in_token_is_listed_with_its_label(key: TokenKey) -> None:
    assert [each.label for each in tokens_of(MODULE)] == ["The thu"]


@needs_softhsm
def test_a_token_signs_and_the_signature_holds(key: TokenKey) -> None:
    content = sign_pdf(paper(), "a.pdf", key, request()).content

    file = check_pdf(content, "a.pdf")

    assert file.holds
    assert file.signatures[0].certificate == certificates_of(MODULE, key.slot)[0]


@needs_softhsm
def test_a_wrong_pin_is_told(key: TokenKey) -> None:
    with pytest.raises(UserError, match="Mã PIN của thẻ ký không đúng"):
        sign_pdf(paper(), "a.pdf", TokenKey(MODULE, key.slot, "000000"), request())


@needs_softhsm
def test_a_token_that_was_pulled_out_is_told(key: TokenKey) -> None:
    with pytest.raises(UserError, match="Thẻ ký đã rút ra"):
        certificates_of(MODULE, key.slot + 1)


@needs_softhsm
def test_a_certificate_that_the_token_does_not_have_signs_nothing(key: TokenKey) -> None:
    with pytest.raises(UserError, match="không có chứng thư kèm khóa"):
        sign_pdf(paper(), "a.pdf", TokenKey(MODULE, key.slot, PIN, certificate="00"), request())


def test_a_driver_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Không thấy trình điều khiển thẻ ký"):
        tokens_of(tmp_path / "none.so")


def test_a_file_that_is_no_driver_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.so").write_text("no driver")

    with pytest.raises(UserError, match="Không nạp được trình điều khiển thẻ ký “a"):
        tokens_of(tmp_path / "a.so")
