"""The confirmation of completion (xác nhận hoàn thành): title, words, number and signer are the department's settings.

It is no verification certificate and gives no right of its own; it says so itself (programme.md, section 5).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.domain.document import Document, Paragraph, Signatures
from app.domain.paper_settings import Confirmation
from app.formats import show_date
from app.reports.material import Material
from app.wording import _


@dataclass(frozen=True, kw_only=True)
class ConfirmationPaper:
    """programme: its name; first, last: its period, None while not said. version: the number in force, 0 for none."""

    settings: Confirmation
    material: Material
    programme: str
    first: date | None = None
    last: date | None = None
    version: int = 0


def build(paper: ConfirmationPaper) -> Document:
    material, settings = paper.material, paper.settings
    kept = material.paper
    letterhead = replace(kept.letterhead, number=settings.number, number_pattern="……/XN-……")
    position = settings.signer_position or kept.signer_position or _("Thủ trưởng đơn vị")
    return Document(
        title=settings.title or _("XÁC NHẬN HOÀN THÀNH"),
        subject=_("Chương trình đảm bảo đo lường tại doanh nghiệp"),
        letterhead=letterhead,
        blocks=(
            *(Paragraph(line) for line in words(paper).splitlines() if line.strip()),
            Paragraph(disclaimer(), "note"),
            Signatures(
                ((position, settings.signer_name or kept.signer_name),),
                kept.recipients or (material.dossier.site.enterprise, _("Lưu: VT")),
            ),
        ),
        footer=material.footer,
        language=material.language,
        draft=not (settings.number and kept.letterhead.on),
        about=_("Chương trình đảm bảo đo lường. {cycle}.", cycle=material.cycle_words),
        keywords=material.footer,
        as_of=material.as_of,
    )


def disclaimer() -> str:
    """What nobody can set away."""
    return _(
        "Giấy này xác nhận doanh nghiệp đã thực hiện đủ các bước của chương trình. Giấy không phải là giấy chứng nhận "
        "kiểm định, hiệu chuẩn, thử nghiệm, không thay thế các giấy đó và tự nó không mang lại quyền nào."
    )


def words(paper: ConfirmationPaper) -> str:
    """The department's own words with {enterprise} and {programme} filled in, or the plain ones."""
    enterprise, programme = paper.material.dossier.site.enterprise, paper.programme
    if paper.settings.text:
        return paper.settings.text.replace("{enterprise}", enterprise).replace("{programme}", programme)
    told = _("Xác nhận {enterprise} đã hoàn thành “{programme}”.", enterprise=enterprise, programme=programme)
    site = paper.material.dossier.site
    lines = [told]
    if site.address:
        lines.append(_("Địa chỉ: {address}.", address=", ".join(filter(None, (site.address, site.province)))))
    if paper.first and paper.last:
        period = _("Thời kỳ: từ {first} đến {last}.", first=show_date(paper.first), last=show_date(paper.last))
        lines.append(period)
    if paper.version:
        lines.append(_("Chương trình thực hiện theo bản {number} đã được phê duyệt.", number=paper.version))
    return "\n".join(lines)
