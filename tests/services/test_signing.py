"""Signing papers as the office does it: files beside files, evidence with its hash, roots of this machine."""

from __future__ import annotations

import hashlib
import logging
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.errors import UserError
from app.domain.signed_files import KeyFile
from app.services import signing
from app.services.dossiers import create_dossier
from app.services.evidence import evidence_of
from app.services.signing_told import as_data, told, verdict
from tests.reports.signed_samples import AT, AUDITOR, DIRECTOR, SECRET, Office, certificate_of, paper


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOCHUAN_HOME", str(tmp_path / "home"))
    return tmp_path


def paper_file(folder: Path) -> Path:
    path = folder / "chương trình.pdf"
    path.write_bytes(paper())
    return path


def signed_file(folder: Path, office: Office | None = None) -> Path:
    source = paper_file(folder)
    key = (office or Office()).key_file(DIRECTOR)
    return signing.sign_paper(source, signing.signed_name(source), key, at=AT).path


def test_a_paper_is_signed_into_a_new_file_and_checked_at_once(home: Path) -> None:
    source = paper_file(home)

    made = signing.sign_paper(source, signing.signed_name(source), Office().key_file(DIRECTOR), at=AT, reason="Duyệt")

    assert made.path.name == "chương trình_da-ky.pdf"
    assert made.certificate.subject == DIRECTOR
    assert made.checked.holds
    assert source.read_bytes() == paper()
    assert sorted(each.name for each in home.iterdir() if each.is_file()) == [source.name, made.path.name]


def test_the_paper_itself_is_never_written_over(home: Path) -> None:
    source = paper_file(home)

    with pytest.raises(UserError, match="Chọn tên khác cho bản đã ký"):
        signing.sign_paper(source, source, Office().key_file(DIRECTOR), at=AT)

    assert source.read_bytes() == paper()


def test_a_refused_signature_leaves_no_file(home: Path) -> None:
    source = paper_file(home)
    key = Office().key_file(DIRECTOR)

    with pytest.raises(UserError, match="Mật khẩu không mở được"):
        signing.sign_paper(source, signing.signed_name(source), KeyFile(key.content, "sai", "k.p12"), at=AT)

    assert [each.name for each in home.iterdir() if each.is_file()] == [source.name]


def test_a_file_whose_signature_was_broken_gets_no_further_one(home: Path) -> None:
    path = signed_file(home)
    content = bytearray(path.read_bytes())
    content[content.index(b"/Title") + 8] ^= 1
    path.write_bytes(content)

    with pytest.raises(UserError, match="không còn hợp lệ nên không ký thêm"):
        signing.sign_paper(path, home / "again.pdf", Office().key_file(AUDITOR), at=AT)


def test_a_signed_file_is_kept_as_evidence_with_its_hash(home: Path) -> None:
    path = signed_file(home)
    store = create_dossier(home / "a.dochuan", person="Lan", enterprise="An Lạc")

    with store.unit("Giữ bản đã ký") as unit:
        kept = signing.keep_signed(unit, path.read_bytes(), path.name, ("versions", "v1"))
        linked = evidence_of(unit, "versions", "v1")
        content = unit.file(kept.sha256)
    store.close()

    assert linked == [kept]
    assert kept.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert kept.media_type == "application/pdf"
    assert kept.note == f"Bản đã ký số: {DIRECTOR}"
    assert content == path.read_bytes()


def test_an_unsigned_file_is_not_kept_as_a_signed_one(home: Path) -> None:
    store = create_dossier(home / "a.dochuan", person="Lan", enterprise="An Lạc")

    with pytest.raises(UserError, match="chưa có chữ ký số nào"), store.unit("Giữ bản đã ký") as unit:
        signing.keep_signed(unit, paper(), "a.pdf", ("versions", "v1"))
    store.close()


def test_an_added_root_vouches_until_it_is_taken_away(home: Path) -> None:
    office = Office()
    path = signed_file(home, office)
    root = home / "gốc.pem"
    root.write_bytes(office.root_file())

    before = signing.verify_pdf(path).signatures[0].trust
    (added,) = signing.add_root(root)
    during = signing.verify_pdf(path).signatures[0].trust
    listed = signing.roots()
    signing.remove_root(added)
    after = signing.verify_pdf(path).signatures[0].trust

    assert (before, during, after) == ("unknown", "root", "unknown")
    assert listed == [added]


def test_a_file_that_is_no_certificate_becomes_no_root(home: Path) -> None:
    path = home / "a.crt"
    path.write_bytes(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")

    with pytest.raises(UserError, match="không phải tệp chứng thư"):
        signing.add_root(path)

    assert signing.roots() == []


def test_what_is_told_says_plainly_what_is_not_known(home: Path) -> None:
    file = signing.verify_pdf(signed_file(home))

    sentences = [sentence for _state, sentence in told(file.signatures[0])]

    assert verdict(file) == (
        "warn",
        "1 chữ ký số trên “chương trình_da-ky.pdf” nguyên vẹn; chưa xác minh hết người ký.",
    )
    assert sentences[-1] == (
        "Chưa xác minh được người cấp chứng thư, vì máy không có mạng hoặc chưa có chứng thư gốc của nơi cấp."
    )


def test_a_broken_one_is_told_as_bad(home: Path) -> None:
    path = signed_file(home)
    content = bytearray(path.read_bytes())
    content[content.index(b"/Title") + 8] ^= 1
    path.write_bytes(content)

    file = signing.verify_pdf(path)

    assert verdict(file)[0] == "bad"
    assert told(file.signatures[0])[0] == ("bad", "Phần đã ký bị sửa sau khi ký, hoặc chữ ký không khớp chứng thư.")
    assert as_data(file)["valid"] is False


def test_a_trial_certificate_says_that_it_has_no_legal_value(home: Path) -> None:
    key = signing.trial_certificate("Giám đốc thử", AT)

    seen = certificate_of(key)

    assert seen.subject == "Chứng thư thử, không có giá trị pháp lý; Giám đốc thử"
    assert seen.self_signed
    assert seen.holds_at(AT)
    assert not seen.holds_at(AT + timedelta(days=400))


def test_the_passphrase_stands_in_no_log_and_no_representation(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    key = Office().key_file(DIRECTOR)
    source = paper_file(home)
    store = create_dossier(home / "a.dochuan", person="Lan", enterprise="An Lạc")

    made = signing.sign_paper(source, home / "b.pdf", key, at=AT)
    with store.unit("Giữ bản đã ký") as unit:
        signing.keep_outcome(unit, made, ("versions", "v1"))
    store.close()

    assert SECRET not in caplog.text
    assert SECRET not in repr(key)
    assert SECRET.encode() not in made.path.read_bytes()
    assert SECRET.encode() not in (home / "a.dochuan").read_bytes()


def test_signing_is_loaded_only_when_something_is_signed() -> None:
    script = (
        "import sys, app.services.signing, app.services.signing_told, app.cli.main, app.reports.official;"
        "heavy = 'pyhanko', 'asn1crypto', 'pkcs11', 'cryptography', 'aiohttp';"
        "print([each for each in heavy if each in sys.modules])"
    )

    told_modules = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert told_modules == "[]\n"
