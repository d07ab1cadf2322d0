"""One measurement in a separate process, so that its peak memory is its own: `python -m … ROLE FILES HOME`.

Prints one line of JSON. Both programs import their modules before the clock starts. `cpu_s` is the processor time of
the whole process.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.national import Files, files_in

Row = dict[str, object]


def pandas_multigraph(files: Files, home: Path) -> Row:
    """The baseline with the kind of graph that we use: directed, with parallel edges."""
    import networkx as nx

    return _pandas(files, nx.MultiDiGraph)


def pandas_plain_graph(files: Files, home: Path) -> Row:
    """The baseline with the simplest graph: one undirected edge for a pair."""
    import networkx as nx

    return _pandas(files, nx.Graph)


def _pandas(files: Files, kind: type[Any]) -> Row:
    """Read every column, then add edges from school to authority, school to trust, and charity to area.

    No cell is checked. Malformed rows would stop it, so rows with too many fields are skipped, and quotation marks are
    read as text.
    """
    import networkx as nx
    import pandas as pd

    before = peak()
    began = time.perf_counter()
    schools = pd.read_csv(files.schools, encoding="cp1252")
    register, areas = (
        pd.read_csv(path, sep="\t", encoding="utf-8-sig", quoting=csv.QUOTE_NONE, on_bad_lines="skip")
        for path in (files.charities, files.areas)
    )
    parsed = time.perf_counter() - began
    in_trust = schools.dropna(subset="Trusts (name)")
    pairs = (
        (schools["URN"], schools["LA (name)"]),
        (in_trust["URN"], in_trust["Trusts (name)"]),
        (areas["organisation_number"], areas["geographic_area_description"]),
    )
    edges = pd.concat([pd.DataFrame({"source": one, "target": other}) for one, other in pairs])
    graph: Any = nx.from_pandas_edgelist(edges, "source", "target", create_using=kind)
    seconds = time.perf_counter() - began
    made: Row = {"seconds": seconds, "parse_s": parsed, "rss_mib": peak(), "before_mib": before}
    return made | {"rows": len(schools) + len(register) + len(areas), "edges": graph.number_of_edges()}


def ours(files: Files, home: Path) -> Row:
    """The work of `citylinks load`: parse, check, resolve, store in the user's folder, fill the embedded store.

    `parse_s` includes the storing of each file. The memory is the sum of the peaks of this process and of the one that
    reads with it, which may be at different times.
    """
    from datasets.live import LiveLibrary
    from datasets.prefetch import prefetch_files
    from graph.model.datasets import Dataset, LoadOptions
    from graph.model.settings import Settings
    from graph.stores.factory import open_store

    before = peak()
    began = time.perf_counter()
    live = LiveLibrary(Settings(home=home), open_store())
    said: list[Dataset] = []
    held = 0
    paths = (files.schools, files.charities, files.areas)
    prefetch_files(live, paths, LoadOptions())
    for path in paths:
        preview = live.preview(path, LoadOptions())
        assert not preview.guard, preview.guard
        held = live.add_pending([preview], continue_load=held)
        said.append(preview.dataset)
    parsed = time.perf_counter() - began
    done = live.sync_store()
    seconds = time.perf_counter() - began
    assert all(one.read == one.accepted + one.rejected + one.left_out for one in said)
    made: Row = {"seconds": seconds, "parse_s": parsed, "rss_mib": peak() + _peak_beside(), "before_mib": before}
    rejected = sum(one.rejected for one in said)
    return made | {"rows": sum(one.read for one in said), "brought": done.added, "rejected": rejected}


def warm(files: Files, home: Path) -> Row:
    """Open the loaded data in the embedded store, and separately build the name index for questions."""
    from datasets.live import LiveLibrary
    from graph.answers.explorer import Explorer
    from graph.model.settings import Settings
    from graph.stores.factory import open_store

    before = peak()
    began = time.perf_counter()
    store = open_store()
    done = LiveLibrary(Settings(home=home), store).sync_store()
    seconds = time.perf_counter() - began
    made: Row = {"seconds": seconds, "rss_mib": peak(), "before_mib": before, "brought": done.added}
    began = time.perf_counter()
    Explorer(store)
    return made | {"names_s": time.perf_counter() - began, "with_names_mib": peak()}


def asking(files: Files, home: Path) -> Row:
    """Ask questions, complete names and draw first pictures on the loaded data."""
    from benchmarks.national.waiting_times import measure
    from datasets.live import LiveLibrary
    from graph.model.settings import Settings
    from graph.stores.factory import open_store

    store = open_store()
    LiveLibrary(Settings(home=home), store).sync_store()
    return {"asking": measure(store), "rss_mib": peak()}


def peak() -> float:
    """The peak memory of this process, in MiB.

    On Linux the kernel gives it for this program alone. `getrusage` also counts the memory of the process that started
    it.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
        return round(int(line.split()[1]) / 1024, 1)
    return _in_mib(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _peak_beside() -> float:
    """The peak memory of the child processes that this process waited for, in MiB. 0 if there was none."""
    return _in_mib(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def _in_mib(most: int) -> float:
    return round(most / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)


ROLES: dict[str, Callable[[Files, Path], Row]] = {
    "pandas, MultiDiGraph": pandas_multigraph,
    "pandas, Graph": pandas_plain_graph,
    "ours": ours,
    "ours, warm": warm,
    "asking": asking,
}


def main(arguments: Sequence[str]) -> None:
    """Measure one role on the files of one folder."""
    role, folder, home = arguments
    measured = ROLES[role](files_in(Path(folder)), Path(home))
    print(json.dumps(measured | {"cpu_s": round(time.process_time(), 2)}))


if __name__ == "__main__":
    main(sys.argv[1:])
