"""M22 as calculations: the priority of one finding, the maturity of a chapter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.metrology.declared import Calculation, Input, Output, TableOut
from app.domain.metrology.maturity import Question, maturity
from app.domain.metrology.priority import (
    DETECTION_OF_LATER_CHECK,
    MATRIX,
    OCCURRENCE,
    PRIORITY_WORDS,
    occurrence_of,
    priority_of,
    urgent_rule,
)
from app.domain.metrology.results import LeftOut, Result, Said, Value, Verdict, missing, said
from app.wording import N_

NO_CLASS = N_("Chưa có cấp này.")
BASIS = N_("Quy tắc khẩn xét trước; sau đó bảng hậu quả × khả năng xảy ra, nâng một bậc khi phát hiện từ cấp 4.")
SAID: Mapping[int, tuple[str, str]] = {
    1: ("bad", N_("Ưu tiên 1: làm ngay.")),
    2: ("bad", N_("Ưu tiên 2: làm sớm.")),
    3: ("part", N_("Ưu tiên 3: làm theo kế hoạch.")),
    4: ("ok", N_("Ưu tiên 4: theo dõi.")),
}
LATER_CHECKS = (("always", N_("luôn có")), ("sometimes", N_("có lúc")), ("never", N_("không có")))


def _run_priority(given: Mapping[str, Any]) -> Result:
    figures = {name: given[name] for name in OCCURRENCE}
    consequence = given["consequence"]
    occurrence = max((each for each in (given["occurrence"], occurrence_of(figures)) if each), default=None)
    checked = DETECTION_OF_LATER_CHECK.get(given["later_check"] or "")
    detection = max((each for each in (given["detection"], checked) if each), default=None)
    rule = given["urgent"] or urgent_rule(
        legal_or_safety=given["legal_or_safety"],
        overdue=given["overdue"],
        failed=given["failed"],
        untraceable=given["untraceable"],
        special=given["special_characteristic"],
        q_mp=given["Q_MP_percent"],
        tur=given["TUR"],
    )
    found = priority_of(consequence, occurrence, detection, rule)
    classes = {"consequence": consequence, "occurrence": occurrence, "detection": detection}
    values = {f"{name}_class": missing(NO_CLASS) if each is None else Value(each) for name, each in classes.items()}
    values |= {
        "priority": Value(None, why=found.why) if found.level is None else Value(found.level),
        "score": missing(NO_CLASS) if found.matrix is None else Value(found.matrix),
        "product_SOD": missing(NO_CLASS) if found.product is None else Value(found.product),
        "urgent_rule": Value(rule),
    }
    verdict = (
        Verdict("none", found.why, said(BASIS))
        if found.level is None
        else Verdict(SAID[found.level][0], Said(SAID[found.level][1]), found.why)
    )
    return Result(
        calculation="priority",
        version="1",
        values=values,
        verdict=verdict,
        tables={"matrix": _matrix(), "occurrence": _occurrence_table()},
        used=1,
    )


def _matrix() -> list[dict[str, Any]]:
    return [
        {"S": consequence, **{f"O{occurrence}": each for occurrence, each in enumerate(row, 1)}}
        for consequence, row in enumerate(MATRIX, 1)
    ]


def _occurrence_table() -> list[dict[str, Any]]:
    return [
        {"figure": name, **{f"class_{number}": each for number, each in enumerate(table.limits, 1)}}
        for name, table in OCCURRENCE.items()
    ]


def _run_maturity(given: Mapping[str, Any]) -> Result:
    questions = [
        Question(row["question"] or str(number), row["weight"], row["answer"], row["applicable"], row["reason"] or "")
        for number, row in enumerate(given["data"], 1)
    ]
    found = maturity(questions)
    if found.percent is None:
        percent = missing(N_("Không câu nào áp dụng."), "%")
        verdict = Verdict("none", said(N_("Không câu nào áp dụng nên không có mức trưởng thành.")))
    else:
        percent = Value(found.percent, "%")
        sentence = N_("Mức trưởng thành {percent} %, {unanswered} câu chưa trả lời được tính là 0.")
        verdict = Verdict("none", said(sentence, percent=found.percent, unanswered=len(found.unanswered)))
    return Result(
        calculation="maturity",
        version="1",
        values={
            "maturity_percent": percent,
            "counted": Value(found.counted),
            "unanswered": Value(len(found.unanswered)),
        },
        verdict=verdict,
        tables={"unanswered": [{"question": each} for each in found.unanswered]},
        used=found.counted,
        left_out=tuple(
            LeftOut(each.name, said(N_("Không áp dụng: {reason}"), reason=each.reason)) for each in found.left_out
        ),
    )


def _class(name: str, words: str) -> Input:
    return Input(name=name, words=words, kind="integer", least=1, most=5, required=False)


def _share(name: str, words: str) -> Input:
    return Input(name=name, words=words, least=0.0, most=1.0, required=False)


def _flag(name: str, words: str) -> Input:
    return Input(name=name, words=words, kind="boolean", required=False, default=False)


def _priority_ways(flat: Mapping[str, Any]) -> dict[str, Any]:
    """S, O and D for the three classes."""
    found = dict(flat)
    for letter, name in (("S", "consequence"), ("O", "occurrence"), ("D", "detection"), ("severity", "consequence")):
        if letter in found:
            found.setdefault(name, found.pop(letter))
    return found


URGENT_CHOICES = (
    ("", N_("theo số liệu")),
    ("legal_or_safety", N_("an toàn, pháp luật")),
    ("special_characteristic", N_("đặc tính đặc biệt")),
    ("tur_below_one", N_("TUR nhỏ hơn 1")),
)

CALCULATIONS = (
    Calculation(
        key="priority",
        method="M22",
        words=N_("Mức ưu tiên của một phát hiện"),
        purpose=N_("Việc nào phải làm trước; đây là thứ tự, không phải phép đo."),
        version="1",
        inputs=(
            _class("consequence", N_("Hậu quả, cấp 1 đến 5")),
            _class("occurrence", N_("Khả năng xảy ra, cấp 1 đến 5")),
            _share("pfa", N_("Rủi ro chấp nhận sai PFA")),
            _share("in_tolerance_rate", N_("Tỷ lệ còn trong dung sai R")),
            _share("overdue_share", N_("Tỷ lệ quá hạn")),
            _class("detection", N_("Phát hiện, cấp 1 đến 5")),
            Input(
                name="later_check",
                words=N_("Có bước kiểm tra sau đó"),
                kind="choice",
                required=False,
                choices=LATER_CHECKS,
            ),
            _flag("legal_or_safety", N_("Dùng cho an toàn hoặc theo pháp luật")),
            _flag("overdue", N_("Quá hạn")),
            _flag("failed", N_("Không đạt")),
            _flag("untraceable", N_("Không có liên kết chuẩn")),
            _flag("special_characteristic", N_("Đặc tính đặc biệt của sản phẩm")),
            Input(name="Q_MP_percent", words=N_("Q_MP của quá trình đo"), unit="%", required=False, least=0.0),
            Input(name="TUR", words="TUR", required=False, least=0.0),
            Input(
                name="urgent",
                words=N_("Quy tắc khẩn đã nêu"),
                kind="choice",
                required=False,
                default="",
                choices=URGENT_CHOICES,
            ),
        ),
        outputs=(
            Output("priority", N_("Ưu tiên (1 trước, 4 sau)"), main=True),
            Output("score", N_("Giá trị trong bảng, chưa nâng bậc"), main=True),
            Output("consequence_class", N_("Cấp hậu quả")),
            Output("occurrence_class", N_("Cấp khả năng xảy ra")),
            Output("detection_class", N_("Cấp phát hiện")),
            Output("product_SOD", N_("Tích S × O × D (chỉ để đối chiếu)")),
            Output("urgent_rule", N_("Quy tắc khẩn")),
        ),
        tables=(
            TableOut(
                "matrix",
                N_("Bảng ưu tiên theo hậu quả S (dòng) và khả năng xảy ra O (cột)"),
                (
                    Output("S", N_("Hậu quả S")),
                    Output("O1", "O = 1"),
                    Output("O2", "O = 2"),
                    Output("O3", "O = 3"),
                    Output("O4", "O = 4"),
                    Output("O5", "O = 5"),
                ),
            ),
            TableOut(
                "occurrence",
                N_("Cấp khả năng xảy ra theo số liệu: giới hạn của các cấp 1 đến 4"),
                (
                    Output("figure", N_("Số liệu")),
                    Output("class_1", N_("Cấp 1 đến")),
                    Output("class_2", N_("Cấp 2 đến")),
                    Output("class_3", N_("Cấp 3 đến")),
                    Output("class_4", N_("Cấp 4 đến")),
                ),
            ),
        ),
        run=_run_priority,
        formula=(BASIS,),
        source=("IEC 31010:2019", "ISO 31000:2018", "AIAG-VDA FMEA 2019"),
        adapt=_priority_ways,
        extra={f"figure.{name}": table.words for name, table in OCCURRENCE.items()}
        | {f"priority.{level}": words for level, words in PRIORITY_WORDS.items()},
    ),
    Calculation(
        key="maturity",
        method="M22",
        words=N_("Mức trưởng thành của một chương"),
        purpose=N_("Chương này đã làm được bao nhiêu phần, tính theo trọng số các câu hỏi."),
        version="1",
        inputs=(
            Input(
                name="data",
                words=N_("Câu hỏi"),
                kind="table",
                columns=(
                    Input(name="question", words=N_("Câu hỏi"), kind="text", required=False),
                    Input(name="weight", words=N_("Trọng số"), required=False, default=1.0, least=0.0),
                    Input(name="answer", words=N_("Mức đạt, 0 đến 1"), required=False, least=0.0, most=1.0),
                    Input(name="applicable", words=N_("Áp dụng"), kind="boolean", required=False, default=True),
                    Input(name="reason", words=N_("Lý do không áp dụng"), kind="text", required=False),
                ),
            ),
        ),
        outputs=(
            Output("maturity_percent", N_("Mức trưởng thành"), "%", main=True),
            Output("counted", N_("Số câu được tính"), main=True),
            Output("unanswered", N_("Số câu chưa trả lời"), main=True),
        ),
        tables=(TableOut("unanswered", N_("Câu chưa trả lời, tính là 0"), (Output("question", N_("Câu hỏi")),)),),
        run=_run_maturity,
        formula=("Σ w·a / Σ w",),
        source=("ISO 31000:2018",),
    ),
)
