"""Positions of nodes: the same on every run, fixed where requested, and with space for every label."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.drawing.layout import ROOM, positions

Pairs = list[tuple[str, str]]
IDS = [f"n{i}" for i in range(14)]
GRAPHS = st.tuples(
    st.lists(st.sampled_from(IDS), unique=True, max_size=14),
    st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=20),
)


def star(count: int) -> tuple[list[str], Pairs]:
    spokes = [f"s{i}" for i in range(count)]
    return ["hub", *spokes], [("hub", spoke) for spoke in spokes]


def web(count: int) -> tuple[list[str], Pairs]:
    ids = [f"n{i}" for i in range(count)]
    return ids, [(ids[i], ids[(i * 7) % max(1, i // 3)]) for i in range(1, count)]


def overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    apart = abs(one[0] - other[0]), abs(one[1] - other[1])
    return apart[0] < ROOM[0] - 1 and apart[1] < ROOM[1] - 1


@given(GRAPHS)
@settings(max_examples=40, deadline=None)
def test_everything_is_placed_once_and_nothing_overlaps(graph: tuple[list[str], Pairs]) -> None:
    placed = positions(*graph)
    assert list(placed) == sorted(graph[0])
    assert not any(overlap(a, b) for a, b in combinations(placed.values(), 2))


@given(GRAPHS, st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_arguments_does_not_matter(graph: tuple[list[str], Pairs], chance) -> None:  # type: ignore[no-untyped-def]
    ids, pairs = graph
    shuffled = [(b, a) for a, b in pairs]
    chance.shuffle(shuffled)
    assert positions(ids, pairs) == positions(ids[::-1], shuffled)


def test_another_run_gives_the_same_places() -> None:
    code = (
        "from tests.graph.drawing.test_layout import web; "
        "from graph.drawing.layout import positions; print(positions(*web(70)))"
    )
    runs = set()
    for seed in ("1", "2"):
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[3])}
        runs.add(subprocess.check_output([sys.executable, "-c", code], env=env, text=True))
    assert runs == {f"{positions(*web(70))}\n"}


@pytest.mark.parametrize("count", [30, 150, 300])
def test_a_crowd_does_not_overlap(count: int) -> None:
    placed = positions(*web(count))
    assert not any(overlap(a, b) for a, b in combinations(placed.values(), 2))


@given(GRAPHS, st.integers(1, 8))
@settings(max_examples=30, deadline=None)
def test_fixed_nodes_keep_their_place_and_new_ones_find_room(graph: tuple[list[str], Pairs], count: int) -> None:
    ids, pairs = graph
    old = ids[:count]
    fixed = positions(old, pairs)
    placed = positions(ids, pairs, fixed=fixed)
    assert {name: placed[name] for name in old} == fixed
    assert not any(overlap(a, b) for a, b in combinations(placed.values(), 2))


def test_new_nodes_stand_near_what_they_are_linked_to() -> None:
    fixed = {"a": (0.0, 0.0), "b": (2000.0, 0.0)}
    placed = positions(["a", "b", "c"], [("b", "c"), ("a", "b")], fixed=fixed)
    assert abs(placed["c"][0] - 2000) < 400


@pytest.mark.parametrize("count", [3, 6, 9, 12])
def test_a_star_is_even_wide_and_leaves_its_hubs_label_free(count: int) -> None:
    placed = positions(*star(count))
    (x, y), spokes = placed.pop("hub"), placed.values()
    wide, high = (max(s[i] for s in spokes) - min(s[i] for s in spokes) for i in (0, 1))
    assert wide > high
    assert not any(abs(s[0] - x) < 20 and s[1] > y for s in spokes)


def test_a_room_that_is_wider_is_kept_free() -> None:
    room = {"a": (400.0, 90.0), "b": (400.0, 90.0)}
    placed = positions(["a", "b"], [("a", "b")], room=room)
    assert abs(placed["a"][0] - placed["b"][0]) >= 400 or abs(placed["a"][1] - placed["b"][1]) >= 90


def test_single_nodes_stand_in_rows_under_the_rest() -> None:
    ids, pairs = web(6)
    placed = positions([*ids, "x", "y", "z"], pairs)
    rows = {placed[name][1] for name in "xyz"}
    assert len(rows) == 1
    assert rows.pop() > max(placed[name][1] for name in ids)


def test_nothing_is_placed_for_nothing() -> None:
    assert positions([], [("a", "b")]) == {}
