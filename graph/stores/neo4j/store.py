"""The Neo4j store, for Neo4j 5.26 or later: one server, a cluster or Aura. Only this module imports the driver.

Every node, source and claim is stored as a version. Its properties `brought` and `retired` are the numbers of the loads
that added and retired it. Reads use one load number. A load is committed by one write that changes the number. Readers
do not see a load that failed before its commit, and the next load removes it.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlsplit
from weakref import finalize

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.model.errors import StoreError
from graph.model.records import ANY_NODE, Claim, Load, Node, NodeFilter, Path, Records, Relationship, Source
from graph.model.settings import Neo4jSettings
from graph.model.vocabulary import vocabulary
from graph.stores.base import MAX_HOPS, GraphStore, RelationshipOutline, check_hops, group_claims, group_outlines
from graph.stores.neo4j.changes import Changes, StoredVersions, plan_changes
from graph.stores.neo4j.queries import query
from graph.stores.neo4j.records import digest, to_claim, to_node, to_source
from graph.stores.paths import adjacency_of, find_paths

T = TypeVar("T")

# StoreError reports these problems, so the driver must not print them too.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

BATCH = 1000
CONNECT_SECONDS = 5.0
READ_SECONDS = 30.0
WRITE_SECONDS = 300.0
CONSTRAINTS = ("node_key", "node_id", "source_key", "state_name")


class Neo4jStore(GraphStore):
    """A store with one driver, which threads can share."""

    def __init__(self, url: str, settings: Neo4jSettings | None = None) -> None:
        """Connect and read the newest load number. Raises StoreError after about five seconds without an answer."""
        self._settings = settings or Neo4jSettings.from_env()
        parts = urlsplit(url)
        self._address = _address(parts)
        login = (parts.username or self._settings.user, parts.password or self._settings.password)
        plain = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        with self._translated():
            self._driver = neo4j.GraphDatabase.driver(
                plain,
                auth=login if any(login) else None,
                connection_timeout=CONNECT_SECONDS,
                max_transaction_retry_time=CONNECT_SECONDS,
                connection_acquisition_timeout=CONNECT_SECONDS,
                notifications_min_severity="OFF",
            )
            try:
                self._driver.verify_connectivity()
            except BaseException:
                self._driver.close()
                raise
        # Also called when nothing refers to the store any more, and when the process ends.
        self._close = finalize(self, self._driver.close)
        self._number = 0
        self.round_trips = 0
        self.refresh()

    def close(self) -> None:
        """Close the driver. A store that is no longer used closes it by itself."""
        self._close()

    def refresh(self) -> int:
        """Read the newest committed load number from the server, and use it for all further reads."""
        rows = self._read("current_load")
        self._number = rows[0]["number"] if rows else 0
        return self._number

    def nodes(self) -> Sequence[Node]:
        """All nodes, sorted by id."""
        return tuple(sorted((to_node(r["node"]) for r in self._read("nodes", number=self._number)), key=_by_id))

    def sources(self) -> tuple[Source, ...]:
        """All sources, sorted by id."""
        return tuple(
            sorted(
                (to_source(r["source"]) for r in self._read("sources", number=self._number)),
                key=_by_id,
            )
        )

    def claims(self, types: Collection[str] | None = None, sources: Collection[str] | None = None) -> tuple[Claim, ...]:
        """All claims of these types from these sources, sorted by claim id."""
        wanted = None if sources is None else sorted(sources)
        rows = self._read("claims", number=self._number, types=_types(types), sources=wanted)
        return tuple(sorted((to_claim(r["claim"]) for r in rows), key=_by_id))

    def triples(self, types: Collection[str]) -> Iterable[tuple[str, str, str]]:
        """Each distinct (subject, type, object), sorted."""
        rows = self._read("triples", number=self._number, types=_types(types))
        return sorted((r["subject"], r["type"], r["object"]) for r in rows)

    def notes(self) -> tuple[str, ...]:
        """Every distinct note and locator, sorted."""
        return tuple(sorted(r["text"] for r in self._read("notes", number=self._number)))

    def relationships(
        self, near: NodeFilter = ANY_NODE, far: NodeFilter = ANY_NODE, types: Collection[str] | None = None
    ) -> tuple[Relationship, ...]:
        """One query finds both sets of nodes and follows the relationships of the smaller one."""
        return group_claims(to_claim(r["claim"]) for r in self._between("relationships", near, far, types))

    def outlines(
        self, near: NodeFilter = ANY_NODE, far: NodeFilter = ANY_NODE, types: Collection[str] | None = None
    ) -> Iterable[RelationshipOutline]:
        """One query returns each distinct claim content once, with the pairs that have it."""
        rows = self._between("outlines", near, far, types)
        return group_outlines((to_claim(r["claim"]), r["pairs"]) for r in rows)

    def _between(
        self, name: str, near: NodeFilter, far: NodeFilter, types: Collection[str] | None
    ) -> list[neo4j.Record]:
        return self._read(name, number=self._number, types=_types(types), near=_ends(near), far=_ends(far))

    def find_paths(
        self,
        starts: Collection[str],
        ends: Collection[str],
        types: Collection[str],
        *,
        max_hops: int = MAX_HOPS,
        limit: int = 25,
        avoid_labels: Collection[str] = (),
    ) -> tuple[Path, ...]:
        """Read the claims within two hops of both sides with one query, and search them in Python."""
        bound = check_hops(max_hops)
        rows = self._read(
            "path_claims",
            number=self._number,
            types=_types(types),
            starts=sorted(starts),
            ends=sorted(ends),
            avoid_labels=sorted(avoid_labels),
        )
        adjacency = adjacency_of(group_claims(to_claim(r["claim"]) for r in rows))
        return find_paths(adjacency, starts, ends, types, bound, limit)

    def load(self, records: Records) -> Load:
        """Add new versions, retire old ones, and then change the load number."""
        for name in CONSTRAINTS:
            self._write(name)
        before = self.refresh()
        self._write("roll_back_claims", number=before)
        self._write("roll_back_nodes", number=before)
        changes = plan_changes(records, self._stored(before), before + 1)
        if changes.is_empty:
            return Load(before, 0, 0)
        self._apply(changes, before + 1)
        return Load(self.refresh(), changes.added, changes.removed)

    def undo(self) -> Load:
        """Decrease the load number by one."""
        before = self.refresh()
        if before == 0:
            raise StoreError("There is no load to undo", fix="Load something first")
        gone = len(self._stored(before).claims)
        self._write("commit", number=before - 1)
        return Load(self.refresh(), 0, gone)

    def _stored(self, number: int) -> StoredVersions:
        """The versions of one load, by the digest of their content."""
        nodes, sources = (self._read(name, seconds=WRITE_SECONDS, number=number) for name in ("nodes", "sources"))
        claims = self._read("claim_versions", seconds=WRITE_SECONDS, number=number)
        return StoredVersions(
            nodes={digest(r["node"]): r["key"] for r in nodes},
            sources={digest(r["source"]): r["key"] for r in sources},
            claims={(r["start"], r["end"], r["id"]): r["key"] for r in claims},
        )

    def _apply(self, changes: Changes, number: int) -> None:
        """Add new versions and retire old ones. The last write makes them visible to readers."""
        for label, rows in changes.nodes.items():
            self._write_rows("merge_nodes", rows, NODE_LABEL=label)
        self._write_rows("merge_sources", changes.sources)
        for kind, rows in changes.claims.items():
            self._write_rows("merge_claims", rows, RELATIONSHIP_TYPE=kind)
        self._write_rows("retire_claims", changes.retired_claims, number=number)
        for keys in _batches(changes.retired_nodes):
            self._write("retire_nodes", keys=keys, number=number)
        self._write("commit", number=number)

    def _write_rows(
        self,
        name: str,
        rows: Sequence[Mapping[str, Any]],
        *,
        NODE_LABEL: str = "",
        RELATIONSHIP_TYPE: str = "",
        **parameters: Any,
    ) -> None:
        """Write rows in batches. A label or type is put into the query only if it is in the closed lists."""
        text = query(f"write/{name}").text
        for word, value, known in (
            ("NODE_LABEL", NODE_LABEL, vocabulary().labels),
            ("RELATIONSHIP_TYPE", RELATIONSHIP_TYPE, vocabulary().types),
        ):
            text = text.replace(word, next(k for k in known if k == value)) if value else text
        for some in _batches(rows):
            self._run(text, rows=some, **parameters)

    def _write(self, name: str, **parameters: Any) -> None:
        self._run(query(f"write/{name}").text, **parameters)

    def _run(self, text: str, **parameters: Any) -> None:
        with self._translated():
            self._driver.execute_query(
                neo4j.Query(text, timeout=WRITE_SECONDS),
                parameters_=parameters,
                database_=self._settings.database,
            )

    def _read(self, name: str, seconds: float = READ_SECONDS, **parameters: Any) -> list[neo4j.Record]:
        self.round_trips += 1
        with self._translated():
            return self._driver.execute_query(
                neo4j.Query(query(name).text, timeout=seconds),
                parameters_=parameters,
                database_=self._settings.database,
                routing_=neo4j.RoutingControl.READ,
            ).records

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn driver errors into StoreErrors, which never contain credentials."""
        try:
            yield
        except AuthError as error:
            raise StoreError(
                f"Neo4j at {self._address} rejected the log-in",
                expected="the right NEO4J_USER and NEO4J_PASSWORD",
                fix="Set both and try again, or set CITYLINKS_STORE=memory",
            ) from error
        except Neo4jError as error:
            raise StoreError(
                f"Neo4j at {self._address} could not run a query ({error.code})",
                fix="Try again. If the error stays, look at the server's log or set CITYLINKS_STORE=memory",
            ) from error
        except (DriverError, OSError, ValueError) as error:
            raise StoreError(
                f"Neo4j at {self._address} can't be reached",
                fix="Start it (or try: citylinks neo4j), correct CITYLINKS_STORE, or set CITYLINKS_STORE=memory",
            ) from error


def _address(parts: SplitResult) -> str:
    """Host and port of a URL, for messages. Raises StoreError for an invalid port."""
    try:
        return f"{parts.hostname or ''}:{parts.port or 7687}"
    except ValueError as error:
        raise StoreError(
            "CITYLINKS_STORE has an invalid port",
            value=parts.netloc.rpartition("@")[2],
            expected="a host and a port from 1 to 65535, for example bolt://127.0.0.1:7687",
            fix="Correct it, or set CITYLINKS_STORE=memory",
        ) from error


def _by_id(record: Node | Source | Claim) -> str:
    return record.id


def _types(types: Collection[str] | None) -> list[str]:
    """The types that are in the closed list. No other type reaches a query."""
    known = vocabulary().types
    return [kind for kind in known if types is None or kind in types]


def _ends(ends: NodeFilter) -> dict[str, Any]:
    """The query parameters of a node filter: where to start, and what to filter."""
    return {
        "any": ends == ANY_NODE,
        "roots": sorted(ends.within or ()),
        "chosen": sorted(ends.ids or ()) if ends.within is None else [],
        "every": [True] if ends.within is None and ends.ids is None and ends != ANY_NODE else [],
        "ids": sorted(ends.ids) if ends.ids is not None else None,
        "labels": sorted(ends.labels) if ends.labels is not None else None,
        "containers": ends.containers,
    }


def _batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[at : at + BATCH] for at in range(0, len(rows), BATCH))
