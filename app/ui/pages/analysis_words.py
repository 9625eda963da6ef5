"""The sentences a director can repeat: what the analysis found, in words."""

from __future__ import annotations

from app.domain.metrology.calibration_status import USUAL as STATUS
from app.domain.metrology.calibration_status import State
from app.domain.scores import USUAL as SCORE
from app.domain.scores import one_place
from app.formats import show_date, show_number
from app.services.analysis import Analysis
from app.services.law import law
from app.ui.pages.proposal_panel import Nothing
from app.wording import _


def lead(analysis: Analysis) -> str:
    """The one sentence over the page."""
    if analysis.overall is None:
        if not analysis.asked:
            return _("Chưa có phiếu khảo sát để tính điểm.")
        return _(
            "Chưa tính được mức chung: mới trả lời {answered} trong {total} câu.",
            answered=analysis.answered,
            total=analysis.asked,
        )
    score = show_number(one_place(analysis.overall))
    weakest = analysis.weakest
    if analysis.previous_overall is not None:
        return _compared(analysis, score)
    if not weakest:
        return _("Mức chung {score} trên 5, mọi nội dung đã tính đều đạt mức cần.", score=score)
    if len(weakest) == 1:
        return _("Mức chung {score} trên 5. Yếu nhất là {first}.", score=score, first=weakest[0].short_title)
    return _(
        "Mức chung {score} trên 5. Yếu nhất là {first} và {second}.",
        score=score,
        first=weakest[0].short_title,
        second=weakest[1].short_title,
    )


def _compared(analysis: Analysis, score: str) -> str:
    change = one_place(analysis.overall or analysis.previous_overall or 0) - one_place(analysis.previous_overall or 0)  # type: ignore[arg-type]
    values = {
        "score": score,
        "change": show_number(abs(change)),
        "before": analysis.previous_name,
        "first": analysis.weakest[0].short_title if analysis.weakest else _("không có"),
    }
    if change > 0:
        return _("Mức chung {score} trên 5, tăng {change} so với {before}. Yếu nhất là {first}.", **values)
    if change < 0:
        return _("Mức chung {score} trên 5, giảm {change} so với {before}. Yếu nhất là {first}.", **values)
    return _("Mức chung {score} trên 5, bằng {before}. Yếu nhất là {first}.", **values)


def second(analysis: Analysis) -> str:
    """The sentence on the instruments."""
    if not analysis.instruments:
        return _("Danh mục phương tiện đo còn trống, nên chưa biết tình trạng kiểm định, hiệu chuẩn.")
    late = analysis.counts[State.OVERDUE] + analysis.counts[State.FAILED]
    n = show_number(analysis.rate.n)
    group_2 = analysis.legal.expired + analysis.legal.missing
    if not late and not group_2:
        return _(
            "Không có phương tiện đo nào quá hạn trong {n} cái phải kiểm định, hiệu chuẩn.",
            n=n,
        )
    if not group_2:
        return _(
            "{late} trong {n} phương tiện đo quá hạn hoặc không đạt; phương tiện đo nhóm 2 đều còn hiệu lực.",
            late=show_number(late),
            n=n,
        )
    return _(
        "{late} trong {n} phương tiện đo quá hạn hoặc không đạt; {group_2} phương tiện đo nhóm 2 không có kiểm định "
        "còn hiệu lực.",
        late=show_number(late),
        n=n,
        group_2=show_number(group_2),
    )


def computed(analysis: Analysis) -> str:
    """When, from what, and as of which day."""
    return _(
        "Tính lúc {time} từ {answers} câu, {instruments} phương tiện đo, theo ngày {day}",
        time=analysis.computed_at.astimezone().strftime("%H:%M"),
        answers=show_number(analysis.answered),
        instruments=show_number(analysis.instruments),
        day=show_date(analysis.as_of),
    )


def nothing_proposed(analysis: Analysis) -> Nothing:
    """What stands where no proposal is left, and where one goes on."""
    if not analysis.answered and not analysis.instruments:
        return Nothing(
            _("Chưa có gì để đề xuất"),
            _("Trả lời phiếu khảo sát hoặc nhập danh mục phương tiện đo trước."),
            (("survey", _("Đến phiếu khảo sát")), ("instruments", _("Đến danh mục"))),
        )
    if analysis.findings or analysis.dismissed:
        hint = _("Đề xuất mới hiện ra khi câu trả lời hay danh mục thay đổi.")
        return Nothing(_("Đã quyết định hết các đề xuất"), hint, (("goals", _("Sang bước 3")),))
    return Nothing(_("Không có đề xuất nào"), _("Câu trả lời và danh mục hiện không nêu điều gì chưa đúng."))


def how(analysis: Analysis) -> list[tuple[str, str]]:
    """How the figures come about, with the settings used: (heading, sentence)."""
    table = law().on(analysis.as_of)
    weights = STATUS.weights
    share = analysis.rate.weighted_share
    return [
        (
            _("Điểm"),
            _(
                "Trung bình các mức 1–5 của những câu áp dụng, theo trọng số ghi trong phiếu. Nội dung trả lời dưới "
                "{least} % số câu thì chưa tính điểm; câu “không áp dụng” không tính.",
                least=int(SCORE.least_share * 100),
            ),
        ),
        (
            _("Mức cần"),
            _("Trung bình mức cần đạt của các câu đó. Đạt: từ mức cần trở lên; một phần: thấp hơn tới 1 mức."),
        ),
        (
            _("Phương tiện đo"),
            _(
                "Hạn in trên giấy quyết định; ngày làm cộng chu kỳ chỉ để đối chiếu. Sắp hết hạn: còn {days} ngày trở "
                "lại. Tỷ lệ theo mức quan trọng (A {a}, B {b}, C {c}): {share}.",
                days=STATUS.due_soon_days,
                a=weights["A"],
                b=weights["B"],
                c=weights["C"],
                share=_("chưa tính") if share is None else _("{share} %", share=show_number(round(share * 100))),
            ),
        ),
        (
            _("Nhóm 2"),
            _(
                "Theo bảng có hiệu lực vào ngày kiểm định. Bảng ngày {day}: {table} ({confidence}, kiểm tra ngày "
                "{checked}).",
                day=show_date(analysis.as_of),
                table=table.title,
                confidence=table.confidence_word,
                checked=show_date(table.checked_on),
            )
            if table
            else _("Chưa có bảng nào cho ngày {day}.", day=show_date(analysis.as_of)),
        ),
    ]
