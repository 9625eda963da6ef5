"""Qt's own texts in Vietnamese: dialog buttons, the menu of a text field, the file dialog. Qt ships none."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

TEXTS = {
    # buttons of dialogs
    "OK": "Đồng ý",
    "&OK": "Đồng ý",
    "Cancel": "Hủy",
    "&Cancel": "Hủy",
    "Close": "Đóng",
    "&Close": "Đóng",
    "Save": "Lưu",
    "&Save": "&Lưu",
    "Save All": "Lưu tất cả",
    "Open": "Mở",
    "&Open": "&Mở",
    "&Yes": "&Có",
    "Yes": "Có",
    "Yes to &All": "Có cho &tất cả",
    "&No": "&Không",
    "No": "Không",
    "N&o to All": "Không cho tất cả",
    "Abort": "Dừng",
    "Retry": "Thử lại",
    "Ignore": "Bỏ qua",
    "Discard": "Bỏ thay đổi",
    "Don't Save": "Không lưu",
    "Close without Saving": "Đóng, không lưu",
    "Help": "Trợ giúp",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Restore Defaults": "Về mặc định",
    "Show Details...": "Xem chi tiết…",
    "Hide Details...": "Ẩn chi tiết…",
    # the menu of a text field
    "&Undo": "&Hoàn tác",
    "&Redo": "&Làm lại",
    "Cu&t": "&Cắt",
    "&Copy": "&Chép",
    "&Paste": "&Dán",
    "Delete": "Xóa",
    "Select All": "Chọn tất cả",
    "Clear": "Xóa trống",
    "Copy &Link Location": "Chép địa chỉ &liên kết",
    "&Step up": "&Tăng",
    "Step &down": "&Giảm",
    "Insert Unicode control character": "Chèn ký tự điều khiển Unicode",
    # scroll bars
    "Scroll here": "Cuộn tới đây",
    "Top": "Đầu",
    "Bottom": "Cuối",
    "Left edge": "Mép trái",
    "Right edge": "Mép phải",
    "Page up": "Lên một trang",
    "Page down": "Xuống một trang",
    "Page left": "Sang trái một trang",
    "Page right": "Sang phải một trang",
    "Scroll up": "Cuộn lên",
    "Scroll down": "Cuộn xuống",
    "Scroll left": "Cuộn sang trái",
    "Scroll right": "Cuộn sang phải",
    # the file dialog
    "Look in:": "Xem trong:",
    "Save in:": "Lưu vào:",
    "File &name:": "&Tên tệp:",
    "File name:": "Tên tệp:",
    "Files of type:": "Loại tệp:",
    "Save as type:": "Lưu kiểu:",
    "Directory:": "Thư mục:",
    "&Directory:": "&Thư mục:",
    "&Choose": "&Chọn",
    "Choose": "Chọn",
    "Find Directory": "Tìm thư mục",
    "Open File": "Mở tệp",
    "Save As": "Lưu thành",
    "Save File": "Lưu tệp",
    "Back": "Lùi lại",
    "Go back": "Lùi lại",
    "Forward": "Tiến tới",
    "Go forward": "Tiến tới",
    "Parent Directory": "Thư mục cha",
    "Go to the parent directory": "Lên thư mục cha",
    "Create New Folder": "Tạo thư mục mới",
    "Create a New Folder": "Tạo thư mục mới",
    "&New Folder": "Thư mục &mới",
    "New Folder": "Thư mục mới",
    "List View": "Xem danh sách",
    "Change to list view mode": "Chuyển sang xem danh sách",
    "Detail View": "Xem chi tiết",
    "Change to detail view mode": "Chuyển sang xem chi tiết",
    "Files": "Tệp",
    "Sidebar": "Thanh bên",
    "List of places and bookmarks": "Các nơi hay dùng",
    "All Files (*)": "Mọi tệp (*)",
    "All files (*)": "Mọi tệp (*)",
    "Show &hidden files": "Hiện tệp ẩ&n",
    "&Rename": "Đổi &tên",
    "&Delete": "&Xóa",
    "Recent Places": "Nơi vừa dùng",
    "Remove": "Bỏ",
    "My Computer": "Máy này",
    "Computer": "Máy này",
    "Drive": "Ổ đĩa",
    "File": "Tệp",
    "File Folder": "Thư mục tệp",
    "Folder": "Thư mục",
    "Shortcut": "Lối tắt",
    "Alias": "Bí danh",
    "Name": "Tên",
    "Size": "Cỡ",
    "Kind": "Loại",
    "Type": "Loại",
    "Date Modified": "Ngày sửa",
    "%1 bytes": "%1 byte",
    "%1 byte(s)": "%1 byte",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nKhông có thư mục này.\nHãy xem lại tên thư mục."
    ),
    "%1 already exists.\nDo you want to replace it?": "%1 đã có.\nThay tệp đó?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nKhông có tệp này.\nHãy xem lại tên tệp."
    ),
    "'%1' is write protected.\nDo you want to delete it anyway?": "“%1” được bảo vệ.\nVẫn xóa?",
    "Are you sure you want to delete '%1'?": "Xóa “%1”?",
    "Could not delete directory.": "Không xóa được thư mục.",
    '<b>The name "%1" cannot be used.</b><p>Try using another name, with fewer characters or no punctuation marks.': (
        "<b>Không dùng được tên “%1”.</b><p>Chọn tên khác, ngắn hơn hoặc không có dấu câu."
    ),
    "Invalid filename": "Tên tệp không hợp lệ",
    "Unknown": "Không rõ",
    # menus and tabs
    "Scroll Left": "Cuộn sang trái",
    "Scroll Right": "Cuộn sang phải",
    "Execute": "Thực hiện",
    "Press": "Nhấn",
    "Toggle": "Đổi",
    "Shift": "Shift",
    "More": "Thêm",
    "Less": "Bớt",
}


class VietnameseQt(QTranslator):
    """Installed while the window speaks Vietnamese."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str | None:
        """None, and not an empty text, for what is not in the table: Qt then shows its own."""
        return TEXTS.get(source)
