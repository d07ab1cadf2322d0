"""The user's folder is found where an earlier version put it, and where the system keeps a user's data."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from graph.model.settings import Settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory, and no variable that names another folder."""
    for name in ("XDG_DATA_HOME", "CITYLINKS_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_the_variables_name_the_folder(home: Path) -> None:
    shared = str(home / "shared")
    assert Settings.from_env({"CITYLINKS_HOME": "~/mine", "XDG_DATA_HOME": shared}).home == home / "mine"
    assert Settings.from_env({"XDG_DATA_HOME": shared}).home == home / "shared" / "citylinks"


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of Linux")
def test_on_linux_the_folder_is_in_local_share(home: Path) -> None:
    assert Settings.from_env({}).home == home / ".local" / "share" / "citylinks"


def test_a_folder_of_an_earlier_version_is_used_on_every_system(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = home / "AppData" / "citylinks"
    monkeypatch.setattr("graph.model.settings.user_data_path", lambda name, appauthor: elsewhere)
    assert Settings.from_env({}).home == elsewhere
    earlier = home / ".local" / "share" / "citylinks"
    earlier.mkdir(parents=True)
    assert Settings.from_env({}).home == earlier


def test_a_user_without_a_home_keeps_the_data_beside_the_evidence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    assert Settings.from_env({}).home.name == "loaded"
