"""People, where they belong, and what their accounts may do."""

from members.models.member import Member, Reveal, revealable
from members.models.membership import Absence, Membership
from members.models.user import Duty, User

__all__ = [
    "Absence",
    "Duty",
    "Member",
    "Membership",
    "Reveal",
    "User",
    "revealable",
]
