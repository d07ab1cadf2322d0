"""Passages: the sentences of a letter or an e-mail that ask, and those around them that may name what is meant.

Greetings and signatures are left out. A single sentence is its own question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n+")
GREETING = re.compile(
    r"^\s*(?:dear\b[^,.!?\n]{0,60}|(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: \w+){0,2})[,.!\n]\s*", re.I
)
CLOSING = re.compile(
    r"\b(?:many thanks|(?:kind |best |warm )?regards|best wishes|yours (?:sincerely|faithfully|truly)|sincerely|cheers|"
    r"(?:thanks|thank you)(?: so much| very much| in advance)?)\b(?P<signed>.*)$",
    re.I | re.S,
)
ASKS = re.compile(
    r"\?|^\W*(?:(?:and|so|but) )?"
    r"(?:who|what|which|when|where|why|how|is|are|does|do|did|has|have|was|were|can|could|would)\b"
    r"|\b(?:let me know|tell me|(?:could|can|would|will) you|please (?:send|give|list|show|tell|confirm)"
    r"|(?:like|want|need) to know|wonder(?:ing)? (?:if|whether|what|who|when|which|how)|looking for"
    r"|asking (?:if|whether|about|for))\b",
    re.I,
)
POLITE = re.compile(
    r"^\W*(?:(?:please|and|so|ok|well|pls|sorry|excuse me)\W+)*"
    r"(?:(?:could|can|would|will) (?:you|u|someone|anyone|anybody|somebody)(?: please| kindly| possibly)?"
    r"(?: (?:let me know|(?:tell|give|show|send) (?:me|us)|confirm|explain|say|check|find out|look up))?"
    r"|(?:please )?(?:let me know|tell me|confirm|check)"
    r"|(?:do you|does anyone|does anybody|do we) (?:happen to )?know|(?:any|do you have any) idea"
    r"|i(?:'d| would)? (?:would )?(?:like|want|need) to (?:know|find out|check|ask)"
    r"|(?:(?:an?|the|my|our|some) )?(?:caller|customer|resident|journalist|reporter|parent|teacher|councillor|"
    r"colleague|student|visitor|someone|somebody|lady|gentleman|man|woman|she|he|they)(?: on the (?:phone|line))?"
    r"(?: is| was| are)? (?:asks?|asked|asking|wants? to know|wanted to know|would like to know|wonders?|wondering)"
    r"|i(?:'m| am) wondering|i wonder|wondering|just checking)"
    r"(?: please)?(?:\W+(?P<whether>if|whether))?\b",
    re.I,
)
# What follows the question and tells about the person who asks: "need it for a letter", "journalist holding".
ASIDE = re.compile(
    r"(?:\s[-–—]+|[,;:(])\s*(?P<aside>[^,;:()?]*\b(?:caller|journalist|reporter|on the (?:line|phone)|holding|enquiry|"
    r"(?:need|want|needed|wanted|is|it's|its|asking|check)(?: (?:it|this|that|one))?(?: all)? for (?:a|an|my|our|the)|"
    r"i'm|i am|my)\b[^?]*)$",
    re.I,
)
YES_OR_NO = "is it true that"
LONGEST_SIGNATURE, SHORTEST_LETTER = 10, 3  # words


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as the part that asks and the rest. `context` is "" for a single sentence."""

    asking: str
    context: str = ""


def read_passage(text: str) -> Passage:
    """The sentences that ask, and the others. If none asks, all of the text is the question.

    A polite beginning is left out: "could you tell me whether" begins a question for yes or no.
    """
    body = GREETING.sub("", text, count=1)
    aside = ASIDE.search(body)
    if aside and len(body[: aside.start()].split()) >= SHORTEST_LETTER and ASKS.search(body[: aside.start()]):
        return Passage(_direct(body[: aside.start()].strip()), aside["aside"])
    closing = CLOSING.search(body)
    if closing and _is_signature(body[: closing.start()], closing["signed"]):
        body = body[: closing.start()]
    sentences = [sentence.strip() for sentence in SENTENCE_END.split(body) if sentence and sentence.strip()]
    asking = [sentence for sentence in sentences if ASKS.search(sentence)]
    if len(sentences) < 2 or not asking:
        return Passage(_direct(body.strip() or text))
    return Passage(
        " ".join(map(_direct, asking)), " ".join(sentence for sentence in sentences if sentence not in asking)
    )


def _direct(sentence: str) -> str:
    """The sentence without its polite beginning."""
    polite = POLITE.match(sentence)
    if not polite:
        return sentence
    rest = sentence[polite.end() :].strip(" ,:")
    return (f"{YES_OR_NO} {rest}" if polite["whether"] else rest) or sentence


def _is_signature(before: str, signed: str) -> bool:
    """Whether what follows a closing is short and asks nothing, and a text comes before it."""
    return len(signed.split()) <= LONGEST_SIGNATURE and "?" not in signed and len(before.split()) >= SHORTEST_LETTER
