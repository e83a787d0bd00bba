from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partyportal.share import Share

RATED = "chi bộ được xếp loại"


@st.composite
def shares(draw):
    whole = draw(st.integers(0, 10**6))
    return Share(part=draw(st.integers(0, whole)), whole=whole, of=RATED)


def test_a_share_is_shown_with_its_base_and_percentage():
    share = Share(part=10, whole=11, of=RATED)
    assert str(share) == "10/11 chi bộ được xếp loại, 90,9\u00a0%"
    assert share.fraction == "10/11"
    assert share.percentage == Decimal("90.9")
    assert share.percent == "90,9\u00a0%"


def test_a_share_of_nothing_has_no_percentage():
    share = Share(part=0, whole=0, of=RATED)
    assert str(share) == "chưa có chi bộ được xếp loại"
    assert share.percentage is None
    assert share.percent == "chưa có"


def test_large_numbers_are_parted_by_dots():
    assert Share(part=1234, whole=2468, of="lượt").fraction == "1.234/2.468"


@pytest.mark.parametrize(("part", "whole"), [(12, 11), (1, 0), (-1, 11), (0, -1)])
def test_a_part_is_no_larger_than_the_whole(part, whole):
    with pytest.raises(ValueError, match=f"{part} of {whole} is no share"):
        Share(part=part, whole=whole, of=RATED)


def test_a_share_says_of_what():
    with pytest.raises(ValueError, match="of"):
        Share(part=1, whole=2, of="")


def test_a_share_stays_as_it_is():
    with pytest.raises(FrozenInstanceError):
        Share(part=1, whole=2, of=RATED).part = 2


@given(st.lists(shares()))
def test_shares_of_the_same_add_up(many):
    total = sum(many, start=Share(part=0, whole=0, of=RATED))
    assert total.part == sum(share.part for share in many)
    assert total.whole == sum(share.whole for share in many)
    assert total.of == RATED


def test_shares_of_different_things_do_not_add_up():
    with pytest.raises(ValueError, match="do not add up"):
        Share(part=1, whole=2, of=RATED) + Share(part=1, whole=2, of="đảng viên")


def test_a_share_and_a_number_do_not_add_up():
    with pytest.raises(TypeError):
        Share(part=1, whole=2, of=RATED) + 1


@given(shares())
def test_the_percentage_shown_is_never_all_or_nothing_by_rounding(share):
    assert (share.percent == "100\u00a0%") == (share.part == share.whole > 0)
    assert (share.percent == "0\u00a0%") == (share.part == 0 < share.whole)
