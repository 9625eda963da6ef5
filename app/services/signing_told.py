"""What a person reads of the signatures of a PDF, and the same as data for a script."""

from __future__ import annotations

from app.domain.signed_files import CertificateSeen, SignatureSeen, SignedFile
from app.formats import show_date
from app.wording import _

Line = tuple[str, str]
"""State (ok, warn, bad or info) and sentence."""


def verdict(file: SignedFile) -> Line:
    """The one sentence over all signatures."""
    total = len(file.signatures)
    wrong = sum(not each.holds for each in file.signatures)
    if not total:
        return "warn", _("“{name}” không có chữ ký số nào.", name=file.name)
    if wrong:
        return "bad", _("{wrong} trong {n} chữ ký số trên “{name}” không hợp lệ.", wrong=wrong, n=total, name=file.name)
    if any(each.trust != "root" for each in file.signatures):
        sentence = _("{n} chữ ký số trên “{name}” nguyên vẹn; chưa xác minh hết người ký.", n=total, name=file.name)
        return "warn", sentence
    return "ok", _("{n} chữ ký số trên “{name}” nguyên vẹn, người ký đã xác minh.", n=total, name=file.name)


def told(seen: SignatureSeen) -> list[Line]:
    """What was found of one signature, line by line."""
    if seen.problem:
        return [("bad", _("Không kiểm tra được: {problem}.", problem=seen.problem))]
    return [_whole(seen), _since(seen), _in_time(seen), _trust(seen)]


def signer_of(seen: SignatureSeen) -> str:
    return seen.certificate.subject if seen.certificate else _("không rõ người ký")


def particulars(seen: SignatureSeen) -> list[str]:
    """Who, when and why, as the file says."""
    lines = []
    if seen.at is not None:
        when = seen.at.astimezone().strftime("%d/%m/%Y %H:%M:%S")
        lines.append(_("Ký lúc {time}, theo đồng hồ của máy ký", time=when))
    if seen.certificate is not None:
        issuer, serial = seen.certificate.issuer, seen.certificate.serial
        lines.append(_("Nơi cấp chứng thư: {issuer}; số {serial}", issuer=issuer, serial=serial))
    if seen.reason:
        lines.append(_("Lý do: {reason}", reason=seen.reason))
    if seen.location:
        lines.append(_("Nơi ký: {place}", place=seen.location))
    return lines


def _whole(seen: SignatureSeen) -> Line:
    if seen.whole:
        return "ok", _("Phần đã ký còn nguyên vẹn.")
    return "bad", _("Phần đã ký bị sửa sau khi ký, hoặc chữ ký không khớp chứng thư.")


def _since(seen: SignatureSeen) -> Line:
    if seen.covers == "part":
        return "bad", _("Chữ ký không bao trùm cả tệp: có phần không ai ký.")
    if seen.changed == "":
        return "ok", _("Chữ ký bao trùm cả tệp; sau đó không có gì thay đổi.")
    if seen.changed == "signatures":
        return "ok", _("Sau chữ ký này tệp chỉ có thêm chữ ký, đúng phạm vi cho phép.")
    return "bad", _("Sau chữ ký này tệp có thay đổi ngoài phạm vi cho phép.")


def _in_time(seen: SignatureSeen) -> Line:
    if seen.certificate is None or seen.at is None:
        return "bad", _("Không rõ ngày ký nên không xét được hiệu lực của chứng thư.")
    first, last = show_date(seen.certificate.valid_from.date()), show_date(seen.certificate.valid_to.date())
    if seen.in_time:
        return "ok", _("Chứng thư có hiệu lực vào ngày ký ({first}–{last}).", first=first, last=last)
    return "bad", _("Chứng thư không có hiệu lực vào ngày ký ({first}–{last}).", first=first, last=last)


def _trust(seen: SignatureSeen) -> Line:
    if seen.trust == "root":
        return "ok", _("Chứng thư dẫn tới chứng thư gốc mà cơ quan đã thêm; chưa tra được thu hồi, vì không dùng mạng.")
    if seen.trust == "self":
        return "warn", _("Chứng thư tự ký: chưa có ai xác nhận người ký là ai.")
    return "warn", _(
        "Chưa xác minh được người cấp chứng thư, vì máy không có mạng hoặc chưa có chứng thư gốc của nơi cấp."
    )


def as_data(file: SignedFile) -> dict[str, object]:
    """For scripts: names in English, sentences in the language of the window."""
    return {
        "file": file.name,
        "sha256": file.sha256,
        "size": file.size,
        "valid": file.holds,
        "verdict": verdict(file)[1],
        "signatures": [_signature(each) for each in file.signatures],
    }


def _signature(seen: SignatureSeen) -> dict[str, object]:
    return {
        "field": seen.field,
        "valid": seen.holds,
        "intact": seen.whole,
        "covers": seen.covers,
        "changed_after": seen.changed,
        "certificate_in_time": seen.in_time,
        "trust": seen.trust,
        "certifies": seen.certifies,
        "signed_at": seen.at.isoformat() if seen.at else None,
        "reason": seen.reason,
        "location": seen.location,
        "problem": seen.problem,
        "certificate": _certificate(seen.certificate) if seen.certificate else None,
        "told": [sentence for _state, sentence in told(seen)],
    }


def _certificate(seen: CertificateSeen) -> dict[str, object]:
    return {
        "subject": seen.subject,
        "issuer": seen.issuer,
        "serial": seen.serial,
        "valid_from": seen.valid_from.isoformat(),
        "valid_to": seen.valid_to.isoformat(),
        "self_signed": seen.self_signed,
        "sha256": seen.sha256,
    }
