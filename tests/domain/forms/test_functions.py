"""Every function, operator and axis, on one small document. 2 March 2026, 08:30, Vietnam."""

from __future__ import annotations

import math

import pytest

from app.domain.forms.context import Context, EvaluationError
from app.domain.forms.dates import VIETNAM
from app.domain.forms.expressions import compile_expression
from app.domain.forms.functions import FUNCTIONS
from app.domain.forms.grammar import parse
from app.domain.forms.nodes import Node
from app.domain.forms.syntax import Call, walk
from app.domain.forms.trees import document, read_xml
from app.domain.forms.values import Value, to_boolean, to_number, to_text
from app.domain.forms.verdicts import DocumentWorld
from tests.domain.forms.builders import MORNING

PLANT = read_xml(
    """<data xmlns:q="urn:q"><name>Nhà máy nước</name><empty/><n>4</n><half>2.5</half><day>2026-02-28</day>
    <at>2026-03-01T23:30:00.000+07:00</at><sel>cân thước áp_kế</sel><yes>1</yes>
    <line id="a"><what>x</what><out>10</out></line><line id="b"><what>y</what><out/></line>
    <line id="c"><what>z</what><out>-3</out></line><q:own>riêng</q:own>
    <instance id="units"><root><item><name>kg</name><label>Kilôgam</label></item>
    <item><name>m</name><label>Mét</label></item></root></instance></data>"""
)
TREE = document(PLANT)


def value_of(expression: str, at: str = "/data") -> Value:
    world = DocumentWorld(TREE, TREE, VIETNAM, MORNING)
    node: Node = TREE
    for step in at.strip("/").split("/"):
        name, _, position = step.rstrip("]").partition("[")
        node = node.named(name)[int(position or 1) - 1]
    return compile_expression(expression, {"q": "urn:q"})(Context(node, world))


# RFC 8032, 7.1, test 2: the signature and its message "r", and the public key.
SIGNED = "kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ" + ("8R2MOHsurrQwKu6wDSkWErsMAHI=")
KEY = "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw="

TEXTS = [
    ("string(5.0)", "5"),
    ("string(0.1 + 0.2)", "0.30000000000000004"),
    ("string(10000000000 * 10000000000)", "100000000000000000000"),
    ("string(1 div 0)", "Infinity"),
    ("string(-1 div 0)", "-Infinity"),
    ("string(true())", "true"),
    ("concat(name, ' ', n)", "Nhà máy nước 4"),
    ("concat(line/what)", "xyz"),
    ("join('; ', line/what, 'w')", "x; y; z; w"),
    ("substring('hiệu chuẩn', 6)", "chuẩn"),
    ("substring('12345', 1.5, 2.6)", "234"),
    ("substr('hiệu chuẩn', 0, 4)", "hiệu"),
    ("substr('hiệu chuẩn', -5)", "chuẩn"),
    ("substring-before(day, '-')", "2026"),
    ("substring-after(day, '-')", "02-28"),
    ("normalize-space('  a   b ')", "a b"),
    ("translate('1.234,5', '.,', ',.')", "1,234.5"),
    ("digest('abc', 'SHA-256', 'hex')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ("digest('abc', 'MD5')", "kAFQmDzST7DWlj99KOF/cg=="),
    ("base64-decode('Y8OibiDEkWnhu4du')", "cân điện"),
    ("base64-decode('?')", ""),
    (f"extract-signed('{SIGNED}', '{KEY}')", "r"),
    (f"extract-signed('{SIGNED[:-4]}cw==', '{KEY}')", ""),
    ("extract-signed('?', 'AA==')", ""),
    ("coalesce(empty, name)", "Nhà máy nước"),
    ("coalesce(name, 'khác')", "Nhà máy nước"),
    ("if(n > 3, 'nhiều', 'ít')", "nhiều"),
    ("if(true(), 'a', nothing-at-all())", "a"),
    ("once('mới')", "mới"),
    ("selected-at(sel, 1)", "thước"),
    ("selected-at(sel, 9)", ""),
    ("today()", "2026-03-02"),
    ("now()", "2026-03-02T08:30:00.000+07:00"),
    ("date('2026-2-3')", "2026-02-03"),
    ("date(20514)", "2026-03-02"),
    ("date(today() + 30)", "2026-04-01"),
    ("date-time(at)", "2026-03-01T23:30:00.000+07:00"),
    ("format-date(day, '%d/%m/%Y')", "28/02/2026"),
    ("format-date(day, '%e.%n.%y %a %b %A %B')", "28.2.26 Sat Feb Saturday February"),
    ("format-date(empty, '%Y')", ""),
    ("format-date-time(at, '%H:%M:%S,%3 %h %% %Q')", "23:30:00,000 23 % %Q"),
    ("indexed-repeat(/data/line/what, /data/line, 2)", "y"),
    ("indexed-repeat(/data/line/what, /data/line, 9)", ""),
    ("instance('units')/root/item[name = 'm']/label", "Mét"),
    ("instance('units')/root/item[label = 'Mét' and name = 'm']/name", "m"),
    ("instance('units')/root/item[2]/name", "m"),
    ("instance('units')/root/item[position() = last()]/name", "m"),
    ("pulldata('units', 'label', 'name', 'kg')", "Kilôgam"),
    ("pulldata('units', 'label', 'name', 'giây')", ""),
    ("jr:choice-name('kg', 'unit')", "kg"),
    ("local-name(line)", "line"),
    ("name(q:own)", "own"),
    ("namespace-uri(q:own)", "urn:q"),
    ("q:own", "riêng"),
    ("join(' ', randomize(line/what, 33))", "y x z"),
    ("line[last()]/what", "z"),
    ("line[out = 10]/@id", "a"),
    ("line[2]/preceding-sibling::line/what", "x"),
    ("line[2]/following-sibling::line/what", "z"),
    ("line/what[. = 'y']/ancestor::line/@id", "b"),
    ("//what[3 = 3][. = 'z']", "z"),
    ("line[2]/what/following::out", ""),
    ("line[3]/what/preceding::what[1]", "y"),
    ("(line/what | name)[1]", "Nhà máy nước"),
    ("descendant::what", "x"),
    ("self::node()/name", "Nhà máy nước"),
    ("*[1]", "Nhà máy nước"),
    ("name/text()", "Nhà máy nước"),
    ("current()/name", "Nhà máy nước"),
    ("line[what = current()/line[2]/what]/@id", "b"),
]

NUMBERS = [
    ("number('12.50')", 12.5),
    ("number('1e3')", math.nan),
    ("number('')", math.nan),
    ("number(day)", 20512),
    ("number(true())", 1),
    ("int(2.9)", 2),
    ("int(-2.9)", -2),
    ("round(2.5)", 3),
    ("round(-2.5)", -3),
    ("round(1.005, 2)", 1.01),
    ("round(1234.5, -2)", 1200),
    ("floor(-1.1)", -2),
    ("ceiling(1.1)", 2),
    ("abs(-3)", 3),
    ("sum(line/out)", 7),
    ("sum(nothing)", 0),
    ("min(line/out)", -3),
    ("max(line/out, 12)", 12),
    ("max(nothing)", math.nan),
    ("count(line)", 3),
    ("count-non-empty(line/out)", 2),
    ("count-selected(sel)", 3),
    ("position(line[3])", 3),
    ("pow(2, 10)", 1024),
    ("sqrt(2)", math.sqrt(2)),
    ("sqrt(-1)", math.nan),
    ("exp(1)", math.e),
    ("exp10(2)", 100),
    ("log(1)", 0),
    ("log10(1000)", 3),
    ("log(0)", -math.inf),
    ("sin(0)", 0),
    ("cos(0)", 1),
    ("tan(0)", 0),
    ("asin(1)", math.pi / 2),
    ("acos(1)", 0),
    ("acos(2)", math.nan),
    ("atan(1)", math.pi / 4),
    ("atan2(1, 1)", math.pi / 4),
    ("pi()", math.pi),
    ("7 mod 3", 1),
    ("-7 mod 3", -1),
    ("7 mod 0", math.nan),
    ("1 div 4", 0.25),
    ("0 div 0", math.nan),
    ("2 + 3 * 4", 14),
    ("-(2 + 3)", -5),
    ("n + half", 6.5),
    ("n + empty", math.nan),
    ("string-length('đo lường')", 8),
    ("decimal-date-time('1970-01-01T07:00:00.000+07:00')", 0),
    ("decimal-time('06:00')", 0.25),
    ("decimal-time('25:00')", math.nan),
    ("date('2026-03-01') - date('2026-02-28')", 1),
    ("int((today() - date('2000-03-03')) div 365.25)", 25),
    ("string-length(uuid())", 36),
    ("string-length(uuid(7))", 7),
    ("round(area('0 0;0 1;1 1;1 0;0 0') div 1000000)", 12391),
    ("round(distance('0 0;0 90') div 1000)", 10019),
    ("distance('0 0')", 0),
    ("enclosed-area('0 0;0 1;1 1;1 0;0 0') = area('0 0;0 1;1 1;1 0;0 0')", 1),
    ("area('')", 0),
]

TRUTHS = [
    ("true() and not(false())", True),
    ("false() or 1 = 1", True),
    ("boolean(0)", False),
    ("boolean('false')", True),
    ("boolean(empty)", True),
    ("boolean(nothing)", False),
    ("boolean-from-string('true')", True),
    ("boolean-from-string(yes)", True),
    ("boolean-from-string('có')", False),
    ("contains(name, 'máy')", True),
    ("starts-with(name, 'Nhà')", True),
    ("ends-with(name, 'nước')", True),
    ("regex(n, '[0-9]+')", True),
    ("regex('x1', '[0-9]+')", False),
    ("regex('Đồng hồ', '[\\p{L} ]+')", True),
    ("regex('a-b.c', '[\\w-.]+')", True),
    ("selected(sel, 'cân')", True),
    ("selected(sel, 'câ')", False),
    ("selected(empty, '')", True),
    ("is-selected(sel, 'áp_kế')", True),
    ("checklist(2, 3, true(), true(), false())", True),
    ("checklist(-1, 1, true(), true())", False),
    ("weighted-checklist(3, 5, true(), 3, false(), 9)", True),
    ("geofence('0.5 0.5', '0 0;0 1;1 1;1 0;0 0')", True),
    ("geofence('2 2', '0 0;0 1;1 1;1 0;0 0')", False),
    ("random() < 1", True),
    ("line/out = 10", True),
    ("line/out != 10", True),
    ("line/out > 9", True),
    ("empty = ''", True),
    ("nothing = ''", False),
    ("'2' < '10'", True),
    ("day < today()", True),
    ("day = '2026-02-28'", True),
    ("'2026-01-01' < '2026-12-31'", True),
    ("date('2026-03-02') <= now()", True),
    ("at < date('2026-03-02')", True),
    ("at > date('2026-03-01')", True),
    ("today() = date('2026-03-02')", True),
    ("today() != date('2026-03-01')", True),
    ("line = 'nothing like it'", False),
    ("true() = 'x'", True),
    ("'08:30' < '13:00:00.000+07:00'", True),
    ("'23:00' <= '06:00'", False),
]


@pytest.mark.parametrize(("expression", "expected"), TEXTS)
def test_texts(expression: str, expected: str) -> None:
    assert to_text(value_of(expression)) == expected


@pytest.mark.parametrize(("expression", "expected"), NUMBERS)
def test_numbers(expression: str, expected: float) -> None:
    assert to_number(value_of(expression), VIETNAM) == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(("expression", "expected"), TRUTHS)
def test_truths(expression: str, expected: bool) -> None:
    assert to_boolean(value_of(expression)) is expected


@pytest.mark.parametrize(
    "expression",
    [
        "nothing-at-all()",
        "string(1, 2)",
        "count(5)",
        "count('x')",
        "date('2026-02-30')",
        "regex('a', '[')",
        "digest('a', 'CRC')",
        "uuid(-1)",
        "1 | 2",
        "weighted-checklist(1, 2, true(), 1, true())",
        "geofence('1 1', '')",
        "'a'/b",
    ],
)
def test_what_cannot_be_evaluated_raises(expression: str) -> None:
    with pytest.raises(EvaluationError):
        value_of(expression)


def test_every_function_has_a_case_here() -> None:
    used = {
        each.name
        for expression, _expected in (*TEXTS, *NUMBERS, *TRUTHS)
        for each in walk(parse(expression))
        if isinstance(each, Call)
    }

    assert set(FUNCTIONS) - used == set()


def test_a_date_written_in_vietnamese() -> None:
    world = DocumentWorld(TREE, TREE, VIETNAM, MORNING)
    world.language = "vi"

    value = compile_expression("format-date(today(), '%A, %e %B %Y (%a)')")(Context(TREE, world))

    assert value == "Thứ Hai, 2 tháng 3 2026 (T2)"


def test_a_number_that_is_a_position_counts_within_each_parent() -> None:
    assert [each.value() for each in as_nodes(value_of("line/*[1]"))] == ["x", "y", "z"]


def as_nodes(value: Value) -> list[Node]:
    assert isinstance(value, list)
    return value
