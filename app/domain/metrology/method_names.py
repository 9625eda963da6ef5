"""The methods M00 to M22 by name, as the list of calculations is grouped."""

from __future__ import annotations

from collections.abc import Mapping

from app.wording import N_

METHOD_NAMES: Mapping[str, str] = {
    "M00": N_("Tính toán cơ bản"),
    "M01": N_("Tình trạng hiệu chuẩn, giấy chứng nhận"),
    "M02": N_("Tỷ lệ còn trong dung sai khi đến hạn"),
    "M03": N_("Xác nhận đo lường, TUR"),
    "M04": N_("Năng lực hệ thống đo và quá trình"),
    "M05": N_("Nghiên cứu dụng cụ đo loại 1 (Cg, Cgk)"),
    "M06": N_("Độ chệch, độ tuyến tính, độ ổn định"),
    "M07": N_("Gauge R&R, trung bình và khoảng"),
    "M08": N_("Gauge R&R, phân tích phương sai"),
    "M09": N_("Biểu đồ kiểm soát, chuẩn kiểm tra"),
    "M10": N_("Bảng tính độ không đảm bảo đo (GUM)"),
    "M11": N_("Lan truyền phân bố (Monte Carlo)"),
    "M12": N_("Rủi ro chấp nhận sai, loại bỏ sai"),
    "M13": N_("Khoảng bảo vệ"),
    "M14": N_("Chu kỳ hiệu chuẩn: quy tắc bậc thang"),
    "M15": N_("Chu kỳ hiệu chuẩn: phép thử khoảng A3, S2"),
    "M16": N_("Chu kỳ hiệu chuẩn: theo độ trôi"),
    "M17": N_("Hàng đóng gói sẵn"),
    "M18": N_("So sánh liên phòng, En"),
    "M19": N_("Sự thống nhất khi đánh giá định tính"),
    "M20": N_("Thiệt hại do đo lường"),
    "M21": N_("Lấy mẫu khi đánh giá"),
    "M22": N_("Mức ưu tiên, mức trưởng thành"),
}
