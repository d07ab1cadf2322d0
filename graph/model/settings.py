"""Settings from environment variables. No other module reads the environment for the app."""

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
    """The store, the data folder, the public URL of the app ("" for none), and the folder for the user's datasets.

    >>> settings = Settings.from_env({"CITYLINKS_BASE_URL": "https://links.example.org", "CITYLINKS_HOME": "/srv/own"})
    >>> settings.store, settings.page_url("ask", q="Leeds")
    ('memory', 'https://links.example.org/ask?q=Leeds')
    """

    store: str = MEMORY
    data_folder: Path = SHIPPED_DATA
    base_url: str = ""
    home: Path = field(default_factory=lambda: _home({}))

    @classmethod
    def from_env(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Settings from CITYLINKS_STORE, CITYLINKS_DATA, CITYLINKS_HOME and CITYLINKS_BASE_URL.

        CITYLINKS_STORE is "memory" or a bolt or neo4j URL. Without CITYLINKS_HOME the user's folder is `citylinks` in
        XDG_DATA_HOME, or else in the system's folder for user data (~/.local/share on Linux).
        """
        store = environment.get("CITYLINKS_STORE", "").strip() or MEMORY
        return cls(
            store=MEMORY if store.rstrip(":/") == MEMORY else store,
            data_folder=Path(environment["CITYLINKS_DATA"]) if environment.get("CITYLINKS_DATA") else SHIPPED_DATA,
            base_url=environment.get("CITYLINKS_BASE_URL", "").strip(),
            home=_home(environment),
        )

    def page_url(self, page: str, **parameters: str) -> str:
        """The public URL of a page of the app, for a QR code. "" if no base URL is set.

        Raises CitylinksError for a base URL that is not an http or https URL.
        """
        if not self.base_url:
            return ""
        if not _is_web(self.base_url):
            raise CitylinksError(
                "CITYLINKS_BASE_URL is not a web address",
                value=self.base_url,
                expected="a URL such as https://citylinks.example.org",
                fix="Correct it, or leave it empty if you need no QR code",
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
    except RuntimeError:  # a service account without a home folder
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
    """The log-in for Neo4j. It never appears in an error message."""

    user: str = ""
    password: str = ""
    database: str = "neo4j"

    @classmethod
    def from_env(cls, environment: Mapping[str, str] = os.environ) -> Neo4jSettings:
        """Settings from NEO4J_USER, NEO4J_PASSWORD (both empty: no log-in) and NEO4J_DATABASE."""
        return cls(
            environment.get("NEO4J_USER", ""),
            environment.get("NEO4J_PASSWORD", ""),
            environment.get("NEO4J_DATABASE", "neo4j"),
        )
