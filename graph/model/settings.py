"""Settings.from_env(): the only reader of environment variables."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from platformdirs import user_data_path

from graph.model.data_folder import SHIPPED_DATA
from graph.model.errors import CitylinksError

MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the graph is kept, where the curated data lies, and under which URL others open the app ("" for none).

    `home` is the user's own folder, where what they load is kept.
    """

    store: str = MEMORY
    data_folder: Path = SHIPPED_DATA
    base_url: str = ""
    home: Path = field(default_factory=lambda: _home({}))

    @classmethod
    def from_env(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """CITYLINKS_STORE (memory, or a bolt/neo4j URL), CITYLINKS_DATA, CITYLINKS_HOME (folders), CITYLINKS_BASE_URL.

        Without CITYLINKS_HOME the user's folder is `citylinks` in XDG_DATA_HOME, else in the system's folder for user
        data (~/.local/share on Linux).
        """
        store = environment.get("CITYLINKS_STORE", "").strip() or MEMORY
        return cls(
            store=MEMORY if store.rstrip(":/") == MEMORY else store,
            data_folder=Path(environment["CITYLINKS_DATA"]) if environment.get("CITYLINKS_DATA") else SHIPPED_DATA,
            base_url=environment.get("CITYLINKS_BASE_URL", "").strip(),
            home=_home(environment),
        )

    def page_url(self, page: str, **parameters: str) -> str:
        """The URL of a page of the app, for a QR code; "" where no base URL is set.

        Raises CitylinksError for a base URL that is none of http or https.
        """
        if not self.base_url:
            return ""
        if not _is_web(self.base_url):
            raise CitylinksError(
                "CITYLINKS_BASE_URL is no address of a web page",
                value=self.base_url,
                expected="one such as https://citylinks.example.org",
                fix="Correct it, or leave it empty for no QR code",
            )
        return f"{self.base_url.rstrip('/')}/{page}" + (f"?{urlencode(parameters)}" if parameters else "")


def _home(environment: Mapping[str, str]) -> Path:
    """The user's folder: CITYLINKS_HOME, else the system's place for a user's data."""
    if own := environment.get("CITYLINKS_HOME", "").strip():
        return Path(own).expanduser()
    if shared := environment.get("XDG_DATA_HOME", "").strip():
        return Path(shared) / "citylinks"
    try:
        earlier = Path.home() / ".local" / "share" / "citylinks"
    except RuntimeError:  # a machine user without a home
        return SHIPPED_DATA.parent / "loaded"
    # Earlier versions used this folder on every system.
    return earlier if earlier.exists() else user_data_path("citylinks", appauthor=False)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port_is_fit = parts.port is None or parts.port > 0
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or parts.username or set(url) & set(" <>\"'\\"))
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain and port_is_fit


@dataclass(frozen=True, slots=True)
class Neo4jSettings:
    """How to log in: never part of an error message."""

    user: str = ""
    password: str = ""
    database: str = "neo4j"

    @classmethod
    def from_env(cls, environment: Mapping[str, str] = os.environ) -> Neo4jSettings:
        """NEO4J_USER, NEO4J_PASSWORD (both empty: no log-in) and NEO4J_DATABASE."""
        return cls(
            environment.get("NEO4J_USER", ""),
            environment.get("NEO4J_PASSWORD", ""),
            environment.get("NEO4J_DATABASE", "neo4j"),
        )
