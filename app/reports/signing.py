"""Signing a PDF: an update appended to the file (PAdES baseline B-B), with a visible box where the paper has its place.

No network is asked. The first signature of a paper that knows its places for signatures certifies it: afterwards only
those places may be filled (ISO 32000-1, 12.8.2.2, P = 2). Other files get plain approval signatures.
"""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.errors import UserError
from app.domain.signed_files import CertificateSeen, Key, KeyFile, SignPlace, SignRequest
from app.formats import show_date
from app.reports.certificates import describe, open_key
from app.reports.signature_look import look
from app.reports.signature_places import default_place, own_places
from app.wording import _

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.signers import Signer

MEGABYTE = 1_000_000
LARGEST = 50 * MEGABYTE
FIELD = "ChuKy"


@dataclass(frozen=True, slots=True)
class Signed:
    """The signed file, and by which certificate. visible: there is a box on the page."""

    content: bytes
    certificate: CertificateSeen
    visible: bool


def sign_pdf(content: bytes, name: str, key: Key, request: SignRequest) -> Signed:
    """The PDF with one more signature. UserError, in one sentence, for whatever does not let it be signed."""
    with opened_key(key) as signer:
        seen = describe(signer.signing_cert)
        _demand_in_force(seen, request.at)
        with readable(name):
            return _signed(open_pdf(content, name), content, signer, seen, request)


@contextmanager
def opened_key(key: Key) -> Iterator[Signer]:
    if isinstance(key, KeyFile):
        yield open_key(key)
    else:
        from app.reports.tokens import open_token

        with open_token(key) as signer:
            yield signer


def open_pdf(content: bytes, name: str) -> PdfFileReader:
    from pyhanko.pdf_utils.reader import PdfFileReader

    if len(content) > LARGEST:
        raise UserError(_("“{name}” lớn hơn {size} MB nên không ký, không kiểm tra chữ ký được.", name=name, size=50))
    if not content.lstrip()[:5] == b"%PDF-":
        raise UserError(_("“{name}” không phải tệp PDF.", name=name))
    with readable(name):
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        if reader.encrypted:
            raise UserError(_("“{name}” đang khóa bằng mật khẩu. Lưu một bản PDF không khóa rồi làm lại.", name=name))
        int(reader.root["/Pages"]["/Count"])
    return reader


@contextmanager
def readable(name: str) -> Iterator[None]:
    """A spoilt or malicious file may trip its reader anywhere: one sentence for all of it."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError

    try:
        with _quiet():
            yield
    except (
        PdfError, SigningError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError,
        RecursionError, NotImplementedError, EOFError, OSError, MemoryError, zlib.error, struct.error,
    ) as trouble:  # fmt: skip
        raise UserError(
            _("Không đọc được “{name}”: tệp PDF hỏng hoặc không theo chuẩn. Tệp vẫn như cũ.", name=name)
        ) from trouble


@contextmanager
def _quiet() -> Iterator[None]:
    """The libraries' own remarks on what they find are for programmers; ours are told to the person."""
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [each.level for each in loggers]
    for each in loggers:
        each.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for each, level in zip(loggers, before, strict=True):
            each.setLevel(level)


def _demand_in_force(seen: CertificateSeen, at: datetime) -> None:
    if seen.holds_at(at):
        return
    first, last = show_date(seen.valid_from.date()), show_date(seen.valid_to.date())
    raise UserError(
        _(
            "Chứng thư của {name} chỉ có hiệu lực từ {first} đến {last} nên không ký được hôm nay.",
            name=seen.subject,
            first=first,
            last=last,
        )
    )


def _signed(
    reader: PdfFileReader, content: bytes, signer: Signer, seen: CertificateSeen, request: SignRequest
) -> Signed:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
    from pyhanko.sign.signers import PdfSignatureMetadata

    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    first = not list(reader.embedded_signatures)
    places = own_places(writer) if first and request.place is None else []
    for number, each in enumerate(places, 1):
        append_signature_field(writer, SigFieldSpec(f"{FIELD}{number}", on_page=each.page, box=_box(each)))
    field, spec, box_size = _field(writer, reader, request.place)
    meta = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        location=request.location or None,
        reason=request.reason or None,
        certify=first and bool(places),
        subfilter=SigSeedSubFilter.PADES,
    )
    style = _style(request, seen.subject.split(";")[0], *box_size) if box_size else None
    out = _session(meta, signer, style, spec, request.at).sign_pdf(writer, output=io.BytesIO())
    return Signed(out.getvalue(), seen, box_size is not None)


def _field(
    writer: IncrementalPdfFileWriter, reader: PdfFileReader, place: SignPlace | None
) -> tuple[str, Any, tuple[float, float] | None]:
    """Which field takes the signature, how it is made if it is new, and the size of its box in points."""
    from pyhanko.sign.fields import SigFieldSpec, enumerate_sig_fields

    taken = len(list(reader.embedded_signatures))
    if place is None:
        for name, _value, reference in enumerate_sig_fields(writer, filled_status=False):
            left, bottom, right, top = (float(each) for each in reference.get_object()["/Rect"])
            size = (abs(right - left), abs(top - bottom))
            return name, None, size if min(size) > 1 else None
    field = f"{FIELD}{_unused(writer)}"
    if _is_certified(reader):  # a box that was not there before would break the certification
        return field, SigFieldSpec(field), None
    chosen = place or default_place(writer, taken)
    size = (chosen.right - chosen.left, chosen.top - chosen.bottom)
    return field, SigFieldSpec(field, on_page=chosen.page, box=_box(chosen)), size


def _box(place: SignPlace) -> tuple[int, int, int, int]:
    return round(place.left), round(place.bottom), round(place.right), round(place.top)


def _unused(writer: IncrementalPdfFileWriter) -> int:
    from pyhanko.sign.fields import enumerate_sig_fields

    names = {name for name, _value, _reference in enumerate_sig_fields(writer)}
    return next(number for number in range(1, len(names) + 2) if f"{FIELD}{number}" not in names)


def _is_certified(reader: PdfFileReader) -> bool:
    return any(each.docmdp_level is not None for each in reader.embedded_signatures)


def _style(request: SignRequest, signer: str, width: float, height: float) -> Any:
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
    from pyhanko.stamp import StaticStampStyle

    drawn = look(request, signer, width, height)

    class Drawn(PdfContent):
        """The look as one more page that is put into the box."""

        def render(self) -> bytes:
            from pyhanko.pdf_utils.reader import PdfFileReader

            page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(drawn)))
            self.resources.xobject["/Look"] = page
            self.box = BoxConstraints(width=width, height=height)
            return b"/Look Do"

    return StaticStampStyle(
        border_width=0,
        background=Drawn(),
        background_opacity=1.0,
        background_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0)
        ),
    )


def _session(meta: Any, signer: Signer, style: Any, spec: Any, at: datetime) -> Any:
    from pyhanko.sign.signers import PdfSigner

    class AtThisTime(PdfSigner):
        """Says the time that the box shows, not that of some moments later."""

        def init_signing_session(self, *given: Any, **named: Any) -> Any:
            session = super().init_signing_session(*given, **named)
            session.system_time = at
            return session

    return AtThisTime(meta, signer, stamp_style=style, new_field_spec=spec)
