"""Profiles of an office as files: the same back, strict about keys, one sentence for whatever is wrong."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.domain.office_profile import FIELDS, LARGEST, OfficeNames, OfficeProfile, read_profile, write_profile
from app.formats import tidy

PROFILE = OfficeProfile(
    name="Chi cục TĐC Hưng Yên",
    names=(
        OfficeNames(None, "Sở KH&CN tỉnh Hải Dương", "Chi cục TĐC", "Hải Dương", "Hải Dương"),
        OfficeNames(date(2025, 7, 1), "Sở KH&CN tỉnh Hưng Yên", "Chi cục TĐC Hưng Yên", "Hưng Yên"),
    ),
    values={"signer.position": "Chi cục trưởng", "papers.number_pattern": "……/BC-TĐC", "confirmation.title": ""},
    note='Mẫu "chung"\nDùng từ 01/07/2025',
)
HEAD = 'kind = "dochuan-mau"\nversion = 1\nname = "A"\n'

words = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs",)), max_size=40).map(tidy)
editions = st.builds(OfficeNames, st.none(), words, words, st.none() | words, words)
profiles = st.builds(
    OfficeProfile,
    name=words.filter(bool),
    names=st.lists(editions, max_size=1).map(tuple),
    values=st.dictionaries(st.sampled_from(sorted(FIELDS)), words),
)


def test_a_profile_comes_back_as_it_was() -> None:
    assert read_profile(write_profile(PROFILE), "a") == PROFILE


@given(profiles)
def test_any_profile_comes_back_as_it_was(profile: OfficeProfile) -> None:
    assert read_profile(write_profile(profile), "a") == profile


def test_the_names_are_those_of_the_day() -> None:
    before, after = PROFILE.settings_on(date(2025, 6, 30)), PROFILE.settings_on(date(2025, 7, 1))

    assert before["paper.place"] == "Hải Dương"
    assert after["paper.place"] == "Hưng Yên"
    assert after["paper.names_from"] == "01/07/2025"
    assert PROFILE.next_names(date(2025, 6, 30)) == PROFILE.names[1]
    assert PROFILE.next_names(date(2025, 7, 1)) is None


def test_a_day_before_all_names_leaves_the_names_alone() -> None:
    profile = OfficeProfile(name="A", names=(OfficeNames(date(2026, 1, 1), agency="B"),))

    assert profile.settings_on(date(2025, 1, 1)) == {}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "không phải mẫu cơ quan của Đo Chuẩn"),
        ("kind = 1", "không phải mẫu cơ quan của Đo Chuẩn"),
        ('kind = "dochuan-mau"\nversion = 2\nname = "A"', "theo phiên bản 2"),
        ('kind = "dochuan-mau"\nversion = true\nname = "A"', "theo phiên bản True"),
        ('kind = "dochuan-mau"\nversion = 1', "khóa “name”: mẫu cần một tên"),
        (HEAD + "[signer]\nnmae = 'A'", "khóa “signer.nmae”: khóa này không có trong mẫu cơ quan"),
        (HEAD + "module = 'C:/x.dll'", "khóa “module”"),
        (HEAD + "[signer]\nname = 5", "khóa “signer.name”: cần một chữ trong ngoặc kép"),
        (HEAD + "signer = 5", "khóa “signer”: cần một bảng"),
        (HEAD + "names = 5", "khóa “names”"),
        (HEAD + "[[names]]\nvalid_from = '2025'", "khóa “names[1].valid_from”: cần một ngày"),
        (HEAD + "[[names]]\nvalid_from = 2025-07-01T00:00:00", "khóa “names[1].valid_from”: cần một ngày"),
        (HEAD + "[[names]]\n[[names]]\n", "hai bảng tên có cùng ngày bắt đầu"),
        (HEAD + f"[signer]\nname = '{'a' * 500}'", "dài hơn 400 ký tự"),
        (HEAD + '[signer]\nname = "a\\u0007"', "có ký tự điều khiển"),
        (HEAD + "x = " + "[" * 5000, "không đọc được"),
        ("kind = ", "không đọc được"),
        ("a" * (LARGEST + 1), "lớn hơn 64 KB"),
    ],
)
def test_what_is_wrong_is_told_with_the_key(content: str, words: str) -> None:
    with pytest.raises(UserError) as told:
        read_profile(content.encode(), "a.dochuan-mau")

    assert words in str(told.value)
    assert "a.dochuan-mau" in str(told.value)
    assert "\n" not in str(told.value)


def test_spoilt_profiles_give_one_sentence_or_a_profile() -> None:
    content, chance = write_profile(PROFILE), random.Random(5)
    for _each in range(600):
        spoilt = bytearray(content)
        for _more in range(chance.choice((1, 3, 12))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)

        try:
            assert read_profile(bytes(spoilt), "a").name
        except UserError as told:
            assert "\n" not in str(told)
