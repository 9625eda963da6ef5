"""A dossier with a small survey of every kind of question and a register, and ways to edit an exported copy."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from app.domain.forms.reading import convert_text
from app.domain.instruments import Calibration, Instrument
from app.domain.keys import new_key
from app.domain.work_copies import COLUMN_MARK, KEY_MARK
from app.domain.work_copy_preview import WorkCopyPreview
from app.services import dossiers, work_copies
from app.storage.store import Store

SURVEY = """
| survey |
| | type | name | label::Tiếng Việt (vi) | label::English (en) | relevant | bind::audit:code | bind::audit:subject | bind::audit:where_vi |
| | begin group | s5 | 5. Kiểm định | 5. Verification | | | | |
| | select_one level_rule | plan | Có kế hoạch hiệu chuẩn không? | Is there a plan? | | 5.1.1 | 5 | Phòng kỹ thuật |
| | select_one level_rule | labels | Nhãn đọc được không? | Are labels readable? | | 5.2.4 | 5 | Nhà nồi hơi |
| | integer | count | Bao nhiêu phương tiện đo? | How many? | | 5.2.5 | 5 | |
| | decimal | share | Tỉ lệ kiểm định (%)? | Share? | | 5.2.6 | 5 | |
| | date | day | Ngày rà soát gần nhất? | Last review? | | 5.2.7 | 5 | |
| | time | hour | Giờ bắt đầu ca? | Start of shift? | | 5.2.8 | 5 | |
| | end group | | | | | | | |
| | begin group | s7 | 7. Dữ liệu | 7. Data | | | | |
| | text | who | Ai giữ sổ? | Who keeps the book? | | 7.1.1 | 7 | |
| | select_multiple where | places | Sổ để ở đâu? | Where is it kept? | | 7.1.2 | 7 | |
| | select_one where | first | Nơi chính? | Main place? | | 7.1.3 | 7 | |
| | text | why | Vì sao ở xưởng? | Why in the hall? | ${first} = 'hall' | 7.1.4 | 7 | |
| | end group | | | | | | | |

| choices |
| | list_name | name | label::Tiếng Việt (vi) | label::English (en) |
| | level_rule | 1 | Chưa có | None |
| | level_rule | 2 | Rời rạc | Scattered |
| | level_rule | 3 | Phần lớn | Mostly |
| | level_rule | 4 | Đầy đủ | Complete |
| | level_rule | 5 | Đầy đủ và được rà soát | Complete and reviewed |
| | where | office | Văn phòng | Office |
| | where | hall | Xưởng, dây 2 | Hall, line 2 |
| | where | lab | Phòng thử nghiệm | Laboratory |

| settings |
| | form_id | form_title | name | version | default_language | namespaces |
| | survey | Khảo sát | survey | 1 | Tiếng Việt (vi) | audit="https://dochuan.vn/xforms/audit" |
"""  # noqa: E501


@cache
def xform(source: str = SURVEY) -> str:
    return convert_text(source, "survey").xform


@dataclass(frozen=True)
class Plant:
    """An open dossier and its cycle."""

    store: Store
    cycle_id: str
    folder: Path

    def export(self, key: str, name: str = "copy.xlsx", spoken: str = "vi") -> Path:
        with self.store.reading() as unit:
            copy = work_copies.make_copy(unit, self.cycle_id, key, spoken)
        return work_copies.write_copy(copy, self.folder / name)

    def preview(self, path: Path, **options: Any) -> WorkCopyPreview:
        with self.store.reading() as unit:
            return work_copies.preview_copy(unit, self.cycle_id, work_copies.read_work_copy(path), **options)

    def instruments(self) -> dict[str, Instrument]:
        with self.store.reading() as unit:
            return {each.code: each for each in unit.instruments.all()}

    def answers(self) -> dict[str, tuple[str, str, str, str]]:
        with self.store.reading() as unit:
            every = unit.answers.all(cycle_id=self.cycle_id, form="survey")
        return {each.question.rsplit("/", 1)[1]: (each.value, each.status, each.reason, each.note) for each in every}


ENTERPRISE = "Công ty CP Thực phẩm An Lạc"


@cache
def _made(enterprise: str) -> bytes:
    """A dossier file with the small survey, made once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mau.dochuan")
        store = dossiers.create_dossier(path, person="Nguyễn Thu Hà", enterprise=enterprise)
        with store.unit("Đặt phiếu") as unit:
            pinned = next(each for each in unit.forms.all() if each.name == "survey")
            unit.forms.keep(replace(pinned, source=SURVEY, xform=xform(), sha256="1", version="1"))
        store.close()
        return path.read_bytes()


def a_plant(folder: Path, enterprise: str = ENTERPRISE) -> Plant:
    """Open; close its store afterwards."""
    path = folder / "an-lac.dochuan"
    path.write_bytes(_made(enterprise))
    store = Store.open(path, person="Nguyễn Thu Hà", backups=False)
    with store.reading() as unit:
        cycle_id = dossiers.current_cycle(unit).id
    return Plant(store, cycle_id, folder)


INSTRUMENTS = (
    Instrument(
        id="", code="TB-01", name="Áp kế lò hơi", serial="0012", range_text="0 ÷ 10 bar", unit="bar", resolution="0,1"
    ),
    Instrument(id="", code="TB-02", name="Cân kỹ thuật", serial="=1+1", location="Phòng thử nghiệm", group="2"),
    Instrument(id="", code="TB-03", name="Nhiệt kế −20 ÷ 60 °C", serial="-5", period_months=12, note="dòng 1\ndòng 2"),
    Instrument(id="", code="TB-04", name="Đồng hồ nước DN50", serial="+84 912", status="spare", criticality="A"),
)


def with_instruments(plant: Plant, instruments: tuple[Instrument, ...] = INSTRUMENTS) -> None:
    """Each with one calibration."""
    with plant.store.unit("Nhập danh mục") as unit:
        for each in instruments:
            kept = unit.instruments.keep(replace(each, id=new_key()))
            unit.calibrations.keep(
                Calibration(
                    id=new_key(),
                    instrument_id=kept.id,
                    performed_on=date(2026, 3, 5),
                    valid_until=None,
                    valid_until_text="03/2027",
                    body="VMI",
                    certificate_number="0045/26",
                    error=Decimal("-0.050"),
                )
            )


class Sheet:
    """One sheet of a work copy as a person edits it in a spreadsheet, its cells named by row and column key."""

    def __init__(self, path: Path, place: int = 0) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet: Any = self.book.worksheets[place]
        self.marks = next(row for row in self.sheet.iter_rows() if str(row[0].value or "").startswith(KEY_MARK))
        self.columns = {str(cell.value)[len(COLUMN_MARK) :]: cell.column for cell in self.marks if cell.value}
        self.key_column = self.marks[0].column
        self.first = self.marks[0].row + 2

    def row_of(self, said: str, column: str = "code") -> int:
        """The number of the row that says this in a column."""
        for number in range(self.first, self.sheet.max_row + 1):
            if self.cell(number, column).value == said:
                return number
        raise AssertionError(f"no row with {said}")

    def cell(self, row: int, column: str) -> Any:
        return self.sheet.cell(row, self.columns[column])

    def put(self, row: int, column: str, value: object) -> None:
        """As a person types it: a text stays one, whatever it begins with."""
        cell = self.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"

    def key(self, row: int) -> Any:
        return self.sheet.cell(row, self.key_column)

    def save(self, name: str = "") -> Path:
        path = self.path.with_name(name) if name else self.path
        self.book.save(path)
        return path


def edited(path: Path, edit: Callable[[Sheet], object], place: int = 0) -> Path:
    """The copy after edits by hand."""
    sheet = Sheet(path, place)
    edit(sheet)
    return sheet.save()
