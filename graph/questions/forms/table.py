"""The table of question forms: the name, the needs, the reader and the text of each form.

A new form needs five changes: a row here; a module in this folder with its reader and its text, and the reader's place
in READERS; an answer function in graph/answers/form_answers.py; words in data/lexicon.toml under "form:NAME"; and a
test. `citylinks check` reports what is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.catalogue.catalogue import Catalogue
from graph.questions.forms import templates
from graph.questions.forms.draft import Reader
from graph.questions.forms.link_counts import parse_link_count
from graph.questions.forms.location_questions import parse_containment, parse_location
from graph.questions.forms.open_questions import (
    about_text,
    missing_text,
    number_text,
    parse_about,
    parse_missing,
    parse_number,
)
from graph.questions.forms.side_by_side import correct_names, parse_comparison, parse_set_comparison
from graph.questions.forms.tool_questions import parse_tool_question
from graph.questions.question import Question


@dataclass(frozen=True, slots=True)
class Form:
    """One form of question.

    `example` is a question of this form that the shipped data can answer. `render` puts a question of this form into
    words. `is_spoken`: the lexicon has words that name the form ("form:count"). Other forms follow from the rest of the
    question. `title` is the text of its chip, `choice` its text in the menu of forms; "" shows none.

    `needs_anchor`: the question must name a node. `is_about_one`: the answer describes one node. `is_about_all`: the
    question may name nothing, and then means the whole graph. `replaces_form`: a follow-up of this form gives its form
    to the question before it.
    """

    name: str
    example: str
    render: Callable[[Question, Catalogue], str]
    is_spoken: bool = True
    title: str = ""
    choice: str = ""
    needs_anchor: bool = False
    is_about_one: bool = False
    is_about_all: bool = False
    replaces_form: bool = False


# If the words name several forms, the first of these rows wins.
ROWS = (
    Form("links", "which Leeds schools link to China", templates.links_text, is_spoken=False, choice="a list"),
    Form("sources", "which datasets are loaded", templates.sources_text, is_about_all=True),
    Form("help", "what can I ask", templates.help_text),
    Form(
        "conflicts",
        "which claims about Newcastle upon Tyne conflict",
        templates.conflicts_text,
        title="where sources disagree",
        is_about_all=True,
    ),
    Form(
        "evidence",
        "what is the evidence that Newcastle upon Tyne is linked with Hainan",
        templates.links_text,
        title="where it is said",
        choice="where it is said",
        replaces_form=True,
    ),
    Form(
        "about",
        "what does Leeds do with Hangzhou",
        about_text,
        title="what it is about",
        choice="what it is about",
    ),
    Form(
        "missing",
        "what is missing about the link with Hainan",
        missing_text,
        is_spoken=False,
        title="what is missing",
        needs_anchor=True,
    ),
    Form("number", "how many students has the Bambisanani Partnership reached", number_text, is_spoken=False),
    Form("gaps", "which schools in Leeds have no link to China", templates.gaps_text, title="those without a link"),
    Form(
        "common",
        "what do Leeds and Newcastle upon Tyne have in common",
        templates.comparison_text,
        title="what they share",
        choice="what they share",
        needs_anchor=True,
    ),
    Form(
        "compare",
        "compare Leeds and Newcastle upon Tyne",
        templates.comparison_text,
        title="comparison",
        choice="comparison",
        needs_anchor=True,
    ),
    Form(
        "count",
        "how many twin cities does Leeds have",
        templates.links_text,
        title="how many",
        choice="how many",
        is_about_all=True,
        replaces_form=True,
    ),
    Form(
        "duration",
        "how long has Leeds been twinned with Lille",
        templates.links_text,
        title="how long",
        choice="how long",
        replaces_form=True,
    ),
    Form(
        "when",
        "when did Leeds twin with Dortmund",
        templates.links_text,
        title="when",
        choice="since when",
        replaces_form=True,
    ),
    Form(
        "path",
        "how is Leeds United connected to Dortmund",
        templates.path_text,
        title="how they are connected",
        choice="how they are connected",
        needs_anchor=True,
    ),
    Form(
        "where",
        "where is Wuhan",
        templates.location_text,
        title="where it is",
        needs_anchor=True,
        is_about_one=True,
    ),
    Form(
        "kind",
        "what kind of thing is Eurocities",
        templates.kind_text,
        title="what it is",
        needs_anchor=True,
        is_about_one=True,
    ),
    Form(
        "profile",
        "everything about the Bambisanani Partnership",
        templates.profile_text,
        title="everything recorded",
        needs_anchor=True,
        is_about_one=True,
    ),
    Form("list", "list the networks", templates.list_text),
    Form("yesno", "is Leeds twinned with Lille", templates.links_text, is_spoken=False, title="yes or no"),
    Form("most", "which cities have the most links", templates.ranking_text, is_spoken=False, is_about_all=True),
    Form("located", "is Wuhan in China", templates.containment_text, is_spoken=False, is_about_one=True),
    Form(
        "dates", "which is older, the link of Leeds with Lille or with Dortmund", templates.dates_text, is_spoken=False
    ),
    Form(
        "standing",
        "which schools in Leeds are closed",
        templates.register_status_text,
        is_spoken=False,
        is_about_one=True,
    ),
    Form("fact", "the largest charities in Leeds", templates.fact_text, is_spoken=False),
)
FORMS = {form.name: form for form in ROWS}
SPOKEN = tuple(form.name for form in ROWS if form.is_spoken)

# In this order. The first reader that recognises a question completes it. The grammar itself reads the forms without
# a reader: facts before all others, register status and links after them.
READERS: tuple[Reader, ...] = (
    parse_set_comparison,
    correct_names,
    parse_comparison,
    parse_link_count,
    parse_missing,
    parse_number,
    parse_about,
    parse_tool_question,
    parse_containment,
    parse_location,
)
