"""A slide with an id that is no longer recorded shows its successor, or names the closest ids."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import cli
from commands.check import story_problems
from graph.answers.explorer import Explorer
from graph.explore.explorations import ViewService
from graph.explore.view import Action, Filters, Start, View
from graph.model.data_folder import SHIPPED_DATA
from graph.model.records import Records
from graph.stores.embedded.store import EmbeddedStore
from graph.stories.story import Slide, Story
from graph.stories.validation import SlideProblem, check_story, with_successors
from tests.worlds import claim, tiny


def service(records: Records) -> ViewService:
    store = EmbeddedStore()
    store.load(records)
    return ViewService(Explorer(store))


def without_old_met(**became: str) -> Records:
    """Return the tiny world without Leeds Metropolitan University. `became` holds claims about its successor."""
    world = tiny()
    kept = [c for c in world.claims if "old-met" not in (c.subject, c.object)]
    kept += [claim("old-met", "SUCCEEDED_BY", new) for new in became.values()]
    return replace(world, nodes=tuple(n for n in world.nodes if n.id != "old-met"), claims=tuple(kept))


def told(*slides: Slide) -> Story:
    return Story("A story", slides=slides, key="mine")


def check(records: Records, *slides: Slide) -> tuple[SlideProblem, ...]:
    return check_story(told(*slides), service(records))


def things(*ids: str, filters: Filters | None = None, actions: tuple[Action, ...] = ()) -> View:
    return View(Start("things", ids), actions, filters or Filters())


def test_what_is_recorded_is_no_problem() -> None:
    slides = (
        Slide("A question", question="which cities is Leeds twinned with"),
        Slide("A view", view=things("leeds"), emphasise=("hangzhou",)),
        Slide("An old name, on purpose", view=things("leeds"), emphasise=("old-met",)),
    )
    assert check(tiny(), *slides) == ()


def test_a_renamed_thing_is_followed_and_the_new_id_is_said() -> None:
    (problem,) = check(without_old_met(new="beckett"), Slide("A view", view=things("wuhan"), emphasise=("old-met",)))
    assert (problem.slide, problem.kind, problem.value, problem.replacements) == (
        1,
        "followed",
        "old-met",
        ("beckett",),
    )
    assert "Leeds Beckett University" in problem.message and problem.fix == "Replace it with beckett."


def test_an_old_id_among_the_other_names_of_a_thing_leads_to_it() -> None:
    world = tiny()
    merged = tuple(replace(n, aliases=("GB-EDU-108094",)) if n.id == "a-school" else n for n in world.nodes)
    (problem,) = check(replace(world, nodes=merged), Slide("A view", view=things("GB-EDU-108094")))
    assert (problem.kind, problem.replacements) == ("followed", ("a-school",))


def test_of_several_successors_none_is_chosen() -> None:
    records = without_old_met(one="beckett", other="uni")
    (problem,) = check(records, Slide("A view", view=things("leeds"), emphasise=("old-met",)))
    assert problem.kind == "missing"


def test_a_thing_is_followed_over_several_steps_and_never_round_in_a_ring() -> None:
    world = without_old_met()
    steps = [("old-met", "mid"), ("mid", "beckett"), ("one", "other"), ("other", "one")]
    claims = (*world.claims, *(claim(old, "SUCCEEDED_BY", new) for old, new in steps))
    catalogue = service(replace(world, claims=claims)).explorer.catalogue
    assert [catalogue.lineage.current_id(old, catalogue.names) for old in ("old-met", "one", "uni", "never")] == [
        "beckett",
        "",
        "uni",
        "",
    ]


def test_every_place_of_a_view_that_holds_an_id_is_followed() -> None:
    paths = Action(
        "paths", ("leeds", "old-met"), Filters().with_off("holder", frozenset({"old-met"})), through="old-met"
    )
    filters = Filters().with_only("place", frozenset({"old-met", "uk"}))
    slide = Slide("A view", view=things("old-met", "leeds", filters=filters, actions=(paths,)), emphasise=("old-met",))
    catalogue = service(without_old_met(new="beckett")).explorer.catalogue
    assert "old-met" not in repr(with_successors(told(slide), catalogue))
    assert with_successors(told(slide), catalogue).slides[0].emphasise == ("beckett",)


def test_a_story_of_what_is_recorded_stays_as_it_is() -> None:
    story = told(Slide("A view", view=things("leeds"), emphasise=("wuhan",)), Slide("A question", question="Leeds"))
    assert with_successors(story, service(tiny()).explorer.catalogue) == story


@pytest.mark.parametrize(
    "view",
    [
        things("wuhann"),
        things("leeds", actions=(Action("open", ("wuhann",)),)),
        things("leeds", actions=(Action("paths", ("leeds", "uk"), through="wuhann"),)),
        things("leeds", filters=Filters().with_only("place", frozenset({"wuhann"}))),
        things("leeds", filters=Filters().with_off("holder", frozenset({"wuhann"}))),
    ],
)
def test_what_is_missing_is_named_with_what_is_nearest(view: View) -> None:
    (problem,) = check(tiny(), Slide("A view", view=view))
    assert (problem.kind, problem.value, problem.replacements[0]) == ("missing", "wuhann", "wuhan")
    assert "wuhan (Wuhan)" in problem.fix


def test_what_is_like_nothing_is_to_be_taken_out() -> None:
    (problem,) = check(tiny(), Slide("A view", view=things("leeds"), emphasise=("0" * 40,)))
    assert (problem.replacements, problem.fix) == ((), "Remove it.")


def test_a_source_that_is_gone_is_missing_too() -> None:
    view = things("leeds", filters=Filters().with_only("source", frozenset({"pagee"})))
    (problem,) = check(tiny(), Slide("A view", view=view))
    assert (problem.kind, problem.replacements) == ("missing", ("page",))


def test_a_question_that_is_not_understood_says_why() -> None:
    (problem,) = check(tiny(), Slide("A question", question="zorp frob Leeds"))
    assert problem.kind == "question"
    assert "zorp" in problem.message and problem.fix.startswith("Ask in other words")


def test_a_view_that_starts_at_a_question_asks_it() -> None:
    (problem,) = check(tiny(), Slide("A view", view=View(Start("question", text="zorp frob Leeds"))))
    assert (problem.kind, problem.value) == ("question", "zorp frob Leeds")


@pytest.mark.parametrize(
    "slide",
    [
        Slide("Nothing", question="which schools in Leeds are twinned with Hangzhou"),
        Slide("Nothing", view=things("leeds", filters=Filters().with_only("kind", frozenset({"Consulate"})))),
        Slide("Nothing", view=View(Start("things"))),
    ],
)
def test_a_stop_that_shows_nothing_says_so(slide: Slide) -> None:
    (problem,) = check(tiny(), slide)
    assert problem.kind == "empty" and "shows nothing" in problem.message


def test_troubles_count_stops_from_one_and_leave_the_others_alone() -> None:
    good = Slide("A view", view=things("leeds"))
    problems = check(tiny(), good, Slide("A view", view=things("leeds"), emphasise=("wuhann",)), good)
    assert [problem.slide for problem in problems] == [2]


def test_the_stories_as_shipped_have_no_problem(explorer: Explorer) -> None:
    assert list(story_problems(SHIPPED_DATA / "stories", explorer)) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in (*SHIPPED_DATA.glob("*.csv"), *SHIPPED_DATA.glob("*.toml")):
        shutil.copy(path, tmp_path)
    shutil.copytree(SHIPPED_DATA / "stories", tmp_path / "stories")
    return tmp_path


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_check_names_file_stop_and_fix(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(folder / "stories" / "leeds.toml", "local:club:leeds-united", "local:club:leeds-untied")
    changed(folder / "stories" / "newcastle.toml", "which Newcastle schools link to Wuhan", "zorp frob Wuhan")
    assert cli.main(["check", "--data", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "stories/leeds.toml, slide 5: Nothing recorded has the id “local:club:leeds-untied”." in said
    assert "The closest ids are local:club:leeds-united (Leeds United)" in said
    assert "stories/newcastle.toml, slide 4: The question “zorp frob Wuhan” is not answered" in said
    assert "2 problems in the files of words, styles, questions and stories" in said


def test_check_names_the_line_of_a_broken_story_and_goes_on(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(folder / "stories" / "leeds.toml", "\n[[stops]]", "\n[[stops]")
    changed(folder / "stories" / "newcastle.toml", "GB-EDU-131203", "GB-EDU-131204")
    assert cli.main(["check", "--data", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "stories/leeds.toml, line 4: this is not TOML" in said
    assert "stories/newcastle.toml, slide 4: Nothing recorded has the id “GB-EDU-131204”" in said


def test_check_of_what_was_shipped_is_done_without_a_problem(folder: Path) -> None:
    assert cli.main(["check", "--data", str(folder)]) == 0
