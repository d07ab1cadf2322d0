"""The two shipped stories use only the data: each figure, year and name in them is recorded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

from graph.answers.explorer import Explorer
from graph.catalogue.catalogue import Catalogue
from graph.explore.explorations import ViewService
from graph.explore.visible import VisibleGraph
from graph.model.data_folder import SHIPPED_DATA
from graph.model.records import Claim
from graph.model.text import fold
from graph.stories.reader import read_stories
from graph.stories.story import MAX_ITEMS, Slide, Story
from graph.worldmap.positions import position_of
from tests.documents import SEEDS, spoken

STORIES = read_stories(SHIPPED_DATA / "stories").stories
STOPS = [(key, number) for key, story in STORIES.items() for number in range(1, len(story.slides) + 1)]
EUROPE, ASIA, AFRICA, CHINA, BRITAIN = "geonames:6255148", "geonames:6255147", "geonames:6255146", "iso:CN", "iso:GB"
LEEDS, NEWCASTLE, WUHAN, WORLD = "geonames:2644688", "geonames:2641673", "geonames:1791247", "geonames:6295630"
TITLES, WORDS, CAPTION = 60, (60, 110), 160
MINUTES, PACE = (4.5, 5.5), 140  # minutes of a talk, and spoken words a minute


@dataclass(frozen=True)
class Told:
    """One slide with what it shows."""

    slide: Slide
    shown: VisibleGraph
    service: ViewService

    @property
    def catalogue(self) -> Catalogue:
        return self.service.explorer.catalogue

    @property
    def claims(self) -> list[Claim]:
        return [claim for link in self.shown.links for claim in link.claims]

    @property
    def text(self) -> str:
        return f"{self.slide.title} {self.slide.caption} {self.slide.notes}"

    def of(self, label: str) -> list[str]:
        return [node.id for node in self.shown.nodes if node.label == label]

    def cities(self, place: str = "") -> int:
        """Count the cities in the picture, without the story's own, within a place."""
        return sum(not place or place in self.catalogue.above(i) for i in self.of("City") if i != LEEDS)

    def counted(self, what: str) -> int:
        """Return the number that the claims shown give for a count, such as "cities" in "cities > 190"."""
        (found,) = {count.split()[-1] for c in self.claims for count in c.counts if count.split()[:-2] == what.split()}
        return int(found)

    def rows(self, question: str, certainty: str = "confirmed") -> int:
        rows = self.service.explorer.ask(question).rows
        return sum(row.certainty == certainty and row.named and row.reach == "direct" for row in rows)


@pytest.fixture(scope="module")
def service(explorer: Explorer) -> ViewService:
    return ViewService(explorer)


def told(service: ViewService, key: str, number: int) -> Told:
    slide = STORIES[key].slides[number - 1]
    return Told(slide, service.show(slide.shown_view()), service)


def far(of: Told, *types: str) -> set[str]:
    """Return the nodes that these types of link connect to the city of the story."""
    links = [link.relationship for link in of.shown.links if link.relationship.type in types]
    return {r.other(own) for r in links for own in (LEEDS, NEWCASTLE) if own in (r.start, r.end)}


def named(of: Told, source: str, kind: str = "TWINNED_WITH") -> set[str]:
    return {end for c in of.claims if c.source == source and c.type == kind for end in (c.subject, c.object)} - {LEEDS}


def sure(of: Told, certainty: str) -> int:
    """Return the schools in the picture whose links all have this certainty."""
    levels: dict[str, set[str]] = {}
    for link in of.shown.links:
        for end in {link.relationship.start, link.relationship.end} & set(of.of("School")):
            levels.setdefault(end, set()).add(link.certainty)
    return sum(found == {certainty} for found in levels.values())


def holders(of: Told) -> set[str]:
    return {end for c in of.claims if c.start == "2012" and c.type == "PARTNERED_WITH" for end in (c.subject, c.object)}


def supported(of: Told, *labels: str) -> int:
    return len({c.object for c in of.claims if c.type == "SUPPORTS"} & {i for label in labels for i in of.of(label)})


def visitors(of: Told, year: str) -> int:
    store = of.service.explorer.store
    claims = [c for c in store.claims(("VISITED",)) if c.start == year and c.subject.startswith("GB-EDU")]
    return len({c.subject for c in claims})


def unnamed_schools(of: Told) -> set[int | None]:
    claims = of.service.explorer.store.claims(("PARTICIPATES_IN",))
    return {c.at_least for c in claims if c.object == "local:project:civic" and c.subject_counterpart == "School"}


def years(of: Told) -> set[str]:
    return {c.start for c in of.claims if c.start}


# Story, slide, the words with the number, the number, and its computation.
FIGURES: list[tuple[str, int, str, int, Callable[[Told], int]]] = [
    ("leeds", 1, "Six partner cities", 6, lambda t: t.cities()),
    ("leeds", 1, "All six stand on one page", 6, lambda t: len(named(t, "002"))),
    ("leeds", 1, "tells of five", 5, lambda t: len(named(t, "003"))),
    ("leeds", 1, "four in Europe", 4, lambda t: t.cities(EUROPE)),
    ("leeds", 1, "one in Asia", 1, lambda t: t.cities(ASIA)),
    ("leeds", 1, "one in Africa", 1, lambda t: t.cities(AFRICA)),
    (
        "leeds", 1, "three continents", 3,
        lambda t: len({t.catalogue.place_of(i, "Continent") for i in t.of("City") if i != LEEDS}),
    ),
    ("leeds", 3, "Three more", 3, lambda t: t.cities()),
    ("leeds", 3, "Three later partners", 3, lambda t: t.cities()),
    ("leeds", 4, "Two circles", 2, lambda t: sum("Circle" in t.catalogue.name(i) for i in t.of("Community"))),
    ("leeds", 4, "120 came", 120, lambda t: t.counted("people")),
    ("leeds", 6, "two schools to a charity", 2, lambda t: len(t.of("School"))),
    ("leeds", 6, "A link of two schools", 2, lambda t: len(t.of("School"))),
    ("leeds", 6, "two universities as partners", 2, lambda t: len(t.of("University"))),
    ("leeds", 6, "10,000 students", 10_000, lambda t: t.counted("students")),
    ("leeds", 6, "it names this one", 1, lambda t: t.rows("which schools in Leeds have links abroad")),
    ("leeds", 6, "three primary schools", 3, lambda t: max(n or 0 for n in unnamed_schools(t))),
    ("leeds", 7, "under two names", 2, lambda t: sum("University" in t.catalogue.name(i) for i in t.of("University"))),
    ("leeds", 8, "Four networks, five", 4, lambda t: len(far(t, "MEMBER_OF"))),
    ("leeds", 8, "Four networks of Leeds", 4, lambda t: t.rows("which networks is Leeds a member of")),
    ("leeds", 8, "five other cities", 5, lambda t: t.cities()),
    ("leeds", 8, "just five of the other cities", 5, lambda t: t.cities()),
    ("leeds", 8, "the word of one page", 1, lambda t: len({c.source for c in t.claims})),
    ("leeds", 8, "35 other cities", 35, lambda t: counts_of(t, "g20-global-smart-cities-alliance") - 1),
    ("leeds", 8, "three are named", 3, lambda t: len(members(t, "g20-global-smart-cities-alliance"))),
    ("leeds", 8, "over 190 cities", 190, lambda t: counts_of(t, "eurocities")),
    ("leeds", 9, "Five plans", 5, lambda t: len({c.object for c in t.claims if c.status == "planned"})),
    ("leeds", 9, "One may be done", 1, lambda t: len({c.object for c in t.claims if c.event == "renewed"})),
    ("newcastle", 1, "Two pages speak", 2, lambda t: len(pages(t))),
    ("newcastle", 1, "what two pages tell", 2, lambda t: len(pages(t))),
    ("newcastle", 2, "Three partners, and", 3, lambda t: len(far(t, "TWINNED_WITH"))),
    ("newcastle", 2, "Three partners are", 3, lambda t: t.rows("Newcastle twin cities")),
    ("newcastle", 2, "signed with two", 2, lambda t: len(far(t, "PARTNERED_WITH"))),
    ("newcastle", 2, "What two of them", 2, lambda t: len({c.object for c in t.claims if c.object_as})),
    ("newcastle", 3, "Four dates", 4, lambda t: len(years(t))),
    ("newcastle", 3, "just four years", 4, lambda t: len(years(t))),
    ("newcastle", 3, "the two universities", 2, lambda t: len(holders(t))),
    ("newcastle", 3, "four schools in 2018", 4, lambda t: len({c.subject for c in t.claims if c.start == "2018"})),
    ("newcastle", 4, "Two schools are recorded", 2, lambda t: sure(t, "confirmed")),
    ("newcastle", 4, "for three more", 3, lambda t: sure(t, "possible")),
    ("newcastle", 4, "the answer is two", 2, lambda t: t.rows(t.slide.question)),
    ("newcastle", 4, "three possible", 3, lambda t: t.rows(t.slide.question, "possible")),
    ("newcastle", 4, "add the two numbers", 2, lambda t: len({k.certainty for k in t.shown.links})),
    ("newcastle", 4, "headteachers of four schools", 4, lambda t: visitors(t, "2018")),
    ("newcastle", 4, "All five schools", 5, lambda t: len(t.of("School"))),
    ("newcastle", 5, "One broker", 1, lambda t: len(t.of("Business"))),
    ("newcastle", 5, "one broker's word", 1, lambda t: len({c.source for c in t.claims})),
    ("newcastle", 5, "The five school links", 5, lambda t: len(t.of("School"))),
    ("newcastle", 5, "on one page only", 1, lambda t: len({c.source for i in t.of("School") for c in about(t, i)})),
    ("newcastle", 5, "each of the five schools", 5, lambda t: supported(t, "School")),
    ("newcastle", 6, "Two universities", 2, lambda t: len(t.of("University"))),
    ("newcastle", 6, "the nineteenth", 19, lambda t: t.counted("confucius institutes between china and the uk")),
    ("newcastle", 7, "the only one with a date", 1, lambda t: len(dated_visits(t))),
    ("newcastle", 8, "two universities", 2, lambda t: unnamed(t, "University")),
    ("newcastle", 8, "run to one point", 1, lambda t: len({c.object for c in t.claims if c.counterpart} - {NEWCASTLE})),
    ("newcastle", 9, "Four plans", 4, lambda t: len(t.shown.links)),
    ("newcastle", 9, "two schools' visits", 2, lambda t: len(t.of("School"))),
    ("newcastle", 9, "two things", 2, lambda t: len(far(t, "FOUNDED"))),
]  # fmt: skip


def members(of: Told, network: str) -> set[str]:
    claims = [c for c in of.claims if c.type == "MEMBER_OF" and c.object == f"local:network:{network}"]
    return {c.subject for c in claims} - {LEEDS}


def counts_of(of: Told, network: str) -> int:
    claims = [c for c in of.claims if c.object == f"local:network:{network}"]
    (found,) = {count.split()[-1] for c in claims for count in c.counts if count.startswith("cities")}
    return int(found)


def pages(of: Told) -> set[str]:
    """Return the documents with claims about Newcastle or a place in it, other than its location."""
    store = of.service.explorer.store
    inside = of.catalogue.inside([NEWCASTLE])
    claims = [c for c in store.claims() if {c.subject, c.object} & inside]
    return {c.source for c in claims if of.catalogue.sources[c.source].kind == "document"}


def about(of: Told, node: str) -> Iterable[Claim]:
    """Return the claims about a node, without the locations from registers."""
    claims = of.service.explorer.store.claims()
    return [c for c in claims if node in (c.subject, c.object) and of.catalogue.sources[c.source].kind == "document"]


def dated_visits(of: Told) -> list[Claim]:
    """Return the dated past visits to Newcastle, or to a place in it, from elsewhere."""
    inside = of.catalogue.inside([NEWCASTLE])
    claims = of.service.explorer.store.claims(("VISITED",))
    return [c for c in claims if c.object in inside and c.subject not in inside and c.start and c.status != "planned"]


def unnamed(of: Told, label: str) -> int:
    (found,) = {c.at_least for c in of.claims if c.subject_counterpart == label}
    return found or 0


@pytest.mark.parametrize(
    ("key", "number", "words", "figure", "how"), FIGURES, ids=[f"{row[0]}-{row[1]}-{row[2]}" for row in FIGURES]
)
def test_every_figure_is_what_the_data_gives(
    service: ViewService, key: str, number: int, words: str, figure: int, how: Callable[[Told], int]
) -> None:
    slide = told(service, key, number)
    assert words in slide.text
    assert how(slide) == figure


NUMBER = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|nineteenth|\d[\d,]*)\b", re.I
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Words with a number that is not a count in the data.
NO_FIGURE = (
    "G20", "Leeds 2023", "more than one way", "Who has one", "the one you read", "the one with Siegen", "old one",
    "have one in China", "have one thing", "what the two spoke", "newer one", "its new one",
)  # fmt: skip


@pytest.mark.parametrize(("key", "number"), STOPS)
def test_no_figure_stands_unchecked(service: ViewService, key: str, number: int) -> None:
    text = told(service, key, number).text
    for words in (*(row[2] for row in FIGURES if row[:2] == (key, number)), *NO_FIGURE):
        text = text.replace(words, "")
    assert [found for found in NUMBER.findall(text) if not YEAR.fullmatch(found)] == []


def test_no_phrase_is_set_aside_that_no_story_uses() -> None:
    said = " ".join(f"{s.title} {s.caption} {s.notes}" for story in STORIES.values() for s in story.slides)
    assert [words for words in NO_FIGURE if words not in said] == []


@pytest.mark.parametrize(("key", "number"), STOPS)
def test_every_year_is_a_date_of_what_is_shown(service: ViewService, key: str, number: int) -> None:
    slide = told(service, key, number)
    sources = service.explorer.catalogue.sources.values()
    dates = [date for c in slide.claims for date in (c.start, c.end, c.as_of)] + [s.as_of for s in sources]
    view = slide.shown.view
    known = {year for date in dates for year in YEAR.findall(date)} | {str(year) for year in view.start.years}
    assert set(YEAR.findall(slide.text)) <= known


@pytest.mark.parametrize(("key", "number"), STOPS)
def test_a_caption_names_only_what_is_shown_or_lies_round_it(service: ViewService, key: str, number: int) -> None:
    slide = told(service, key, number)
    catalogue = slide.catalogue
    shown = {node.id for node in slide.shown.nodes}
    near = shown | {place for node in shown for place in catalogue.above(node)}
    words = f" {fold(slide.slide.caption)} "
    # A name inside a longer name is not another node: Leeds in Leeds United.
    for name in sorted((name for name in catalogue.names if f" {name} " in words), key=len, reverse=True):
        if f" {name} " in words and not catalogue.nodes[catalogue.names[name][0]].name.islower():
            assert near & set(catalogue.names[name]), name
            words = words.replace(f" {name} ", "  ")


@pytest.mark.parametrize(("key", "number"), STOPS)
def test_a_stop_can_be_read_from_the_back_of_the_hall(service: ViewService, key: str, number: int) -> None:
    slide = told(service, key, number)
    assert 2 <= len(slide.shown.nodes) == slide.shown.total <= MAX_ITEMS
    assert slide.shown.links
    assert len(slide.slide.title) <= TITLES
    assert len(slide.slide.caption) <= CAPTION
    assert "recorded" in slide.slide.caption


@pytest.mark.parametrize(("key", "number"), STOPS)
def test_what_is_emphasised_is_shown(service: ViewService, key: str, number: int) -> None:
    slide = told(service, key, number)
    assert slide.slide.emphasise
    assert set(slide.slide.emphasise) <= {node.id for node in slide.shown.nodes}


@pytest.mark.parametrize(("key", "number"), STOPS)
def test_the_notes_say_of_which_time_the_source_speaks(key: str, number: int) -> None:
    notes = STORIES[key].slides[number - 1].notes
    assert re.search(r"about 20\d\d|2018 to 2022|no date|without a date", notes)
    assert WORDS[0] <= len(notes.split()) <= WORDS[1]


@pytest.mark.parametrize("story", STORIES.values(), ids=lambda story: story.key)
def test_a_story_takes_about_five_minutes(story: Story) -> None:
    assert 7 <= len(story.slides) <= 9
    words = sum(len(slide.notes.split()) for slide in story.slides)
    assert MINUTES[0] <= words / PACE <= MINUTES[1]


@pytest.mark.parametrize("story", STORIES.values(), ids=lambda story: story.key)
def test_a_story_uses_every_way_of_looking(story: Story) -> None:
    looks = [slide.look for slide in story.slides]
    assert looks.count("map") >= 2
    assert {"network", "map", "table"} == set(looks)


WIDTH = {
    "leeds": ["City", "District", "Club", "Community", "School", "University", "Charity", "Council", "Network"],
    "newcastle": ["City", "Region", "School", "University", "Business", "Office", "Consulate", "Network", "Event"],
}


@pytest.mark.parametrize("key", STORIES)
def test_a_story_uses_the_width_of_its_material(service: ViewService, key: str) -> None:
    slides = [told(service, key, number) for number in range(1, len(STORIES[key].slides) + 1)]
    assert set(WIDTH[key]) <= {node.label for slide in slides for node in slide.shown.nodes}
    assert any(c.status == "planned" for c in slides[-1].claims)
    assert any("not recorded" in slide.slide.notes or "not on record" in slide.slide.notes for slide in slides)


DISPUTED = [("leeds", 2), ("leeds", 9), ("newcastle", 2)]


@pytest.mark.parametrize(("key", "number"), DISPUTED)
def test_conflicts_are_told_where_the_sources_disagree(service: ViewService, key: str, number: int) -> None:
    slide = told(service, key, number)
    assert {link.relationship.id for link in slide.shown.links} & service.conflicts()
    assert re.search(r"keep both|show both|stands here as a conflict", slide.slide.notes)


def test_siegen_is_on_one_page_of_leeds_and_not_on_the_other(service: ViewService) -> None:
    slide = told(service, "leeds", 1)
    assert named(slide, "002") - named(slide, "003") == {"geonames:2832495"}


def test_every_named_place_abroad_that_newcastle_is_linked_to_is_in_china(service: ViewService) -> None:
    catalogue, store = service.explorer.catalogue, service.explorer.store
    inside = catalogue.inside([NEWCASTLE])
    ends = {r.other(own) for r in store.relationships() for own in inside & {r.start, r.end} if r.type != "LOCATED_IN"}
    countries = {catalogue.place_of(end, "Country") for end in ends - inside - {WORLD}} - {"", BRITAIN}
    assert countries == {CHINA}


def test_no_link_to_wuhan_has_a_year(service: ViewService) -> None:
    claims = service.explorer.store.claims(("PARTNERED_WITH", "TWINNED_WITH", "VISITED"))
    assert not [c for c in claims if WUHAN in (c.subject, c.object) and c.start]


@pytest.mark.parametrize("province", ["geonames:1809054", "geonames:1808520"])
def test_a_province_without_coordinates_is_drawn_in_the_middle_of_china(service: ViewService, province: str) -> None:
    position = position_of(province, service.explorer.catalogue)
    assert position is not None and position.item == CHINA


def test_no_partner_of_leeds_is_newer_than_durban(service: ViewService) -> None:
    claims = [c for c in service.explorer.store.claims(("TWINNED_WITH",)) if LEEDS in (c.subject, c.object)]
    assert max(c.start for c in claims) == "1998"


NAMES_AS_THEY_STAND = ("G20 Global Smart Cities Alliance", "A city that champions international cooperation")


@pytest.mark.skipif(not SEEDS, reason="the documents themselves are not part of the project")
@pytest.mark.parametrize("story", STORIES.values(), ids=lambda story: story.key)
def test_no_sentence_is_taken_from_a_document(story: Story) -> None:
    run = 6
    names = [fold(name) for name in NAMES_AS_THEY_STAND]
    for source in SEEDS:
        there = fold(spoken(source)).split()
        taken = {tuple(there[at : at + run]) for at in range(len(there))}
        for slide in story.slides:
            for text in (slide.caption, slide.notes):
                said = fold(text)
                for name in names:
                    said = said.replace(name, "*")
                words = said.split()
                runs = {tuple(words[at : at + run]) for at in range(len(words) - run + 1)}
                assert runs & taken == set()
