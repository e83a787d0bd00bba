"""Pages of members."""

from members.views.records import (
    member_detail,
    member_list,
    member_reveal,
    own_record,
)

__all__ = ["member_detail", "member_list", "member_reveal", "own_record"]
