"""What a department prints around its papers: kept as settings of the dossier, since agencies and signers change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.document import Letterhead
from app.domain.sites import Setting
from app.formats import read_date
from app.wording import N_


@dataclass(frozen=True, slots=True)
class PaperSetting:
    """name: the setting's key; label and hint as shown beside its field."""

    name: str
    label: str
    hint: str = ""


PAPER_SETTINGS = (
    PaperSetting("paper.parent", N_("Cơ quan chủ quản"), N_("Ví dụ: Sở Khoa học và Công nghệ tỉnh Hưng Yên")),
    PaperSetting("paper.agency", N_("Cơ quan, tổ chức ban hành"), N_("Tên in đậm ở góc trên bên trái")),
    PaperSetting("paper.number", N_("Số, ký hiệu"), N_("Ví dụ: 05/BC-TĐC; để trống khi chưa lấy số")),
    PaperSetting("paper.number_pattern", N_("Mẫu số, ký hiệu"), N_("In khi chưa lấy số, ví dụ: ……/BC-TĐC")),
    PaperSetting("paper.place", N_("Địa danh"), N_("Đứng trước ngày ký, ví dụ: Hưng Yên")),
    PaperSetting("paper.signed_on", N_("Ngày ký"), N_("Còn trống thì văn bản là dự thảo")),
    PaperSetting("paper.signer_position", N_("Chức vụ người ký"), N_("Ví dụ: Trưởng đoàn khảo sát")),
    PaperSetting("paper.signer_name", N_("Họ tên người ký"), N_("Không ghi học hàm, học vị trước tên")),
    PaperSetting("paper.recipients", N_("Nơi nhận"), N_("Các nơi cách nhau bằng dấu chấm phẩy")),
    PaperSetting(
        "paper.effect_to",
        N_("Kính gửi của báo cáo hiệu quả"),
        N_("Để trống khi doanh nghiệp gửi người đứng đầu của mình; ví dụ: Sở Khoa học và Công nghệ tỉnh Hưng Yên"),
    ),
    PaperSetting("paper.confirmation_title", N_("Tên giấy xác nhận"), N_("Để trống thì ghi: Xác nhận hoàn thành")),
    PaperSetting(
        "paper.confirmation_text",
        N_("Nội dung xác nhận"),
        N_("Để trống thì ghi tên doanh nghiệp, chương trình và thời kỳ; {enterprise}, {programme} được điền thay"),
    ),
    PaperSetting("paper.confirmation_number", N_("Số giấy xác nhận"), N_("Để trống khi chưa lấy số")),
    PaperSetting(
        "paper.confirmation_signer_position", N_("Chức vụ người ký giấy xác nhận"), N_("Ví dụ: Phó Giám đốc Sở")
    ),
    PaperSetting(
        "paper.confirmation_signer_name", N_("Họ tên người ký giấy xác nhận"), N_("Không ghi học hàm, học vị trước tên")
    ),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """The settings as read. A paper with number and date is ready to be signed; until then it is a draft."""

    letterhead: Letterhead
    signer_position: str
    signer_name: str
    recipients: tuple[str, ...]

    @property
    def is_draft(self) -> bool:
        return not (self.letterhead.number and self.letterhead.on)


def read_paper(settings: Iterable[Setting]) -> Paper:
    values = {each.name: each.value.strip() for each in settings}
    return Paper(
        letterhead=Letterhead(
            parent=values.get("paper.parent", ""),
            agency=values.get("paper.agency", ""),
            number=values.get("paper.number", ""),
            number_pattern=values.get("paper.number_pattern", ""),
            place=values.get("paper.place", ""),
            on=_day(values),
        ),
        signer_position=values.get("paper.signer_position", ""),
        signer_name=values.get("paper.signer_name", ""),
        recipients=tuple(each.strip() for each in values.get("paper.recipients", "").split(";") if each.strip()),
    )


def _day(values: Mapping[str, str]) -> date | None:
    return read_date(values.get("paper.signed_on", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """How the department words its confirmation of completion; what is blank is worded plainly."""

    title: str = ""
    text: str = ""
    number: str = ""
    signer_position: str = ""
    signer_name: str = ""


def read_confirmation(settings: Iterable[Setting]) -> Confirmation:
    begin = "paper.confirmation_"
    values = {each.name.removeprefix(begin): each.value.strip() for each in settings if each.name.startswith(begin)}
    return Confirmation(
        title=values.get("title", ""),
        text=values.get("text", ""),
        number=values.get("number", ""),
        signer_position=values.get("signer_position", ""),
        signer_name=values.get("signer_name", ""),
    )
