"""Waiting times on a graph of national size: answers, suggestions while typing, and first pictures."""

from __future__ import annotations

import base64
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from graph.answers.explorer import Explorer
from graph.catalogue.catalogue import Catalogue
from graph.explore.explorations import ViewService
from graph.explore.view import Start, View
from graph.model.text import fold
from graph.questions.lexicon import lexicon
from graph.questions.revision.autocomplete import name_suggestions, saved_suggestions
from graph.questions.revision.rephrasing import corrected_questions
from graph.stores.base import GraphStore
from tests import engines

TESTS = Path(__file__).parent.parent.parent / "tests"
ROUNDS = 3
ABOUT_PLACES = (
    "which schools in Leeds are in a trust",
    "which Newcastle charities operate in China",
    "which charities in Leeds operate in Kenya and Uganda",
    "how many schools are in Leeds",
    "how many charities are in Newcastle upon Tyne",
    "which charities operate in Ghana",
    "how many charities operate in India",
    "list the schools in Newcastle upon Tyne",
    "which schools in Leeds have no link to China",
    "which countries do Leeds charities operate in",
    "is any charity in Newcastle active in Nepal",
    "which schools in Manchester are in a trust",
    "charities in Birmingham that work in Pakistan",
    "compare Leeds and Newcastle",
    "what do Leeds and Manchester have in common",
    "who is linked to Europe",
    "which charities work in Scotland",
    "where is Gateshead",
    "everything about China",
    "which claims conflict",
    "Leeds schools",
    "charities in Leeds",
    "which trusts have schools in Newcastle",
    "which charities in London operate in Nigeria",
    "how many schools in England are in a trust",
    "which country do most charities operate in",
    "how is Leeds connected to Kenya",
    "path between Newcastle and Ghana",
    "which schools in Bradford closed",
    "who is linked to South Africa",
)
# Openings, closures and rankings: counted over whole registers.
OF_REGISTERS = (
    "which schools in Leeds closed since 2015",
    "which schools in Newcastle opened since 2015",
    "how many schools in England have closed since 2010",
    "which charities were removed since 2020",
    "oldest charity in Leeds",
    "which schools in Leeds are proposed to close",
    "which trusts have the most schools",
    "which trust has the most schools in Leeds",
    "which districts have the most schools",
    "which city has the most charities",
    "how many Newcastle charities work abroad",
    "which academy trusts are in Newcastle",
    "how many charities are there in England",
    "which countries do Newcastle charities operate in",
)
# Each contains a name from the graph.
ABOUT_A_NAME = (
    "tell me about {}",
    "where is {}",
    "is {} linked to China",
    "which countries does {} operate in",
    "path between {} and Wuhan",
    "{}",
)
PLACES = {
    "England": ("geonames:6269131", "gss:E92000001"),
    "United Kingdom": ("iso:GB", "geonames:2635167"),
    "Kenya": ("iso:KE", "geonames:192950"),
    "China": ("iso:CN", "geonames:1814991"),
    "Leeds": ("geonames:2644688",),
    "Newcastle upon Tyne": ("geonames:2641673",),
    "Europe": ("geonames:6255148",),
    "World": ("geonames:6295630",),
}
# A Streamlit box, and each key typed into it, until the list of suggestions is on the page.
TYPING = """async ([module, data, texts]) => {
  document.body.innerHTML = '<div class="stMain"><div class="st-key-ask_question"><input></div></div>';
  const { default: completing } = await import('data:text/javascript;base64,' + module);
  completing({ data });
  const box = document.querySelector('input');
  box.focus();
  const times = [];
  let offered = 0;
  for (const text of texts) {
    for (let letters = 1; letters <= text.length; letters += 1) {
      const begun = performance.now();
      box.value = text.slice(0, letters);
      box.setSelectionRange(letters, letters);
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      document.body.getBoundingClientRect();
      times.push(performance.now() - begun);
      offered += Boolean(document.getElementById('ask-offers'));
    }
    await new Promise((done) => setTimeout(done, 0));
  }
  return { times, offered };
}"""

Row = dict[str, object]


def measure(store: GraphStore) -> list[Row]:
    """Milliseconds for each kind of waiting, most as median, 95th percentile and slowest."""
    began = time.perf_counter()
    explorer = Explorer(store)
    catalogue = explorer.catalogue
    row: Row = {"figure": "names learnt, once for a load", "slowest_ms": round((time.perf_counter() - began) * 1000)}
    names = _names(catalogue)
    of_names = [form.format(name) for name in names for form in ABOUT_A_NAME]
    of_tests = (TESTS / "questions.txt").read_text(encoding="utf-8").splitlines()
    misspelt = [name[:3] + name[4:] for name in names]
    return [
        row,
        _timed("ask, about places", ABOUT_PLACES, explorer.ask),
        _timed("ask, of whole registers", OF_REGISTERS, explorer.ask),
        _timed("ask, about one thing", of_names, explorer.ask),
        _timed("ask, the tests' questions", of_tests, explorer.ask),
        _search_index(catalogue),
        _timed("search, the words of questions", (*ABOUT_PLACES, *OF_REGISTERS), lambda text: _search(catalogue, text)),
        _timed("did you mean, names misspelt", misspelt, lambda text: corrected_questions(text, catalogue)),
        _typed(catalogue, names),
        *_pictures(store, catalogue),
    ]


def _names(catalogue: Catalogue) -> list[str]:
    """Twelve schools and twelve charities from the whole graph, by id."""
    found = []
    for prefix in ("GB-EDU-", "GB-CHC-"):
        ids = sorted(id for id in catalogue.nodes if id.startswith(prefix))
        found += [catalogue.name(id) for id in ids[:: max(1, len(ids) // 12)][:12]]
    return found


def _search_index(catalogue: Catalogue) -> Row:
    """How long the search of the records takes to build its index, once for a load."""
    lexicon()
    began = time.perf_counter()
    catalogue.search.prepare()
    return {"figure": "records indexed, once for a load", "slowest_ms": round((time.perf_counter() - began) * 1000)}


def _search(catalogue: Catalogue, text: str) -> object:
    return catalogue.search.find([word for word in text.split() if fold(word) not in lexicon().stop])


def _timed(figure: str, texts: Sequence[str], answer: Callable[[str], object]) -> Row:
    """Processor time of each question. The first round is also measured separately, because users ask only once."""
    rounds = []
    for _ in range(ROUNDS):
        times = []
        for text in texts:
            began = time.process_time()
            answer(text)
            times.append(((time.process_time() - began) * 1000, text))
        rounds.append(times)
    every = [one for times in rounds for one in times]
    first = percentiles(one for one, _ in rounds[0])
    said = {"first_p95_ms": first["p95_ms"], "first_slowest_ms": first["slowest_ms"]}
    return {
        "figure": f"{figure} ({len(texts)})",
        **percentiles(one for one, _ in every),
        **said,
        "slowest": max(every)[1],
    }


def percentiles(milliseconds: Iterable[float]) -> Row:
    """Median, 95th percentile and the slowest."""
    ordered = sorted(milliseconds)
    p95 = ordered[int(len(ordered) * 0.95)]
    said = {"median_ms": statistics.median(ordered), "p95_ms": p95, "slowest_ms": ordered[-1]}
    return {name: round(value, 2) for name, value in said.items()}


def _typed(catalogue: Catalogue, names: Sequence[str]) -> Row:
    """Type each letter of questions and names into the box of the page. Suggestions reach a page once per load."""
    began = time.perf_counter()
    made = name_suggestions(catalogue)
    row: Row = {"figure": "suggestions, each letter", "once_ms": round((time.perf_counter() - began) * 1000)}
    data = {
        "names": [[offer.text, offer.about, *offer.others] for offer in made],
        "questions": [[offer.text, offer.about] for offer in saved_suggestions()],
    }
    script = files("views.components.autocomplete").joinpath("autocomplete.js").read_bytes()
    try:
        with engines.chromium() as browser:
            page = browser.new_page()
            texts = [*ABOUT_PLACES, *names]
            said = page.evaluate(TYPING, [base64.b64encode(script).decode(), data, texts])
    except (engines.Missing, RuntimeError) as error:
        return row | {"note": f"not measured: {error}"}
    assert said["offered"], "nothing was offered, so nothing was measured"
    return row | percentiles(said["times"]) | {"note": f"offers at {said['offered']} of {len(said['times'])} letters"}


def _pictures(store: GraphStore, catalogue: Catalogue) -> list[Row]:
    """The first picture of each place on Explore, with all data that its page requests. The first one warms up."""
    service = ViewService(Explorer(store))
    rows: list[Row] = []
    for name, ids in PLACES.items():
        known = next((id for id in ids if id in catalogue.nodes), "")
        if not known:
            rows.append({"figure": f"first picture, {name}", "note": "not in this graph"})
            continue
        view = View(Start("things", (known,)))
        began = time.perf_counter()
        service.picture(view)
        service.years(view)
        service.undated(view)
        service.counts(view)
        milliseconds = round((time.perf_counter() - began) * 1000)
        rows.append(
            {"figure": f"first picture, {name}", "slowest_ms": milliseconds, "nodes": len(service.show(view).nodes)}
        )
    return rows
