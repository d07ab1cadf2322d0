"""`citylinks matches`: possible duplicates, and decisions about them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from commands.load_report import candidate_line
from datasets.live import open_graph
from graph.model.datasets import DIFFERENT, SAME, Decision
from graph.model.errors import DataError
from graph.model.settings import Settings


def add_arguments(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("ids", nargs="*", metavar="ID", help="two ids; without them, list possible duplicates")
    parser.add_argument("--not", dest="other", action="store_true", help="keep the two separate")
    parser.add_argument("--withdraw", action="store_true", help="delete the decision about them")
    parser.add_argument("--by", default="", help="your name or team, kept with the decision")
    parser.add_argument("--why", default="", help="the reason for the decision")
    parser.add_argument("--list", action="store_true", help="list the decisions")
    parser.add_argument("--top", type=int, default=20, help="how many possible duplicates to list (default 20)")


def run(arguments: Namespace, settings: Settings) -> int:
    """List possible duplicates or decisions, decide about a pair, or delete a decision."""
    explorer, live = open_graph(settings)
    if arguments.list:
        for d in live.decisions():
            print(f"{d.a} and {d.b}: {d.decision} (decided by {d.by}, {d.on}). Reason: {d.why}")
        return 0
    if not arguments.ids:
        found = live.candidates()
        for candidate in found[: arguments.top]:
            print(candidate_line(candidate, explorer.catalogue.titles))
        print(
            f"{len(found):,} pairs to review"
            + (f", the first {arguments.top} shown" if len(found) > arguments.top else "")
        )
        return 0
    if len(arguments.ids) != 2:
        raise DataError(
            "A decision is about two ids", value=" ".join(arguments.ids), expected="two ids",
            fix="Write: citylinks matches ID ID",
        )  # fmt: skip
    a, b = arguments.ids
    if arguments.withdraw:
        live.withdraw(a, b)
        print(f"Deleted: {a} and {b} are undecided.")
        return 0
    decision = Decision(
        a, b, DIFFERENT if arguments.other else SAME, arguments.by, date.today().isoformat(), arguments.why
    )
    live.decide(decision)
    print(f"Saved: {a} and {b} are {decision.decision}.")
    return 0
