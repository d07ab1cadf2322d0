"""The kind of a school in everyday words, by the codes of its type and phase in the schools register.

Codes are used because the register has changed names such as "LA maintained schools" and kept the numbers.
"""

from __future__ import annotations

UNIVERSITY_TYPE = "29"
# TypeOfEstablishment (code), for types that say more than the phase.
KIND_OF_TYPE = {
    "7": "special school",
    "8": "special school",
    "10": "special school",
    "11": "independent school",
    "12": "special school",
    "14": "pupil referral unit",
    "15": "nursery school",
    "18": "further education college",
    "24": "secure unit",
    "25": "offshore school",
    "26": "service children's school",
    UNIVERSITY_TYPE: "university",
    "31": "sixth form centre",
    "32": "specialist college",
    "33": "special school",
    "36": "special school",
    "37": "British school overseas",
    "38": "alternative provision school",
    "39": "sixth form college",
    "42": "alternative provision school",
    "43": "alternative provision school",
    "44": "special school",
    "45": "sixth form college",
    "46": "sixth form college",
    "47": "children's centre",
    "48": "children's centre",
    "49": "online school",
}
# PhaseOfEducation (code)
KIND_OF_PHASE = {
    "1": "nursery school",
    "2": "primary school",
    "3": "middle school",
    "4": "secondary school",
    "5": "middle school",
    "6": "sixth form college",
    "7": "all-through school",
}
# EstablishmentStatus (code)
CLOSED, PROPOSED = "2", "4"

# The names of codes, for files that have only names.
STATUSES = {"closed": CLOSED, "proposed to open": PROPOSED}
PHASES = {
    "nursery": "1", "primary": "2", "middle deemed primary": "3", "secondary": "4", "middle deemed secondary": "5",
    "16 plus": "6", "all-through": "7", "all through": "7",
}  # fmt: skip


def kind_of(kind_of_establishment: str, phase: str, status: str) -> str:
    """The kind for the codes of type, phase and status: "primary school", "closed nursery school", or "".

    An academy has the kind of its phase, so that a question about primary schools includes academies.
    """
    found = KIND_OF_TYPE.get(kind_of_establishment) or KIND_OF_PHASE.get(phase, "")
    if status == CLOSED:
        return f"closed {found or 'school'}"
    return f"proposed {found or 'school'}" if status == PROPOSED else found


def without_leading_zeros(code: str) -> str:
    """A code without leading zeros, which spreadsheets drop: "05" becomes "5", "00" becomes "0", "" stays."""
    return code.lstrip("0") or code[:1]
