"""A dossier as records, made up and the same each time: for builders, writers and measurements."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from PIL import Image, ImageDraw

from app import paths
from app.domain.answers import Answer, PinnedForm
from app.domain.dossier import Dossier
from app.domain.evidence import Evidence
from app.domain.findings import Finding, Link
from app.domain.forms.reading import convert, read_xform
from app.domain.goals import Goal
from app.domain.instruments import Calibration, Instrument
from app.domain.sites import Cycle, Setting, Site

AS_OF = date(2026, 11, 24)
CYCLE = "cycle"

NAMES = (
    ("Cân kỹ thuật điện tử", "g", "Phòng thử nghiệm", "2"),
    ("Cân ô tô điện tử 80 tấn", "kg", "Cổng nhập nguyên liệu", "2"),
    ("Áp kế lò hơi kiểu lò xo", "MPa", "Nhà nồi hơi, tầng một", "2"),
    ("Nhiệt kế điện trở ở máy ép viên số 3, khu sản xuất thức ăn thủy sản", "°C", "Xưởng ép viên", "1"),
    ("Thước cặp điện tử", "mm", "Xưởng cơ điện", "1"),
    ("Đồng hồ đo nước lạnh cơ khí DN50", "m³", "Trạm bơm", ""),
)


@cache
def a_form(name: str) -> PinnedForm:
    read = convert(paths.shipped("forms", "01_khao_sat", f"{name}.md"))
    form = read_xform(read.xform, name)
    return PinnedForm(
        id=f"form-{name}",
        cycle_id=CYCLE,
        name=name,
        step=1,
        title=form.title,
        version=form.version,
        sha256=form.sha256,
        source=read.source,
        xform=read.xform,
    )


def some_answers(share: float = 0.9) -> tuple[Answer, ...]:
    form = read_xform(a_form("survey").xform, "survey")
    asked = [each for each in form.questions() if each.type.is_asked]
    made = []
    for number, question in enumerate(asked[: int(len(asked) * share)]):
        level = "1234524313"[number % 10]
        value = {
            "date": "2026-11-20",
            "integer": "3",
            "decimal": "2.50",
            "text": "Kho nguyên liệu, xưởng ép viên",
            "select_multiple": "manufacturing prepackaged",
            "select_one": level if question.is_level else "yes",
        }.get(question.type, "")
        left_out = number % 17 == 11 and question.is_level
        made.append(
            Answer(
                id=f"answer-{number:03d}",
                cycle_id=CYCLE,
                form="survey",
                question=question.path,
                value="" if left_out else value,
                status="not_applicable" if left_out else "",
                reason="Cơ sở không tự hiệu chuẩn." if left_out else "",
                note="=1+1 đã xem sổ theo dõi" if number == 12 else "",
            )
        )
    return tuple(made)


def some_instruments(count: int) -> tuple[tuple[Instrument, ...], tuple[Calibration, ...]]:
    instruments, calibrations = [], []
    for number in range(count):
        name, unit, place, group = NAMES[number % len(NAMES)]
        instruments.append(
            Instrument(
                id=f"instrument-{number:05d}",
                code=f"{['CB', 'AK', 'NK', 'TC'][number % 4]}-{number + 1:03d}",
                name=name,
                maker="Sartorius",
                model="BSA-224",
                serial=f"00{number + 4711}",
                range_text="0 – 220",
                range_low=Decimal(0),
                range_high=Decimal(220),
                unit=unit,
                resolution="0,01",
                accuracy_class="II",
                mpe_text="± 0,03",
                mpe=Decimal("0.03"),
                location=place,
                group=group,
                legal_code={"g": "10", "kg": "11", "MPa": "21a"}.get(unit, ""),
                period_months=12,
                status="out_of_service" if number % 41 == 40 else "in_use",
            )
        )
        if number % 19 == 7:
            continue
        for year in range(2):
            performed = AS_OF - timedelta(days=(number * 37) % 420 + 365 * year)
            calibrations.append(
                Calibration(
                    id=f"calibration-{number:05d}-{year}",
                    instrument_id=f"instrument-{number:05d}",
                    kind="verification" if group == "2" else "calibration",
                    performed_on=performed,
                    valid_until=performed + timedelta(days=365),
                    body="Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng",
                    certificate_number=f"KĐ-{number:04d}/{performed.year}" if number % 23 else "",
                    result="pass" if group == "2" else "",
                    point=Decimal("100.0"),
                    error=Decimal("0.012"),
                    expanded_uncertainty=Decimal("0.008"),
                    coverage_factor=Decimal(2),
                )
            )
    return tuple(instruments), tuple(calibrations)


def a_photo(words: str = "CB-001", size: tuple[int, int] = (800, 600)) -> bytes:
    picture = Image.new("RGB", size, "#9fb3c8")
    draw = ImageDraw.Draw(picture)
    draw.rectangle(
        (size[0] // 4, size[1] // 4, size[0] * 3 // 4, size[1] * 3 // 4), fill="#f5f5f0", outline="#333", width=6
    )
    draw.text((size[0] // 3, size[1] // 2), words, fill="#222")
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=85)
    return held.getvalue()


def some_findings() -> tuple[Finding, ...]:
    return (
        Finding(
            id="finding-1",
            cycle_id=CYCLE,
            number=1,
            subject=5,
            title="11 phương tiện đo nhóm 2 đang dùng đã quá hạn kiểm định",
            detail="AP-031, AP-033, CB-007 và 8 cái khác; quá hạn 3–40 ngày; CB-007 dùng để xuất hàng.",
            cause="Chưa có kế hoạch kiểm định hằng năm.",
            proposal="Kiểm định ngay; trong thời gian chờ không dùng để xuất hàng",
            severity="high",
            clause="Luật Đo lường 04/2011/QH13 Điều 17–19, Điều 38; TT 23/2013/TT-BKHCN Điều 4",
            owner="Phòng Cơ điện",
            due_on=date(2026, 12, 31),
            rule="Phương tiện đo nhóm 2 đang dùng có giấy kiểm định hết hiệu lực hoặc không đạt.",
            consequence=4,
            occurrence=4,
            detection=4,
            urgent="legal_or_safety",
        ),
        Finding(
            id="finding-2",
            cycle_id=CYCLE,
            number=2,
            subject=2,
            title="Chưa có kế hoạch đào tạo về đo lường",
            severity="medium",
            clause="ISO 10012:2003 6.1.2; QĐ 510 Điều 13 (chưa đối chiếu)",
            state="own",
        ),
        Finding(id="finding-3", cycle_id=CYCLE, number=0, subject=1, title="Đã bỏ", state="dismissed", reason="Trùng"),
        Finding(
            id="finding-4",
            cycle_id=CYCLE,
            number=4,
            subject=5,
            title="Không ai theo dõi hạn kiểm định",
            state="merged",
            merged_into="finding-1",
        ),
    )


def some_goals() -> tuple[Goal, ...]:
    return (
        Goal(
            id="goal-1",
            cycle_id=CYCLE,
            number=1,
            title="100 % phương tiện đo nhóm 2 đang dùng có kiểm định còn hiệu lực",
            indicator="Tỷ lệ phương tiện đo nhóm 2 có kiểm định còn hiệu lực",
            unit="%",
            baseline=Decimal("81.6"),
            baseline_on=AS_OF,
            baseline_source="49 trên 60 phương tiện đo nhóm 2 đang dùng",
            target=Decimal(100),
            due_on=date(2027, 6, 30),
            owner="Phòng Cơ điện",
            justification="Phương tiện đo nhóm 2 phải được kiểm định khi dùng; dừng cân ô tô là dừng nhập hàng.",
        ),
        Goal(id="goal-2", cycle_id=CYCLE, number=2, title="Mọi người đo đều được kiểm tra tay nghề", unit="%"),
    )


def a_dossier(instruments: int = 60, *, pictures: int = 3, answered: float = 0.9) -> Dossier:
    register, calibrations = some_instruments(instruments)
    answers = some_answers(answered)
    photos = {f"sha-{number}": a_photo(f"CB-{number:03d}") for number in range(pictures)}
    return Dossier(
        site=Site(
            id="0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
            enterprise="Công ty Cổ phần Thức ăn chăn nuôi Đồng bằng Bắc Bộ",
            name="Nhà máy Mỹ Hào",
            kind="manufacturing",
            address="Khu công nghiệp Dệt may Phố Nối, phường Đường Hào",
            province="Hưng Yên",
            tax_code="0900123456",
            representative="Nguyễn Văn Ổn",
            contact="Trưởng phòng chất lượng",
        ),
        cycle=Cycle(
            id=CYCLE, name="2026–2027", starts_on=date(2026, 11, 1), ends_on=date(2027, 12, 31), surveyed_on=AS_OF
        ),
        forms=tuple(a_form(name) for name in ("profile", "survey", "closing_meeting")),
        answers=answers,
        instruments=register,
        calibrations=calibrations,
        findings=some_findings(),
        goals=some_goals(),
        links=(
            Link(id="1", from_kind="findings", from_id="finding-1", to_kind="instruments", to_id="instrument-00001"),
            Link(id="2", from_kind="findings", from_id="finding-2", to_kind="answers", to_id="answer-010"),
            Link(id="3", from_kind="goals", from_id="goal-1", to_kind="findings", to_id="finding-1"),
            Link(id="4", from_kind="evidence", from_id="evidence-0", to_kind="findings", to_id="finding-1"),
        ),
        evidence=tuple(
            Evidence(
                id=f"evidence-{number}",
                name=f"IMG_{number:04d}.jpg",
                media_type="image/jpeg",
                sha256=f"sha-{number}",
                size=1000,
                note="Tem kiểm định mờ, không đọc được số",
                place="Cổng nhập nguyên liệu",
            )
            for number in range(pictures)
        ),
        settings=(
            Setting(id="s1", name="paper.parent", value="Sở Khoa học và Công nghệ tỉnh Hưng Yên"),
            Setting(id="s2", name="paper.agency", value="Chi cục Tiêu chuẩn Đo lường Chất lượng"),
            Setting(id="s3", name="paper.place", value="Hưng Yên"),
            Setting(id="s4", name="paper.signer_name", value="Trần Thị Bích Ngọc"),
        ),
        pictures=photos,
        revision=1432,
        fingerprint="4f2a91c07d" + "0" * 54,
    )
