"""Numbers in text: value, bound, currency, percent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import read_lexicon
from kg.resources import lexicon_files
from kg.text.money import read_money
from kg.text.numbers import find_numbers

MONEY = read_money(read_lexicon(lexicon_files()))

PLAIN = [
    ("17 plants", "17", "exact"),
    ("1,250 plants", "1250", "exact"),
    ("1,50,000 jobs", "150000", "exact"),
    ("10 000 cars", "10000", "exact"),
    ("4.1 mln cars", "4100000", "exact"),
    ("1.5m vehicles", "1500000", "exact"),
    ("two dozen firms", "24", "exact"),
    ("a million units", "1000000", "exact"),
    ("half a million cars", "500000", "exact"),
    ("one hundred and fifty firms", "150", "exact"),
    ("twenty-five plants", "25", "exact"),
    ("three thousand jobs", "3000", "exact"),
    ("1.5 lakh jobs", "150000", "exact"),
    ("over 900 firms", "900", "at-least"),
    ("more than half a million cars", "500000", "at-least"),
    ("no fewer than 80 sites", "80", "at-least"),
    ("at least ten sites", "10", "at-least"),
    ("50 or more sites", "50", "at-least"),
    ("upwards of 300 sites", "300", "at-least"),
    ("100+ sites", "100", "at-least"),
    ("to exceed 300 sites", "300", "at-least"),
    ("up to 40 sites", "40", "at-most"),
    ("fewer than 40 sites", "40", "at-most"),
    ("no more than 40 sites", "40", "at-most"),
    ("a maximum of 40 sites", "40", "at-most"),
    ("around 40 sites", "40", "about"),
    ("some 4,000 people", "4000", "about"),
    ("nearly 40 sites", "40", "about"),
    ("ten or so sites", "10", "about"),
    ("a total of 1,500 jobs", "1500", "exact"),
    ("scaling up to 1 gigawatt", "1", "exact"),
    ("4.4GW of power", "4.4", "exact"),
]
SUMS = [
    ("RMB 6 billion", 6 * 10**9, "CNY"),
    ("6 billion yuan", 6 * 10**9, "CNY"),
    ("a 500-million-yuan fund", 500 * 10**6, "CNY"),
    ("$2.5bn", 2_500_000_000, "USD"),
    ("US$25 billion", 25 * 10**9, "USD"),
    ("US $122.5 million", 122_500_000, "USD"),
    ("182 billion U.S. dollars", 182 * 10**9, "USD"),
    ("C$300 million", 300 * 10**6, "CAD"),
    ("A$5m", 5 * 10**6, "AUD"),
    ("€500m", 500 * 10**6, "EUR"),
    ("£40,000", 40_000, "GBP"),
    ("Rs 7.5 lakh crore", 7_500_000_000_000, "INR"),
    ("Rs. 22,919-crore", 229_190_000_000, "INR"),
    ("₹76,000 cr", 760_000_000_000, "INR"),
    ("INR 5,000 crore", 50_000_000_000, "INR"),
    ("3 trillion won", 3 * 10**12, "KRW"),
    ("1.2 billion riyals", 1_200_000_000, "SAR"),
    ("40 trillion rupiah", 40 * 10**12, "IDR"),
    ("RM 3 billion", 3 * 10**9, "MYR"),
    ("2.1 billion ringgit", 2_100_000_000, "MYR"),
    ("150 million baht", 150 * 10**6, "THB"),
    ("VND26 trillion", 26 * 10**12, "VND"),
    ("900 billion yen", 900 * 10**9, "JPY"),
    ("R$2 billion", 2 * 10**9, "BRL"),
    ("10 million Swiss francs", 10 * 10**6, "CHF"),
    ("3 billion Swedish kronor", 3 * 10**9, "SEK"),
]


@pytest.mark.parametrize(("text", "value", "bound"), PLAIN)
def test_value_and_bound(text, value, bound):
    (found,) = find_numbers(text, MONEY)
    assert (found.value, found.bound) == (Decimal(value), bound)


@pytest.mark.parametrize(("text", "value", "code"), SUMS)
def test_money(text, value, code):
    (found,) = find_numbers(f"It will cost {text} in all.", MONEY)
    assert (found.value, MONEY.choose(found.currencies, text)) == (value, code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mexico set aside 25 million pesos.", "MXN"),
        ("Manila set aside 25 million pesos for the Philippines.", "PHP"),
        ("Pakistan set aside Rs 5 billion.", "PKR"),
        ("The state set aside Rs 5 billion.", "INR"),
        ("Ottawa gave Ontario $5 billion, the Canadian minister said.", "CAD"),
        ("Ottawa gave $5 billion for a plant near the United States.", "USD"),
    ],
)
def test_currencies_of_one_name_are_told_by_the_countries_named(text, code):
    (found,) = find_numbers(text, MONEY)
    assert MONEY.choose(found.currencies, text) == code


@pytest.mark.parametrize(
    ("text", "value", "percent"),
    [
        ("25 percent of firms", "25", "%"),
        ("25 per cent of firms", "25", "%"),
        ("3.5pct of sales", "3.5", "%"),
        ("12% of sales", "12", "%"),
        ("Fifty percent of firms", "50", "%"),
        ("2 percentage points", "2", "points"),
    ],
)
def test_percentages(text, value, percent):
    (found,) = find_numbers(text, MONEY)
    assert (found.value, found.percent) == (Decimal(value), percent)


def test_fractions_are_shares():
    found = find_numbers("buy at least a quarter of their steel and three fifths of the cement at home", MONEY)
    assert [(str(n.value), n.percent, n.bound, n.fraction) for n in found] == [
        ("25", "%", "at-least", True),
        ("60", "%", "exact", True),
    ]
    assert not [
        n for n in find_numbers("in the first quarter of the year, a quarter of a million", MONEY) if n.fraction
    ]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("two to three makers", "2", "3"),
        ("2–3 million cars", "2000000", "3000000"),
        ("five to 10 percent", "5", "10"),
        ("$150 million to $200 million", "150000000", "200000000"),
    ],
)
def test_ranges_keep_both_ends(text, low, high):
    (found,) = find_numbers(text, MONEY)
    assert (found.value, found.high, found.bound) == (Decimal(low), Decimal(high), "at-least")


def test_a_change_is_no_range():
    assert [n.value for n in find_numbers("from 37 percent to 12 percent", MONEY)] == [37, 12]


@pytest.mark.parametrize(
    "text",
    [
        "ISO 9001 certified",
        "Call 555-714-6466 now",
        "kept at 22°C",
        "2.Materials and design",
        "on this thirty-first day",
        "Industry 4.0 for all",
        "Fab 21 will open",
        "a 5G network",
        "A320 jets",
        "Plant No. 2 stays",
        "Phase 1 begins",
        "tens of thousands of jobs",
        "at 6:44 PM",
        "won 3-0 on Saturday",
        "the 12th session",
        "555 Garden Hill Road",
        "Tel. +66 (0) 2553 8111",
        "12 minutes ago",
        "a five-year plan",
        "zero-emission buses",
        "two thirds of it",
        "Executive Order 14057",
        "42 U.S.C. 2140",
        "COVID-19",
    ],
)
def test_what_is_no_number(text):
    assert find_numbers(text, MONEY) == []


@pytest.mark.parametrize("text", ["held from 12 to 15 October", "held 28–31 October", "held on 3 and 4 May"])
def test_days_up_to_a_date_are_no_numbers(text):
    day = text.rindex(" ", 0, text.rindex(" ")) if "–" not in text else text.index("–")
    assert find_numbers(text, MONEY, [(day + 1, len(text))]) == []


def test_spans_of_dates_hold_no_numbers():
    text = "In 2025, 20 plants"
    assert [n.value for n in find_numbers(text, MONEY, [(0, 7)])] == [20]


@given(st.integers(1000, 10**11))
def test_digits_round_trip(value):
    (found,) = find_numbers(f"They sold {value:,} units.", MONEY)
    assert found.value == value


@given(
    st.integers(1, 999),
    st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12), ("lakh", 5), ("crore", 7)]),
    st.sampled_from(["$", "€", "RMB ", "Rs "]),
)
def test_scales_round_trip(value, scale, sign):
    (found,) = find_numbers(f"It cost {sign}{value} {scale[0]} to build.", MONEY)
    assert found.value == value * 10 ** scale[1]
    assert found.currencies


@given(st.text(max_size=80))
def test_any_text_is_read_without_overlaps(text):
    position = 0
    for found in find_numbers(text, MONEY):
        assert position <= found.start < found.end <= len(text)
        assert found.outer_start <= found.start and found.end <= found.outer_end
        position = found.end
