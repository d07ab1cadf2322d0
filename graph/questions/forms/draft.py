"""The draft of a question, which the readers of the forms complete."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold
from graph.questions.interpretation import Interpretation
from graph.questions.question import Question
from graph.questions.spans import Span

# Meanings that ask about links.
LINKING = ("link", "type", "civic", "sector", "role", "event", "status", "order", "unnamed", "most", "more")
# Words at the beginning of a question for yes or no.
ASKING = frozenset(
    ["is", "are", "does", "do", "did", "has", "have", "was", "were", "can", "could", "will", "would", "am"]
)


@dataclass
class Draft:
    """A question that is being read. A reader may correct `question`, `reading` and `form` for the readers after it.

    `form` is the form that the words name, or "". `every` are all spans, also those without a meaning here.
    """

    question: Question
    reading: Interpretation
    spans: list[Span]
    form: str
    catalogue: Catalogue
    every: list[Span] = field(default_factory=list)

    @property
    def first(self) -> str:
        """The folded first word or phrase, or ""."""
        return fold(self.spans[0].text) if self.spans else ""

    @property
    def is_linking(self) -> bool:
        """Whether anything besides names and labels asks about links."""
        question = self.question
        limits = (question.keywords, question.when, question.sources)
        return self.reading.has(*LINKING, "undated") or any(map(bool, limits))


# Completes a draft as a question of one form. Returns None if the draft asks something else.
Reader = Callable[[Draft], Question | None]
