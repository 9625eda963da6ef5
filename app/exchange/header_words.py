"""The words that headers of instrument lists use, folded to plain letters, as a table of patterns.

One entry a field: its name, a colon, and alternatives between " | ". The first entry that fits decides, so the order
matters: "ngày kiểm định tiếp theo" is when it falls due before it is when it was done. DONE stands for whatever is
done to an instrument. A name such as "model|code" is a header that fits both.
"""

from __future__ import annotations

import re

_DONE = (
    r"(?:kd|hc|kdhc|hckd|kiem dinh|hieu chuan|kiem chuan|thu nghiem|kiem tra"
    r"|cal(?:ibration|ibrated)?|verification)"
)
_NOT_DONE = r"(?:mua|nhap|lap dat|dua|su dung|san xuat|sx|nhan|che tao|ban hanh|ct|sd)"
_WAS_DONE = r"thuc hien|cap|lam|do|gan nhat|lan cuoi|chung nhan|gcn"
_NO_INSTRUMENT = (
    r"(?:cong ty|bo phan|don vi|phong|nguoi|khach|nha|to |vat tu(?!.*thiet bi)|hang hoa|viet tat|file|tai lieu)"
)
_BOUND = r"(?:muc can|tai trong|gioi han(?: do)?|gia tri(?: do)?|luu luong|suc can|muc do|can|pham vi(?: do)?|dai do)"
_WHO = r"(?:don vi|noi|co quan|to chuc|co so|ben|phong|trung tam|nguoi|nha cung cap)"
_MARKS = {
    "NO_INSTRUMENT": _NO_INSTRUMENT,
    "NOT_DONE": _NOT_DONE,
    "WAS_DONE": _WAS_DONE,
    "DONE": _DONE,
    "BOUND": _BOUND,
    "WHO": _WHO,
}

_TABLE = r"""
running: ^(?:t ?t|s ?t ?t|so t ?t|so thu tu|thu tu|no|n o|item|seq|#|stt.*)$
person: ho va ten | ^ho ten | chuc (?:vu|danh) | dien thoai | email | dia chi | truong bo phan | ^tel | phone
plan: ^(?:t|thang) ?(?:[1-9]|1[0-2])$
price: don gia | nguyen gia | thanh tien | gia mua | gia (?:tri )?(?:con lai|tai san|mua|tien) | ^gia$ |
    price | cost | amount | chi phi | ^phi\b
quantity: ^(?:s ?l|so luong|qty|quantity|s luong)\b
range_low|range_high: ^(?:min max)$
due_date: het han | toi han | ^hsd$ | DONE (?:toi|sau|ke|tiep|lan toi) |
    ^han\b(?! muc) | \bhan (?:su dung|kd|hc|kiem|hieu|gcn|giay|hieu luc) | den han |
    (?:co )?gia tri den | hieu luc | thoi han | \blan (?:toi|sau|ke|tiep|den) | tiep theo | ke tiep | sap toi |
    ke hoach (?:kd|hc|hieu|kiem) | \bdue\b | \bnext\b | expir | valid | ngay tai (?:kd|hc|kiem|hieu)
mpe_text: sai so | \bmpe\b | dung sai | tolerance | max.*error | permissible
period_months: chu ky | chu ki | tan suat | interval | frequency | ^freq\b | \bperiod\b | dinh ky | cycle
status: tinh trang | trang thai | hien trang | \bstatus\b | \bcondition\b
result: ket qua | ket luan | \bresult\b | ^dat khong dat$
body:
    WHO(?: \w+)? (?:DONE|thuc hien|(?<!cung )cap|lam)\b |
    noi lam | cal(?:ibrat(?:ed|ion))? (?:by|body|lab|agency|organi[sz]ation) | ^lab(?:oratory)?$ | performed by |
    to chuc
last_calibration_date:
    ^(?:ngay|date|nam|thoi diem|thoi gian)\b(?! NOT_DONE).*\b(?:DONE|WAS_DONE)\b |
    DONE(?: DONE)*(?: (?:lan|ngay))?(?: (?:cuoi|gan nhat|truoc|gan day|cuoi cung|ngay|lan truoc)) |
    lan (?:cuoi|gan nhat|truoc) | \blast\b | cal(?:ibration)? date | date of (?:cal|ver) | ngay gan nhat
made:
    ^(?:nam|ngay|thoi gian|thang|tg)\b.*\b(?:sx|san xuat|che tao|ct|su dung|sd|mua|nhap|dua vao|lap dat|nhan)\b |
    year of
certificate_number: \bgcn\b | giay cn | giay chung nhan | chung nhan | chung chi | certificate | \bcert\b |
    so bien ban | so giay | so phieu | ^so hieu chuan$ | ^so kiem dinh$ | giay (?:kd|hc|kiem|hieu) | report no
resolution: do chia | ^d ?c ?n ?n$ | ^gia tri vach$ | vach chia | phan giai | do doc | ^d$ | ^e$ | ^d e$ | ^e d$ |
    resolution | readability |
    scale interval | division | gia tri chia | buoc nhay | do phan do
range_high:
    BOUND (?:lon nhat|tren|max|toi da|cao nhat|den) |
    ^max(?:imum)?$ | capacity | suc can | tai trong | can tren | ^lon nhat$ | ^toi da$ | upper limit |
    gioi han tren | muc can$ | \bmax range
range_low:
    BOUND (?:nho nhat|duoi|min|toi thieu|thap nhat|tu) |
    ^min(?:imum)?$ | can duoi | ^nho nhat$ | ^toi thieu$ | lower limit
accuracy_class|mpe_text: do chinh xac | \baccuracy$ | muc chinh xac
accuracy_class: cap (?:do )?(?:cx|chinh xac) | \bccx\b | ^cap$ | ^cap (?:cx|can)$ | \bclass\b | hang chinh xac
used_for: cong dung | muc dich | dung (?:cho|de|vao) | su dung (?:cho|de) | pham vi su dung | chuc nang |
    ung dung | purpose | used? for | application | doi tuong do
quantity_kind: dai luong | thong so do | linh vuc
range_text: pham vi | dai do | \bdai\b.*\bdo\b | thang do | khoang do | gioi han do | \brange\b | tam do |
    nang luc do | thong so ky thuat | dac (?:tinh|trung) ky thuat | quy cach
owner: nguoi (?:quan ly|phu trach|su dung|giu|chiu|dung|van hanh) | phu trach | chu so huu | \bowner\b |
    responsible | custodian | chu quan | nguoi ql
location|owner: (?:bo phan|don vi|phong(?: ban)?|to) (?:quan ly|ql) | (?:bo phan|don vi) (?:su dung|sd) |
    noi quan ly
location: vi tri | noi (?:dat|su dung|sd|lap|de|bao quan|luu|dung) | dia diem | khu vuc | bo phan |
    phan xuong | ^xuong | phong ban | ^phong$ | ^to$ | ^to san xuat | \blocation\b | \barea\b |
    \bdep(?:t|artment)\b | \bplace\b | \bline\b | ^chuyen | day chuyen | cong doan | ^dvsd$ | ^bpsd$ | don vi su dung |
    su dung tai | dat tai | lap tai
maker: ^hang\b | ten hang | hang (?:sx|san xuat) | nha (?:san xuat|sx|che tao) | ^nsx\b |
    nuoc (?:sx|san xuat|che tao) | xuat xu | noi (?:san xuat|sx|che tao) | co so san xuat | manufactur |
    \bmaker\b | \bbrand\b | made in | origin | nguon goc | nhan hieu | thuong hieu | san xuat boi | ^nuoc$
unit: don vi (?:do|tinh) | \bdvt\b | \bdv do\b | \bdvd\b | ^don vi$ | ^dv$ | ^units?$ | \buom\b
code: so hieu (?:tai san|quan ly|noi bo|ts) |
    so (?:quan ly|ql|tai san|ts|the|dang ky|kiem soat|nhan dang|ho so|nhan biet)
serial: so hieu(?! chuan) | so may | so se ?ri | so seri(?:al)? | so che tao |
    so (?:san xuat|sx|xuat xuong|ct|khung|serie) | \bserial\b | \bseri\b | ^s n(?: no)?$ | ^sn$ | ^se ri$ | ^s no$
model|code: ^ma hieu | ^ky (?:ma )?hieu(?! (?:quan|noi|ptd|kiem soat|nhan))
code: ^ma\b | \bma (?:so|tb|thiet bi|quan ly|ql|tai san|ts|can|may|ptd|dung cu|nhan dang|kiem soat)\b |
    ky hieu | \bcode\b | \btag\b | \basset\b | \bid\b |
    (?:instrument|equipment|gauge|device|tool) (?:no|id|code|number) | control no
model: \bmodel\b | ^kieu | \btype\b | loai may | chung loai | ^mac\b | part no
group: ^nhom | phan nhom
note: ghi chu | \bnotes?\b | remarks? | chu thich | comments? | luu y
name: ^ten(?! NO_INSTRUMENT) | \bname$ |
    loai (?:can|thiet bi|phuong tien|dung cu|ptd) | ^thiet bi | ^phuong tien | ^ptd | ^dung cu | description |
    instrument | equipment | ^name | danh muc (?:thiet bi|phuong tien|ptd) | may moc
"""


def rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The entries in their order, each with one compiled pattern."""
    entries = re.split(r"\n(?=\S)", _TABLE.strip())
    found = []
    for entry in entries:
        name, patterns = re.split(r":\s+", entry, maxsplit=1)
        joined = "|".join(each.strip() for each in re.split(r"\s+\|\s+", patterns))
        for mark, meant in _MARKS.items():
            joined = joined.replace(mark, meant)
        found.append((name, re.compile(joined)))
    return tuple(found)
