"""Pages of members and of people on the way into the Party."""

from members.views.admissions import (
    admission_correct,
    admission_create,
    admission_detail,
    admission_end,
    admission_list,
    admission_reveal,
    admission_step,
)
from members.views.records import (
    member_detail,
    member_list,
    member_reveal,
    own_record,
)

__all__ = [
    "admission_correct",
    "admission_create",
    "admission_detail",
    "admission_end",
    "admission_list",
    "admission_reveal",
    "admission_step",
    "member_detail",
    "member_list",
    "member_reveal",
    "own_record",
]
