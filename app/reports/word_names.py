"""The names that the template of the programme may use, beside those of any paper."""

from __future__ import annotations

from collections.abc import Mapping

SECTIONS = (
    "can_cu",
    "hien_trang",
    "muc_tieu",
    "nhiem_vu",
    "giai_phap",
    "kinh_phi",
    "tien_do",
    "to_chuc_thuc_hien",
    "theo_doi",
    "phu_luc",
)
"""The parts of the programme, in its order; noi_dung holds them all."""

PROGRAMME_FIELDS = ("doanh_nghiep", "ten_chuong_trinh", "thoi_ky", "bat_dau", "ket_thuc", "muc_tieu_chung", "ban")

PROGRAMME_LISTS: Mapping[str, frozenset[str]] = {
    "danh_sach_hieu_qua": frozenset({"ma", "loai", "ten", "dien_giai", "thap", "du_kien", "cao", "don_vi_tinh"}),
    "danh_sach_muc_tieu": frozenset(
        {"ma", "ten", "chi_so", "hien_tai", "can_dat", "don_vi_tinh", "han", "phu_trach", "luan_chung", "phat_hien"}
    ),
    "danh_sach_nhiem_vu": frozenset(
        {"ma", "ten", "loai", "phu_trach", "phoi_hop", "bat_dau", "ket_thuc", "ket_qua", "muc_tieu", "phat_hien"}
    ),
    "danh_sach_giai_phap": frozenset({"ma", "ten", "loai", "noi_dung", "phuong_an", "phu_trach", "nhiem_vu"}),
    "danh_sach_kinh_phi": frozenset({"ma", "khoan", "loai", "so_tien", "hang_nam", "nguon"}),
}
"""Each list with what one of its rows holds."""
