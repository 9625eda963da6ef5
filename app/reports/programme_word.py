"""The programme for its Word template: the same parts as the PDF, and the words and rows for templates of one's own."""

from __future__ import annotations

from dataclasses import replace

from app.domain.document import Block
from app.domain.effects import EFFECT_KINDS
from app.domain.funding import YEARLY_WORDS
from app.domain.programme_content import day_of
from app.domain.solutions import FUNDING_KINDS, SOLUTION_KINDS
from app.domain.tasks import TASK_KINDS
from app.formats import show_date
from app.reports.programme import document, sections
from app.reports.programme_goals import baseline_words
from app.reports.programme_matter import ProgrammeMatter, Record, codes, figure, said_number
from app.reports.programme_work import chosen_words
from app.reports.word import FIELDS, LISTS, Rows, WordPaper, word_paper
from app.reports.word_language import Names
from app.reports.word_names import PROGRAMME_FIELDS, PROGRAMME_LISTS, SECTIONS
from app.wording import _

NAMES = Names(
    fields=frozenset({*FIELDS, *PROGRAMME_FIELDS}),
    parts=frozenset({"noi_dung", *SECTIONS}),
    lists={**LISTS, **PROGRAMME_LISTS},
)
"""All that a template of the programme may name."""


def programme_for_word(matter: ProgrammeMatter) -> WordPaper:
    parts = sections(matter)
    blocks: list[Block] = [each for own in parts.values() for each in own]
    paper = word_paper(document(matter, blocks))
    return replace(
        paper,
        fields={**paper.fields, **_fields(matter)},
        parts={**paper.parts, **parts},
        lists={**paper.lists, **_lists(matter)},
    )


def _fields(matter: ProgrammeMatter) -> dict[str, str]:
    plan = matter.plan
    return {
        "doanh_nghiep": matter.enterprise,
        "ten_chuong_trinh": matter.name,
        "thoi_ky": matter.period,
        "bat_dau": show_date(day_of(plan.get("starts_on"))),
        "ket_thuc": show_date(day_of(plan.get("ends_on"))),
        "muc_tieu_chung": plan.get("general_aim") or "",
        "ban": matter.edition,
    }


def _lists(matter: ProgrammeMatter) -> dict[str, Rows]:
    return {
        "danh_sach_hieu_qua": tuple(_effect(each) for each in matter.records("effects")),
        "danh_sach_muc_tieu": tuple(_goal(each) for each in matter.records("goals")),
        "danh_sach_nhiem_vu": tuple(_task(each) for each in matter.records("tasks")),
        "danh_sach_giai_phap": tuple(_solution(each) for each in matter.records("solutions")),
        "danh_sach_kinh_phi": tuple(_item(matter, number) for number in range(len(matter.items))),
    }


def _effect(effect: Record) -> dict[str, str]:
    return {
        "ma": effect["code"],
        "loai": _(EFFECT_KINDS[effect["kind"]]) if effect["kind"] in EFFECT_KINDS else "",
        "ten": effect["title"] or "",
        "dien_giai": effect["description"] or "",
        "thap": figure(effect["expected_low"]),
        "du_kien": figure(effect["expected"]) or _("chưa ước tính"),
        "cao": figure(effect["expected_high"]),
        "don_vi_tinh": effect["unit"] or "",
    }


def _goal(goal: Record) -> dict[str, str]:
    return {
        "ma": goal["code"],
        "ten": goal["title"] or "",
        "chi_so": goal["indicator"] or "",
        "hien_tai": baseline_words(goal),
        "can_dat": figure(goal["target"]),
        "don_vi_tinh": goal["unit"] or "",
        "han": show_date(day_of(goal["due_on"])),
        "phu_trach": goal["owner"] or "",
        "luan_chung": goal["justification"] or "",
        "phat_hien": codes(goal["findings"]),
    }


def _task(task: Record) -> dict[str, str]:
    return {
        "ma": task["code"],
        "ten": task["title"] or "",
        "loai": _(TASK_KINDS[task["kind"]]) if task["kind"] in TASK_KINDS else "",
        "phu_trach": task["owner"] or "",
        "phoi_hop": task["partner"] or "",
        "bat_dau": show_date(day_of(task["starts_on"])),
        "ket_thuc": show_date(day_of(task["ends_on"])),
        "ket_qua": task["result"] or "",
        "muc_tieu": codes(task["goals"]),
        "phat_hien": codes(task["findings"]),
    }


def _solution(solution: Record) -> dict[str, str]:
    return {
        "ma": solution["code"],
        "ten": solution["title"] or "",
        "loai": _(SOLUTION_KINDS[solution["kind"]]) if solution["kind"] in SOLUTION_KINDS else "",
        "noi_dung": solution["detail"] or "",
        "phuong_an": chosen_words(solution),
        "phu_trach": solution["owner"] or "",
        "nhiem_vu": codes(solution["tasks"]),
    }


def _item(matter: ProgrammeMatter, number: int) -> dict[str, str]:
    item = matter.items[number]
    return {
        "ma": str(matter.records("funding")[number]["code"]),
        "khoan": item.title,
        "loai": _(FUNDING_KINDS[item.kind]) if item.kind in FUNDING_KINDS else item.kind,
        "so_tien": said_number(item.amount),
        "hang_nam": _(YEARLY_WORDS[str(item.yearly)]),
        "nguon": item.source or _("chưa rõ nguồn"),
    }
