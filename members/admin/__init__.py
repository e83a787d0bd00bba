"""Django admin for people, where they belong, and what rules say of them."""

from members.admin import admissions, regulations
from members.admin.people import OfMembersAdmin, add_link, sealed_attendances

__all__ = [
    "OfMembersAdmin",
    "add_link",
    "admissions",
    "regulations",
    "sealed_attendances",
]
