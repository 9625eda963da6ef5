"""demo --out DIR: a worked sample factory; leaves its dossier, workbook and summary in DIR. Needs no screen."""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.cli.printing import tell
from app.domain.errors import UserError
from app.services import assessment, evaluation_report, reporting
from app.services.sample import Sample, read_sample
from app.services.worked_sample import work_through
from app.storage.store import Store
from app.wording import _, language, speaking

Say = Callable[[str], None]

DOSSIER, CHECKLIST, SUMMARY = (
    "nha-may-pho-ha.dochuan",
    "nha-may-pho-ha-phieu-kiem-tra.xlsx",
    "nha-may-pho-ha-tom-tat.pdf",
)
ASSESSMENT = ("nha-may-pho-ha-danh-gia-hien-trang.pdf", "nha-may-pho-ha-danh-gia-hien-trang.xlsx")
EVALUATIONS = ("nha-may-pho-ha-danh-gia-do-luong.pdf", "nha-may-pho-ha-so-lieu-danh-gia.xlsx")
FILES = (DOSSIER, CHECKLIST, SUMMARY, *ASSESSMENT, *EVALUATIONS)
LIST = ".dochuan-demo.json"
"""Names what an earlier run left, with SHA-256: only such files, when nobody has changed them since, are replaced."""


def add_to(commands: Any) -> None:
    parser = commands.add_parser("demo", help=_("lập một nhà máy mẫu đã làm ba bước đầu, kèm Excel và PDF"))
    parser.add_argument("--out", type=Path, required=True, metavar=_("THƯ_MỤC"), help=_("thư mục nhận kết quả"))
    parser.add_argument("--json", action="store_true", help=_("in kết quả cho máy đọc"))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    left = run_demo(options.out, (lambda _sentence: None) if options.json else print)
    if options.json:
        tell(True, {"files": [str(each) for each in left]}, "")
    return 0


def run_demo(out: Path, say: Say) -> list[Path]:
    """Works the sample, writes its papers, and puts all into the folder; returns where the files lie.

    Nothing is put there before all of it is made. A file in the folder that is not an untouched one of an earlier run
    stays as it is, and the new one takes another name.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".dochuan-demo-", dir=out) as folder:
            made = _make(read_sample(), Path(folder), say)
            left = _put(made, out, say)
    except OSError as error:
        raise UserError(
            _("Không ghi được vào thư mục “{folder}”. Chọn thư mục khác, hoặc xem quyền ghi và chỗ trống.", folder=out)
        ) from error
    for each in left:
        say(_("Xong: {file}", file=each))
    return left


def _make(sample: Sample, folder: Path, say: Say) -> list[Path]:
    store = work_through(sample, folder / DOSSIER, _in_language_in_use(say))
    try:
        with store.reading() as unit:
            dossier = reporting.gather_dossier(unit)
            found = assessment.assessment_of(unit, dossier.cycle.id, sample.surveyed_on, dossier=dossier)
    finally:
        store.close()
    day = sample.surveyed_on
    made = [
        folder / DOSSIER,
        reporting.write_checklist(dossier, day, folder / CHECKLIST),
        reporting.write_summary(dossier, day, folder / SUMMARY),
        *(assessment.write_assessment(found, folder / name) for name in ASSESSMENT),
        *(evaluation_report.write_evaluations(dossier, day, folder / name) for name in EVALUATIONS),
    ]
    say(_("Đã xuất phiếu kiểm tra, bản tóm tắt, báo cáo đánh giá hiện trạng và kết quả đánh giá đo lường."))
    return made


def _in_language_in_use(say: Say) -> Callable[..., None]:
    """Tells in the language that is spoken now, whatever is spoken while the sample is worked."""
    spoken = language()

    def tell_of(text: str, **values: object) -> None:
        with speaking(spoken):
            say(_(text, **values))

    return tell_of


def _put(made: list[Path], out: Path, say: Say) -> list[Path]:
    known = _known(out)
    places = [_place(out / each.name, known, say) for each in made]
    for new, place in zip(made, places, strict=True):
        new.replace(place)
    known |= {place.name: _sha256(place) for place in places}
    (out / LIST).write_text(json.dumps(known, ensure_ascii=False, indent=1), "utf-8")
    return places


def _place(wanted: Path, known: Mapping[str, str], say: Say) -> Path:
    """Where a file goes: its own name, unless another file, or one that was worked in since, stands there."""
    number, place = 1, wanted
    while place.exists() and not _may_be_replaced(place, known):
        number += 1
        place = wanted.with_stem(f"{wanted.stem}-{number}")
    if place != wanted:
        say(_("Giữ nguyên “{kept}” đã có; bản mới là “{name}”.", kept=wanted.name, name=place.name))
    elif place.exists():
        say(_("Thay “{name}” của lần chạy trước.", name=place.name))
    return place


def _may_be_replaced(path: Path, known: Mapping[str, str]) -> bool:
    return path.is_file() and known.get(path.name) == _sha256(path) and not _is_open(path)


def _is_open(path: Path) -> bool:
    """Whether a window has this dossier open."""
    if path.suffix != Path(DOSSIER).suffix:
        return False
    store = Store.open(path, backups=False)
    store.close()
    return store.read_only


def _known(out: Path) -> dict[str, str]:
    try:
        told = json.loads((out / LIST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in told.items()} if isinstance(told, dict) else {}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
