"""Signing a PDF and checking it again: whole, unchanged, by whom; and what cannot be signed."""

from __future__ import annotations

import random
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest

from app.domain.errors import UserError
from app.domain.signed_files import KeyFile, SignedFile, SignPlace, SignRequest
from app.reports.certificates import read_roots
from app.reports.signing import sign_pdf
from app.reports.verifying import check_pdf
from tests.reports.signed_samples import AT, AUDITOR, DIRECTOR, SECRET, Office, paper, request, trial

needs_pdfsig = pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed")


def signed(content: bytes | None = None, key: KeyFile | None = None, **given: object) -> bytes:
    return sign_pdf(paper() if content is None else content, "a.pdf", key or trial(), request(**given)).content


def checked(content: bytes) -> SignedFile:
    return check_pdf(content, "a.pdf")


def pdfsig(content: bytes, folder: Path) -> str:
    path = folder / "signed.pdf"
    path.write_bytes(content)
    return subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout


def test_a_signed_paper_says_who_when_and_why() -> None:
    content = signed(reason="Ban hành chương trình", location="Hưng Yên")

    (seen,) = checked(content).signatures

    assert seen.holds
    assert (seen.reason, seen.location, seen.at) == ("Ban hành chương trình", "Hưng Yên", AT)
    assert seen.certificate is not None
    assert seen.certificate.subject == "Chứng thư thử"
    assert seen.certificate.self_signed
    assert (seen.trust, seen.covers, seen.changed) == ("self", "file", "")


def test_signing_only_appends_to_the_file() -> None:
    content = signed()

    assert content.startswith(paper())


def test_the_first_signature_of_our_own_paper_certifies_it_and_leaves_room_for_the_second() -> None:
    office = Office()
    first = signed(key=office.key_file(DIRECTOR))

    second = signed(first, key=office.key_file(AUDITOR))

    director, auditor = checked(second).signatures
    assert (director.certifies, auditor.certifies) == (True, False)
    assert (director.field, auditor.field) == ("ChuKy1", "ChuKy2")
    assert (director.covers, director.changed) == ("revision", "signatures")
    assert director.holds
    assert auditor.holds


def test_a_signature_beyond_the_places_of_a_certified_paper_has_no_box_and_breaks_nothing() -> None:
    content = signed(paper(1))

    made = sign_pdf(content, "a.pdf", trial("Người thứ hai"), request())

    assert not made.visible
    assert checked(made.content).holds


def test_the_box_stands_between_position_and_name_and_tells_signer_and_time() -> None:
    content = signed(paper(1), reason="Đã kiểm tra")

    text = flattened(content)

    assert "24/11/2026 09:12:33 +00:00" in text.get_text_range()
    assert height(text, "GIÁM ĐỐC") > height(text, "Ký số bởi: Chứng thư thử") > height(text, DIRECTOR)


def flattened(content: bytes) -> pypdfium2.PdfTextPage:
    """The text of the first page with what stands in its fields."""
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    document[0].flatten()
    return document[0].get_textpage()


def height(text: pypdfium2.PdfTextPage, words: str) -> float:
    """How far above the foot of the page these words stand, in points."""
    found = text.search(words).get_next()
    assert found is not None
    return float(text.get_charbox(found[0])[1])


def test_a_paper_that_does_not_know_its_places_is_signed_at_the_foot_of_its_last_page() -> None:
    content = foreign_pdf()

    made = sign_pdf(content, "a.pdf", trial(), request())

    (seen,) = checked(made.content).signatures
    assert made.visible
    assert not seen.certifies
    assert height(flattened(made.content), "Ký số bởi") < 140


def test_a_place_that_is_given_is_used() -> None:
    made = sign_pdf(foreign_pdf(), "a.pdf", trial(), request(place=SignPlace(0, 50, 600, 260, 670)))

    assert made.visible
    assert checked(made.content).holds


def foreign_pdf() -> bytes:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    held = BytesIO()
    canvas = Canvas(held)
    canvas.drawString(100, 700, "A letter")
    canvas.save()
    return held.getvalue()


def test_a_changed_byte_is_found_out() -> None:
    content = bytearray(signed())
    content[paper().index(b"/Title") + 8] ^= 1

    (seen,) = checked(bytes(content)).signatures

    assert not seen.whole
    assert not seen.holds


def test_what_is_appended_after_signing_is_found_out() -> None:
    from io import BytesIO

    from pyhanko.pdf_utils.generic import TextStringObject, pdf_name
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(signed()))
    page, _resources = writer.find_page_for_modification(0)
    page.get_object()[pdf_name("/Note")] = TextStringObject("more")
    writer.mark_update(page)
    held = BytesIO()
    writer.write(held)

    (seen,) = checked(held.getvalue()).signatures

    assert seen.whole
    assert seen.changed == "other"
    assert not seen.holds


def test_what_hides_in_the_room_behind_a_signature_is_found_out() -> None:
    content = signed()
    start = content.index(b"/Contents <") + len(b"/Contents <")
    end = content.index(b">", start)
    changed = content[: end - 4] + b"beef" + content[end:]

    assert checked(content).holds
    assert not checked(changed).holds


def test_any_byte_that_is_spoilt_is_found_out_or_means_the_same() -> None:
    content, chance = signed(), random.Random(20261124)
    for _each in range(150):
        place = chance.randrange(len(content))
        spoilt = bytearray(content)
        spoilt[place] ^= 1 << chance.randrange(8)

        try:
            holds = checked(bytes(spoilt)).holds
        except UserError as told:
            assert str(told).count("\n") == 0
            continue

        same = spoilt[place : place + 1].lower() == content[place : place + 1].lower()  # a hexadecimal digit's case
        assert not holds or same, place


def test_files_cut_short_or_stuffed_with_noise_give_one_sentence() -> None:
    content, chance = signed(), random.Random(7)
    for _each in range(80):
        spoilt = bytearray(content[: chance.randrange(len(content))])
        for _more in range(20):
            if spoilt:
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)

        try:
            assert not checked(bytes(spoilt)).holds
        except UserError as told:
            assert "\n" not in str(told)


def test_a_root_that_the_office_added_vouches_for_the_signer() -> None:
    office, stranger = Office(), Office("Nơi khác")
    content = signed(key=office.key_file(DIRECTOR))

    (known,) = check_pdf(content, "a.pdf", read_roots(office.root_file(), "root.pem")).signatures
    (unknown,) = check_pdf(content, "a.pdf", read_roots(stranger.root_file(), "root.pem")).signatures

    assert known.trust == "root"
    assert unknown.trust == "unknown"
    assert unknown.holds
    assert known.certificate is not None
    assert known.certificate.issuer == "Trung tâm chứng thực thử"


def test_a_certificate_that_was_not_in_force_on_the_day_is_found_out() -> None:
    office = Office()
    key = office.key_file(DIRECTOR, begins=AT - timedelta(days=400), days=30)
    content = sign_pdf(paper(), "a.pdf", key, SignRequest(at=AT - timedelta(days=390))).content

    (then,) = checked(content).signatures

    assert then.in_time is True
    assert then.holds


def test_an_expired_certificate_signs_nothing() -> None:
    key = Office().key_file(DIRECTOR, begins=AT - timedelta(days=400), days=30)

    with pytest.raises(UserError) as told:
        signed(key=key)

    assert str(told.value) == (
        f"Chứng thư của {DIRECTOR} chỉ có hiệu lực từ 20/10/2025 đến 19/11/2025 nên không ký được hôm nay."
    )


def test_a_wrong_passphrase_is_told_without_repeating_it() -> None:
    key = Office().key_file(DIRECTOR)

    with pytest.raises(UserError) as told:
        signed(key=KeyFile(key.content, "sai", key.name))

    assert str(told.value) == "Mật khẩu không mở được tệp chứng thư “khóa.p12”. Gõ lại mật khẩu của tệp."


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"0\x82" + b"\xff" * 40, b"x" * 2_000_000])
def test_what_is_no_certificate_file_is_refused(content: bytes) -> None:
    with pytest.raises(UserError, match="không phải tệp chứng thư PKCS#12"):
        signed(key=KeyFile(content, SECRET, "a.p12"))


def test_spoilt_certificate_files_give_one_sentence() -> None:
    key, chance = Office().key_file(DIRECTOR), random.Random(3)
    for _each in range(120):
        spoilt = bytearray(key.content)
        for _more in range(chance.choice((1, 1, 4))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)

        try:
            made = signed(key=KeyFile(bytes(spoilt), SECRET, "a.p12"))
        except UserError as told:
            assert "\n" not in str(told)
        else:
            assert checked(made).signatures


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"hello", "không phải tệp PDF"),
        (b"%PDF-1.7\n", "hỏng hoặc không theo chuẩn"),
        (b"%PDF-1.7\n" + b"0" * 50_000_001, "lớn hơn 50 MB"),
    ],
)
def test_what_is_no_pdf_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        signed(content)


def test_a_locked_pdf_is_refused() -> None:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    held = BytesIO()
    canvas = Canvas(held, encrypt="x")
    canvas.drawString(1, 1, "a")
    canvas.save()

    with pytest.raises(UserError, match="đang khóa bằng mật khẩu"):
        signed(held.getvalue())


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(UserError, match="ảnh chữ ký"):
        signed(picture=b"\x89PNG\r\n\x1a\n" + b"\xff" * 60)


def test_a_paper_without_signatures_holds_nothing() -> None:
    assert checked(paper()).signatures == ()
    assert not checked(paper()).holds


@needs_pdfsig
def test_an_independent_tool_finds_both_signatures_valid(tmp_path: Path) -> None:
    content = signed(signed(), key=trial("Người thứ hai"))

    told = pdfsig(content, tmp_path)

    assert told.count("Signature is Valid.") == 2
    assert told.count("ETSI.CAdES.detached") == 2
    assert "Total document signed" in told


@needs_pdfsig
def test_an_independent_tool_finds_the_changed_byte(tmp_path: Path) -> None:
    content = bytearray(signed())
    content[paper().index(b"/Title") + 8] ^= 1

    told = pdfsig(bytes(content), tmp_path)

    assert "Signature is Valid." not in told
    assert "Digest Mismatch" in told
