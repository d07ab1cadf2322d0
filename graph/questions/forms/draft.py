"""A question while it is read: what is known so far, for the readers of the forms to complete."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold
from graph.questions.interpretation import Interpretation
from graph.questions.question import Question
from graph.questions.spans import Span

# Meanings by which a link is asked about.
LINKING = ("link", "type", "civic", "sector", "role", "event", "status", "order", "unnamed", "most", "more")
# Words that begin a question which is answered by yes or no.
ASKING = frozenset(
    ["is", "are", "does", "do", "did", "has", "have", "was", "were", "can", "could", "will", "would", "am"]
)


@dataclass
class Draft:
    """One question being read. A reader may correct `question`, `reading` and `form` for the readers after it.

    `form` is the form that words of the lexicon name, or "" for none.
    """

    question: Question
    reading: Interpretation
    spans: list[Span]
    form: str
    catalogue: Catalogue

    @property
    def first(self) -> str:
        """The folded first word or phrase, or ""."""
        return fold(self.spans[0].text) if self.spans else ""

    @property
    def is_linking(self) -> bool:
        """Whether anything beyond names and labels says that links are asked about."""
        question = self.question
        limits = (question.keywords, question.when, question.sources)
        return self.reading.has(*LINKING, "undated") or any(map(bool, limits))


# Completes a draft as a question of one form; None where the draft asks something else.
Reader = Callable[[Draft], Question | None]
