"""The reports a dossier can be turned into, in menu order."""

from __future__ import annotations

from dataclasses import dataclass

from app.wording import N_


@dataclass(frozen=True, slots=True)
class Report:
    """key: its name for scripts; ending: what its file's name ends in; icon: of the window's set.

    step: the step of the programme whose paper it is, 0 for none. How it is written: app.services.papers.
    """

    key: str
    title: str
    about: str
    ending: str
    icon: str
    step: int = 0


REPORTS = (
    Report(
        "summary",
        N_("Báo cáo khảo sát, phân tích"),
        N_("PDF cho giám đốc và văn phòng, theo Nghị định 30/2020"),
        "bao-cao.pdf",
        "pdf",
        step=1,
    ),
    Report(
        "checklist",
        N_("Phiếu kiểm tra"),
        N_("Excel để in và điền: khảo sát, phương tiện đo, phát hiện"),
        "phieu-kiem-tra.xlsx",
        "table",
        step=1,
    ),
    Report(
        "opening_minutes",
        N_("Biên bản họp mở đầu"),
        N_("PDF: mục đích, phạm vi, lịch, an toàn, bảo mật, điểm đã thống nhất"),
        "bien-ban-hop-mo-dau.pdf",
        "people",
        step=1,
    ),
    Report(
        "closing_minutes",
        N_("Biên bản họp kết thúc"),
        N_("PDF: kết quả, phát hiện, mục tiêu, nhiệm vụ, điểm thống nhất và chưa thống nhất"),
        "bien-ban-hop-ket-thuc.pdf",
        "people",
        step=1,
    ),
    Report(
        "assessment",
        N_("Báo cáo đánh giá hiện trạng"),
        N_("PDF theo chín nội dung: hiện trạng, khoảng cách, nguyên nhân, rủi ro, đề xuất"),
        "danh-gia-hien-trang.pdf",
        "report",
        step=2,
    ),
    Report(
        "assessment_data",
        N_("Bảng đánh giá hiện trạng"),
        N_("Excel: điểm, phát hiện theo ưu tiên, kết quả đo, thiệt hại, phần chưa đánh giá"),
        "danh-gia-hien-trang.xlsx",
        "table",
        step=2,
    ),
    Report(
        "evaluations",
        N_("Kết quả đánh giá đo lường"),
        N_("PDF: kết luận, hình, con số, cách tính, số đọc của từng đánh giá"),
        "danh-gia-do-luong.pdf",
        "pdf",
        step=2,
    ),
    Report(
        "evaluation_data",
        N_("Số liệu đánh giá đo lường"),
        N_("Excel: con số đủ chữ số kèm đơn vị, thiết lập, số đọc thô"),
        "so-lieu-danh-gia.xlsx",
        "table",
        step=2,
    ),
    Report(
        "goals",
        N_("Bảng mục tiêu và thuyết minh"),
        N_("PDF: hiệu quả dự kiến, mục tiêu, chi phí, lợi ích, luận chứng, mạch liên kết"),
        "muc-tieu-thuyet-minh.pdf",
        "goal",
        step=3,
    ),
    Report(
        "goals_data",
        N_("Số liệu mục tiêu"),
        N_("Excel: mục tiêu, hiệu quả, hoàn vốn, NPV, độ nhạy, tính khả thi"),
        "so-lieu-muc-tieu.xlsx",
        "table",
        step=3,
    ),
    Report(
        "tasks",
        N_("Danh mục nhiệm vụ"),
        N_("PDF: việc, người làm, thời gian, kết quả phải có, sơ đồ tiến độ"),
        "danh-muc-nhiem-vu.pdf",
        "task",
        step=4,
    ),
    Report(
        "solutions",
        N_("Danh mục giải pháp, kinh phí"),
        N_("PDF: phương án được chọn và lý do, nguồn lực theo khoản, theo nguồn, theo năm"),
        "giai-phap-kinh-phi.pdf",
        "solution",
        step=5,
    ),
    Report(
        "programme_word",
        N_("Chương trình, bản Word"),
        N_("Word để sửa lời và trình ký, theo mẫu của cơ quan nếu có"),
        "chuong-trinh.docx",
        "edit",
        step=5,
    ),
    Report(
        "programme_data",
        N_("Số liệu chương trình"),
        N_("Excel: mục tiêu, nhiệm vụ, giải pháp, kinh phí có công thức, tiến độ, mạch liên kết"),
        "so-lieu-chuong-trinh.xlsx",
        "table",
        step=5,
    ),
    Report(
        "programme",
        N_("Chương trình đảm bảo đo lường"),
        N_("PDF: mục tiêu, nhiệm vụ, giải pháp, kinh phí, tiến độ, tổ chức; bản đã chốt hoặc dự thảo"),
        "chuong-trinh.pdf",
        "pdf",
        step=6,
    ),
    Report(
        "comment_minutes",
        N_("Biên bản lấy ý kiến"),
        N_("PDF: đã hỏi ai, ý kiến, trả lời"),
        "bien-ban-lay-y-kien.pdf",
        "comment",
        step=6,
    ),
    Report(
        "decision",
        N_("Quyết định phê duyệt"),
        N_("PDF theo Nghị định 30/2020: căn cứ, điều khoản, nơi nhận"),
        "quyet-dinh-phe-duyet.pdf",
        "approve",
        step=6,
    ),
    Report(
        "differences",
        N_("Bảng các thay đổi"),
        N_("PDF: bản mới khác bản cũ ở đâu, vì sao"),
        "cac-thay-doi.pdf",
        "compare",
        step=6,
    ),
    Report(
        "assignment_plan",
        N_("Kế hoạch chi tiết và phân công"),
        N_("Excel: việc của từng người, hạn, kết quả phải có, cột tiến độ để điền, biểu đồ tiến độ"),
        "ke-hoach-phan-cong.xlsx",
        "people",
        step=7,
    ),
    Report(
        "progress_report",
        N_("Báo cáo tiến độ"),
        N_("PDF: nhiệm vụ, khó khăn, chỉ tiêu có hình và dự báo, hành động khắc phục, rủi ro"),
        "bao-cao-tien-do.pdf",
        "monitor",
        step=8,
    ),
    Report(
        "progress_data",
        N_("Số liệu tiến độ"),
        N_("Excel: nhiệm vụ, ghi chép, các lần đọc, thống kê, khắc phục, phương tiện đo quá hạn"),
        "so-lieu-tien-do.xlsx",
        "table",
        step=8,
    ),
    Report(
        "effect_report",
        N_("Báo cáo hiệu quả"),
        N_("PDF tám phần: trước và sau kèm độ không đảm bảo, nhiệm vụ, hiệu quả, kết luận"),
        "bao-cao-hieu-qua.pdf",
        "report",
        step=9,
    ),
    Report(
        "effect_word",
        N_("Báo cáo hiệu quả, bản Word"),
        N_("Word để văn phòng sửa lời và trình ký"),
        "bao-cao-hieu-qua.docx",
        "note",
        step=9,
    ),
    Report(
        "effect_data",
        N_("Số liệu hiệu quả"),
        N_("Excel: mục tiêu, các lần đo, nhiệm vụ, hiệu quả, kinh phí"),
        "so-lieu-hieu-qua.xlsx",
        "table",
        step=9,
    ),
    Report(
        "review",
        N_("Báo cáo rà soát, cải tiến"),
        N_("PDF: quyết định về từng mục còn mở, bài học, các bản của chương trình"),
        "ra-soat-cai-tien.pdf",
        "improve",
        step=10,
    ),
    Report(
        "confirmation",
        N_("Giấy xác nhận hoàn thành"),
        N_("PDF của cơ quan, khi các bước 1 đến 9 đã duyệt; không phải giấy chứng nhận kiểm định"),
        "xac-nhan-hoan-thanh.pdf",
        "check",
        step=10,
    ),
)


def report(key: str) -> Report:
    return next(each for each in REPORTS if each.key == key)
