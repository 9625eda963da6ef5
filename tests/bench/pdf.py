"""A report of some 40 pages, 1 000 table rows and charts against bare reportlab with the same words and rows."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from typing import Any

from reportlab.graphics.charts.barcharts import HorizontalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph as Words
from reportlab.platypus import SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from app.domain.document import Bar, BarChart, Block, Column, Document, Heading, Letterhead, Paragraph, Table
from app.reports import fonts
from app.reports.pdf import pdf_bytes
from tests.bench import Row

ROWS, PARTS, RUNS = 1000, 10, 5
TITLES = ("Mã", "Phương tiện đo", "Nơi dùng", "Tình trạng", "Lý do")
SENTENCE = (
    "Giấy chứng nhận ghi sai số và độ không đảm bảo đo; người nhận giấy so với sai số cho phép của quá trình đo, "
    "ghi kết luận và ký. Phương tiện đo vượt sai số cho phép được tách ra, các lô đã đo được xem lại."
)


def measure() -> list[Row]:
    rows = [_row(number) for number in range(ROWS)]
    document = _document(rows)
    runs = [(_seconds(lambda: pdf_bytes(document)), _seconds(lambda: _bare(rows))) for _n in range(RUNS)]
    mine, peer = (statistics.median(each) for each in zip(*runs, strict=True))
    return [Row("PDF of 40 pages, 1 000 rows, charts", mine, peer, "bare reportlab, same content", 1.5)]


def _row(number: int) -> tuple[str, ...]:
    return (
        f"CB-{number:04d}",
        "Cân bàn điện tử 150 kg",
        "Kho thành phẩm, bến xuất hàng",
        "Còn hạn" if number % 4 else "Quá hạn",
        "Có giá trị đến 31/12/2026, theo giấy chứng nhận.",
    )


def _document(rows: list[tuple[str, ...]]) -> Document:
    size = ROWS // PARTS
    blocks: list[Block] = []
    for part in range(PARTS):
        columns = tuple(Column(title, width) for title, width in zip(TITLES, (0.7, 1.6, 1.6, 0.9, 2.2), strict=True))
        bars = tuple(Bar(f"Nội dung {n}", 1 + (n + part) % 4, str(1 + (n + part) % 4)) for n in range(1, 10))
        blocks += [
            Heading(f"Phần {part + 1}"),
            *(Paragraph(SENTENCE) for _n in range(3)),
            BarChart("Điểm theo nội dung", bars),
            Table(columns, tuple(rows[part * size : (part + 1) * size]), caption="Danh mục", of_figures=True),
        ]
    return Document(title="BÁO CÁO", subject="Đo thời gian viết PDF", letterhead=Letterhead(), blocks=tuple(blocks))


def _bare(rows: list[tuple[str, ...]]) -> bytes:
    """Paragraphs in cells, as wrapping needs them; the same two faces, embedded."""
    fonts.register()
    body = ParagraphStyle("body", fontName=fonts.SERIF, fontSize=13, leading=17)
    cell = ParagraphStyle("cell", fontName=fonts.SANS, fontSize=9, leading=11.5)
    size, story = ROWS // PARTS, list[Any]()
    for part in range(PARTS):
        story += [Words(f"Phần {part + 1}", body), *(Words(SENTENCE, body) for _n in range(3)), _chart(part)]
        cells = [TITLES, *rows[part * size : (part + 1) * size]]
        table = [[Words(text, cell) for text in line] for line in cells]
        story += [Grid(table, colWidths=[48, 108, 108, 60, 148], repeatRows=1), Spacer(1, 8)]
    held = io.BytesIO()
    SimpleDocTemplate(held, pagesize=A4, initialFontName=fonts.SERIF).build(story)
    return held.getvalue()


def _chart(part: int) -> Drawing:
    chart = HorizontalBarChart()
    chart.data = [[1 + (n + part) % 4 for n in range(1, 10)]]
    chart.width, chart.height, chart.x = 300, 150, 90
    chart.valueAxis.valueMin = 0
    chart.categoryAxis.categoryNames = [f"Nội dung {n}" for n in range(1, 10)]
    chart.categoryAxis.labels.fontName = chart.valueAxis.labels.fontName = fonts.SANS
    drawing = Drawing(440, 170)
    drawing.add(chart)
    return drawing


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
