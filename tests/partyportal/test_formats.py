from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils.formats import date_format, number_format

from partyportal.share import Share
from partyportal.templatetags.portal import phone

WEDNESDAY = date(2022, 1, 5)


def render(source, **context):
    return Template(source).render(Context(context))


# Django's own forms


@pytest.mark.parametrize(
    "text", ["05/01/2022", "5/1/2022", "05-01-2022", "05.01.2022", "2022-01-05"]
)
def test_every_form_reads_a_day_day_first(text):
    assert forms.DateField().clean(text) == WEDNESDAY


@pytest.mark.parametrize("text", ["01/31/2022", "31/02/2022", "05/01/22", "5 Jan 2022"])
def test_no_form_reads_a_day_month_first(text):
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean(text)


@pytest.mark.parametrize(
    "text",
    [
        "05/01/2022 19:30",
        "05-01-2022 19:30",
        "05.01.2022 19:30",
        "19:30 05/01/2022",
        "2022-01-05T19:30",
        "2022-01-05 19:30:00",
    ],
)
def test_every_form_reads_a_moment_day_first(text):
    moment = forms.DateTimeField().clean(text)
    assert moment.astimezone(UTC) == datetime(2022, 1, 5, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["19:30", "19:30:00", "19h30"])
def test_every_form_reads_a_time(text):
    assert forms.TimeField().clean(text).isoformat() == "19:30:00"


def test_every_form_reads_a_decimal_comma():
    field = forms.DecimalField(localize=True)
    assert field.clean("58,9") == Decimal("58.9")
    assert field.clean("58.9") == Decimal("58.9")


def test_what_a_widget_shows_is_read_back():
    assert 'value="05/01/2022"' in forms.DateInput().render("day", WEDNESDAY)
    moment = datetime(2022, 1, 5, 19, 30)
    shown = forms.DateTimeInput().render("moment", moment)
    assert 'value="05/01/2022 19:30"' in shown


# Django's own filters


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("DATE_FORMAT", "05/01/2022"),
        ("SHORT_DATE_FORMAT", "05/01/2022"),
        ("YEAR_MONTH_FORMAT", "tháng 1/2022"),
        ("MONTH_DAY_FORMAT", "ngày 05/01"),
    ],
)
def test_dates_are_written_day_first(name, text):
    assert date_format(WEDNESDAY, name) == text


def test_moments_are_written_in_the_time_of_vietnam():
    moment = datetime(2022, 1, 4, 20, 5, tzinfo=UTC)
    assert render("{{ m }} · {{ m|time }}", m=moment) == "03:05, 05/01/2022 · 03:05"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (3, "Thứ Hai"),
        (4, "Thứ Ba"),
        (5, "Thứ Tư"),
        (6, "Thứ Năm"),
        (7, "Thứ Sáu"),
        (8, "Thứ Bảy"),
        (9, "Chủ nhật"),
    ],
)
def test_days_of_the_week_are_words(day, name):
    assert render('{{ d|date:"l, D" }}', d=date(2022, 1, day)) == f"{name}, {name}"


def test_numbers_have_a_decimal_comma():
    assert render("{{ n|floatformat }}", n=58.94) == "58,9"
    assert render('{{ n|floatformat:"1g" }}', n=1234.5) == "1.234,5"
    assert number_format(Decimal("1.23")) == "1,23"


def test_keys_in_addresses_have_no_dots():
    assert render("/{{ pk }}/", pk=1234) == "/1234/"


# Our filters and tags


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("date_in_words", "Thứ Tư, 05/01/2022"),
        ("month_label", "tháng 1/2022"),
    ],
)
def test_filters_of_dates(name, text):
    assert render(f"{{{{ d|{name} }}}}", d=WEDNESDAY) == text
    assert render(f"{{{{ d|{name} }}}}", d=None) == ""


def test_filter_of_numbers():
    assert render("{{ n|number }}, {{ zero|number }}", n=1234, zero=0) == "1.234, 0"
    assert render("{{ missing|number }}") == ""


def test_a_share_is_shown_whole():
    figure = Share(part=10, whole=11, of="chi bộ <được> xếp loại")
    assert render("{% share figure %}", figure=figure) == (
        '<span class="share"><span class="share-fraction">10/11</span> '
        "chi bộ &lt;được&gt; xếp loại, "
        '<span class="share-percent">90,9\u00a0%</span></span>'
    )


def test_a_share_of_nothing_is_shown_as_such():
    figure = Share(part=0, whole=0, of="cuộc họp <đã ghi>")
    assert render("{% share figure %}", figure=figure) == (
        '<span class="share share-none">chưa có cuộc họp &lt;đã ghi&gt;</span>'
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0912345678", "0912 345 678"),
        ("+84 912.345.678", "0912 345 678"),
        ("0084912345678", "0912 345 678"),
        ("02523820115", "0252 3820 115"),
        ("(0252) 3820-115", "0252 3820 115"),
        ("113", "113"),
        ("8412", "8412"),
        ("máy lẻ 12", "máy lẻ 12"),
        ("", ""),
        (None, ""),
    ],
)
def test_phone(text, shown):
    assert phone(text) == shown


def test_the_library_is_there_in_every_template():
    assert render("{{ tel|phone }}", tel="0912345678") == "0912 345 678"
