"""Signing and checking in the window: the pad, the dialog that signs and checks at once, the dialog that checks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.signed_files import Token, TokenKey
from app.services import signing
from app.services.drawn_signatures import hand_signed, sign_by_hand
from app.services.evidence import evidence_of
from app.ui.background import Background
from app.ui.pages.hand_sign_dialog import HandSignDialog
from app.ui.pages.sign_dialog import SignDialog
from app.ui.pages.verify_dialog import VerifyDialog
from app.ui.parts.signature_pad import SignaturePad
from app.ui.workspace import Workspace
from tests.reports.signed_samples import AUDITOR, DIRECTOR, SECRET, Office, certificate_of, paper


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOCHUAN_HOME", str(tmp_path / "home"))
    (tmp_path / "giấy.pdf").write_bytes(paper())
    begins = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    office = Office()
    (tmp_path / "a.p12").write_bytes(office.key_file(DIRECTOR, begins=begins).content)
    (tmp_path / "b.p12").write_bytes(office.key_file(AUDITOR, begins=begins).content)
    (tmp_path / "root.pem").write_bytes(office.root_file())
    return tmp_path


def draw(qtbot: QtBot, pad: QWidget, *points: tuple[int, int]) -> None:
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[0]))
    for each in points[1:]:
        qtbot.mouseMove(pad, QPoint(*each))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[-1]))


def shown_pad(qtbot: QtBot) -> SignaturePad:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(480, 160)
    pad.show()
    return pad


def test_a_line_drawn_with_the_mouse_is_kept_in_the_shape_of_the_box(qtbot: QtBot) -> None:
    pad = shown_pad(qtbot)

    draw(qtbot, pad, (48, 80), (240, 16), (432, 144))

    ((first, middle, last),) = pad.strokes()
    assert first == pytest.approx((0.3, 0.5), abs=0.02)
    assert middle == pytest.approx((1.5, 0.1), abs=0.02)
    assert last == pytest.approx((2.7, 0.9), abs=0.02)
    assert pad.is_signed()


def test_the_last_line_is_taken_back_and_all_are_cleared_by_key(qtbot: QtBot) -> None:
    pad = shown_pad(qtbot)
    draw(qtbot, pad, (48, 80), (240, 16))
    draw(qtbot, pad, (100, 80), (300, 100))
    draw(qtbot, pad, (120, 80), (300, 120))

    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    after_one = len(pad.strokes())
    qtbot.keyClick(pad, Qt.Key.Key_Delete)

    assert after_one == 2
    assert pad.strokes() == ()
    assert "chưa có nét" in pad.accessibleName()


def test_a_drawn_signature_goes_into_the_dossier_and_can_be_undone(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = HandSignDialog(workspace, paper="minutes", signed_of="x", people=[("Giám đốc", DIRECTOR)])
    qtbot.addWidget(dialog)
    dialog.show()
    draw(qtbot, dialog.pad, (48, 80), (240, 30), (400, 120))

    with qtbot.waitSignal(dialog.signed):
        dialog.sign()

    signed = workspace.read(lambda unit: hand_signed(unit, workspace.cycle_id, "minutes", "x"))
    workspace.undo()
    after = workspace.read(lambda unit: hand_signed(unit, workspace.cycle_id, "minutes", "x"))
    assert [each.signature.name for each in signed] == [DIRECTOR]
    assert after == []


def test_who_signed_before_is_shown_and_can_be_taken_back_with_a_reason(qtbot: QtBot, workspace: Workspace) -> None:
    line = (((0.2, 0.5), (1.5, 0.2)),)
    workspace.run(
        "Ký",
        lambda unit: sign_by_hand(
            unit, workspace.cycle_id, "minutes", position="Giám đốc", name=DIRECTOR, strokes=line, signed_of="before"
        ),
    )
    dialog = HandSignDialog(workspace, paper="minutes", signed_of="after", people=[("Giám đốc", DIRECTOR)])
    qtbot.addWidget(dialog)
    dialog.show()
    told = "\n".join(each.text() for each in dialog.given.findChildren(QLabel))

    dialog.given.withdraw(dialog.given.signed[0], "Ký nhầm")

    left = workspace.read(lambda unit: hand_signed(unit, workspace.cycle_id, "minutes", "after"))
    assert DIRECTOR in told
    assert "ký cho bản trước" in told
    assert left == []
    assert not dialog.given.isVisible()


def test_an_empty_box_is_not_signed(qtbot: QtBot, workspace: Workspace) -> None:
    dialog = HandSignDialog(workspace, paper="minutes", signed_of="x", people=[("Giám đốc", DIRECTOR)])
    qtbot.addWidget(dialog)

    dialog.sign()

    assert dialog.message.words() == "Chưa có chữ ký. Ký vào ô bằng chuột, bút hoặc ngón tay."


def sign_with(dialog: SignDialog, certificate: Path, passphrase: str = SECRET) -> None:
    dialog.key.certificate.show_path(str(certificate))
    dialog.key.secret.editor.setText(passphrase)  # type: ignore[attr-defined]
    dialog.sign()


def test_a_paper_is_signed_checked_and_kept_as_evidence(qtbot: QtBot, workspace: Workspace, folder: Path) -> None:
    dialog = SignDialog(workspace, None, [folder / "giấy.pdf"], linked_to=("versions", "v1"))
    qtbot.addWidget(dialog)

    with qtbot.waitSignal(dialog.finished_signing, timeout=20_000):
        sign_with(dialog, folder / "a.p12")

    kept = workspace.read(lambda unit: evidence_of(unit, "versions", "v1"))
    assert [each.name for each in kept] == ["giấy_da-ky.pdf"]
    assert "nguyên vẹn" in dialog.seen.words()
    assert dialog.key.secret.editor.text() == ""  # type: ignore[attr-defined]


def test_the_next_signer_signs_what_the_first_has_signed(qtbot: QtBot, workspace: Workspace, folder: Path) -> None:
    dialog = SignDialog(workspace, None, [folder / "giấy.pdf"])
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.finished_signing, timeout=20_000):
        sign_with(dialog, folder / "a.p12")

    dialog.sign()
    with qtbot.waitSignal(dialog.finished_signing, timeout=20_000):
        sign_with(dialog, folder / "b.p12")

    file = signing.verify_pdf(folder / "giấy_da-ky-2.pdf")
    assert [each.certificate.subject for each in file.signatures if each.certificate] == [DIRECTOR, AUDITOR]
    assert file.holds


def test_a_wrong_passphrase_is_told_and_what_was_chosen_stays(qtbot: QtBot, workspace: Workspace, folder: Path) -> None:
    dialog = SignDialog(workspace, None, [folder / "giấy.pdf"])
    qtbot.addWidget(dialog)

    sign_with(dialog, folder / "a.p12", "sai")
    qtbot.waitUntil(lambda: dialog.sign_button.isEnabled(), timeout=20_000)

    assert "Mật khẩu không mở được" in dialog.message.words()
    assert dialog.key.certificate.path() == folder / "a.p12"
    assert not (folder / "giấy_da-ky.pdf").exists()


def test_no_secret_is_remembered(qtbot: QtBot, workspace: Workspace, folder: Path) -> None:
    dialog = SignDialog(workspace, None, [folder / "giấy.pdf"])
    qtbot.addWidget(dialog)

    with qtbot.waitSignal(dialog.finished_signing, timeout=20_000):
        sign_with(dialog, folder / "a.p12")

    assert SECRET not in (folder / "home" / "preferences.json").read_text("utf-8")
    assert SECRET not in str(workspace.preferences)


def test_a_token_without_driver_is_asked_for(qtbot: QtBot, workspace: Workspace, folder: Path) -> None:
    dialog = SignDialog(workspace, None, [folder / "giấy.pdf"])
    qtbot.addWidget(dialog)
    dialog.key.kind.show_value("token")

    dialog.sign()

    assert dialog.message.words() == "Chọn trình điều khiển của thẻ ký; nơi cấp thẻ cho biết tệp nào."


def test_one_of_the_certificates_on_a_token_is_chosen(
    qtbot: QtBot, workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office()
    there = [certificate_of(office.key_file(name)) for name in (DIRECTOR, AUDITOR)]
    monkeypatch.setattr(signing, "tokens", lambda _module: [Token(7, "Thẻ của tôi")])
    monkeypatch.setattr(signing, "certificates_on", lambda _module, _slot: there)
    dialog = SignDialog(workspace, None, [folder / "giấy.pdf"])
    qtbot.addWidget(dialog)
    dialog.key.kind.show_value("token")
    dialog.key.module.show_path(str(folder / "driver.so"))
    dialog.key.look_for_tokens()
    qtbot.waitUntil(lambda: dialog.key.which.editor.count() == 2, timeout=20_000)  # type: ignore[attr-defined]
    dialog.key.which.show_value(there[1].sha256)
    dialog.key.secret.editor.setText("1234")  # type: ignore[attr-defined]

    key = dialog.key.key()

    assert key == TokenKey(folder / "driver.so", 7, "1234", there[1].sha256)
    assert "1234" not in repr(key)


def test_a_dropped_file_is_checked_and_a_root_changes_the_verdict(
    qtbot: QtBot, background: Background, folder: Path
) -> None:
    key = signing.key_file(folder / "a.p12", SECRET)
    made = signing.sign_paper(folder / "giấy.pdf", folder / "b.pdf", key).path
    dialog = VerifyDialog(background)
    qtbot.addWidget(dialog)

    dialog.open_file(made)
    qtbot.waitUntil(lambda: dialog.file is not None, timeout=20_000)
    before = dialog.seen.words()
    dialog.add_root(folder / "root.pem")
    qtbot.waitUntil(lambda: "đã xác minh" in dialog.seen.words(), timeout=20_000)

    assert "chưa xác minh hết" in before


def test_what_is_no_pdf_is_told(qtbot: QtBot, background: Background, folder: Path) -> None:
    dialog = VerifyDialog(background)
    qtbot.addWidget(dialog)

    dialog.open_file(folder / "root.pem")
    qtbot.waitUntil(lambda: "không phải tệp PDF" in dialog.message.words(), timeout=20_000)

    assert dialog.file is None
