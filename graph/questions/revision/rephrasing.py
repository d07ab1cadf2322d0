"""A question rephrased so that it can be answered: with corrected words, or with an unambiguous name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from heapq import nsmallest
from itertools import islice, product

from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold
from graph.questions.entity_linking import link_entities
from graph.questions.grammar import parse_question
from graph.questions.lexicon import lexicon

MOST = 4
SHORTEST = 3  # letters of a name of which only the beginning is typed
NEAREST = 3  # names tried for one unknown word
TRIED = 81  # whole questions tried: enough for four unknown words
BEGUN = 50  # names tried that begin with what was typed
MEANINGS = 20  # nodes with the same name that are offered


def corrected_questions(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Whole questions with a similar name for each unknown word. Empty unless every such word has one."""
    spans = [c for c in link_entities(text, catalogue, lexicon(), catalogue.other_places) if c.kind == "unknown"]
    near = [_names(span.suggestions or _begun(span.value, catalogue), catalogue)[:NEAREST] for span in spans]
    if not spans or not all(near):
        return ()
    made: dict[str, None] = {}
    for names in islice(product(*near), TRIED):
        whole = text
        for span, name in zip(spans, names, strict=True):
            whole = replace_words(whole, span.text, name)
        made[whole] = None
    return tuple(islice((one for one in made if not parse_question(one, catalogue, lexicon()).unknown), MOST))


def question_without(text: str, name: str, catalogue: Catalogue) -> str:
    """The question without a name and the small word before it; "" if what remains is not understood."""
    words = r"[\W_]+".join(re.escape(word) for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name))
    small = r"(?:(?:and|or|with|in|to|of|from|for|between|near)\s+)?(?:the\s+)?"
    rest = re.sub(rf"(?<!\w){small}{words}(?:['’]s)?(?!\w)", " ", text, count=1, flags=re.IGNORECASE) if words else text
    rest = " ".join(rest.split())
    question = parse_question(rest, catalogue, lexicon())
    groups = (question.target, question.anchor)
    asks = not question.is_refused and any(not group.is_any for group in groups)
    return rest if asks and rest != " ".join(text.split()) else ""


def name_choices(text: str, meant: Sequence[str], catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """The nodes that a name may mean, each with the question in an unambiguous name, or ""."""
    spans = link_entities(text, catalogue, lexicon(), catalogue.other_places)
    said = next((c.text for c in spans if c.kind == "name" and set(meant) <= set(c.ids)), "")
    made = []
    for node_id in meant[:MEANINGS]:
        node = catalogue.nodes[node_id]
        own = (name for name in (node.name, *node.aliases) if catalogue.names.get(fold(name)) == (node_id,))
        name = next(own, "") or name_with_place(node_id, catalogue)
        made.append((node_id, replace_words(text, said, name) if said and name else ""))
    return tuple(made)


def name_with_place(node_id: str, catalogue: Catalogue) -> str:
    """The name with a place that distinguishes the node from others with the same name; "" if none does."""
    name = catalogue.name(node_id)
    rivals = [i for i in catalogue.names.get(fold(name), ()) if i != node_id]
    for place in catalogue.homes(node_id):
        its_own = catalogue.names.get(fold(catalogue.name(place))) == (place,)
        if its_own and not any(place in catalogue.above(i) for i in rivals):
            return f"{name} in {catalogue.name(place)}"
    return ""


def replace_words(text: str, said: str, name: str) -> str:
    """The text with some of its words replaced by a name, whatever joins these words."""
    words = r"[\W_]+".join(re.escape(word) for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", said))
    return re.sub(rf"(?<!\w){words}(?!\w)", lambda _: name, text, count=1, flags=re.IGNORECASE) if words else text


def _begun(folded: str, catalogue: Catalogue) -> list[str]:
    """Names that begin with what was typed."""
    if len(folded) < SHORTEST:
        return []
    return nsmallest(BEGUN, (name for name in catalogue.all_names if name.startswith(folded)))


def _names(folded: Sequence[str], catalogue: Catalogue) -> list[str]:
    """The names of the nodes that have these folded names."""
    return list(dict.fromkeys(catalogue.name(i) for name in folded for i in catalogue.names.get(name, ())))
