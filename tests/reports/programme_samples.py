"""A small programme as a gathered dossier: two findings, goals, tasks, a solution, means, effects, comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pypdfium2

from app.domain.document import Document
from app.domain.dossier import Dossier
from app.domain.effects import Effect
from app.domain.evidence import Evidence
from app.domain.findings import Finding, Link
from app.domain.frozen_content import canonical, digest
from app.domain.goals import Goal
from app.domain.programme_papers import Comment, Meeting, Passage, ProgrammePlan, Version
from app.domain.solutions import Alternative, FundingItem, Solution
from app.domain.tasks import Task
from app.reports.pdf import pdf_bytes
from app.services.programme_papers import content_in
from tests.storage.builders import a_cycle, a_site

DAY = date(2026, 11, 24)
D = Decimal
CYCLE = a_cycle(name="Chu kỳ 2026–2027", surveyed_on=DAY)
NASTY = "Giảm {{ 7*7 }} <w:p> & “hao hụt” xuống 2 %"


def a_programme(**fields: object) -> Dossier:
    c = CYCLE.id
    site = a_site(enterprise="Công ty CP Thực phẩm An Lạc", name="Nhà máy Mỹ Hào", province="Hưng Yên")
    made = Dossier(
        site=site,
        cycle=CYCLE,
        revision=412,
        fingerprint="4f2a91c07d" + "0" * 54,
        findings=(
            Finding(id="f1", cycle_id=c, number=1, subject=4, title="Áp kế nồi hơi quá hạn kiểm định"),
            Finding(id="f2", cycle_id=c, number=2, subject=5, title="Đóng thừa 58 g mỗi bao"),
            Finding(id="f3", cycle_id=c, number=3, subject=7, title="Chưa sao lưu bảng tính"),
        ),
        evidence=(Evidence(id="e1", sha256="a" * 64, name="anh.jpg", media_type="image/jpeg", size=1),),
        plans=(
            ProgrammePlan(
                id="p", cycle_id=c, name="Chương trình đảm bảo đo lường tại An Lạc, 2027", starts_on=date(2027, 1, 1),
                ends_on=date(2027, 12, 31), general_aim="Mọi phép đo quyết định đều tin được.",
                discount_rate=D(9), review_every=6,
            ),
        ),
        goals=(
            Goal(
                id="g1", cycle_id=c, number=1, title="100 % áp kế có kiểm định", indicator="Tỷ lệ áp kế còn hạn",
                unit="%", baseline=D("71.4"), baseline_k=20, baseline_n=28, baseline_on=DAY,
                baseline_source="danh mục", target=D(100), due_on=date(2027, 6, 30), owner="Phòng KCS",
                justification="Luật bắt buộc.", measured_every=3,
            ),
            Goal(
                id="g2", cycle_id=c, number=2, title=NASTY, indicator="Đóng thừa trung bình", unit="g",
                baseline=D("58"), baseline_uncertainty=D("2.1"), baseline_factor=D(2), target=D(29),
                due_on=date(2027, 9, 30), owner="Xưởng",
            ),
        ),
        effects=(
            Effect(
                id="h1", cycle_id=c, number=1, kind="economic", title="Bớt hàng đóng thừa", unit="triệu đồng/năm",
                expected=D(1050), expected_low=D(620), expected_high=D(1180), basis="58 g × 3,36 triệu bao",
            ),
            Effect(
                id="h2", cycle_id=c, number=2, kind="social", title="An toàn nồi hơi",
                description="Người vận hành đọc đúng áp suất.",
            ),
        ),
        tasks=(
            Task(
                id="t1", cycle_id=c, number=1, kind="calibration", title="Kiểm định tám áp kế", owner="Phòng KCS",
                partner="Trung tâm Kỹ thuật", starts_on=date(2027, 1, 4), ends_on=date(2027, 2, 26),
                result="Tám giấy chứng nhận.",
            ),
            Task(
                id="t2", cycle_id=c, number=2, kind="technology", title="Chỉnh ba cân đóng bao", owner="Xưởng",
                starts_on=date(2027, 3, 1), ends_on=date(2027, 7, 30),
            ),
        ),
        solutions=(Solution(id="s1", cycle_id=c, number=1, kind="other", title="Mua một cân", owner="Giám đốc"),),
        alternatives=(
            Alternative(id="a1", solution_id="s1", place=1, title="Cân tầm 10 kg", cost=D(199), chosen=1, reason="Rẻ."),
        ),
        funding=(
            FundingItem(
                id="i1", cycle_id=c, of_kind="tasks", of_id="t1", place=1, kind="money", title="Phí kiểm định",
                quantity=D(8), unit="cái", unit_price=D("1.15"), amount=D("9.20"), source="Chi phí quản lý",
            ),
            FundingItem(
                id="i2", cycle_id=c, of_kind="tasks", of_id="t1", place=2, kind="people", title="Người theo dõi",
                amount=D("3.8"), yearly=1, source="Chi phí quản lý",
            ),
            FundingItem(id="i3", cycle_id=c, of_kind="solutions", of_id="s1", place=1, kind="premises", title="Bệ cân"),
        ),
        links=tuple(
            Link(id=f"l{number}", from_kind=a, from_id=b, to_kind=x, to_id=y)
            for number, (a, b, x, y) in enumerate(
                (
                    ("goals", "g1", "findings", "f1"),
                    ("goals", "g2", "findings", "f2"),
                    ("tasks", "t1", "goals", "g1"),
                    ("tasks", "t1", "findings", "f1"),
                    ("tasks", "t2", "goals", "g2"),
                    ("tasks", "t2", "tasks", "t1"),
                    ("solutions", "s1", "tasks", "t2"),
                    ("effects", "h1", "goals", "g2"),
                    ("evidence", "e1", "findings", "f1"),
                )
            )
        ),
        passages=(
            _passage("programme", "basis", "Căn cứ Luật Đo lường số 04/2011/QH13;\nCăn cứ Quy chế của nhà máy."),
            _passage("decision", "duties", "Phòng KCS chủ trì thực hiện."),
            _passage("approval", "signer_position", "Giám đốc"),
            _passage("approval", "signer_name", "Phạm Văn Nhã"),
            _passage("draft_sent", "Phòng KCS", "2026-11-03;2026-11-08;"),
            _passage("draft_sent", "Xưởng", "2026-11-03;2026-11-08;2026-11-08"),
            _passage("draft_sent", "Kho", "2026-11-03;2026-11-08;"),
        ),
        comments=(
            Comment(
                id="y1", cycle_id=c, number=1, stage="draft", words="Lùi hạn NV-01 sang tháng 3.", about_kind="tasks",
                about_id="t1", given_by="Phòng KCS", given_on=date(2026, 11, 5), decision="kept",
                answer="Giữ nguyên vì giấy hết hạn tháng 2.",
            ),
            Comment(id="y2", cycle_id=c, number=2, stage="meeting", words="Ý kiến ở cuộc họp khác."),
        ),
        meetings=(
            Meeting(
                id="m1", cycle_id=c, number=1, kind="comments", chair="Phạm Văn Nhã, Giám đốc", secretary="Thu Hà",
                started_at=datetime(2026, 11, 10, 1, 30, tzinfo=UTC), conclusion="Thống nhất dự thảo.",
            ),
        ),
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]


def _passage(paper: str, name: str, words: str) -> Passage:
    return Passage(id=f"{paper}.{name}", cycle_id=CYCLE.id, paper=paper, name=name, words=words)


def frozen(dossier: Dossier, **fields: object) -> Dossier:
    """The same with its programme frozen as the next version."""
    text = canonical(content_in(dossier))
    number = len(dossier.versions) + 1
    version = Version(
        id=f"v{number}",
        cycle_id=CYCLE.id,
        number=number,
        content=text,
        sha256=digest(text),
        decision_number=f"{number}/QĐ-AL",
        decided_on=date(2026, 12, number),
        signer_position="Giám đốc",
        signer_name="Phạm Văn Nhã",
        recipients="Phòng KCS; Lưu: VT",
    )
    return replace(dossier, versions=(*dossier.versions, replace(version, **fields)))  # type: ignore[arg-type]


def pages_of(content: bytes) -> list[str]:
    """The text of each page, its lines joined."""
    pdf = pypdfium2.PdfDocument(content)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    finally:
        pdf.close()


def text_of(document: Document) -> str:
    return " ".join(pages_of(pdf_bytes(document)))


def cells_of(path: Path, sheet: str) -> Sequence[Sequence[object]]:
    """The rows of a sheet, blank cells as None; formulas as they are written."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    try:
        return [list(row) for row in book[sheet].iter_rows(values_only=True)]
    finally:
        book.close()
