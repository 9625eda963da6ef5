"""The answer of an evaluation: the state by shape, one sentence, what it rests on, and what stands against it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from app.domain.metrology.declared import OWN_UNIT
from app.domain.metrology.results import Result
from app.formats import show_date, show_number, show_time
from app.services.evaluation_states import SHEET_CHANGED, UNKNOWN, Difference
from app.ui.pages.evaluation_session import EvaluationSession
from app.ui.pages.evaluation_words import GLYPHS, figure, own_unit
from app.ui.parts import Card, Glyph, InlineMessage, button, column, row, text
from app.wording import _


class AnswerCard(QWidget):
    """reread: take the readings of the sheet as they are now. recompute. cancelled. unit_wanted: go to the unit."""

    reread = Signal()
    recompute = Signal()
    cancelled = Signal()
    unit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.glyph = Glyph("todo", 26)
        self.lead = text("", "lead", wrap=True, selectable=True)
        self.lead.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.basis = text("", "second", wrap=True, selectable=True)
        self.basis.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self._went = text("", "small")
        self._cancel = button(_("Dừng"), self.cancelled.emit, kind="ghost", tip="Esc")
        self._work = QWidget()
        work = row(self._went, gap=10)
        work.addWidget(self.progress, 1)
        work.addWidget(self._cancel)
        self._work.setLayout(work)
        self._work.hide()
        self.card = card = Card(padding=(16, 10, 16, 10))
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = column(self.lead, self.basis, self._work, gap=3)
        line = row(gap=14)
        marked = column(self.glyph, None, gap=0, margins=(0, 2, 0, 0))
        line.addLayout(marked)
        line.addLayout(words, 1)
        card.content.addLayout(line)
        self.sheet_message = InlineMessage("warn", followed=self.reread.emit)
        self.version_message = InlineMessage("info", followed=self.recompute.emit)
        self.unit_message = InlineMessage("warn", followed=self.unit_wanted.emit)
        self.lock_message = InlineMessage("info")
        self.message = InlineMessage("ok", closable=True)
        messages = (self.message, self.lock_message, self.sheet_message, self.version_message, self.unit_message)
        self.setLayout(column(card, *messages, gap=6))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_session(self, session: EvaluationSession) -> None:
        glyph, lead, basis = told(session)
        self.glyph.show_state(glyph)
        self.lead.setText(lead)
        self.basis.setText(basis)
        self.basis.setVisible(bool(basis))
        self.card.setAccessibleName(f"{lead} {basis}".strip())
        stepwise = session.calculation is not None and session.calculation.stepwise
        self._work.setVisible(session.is_computing and stepwise)
        if not session.is_computing:
            self.progress.setValue(0)
            self._went.setText(_("Đang tính…"))
        self._show_messages(session)

    def show_progress(self, share: float, words: str) -> None:
        self.progress.setValue(round(1000 * min(1.0, max(0.0, share))))
        self._went.setText(words or _("Đang tính…"))

    def _show_messages(self, session: EvaluationSession) -> None:
        opened = session.opened
        assert opened is not None
        still = session.still
        self.lock_message.say("info", session.lock)
        words = sheet_words(session) if opened.state == SHEET_CHANGED else ""
        self.sheet_message.say("warn", words, "" if still or not words else _("Lấy lại và tính"))
        words = differences_words(session)
        self.version_message.say("info", words, "" if still or not words else _("Tính lại"))
        known = own_unit(session.calculation, session.result, session.unit)
        unitless = session.result is not None and not known and wants_unit(session)
        words = _("Chưa ghi đơn vị của đại lượng đo, nên các con số dưới đây chưa dùng được.") if unitless else ""
        self.unit_message.say("warn", words, "" if still or not words else _("Ghi đơn vị"))


def sheet_words(session: EvaluationSession) -> str:
    """That the sheet has changed; "" while what is shown is being computed."""
    if session.result is not None:
        return _("Phiếu đo đã đổi từ lần tính này: kết quả dưới đây là của số đọc cũ.")
    if session.trouble or session.lacking:
        return _("Phiếu đo đã đổi từ khi lấy số đọc vào đây.")
    return ""


def told(session: EvaluationSession) -> tuple[str, str, str]:
    """Glyph, sentence and basis."""
    opened = session.opened
    assert opened is not None
    if opened.state == UNKNOWN and session.result is None:
        return "na", _("Bản chương trình này không có phương pháp “{key}”.", key=session.evaluation.calculation), ""
    if session.lacking:
        names = "; ".join(_(each.words) for each in session.lacking)
        return "todo", _("Chưa tính được vì còn thiếu số liệu."), _("Còn thiếu: {names}.", names=names)
    if session.trouble:
        return "warn", _("Chưa tính được."), session.trouble
    if session.result is None:
        return "doing", _("Đang tính…"), ""
    verdict = session.result.verdict
    basis = verdict.basis.text if verdict.basis else ""
    return GLYPHS[verdict.state], verdict.said.text, basis


def wants_unit(session: EvaluationSession) -> bool:
    """Whether a figure that was given or came out is in the unit of the characteristic."""
    calculation, result = session.calculation, session.result
    if calculation is None or result is None:
        return False
    given = (each.unit for each in calculation.inputs if session.inputs.get(each.name) not in (None, "", []))
    told = (each.unit for each in calculation.outputs if _has_value(result, each.name))
    return OWN_UNIT in (*given, *told)


def _has_value(result: Result, name: str) -> bool:
    return name in result.values and result.values[name].value is not None


def differences_words(session: EvaluationSession) -> str:
    """Which figures today's version gives otherwise; "" when it agrees."""
    found, calculation = session.different, session.calculation
    if not found or calculation is None or session.result is None:
        return ""
    named = "; ".join(filter(None, (_difference(session, each) for each in found[:3])))
    more = _("và {n} con số khác", n=len(found) - 3) if len(found) > 3 else ""
    kept = session.evaluation.version
    return _(
        "Kết quả này là của phiên bản {kept}. Phiên bản {now} hôm nay cho khác: {figures}.",
        kept=kept,
        now=calculation.version,
        figures=" ".join(filter(None, (named, more))),
    )


def _difference(session: EvaluationSession, found: Difference) -> str:
    assert session.calculation is not None and session.result is not None
    output = next((each for each in session.calculation.outputs if each.name == found.name), None)
    if output is None:
        return found.name
    method = session.calculation
    before, now = (
        figure(method, output, found.name, each).value if each else "—" for each in (found.before, found.now)
    )
    return f"{_(output.words)} {before} → {now}"


def computed_words(session: EvaluationSession) -> str:
    """Who computed it and when, with the version of the method."""
    evaluation = session.evaluation
    if evaluation.computed_at is None:
        return ""
    moment = f"{show_date(evaluation.computed_at.astimezone().date())} {show_time(evaluation.computed_at)[:5]}"
    return _(
        "Tính lúc {moment}, {person}, phương pháp {key} phiên bản {version}.",
        moment=moment,
        person=evaluation.computed_by or "—",
        key=evaluation.calculation,
        version=evaluation.version,
    )


def used_words(result: Result) -> str:
    """How many rows of data went in, and how many were left out."""
    if not result.used and not result.left_out:
        return ""
    used, out = show_number(result.used), show_number(len(result.left_out))
    return _("Dùng {used} dòng số liệu, bỏ ra {out}.", used=used, out=out)
