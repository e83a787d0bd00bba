from datetime import UTC, date, datetime
from decimal import Decimal
from unicodedata import is_normalized, normalize

import pytest
import vn_collate
from django.utils import timezone
from hypothesis import assume, given
from hypothesis import strategies as st

from partyportal.vietnamese import (
    clean_line,
    clean_text,
    date_in_words,
    decimal,
    fold,
    is_writable,
    local_day,
    long_date,
    month_label,
    name_sort_key,
    next_month,
    number,
    percent,
    percentage,
    slugify,
    today,
)

NAMES = [
    "Trần Văn An",
    "Vũ An",
    "Trần Thị Ánh",
    "Lê Ngọc Ân",
    "Nguyễn Gia Bảo",
    "Bùi Văn Dũng",
    "Hồ Minh Đăng",
    "Bùi Đức Đặng",
    "Mai Thị Hoa",
    "Đinh Thị Hòa",
    "Đoàn Thị Hoà",
    "Mai Thị Hóa",
    "Lê Thị Mai",
    "Dương Quốc Tuấn",
    "Đỗ Văn Tuấn",
    "Nguyễn Tuấn",
    "Nguyễn Thanh Tuấn",
    "Nguyễn Thành Tuấn",
    "Nguyễn Văn Tuấn",
    "Nguyễn Văn Anh Tuấn",
    "Đặng Thị Tuyết",
    "Phan Thị Út",
    "Phan Văn Ước",
    "Võ Thị Yến",
]
LETTERS = vn_collate.PRIMARY_ORDER
TONES = ["", *vn_collate.TONE_MARKS]


@st.composite
def words(draw):
    """Words of one syllable as they are spelled: any letters, one tone mark."""
    letters = draw(st.lists(st.sampled_from(LETTERS), min_size=1, max_size=6))
    place = draw(st.integers(0, len(letters) - 1))
    letters[place] += draw(st.sampled_from(TONES))
    return normalize("NFC", "".join(letters))


def compare(one, other):
    return (one > other) - (one < other)


# Clean text


def test_text_typed_on_a_mac_is_composed():
    assert clean_text(normalize("NFD", "Đảng ủy xã")) == "Đảng ủy xã"


def test_line_ends_are_one_kind():
    assert clean_text(" a\r\nb\rc\vd\u2028e\n") == "a\nb\nc\nd\ne"


def test_invisible_leftovers_of_copying_are_dropped():
    assert clean_text("\ufeffBắc\u00ad Bình\u200b") == "Bắc Bình"


def test_one_line_has_single_spaces():
    assert clean_line(" Nguyễn \t Văn\u00a0\n An ") == "Nguyễn Văn An"


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert is_normalized("NFC", clean_line(text))


@pytest.mark.parametrize("character", "\0\a\x1b\x7f\x9f\u202e\u2066\u200f\ud800\u0378")
def test_unwritable_characters_are_found(character):
    assert not is_writable(f"Nguyễn {character}An")


@pytest.mark.parametrize("text", ["", "Đảng ủy\n\txã", "🎉", "\U0001faf8", "中文"])
def test_other_text_is_writable(text):
    assert is_writable(text)


# Months and numbers


def test_after_december_comes_january():
    assert next_month(date(2022, 12, 5)) == date(2023, 1, 1)


def test_a_decimal_has_no_zeros_at_its_end():
    assert (decimal(Decimal("58.90")), decimal(Decimal("100"))) == ("58,9", "100")


def test_letters_of_elsewhere_come_last():
    assert name_sort_key("Z") < name_sort_key("Ж")


# Search


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng ủy", "dang uy"),
        ("ĐẢNG UỶ", "dang uy"),
        ("  hoà\u00a0\n bình ", "hoa binh"),
        ("Ðỗ Văn Đức", "do van duc"),
        ("Số 05-BC/CB", "so 05-bc/cb"),
        ("An\0\ud800", "an"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded
    assert fold(normalize("NFD", text)) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_a_long_text_is_folded():
    assert fold("Ậ" * 10_000) == "a" * 10_000


# Addresses


def test_slug_keeps_the_d_of_dang():
    title = "Đảng bộ xã Bắc Bình xây dựng"
    assert slugify(title) == "dang-bo-xa-bac-binh-xay-dung"
    assert slugify(normalize("NFD", title)) == slugify(title)


def test_slug_of_signs_is_empty():
    assert slugify("…!?") == ""


# Names


def test_names_are_ordered_by_given_name_then_family_name():
    names = NAMES[::-1]
    names.sort(key=name_sort_key)
    assert names == NAMES


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_spelling_makes_no_difference_to_the_order(form):
    name = normalize(form, "NGUYỄN  THỊ HOÀ")
    assert name_sort_key(name) == name_sort_key("Nguyễn Thị Hòa")


def test_a_name_of_one_word_comes_first_among_its_like():
    keys = [name_sort_key(name) for name in ("Út", "Bùi Út", "Bùi A Út")]
    assert keys == sorted(keys)


def test_tones_are_in_the_order_of_dictionaries():
    words = ["ma", "mà", "mả", "mã", "má", "mạ", "man"]
    assert list(map(name_sort_key, words)) == sorted(map(name_sort_key, words))
    # A word that ends comes before one that goes on, be it with a digit.
    assert name_sort_key("mạ") < name_sort_key("ma0")


def test_signs_in_names_do_not_count():
    assert name_sort_key("K'Tiêu") == name_sort_key("KTiêu")


@pytest.mark.parametrize("name", ["", " ", "\0", "'", "中", "Y Bŏk", "Ậ" * 10_000])
def test_every_name_has_a_key(name):
    assert isinstance(name_sort_key(name), bytes)


def test_letters_that_are_not_vietnamese_sort_beside_their_base():
    assert name_sort_key("Boa") < name_sort_key("Bŏk") < name_sort_key("Bon")


@given(words(), words())
def test_words_are_ordered_as_icu_orders_them(one, other):
    assume(bare(one) != bare(other))
    expected = vn_collate.compare(one, other)
    assert compare(name_sort_key(one), name_sort_key(other)) == expected


@given(words(), st.sampled_from(TONES), st.sampled_from(TONES), st.data())
def test_like_words_are_ordered_by_tone_wherever_it_stands(word, one, other, data):
    # The library compares tones place by place, so hoả would come before hòa.
    letters = bare(word)

    def key(tone):
        place = data.draw(st.integers(1, len(letters)))
        return name_sort_key(letters[:place] + tone + letters[place:])

    expected = compare(TONES.index(one), TONES.index(other))
    assert compare(key(one), key(other)) == expected


def bare(word):
    return "".join(c for c in normalize("NFD", word) if c not in vn_collate.TONE_MARKS)


names = st.lists(words(), min_size=1, max_size=5)


@given(names, names)
def test_names_are_ordered_word_by_word(one, other):
    def by_words(name):
        return [name_sort_key(word) for word in name[-1:] + name[:-1]]

    expected = compare(by_words(one), by_words(other))
    keys = name_sort_key(" ".join(one)), name_sort_key(" ".join(other))
    assert compare(*keys) == expected


# Dates


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2022, 1, 3), "Thứ Hai, 03/01/2022"),
        (date(2022, 1, 4), "Thứ Ba, 04/01/2022"),
        (date(2022, 1, 5), "Thứ Tư, 05/01/2022"),
        (date(2022, 1, 6), "Thứ Năm, 06/01/2022"),
        (date(2022, 1, 7), "Thứ Sáu, 07/01/2022"),
        (date(2022, 1, 8), "Thứ Bảy, 08/01/2022"),
        (date(2022, 1, 9), "Chủ nhật, 09/01/2022"),
    ],
)
def test_date_in_words(day, words):
    assert date_in_words(day) == words


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2022, 1, 5), "ngày 05 tháng 01 năm 2022"),
        (date(2022, 2, 10), "ngày 10 tháng 02 năm 2022"),
        (date(2022, 3, 9), "ngày 09 tháng 3 năm 2022"),
        (date(2020, 11, 24), "ngày 24 tháng 11 năm 2020"),
    ],
)
def test_long_date_pads_days_below_10_and_the_first_two_months(day, text):
    assert long_date(day) == text


def test_month_label():
    assert month_label(date(2026, 11, 23)) == "tháng 11/2026"
    assert month_label(date(2026, 1, 1)) == "tháng 1/2026"


def test_a_moment_has_the_day_of_vietnam():
    late_in_london = datetime(2022, 1, 4, 20, 0, tzinfo=UTC)
    assert local_day(late_in_london) == date(2022, 1, 5)
    assert date_in_words(late_in_london) == "Thứ Tư, 05/01/2022"
    assert local_day(datetime(2022, 1, 4, 20, 0)) == date(2022, 1, 4)


def test_today_is_the_day_of_vietnam(monkeypatch):
    moment = datetime(2021, 12, 31, 17, 0, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert today() == date(2022, 1, 1)


# Numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (340, "340"), (1234, "1.234"), (-1234567, "-1.234.567")],
)
def test_number(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (10, 11, "90,9 %"),
        (1, 2, "50,0 %"),
        (1, 16, "6,3 %"),
        (0, 11, "0 %"),
        (11, 11, "100 %"),
        (9999, 10_000, "99,9 %"),
        (1, 10_000, "0,1 %"),
        (0, 0, "chưa có"),
    ],
)
def test_percent(part, whole, text):
    assert percent(part, whole) == text.replace(" %", "\u00a0%")


@given(st.integers(1, 10**6), st.data())
def test_only_all_is_100_and_only_nothing_is_0(whole, data):
    part = data.draw(st.integers(0, whole))
    value = percentage(part, whole)
    assert (value == 100) == (part == whole)
    assert (value == 0) == (part == 0)
    assert abs(value - Decimal(100 * part) / whole) <= Decimal("0.1")
