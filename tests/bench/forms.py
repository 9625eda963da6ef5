"""A form of 1 000 questions and 5 000 choices: load and one changed answer, against ODK's own web engine in node.

The peer is installed from npm into a folder of its own (about 40 MB, kept for the next run). Its load alone takes
from several seconds to a minute.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from app.domain.forms.definition import Form
from app.domain.forms.filling import Filling
from app.domain.forms.grammar import parse
from app.domain.forms.reading import convert_text, read_xform
from tests.bench import Row

PEER = ("@getodk/xforms-engine@0.22.0", "jsdom@25")
PEER_NAME = "@getodk/xforms-engine 0.22, node"
RUNS, PEER_STEPS = 5, 150
FOLDER = Path(tempfile.gettempdir()) / "dochuan-bench-peer"


def measure() -> list[Row]:
    """Nothing where there is no node: without the peer there is no ratio."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        print("forms: no node on this machine, so there is nothing to compare with")
        return []
    xform = convert_text(source(), "big").xform
    loads = [_load(xform) for _n in range(RUNS)]
    form = read_xform(xform, "big")
    peer = _peer(xform, answers(form, 0)[:PEER_STEPS])
    return [
        Row("form of 1 000 questions, 5 000 choices: load", statistics.median(loads), peer["load"], PEER_NAME, 1 / 30),
        Row("the same: one changed answer", _mean_answer(form) * 1000, peer["answer"] * 1000, PEER_NAME, 1 / 50, "ms"),
    ]


def _load(xform: str) -> float:
    parse.cache_clear()
    start = time.perf_counter()
    Filling(read_xform(xform, "big"))
    return time.perf_counter() - start


def _mean_answer(form: Form) -> float:
    filling = Filling(form)
    times: list[float] = []
    for turn in range(3):
        for path, text in answers(form, turn):
            start = time.perf_counter()
            filling.answer(path, text)
            times.append(time.perf_counter() - start)
    return statistics.fmean(times)


def _peer(xform: str, steps: list[tuple[str, str]]) -> dict[str, float]:
    """Seconds of the peer's load and of its mean answer."""
    if not (FOLDER / "node_modules" / "jsdom").exists():
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / "package.json").write_text("{}", "utf-8")
        subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", *PEER], cwd=FOLDER, check=True, capture_output=True
        )
    (FOLDER / "form.xml").write_text(xform, "utf-8")
    (FOLDER / "steps.json").write_text(json.dumps(steps), "utf-8")
    script = Path(__file__).parent / "peer_form.mjs"
    told = subprocess.run(
        ["node", str(script), "form.xml", "steps.json"], cwd=FOLDER, check=True, capture_output=True, text=True
    )
    return {key: milliseconds / 1000 for key, milliseconds in json.loads(told.stdout).items()}


def answers(form: Form, turn: int) -> list[tuple[str, str]]:
    """An answer to every question that takes one, another each turn."""
    by_list = {"region": f"r{turn}", "province": f"p{turn}", "kind": f"k1 k{turn + 2}"}
    by_type = {"integer": str(turn + 7), "decimal": f"{turn + 3}.5", "date": f"2024-01-0{turn + 1}"}
    return [
        (each.path, by_list.get(each.choices) or by_type.get(each.type) or "abc"[: turn + 1])
        for each in form.questions()
        if each.type.is_asked
    ]


def source() -> str:
    """300 and more conditions, 200 calculations, cascades into a list of 4 900 provinces; two languages."""
    rows = ["| survey |", "| | type | name | label::Tiếng Việt (vi) | label::English (en) | relevant | calculation |"]
    rows[1] += " constraint | required | choice_filter |"
    for number in range(1, 1001):
        if number % 50 == 1:
            rows.append(f"| | begin group | g{number} | Nhóm {number} | Group {number} | | | | | |")
        rows.append(_question(number))
        if number % 50 == 0:
            rows.append("| | end group | | | | | | | | |")
    rows += ["| choices |", "| | list_name | name | label::Tiếng Việt (vi) | label::English (en) | region |"]
    rows += [f"| | region | r{each} | Vùng {each} | Region {each} | |" for each in range(70)]
    rows += [f"| | province | p{each} | Tỉnh {each} | Province {each} | r{each % 70} |" for each in range(4900)]
    rows += [f"| | kind | k{each} | Loại {each} | Kind {each} | |" for each in range(30)]
    return "\n".join(rows) + "\n"


def _question(number: int) -> str:
    before = f"${{q{number - 1}}}"
    label = f"Câu {number} | Question {number}"
    match number % 10:
        case 1:
            return f"| | integer | q{number} | {label} | | | . >= 0 and . < 1000 | yes | |"
        case 2:
            return f"| | decimal | q{number} | {label} | {before} > 5 | | . >= 0 | | |"
        case 3:
            return f"| | calculate | q{number} | | | | {before} * 2 + coalesce({before}, 0) | | | |"
        case 4:
            return (
                f"| | text | q{number} | Chữ {before} | Text {before} | {before} != '' | | regex(., '^[a-z]+$') | | |"
            )
        case 5:
            return f"| | select_one region | q{number} | {label} | | | | yes | |"
        case 6:
            return f"| | select_one province | q{number} | {label} | {before} != '' | | | | region = {before} |"
        case 7:
            return f"| | select_multiple kind | q{number} | {label} | | | | | |"
        case 8:
            return f"| | text | q{number} | {label} | selected({before}, 'k3') | | | yes | |"
        case 9:
            return f"| | date | q{number} | {label} | | | . <= today() | | |"
        case _:
            return f"| | calculate | q{number} | | | | if({before} = '', '', format-date({before}, '%Y')) | | | |"
