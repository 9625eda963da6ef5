"""Repeated sections: instances that come and go, positions, totals over all of them."""

from __future__ import annotations

import pytest

from app.domain.errors import UserError
from tests.domain.forms.builders import a_filling

ROSTER = """
| survey |
| | type         | name   | label         | calculation                                | relevant       |
| | begin repeat | line   | Dây chuyền    |                                            |                |
| | calculate    | at     |               | position(..)                               |                |
| | text         | what   | Tên           |                                            |                |
| | integer      | output | Sản lượng     |                                            |                |
| | text         | why    | Vì sao bằng 0 |                                            | ${output} = 0  |
| | end repeat   |        |               |                                            |                |
| | calculate    | total  |               | sum(${output})                             |                |
| | calculate    | number |               | count(${line})                             |                |
| | calculate    | second |               | indexed-repeat(${what}, ${line}, 2)        |                |
| | calculate    | names  |               | join(', ', ${what})                        |                |
"""


def test_totals_follow_the_instances_as_they_come_and_go() -> None:
    filling = a_filling(ROSTER)
    filling.answer("/data/line[1]/output", "10")

    filling.add("/data/line")
    filling.answer("/data/line[2]/output", "5")
    filling.answer("/data/line[2]/what", "Đóng gói")

    assert [filling.value(f"/data/{name}") for name in ("total", "number", "second")] == ["15", "2", "Đóng gói"]
    filling.remove("/data/line[1]")
    assert [filling.value(f"/data/{name}") for name in ("total", "number", "second")] == ["5", "1", ""]


def test_positions_move_up_when_an_instance_before_them_goes() -> None:
    filling = a_filling(ROSTER)
    filling.add("/data/line")
    filling.add("/data/line")
    filling.answer("/data/line[3]/what", "ba")

    changed = filling.remove("/data/line[2]")

    assert filling.instances("/data/line") == ["/data/line[1]", "/data/line[2]"]
    assert (filling.value("/data/line[2]/at"), filling.value("/data/line[2]/what")) == ("2", "ba")
    assert "/data/line[3]/what" in changed


def test_a_condition_within_a_repeat_looks_at_its_own_instance() -> None:
    filling = a_filling(ROSTER)
    filling.add("/data/line")

    changed = filling.answer("/data/line[2]/output", "0")

    assert filling.relevant("/data/line[2]/why")
    assert not filling.relevant("/data/line[1]/why")
    assert "/data/line[1]/why" not in changed


def test_kept_answers_bring_their_instances_back() -> None:
    values = {"/data/line[1]/what": "một", "/data/line[3]/what": "ba"}

    filling = a_filling(ROSTER, values)

    assert filling.values() == values
    assert (filling.value("/data/number"), filling.value("/data/names")) == ("3", "một, , ba")


COUNTED = """
| survey |
| | type         | name  | label    | repeat_count |
| | integer      | lines | Số tổ    |              |
| | begin repeat | team  | Tổ       | ${lines}     |
| | text         | head  | Tổ trưởng |             |
| | end repeat   |       |          |              |
"""


def test_a_counted_repeat_has_as_many_instances_as_asked_for() -> None:
    filling = a_filling(COUNTED)
    assert filling.instances("/data/team") == []

    filling.answer("/data/lines", "3")
    assert len(filling.instances("/data/team")) == 3
    filling.answer("/data/lines", "1")

    assert filling.instances("/data/team") == ["/data/team[1]"]


def test_a_person_cannot_change_the_number_of_a_counted_repeat() -> None:
    filling = a_filling(COUNTED, {"/data/lines": "2"})

    with pytest.raises(UserError):
        filling.add("/data/team")
    with pytest.raises(UserError):
        filling.remove("/data/team[1]")

    assert not filling.can_add("/data/team")
    assert len(filling.instances("/data/team")) == 2


def test_an_absurd_count_does_not_fill_the_memory() -> None:
    filling = a_filling(COUNTED)

    filling.answer("/data/lines", "-5")

    assert filling.instances("/data/team") == []


NESTED = """
| survey |
| | type         | name   | label | calculation                          |
| | begin repeat | hall   | Xưởng |                                      |
| | text         | hname  | Tên   |                                      |
| | begin repeat | device | Máy   |                                      |
| | text         | dname  | Tên   |                                      |
| | calculate    | whole  |       | concat(${hname}, '/', ${dname})      |
| | end repeat   |        |       |                                      |
| | calculate    | count  |       | count(${device})                     |
| | end repeat   |        |       |                                      |
"""


def test_inner_instances_read_the_outer_one_around_them() -> None:
    filling = a_filling(NESTED)
    filling.add("/data/hall")
    filling.add("/data/hall[2]/device")
    filling.add("/data/hall[2]/device")
    filling.answer("/data/hall[2]/device[2]/dname", "cân")

    changed = filling.answer("/data/hall[2]/hname", "B")

    assert filling.value("/data/hall[2]/device[2]/whole") == "B/cân"
    assert (filling.value("/data/hall[1]/count"), filling.value("/data/hall[2]/count")) == ("1", "2")
    assert "/data/hall[1]/device[1]/whole" not in changed


def test_a_count_far_beyond_sense_is_cut_off() -> None:
    filling = a_filling(COUNTED)

    filling.answer("/data/lines", "123456789")

    assert len(filling.instances("/data/team")) == 1000


def test_a_count_that_is_cleared_by_a_slip_leaves_the_instances() -> None:
    filling = a_filling(COUNTED)
    filling.answer("/data/lines", "2")
    filling.answer("/data/team[2]/head", "Bình")

    filling.answer("/data/lines", "")

    assert filling.value("/data/team[2]/head") == "Bình"
    assert a_filling(COUNTED, filling.values()).value("/data/team[2]/head") == "Bình"
    filling.answer("/data/lines", "1")
    assert filling.instances("/data/team") == ["/data/team[1]"]


def test_the_number_of_instances_is_kept_even_when_they_are_empty() -> None:
    filling = a_filling(ROSTER)
    filling.add("/data/line")
    filling.add("/data/line")

    again = a_filling(ROSTER, filling.values())

    assert filling.values() == {"/data/line": "3"}
    assert (len(again.instances("/data/line")), again.value("/data/number")) == (3, "3")


def test_a_repeat_whose_last_instance_was_taken_away_stays_empty() -> None:
    filling = a_filling(ROSTER)
    filling.remove("/data/line[1]")

    again = a_filling(ROSTER, filling.values())

    assert again.instances("/data/line") == []
    assert not again.has("/data/line[1]/what")
    assert again.value("/data/number") == "0"


HALLS = """
| survey |
| | type         | name | label      | calculation      |
| | begin repeat | hall | Phân xưởng |                  |
| | text         | name | Tên        |                  |
| | begin repeat | gage | Đồng hồ    |                  |
| | integer      | mark | Số vạch    |                  |
| | end repeat   |      |            |                  |
| | calculate    | all  |            | sum(${mark})     |
| | end repeat   |      |            |                  |
"""


def test_the_numbers_of_inner_instances_are_kept_for_each_outer_one() -> None:
    filling = a_filling(HALLS)
    filling.add("/data/hall")
    filling.add("/data/hall[2]/gage")
    filling.add("/data/hall[2]/gage")
    filling.answer("/data/hall[2]/gage[1]/mark", "4")

    again = a_filling(HALLS, filling.values())

    assert again.instances("/data/hall[1]/gage") == ["/data/hall[1]/gage[1]"]
    assert len(again.instances("/data/hall[2]/gage")) == 2
    assert (again.value("/data/hall[1]/all"), again.value("/data/hall[2]/all")) == ("0", "4")


def test_an_instance_that_was_added_keeps_its_own_inner_ones_when_an_earlier_one_goes() -> None:
    filling = a_filling(HALLS)
    filling.add("/data/hall")
    filling.remove("/data/hall[1]")

    again = a_filling(HALLS, filling.values())

    assert again.shown_paths() == filling.shown_paths()


def test_a_nonsense_number_of_instances_is_passed_over() -> None:
    filling = a_filling(ROSTER, {"/data/line": "nhiều", "/data/nowhere": "2"})

    assert filling.instances("/data/line") == ["/data/line[1]"]
