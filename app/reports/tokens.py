"""Keys on a token that is plugged in, reached through its PKCS#11 driver; the PIN goes to the token, nowhere else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import UserError
from app.domain.signed_files import CertificateSeen, Token, TokenKey
from app.formats import tidy
from app.reports.certificates import describe
from app.wording import _

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers import Signer


def tokens_of(module: Path) -> list[Token]:
    """The tokens that are plugged in. UserError when the driver cannot be loaded."""
    with _told():
        slots = [each for each in _driver(module).get_slots(token_present=True) if _is_ready(each)]
        return [_token(each) for each in slots]


def certificates_of(module: Path, slot: int) -> list[CertificateSeen]:
    """The certificates of persons on a token, those in force longest first; they lie in the open, no PIN is asked."""
    with _told(), _session(module, slot, None) as session:
        found = [each for each, _id in _certificates(session) if not each.ca]
        return sorted(map(describe, found), key=lambda each: each.valid_to, reverse=True)


@contextmanager
def open_token(key: TokenKey) -> Iterator[Signer]:
    """What signs, while the token's session is open."""
    from pyhanko.sign.pkcs11 import PKCS11Signer

    with _told(), _session(key.module, key.slot, key.pin) as session:
        wanted = [
            (certificate, id)
            for certificate, id in _pairs(session)
            if key.certificate in ("", hashlib.sha256(certificate.dump()).hexdigest())
        ]
        if not wanted:
            raise UserError(_("Thẻ ký không có chứng thư kèm khóa để ký. Hỏi nơi cấp thẻ."))
        if len(wanted) > 1:
            raise UserError(_("Thẻ ký có {n} chứng thư. Chọn chứng thư để ký.", n=len(wanted)))
        certificate, id = wanted[0]
        yield PKCS11Signer(session, signing_cert=certificate, key_id=id)


def _driver(module: Path) -> Any:
    import pkcs11

    if not module.is_file():
        raise UserError(_("Không thấy trình điều khiển thẻ ký “{name}”. Chọn lại tệp của nơi cấp thẻ.", name=module))
    try:
        return pkcs11.lib(str(module))
    except (pkcs11.PKCS11Error, OSError, RuntimeError) as trouble:
        raise UserError(
            _("Không nạp được trình điều khiển thẻ ký “{name}”. Chọn lại tệp của nơi cấp thẻ.", name=module.name)
        ) from trouble


def _is_ready(slot: Any) -> bool:
    import pkcs11

    return bool(slot.get_token().flags & pkcs11.TokenFlag.TOKEN_INITIALIZED)


def _token(slot: Any) -> Token:
    token = slot.get_token()
    serial = token.serial.decode("ascii", "replace") if isinstance(token.serial, bytes) else str(token.serial)
    return Token(int(slot.slot_id), tidy(token.label), tidy(str(token.manufacturer_id)), tidy(serial))


@contextmanager
def _session(module: Path, slot: int, pin: str | None) -> Iterator[Any]:
    slots = [each for each in _driver(module).get_slots(token_present=True) if each.slot_id == slot]
    if not slots:
        raise UserError(_("Thẻ ký đã rút ra. Cắm lại rồi thử lại."))
    token = slots[0].get_token()
    session = token.open() if pin is None else token.open(user_pin=pin)
    try:
        yield session
    finally:
        session.close()


def _pairs(session: Any) -> Iterator[tuple[Certificate, bytes]]:
    """Each certificate whose private key lies on the same token, with the number both carry."""
    import pkcs11

    keys = {
        bytes(each[pkcs11.Attribute.ID])
        for each in session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY})
    }
    return ((certificate, id) for certificate, id in _certificates(session) if id in keys)


def _certificates(session: Any) -> Iterator[tuple[Certificate, bytes]]:
    import pkcs11
    from asn1crypto.x509 import Certificate

    for each in session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}):
        yield Certificate.load(bytes(each[pkcs11.Attribute.VALUE])), bytes(each[pkcs11.Attribute.ID])


@contextmanager
def _told() -> Iterator[None]:
    """What the driver refuses becomes one sentence."""
    import pkcs11.exceptions as refused

    try:
        yield
    except (refused.PinIncorrect, refused.PinInvalid, refused.PinLenRange) as trouble:
        raise UserError(_("Mã PIN của thẻ ký không đúng. Sai nhiều lần thẻ sẽ bị khóa.")) from trouble
    except refused.PinLocked as trouble:
        raise UserError(_("Thẻ ký đã bị khóa vì nhập sai mã PIN. Hỏi nơi cấp thẻ.")) from trouble
    except (refused.TokenNotPresent, refused.NoSuchToken, refused.DeviceRemoved) as trouble:
        raise UserError(_("Thẻ ký đã rút ra. Cắm lại rồi thử lại.")) from trouble
    except refused.PKCS11Error as trouble:
        raise UserError(
            _("Thẻ ký không làm được việc này ({kind}). Hỏi nơi cấp thẻ.", kind=type(trouble).__name__)
        ) from trouble
