"""The passages a person writes into the papers of the programme: where each stands, and what is proposed for it.

A proposal is shown as one; it is kept, and printed, only when a person takes it over. Legal texts carry how well they
are known ("dẫn lại": read in another paper, not in the signed one), so that nobody signs what was not checked.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.wording import N_, _


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageName:
    """paper, name: as kept in Passage; title: its heading; hint: what belongs there; step: whose lock it obeys.

    proposal: words to begin with, {enterprise} filled in; "" where only the data of the dossier can propose any.
    """

    paper: str
    name: str
    title: str
    hint: str = ""
    step: int = 6
    proposal: str = ""


BASIS = N_(
    "Căn cứ Luật Đo lường số 04/2011/QH13;\n"
    "Căn cứ Thông tư số 23/2013/TT-BKHCN về đo lường đối với phương tiện đo nhóm 2 và các văn bản sửa đổi, thay thế;\n"
    "Căn cứ Quyết định số 996/QĐ-TTg ngày 10/8/2018 của Thủ tướng Chính phủ (dẫn lại, chưa đối chiếu bản ký);\n"
    "Căn cứ Quyết định số 510/QĐ-BKHCN ngày 17/3/2021 về việc ban hành Hướng dẫn xây dựng và triển khai thực hiện "
    "Chương trình đảm bảo đo lường tại doanh nghiệp (dẫn lại, chưa đối chiếu bản ký)."
)

PASSAGES = (
    PassageName(
        paper="programme",
        name="basis",
        title=N_("Căn cứ xây dựng chương trình"),
        hint=N_("Mỗi căn cứ một dòng. Bỏ ghi chú “dẫn lại” khi đã đối chiếu với bản ký."),
        proposal=BASIS,
    ),
    PassageName(
        paper="programme",
        name="state",
        title=N_("Hiện trạng"),
        hint=N_("Vài câu về tình hình đo lường; số liệu và phát hiện được in kèm từ hồ sơ."),
    ),
    PassageName(
        paper="programme",
        name="organisation",
        title=N_("Phân công trách nhiệm"),
        hint=N_("Ai chỉ đạo, ai làm, ai phối hợp; mỗi đơn vị một dòng."),
        proposal=N_(
            "Giám đốc {enterprise} chỉ đạo chung, phê duyệt chương trình và các thay đổi, bảo đảm nguồn lực.\n"
            "Nhóm thực hiện chương trình theo dõi tiến độ, tập hợp bằng chứng, báo cáo Giám đốc.\n"
            "Đơn vị, cá nhân được giao nhiệm vụ thực hiện đúng nội dung, thời hạn và lưu bằng chứng kết quả.\n"
            "Bộ phận kế toán bố trí kinh phí theo kế hoạch và theo dõi chi phí thực tế của từng nhiệm vụ."
        ),
    ),
    PassageName(
        paper="programme",
        name="reporting",
        title=N_("Chế độ báo cáo"),
        hint=N_("Ai báo cáo cho ai, khi nào."),
        proposal=N_(
            "Đơn vị được giao nhiệm vụ báo cáo tiến độ, khó khăn cho nhóm thực hiện theo các kỳ đo chỉ số.\n"
            "Nhóm thực hiện báo cáo Giám đốc ít nhất mỗi năm một lần và khi kết thúc chương trình."
        ),
    ),
    PassageName(
        paper="programme",
        name="monitoring",
        title=N_("Theo dõi, đánh giá"),
        hint=N_("Cách theo dõi; kỳ đo của từng chỉ số được in kèm từ hồ sơ."),
        proposal=N_(
            "Chỉ số của từng mục tiêu được đo theo kỳ ghi trong chương trình, ghi cả nguồn số liệu và ngày đo; kỳ "
            "không đo được ghi là chưa đo, kèm lý do. Nhiệm vụ chậm hạn phải có nguyên nhân và hành động khắc phục. "
            "Chương trình được rà soát ít nhất mỗi năm một lần hoặc khi pháp luật, tổ chức, phương pháp, thiết bị "
            "thay đổi; mọi thay đổi phải có lý do, thành bản mới và được phê duyệt lại."
        ),
    ),
    PassageName(
        paper="decision",
        name="basis",
        title=N_("Căn cứ ban hành quyết định"),
        hint=N_("Mỗi căn cứ một dòng, dòng cuối là người đề nghị."),
        proposal=N_(
            "Căn cứ Điều lệ tổ chức và hoạt động của {enterprise};\n"
            "Căn cứ Luật Đo lường số 04/2011/QH13;\n"
            "Căn cứ Quyết định số 510/QĐ-BKHCN ngày 17/3/2021 về việc ban hành Hướng dẫn xây dựng và triển khai thực "
            "hiện Chương trình đảm bảo đo lường tại doanh nghiệp (dẫn lại, chưa đối chiếu bản ký);\n"
            "Xét đề nghị của nhóm thực hiện chương trình."
        ),
    ),
    PassageName(
        paper="decision",
        name="duties",
        title=N_("Điều 2: tổ chức thực hiện"),
        hint=N_("Giao việc cho đơn vị, cá nhân; kinh phí lấy ở đâu."),
        proposal=N_(
            "Nhóm thực hiện chương trình, các đơn vị và cá nhân được giao nhiệm vụ triển khai đúng nội dung, tiến độ, "
            "kinh phí của chương trình; báo cáo Giám đốc kết quả theo chế độ ghi trong chương trình."
        ),
    ),
    PassageName(
        paper="decision",
        name="force",
        title=N_("Điều 3: hiệu lực"),
        hint=N_("Hiệu lực từ ngày nào, ai chịu trách nhiệm thi hành."),
        proposal=N_(
            "Quyết định này có hiệu lực kể từ ngày ký. Trưởng các phòng, bộ phận và cá nhân liên quan chịu trách nhiệm "
            "thi hành Quyết định này."
        ),
    ),
    PassageName(
        paper="comment_minutes",
        name="course",
        title=N_("Cách lấy ý kiến"),
        hint=N_("Gửi dự thảo thế nào, hạn trả lời, có họp không."),
        proposal=N_(
            "Dự thảo chương trình được gửi cho các đơn vị, cá nhân có liên quan của {enterprise} để lấy ý kiến. Ý kiến "
            "nhận được và nội dung trả lời được ghi dưới đây."
        ),
    ),
    PassageName(
        paper="comment_minutes",
        name="conclusion",
        title=N_("Kết luận của việc lấy ý kiến"),
        hint=N_("Dự thảo được chỉnh sửa thế nào, trình ai phê duyệt."),
        proposal=N_("Dự thảo được chỉnh sửa theo các ý kiến đã tiếp thu và được trình Giám đốc phê duyệt."),
    ),
    PassageName(
        paper="effect_report",
        name="difficulties",
        title=N_("Khó khăn, nguyên nhân"),
        hint=N_("Điều gì làm chậm hoặc không đạt, và vì sao."),
        step=9,
    ),
    PassageName(
        paper="effect_report",
        name="corrective",
        title=N_("Hành động khắc phục"),
        hint=N_("Đã và sẽ làm gì, ai, đến khi nào."),
        step=9,
    ),
    PassageName(
        paper="effect_report",
        name="proposals",
        title=N_("Kiến nghị, đề xuất"),
        hint=N_("Đề nghị với lãnh đạo, với cơ quan quản lý."),
        step=9,
    ),
    PassageName(
        paper="effect_report",
        name="conclusion",
        title=N_("Kết luận của báo cáo"),
        hint=N_("Chương trình đã mang lại điều gì, điều gì chưa chắc chắn."),
        step=9,
    ),
)


def names_of(paper: str) -> tuple[PassageName, ...]:
    """The passages of one paper, in the order they stand there."""
    return tuple(each for each in PASSAGES if each.paper == paper)


def proposed(passage: PassageName, enterprise: str) -> str:
    """The words proposed for it, in the language in use; "" when none are."""
    return _(passage.proposal, enterprise=enterprise or _("doanh nghiệp")) if passage.proposal else ""
