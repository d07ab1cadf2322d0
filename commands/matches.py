"""`citylinks same`: pairs that may be one thing, and decisions about them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from commands.load_report import candidate_line
from datasets.live import open_graph
from graph.model.datasets import OTHER, SAME, Decision
from graph.model.errors import DataError
from graph.model.settings import Settings


def arguments(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("ids", nargs="*", metavar="ID", help="two ids; none: list what may be one thing")
    parser.add_argument("--not", dest="other", action="store_true", help="they are two things")
    parser.add_argument("--withdraw", action="store_true", help="take the decision about them back")
    parser.add_argument("--by", default="", help="who decides")
    parser.add_argument("--why", default="", help="what it rests on")
    parser.add_argument("--list", action="store_true", help="list the decisions")
    parser.add_argument("--top", type=int, default=20, help="how many candidates to list (default 20)")


def run(chosen: Namespace, settings: Settings) -> int:
    """List candidates or decisions, decide about a pair, or take a decision back."""
    explorer, live = open_graph(settings)
    if chosen.list:
        for d in live.decisions():
            print(f"{d.a} and {d.b}: {d.decision}, by {d.by} on {d.on}: {d.why}")
        return 0
    if not chosen.ids:
        found = live.candidates()
        for candidate in found[: chosen.top]:
            print(candidate_line(candidate, explorer.catalogue.titles))
        print(
            f"{len(found):,} pairs to decide" + (f", the first {chosen.top} shown" if len(found) > chosen.top else "")
        )
        return 0
    if len(chosen.ids) != 2:
        raise DataError(
            "A decision is about two ids", value=" ".join(chosen.ids), expected="two ids",
            fix="Write: citylinks same ID ID",
        )  # fmt: skip
    a, b = chosen.ids
    if chosen.withdraw:
        live.withdraw(a, b)
        print(f"Taken back: {a} and {b} are undecided.")
        return 0
    decision = Decision(a, b, OTHER if chosen.other else SAME, chosen.by, date.today().isoformat(), chosen.why)
    live.decide(decision)
    print(f"Written down: {a} and {b} are {decision.decision}.")
    return 0
