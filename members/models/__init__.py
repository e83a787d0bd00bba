"""People, where they belong, and what their accounts may do."""

from members.models.admission import Admission, AdmissionTarget
from members.models.admission_step import AdmissionStep
from members.models.member import Member, Reveal, revealable
from members.models.membership import Absence, Membership
from members.models.regulation import NoRegulation, Regulation
from members.models.user import Duty, User

__all__ = [
    "Absence",
    "Admission",
    "AdmissionStep",
    "AdmissionTarget",
    "Duty",
    "Member",
    "Membership",
    "NoRegulation",
    "Regulation",
    "Reveal",
    "User",
    "revealable",
]
