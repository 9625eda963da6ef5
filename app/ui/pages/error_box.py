"""The error of an instrument over the years in its form: chart, choice of the point, and where it is going."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from app.domain.instruments import Calibration, Instrument
from app.domain.metrology.drift import Drift, drift_of
from app.formats import show_date, show_number
from app.ui import theme
from app.ui.pages.error_chart import ErrorChart, PointsOf, point_choices, series_of
from app.ui.parts import Choice, InlineMessage, column, row, text
from app.wording import _


class ErrorBox(QWidget):
    """Hidden where no calibration states an error."""

    def __init__(self) -> None:
        super().__init__()
        self._instrument = Instrument(id="")
        self._calibrations: Sequence[Calibration] = ()
        self._points: PointsOf = {}
        self.chart = ErrorChart()
        self.at = Choice()
        self.at.setMinimumWidth(theme.px(104))
        self.at.setAccessibleName(_("Điểm đo trên biểu đồ"))
        self.at.picked.connect(lambda _point: self._draw())
        self._title = text("", "cap")
        self._note = text("", "small")
        self._drift = InlineMessage("warn")
        heading = row(self._title, None, self._note, self.at, margins=(0, 6, 0, 0))
        self.setLayout(column(heading, self.chart, self._drift, gap=8))

    def show_errors(self, instrument: Instrument, calibrations: Sequence[Calibration], points: PointsOf) -> None:
        """At the point of the latest headline, or at the one that was chosen, as long as there is such a point."""
        self._instrument, self._calibrations, self._points = instrument, calibrations, points
        every = point_choices(calibrations, points)
        before = self.at.value()
        self.at.offer([("", _("xấu nhất")), *((str(each), show_number(each)) for each in every)])
        self.at.show_value(before if before in {str(each) for each in every} else "")
        self.at.setVisible(len(every) > 1)
        drift = drift_of(instrument, calibrations)
        self._drift.say("warn", _drift_words(drift, instrument.unit) if drift else "")
        self._draw()

    def _draw(self) -> None:
        at = Decimal(self.at.value()) if self.at.value() else None
        series = series_of(self._instrument, self._calibrations, self._points, at)
        self.setVisible(series is not None)
        if series is None:
            return
        self.chart.show_series(series)
        self._title.setText(series.title)
        factor = show_number(series.factor) if series.factor is not None else ""
        note = _("thẳng đứng: U, k = {factor}", factor=factor) if factor else _("thẳng đứng: U")
        self._note.setText("" if self.at.isVisibleTo(self) else note)
        self.chart.setToolTip(note)


def _drift_words(drift: Drift, unit: str) -> str:
    return _(
        "Sai số đi một chiều {first} → {last} {unit} trong {count} lần. Nếu giữ đà này, đến {day} là {predicted} "
        "{unit}, vượt sai số cho phép {mpe} {unit}.",
        first=show_number(drift.errors[0]),
        last=show_number(drift.errors[-1]),
        unit=unit,
        count=len(drift.errors),
        day=show_date(drift.next_on),
        predicted=show_number(drift.predicted),
        mpe=show_number(drift.mpe),
    )
