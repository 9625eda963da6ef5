"""A large dossier: 600 answers, 5 000 instruments with two calibrations each, 800 photos."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from app.domain.answers import Answer
from app.domain.evidence import Evidence
from app.domain.instruments import Calibration, Instrument
from app.domain.keys import new_key
from app.services import dossiers

ANSWERS, INSTRUMENTS, PHOTOS = 600, 5000, 800
PHOTO_BYTES = 60_000
DAY = date(2026, 11, 24)
NAMES = ("Áp kế lò xo", "Cân bàn điện tử", "Nhiệt kế điện trở", "Đồng hồ nước lạnh", "Thước cặp điện tử", "Máy đo pH")
PLACES = ("Chiết, dây 2", "Kho thành phẩm", "Đóng gói", "Nồi hơi", "Phòng thử", "Cơ điện")


def make_large_dossier(path: Path) -> Path:
    store = dossiers.create_dossier(
        path,
        person="Nguyễn Thu Hà",
        enterprise="Công ty CP Thực phẩm An Lạc",
        site_name="Nhà máy Mỹ Hào",
        cycle_name="2026–2027",
        surveyed_on=DAY,
    )
    with store.unit("Nhận danh mục") as unit:
        cycle_id = dossiers.current_cycle(unit).id
        instruments = [_instrument(number) for number in range(INSTRUMENTS)]
        unit.instruments.keep_all(instruments)
        unit.calibrations.keep_all(_calibration(each, turn) for each in instruments for turn in range(2))
        unit.answers.keep_all(_answer(cycle_id, number) for number in range(ANSWERS))
        unit.evidence.keep_all(_photo(unit, number) for number in range(PHOTOS))
    store.close()
    return path


def _instrument(number: int) -> Instrument:
    return Instrument(
        id=new_key(),
        code=f"PT-{number:04d}",
        name=NAMES[number % len(NAMES)],
        serial=f"{190000 + number * 7}",
        range_text="0…10 bar",
        range_low=Decimal(0),
        range_high=Decimal(10),
        unit="bar",
        location=PLACES[number % len(PLACES)],
        used_for="theo dõi quá trình",
        group="12"[number % 2],
        period_months=12,
    )


def _calibration(instrument: Instrument, turn: int) -> Calibration:
    performed = DAY - timedelta(days=365 * turn + int(instrument.code[3:]) % 400)
    return Calibration(
        id=new_key(),
        instrument_id=instrument.id,
        kind="calibration",
        performed_on=performed,
        valid_until=performed + timedelta(days=365),
        body="Trung tâm Kỹ thuật",
        certificate_number=f"HC-{turn}{instrument.code[3:]}",
    )


def _answer(cycle_id: str, number: int) -> Answer:
    return Answer(
        id=new_key(),
        cycle_id=cycle_id,
        form="survey",
        question=f"/survey/bench/q{number}",
        value="12345"[number % 5],
        answered_by="Nguyễn Thu Hà",
        answered_at=datetime(2026, 11, 24, tzinfo=UTC),
    )


def _photo(unit: object, number: int) -> Evidence:
    """Bytes that do not compress, as those of a photo."""
    seed = hashlib.sha256(str(number).encode()).digest()
    parts = (hashlib.sha256(seed + bytes([part % 256, part // 256])).digest() for part in range(PHOTO_BYTES // 32))
    content = b"".join(parts)
    working, thumbnail = content[: PHOTO_BYTES // 4], content[: PHOTO_BYTES // 16]
    sha256 = unit.keep_file(content, working, thumbnail)  # type: ignore[attr-defined]
    return Evidence(
        id=new_key(), name=f"anh-{number:03d}.jpg", media_type="image/jpeg", sha256=sha256, size=len(content)
    )
