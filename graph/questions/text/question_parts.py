"""Splits a text that asks several questions: "who chose Leeds, and when did it join?"."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.questions.text.passages import ASKS, read_passage

SHORTEST, MOST = 2, 3
# A question begins after "?", or after "and", a comma or a dash where a word follows that opens a question.
OPENING = (
    r"(?:who|when|why|how (?:long|many|old|did|do|does|is|are|was|were)|where|what|since when"
    r"|(?:is|are|was|were|do|does|did|has|have|can|could|will) (?:it|they|there|that|this|we|he|she|any|anyone|others?)"
    r"|(?:is|are|was|were|did|does|has|have) (?-i:[A-Z])\w+"
    r"|which (?:uni|university|school|city|one|year|country|charity|body|council)\b)"
)
BOUNDARY = re.compile(
    rf"\?+\s+(?=\w)|(?:\s*[,;–—]\s*|\s+-+\s+|\s+)(?:and|but|or)\s+(?={OPENING}\b)"
    rf"|\s*[,;–—]\s*(?={OPENING}\b)|\s+-+\s+(?={OPENING}\b)",
    re.I,
)

AFTER_TOPIC = re.compile(rf"[-–—:,;]\s+{OPENING}\b", re.I)
# A boundary keeps its "and" at the end of the part before it.
BOUNDARY_WORD = re.compile(r"[\s,;–—-]+(?:and|but|or)?$", re.I)


def question_parts(text: str) -> tuple[str, ...]:
    """The questions in a text, at most three. Empty if there is only one."""
    asking = read_passage(text).asking
    starts = [0, *(m.end() for m in BOUNDARY.finditer(asking))]
    # What stands before the first word that asks is a topic: "Light Night: is there a French connection".
    starts = [0, *(start for start in starts[1:] if _asks(asking[:start]))]
    parts = [asking[a:b].strip(" ,;-–—?") for a, b in pairwise((*starts, len(asking)))]
    parts = [BOUNDARY_WORD.sub("", part) for part in parts]
    return tuple(parts[:MOST]) if len(parts) > 1 and len(parts[0].split()) >= SHORTEST and all(parts) else ()


def _asks(text: str) -> bool:
    """Whether a text asks something, perhaps after a topic: "Lille: is it 1968"."""
    return bool(ASKS.search(text) or AFTER_TOPIC.search(text))
